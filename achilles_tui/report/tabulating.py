"""Reads what the table is made of, piece by piece, so that years of it need little room. It knows no file."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from achilles_tui.core.diary import Diary
from achilles_tui.core.history import SessionRecord
from achilles_tui.core.ports import FoundDays, Read
from achilles_tui.report.table import as_csv


class Records(Protocol):
    """Where the table finds what was recorded."""

    def now(self) -> datetime:
        """Return the local time with its offset."""

    def days(self, first: date, last: date) -> FoundDays:
        """Return what was told of days besides their sessions."""

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[Read]:
        """Give the sessions piece by piece, with what the diary corrects of them."""


class Tabulated(NamedTuple):
    """The table, and one sentence for each file that was left out of it."""

    text: str
    problems: tuple[str, ...]


def tabulated(
    records: Records,
    *,
    since: date | None = None,
    until: date | None = None,
    redact: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Tabulated:
    """Return the table of the days from `since` to `until`, both with it; without them all there are, up to today.

    progress: told how far the reading has come, and of how much.
    """
    last = until or records.now().date()
    found = records.days(date.min, last)
    problems = list(found.problems)

    def sessions() -> Iterator[SessionRecord]:
        for read in records.walk(found.diary, since, last):
            problems.extend(read.problems)
            progress(read.done, read.of)
            yield from read.sessions

    wanted = Diary({day: told for day, told in found.diary.days.items() if (since or day) <= day <= last})
    text = "".join(as_csv(sessions(), wanted, redact=redact))
    return Tabulated(text, tuple(dict.fromkeys(problems)))
