"""The report of three weeks as files, so that a person can look at a change before it is accepted.

`python -m tests.exports.pt_report.golden` writes them anew and prints which changed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.formats import TEXTS
from tests.exports.pt_report.scenes import told

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


def rewrite() -> list[str]:
    """Write every file; return those that changed."""
    FOLDER.mkdir(exist_ok=True)
    changed = []
    for name, text in written().items():
        file = FOLDER / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
            changed.append(f"wrote {name}")
    return changed


if __name__ == "__main__":
    sys.stdout.write("\n".join(rewrite() or ["nothing changed"]) + "\n")
