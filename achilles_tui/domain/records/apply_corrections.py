"""A session as the user says it was: what was recorded, with the corrections that were told since. Pure folds.

What was recorded is never changed. A session that was never recorded is told by hand, and then
corrected like any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from achilles_tui.domain.base.units import Note, Side
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.domain.records.session_record import Id, PainAnswer, SessionRecord, SetRecord, Status, new_record


def corrected_session(record: SessionRecord, corrections: Iterable[Correction]) -> SessionRecord | None:
    """Return a session with its corrections, the later words counting; None where it is deleted.

    It stays deleted until that is taken back, whatever another machine said of it meanwhile. An unfinished one is left
    as it is. What cannot be of this session (a set that it does not have, more than twice what was planned) is passed
    over.
    """
    said = tuple(corrections)
    deleted = any(one.deleted for one in said) and record.status is not Status.IN_PROGRESS
    return None if deleted else corrected_even_if_deleted(record, said)


def corrected_even_if_deleted(record: SessionRecord, corrections: Iterable[Correction]) -> SessionRecord:
    """Return a session with its corrections, also where it is deleted."""
    if record.status is Status.IN_PROGRESS:
        return record
    told, side = record, None
    for one in corrections:
        told = _corrected(told, one)
        side = Side(one.side) if one.side is not None else side
    return _with_side(told, side)


def corrected_sessions(
    records: Iterable[SessionRecord], told: Mapping[Id, Sequence[Correction]]
) -> tuple[SessionRecord, ...]:
    """Return the sessions that are not deleted, each with its corrections. told: by the ids of the sessions."""
    found = (corrected_session(one, told.get(one.id, ())) for one in records)
    return tuple(one for one in found if one is not None)


def one_leg(record: SessionRecord) -> Side | None:
    """Return the leg that worked, where only one did: only then can it be corrected to the other."""
    legs = {one.side for one in record.sets} - {Side.BOTH}
    return next(iter(legs)) if len(legs) == 1 else None


def record_by_hand(  # noqa: PLR0913 everything that is asked of a session that nobody recorded
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
    (NPRS), None where it is not known any more. Raises ValueError for repetitions that no set takes, or too few.
    """
    record = replace(new_record(plan, name, started), by_hand=True, note=note)
    for index, (_, number) in enumerate(zip(record.sets, done, strict=True)):
        record = record.with_correction(index, number)
    return _with_pains(record, during, after).ended_by_its_sets()


def _corrected(record: SessionRecord, told: Correction) -> SessionRecord:
    record = _with_pains(_with_sets(record, told.sets), told.during, told.after)
    if told.note is not None:
        record = replace(record, note=told.note)
    if told.stopped_for is not None and record.status is Status.STOPPED:
        record = replace(record, stopped_for=told.stopped_for)
    return record if told.day is None else _moved(record, told.day)


def _with_sets(record: SessionRecord, told: Iterable[SetCorrection]) -> SessionRecord:
    by_key = {(one.exercise, one.side, one.set): one for one in told}
    return replace(record, sets=tuple(_with_set(one, by_key.get(one.key)) for one in record.sets))


def _with_set(one: SetRecord, told: SetCorrection | None) -> SetRecord:
    if told is None:
        return one
    if told.done is not None and told.done <= one.most:
        one = replace(one, corrected=None if told.done == one.counted else told.done)
    return one if told.load_kg is None else replace(one, load_kg=told.load_kg)


def _with_pains(record: SessionRecord, during: int | None, after: int | None) -> SessionRecord:
    """Return the session with these values in place of all answers of their kind; None leaves them."""
    pains = list(record.pains)
    if during is not None:
        pains = [one for one in pains if one.about == "final"]
        pains.insert(0, PainAnswer(during, record.last_work, "during"))
    if after is not None:
        pains = [one for one in pains if one.about != "final"]
        pains.append(PainAnswer(after, record.ended or record.last_moment, "final"))
    return replace(record, pains=tuple(pains))


def _moved(record: SessionRecord, day: date) -> SessionRecord:
    """Return the session on another day, at the same time of it; as it is where the calendar ends before."""
    by = day - record.day
    try:
        return _later(replace(record, day=day), by)
    except OverflowError:
        return record


def _later(record: SessionRecord, by: timedelta) -> SessionRecord:
    return replace(
        record,
        started=record.started + by,
        ended=record.ended + by if record.ended else None,
        sets=tuple(replace(one, reps=tuple(replace(rep, at=rep.at + by) for rep in one.reps)) for one in record.sets),
        pains=tuple(replace(one, at=one.at + by) for one in record.pains),
    )


def _with_side(record: SessionRecord, side: Side | None) -> SessionRecord:
    worked = one_leg(record)
    if side is None or worked is None or side is worked:
        return record
    exercises = tuple(
        one if one.sides == (Side.BOTH,) else replace(one, sides=(side,)) for one in record.plan.exercises
    )
    return replace(
        record,
        plan=replace(record.plan, exercises=exercises),
        sets=tuple(one if one.side is Side.BOTH else replace(one, side=side) for one in record.sets),
        pains=tuple(replace(one, side=side) if one.side is worked else one for one in record.pains),
    )
