"""What the edge of the program fills in: where records are found and written, and the voice."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.found import FoundDays, Read
from achilles_tui.domain.records.session_record import SessionRecord


class PastRecords(Protocol):
    """Where what was done and told is found, without keeping it all in memory."""

    def now(self) -> datetime:
        """Return the local time with its offset."""

    def days(self, first: date, last: date) -> FoundDays:
        """Return what was told of the days from the first to the last besides their sessions."""

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[Read]:
        """Give the sessions piece by piece, with what the diary corrects of them."""


class Journal(Protocol):
    """Where the live session is written, before anything of it is shown."""

    def write(self, record: SessionRecord) -> None:
        """Make the record safe on disk. Raises NotSaved with the reason, or TakenOver."""

    def still_ours(self) -> bool:
        """Say whether no other terminal took the session over."""

    def close(self) -> None:
        """Give the session back, so that another terminal may have it."""


class Speaker(Protocol):
    """A voice beside the bell; what it cannot say holds nothing up."""

    def say(self, text: str) -> str | None:
        """Say a text and return at once; return a sentence when it could not, and why, the first time only."""
