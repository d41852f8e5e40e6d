"""The report as Markdown, with tables; the pictures are left out, the tables have their numbers. Pure."""

import re
from collections.abc import Iterable

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.parts import Facts, Part, SideBySide, Table
from achilles_tui.exports.pt_report.sections import TITLE, headline, made_line, period, sections

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~&])")
"""What Markdown would not take for a letter. What it takes as a sign only where a line begins never stands there."""


def as_markdown(report: Report) -> str:
    """Return the whole report."""
    blocks = [
        f"# {plain(TITLE)}",
        f"**{plain(headline(report))}**",
        plain(f"{period(report)} · made {made_line(report)}"),
    ]
    for one in sections(report):
        blocks.append(f"## {plain(one.title)}")
        blocks += [block for part in one.parts if (block := _part(part))]
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Return a text on one line in which nothing is a sign of Markdown."""
    return _ACTIVE.sub(r"\\\1", harmless_line(text))


def _part(part: Part) -> str:
    if isinstance(part, str):
        return plain(part)
    if isinstance(part, Facts):
        return "\n".join(f"- {plain(name)}: **{plain(value)}**" for name, value in part.pairs)
    if isinstance(part, SideBySide):
        return "\n\n".join(map(_table, part.tables))
    return _table(part) if isinstance(part, Table) else ""


def _table(told: Table) -> str:
    rules = ("---:" if at in told.numbers else "---" for at in range(len(told.head)))
    rows = (
        [f"**{plain(cell)}**" if cell and place in told.marked_rows else plain(cell) for cell in row]
        for place, row in enumerate(told.rows)
    )
    lines = (map(plain, told.head), rules, *rows)
    return "\n".join([f"**{plain(told.caption)}**", "", *map(_line, lines)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
