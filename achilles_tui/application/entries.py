"""Adds entries to a day, each with its own id and the moment it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.records.day_entries import DayFile, WrittenEntries

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from achilles_tui.application.ports import Clock, LogStore
    from achilles_tui.application.stops import StopRecorder


def random_id() -> str:
    """Return an id that no other machine uses: 10 hex digits."""
    import secrets  # noqa: PLC0415 for an entry alone

    return secrets.token_hex(5)


class EntryWriter:
    """Writes entries of days, and the stops before and after them. new_id: returns an unused id."""

    def __init__(
        self, store: LogStore, stops: StopRecorder, clock: Clock, new_id: Callable[[], str] = random_id
    ) -> None:
        """Write into this store."""
        self._store, self._stops, self._clock, self.new_id = store, stops, clock, new_id

    def stamp(self) -> tuple[str, datetime]:
        """Return the id and the moment of a new entry."""
        return self.new_id(), self._clock.moment()

    def of_day(self, day: date) -> DayFile:
        """Return the entries of one day."""
        return self._store.entries(day, day).diary.day(day)

    def write(self, entries: DayFile) -> WrittenEntries:
        """Add entries to their day; return their day and ids. Raises NotSaved."""
        with self._stops.around_write():
            self._store.add_entries(entries)
        return WrittenEntries(entries.day, entries.ids)
