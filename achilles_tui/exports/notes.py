"""Which notes a document includes: the person chooses which of their own words others read."""

from datetime import date
from typing import NamedTuple


class WhichNotes(NamedTuple):
    """days: the days whose notes are included; None is every day."""

    days: frozenset[date] | None = None

    def includes(self, day: date) -> bool:
        """Whether the notes of a day are included."""
        return self.days is None or day in self.days

    @property
    def is_empty(self) -> bool:
        """Whether all notes are left out."""
        return self.days is not None and not self.days


ALL_NOTES = WhichNotes()
NO_NOTES = WhichNotes(frozenset())
