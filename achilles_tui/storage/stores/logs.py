"""Reads as much of what was recorded as today's questions need: its cost grows with the course, not with the years."""

from datetime import date, datetime, timedelta
from pathlib import Path

from achilles_tui.domain.pain_rule.log import ONE_DAY, Log
from achilles_tui.domain.pain_rule.verdicts import first_day_read
from achilles_tui.domain.ports import FoundDays
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.red_flags.safety import RedFlags
from achilles_tui.storage.stores.corrected_sessions import ToldSessions
from achilles_tui.storage.stores.days import oldest_day, read_days

DAYS_AT_ONCE = timedelta(days=100)
"""So many days are read at first, and again and again so many before them until the program's beginning is found."""


def read_log(data: Path, program: str, safety: RedFlags, now: datetime) -> tuple[Log, tuple[str, ...]]:
    """Return the log of a program as it stands now, and a sentence for each file that was left out."""
    today = now.date()
    told = ToldSessions(data, *_read_back(data, program, today), today)
    first = first_day_read(told.last_day_before(today + ONE_DAY), today)
    found = told.since(first)
    earlier = told.last_day_before(first)
    return Log(found.sessions, told.diary, safety, now, earlier), (*found.problems, *told.problems)


def read_diary(data: Path, program: str, today: date) -> FoundDays:
    """Return the days back to the beginning of a program, or all where it was never begun; as `days.read_days`."""
    return _read_back(data, program, today)[0]


def _read_back(data: Path, program: str, today: date) -> tuple[FoundDays, date]:
    """Return the days back to the beginning of a program, and the first one that was read."""
    oldest = oldest_day(data) or today
    days: dict[date, DayFile] = {}
    beside: dict[date, DayFile] = {}
    problems: list[str] = []
    last = today
    while True:
        first = last - DAYS_AT_ONCE
        found = read_days(data, first, last)
        days, beside = {**found.diary.days, **days}, {**found.diary.beside, **beside}
        problems += found.problems
        if first <= oldest or any(one.program == program for one in found.diary.begun):
            diary = Diary(days, {day: one for day, one in beside.items() if day not in days})
            return FoundDays(diary, tuple(dict.fromkeys(problems))), first
        last = first - ONE_DAY
