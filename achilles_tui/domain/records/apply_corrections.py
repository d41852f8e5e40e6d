"""Applies corrections to a recorded session. Pure.

The recording itself is never changed. A session that was not recorded is entered by hand, and then corrected like any
other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from achilles_tui.domain.base.units import Note, Side
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.domain.records.session_record import Id, PainAnswer, SessionRecord, SetRecord, Status, new_record


def corrected_session(record: SessionRecord, corrections: Iterable[Correction]) -> SessionRecord | None:
    """Return a session with its corrections, later ones over earlier ones; None where it is deleted.

    It stays deleted until the deletion is taken back, whatever another machine recorded meanwhile. An unfinished
    session stays as it is. A correction that does not fit the session (a set that it does not have, more than twice
    the planned repetitions) is ignored.
    """
    ordered = tuple(corrections)
    deleted = any(correction.deleted for correction in ordered) and record.status is not Status.IN_PROGRESS
    return None if deleted else corrected_even_if_deleted(record, ordered)


def corrected_even_if_deleted(record: SessionRecord, corrections: Iterable[Correction]) -> SessionRecord:
    """Return a session with its corrections, also if it is deleted."""
    if record.status is Status.IN_PROGRESS:
        return record
    session, side = record, None
    for correction in corrections:
        session = _corrected(session, correction)
        side = Side(correction.side) if correction.side is not None else side
    return _with_side(session, side)


def corrected_sessions(
    records: Iterable[SessionRecord], corrections: Mapping[Id, Sequence[Correction]]
) -> tuple[SessionRecord, ...]:
    """Return the sessions that are not deleted, each with its corrections. corrections: by the id of the session."""
    sessions = (corrected_session(record, corrections.get(record.id, ())) for record in records)
    return tuple(session for session in sessions if session is not None)


def one_leg(record: SessionRecord) -> Side | None:
    """Return the leg that worked, if only one did: only then can it be corrected to the other."""
    legs = {set_record.side for set_record in record.sets} - {Side.BOTH}
    return next(iter(legs)) if len(legs) == 1 else None


def record_by_hand(  # noqa: PLR0913 everything a session entered by hand needs
    plan: Plan,
    name: Id,
    started: datetime,
    done: Sequence[int],
    *,
    during: int | None = None,
    after: int | None = None,
    note: Note = "",
) -> SessionRecord:
    """Return a session that was done without the program.

    started: local time with its offset. done: repetitions of each set of the plan, in order. during, after: pain
    (NPRS); None: not known. Raises ValueError where a number of repetitions is impossible, or one is missing.
    """
    record = replace(new_record(plan, name, started), by_hand=True, note=note)
    for index, (_, number) in enumerate(zip(record.sets, done, strict=True)):
        record = record.with_correction(index, number)
    return _with_pains(record, during, after).ended_by_its_sets()


def _corrected(record: SessionRecord, correction: Correction) -> SessionRecord:
    record = _with_pains(_with_sets(record, correction.sets), correction.during, correction.after)
    if correction.note is not None:
        record = replace(record, note=correction.note)
    if correction.stopped_for is not None and record.status is Status.STOPPED:
        record = replace(record, stopped_for=correction.stopped_for)
    return record if correction.day is None else _moved(record, correction.day)


def _with_sets(record: SessionRecord, corrections: Iterable[SetCorrection]) -> SessionRecord:
    by_key = {(correction.exercise, correction.side, correction.set): correction for correction in corrections}
    return replace(record, sets=tuple(_with_set(set_record, by_key.get(set_record.key)) for set_record in record.sets))


def _with_set(set_record: SetRecord, correction: SetCorrection | None) -> SetRecord:
    if correction is None:
        return set_record
    if correction.done is not None and correction.done <= set_record.most:
        set_record = replace(set_record, corrected=None if correction.done == set_record.counted else correction.done)
    return set_record if correction.load_kg is None else replace(set_record, load_kg=correction.load_kg)


def _with_pains(record: SessionRecord, during: int | None, after: int | None) -> SessionRecord:
    """Return the session with these pains in place of its answers during or after; None changes nothing."""
    pains = list(record.pains)
    if during is not None:
        pains = [answer for answer in pains if answer.about == "final"]
        pains.insert(0, PainAnswer(during, record.last_work, "during"))
    if after is not None:
        pains = [answer for answer in pains if answer.about != "final"]
        pains.append(PainAnswer(after, record.ended or record.last_moment, "final"))
    return replace(record, pains=tuple(pains))


def _moved(record: SessionRecord, day: date) -> SessionRecord:
    """Return the session on another day at the same time of day; unchanged if that is beyond the calendar."""
    offset = day - record.day
    try:
        return _later(replace(record, day=day), offset)
    except OverflowError:
        return record


def _later(record: SessionRecord, offset: timedelta) -> SessionRecord:
    return replace(
        record,
        started=record.started + offset,
        ended=record.ended + offset if record.ended else None,
        sets=tuple(
            replace(set_record, reps=tuple(replace(rep, at=rep.at + offset) for rep in set_record.reps))
            for set_record in record.sets
        ),
        pains=tuple(replace(answer, at=answer.at + offset) for answer in record.pains),
    )


def _with_side(record: SessionRecord, side: Side | None) -> SessionRecord:
    worked = one_leg(record)
    if side is None or worked is None or side is worked:
        return record
    exercises = tuple(
        exercise if exercise.sides == (Side.BOTH,) else replace(exercise, sides=(side,))
        for exercise in record.plan.exercises
    )
    return replace(
        record,
        plan=replace(record.plan, exercises=exercises),
        sets=tuple(
            set_record if set_record.side is Side.BOTH else replace(set_record, side=side) for set_record in record.sets
        ),
        pains=tuple(replace(answer, side=side) if answer.side is worked else answer for answer in record.pains),
    )
