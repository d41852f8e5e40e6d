"""What a report is made of: sentences, facts, tables and pictures; and how its numbers and days are said. Pure."""

from datetime import date
from typing import Literal, NamedTuple

from achilles_tui.domain.history.day_mark import DayMark

Figure = Literal["pain", "session pain", "stiffness", "adherence", "repetitions", "tension", "load"]
"""A picture that a format may draw; the tables say the same in numbers."""

NOTHING = "-"
"""What stands in a table where nothing was told."""

MARKED = tuple(mark for mark in DayMark if mark is not DayMark.REST)
"""The marks of days on which something kept from the program; a rest is part of it."""

MARKED_DAYS = ", ".join(mark.named for mark in MARKED)
"""What their signs mean."""


class Table(NamedTuple):
    """A table. The first cell of a row names it; the columns of `numbers` hold numbers, the others texts."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: range = range(0)
    whole: tuple[int, ...] = ()
    """Columns whose cells are never broken into lines."""
    marked_rows: frozenset[int] = frozenset()
    """Rows that stand out, counted from 0: those with a number that is the PT's own."""


class Facts(NamedTuple):
    """Things that are told in a few words, each under its name."""

    pairs: tuple[tuple[str, str], ...]


class SideBySide(NamedTuple):
    """Small tables that may stand beside each other."""

    tables: tuple[Table, ...]


Part = str | Table | Facts | SideBySide | tuple[Figure, ...]
"""A sentence, a table, facts, small tables, or pictures."""


class Section(NamedTuple):
    """A section of the report."""

    id: str
    title: str
    parts: tuple[Part, ...]


def day(one: date) -> str:
    """Say a day."""
    return f"{one.day} {one:%b %Y}"


def number(value: float | None) -> str:
    """Say a number, or that there is none."""
    return NOTHING if value is None else f"{value:g}"


def share(done: int, planned: int) -> str:
    """Say a fraction in numbers and in words: never more than was done."""
    if not planned:
        return "nothing was planned"
    tenths = done * 10 // planned
    words = "all" if done == planned else "none" if not done else f"{tenths} in 10" if tenths else "under 1 in 10"
    about = f"at least {words}" if done < planned and tenths else words
    return f"{done:,} of {planned:,} ({about})"


def minutes(seconds: float) -> str:
    """Say seconds in minutes, of a few with a tenth."""
    whole = seconds / 60
    return f"{whole:.1f}" if 0 < whole < _FEW_MINUTES else f"{whole:,.0f}"


_FEW_MINUTES = 10


def count(number: int, one: str) -> str:
    """Say how many of something there are."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
