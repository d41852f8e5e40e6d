"""Reads as much of what was recorded as today's questions need: its cost grows with the course, not with the years."""

from datetime import date, datetime, timedelta
from pathlib import Path

from achilles_tui.core.diary import DayFile, Diary
from achilles_tui.core.judge import first_day_read
from achilles_tui.core.log import ONE_DAY, Log
from achilles_tui.core.ports import FoundDays
from achilles_tui.core.safety import SafetyLog
from achilles_tui.storage.days import oldest_day, read_days
from achilles_tui.storage.records import last_session_day_before, sessions_since

DAYS_AT_ONCE = timedelta(days=100)
"""So many days are read at first, and again and again so many before them until the program's beginning is found."""


def read_log(data: Path, program: str, safety: SafetyLog, now: datetime) -> tuple[Log, tuple[str, ...]]:
    """Return the log of a program as it stands now, and a sentence for each file that was left out."""
    today = now.date()
    first = first_day_read(last_session_day_before(data, today + ONE_DAY), today)
    found = sessions_since(data, first)
    diary, problems = read_diary(data, program, today)
    log = Log(found.sessions, diary, safety, now, last_session_day_before(data, first))
    return log, (*found.problems, *problems)


def read_diary(data: Path, program: str, today: date) -> FoundDays:
    """Return the days back to the beginning of a program, or all where it was never begun; as `days.read_days`."""
    oldest = oldest_day(data) or today
    days: dict[date, DayFile] = {}
    problems: list[str] = []
    last = today
    while True:
        first = last - DAYS_AT_ONCE
        found = read_days(data, first, last)
        days = {**found.diary.days, **days}
        problems += found.problems
        if first <= oldest or any(one.program == program for one in found.diary.begun):
            return FoundDays(Diary(days), tuple(dict.fromkeys(problems)))
        last = first - ONE_DAY
