"""Writes the log as JSON: every session, or everything recorded for one day."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeVar

from msgspec import Struct, field

from achilles_tui.domain.base.units import Kilograms, Name, Note, Nprs, Side
from achilles_tui.domain.records.day import AppliedCorrection, Change, CorrectableField, CorrectedSession, DayRecord
from achilles_tui.domain.records.day_entries import Answer, CheckIn, How, ProgramStart, Score, StiffMinutes
from achilles_tui.domain.records.session_record import Id, SessionRecord, Status
from achilles_tui.text.documents.base import Document, Moment, fill
from achilles_tui.text.documents.rule_events import LoggedRuleEvent


class LoggedSet(Struct, frozen=True):
    """A set, planned and done, with corrections applied."""

    exercise: Name
    side: Side
    planned: int
    """Repetitions."""
    done: int
    """Repetitions."""
    paced: int
    """Repetitions done whose loaded phase lasted its full time."""
    skipped: int
    """Repetitions skipped with a key."""
    load_kg: Kilograms | None
    pain: Nprs | None
    """The highest answer during or right after the set (NPRS 0-10)."""


class LoggedSession(Struct, frozen=True):
    """A session with its corrections applied."""

    id: Id
    program: Name
    day: date
    """The local day it belongs to."""
    started: Moment
    ended: Moment | None
    status: Status
    practice: bool
    """A practice walk never counts as training."""
    by_hand: bool
    """Whether it was entered afterwards; then no repetition was paced."""
    corrected: bool
    """Whether it was corrected after it was recorded."""
    sets: tuple[LoggedSet, ...]


class LogDocument(Document, frozen=True):
    """Every session, the oldest first."""

    sessions: tuple[LoggedSession, ...]
    rule_events: tuple[LoggedRuleEvent, ...]
    """Every stop, step back and clinician note, answered or not, in the order of their days."""


class LoggedChange(Struct, frozen=True):
    """A value that a correction changed; exercise, side and set are null if it is not about a set."""

    what: CorrectableField
    exercise: Name | None
    side: Side | None
    set: int | None
    """Which set of the exercise and side, counted from 1."""
    old: float | str | None = field(name="was")
    """The value before the correction."""
    new: float | str | None = field(name="now")
    """A day, a leg, repetitions, kilograms, pain (NPRS 0-10) or text, depending on `what`."""


class LoggedCorrection(Struct, frozen=True):
    """A correction that counts; `changes` is empty if it changed nothing."""

    id: Id
    at: Moment
    """When it was written."""
    deleted: bool
    """Whether it deleted the session."""
    changes: tuple[LoggedChange, ...]


class SessionOfDay(LoggedSession, frozen=True):
    """A session recorded for the day, or moved to it."""

    pain_during: Nprs | None
    """The highest pain before the end (NPRS 0-10)."""
    pain_after: Nprs | None
    """The pain at the end (NPRS 0-10)."""
    stopped_for: Literal["choice", "pain"] | None
    note: Note
    deleted: bool
    moved_to: date | None
    """The day it was moved to; null if it belongs to this day."""
    corrections: tuple[LoggedCorrection, ...]


class CheckInOfDay(CheckIn, frozen=True, omit_defaults=False, kw_only=True):
    """A morning check-in."""

    taken_back: bool
    """Whether it no longer counts."""


class ScoreOfDay(Score, frozen=True, omit_defaults=False, kw_only=True):
    """An outcome score."""

    taken_back: bool
    """Whether it no longer counts."""


class StartOfDay(ProgramStart, frozen=True, omit_defaults=False, kw_only=True):
    """The start of a program."""

    taken_back: bool
    """Whether it no longer counts."""


class AnswerOfDay(Answer, frozen=True, omit_defaults=False, kw_only=True):
    """An answer to a verdict on an exercise."""

    taken_back: bool
    """Whether it no longer counts."""


class DayDocument(Document, frozen=True):
    """Everything recorded for one day, including entries that no longer count."""

    day: date
    morning: Nprs | None
    """Pain on the first steps (NPRS 0-10)."""
    stiffness_minutes: StiffMinutes | None
    how: How | None
    check_ins: tuple[CheckInOfDay, ...]
    scores: tuple[ScoreOfDay, ...]
    starts: tuple[StartOfDay, ...] = field(name="begun")
    """The programs that were started."""
    answers: tuple[AnswerOfDay, ...]
    sessions: tuple[SessionOfDay, ...]
    """In the order in which they began."""


_Entry = TypeVar("_Entry", CheckInOfDay, ScoreOfDay, StartOfDay, AnswerOfDay)
_Session = TypeVar("_Session", bound=LoggedSession)


def session_document(record: SessionRecord, *, corrected: bool) -> LoggedSession:
    """Return a session of the log. corrected: whether it was corrected after it was recorded."""
    return _session(LoggedSession, record, corrected=corrected)


def day_document(day: DayRecord) -> DayDocument:
    """Return everything recorded for one day."""
    file, standing = day.file, day.file.standing

    def entries(kind: type[_Entry], recorded: Iterable[CheckIn | Score | ProgramStart | Answer]) -> tuple[_Entry, ...]:
        return tuple(fill(kind, entry, taken_back=entry.id not in standing) for entry in recorded)

    return DayDocument(
        day=day.day,
        morning=file.morning,
        stiffness_minutes=file.stiffness,
        how=file.how,
        check_ins=entries(CheckInOfDay, file.check_ins),
        scores=entries(ScoreOfDay, file.scores),
        starts=entries(StartOfDay, file.begun),
        answers=entries(AnswerOfDay, file.answers),
        sessions=tuple(_session_of_day(day, session) for session in day.sessions),
    )


def _session(kind: type[_Session], record: SessionRecord, **values: object) -> _Session:
    return fill(
        kind,
        record,
        started=record.started.isoformat(),
        ended=record.ended.isoformat() if record.ended else None,
        sets=tuple(fill(LoggedSet, done, pain=record.pain_of(done)) for done in record.sets),
        **values,
    )


def _session_of_day(day: DayRecord, session: CorrectedSession) -> SessionOfDay:
    record = session.whole_record
    return _session(
        SessionOfDay,
        record,
        corrected=bool(session.corrections),
        pain_during=record.pain_during(),
        pain_after=record.final_pain(),
        deleted=session.record is None,
        moved_to=record.day if record.day != day.day else None,
        corrections=tuple(_correction(record, correction) for correction in session.history),
    )


def _correction(record: SessionRecord, correction: AppliedCorrection) -> LoggedCorrection:
    changes = tuple(_change(record, change) for change in correction.changes)
    return fill(LoggedCorrection, correction.correction, at=correction.correction.at.isoformat(), changes=changes)


def _change(record: SessionRecord, change: Change) -> LoggedChange:
    place = None if change.place is None else record.sets[change.place]
    return LoggedChange(
        what=change.what,
        exercise=place.exercise if place else None,
        side=place.side if place else None,
        set=place.set if place else None,
        old=change.old.isoformat() if isinstance(change.old, date) else change.old,
        new=change.new.isoformat() if isinstance(change.new, date) else change.new,
    )
