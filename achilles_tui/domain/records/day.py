"""Everything of one day, for every front end alike: its sessions, how they were corrected, what was told. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from achilles_tui.domain.records.apply_corrections import corrected_even_if_deleted, corrected_session, one_leg
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.domain.records.session_record import Id, SessionRecord

CorrectableField = Literal["day", "side", "done", "load_kg", "during", "after", "stopped_for", "note"]
"""What of a session can be corrected."""


Value = date | str | float | None


class Change(NamedTuple):
    """One value that a correction changed. place: of the set among all, where it is one's."""

    what: CorrectableField
    old: Value
    new: Value
    place: int | None = None
    recorded: bool = True
    """Whether the old value is the recorded one, and not one that an earlier correction told."""


class AppliedCorrection(NamedTuple):
    """One correction, and what it changed."""

    correction: Correction
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CorrectedSession:
    """A session as it was recorded, and the corrections of it that count, in the order they were told."""

    recorded: SessionRecord
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def record(self) -> SessionRecord | None:
        """The session as the user says it was; None where it is deleted."""
        return corrected_session(self.recorded, self.corrections)

    @cached_property
    def whole_record(self) -> SessionRecord:
        """The same, also where it is deleted."""
        return corrected_even_if_deleted(self.recorded, self.corrections)

    @property
    def deleted_by(self) -> tuple[Id, ...]:
        """The entries that delete it, which is once, or on each machine."""
        return tuple(one.id for one in self.corrections if one.deleted)

    @property
    def history(self) -> tuple[AppliedCorrection, ...]:
        """Each correction with the old values, in the order they were told."""
        found: list[AppliedCorrection] = []
        before, seen = self.recorded, set[tuple[CorrectableField, int | None]]()
        for number, one in enumerate(self.corrections, start=1):
            after = corrected_even_if_deleted(self.recorded, self.corrections[:number])
            changed = tuple(
                each._replace(recorded=(each.what, each.place) not in seen) for each in _changes(before, after)
            )
            seen |= {(each.what, each.place) for each in changed}
            found.append(AppliedCorrection(one, changed))
            before = after
        return tuple(found)


def _changes(before: SessionRecord, after: SessionRecord) -> Iterator[Change]:
    """Give what differs between two tellings of one session."""
    values: tuple[tuple[CorrectableField, Value, Value], ...] = (
        ("day", before.day, after.day),
        ("side", one_leg(before), one_leg(after)),
        ("during", before.pain_during(), after.pain_during()),
        ("after", before.final_pain(), after.final_pain()),
        ("stopped_for", before.stopped_for, after.stopped_for),
        ("note", before.note, after.note),
    )
    changes = [Change(what, was, now) for what, was, now in values]
    for index, (was, now) in enumerate(zip(before.sets, after.sets, strict=True)):
        changes.append(Change("done", was.done, now.done, index))
        changes.append(Change("load_kg", was.load_kg, now.load_kg, index))
    return (one for one in changes if one.old != one.new)


@dataclass(frozen=True)
class DayRecord:
    """One day. file: what was told of it, what was taken back included."""

    day: date
    file: DayFile
    sessions: tuple[CorrectedSession, ...]
    """Those recorded for the day, and those that belong to it as told, in the order they began."""
    problems: tuple[str, ...] = ()
    """A sentence for each file that was left out."""

    @property
    def counting(self) -> tuple[SessionRecord, ...]:
        """The sessions of the day as the user says they were."""
        return tuple(one.record for one in self.sessions if one.record is not None and one.record.day == self.day)

    def session(self, session_id: Id) -> CorrectedSession | None:
        """Return one of its sessions."""
        return next((one for one in self.sessions if one.recorded.id == session_id), None)


def day_record(day: date, records: Iterable[SessionRecord], diary: Diary, problems: tuple[str, ...] = ()) -> DayRecord:
    """Return everything of a day, of all sessions that may be of it."""
    told = diary.corrections
    sessions = [CorrectedSession(one, told.get(one.id, ())) for one in records]
    of_it = [one for one in sessions if day in {one.recorded.day, one.whole_record.day}]
    return DayRecord(
        day, diary.day(day), tuple(sorted(of_it, key=lambda one: (one.whole_record.started, one.recorded.id))), problems
    )
