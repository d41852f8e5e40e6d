"""Writes the report as one HTML page for screen and paper, without scripts or outside resources. Pure."""

from collections.abc import Iterable
from pathlib import Path

from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.figures import draw
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.exports.pt_report.parts import Facts, Part, Section, SideBySide, Table
from achilles_tui.exports.pt_report.sections import TITLE, headline, made_line, period, sections

STYLE = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
"""The style sheet, for screens and for A4 or Letter paper; it stays readable printed in grey."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The content security policy: the browser may fetch nothing."""


def as_html(report: Report) -> str:
    """Return the whole page."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{TITLE}, {period(report)}"),
        tag("style", Markup(f"\n{STYLE}")),
    )
    header = tag(
        "header",
        # The app records no name; the printed page has a line to write it on.
        tag("p", "Name:", class_="name"),
        tag("h1", TITLE),
        tag("p", headline(report), class_="who"),
        tag("p", f"{period(report)} · created {made_line(report)}", class_="when"),
    )
    main = tag("main", *(_section(report, section) for section in sections(report)))
    footer = tag("footer", tag("p", f"{TITLE} · {headline(report)} · {period(report)}"))
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', header, main, footer), lang='en')}\n"


def _section(report: Report, section: Section) -> Markup:
    title = tag("h2", section.title, id=section.id)
    parts = together(_part(report, part) for part in section.parts)
    return tag("section", title, parts, aria_labelledby=section.id, class_=f"of-{section.id}")


def _part(report: Report, part: Part) -> Markup:
    if isinstance(part, str):
        return tag("p", part)
    if isinstance(part, Facts):
        return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in part.pairs))
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, SideBySide):
        return tag("div", *map(_table, part.tables), class_="beside")
    return tag("div", *(draw(report, figure) for figure in part), class_="figures")


def _table(table: Table) -> Markup:
    head = tag(
        "tr",
        *(
            tag("th", name, scope="col", class_="number" if column in table.numbers else None)
            for column, name in enumerate(table.head)
        ),
    )
    rows = (_row(table, row, highlighted=place in table.highlighted_rows) for place, row in enumerate(table.rows))
    short = "short" if len(table.rows) <= _SHORT_TABLE else None
    return tag("table", tag("caption", table.caption), tag("thead", head), tag("tbody", *rows), class_=short)


_SHORT_TABLE = 20
"""A table with up to so many rows is not split over two printed pages."""


def _row(table: Table, row: Iterable[str], *, highlighted: bool) -> Markup:
    first, *cells = row
    values = (tag("td", cell, class_=_look(table, column)) for column, cell in enumerate(cells, start=1))
    name = tag("th", first, scope="row", class_="unbroken" if 0 in table.whole else None)
    return tag("tr", name, *values, class_="mine" if highlighted else None)


def _look(table: Table, column: int) -> str | None:
    return "number" if column in table.numbers else "unbroken" if column in table.whole else None
