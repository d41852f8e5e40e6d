"""Which notes a document tells: what is in the person's own words goes to others only as the person chooses."""

from datetime import date
from typing import NamedTuple


class WhichNotes(NamedTuple):
    """days: those whose notes are told; None is every day."""

    days: frozenset[date] | None = None

    def includes(self, day: date) -> bool:
        """Whether the notes of a day are told."""
        return self.days is None or day in self.days

    @property
    def is_empty(self) -> bool:
        """Whether no note is told at all."""
        return self.days is not None and not self.days


ALL_NOTES = WhichNotes()
NO_NOTES = WhichNotes(frozenset())
