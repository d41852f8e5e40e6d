"""What may be corrected, taken back or entered by hand, and the entries that keep it. Pure; it keeps nothing.

Each function gives the day with the new entries alone; whoever asked adds them to what is kept.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import LOAD_BOUNDS, LONGEST_NOTE, PAIN_SCALE
from achilles_tui.domain.records.apply_corrections import corrected_session, one_leg
from achilles_tui.domain.records.day import CorrectedSession
from achilles_tui.domain.records.day_entries import Correction, DayFile, Retraction, SetCorrection
from achilles_tui.domain.records.session_record import Id, SessionRecord, Status


class WrittenEntries(NamedTuple):
    """Entries that were kept with a day; taken back together, it is as if they had not been told."""

    day: date
    entries: tuple[Id, ...]


def refusal(session: CorrectedSession, correction: Correction, today: date) -> str | None:
    """Return why a correction of a session cannot be, in one sentence; None where it can. today: the last day there is.

    What is the same as before is not refused beside something that changes.
    """
    return next(_reasons(session, correction, today), None)


def why_not_correctable(session: CorrectedSession) -> str | None:
    """Return why nothing at all of a session can be corrected, in one sentence; None where it can."""
    if session.recorded.status is Status.IN_PROGRESS:
        return "This session is not finished: go on with it or close it first, then correct it."
    return "This session is deleted: bring it back first." if session.record is None else None


def deletion(record: SessionRecord, entry: tuple[Id, datetime]) -> Correction:
    """Return what deletes a session: an entry like any other. entry: its id, and when it is written."""
    return Correction(*entry, session=record.id, recorded=record.day, deleted=True)


def _reasons(session: CorrectedSession, correction: Correction, today: date) -> Iterator[str]:
    recorded, corrected = session.recorded, session.record
    if reason := why_not_correctable(session):
        yield reason
    for name in _bad_pains(correction):
        yield f"The {name} is a number from 0 to {PAIN_SCALE[-1]}."
    for set_correction in correction.sets:
        yield from _of_set(recorded, set_correction)
    if correction.day is not None and correction.day > today:
        yield f"{correction.day} has not come yet: a session is of today or of a day before."
    if correction.side is not None and one_leg(recorded) is None:
        yield "The leg can be corrected only where one leg worked: in this session both did."
    if correction.stopped_for is not None and recorded.status is not Status.STOPPED:
        yield "This session was not stopped, so there is no reason for it."
    yield from _of_note(correction.note or "")
    if not correction.deleted and corrected_session(recorded, (*session.corrections, correction)) == corrected:
        yield "Nothing is changed by that."


def _bad_pains(correction: Correction) -> list[str]:
    pains = {"highest pain before the end": correction.during, "pain at the end": correction.after}
    return [name for name, value in pains.items() if value is not None and value not in PAIN_SCALE]


def _of_set(record: SessionRecord, correction: SetCorrection) -> Iterator[str]:
    set_record = next(
        (
            set_record
            for set_record in record.sets
            if set_record.key == (correction.exercise, correction.side, correction.set)
        ),
        None,
    )
    if set_record is None:
        yield f"This session has no set {correction.set} of {correction.exercise} ({correction.side})."
        return
    exercise = record.plan.exercise(set_record.exercise)
    if correction.done is not None and not 0 <= correction.done <= set_record.most:
        many = f"{correction.done} is not from 0 to {set_record.most}, twice the {set_record.planned} planned"
        yield f"{exercise.name}, set {set_record.set}: {many}."
    if correction.load_kg is not None and exercise.category.is_hold:
        yield f"{exercise.name} is a hold and has no load."
    if correction.load_kg is not None and not LOAD_BOUNDS.hold(correction.load_kg):
        yield f"{exercise.name}, set {set_record.set}: a load is {LOAD_BOUNDS} kg."


def _of_note(note: str) -> Iterator[str]:
    if len(note) > LONGEST_NOTE:
        yield f"The note has {len(note)} characters; at most {LONGEST_NOTE} are kept."


def correction_files(correction: Correction) -> tuple[DayFile, ...]:
    """Return the days to add to, in this order: where a session moves to first, since only the last of them counts.

    So a write that is cut between them has changed nothing.
    """
    target_days = () if correction.day in {None, correction.recorded} else (correction.day,)
    days = (*(day for day in target_days if day), correction.recorded)
    return tuple(DayFile(format=1, day=day, corrections=(correction,)) for day in days)


def retraction_file(file: DayFile, entries: Collection[Id], moment: datetime, new_id: Callable[[], Id]) -> DayFile:
    """Return the entries that take these of a day back. Raises Refused where one is not there, or counts no more."""
    if missing := set(entries) - set(file.ids):
        raise Refused(f"There is no entry {min(missing)} of {file.day}.")
    if not file.standing.issuperset(entries):
        raise Refused("That was taken back already, here or on another machine.")
    taken_back = tuple(Retraction(new_id(), moment, entry) for entry in entries)
    return DayFile(format=1, day=file.day, taken_back=taken_back)


def entry_refusal(record: SessionRecord, now: datetime) -> str | None:
    """Return why a session cannot be entered by hand, in one sentence; None where it can.

    Any day that has come may be entered, however long ago: years of a paper diary are worth having (ours).
    """
    return next(_against(record, now), None)


def _against(record: SessionRecord, now: datetime) -> Iterator[str]:
    if record.status is Status.IN_PROGRESS or record.practice or not record.by_hand:
        yield "Only training that is over is entered by hand."
    if record.started > now:
        yield f"{record.started:%Y-%m-%d %H:%M} has not come yet."
    if not any(set_record.done for set_record in record.sets):
        yield "Nothing was done in this session: enter the repetitions that were."
    if any(not 0 <= set_record.done <= set_record.most for set_record in record.sets):
        yield "A set has more than twice the repetitions planned: check the numbers."
    if any(answer.value not in PAIN_SCALE for answer in record.pains):
        yield f"Pain is a number from 0 to {PAIN_SCALE[-1]}."
    yield from _of_note(record.note)
