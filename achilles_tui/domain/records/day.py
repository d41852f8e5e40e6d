"""Everything recorded for one day, for every front end: its sessions, their corrections, its entries. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from achilles_tui.domain.records.apply_corrections import corrected_even_if_deleted, corrected_session, one_leg
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.domain.records.session_record import Id, SessionRecord

CorrectableField = Literal["day", "side", "done", "load_kg", "during", "after", "stopped_for", "note"]
"""The fields of a session that can be corrected."""

Value = date | str | float | None


class Change(NamedTuple):
    """One value that a correction changed. place: the index of the set, for a value of a set."""

    what: CorrectableField
    old: Value
    new: Value
    place: int | None = None
    recorded: bool = True
    """Whether the old value is the recorded one, not that of an earlier correction."""


class AppliedCorrection(NamedTuple):
    """One correction, and the values it changed."""

    correction: Correction
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CorrectedSession:
    """A session as it was recorded, and its corrections that count, in the order they were entered."""

    recorded: SessionRecord
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def record(self) -> SessionRecord | None:
        """The session with its corrections; None where it is deleted."""
        return corrected_session(self.recorded, self.corrections)

    @cached_property
    def whole_record(self) -> SessionRecord:
        """The session with its corrections, also if it is deleted."""
        return corrected_even_if_deleted(self.recorded, self.corrections)

    @property
    def deleted_by(self) -> tuple[Id, ...]:
        """The ids of the entries that delete it: one, or one of each machine."""
        return tuple(correction.id for correction in self.corrections if correction.deleted)

    @property
    def history(self) -> tuple[AppliedCorrection, ...]:
        """Each correction with the old values, in the order they were entered."""
        applied: list[AppliedCorrection] = []
        before, changed_before = self.recorded, set[tuple[CorrectableField, int | None]]()
        for number, correction in enumerate(self.corrections, start=1):
            after = corrected_even_if_deleted(self.recorded, self.corrections[:number])
            changed = tuple(
                change._replace(recorded=(change.what, change.place) not in changed_before)
                for change in _changes(before, after)
            )
            changed_before |= {(change.what, change.place) for change in changed}
            applied.append(AppliedCorrection(correction, changed))
            before = after
        return tuple(applied)


def _changes(before: SessionRecord, after: SessionRecord) -> Iterator[Change]:
    """Yield the values that differ between two versions of one session."""
    values: tuple[tuple[CorrectableField, Value, Value], ...] = (
        ("day", before.day, after.day),
        ("side", one_leg(before), one_leg(after)),
        ("during", before.pain_during(), after.pain_during()),
        ("after", before.final_pain(), after.final_pain()),
        ("stopped_for", before.stopped_for, after.stopped_for),
        ("note", before.note, after.note),
    )
    changes = [Change(what, old, new) for what, old, new in values]
    for index, (old, new) in enumerate(zip(before.sets, after.sets, strict=True)):
        changes.append(Change("done", old.done, new.done, index))
        changes.append(Change("load_kg", old.load_kg, new.load_kg, index))
    return (change for change in changes if change.old != change.new)


@dataclass(frozen=True)
class DayRecord:
    """One day. file: its entries, also those that were taken back."""

    day: date
    file: DayFile
    sessions: tuple[CorrectedSession, ...]
    """The sessions recorded for the day, and those moved to it, in the order they began."""
    problems: tuple[str, ...] = ()
    """One sentence for each file that was left out."""

    @property
    def counting(self) -> tuple[SessionRecord, ...]:
        """The sessions of the day with their corrections."""
        return tuple(
            session.record for session in self.sessions if session.record is not None and session.record.day == self.day
        )

    def session(self, session_id: Id) -> CorrectedSession | None:
        """Return one of its sessions."""
        return next((session for session in self.sessions if session.recorded.id == session_id), None)


def day_record(day: date, records: Iterable[SessionRecord], diary: Diary, problems: tuple[str, ...] = ()) -> DayRecord:
    """Return everything recorded for a day. records: all sessions that may belong to it.

    A session without a single repetition is no session.
    """
    corrections = diary.corrections
    sessions = [CorrectedSession(record, corrections.get(record.id, ())) for record in records]
    of_it = [
        session
        for session in sessions
        if day in {session.recorded.day, session.whole_record.day}
        and (session.recorded.has_work or session.corrections)
    ]
    return DayRecord(
        day,
        diary.day(day),
        tuple(sorted(of_it, key=lambda session: (session.whole_record.started, session.recorded.id))),
        problems,
    )
