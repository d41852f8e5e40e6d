"""The map of what was planned and done: a cell a day, up to two years; of a longer period a cell a month. Pure.

Missed is an empty cell and nothing else. What was done is told by how dark a cell is, the rest by a sign.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from achilles_tui.domain.history.day_mark import DARKEST, DayMark, Tile, tile_of
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.exports.pt_report.svg import WHOLE, dates, picture, words
from achilles_tui.figure.charts.datelines import MONTHS

_LEFT, _TOP = 34, 18
_WEEK = 7
_WEEKS_A_ROW = 53
_LARGEST = 17.0
"""The side of a cell is never more."""

_ROW_OF_MONTHS = 22


def heat_map(report: Report) -> tuple[Markup, str]:
    """Return the map and its caption."""
    kept, counted = report.days_that("kept"), report.days_that("kept") + report.days_that("not kept")
    described = f"{report.history.done} of {report.history.planned} planned sets done; {kept} of {counted} days kept."
    drawn, size = _months(report) if report.by_month else _days(report)
    caption = (
        "Planned sets done, month by month, in parts of 100 (cut, not rounded)."
        if report.by_month
        else "Planned sets done, day by day from Monday (top) to Sunday. Empty: not done."
    )
    return picture("adherence-map", size, "Planned and done", described, drawn), caption


def _days(report: Report) -> tuple[Markup, tuple[float, float]]:
    weeks = report.history.weeks
    cell = min(_LARGEST, (WHOLE - _LEFT) / max(1, min(len(weeks), _WEEKS_A_ROW)))
    tall = _TOP + _WEEK * cell + 8
    pieces = []
    for row in range(0, len(weeks), _WEEKS_A_ROW):
        top = row // _WEEKS_A_ROW * tall
        told = weeks[row : row + _WEEKS_A_ROW]
        for place, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
            pieces.append(words((_LEFT - 5, top + _TOP + (place + 0.5) * cell + 4), name, anchor="end"))
        days = [one for week in told for one in week.days]
        left = partial(_left_edge, told[0].monday, cell)
        names = dates((days[0].day, days[-1].day), cell / _WEEK, left, WHOLE)
        pieces += [words((at, top + _TOP - 6), name) for _, at, name in names if name]
        for one in days:
            if tile := tile_of(one):
                pieces += _cell(tile, left(one.day), top + _TOP + one.day.weekday() * cell, cell)
    rows = -(-len(weeks) // _WEEKS_A_ROW) or 1
    height = rows * tall + 20
    pieces.append(_legend(height - 6))
    return together(pieces), (WHOLE, height)


def _left_edge(monday: date, cell: float, day: date) -> float:
    """Return where the column of a day begins. monday: the first day of the row."""
    return _LEFT + (day - monday).days // _WEEK * cell


def _cell(tile: Tile, left: float, top: float, cell: float) -> Iterator[Markup]:
    inner = cell * 0.86
    yield tag("rect", x=left, y=top, width=inner, height=inner, class_=f"cell d{tile.shade}")
    if tile.mark:
        yield tag(
            "text", tile.mark.sign, x=left + inner / 2, y=top + inner / 2 + cell * 0.24, text_anchor="middle",
            class_=_look(tile.shade), style=f"font-size:{cell * 0.62:.1f}px",
        )  # fmt: skip


def _look(shade: int) -> str | None:
    """Return the look of what is written on a shade."""
    return "on" if shade > DARKEST // 2 else None


_SHADES = ("none", "some", "half", "most", "all")
"""What each shade means."""

_SAMPLE = 13.0
"""The side of a cell in the legend."""


def _legend(at: float) -> Markup:
    pieces: list[Markup] = []
    left = float(_LEFT)
    samples = [(Tile(shade / DARKEST), word) for shade, word in enumerate(_SHADES)]
    samples += [(Tile(None, mark), mark.word) for mark in DayMark]
    for tile, word in samples:
        pieces += _cell(tile, left, at - 9, _SAMPLE)
        pieces.append(words((left + 16, at), word))
        left += 34 + len(word) * 5.6
    return together(pieces)


def _months(report: Report) -> tuple[Markup, tuple[float, float]]:
    wide = (WHOLE - _LEFT) / len(MONTHS)
    places = ((_LEFT + (place + 0.5) * wide, _TOP - 6) for place in range(len(MONTHS)))
    pieces = [words(at, name, anchor="middle") for at, name in zip(places, MONTHS, strict=True)]
    years = [list(spans) for _, spans in groupby(report.spans, key=lambda one: one.monday.year)]
    for row, spans in enumerate(years):
        top = _TOP + row * _ROW_OF_MONTHS
        pieces.append(words((_LEFT - 5, top + 14), str(spans[0].monday.year), anchor="end"))
        for one in spans:
            left = _LEFT + (one.monday.month - 1) * wide
            shade = Tile(one.done / one.planned if one.planned else None).shade
            pieces.append(
                tag("rect", x=left, y=top, width=wide - 3, height=_ROW_OF_MONTHS - 3, class_=f"cell d{shade}")
            )
            if one.planned:
                share = f"{one.done * 100 // one.planned}"
                pieces.append(words((left + wide / 2 - 1, top + 14), share, anchor="middle", look=_look(shade)))
    return together(pieces), (WHOLE, _TOP + len(years) * _ROW_OF_MONTHS + 4)
