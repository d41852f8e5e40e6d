"""Finds names that say nothing by themselves: a bare participle, pronoun or preposition.

`python -m tests.words [PATH ...]` prints where they stand, below a folder or in a file.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "achilles_tui"

BANNED = frozenset(
    """
    asked at begun beside both by came chosen each found given gone held here it kept known made marked none of on one
    other others over past said seen shown since taken that them there these this those to told until wanted was
    written
    """.split()  # noqa: SIM905 a list of words reads better than a list of strings
)
"""`before`, `after`, `now`, `left`, `right`, `done` and `planned` are words of the field: times, legs, adherence."""


class Name(NamedTuple):
    """A name where it is given to something."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        """Say where it stands."""
        return f"{self.path.relative_to(PACKAGE).as_posix()}:{self.line}: {self.text}"


def banned_names(path: Path) -> Iterator[Name]:
    """Give every banned name that a file gives to something; a record's field is a key of its file, and stays."""
    tree = ast.parse(path.read_text("utf-8"))
    keys = {
        id(field.target)
        for record in ast.walk(tree)
        if isinstance(record, ast.ClassDef) and _is_record(record)
        for field in record.body
        if isinstance(field, ast.AnnAssign)
    }
    for node in ast.walk(tree):
        for text, line in _names(node):
            if text.strip("_").lower() in BANNED and id(node) not in keys:
                yield Name(path, line, text)


def _names(node: ast.AST) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name, node.lineno
    elif isinstance(node, ast.arg):
        yield node.arg, node.lineno
    elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.id if isinstance(node, ast.Name) else node.attr, node.lineno
    elif isinstance(node, ast.alias) and node.asname:
        yield node.asname, node.lineno


def _is_record(node: ast.ClassDef) -> bool:
    """Whether a class is a record of a file or of JSON: its keyword arguments, or its base, are those of msgspec."""
    return any(keyword.arg in {"forbid_unknown_fields", "omit_defaults", "tag"} for keyword in node.keywords) or any(
        isinstance(base, ast.Name) and base.id in RECORDS for base in node.bases
    )


RECORDS = frozenset({"Struct", "Document", "CheckIn", "Score", "Begun", "Answer"})
"""Classes whose fields are keys of a file or of JSON."""


def main(paths: list[str]) -> None:
    """Print what stands below these paths."""
    tops = [Path(path).resolve() for path in paths] or [PACKAGE]
    files = [file for top in tops for file in (sorted(top.rglob("*.py")) if top.is_dir() else [top])]
    names = [name for file in files for name in banned_names(file)]
    sys.stdout.write("".join(f"{name}\n" for name in names) + f"{len(names)} names\n")


if __name__ == "__main__":
    main(sys.argv[1:])
