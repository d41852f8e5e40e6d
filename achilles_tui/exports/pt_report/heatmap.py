"""Draws the adherence heat map: a cell per day for up to two years, a cell per month for a longer period. Pure.

A missed day is an empty cell. The darker a cell, the more of the planned sets were done.

A sign marks a flare-up, a pause, a rest or a locked day.
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
"""The longest side of a cell, in pixels."""

_ROW_OF_MONTHS = 22


def heat_map(report: Report) -> tuple[Markup, str]:
    """Return the map and its caption."""
    work = report.adherence
    sets = f"{work.sets_done} of {work.sets_planned} planned sets done"
    described = f"{sets}; {work.days_kept} of {work.days_kept + work.days_not_kept} days completed."
    drawn, size = _months(report) if report.by_month else _days(report)
    caption = (
        "Planned sets done by month, in percent (rounded down)."
        if report.by_month
        else "Planned sets done by day, from Monday (top) to Sunday. An empty cell: nothing done."
    )
    return picture("adherence-map", size, "Adherence", described, drawn), caption


def _days(report: Report) -> tuple[Markup, tuple[float, float]]:
    weeks = report.history.weeks
    cell = min(_LARGEST, (WHOLE - _LEFT) / max(1, min(len(weeks), _WEEKS_A_ROW)))
    tall = _TOP + _WEEK * cell + 8
    pieces = []
    for row in range(0, len(weeks), _WEEKS_A_ROW):
        top = row // _WEEKS_A_ROW * tall
        row_weeks = weeks[row : row + _WEEKS_A_ROW]
        for place, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
            pieces.append(words((_LEFT - 5, top + _TOP + (place + 0.5) * cell + 4), name, anchor="end"))
        days = [day for week in row_weeks for day in week.days]
        left = partial(_left_edge, row_weeks[0].monday, cell)
        names = dates((days[0].day, days[-1].day), cell / _WEEK, left, WHOLE)
        pieces += [words((x, top + _TOP - 6), name) for _, x, name in names if name]
        for day in days:
            if tile := tile_of(day):
                pieces += _cell(tile, left(day.day), top + _TOP + day.day.weekday() * cell, cell)
    rows = -(-len(weeks) // _WEEKS_A_ROW) or 1
    height = rows * tall + 20
    pieces.append(_legend(height - 6))
    return together(pieces), (WHOLE, height)


def _left_edge(monday: date, cell: float, day: date) -> float:
    """Return the x at which the column of a day begins. monday: the first day of the row."""
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
    """Return the style class of a text on a shade: light on the darker shades."""
    return "on" if shade > DARKEST // 2 else None


_SHADES = ("none", "some", "half", "most", "all")
"""The meaning of each shade."""

_SAMPLE = 13.0
"""The side of a cell in the legend."""


def _legend(y: float) -> Markup:
    pieces: list[Markup] = []
    left = float(_LEFT)
    samples = [(Tile(shade / DARKEST), word) for shade, word in enumerate(_SHADES)]
    samples += [(Tile(None, mark), mark.word) for mark in DayMark]
    for tile, word in samples:
        pieces += _cell(tile, left, y - 9, _SAMPLE)
        pieces.append(words((left + 16, y), word))
        left += 34 + len(word) * 5.6
    return together(pieces)


def _months(report: Report) -> tuple[Markup, tuple[float, float]]:
    wide = (WHOLE - _LEFT) / len(MONTHS)
    places = ((_LEFT + (place + 0.5) * wide, _TOP - 6) for place in range(len(MONTHS)))
    pieces = [words(place, name, anchor="middle") for place, name in zip(places, MONTHS, strict=True)]
    years = [list(spans) for _, spans in groupby(report.spans, key=lambda span: span.monday.year)]
    for row, spans in enumerate(years):
        top = _TOP + row * _ROW_OF_MONTHS
        pieces.append(words((_LEFT - 5, top + 14), str(spans[0].monday.year), anchor="end"))
        for month in spans:
            left = _LEFT + (month.monday.month - 1) * wide
            shade = Tile(month.done / month.planned if month.planned else None).shade
            pieces.append(
                tag("rect", x=left, y=top, width=wide - 3, height=_ROW_OF_MONTHS - 3, class_=f"cell d{shade}")
            )
            if month.planned:
                percent = f"{month.done * 100 // month.planned}"
                pieces.append(words((left + wide / 2 - 1, top + 14), percent, anchor="middle", look=_look(shade)))
    return together(pieces), (WHOLE, _TOP + len(years) * _ROW_OF_MONTHS + 4)
