"""Writes the report as Markdown with tables; pictures are left out, since the tables have their numbers. Pure."""

import re
from collections.abc import Iterable

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.parts import Facts, Part, SideBySide, Table
from achilles_tui.exports.pt_report.sections import TITLE, headline, made_line, period, sections

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~&])")
"""Characters that are markup anywhere in a line. Those that are markup only at its beginning never stand there."""


def as_markdown(report: Report) -> str:
    """Return the whole report."""
    blocks = [
        f"# {plain(TITLE)}",
        f"**{plain(headline(report))}**",
        plain(f"{period(report)} · created {made_line(report)}"),
    ]
    for section in sections(report):
        blocks.append(f"## {plain(section.title)}")
        blocks += [block for part in section.parts if (block := _part(part))]
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Return a text on one line, escaped so that Markdown shows it as it is."""
    return _ACTIVE.sub(r"\\\1", harmless_line(text))


def _part(part: Part) -> str:
    if isinstance(part, str):
        return plain(part)
    if isinstance(part, Facts):
        return "\n".join(f"- {plain(name)}: **{plain(value)}**" for name, value in part.pairs)
    if isinstance(part, SideBySide):
        return "\n\n".join(map(_table, part.tables))
    return _table(part) if isinstance(part, Table) else ""


def _table(table: Table) -> str:
    alignment = ("---:" if column in table.numbers else "---" for column in range(len(table.head)))
    rows = (
        [f"**{plain(cell)}**" if cell and place in table.highlighted_rows else plain(cell) for cell in row]
        for place, row in enumerate(table.rows)
    )
    lines = (map(plain, table.head), alignment, *rows)
    return "\n".join([f"**{plain(table.caption)}**", "", *map(_line, lines)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
