"""Reads as much of what was recorded as today's questions need: its cost grows with the course, not with the years."""

from datetime import date, datetime, timedelta
from pathlib import Path

from achilles_tui.core.judge import first_day_read
from achilles_tui.core.log import ONE_DAY, Log
from achilles_tui.core.safety import SafetyLog
from achilles_tui.storage.days import day_names, read_days
from achilles_tui.storage.told import ToldSessions

DAYS_AT_ONCE = timedelta(days=100)
"""How far back days are read at first, and again and again until the beginning of the program is found."""


def read_log(data: Path, program: str, safety: SafetyLog, now: datetime) -> tuple[Log, tuple[str, ...]]:
    """Return the log of a program as it stands now, and a sentence for each file that was left out."""
    today = now.date()
    told = _sessions(data, program, today)
    first = first_day_read(told.last_day_before(today + ONE_DAY), today)
    found = told.since(first)
    earlier = told.last_day_before(first)
    return Log(found.sessions, told.diary, safety, now, earlier), (*found.problems, *told.problems)


def _sessions(data: Path, program: str, today: date) -> ToldSessions:
    """Return the sessions, with the diary as far back as the program goes."""
    oldest = min(day_names(data), default=today)
    first = today
    while True:
        first -= DAYS_AT_ONCE
        found = read_days(data, first, today)
        if first <= oldest or any(one.program == program for one in found.diary.begun):
            return ToldSessions(data, found, first, today)
