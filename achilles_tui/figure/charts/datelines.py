"""The axis of dates of a chart, in cells as on paper: weeks, months, some months or years, as there is room for."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from achilles_tui.figure.charts.board import Board
from achilles_tui.figure.colours import Colour

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK = timedelta(days=7)


class DateSpan(NamedTuple):
    """The days with one name on the axis. texts: the forms of the name, the longest first; they have to fit over it."""

    first: date
    """It may lie before the first day of the axis."""
    after: date
    """The day after its last one."""
    texts: tuple[str, ...]


def date_spans(first: date, last: date, letters_a_day: float) -> tuple[DateSpan, ...]:
    """Return what stands below the days from the first to the last: the shortest spans that have room for their names.

    letters_a_day: the room, in letters.
    """
    fitting = (spans for days, letters, spans in _STEPS if days * letters_a_day >= letters)
    return tuple(next(fitting, _STEPS[-1][-1])(first, last))


class Across(NamedTuple):
    """Where days lie: the first and the last of them, and the column of each, which never falls from day to day."""

    first: date
    last: date
    column: Callable[[date], int]
    end: int
    """The column after the last one that a name may take."""

    @property
    def letters_a_day(self) -> float:
        """The columns of a day."""
        return (self.end - self.column(self.first)) / ((self.last - self.first).days + 1)

    def start(self, day: date) -> int:
        """Return where a stretch begins that starts on this day, which may lie outside."""
        return self.end if day > self.last else self.column(max(day, self.first))


def dateline(board: Board, row: int, across: Across, ink: Colour) -> None:
    """Write the axis into a row of the board, each name somewhere over its own days.

    What has no room beside the letters that are there already is left out.
    """
    spans = date_spans(across.first, across.last, across.letters_a_day)
    for span in sorted(spans, key=lambda one: len(one.texts) == 1):
        start, end = across.start(span.first), across.start(span.after)
        places = ((column, text) for text in span.texts for column in range(start, end - len(text) + 1))
        any(board.write(column, row, text, ink) for column, text in places)  # the first that has room


def _weeks(first: date, last: date) -> Iterator[DateSpan]:
    monday = first + timedelta(days=-first.weekday() % 7)
    if monday > last:
        monday = first
    year = None
    while monday <= last:
        name = f"{monday.day} {MONTHS[monday.month - 1]}"
        texts = (name,) if monday.year == year else (f"{name} {monday.year}", name)
        year = monday.year
        yield DateSpan(monday, monday + WEEK, texts)
        monday += WEEK


def _months(first: date, last: date, count: int = 1) -> Iterator[DateSpan]:
    """Give spans of so many months, which must divide a year; a January may be called by its year."""
    day = date(first.year, (first.month - 1) // count * count + 1, 1)
    while day <= last:
        after = date(day.year + (day.month + count > len(MONTHS)), (day.month + count - 1) % len(MONTHS) + 1, 1)
        name, year = MONTHS[max(day, first).month - 1], str(day.year)
        is_new = day.month == 1 or day <= first
        texts = (*((f"{name} {year}",) if is_new else ()), *((year,) if day.month == 1 else ()), name)
        yield DateSpan(day, after, texts)
        day = after


def _years(first: date, last: date, count: int) -> Iterator[DateSpan]:
    for year in range(first.year // count * count, last.year + 1, count):
        yield DateSpan(date(max(1, year), 1, 1), date(year + count, 1, 1), (str(max(year, first.year)),))


_STEPS: tuple[tuple[float, int, Callable[[date, date], Iterator[DateSpan]]], ...] = (
    (7, 8, _weeks),
    (30, 4, _months),
    (91, 5, partial(_months, count=3)),
    (182, 5, partial(_months, count=6)),
    *((365 * years, 5, partial(_years, count=years)) for years in (1, 2, 5, 10, 20, 50)),
)
"""Days of a span, the letters it must have room for (`29 Sep`, `Sep` or `2026` and a gap), how it is made (ours)."""
