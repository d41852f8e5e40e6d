"""Makes every generated file anew, so that a person can look at the change before it is accepted.

    python -m tests.remake [--check] [PART ...]

Without a part: all of them. It prints what it wrote and what it removed. With `--check` it changes nothing: it prints
which files are stale and which command writes them, and ends with 1 if there are any.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

ROOT = Path(__file__).parents[1]

Owned = dict[Path, str]
"""Folders with the pattern of the files that only one part writes there: any other such file is removed."""


class Part(Protocol):
    """A module that makes generated files."""

    OWNED: Owned

    def files(self) -> dict[Path, str]:
        """Return what every file should say."""


PARTS = {
    "programs": "tests.language",
    "json": "tests.schemas",
    "guides": "tests.guides",
    "figures": "tests.figure.golden",
    "reports": "tests.exports.pt_report.golden",
    "courses": "tests.domain.pain_rule.simulation",
    "long": "tests.domain.pain_rule.long_courses",
    "pictures": "screenshots.make",
}
"""The module of each part. It is imported only when the part is made."""


class Change(NamedTuple):
    """A file that is not as it should be. text: what it should say; None where it should not be there."""

    path: Path
    text: str | None

    def make(self) -> None:
        """Write or remove the file."""
        if self.text is None:
            self.path.unlink()
        else:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(self.text, "utf-8")

    def __str__(self) -> str:
        name = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{'removed' if self.text is None else 'written'}: {name}"


def remade_by(part: str) -> str:
    """Return the sentence of a test that finds a file of a part stale."""
    assert part in PARTS, part
    return f"if this change is meant, `python -m tests.remake {part}` writes it"


def changes(part: Part) -> Iterator[Change]:
    """Give every file of a part that is not as it should be."""
    files = part.files()
    for path, text in files.items():
        if not path.exists() or path.read_text("utf-8") != text:
            yield Change(path, text)
    for folder, pattern in part.OWNED.items():
        yield from (Change(path, None) for path in sorted(set(folder.glob(pattern)) - set(files)))


def remake(parts: Mapping[str, Part], *, check: bool) -> int:
    """Make the files of some parts anew, or only name the stale ones; return the exit code."""
    stale = 0
    for name, part in parts.items():
        for change in list(changes(part)):
            stale += 1
            if check:
                sys.stdout.write(f"stale: {change.path.relative_to(ROOT)}: {remade_by(name)}\n")
            else:
                change.make()
                sys.stdout.write(f"{change}\n")
    if not stale:
        sys.stdout.write("everything is as it should be\n")
    return 1 if check and stale else 0


def main() -> int:
    """Read the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.remake", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all without one")
    parser.add_argument("--check", action="store_true", help="name what is stale, and change nothing")
    given = parser.parse_args()
    names = given.parts or list(PARTS)
    if unknown := set(names) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return remake({name: cast("Part", import_module(PARTS[name])) for name in names}, check=given.check)


if __name__ == "__main__":
    sys.exit(main())
