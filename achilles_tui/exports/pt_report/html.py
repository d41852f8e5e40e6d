"""The report as one page that stands on its own: no script, nothing from elsewhere, and it prints well. Pure."""

from collections.abc import Iterable

from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.figures import draw
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.exports.pt_report.parts import Facts, Part, Section, SideBySide, Table
from achilles_tui.exports.pt_report.sections import TITLE, headline, made_line, period, sections
from achilles_tui.exports.pt_report.style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may fetch for this page: nothing."""


def as_html(report: Report) -> str:
    """Return the whole page."""
    told = sections(report)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{TITLE}, {period(report)}"),
        tag("style", Markup(STYLE)),
    )
    header = tag(
        "header",
        # The program knows no name; on paper there is a line to write one on.
        tag("p", "Name:", class_="name"),
        tag("h1", TITLE),
        tag("p", headline(report), class_="who"),
        tag("p", f"{period(report)} · made {made_line(report)}", class_="when"),
    )
    main = tag("main", *(_section(report, one) for one in told))
    footer = tag("footer", tag("p", f"{TITLE} · {headline(report)} · {period(report)}"))
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', header, main, footer), lang='en')}\n"


def _section(report: Report, told: Section) -> Markup:
    parts = together(_part(report, one) for one in told.parts)
    return tag("section", tag("h2", told.title, id=told.id), parts, aria_labelledby=told.id, class_=f"of-{told.id}")


def _part(report: Report, part: Part) -> Markup:
    if isinstance(part, str):
        return tag("p", part)
    if isinstance(part, Facts):
        return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in part.pairs))
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, SideBySide):
        return tag("div", *map(_table, part.tables), class_="beside")
    return tag("div", *(draw(report, one) for one in part), class_="figures")


def _table(told: Table) -> Markup:
    head = tag(
        "tr",
        *(
            tag("th", one, scope="col", class_="number" if at in told.numbers else None)
            for at, one in enumerate(told.head)
        ),
    )
    rows = (_row(told, row, marked=place in told.marked_rows) for place, row in enumerate(told.rows))
    short = "short" if len(told.rows) <= _SHORT_TABLE else None
    return tag("table", tag("caption", told.caption), tag("thead", head), tag("tbody", *rows), class_=short)


_SHORT_TABLE = 20
"""Rows up to which a table is not broken over two pages."""


def _row(told: Table, row: Iterable[str], *, marked: bool) -> Markup:
    first, *others = row
    cells = (tag("td", one, class_=_look(told, at)) for at, one in enumerate(others, start=1))
    name = tag("th", first, scope="row", class_="unbroken" if 0 in told.whole else None)
    return tag("tr", name, *cells, class_="mine" if marked else None)


def _look(told: Table, column: int) -> str | None:
    return "number" if column in told.numbers else "unbroken" if column in told.whole else None
