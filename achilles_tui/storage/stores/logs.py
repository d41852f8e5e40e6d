"""Reads as much of the history as today's questions need: the cost grows with the program's length, not over years."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.mornings import DAYS_BEFORE, ONE_DAY
from achilles_tui.domain.pain_rule.verdicts import first_day_read
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep
from achilles_tui.storage.stores import days as day_files
from achilles_tui.storage.stores import records
from achilles_tui.storage.stores.corrected_sessions import CorrectedSessionReader, read_day, walk_corrected
from achilles_tui.storage.stores.days import oldest_day, read_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from achilles_tui.domain.pain_rule.rule import PainRule
    from achilles_tui.domain.records.day import DayRecord
    from achilles_tui.domain.records.session_record import SessionRecord
    from achilles_tui.domain.red_flags.safety import RedFlags

DAYS_AT_ONCE = timedelta(days=100)
"""Days read at a time, going back until the start of the program is found."""


class LogFiles:
    """What was recorded, in the data folder; implements the port `LogStore`."""

    def __init__(self, data: Path, config: Path, cache: Path | None = None) -> None:
        """Read nothing yet. config: the folder of settings and programs, for the change stamp.

        cache: where the index of the older days is; None keeps none.
        """
        self._data, self._config, self._cache = data, config, cache

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days from the first to the last."""
        return read_days(self._data, first, last)

    def add_entries(self, entries: DayFile) -> None:
        """Add entries to this machine's file of their day. Raises NotSaved."""
        day_files.add(self._data, day_files.machine(), entries)

    def add_session(self, record: SessionRecord) -> SessionRecord:
        """Write a session that is over; return it as it reads back. Raises NotSaved."""
        return records.write_new(self._data, record)

    def day(self, day: date) -> DayRecord:
        """Return everything of one day: its sessions with their corrections, and its entries."""
        return read_day(self._data, day)

    def walk(self, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
        """Yield the corrected sessions from the first day to the last, one recorded day at a time."""
        return walk_corrected(self._data, diary, first, last)

    def log(self, program: str | None, safety: RedFlags, now: datetime, rule: PainRule) -> tuple[Log, tuple[str, ...]]:
        """Return what the rule needs for a program now, and a sentence for each file that was left out.

        program: None where none is chosen.
        """
        today = now.date()
        reading, first_read = self._back_to_start(program, today)
        reader = CorrectedSessionReader(self._data, reading, first_read, today)
        first = first_day_read(reader.last_day_before(today + ONE_DAY), today)
        state = None
        if self._has_older(first, first_read):
            from achilles_tui.storage.stores.older_days import OlderDays  # noqa: PLC0415 for them alone

            state = OlderDays(self._data, self._cache).state(first, safety, now, rule)
        first = first if state is None else min(first, state.through + ONE_DAY)
        sessions, problems = reader.sessions_since(first)
        before = reader.last_day_before(first)
        diary = reader.diary
        if state is not None and state.through - DAYS_BEFORE < first_read:
            earlier = read_days(self._data, state.through - DAYS_BEFORE, first_read - ONE_DAY).diary
            diary = Diary({**earlier.days, **diary.days}, diary.other_days)
        log = Log(sessions, diary, safety, now, before, state)
        return log, (*problems, *reader.problems)

    def diary(self, program: str | None, today: date) -> Diary:
        """Return the log entries since the training program began; all if it never did."""
        return self._back_to_start(program, today)[0].diary

    def first_day(self) -> date | None:
        """Return the day of the earliest session or entry, by the names of the files; None where there are none."""
        firsts = (oldest_day(self._data, kind) for kind in ("days", "sessions"))
        return min((day for day in firsts if day is not None), default=None)

    def change_stamp(self, first_year: int) -> object:
        """Return a value that changes when a file changes. first_year: files in older folders do not count."""
        from achilles_tui.storage.files.change_stamp import stamp  # noqa: PLC0415 for the history alone

        return stamp(self._data, self._config, first_year=first_year)

    def _has_older(self, first: date, first_entries: date) -> bool:
        """Whether there are sessions or entries before these days, by the names of their files."""
        sessions, entries = oldest_day(self._data, "sessions"), oldest_day(self._data)
        return (sessions is not None and sessions < first) or (entries is not None and entries < first_entries)

    def _back_to_start(self, program: str | None, today: date) -> tuple[DiaryReading, date]:
        """Return the days back to the start of a program, at least the last 100, and the first day that was read."""
        oldest = oldest_day(self._data) or today
        days: dict[date, DayFile] = {}
        other_days: dict[date, DayFile] = {}
        problems: list[str] = []
        last = today
        while True:
            first = last - DAYS_AT_ONCE
            reading = read_days(self._data, first, last)
            days, other_days = {**reading.diary.days, **days}, {**reading.diary.other_days, **other_days}
            problems += reading.problems
            if (
                program is None
                or first <= oldest
                or any(start.program == program for start in reading.diary.program_starts)
            ):
                diary = Diary(days, {day: file for day, file in other_days.items() if day not in days})
                return DiaryReading(diary, tuple(dict.fromkeys(problems))), first
            last = first - ONE_DAY
