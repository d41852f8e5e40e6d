"""Everything of one day, told once for every front end: its sessions with their corrections, and what was told. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from achilles_tui.core.corrections import as_told, whole_as_told
from achilles_tui.core.diary import Correction, DayFile, Diary
from achilles_tui.core.history import Id, SessionRecord


@dataclass(frozen=True)
class ToldSession:
    """A session as it was recorded, and the corrections of it that count, in the order they were told."""

    recorded: SessionRecord
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def told(self) -> SessionRecord | None:
        """The session as the user says it was; None where it is deleted."""
        return as_told(self.recorded, self.corrections)

    @cached_property
    def whole(self) -> SessionRecord:
        """The same, also where it is deleted."""
        return whole_as_told(self.recorded, self.corrections)


@dataclass(frozen=True)
class WholeDay:
    """One day. file: what was told of it, what was taken back included."""

    day: date
    file: DayFile
    sessions: tuple[ToldSession, ...]
    """Those recorded for the day, and those that belong to it as told, in the order they began."""
    problems: tuple[str, ...] = ()
    """A sentence for each file that was left out."""

    @property
    def counting(self) -> tuple[SessionRecord, ...]:
        """The sessions of the day as the user says they were."""
        return tuple(one.told for one in self.sessions if one.told is not None and one.told.day == self.day)

    def session(self, session_id: Id) -> ToldSession | None:
        """Return one of its sessions."""
        return next((one for one in self.sessions if one.recorded.id == session_id), None)


def whole_day(day: date, records: Iterable[SessionRecord], diary: Diary, problems: tuple[str, ...] = ()) -> WholeDay:
    """Return everything of a day, of all sessions that may be of it."""
    told = diary.corrections
    sessions = [ToldSession(one, told.get(one.id, ())) for one in records]
    of_it = [one for one in sessions if day in {one.recorded.day, one.whole.day}]
    return WholeDay(
        day, diary.day(day), tuple(sorted(of_it, key=lambda one: (one.whole.started, one.recorded.id))), problems
    )
