"""The parts of a report - sentences, facts, tables, pictures - and the wording of its numbers and days. Pure."""

from datetime import date
from typing import Literal, NamedTuple

from achilles_tui.domain.history.day_mark import DayMark

Figure = Literal["pain", "session pain", "stiffness", "adherence", "repetitions", "tension", "load"]
"""A picture that a format may draw; the tables have the same numbers."""

NOTHING = "-"
"""Stands in a table for a value that was not recorded."""

INTERRUPTIONS = tuple(mark for mark in DayMark if mark is not DayMark.REST)
"""The marks of days that interrupt the program; a rest day is part of it."""

SIGNS_EXPLAINED = ", ".join(mark.named for mark in INTERRUPTIONS)
"""The meaning of their signs."""


class Table(NamedTuple):
    """A table. The first cell of a row names the row; the columns of `numbers` hold numbers, the others texts."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: range = range(0)
    whole: tuple[int, ...] = ()
    """Columns whose cells are never wrapped."""
    highlighted_rows: frozenset[int] = frozenset()
    """Rows in bold, counted from 0: those with a number of the PT's own."""


class Facts(NamedTuple):
    """Short facts, each with its name."""

    pairs: tuple[tuple[str, str], ...]


class SideBySide(NamedTuple):
    """Small tables that may be laid out in two columns."""

    tables: tuple[Table, ...]


Part = str | Table | Facts | SideBySide | tuple[Figure, ...]
"""A sentence, a table, facts, small tables, or pictures."""


class Section(NamedTuple):
    """A section of the report."""

    id: str
    title: str
    parts: tuple[Part, ...]


def day_text(calendar_day: date) -> str:
    """Return a day as text: `2 Mar 2026`."""
    return f"{calendar_day.day} {calendar_day:%b %Y}"


def number_text(value: float | None) -> str:
    """Return a number as text; `NOTHING` for None."""
    return NOTHING if value is None else f"{value:g}"


def share(done: int, planned: int) -> str:
    """Return a share in numbers and in words, rounded down: `290 of 320 (that is at least 9 in 10)`."""
    if not planned:
        return "nothing was planned"
    tenths = done * 10 // planned
    words = "all" if done == planned else "none" if not done else f"{tenths} in 10" if tenths else "under 1 in 10"
    about = f"that is at least {words}" if done < planned and tenths else words
    return f"{done:,} of {planned:,} ({about})"


def minutes(seconds: float) -> str:
    """Return seconds as minutes, with one decimal below 10 minutes."""
    whole = seconds / 60
    return f"{whole:.1f}" if 0 < whole < _FEW_MINUTES else f"{whole:,.0f}"


_FEW_MINUTES = 10


def count(number: int, singular: str) -> str:
    """Return a number with its noun: `1 day`, `8 days`."""
    return f"{number:,} {singular}" if number == 1 else f"{number:,} {singular}s"
