"""The map of what was planned and done: a cell a day, up to two years; of a longer period a cell a month. Pure.

Missed is an empty cell and nothing else. What was done is told by how dark a cell is, the rest by a letter or a dot.
"""

from collections.abc import Iterator
from itertools import groupby

from achilles_tui.domain.history.history import PastDay
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.exports.pt_report.svg import WHOLE, picture, words

_LEFT, _TOP = 34, 18
_WEEK = 7
_WEEKS_A_ROW = 53
_LARGEST = 17.0
"""The side of a cell is never more."""

_SHADES = 4
"""How many shades there are of what was done; the last is all of it."""

_MONTHS = 12
_ROW_OF_MONTHS = 22


def heat_map(report: Report) -> tuple[Markup, str]:
    """Return the map and its caption."""
    kept, counted = report.days_that("kept"), report.days_that("kept") + report.days_that("not kept")
    described = f"{report.past.done} of {report.past.planned} planned sets done; {kept} of {counted} days kept."
    drawn, size = _months(report) if report.by_month else _days(report)
    caption = (
        "Planned sets done, month by month, in parts of 100 (cut, not rounded)."
        if report.by_month
        else "Planned sets done, day by day from Monday (top) to Sunday. Empty: not done."
    )
    return picture("adherence-map", size, "Planned and done", described, drawn), caption


def _days(report: Report) -> tuple[Markup, tuple[float, float]]:
    weeks = report.past.weeks
    cell = min(_LARGEST, (WHOLE - _LEFT) / max(1, min(len(weeks), _WEEKS_A_ROW)))
    tall = _TOP + _WEEK * cell + 8
    pieces = []
    for row in range(0, len(weeks), _WEEKS_A_ROW):
        top = row // _WEEKS_A_ROW * tall
        told = weeks[row : row + _WEEKS_A_ROW]
        for place, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")):
            pieces.append(words((_LEFT - 5, top + _TOP + (place + 0.5) * cell + 4), name, anchor="end"))
        room, year = -1.0, 0
        for column, week in enumerate(told):
            left = _LEFT + column * cell
            if left >= room and (column == 0 or week.monday.day <= _WEEK):
                label = f"{week.days[0].day:%b}" if week.monday.year == year else f"{week.days[0].day:%b %Y}"
                pieces.append(words((left, top + _TOP - 6), label))
                room, year = left + 62, week.monday.year
            pieces += [
                piece for one in week.days for piece in _cell(one, left, top + _TOP + one.day.weekday() * cell, cell)
            ]
    rows = -(-len(weeks) // _WEEKS_A_ROW) or 1
    height = rows * tall + 20
    pieces.append(_legend(height - 6))
    return together(pieces), (WHOLE, height)


def _cell(one: PastDay, left: float, top: float, cell: float) -> Iterator[Markup]:
    if one.kind == "before":
        return
    inner = cell * 0.86
    middle = left + inner / 2, top + inner / 2
    yield tag("rect", x=left, y=top, width=inner, height=inner, class_=f"cell d{_shade(one)}")
    letter = _LETTERS.get("flare" if one.flare else one.kind, "")
    if letter:
        look = "on" if _shade(one) > _SHADES // 2 else None
        yield tag(
            "text", letter, x=middle[0], y=middle[1] + cell * 0.24, text_anchor="middle", class_=look,
            font_size=cell * 0.62,
        )  # fmt: skip
    elif one.kept and one.kind == "rest":
        yield tag("circle", cx=middle[0], cy=middle[1], r=max(0.8, cell * 0.11), class_="rest")


_LETTERS = {"flare": "F", "away": "P", "locked": "L"}


def _shade(one: PastDay) -> int:
    """Return how dark a day is: 0 where nothing of what was planned was done, the darkest where all of it was."""
    return 0 if not one.share else max(1, int(one.share * _SHADES))


def _legend(at: float) -> Markup:
    pieces, left = [], float(_LEFT)
    told = (
        ("0", "", "none"), ("1", "", "some"), ("2", "", "half"), ("3", "", "most"), ("4", "", "all"),
        ("0", "rest", "rest"), ("0", "F", "flare-up"), ("0", "P", "pause"), ("0", "L", "locked"),
    )  # fmt: skip
    for shade, letter, said in told:
        pieces.append(tag("rect", x=left, y=at - 9, width=11, height=11, class_=f"cell d{shade}"))
        if letter == "rest":
            pieces.append(tag("circle", cx=left + 5.5, cy=at - 3.5, r=1.6, class_="rest"))
        elif letter:
            pieces.append(words((left + 5.5, at), letter, anchor="middle", look="small"))
        pieces.append(words((left + 16, at), said))
        left += 34 + len(said) * 5.6
    return together(pieces)


def _months(report: Report) -> tuple[Markup, tuple[float, float]]:
    wide = (WHOLE - _LEFT) / _MONTHS
    pieces = [
        words(
            (_LEFT + (place + 0.5) * wide, _TOP - 6),
            f"{report.first.replace(month=place + 1, day=1):%b}",
            anchor="middle",
        )
        for place in range(_MONTHS)
    ]
    years = [list(spans) for _, spans in groupby(report.spans, key=lambda one: one.monday.year)]
    for row, spans in enumerate(years):
        top = _TOP + row * _ROW_OF_MONTHS
        pieces.append(words((_LEFT - 5, top + 14), str(spans[0].monday.year), anchor="end"))
        for one in spans:
            left = _LEFT + (one.monday.month - 1) * wide
            shade = 0 if not one.done else max(1, one.done * _SHADES // max(1, one.planned))
            pieces.append(
                tag("rect", x=left, y=top, width=wide - 3, height=_ROW_OF_MONTHS - 3, class_=f"cell d{shade}")
            )
            if one.planned:
                look = "on" if shade > _SHADES // 2 else None
                share = f"{one.done * 100 // one.planned}"
                pieces.append(words((left + wide / 2 - 1, top + 14), share, anchor="middle", look=look))
    return together(pieces), (WHOLE, _TOP + len(years) * _ROW_OF_MONTHS + 4)
