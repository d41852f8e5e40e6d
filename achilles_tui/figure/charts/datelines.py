"""The row of dates above or below a chart: weeks, months or years, as many as there is room for."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from achilles_tui.figure.charts.board import Board
from achilles_tui.figure.colours import Colour

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK = timedelta(days=7)

_FOR_A_WEEK = 8
"""Columns that a week must have to be named by its Monday: enough for `29 Sep` and a gap (ours)."""

_FOR_A_MONTH = 4
"""Columns that a month must have to be named, on average: three letters and a gap."""


class _Span(NamedTuple):
    """A stretch of columns, from start to before end, and what may be written there: the first text that fits."""

    start: int
    end: int
    texts: tuple[str, ...]


class Across(NamedTuple):
    """Where days lie: the first and the last of them, and the column of each, which never falls from day to day."""

    first: date
    last: date
    column: Callable[[date], int]
    end: int
    """The column after the last one that a name may take."""

    @property
    def wide(self) -> int:
        """The columns in all."""
        return self.end - self.column(self.first)

    @property
    def days(self) -> int:
        """The days in all."""
        return (self.last - self.first).days + 1

    def start(self, day: date) -> int:
        """Return where a stretch begins that starts on this day, which may lie outside."""
        return self.end if day > self.last else self.column(max(day, self.first))


def dateline(board: Board, row: int, across: Across, ink: Colour) -> None:
    """Write the names of weeks, months or years into a row of the board, each somewhere over its own days.

    What has no room beside the letters that are there already is left out.
    """
    a_day = across.wide / across.days
    if a_day * 7 >= _FOR_A_WEEK:
        spans = [*_weeks(across)]
    elif a_day * 30 >= _FOR_A_MONTH:
        spans = [*_months(across)]
    else:
        spans = [*_years(across)]
    for span in sorted(spans, key=lambda one: len(one.texts) == 1):
        _write(board, row, span, ink)


def _write(board: Board, row: int, span: _Span, ink: Colour) -> None:
    for text in span.texts:
        for column in range(span.start, span.end - len(text) + 1):
            if board.write(column, row, text, ink):
                return


def _weeks(across: Across) -> Iterator[_Span]:
    monday = across.first + timedelta(days=-across.first.weekday() % 7)
    year = None
    while monday <= across.last:
        name = f"{monday.day} {MONTHS[monday.month - 1]}"
        texts = (name,) if monday.year == year else (f"{name} {monday.year}", name)
        year = monday.year
        yield _Span(across.start(monday), across.start(monday + WEEK), texts)
        monday += WEEK


def _months(across: Across) -> Iterator[_Span]:
    day = across.first.replace(day=1)
    while day <= across.last:
        after = (day + timedelta(days=31)).replace(day=1)
        name = MONTHS[day.month - 1]
        names_year = day.month == 1 or day <= across.first
        texts = (f"{name} {day.year}", name) if names_year else (name,)
        yield _Span(across.start(day), across.start(after), texts)
        day = after


def _years(across: Across) -> Iterator[_Span]:
    for year in range(across.first.year, across.last.year + 1):
        yield _Span(across.start(date(year, 1, 1)), across.start(date(year + 1, 1, 1)), (str(year),))
