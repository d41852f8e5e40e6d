"""The generated parts of the guides: each stands between two marks, `<!-- name -->` and `<!-- /name -->`.

`python -m tests.remake guides` writes them anew; what stands outside the marks is written by hand.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from achilles_tui.cli import setup
from achilles_tui.cli.console import EXIT_CODES
from achilles_tui.domain.csv_import.columns import COLUMNS
from achilles_tui.domain.describe.programs import takes
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_library
from achilles_tui.storage.stores.shipped_texts import read_red_flags
from achilles_tui.tui import keys
from tests.domain.session.diagram import state_diagram
from tests.remake import ROOT, Owned
from tests.scenes import SCENES

DOCS = ROOT / "docs"

PAGES = {
    "On every page": (*keys.PAGES, *keys.PAGE, *keys.LISTS),
    "Today": keys.TODAY,
    "Programs": keys.PROGRAMS,
    "One program": keys.PROGRAM,
    "The dose that your PT gave you": keys.DOSE,
    "History": keys.HISTORY,
    "One day": keys.DAY,
    "A correction": keys.CORRECTION,
    "The check-in": keys.CHECK_IN,
    "The verdict": keys.VERDICT,
    "Learn": keys.LEARN,
    "The pain scale": keys.PAIN,
    "The summary of a session": keys.SUMMARY,
    "A session that another terminal has": keys.ONLOOKER,
}
"""The keys of each page, by its heading."""


def session_keys() -> str:
    """Return the keys of a session."""
    rows = [(f"`{move.key_text}`", move.help) for move in keys.SESSION]
    rows.append(("`0`-`9` `t`", "answer when pain is asked; `t` is ten"))
    rows.append(("any other key", "pause the count-in"))
    return _table(("key", "what it does"), rows)


def page_keys() -> str:
    """Return the keys of every page, each under its heading."""
    tables = (
        f"### {name}\n\n{_table(('key', 'what it does'), ((f'`{move.key_text}`', move.help) for move in moves))}"
        for name, moves in PAGES.items()
    )
    return "\n\n".join(tables)


def setup_options() -> str:
    """Return the options of `setup`, with what each may be."""
    parser = argparse.ArgumentParser(add_help=False)
    setup.add_arguments(parser)
    rows = (
        (
            f"`{action.option_strings[0]}{f' {action.metavar}' if action.metavar else ''}`",
            ", ".join(f"`{choice}`" for choice in action.choices or ()),
            action.help or "",
        )
        for action in parser._actions  # noqa: SLF001 there is no public way to list them
    )
    return _table(("option", "one of", "what it is"), rows)


def warning_signs() -> str:
    """Return the questions that `--no-red-flags` answers."""
    return "\n".join(f"- {question.text}" for question in read_red_flags(shipped_programs()))


def exit_codes() -> str:
    """Return the exit codes."""
    return _table(("code", "what happened"), ((f"{code}", what) for code, what in EXIT_CODES.items()))


def csv_columns() -> str:
    """Return the columns of a table in CSV."""
    rows = ((f"`{one.name}`", f"{one.about}{'' if one.read else '; not read when brought in'}") for one in COLUMNS)
    return _table(("column", "what stands in it"), rows)


def shipped() -> str:
    """Return the programs that ship, with what each one takes."""
    offers = read_library(shipped_programs(), ROOT / "none").programs.values()
    rows = ((f"`{one.definition.id}`", one.definition.title, takes(one)) for one in offers)
    return _table(("id", "what", "what it takes"), rows)


def pictures() -> str:
    """Return a line of what it shows above each picture."""
    return "\n\n".join(f"{scene.told}\n\n![{scene.name}](../screenshots/{scene.name}.svg)" for scene in SCENES)


GENERATED: dict[Path, dict[str, Callable[[], str]]] = {
    DOCS / "keys.md": {"session keys": session_keys, "page keys": page_keys},
    DOCS / "setup.md": {"setup options": setup_options, "warning signs": warning_signs},
    DOCS / "exit-codes.md": {"exit codes": exit_codes},
    DOCS / "pictures.md": {"pictures": pictures},
    DOCS / "session-states.md": {"state diagram": state_diagram},
    ROOT / "programs" / "README.md": {"shipped programs": shipped},
    ROOT / "achilles_tui" / "storage" / "README.md": {"columns": csv_columns},
}
"""What stands between which marks of which guide."""

OWNED: Owned = {}


def files() -> dict[Path, str]:
    """Return what every guide should say. Raises ValueError where a mark is missing."""
    return {path: _with(path.read_text("utf-8"), parts) for path, parts in GENERATED.items()}


def _with(text: str, parts: dict[str, Callable[[], str]]) -> str:
    for name, make in parts.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        first = text.index(start) + len(start)
        text = f"{text[:first]}{make()}\n{text[text.index(end, first) :]}"
    return text


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown. A bar inside a cell is escaped."""
    cells = (head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)
