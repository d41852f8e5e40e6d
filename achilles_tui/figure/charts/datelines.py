"""The date axis of a chart, on screen and on paper: weeks, months, groups of months or years, as room allows."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from achilles_tui.figure.charts.board import Board
from achilles_tui.figure.colours import Colour

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK = timedelta(days=7)


class DateSpan(NamedTuple):
    """Days under one name on the axis. texts: the forms of the name, the longest first, to fit over the days."""

    first: date
    """It may be before the first day of the axis."""
    after: date
    """The day after the last one."""
    texts: tuple[str, ...]


def date_spans(first: date, last: date, letters_a_day: float) -> tuple[DateSpan, ...]:
    """Return the spans below the days: the shortest kind with room for names. letters_a_day: the room of a day."""
    fitting = (spans for days, letters, spans in _STEPS if days * letters_a_day >= letters)
    return tuple(next(fitting, _STEPS[-1][-1])(first, last))


class Across(NamedTuple):
    """The columns of days: the first and last day, and the column of each, which never decreases."""

    first: date
    last: date
    column: Callable[[date], int]
    end: int
    """The column after the last one for names."""

    @property
    def letters_a_day(self) -> float:
        """Columns per day."""
        return (self.end - self.column(self.first)) / ((self.last - self.first).days + 1)

    def start(self, day: date) -> int:
        """Return the first column of a span that starts on this day, which may be outside."""
        return self.end if day > self.last else self.column(max(day, self.first))


def dateline(board: Board, row: int, across: Across, ink: Colour) -> None:
    """Write the axis into a row of the board: each name that has room beside other letters, over its own days."""
    spans = date_spans(across.first, across.last, across.letters_a_day)
    for span in sorted(spans, key=lambda span: len(span.texts) == 1):
        start, end = across.start(span.first), across.start(span.after)
        places = ((column, text) for text in span.texts for column in range(start, end - len(text) + 1))
        any(board.write(column, row, text, ink) for column, text in places)  # the first that fits


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
    """Yield spans of `count` months, which must divide a year; a January may have the year as its name."""
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
"""Days of a span, the letters it needs (`29 Sep`, `Sep` or `2026`, and a gap), and how to make it (ours)."""
