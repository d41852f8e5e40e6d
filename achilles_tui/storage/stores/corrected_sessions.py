"""Reads corrected sessions: those that belong to some days now, whatever day they were recorded for.

A session's own file holds what was recorded; the file of its day holds the corrections made since.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.records.apply_corrections import corrected_even_if_deleted, corrected_sessions
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep, SessionReading
from achilles_tui.storage.index.session_index import last_session_day_before
from achilles_tui.storage.stores.days import read_days, read_of_sessions
from achilles_tui.storage.stores.records import by_day, sessions_on, sessions_since

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from achilles_tui.domain.records.day import DayRecord
    from achilles_tui.domain.records.session_record import Id, SessionRecord


def read_day(data: Path, day: date) -> DayRecord:
    """Return everything of one day."""
    from achilles_tui.domain.records.day import day_record  # noqa: PLC0415 for a page of one day alone

    days = read_days(data, day, day)
    recorded = sessions_on(data, {day, *days.diary.day(day).moved_from})
    return day_record(day, recorded.sessions, days.diary, (*recorded.problems, *days.problems))


def walk_corrected(data: Path, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
    """Yield the corrected sessions of some days, read one day at a time, when asked for. diary: has these days."""
    in_range = [file for day, file in diary.days.items() if first <= day <= last]
    moved_here = {day for file in in_range for day in file.moved_from if not first <= day <= last}
    corrections = diary.corrections

    def of_days(records: Iterable[SessionRecord]) -> tuple[SessionRecord, ...]:
        """Return the corrected sessions, without deleted ones and those of other days."""
        return tuple(session for session in corrected_sessions(records, corrections) if first <= session.day <= last)

    moved, days = sessions_on(data, moved_here), by_day(data, first, last)
    yield ReadingStep(of_days(moved.sessions), (*days.problems, *moved.problems), 0, len(days.days))
    for days_read, day in enumerate(days, 1):
        yield ReadingStep(of_days(day.sessions), day.problems, days_read, len(days.days))


class CorrectedSessionReader:
    """Reads corrected sessions. reading: the days from the first to the last; other days are read when needed."""

    def __init__(self, data: Path, reading: DiaryReading, first: date, last: date) -> None:
        """Read nothing yet."""
        self._data, self._first, self._last = data, first, last
        self._diary, self._problems = reading.diary, list(reading.problems)
        self._looked_up: set[date] = set()

    @property
    def diary(self) -> Diary:
        """The days that were read in full, and the corrections of the sessions that were read."""
        return self._diary

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each file of a day that was left out."""
        return tuple(dict.fromkeys(self._problems))

    def sessions_since(self, first: date) -> SessionReading:
        """Return, uncorrected, the sessions whose corrected day is this day or later."""
        self._read_back_to(first)
        recorded = sessions_since(self._data, first)
        moved = sessions_on(self._data, {day for day in self._moved_from(first, date.max) if day < first})
        self._look_up(session.day for session in recorded.sessions)
        corrections = self.diary.corrections
        sessions = (*moved.sessions, *recorded.sessions)
        return SessionReading(
            tuple(session for session in sessions if _corrected_day(session, corrections) >= first),
            tuple(dict.fromkeys((*moved.problems, *recorded.problems))),
        )

    def last_day_before(self, day: date) -> date | None:
        """Return the day of the last session before a day, or None. Practice does not count.

        Nor do deleted sessions; moved sessions count on the day they were moved to.
        """
        before = day
        while True:
            recorded = last_session_day_before(self._data, before)
            first = recorded or date.min
            self._read_back_to(first)
            moved_to = self._training_days(self._moved_from(first, day - ONE_DAY))
            latest = max((moved_day for moved_day in moved_to if moved_day < day), default=date.min)
            if latest >= first or recorded is None:
                return None if latest == date.min else latest
            if recorded in self._corrected_days(recorded):
                return recorded
            before = recorded

    def _corrected_days(self, recorded: date) -> Collection[date]:
        """Return the corrected days of the sessions recorded for a day, opening none when none was corrected."""
        is_corrected = any(corrections[0].recorded == recorded for corrections in self.diary.corrections.values())
        return self._training_days({recorded}) if is_corrected else {recorded}

    def _training_days(self, recorded: Collection[date]) -> set[date]:
        """Return the corrected days of the training recorded for these days, without deleted sessions."""
        self._look_up(recorded)
        sessions = corrected_sessions(sessions_on(self._data, recorded).sessions, self.diary.corrections)
        return {session.day for session in sessions if not session.practice}

    def _moved_from(self, first: date, last: date) -> set[date]:
        """Return the days for which sessions were recorded that were ever moved to one of these days."""
        days = {**self.diary.other_days, **self.diary.days}
        return {recorded for day, file in days.items() if first <= day <= last for recorded in file.moved_from}

    def _read_back_to(self, first: date) -> None:
        """Read the corrections of sessions from this day on."""
        if first < self._first:
            diary, problems = read_days(self._data, first, self._first - ONE_DAY)
            self._add(DiaryReading(Diary({}, {**diary.other_days, **_of_sessions(diary)}), problems))
            self._first = first

    def _look_up(self, days: Iterable[date]) -> None:
        """Read the corrections of the sessions recorded for these days."""
        outside = {day for day in days if not self._first <= day <= self._last}
        if new := outside - self._looked_up - self.diary.other_days.keys():
            self._looked_up |= new
            self._add(read_of_sessions(self._data, new))

    def _add(self, reading: DiaryReading) -> None:
        other_days = {day: file for day, file in reading.diary.other_days.items() if day not in self._diary.days}
        self._diary = Diary(self._diary.days, {**self._diary.other_days, **other_days})
        self._problems += reading.problems


def _of_sessions(diary: Diary) -> dict[date, DayFile]:
    return {day: file.of_sessions for day, file in diary.days.items()}


def _corrected_day(record: SessionRecord, corrections: dict[Id, tuple[Correction, ...]]) -> date:
    return corrected_even_if_deleted(record, corrections.get(record.id, ())).day
