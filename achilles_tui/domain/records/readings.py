"""The results of reading files: the records, and one sentence for each file that was left out."""

from typing import NamedTuple

from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord


class SessionReading(NamedTuple):
    """The sessions on disk, oldest first, and one sentence for each file that was left out."""

    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...] = ()


class DiaryReading(NamedTuple):
    """The entries of days, and one sentence for each file that was left out."""

    diary: Diary
    problems: tuple[str, ...] = ()


class ReadingStep(NamedTuple):
    """Some of the sessions on disk, with their corrections, and how far the reading has come."""

    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...]
    """One sentence for each file that was left out."""
    days_read: int
    """Days with their files read so far."""
    days_total: int
    """Days that have files."""
