"""The report of three weeks as files, so that a person can look at a change before it is accepted.

`python -m tests.remake reports` writes them anew and prints which changed.
"""

from collections.abc import Callable
from pathlib import Path

from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.formats import TEXTS
from tests.exports.pt_report.scenes import told
from tests.remake import Owned

FOLDER = Path(__file__).parent / "golden"
FILES: dict[str, Callable[[Report], str]] = {
    "weeks.html": TEXTS["html"],
    "weeks.md": TEXTS["markdown"],
    "weeks.json": TEXTS["json"],
}
"""Each file and what writes it."""


def broken_into_lines(text: str) -> str:
    """Return a page with a line for each element, so that a difference can be read."""
    return text.replace("><", ">\n<")


def written() -> dict[str, str]:
    """Return what each file should say."""
    report = told()
    return {name: broken_into_lines(make(report)) for name, make in FILES.items()}


OWNED: Owned = {FOLDER: "*"}


def files() -> dict[Path, str]:
    """Return what every golden report should say."""
    return {FOLDER / name: text for name, text in written().items()}
