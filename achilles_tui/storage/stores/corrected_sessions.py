"""Reads sessions as the user says they were: those of some days, whatever day they were recorded for.

A session's own file says what was recorded; the file of its day says what was corrected since. Knows no rule.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from achilles_tui.domain.pain_rule.log import ONE_DAY
from achilles_tui.domain.records.apply_corrections import corrected_even_if_deleted, corrected_sessions
from achilles_tui.domain.records.day import DayRecord, day_record
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep, SessionReading
from achilles_tui.domain.records.session_record import Id, SessionRecord
from achilles_tui.storage.stores.days import read_days, read_of_sessions
from achilles_tui.storage.stores.records import by_day, sessions_on, sessions_since
from achilles_tui.storage.stores.session_index import last_session_day_before


def read_day(data: Path, day: date) -> DayRecord:
    """Return everything of one day."""
    days = read_days(data, day, day)
    found = sessions_on(data, {day, *days.diary.day(day).moved_from})
    return day_record(day, found.sessions, days.diary, (*found.problems, *days.problems))


def walk_corrected(data: Path, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
    """Give the sessions that, as told, are of the days from the first to the last: those of one day's files at a time.

    diary: at least these days. Whoever stops asking has read no more than was asked for.
    """
    in_range = [file for day, file in diary.days.items() if first <= day <= last]
    moved_here = {day for file in in_range for day in file.moved_from if not first <= day <= last}
    told = diary.corrections

    def of_days(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
        """Return the sessions as told, without those that are deleted or of other days."""
        return tuple(one for one in corrected_sessions(records, told) if first <= one.day <= last)

    moved, days = sessions_on(data, moved_here), by_day(data, first, last)
    yield ReadingStep(of_days(moved.sessions), (*days.problems, *moved.problems), 0, len(days.days))
    for done, read in enumerate(days, 1):
        yield ReadingStep(of_days(read.sessions), read.problems, done, len(days.days))


class CorrectedSessionReader:
    """Sessions as told. found: the days from the first to the last, read whole; of others only what is asked for is."""

    def __init__(self, data: Path, found: DiaryReading, first: date, last: date) -> None:
        """Read nothing yet."""
        self._data, self._first, self._last = data, first, last
        self._diary, self._problems = found.diary, list(found.problems)
        self._asked: set[date] = set()

    @property
    def diary(self) -> Diary:
        """The days that were read whole, and what others say of the sessions that were asked for."""
        return self._diary

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each file of a day that was left out."""
        return tuple(dict.fromkeys(self._problems))

    def sessions_since(self, first: date) -> SessionReading:
        """Return, as they were recorded, the sessions that as told are of a day or of days after it."""
        self._reach(first)
        found = sessions_since(self._data, first)
        moved = sessions_on(self._data, {day for day in self._moved_from(first, date.max) if day < first})
        self._ask(one.day for one in found.sessions)
        told = self.diary.corrections
        sessions = tuple(one for one in (*moved.sessions, *found.sessions) if _day(one, told) >= first)
        return SessionReading(sessions, tuple(dict.fromkeys((*moved.problems, *found.problems))))

    def last_day_before(self, day: date) -> date | None:
        """Return the day of the last session before a day, practice apart; None where there is none.

        Deleted ones count as none, and those that were moved count on the day they were moved to.
        """
        before = day
        while True:
            recorded = last_session_day_before(self._data, before)
            since = recorded or date.min
            self._reach(since)
            moved = self._training_days(self._moved_from(since, day - ONE_DAY))
            latest = max((one for one in moved if one < day), default=date.min)
            if latest >= since or recorded is None:
                return None if latest == date.min else latest
            if recorded in self._standing(recorded):
                return recorded
            before = recorded

    def _standing(self, recorded: date) -> Collection[date]:
        """Return the days of the sessions recorded for a day; as a rule nothing was corrected, and none is opened."""
        sessions = {session for session, told in self.diary.corrections.items() if told[0].recorded == recorded}
        return self._training_days({recorded}) if sessions else {recorded}

    def _training_days(self, recorded: Collection[date]) -> set[date]:
        """Return the days, as told, of the training recorded for these days that is not deleted."""
        self._ask(recorded)
        told = corrected_sessions(sessions_on(self._data, recorded).sessions, self.diary.corrections)
        return {one.day for one in told if not one.practice}

    def _moved_from(self, first: date, last: date) -> set[date]:
        """Return for which days sessions were recorded that were moved, once, to one of some days."""
        days = {**self.diary.other_days, **self.diary.days}
        return {one for day, file in days.items() if first <= day <= last for one in file.moved_from}

    def _reach(self, first: date) -> None:
        """Know what was said of sessions from this day on."""
        if first < self._first:
            found = read_days(self._data, first, self._first - ONE_DAY)
            self._know(DiaryReading(Diary({}, {**found.diary.other_days, **_of_sessions(found.diary)}), found.problems))
            self._first = first

    def _ask(self, days: Iterable[date]) -> None:
        """Know what was said of the sessions recorded for these days."""
        unknown = (
            {day for day in days if not self._first <= day <= self._last} - self._asked - self.diary.other_days.keys()
        )
        if unknown:
            self._asked |= unknown
            self._know(read_of_sessions(self._data, unknown))

    def _know(self, more: DiaryReading) -> None:
        beside = {day: file for day, file in more.diary.other_days.items() if day not in self._diary.days}
        self._diary = Diary(self._diary.days, {**self._diary.other_days, **beside})
        self._problems += more.problems


def _of_sessions(diary: Diary) -> dict[date, DayFile]:
    return {day: file.of_sessions for day, file in diary.days.items()}


def _day(record: SessionRecord, told: dict[Id, tuple[Correction, ...]]) -> date:
    return corrected_even_if_deleted(record, told.get(record.id, ())).day
