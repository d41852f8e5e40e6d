"""Reads as much of what was recorded as today's questions need: its cost grows with the course, not with the years."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from achilles_tui.domain.pain_rule.log import ONE_DAY, Log
from achilles_tui.domain.pain_rule.verdicts import first_day_read
from achilles_tui.domain.records.day import DayRecord
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import RedFlags
from achilles_tui.storage.files.change_stamp import stamp
from achilles_tui.storage.stores import days as day_files
from achilles_tui.storage.stores import records
from achilles_tui.storage.stores.corrected_sessions import CorrectedSessionReader, read_day, walk_corrected
from achilles_tui.storage.stores.days import oldest_day, read_days

DAYS_AT_ONCE = timedelta(days=100)
"""So many days are read at first, and again and again so many before them until the program's beginning is found."""


def read_log(data: Path, program: str, safety: RedFlags, now: datetime) -> tuple[Log, tuple[str, ...]]:
    """Return the log of a program as it stands now, and a sentence for each file that was left out."""
    today = now.date()
    told = CorrectedSessionReader(data, *_read_back(data, program, today), today)
    first = first_day_read(told.last_day_before(today + ONE_DAY), today)
    found = told.sessions_since(first)
    earlier = told.last_day_before(first)
    return Log(found.sessions, told.diary, safety, now, earlier), (*found.problems, *told.problems)


def read_diary(data: Path, program: str, today: date) -> DiaryReading:
    """Return the days back to the beginning of a program, or all where it was never begun; as `days.read_days`."""
    return _read_back(data, program, today)[0]


def _read_back(data: Path, program: str, today: date) -> tuple[DiaryReading, date]:
    """Return the days back to the beginning of a program, and the first one that was read."""
    oldest = oldest_day(data) or today
    days: dict[date, DayFile] = {}
    beside: dict[date, DayFile] = {}
    problems: list[str] = []
    last = today
    while True:
        first = last - DAYS_AT_ONCE
        found = read_days(data, first, last)
        days, beside = {**found.diary.days, **days}, {**found.diary.other_days, **beside}
        problems += found.problems
        if first <= oldest or any(one.program == program for one in found.diary.program_starts):
            diary = Diary(days, {day: one for day, one in beside.items() if day not in days})
            return DiaryReading(diary, tuple(dict.fromkeys(problems))), first
        last = first - ONE_DAY


class LogFiles:
    """What was recorded, in the data folder; fills the port `LogStore`. config: the folder of settings and programs."""

    def __init__(self, data: Path, config: Path) -> None:
        """Touch nothing yet."""
        self._data, self._config = data, config

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days from the first to the last."""
        return read_days(self._data, first, last)

    def add_entries(self, entries: DayFile) -> None:
        """Add entries to what this machine wrote about their day. Raises NotSaved."""
        day_files.add(self._data, day_files.machine(), entries)

    def add_session(self, record: SessionRecord) -> SessionRecord:
        """Write a session that is over; return it as it reads back. Raises NotSaved."""
        return records.write_new(self._data, record)

    def day(self, day: date) -> DayRecord:
        """Return everything of one day: its sessions with their corrections, and its entries."""
        return read_day(self._data, day)

    def walk(self, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
        """Give the sessions from the first day to the last piece by piece, with what the diary corrects of them."""
        return walk_corrected(self._data, diary, first, last)

    def log(self, program: str, safety: RedFlags, now: datetime) -> tuple[Log, tuple[str, ...]]:
        """Return what the rule needs for a program now, and a sentence for each file that was left out."""
        return read_log(self._data, program, safety, now)

    def diary(self, program: str, today: date) -> Diary:
        """Return the entries back to the day the program was begun, or all where it never was."""
        return read_diary(self._data, program, today).diary

    def change_stamp(self, since: int) -> object:
        """Return a value that differs as soon as a file differs. since: a year; folders of earlier ones rest."""
        return stamp(self._data, self._config, since=since)
