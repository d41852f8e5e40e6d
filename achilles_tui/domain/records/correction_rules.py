"""What may be corrected, taken back or entered by hand, and the entries for it. Pure; it writes nothing.

Each function returns a day file with the new entries alone; the caller adds them to the stored day.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import LOAD_BOUNDS, LONGEST_NOTE, PAIN_SCALE
from achilles_tui.domain.records.apply_corrections import corrected_session, one_leg
from achilles_tui.domain.records.day import CorrectedSession
from achilles_tui.domain.records.day_entries import Correction, DayFile, Retraction, SetCorrection
from achilles_tui.domain.records.session_record import Id, SessionRecord, Status


def refusal(session: CorrectedSession, correction: Correction, today: date) -> str | None:
    """Return in one sentence why a correction of a session is refused; None if it is allowed. today: the last day.

    An unchanged value is not refused as long as another one changes.
    """
    return next(_reasons(session, correction, today), None)


def why_not_correctable(session: CorrectedSession) -> str | None:
    """Return in one sentence why nothing of a session can be corrected; None if it can."""
    if session.recorded.status is Status.IN_PROGRESS:
        return "This session is not finished: go on with it or close it first, then correct it."
    return "This session is deleted: bring it back first." if session.record is None else None


def deletion(record: SessionRecord, entry: tuple[Id, datetime]) -> Correction:
    """Return the correction that deletes a session. entry: its id, and when it is written."""
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
        yield f"{correction.day} has not come yet: enter today or an earlier day."
    if correction.side is not None and one_leg(recorded) is None:
        yield "The leg can be corrected only where one leg worked: in this session both did."
    if correction.stopped_for is not None and recorded.status is not Status.STOPPED:
        yield "This session was not stopped, so it has no reason for stopping."
    yield from _of_note(correction.note or "")
    if not correction.deleted and corrected_session(recorded, (*session.corrections, correction)) == corrected:
        yield "This changes nothing."


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
        yield f"The note has {len(note)} characters; it may have at most {LONGEST_NOTE}."


def correction_files(correction: Correction) -> tuple[DayFile, ...]:
    """Return the day files to write, in this order: the day a session moves to, then the day it was recorded for.

    Only the last one counts, so a write that is cut off between them changes nothing.
    """
    target_days = () if correction.day in {None, correction.recorded} else (correction.day,)
    days = (*(day for day in target_days if day), correction.recorded)
    return tuple(DayFile(format=1, day=day, corrections=(correction,)) for day in days)


def retraction_file(file: DayFile, entries: Collection[Id], moment: datetime, new_id: Callable[[], Id]) -> DayFile:
    """Return the entries that take back these entries of a day. Raises Refused if one is missing or taken back."""
    if missing := set(entries) - set(file.ids):
        raise Refused(f"There is no entry {min(missing)} of {file.day}.")
    if not file.standing.issuperset(entries):
        raise Refused("That was taken back already, here or on another machine.")
    taken_back = tuple(Retraction(new_id(), moment, entry) for entry in entries)
    return DayFile(format=1, day=file.day, taken_back=taken_back)


def entry_refusal(record: SessionRecord, now: datetime) -> str | None:
    """Return in one sentence why a session cannot be entered by hand; None if it can.

    Any day up to today may be entered, however long ago: years of a paper diary are worth having (ours).
    """
    return next(_against(record, now), None)


def _against(record: SessionRecord, now: datetime) -> Iterator[str]:
    if record.status is Status.IN_PROGRESS or record.practice or not record.by_hand:
        yield "You can only enter a training session that is over."
    if record.started > now:
        yield f"{record.started:%Y-%m-%d %H:%M} has not come yet."
    if not any(set_record.done for set_record in record.sets):
        yield "Nothing was done in this session: enter the repetitions you did."
    if any(not 0 <= set_record.done <= set_record.most for set_record in record.sets):
        yield "A set has more than twice the repetitions planned: check the numbers."
    if any(answer.value not in PAIN_SCALE for answer in record.pains):
        yield f"Pain is a number from 0 to {PAIN_SCALE[-1]}."
    yield from _of_note(record.note)
