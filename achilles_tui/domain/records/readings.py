"""What a reading of files gives: the records, and a sentence for each file that was left out."""

from typing import NamedTuple

from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord


class SessionReading(NamedTuple):
    """The sessions on disk, oldest first, and one sentence for each file that was left out."""

    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...] = ()


class DiaryReading(NamedTuple):
    """What is kept of days besides their sessions, and one sentence for each file that was left out."""

    diary: Diary
    problems: tuple[str, ...] = ()


class ReadingStep(NamedTuple):
    """Some of the sessions on disk, as the user says they were, and how far the reading has come."""

    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...]
    """One sentence for each file that was left out."""
    days_read: int
    """Days whose files were read so far."""
    days_total: int
    """Days that have files."""
