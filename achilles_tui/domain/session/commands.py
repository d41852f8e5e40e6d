"""Carries out what a person asks of a session, or refuses it with a reason. `ticking` does the clock's part.

Every command returns a new session and leaves the old one as it was, so undo goes back to an old value.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.domain.records.session_record import PainAnswer, Result, SessionRecord, Status
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.moves import move
from achilles_tui.domain.session.navigation import rep_to_redo, way
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import Segment
from achilles_tui.domain.session.state import Happening, Outcome, Pause, PhaseEntered, Session, Step
from achilles_tui.domain.session.ticking import credit, elapse, enter, paused, tick

REST_STEP = 15.0
"""Seconds by which one key makes a rest longer or shorter (ours)."""

LONGEST_REST = 900.0
"""Seconds: the longest that a key can make a rest (ours)."""


def send(session: Session, trigger: Trigger, now: float, value: int | None = None) -> Step:
    """Advance the clock, then carry out what a person asked for.

    now: session seconds. value: the NPRS answer, for PAIN. A refused trigger changes nothing, and the step says why.
    """
    session, happenings, _ = tick(session, now)
    reason = refusal(session, trigger, value)
    if reason is not None:
        return Step(replace(session, asked_again=trigger), happenings, reason)
    after, happened = _ACTIONS[trigger](session, session.last_look, value)
    if trigger not in _LEAVES_NO_TRACE:
        after = replace(after, before=session, stayed=not happened)
    return Step(replace(after, asked_again=None), (*happenings, *happened))


def allowed(session: Session) -> frozenset[Trigger]:
    """Return the triggers that `send` carries out at the time of the last tick."""
    return frozenset(trigger for trigger in _ACTIONS if refusal(session, trigger, 0) is None)


def refusal(session: Session, trigger: Trigger, value: int | None = None) -> str | None:
    """Return why a trigger is refused now, as a sentence, or None when it is allowed."""
    if trigger is Trigger.UNDO:
        return phrases.refused(trigger, session.phase) if session.before is None else None
    if session.pause and trigger is Trigger.PAUSE:
        return phrases.ALREADY_PAUSED
    if session.pause and trigger not in {Trigger.GO_ON, Trigger.PAIN, Trigger.STOP}:
        return phrases.PAUSED_FIRST
    if trigger is Trigger.GO_ON and not session.pause:
        return phrases.refused(trigger, session.phase)
    if trigger not in _ACTIONS or move(session.phase, trigger, _heading(session, trigger, value)) is None:
        return phrases.refused(trigger, session.phase)
    return _refusal_by_number(session, trigger, value)


def asking_about(session: Session) -> Segment | None:
    """Return the last segment of what pain is asked about now, in the rest and the count-in after it, or None."""
    segments, cursor = session.script.segments, session.cursor
    if session.lead is not None or session.phase not in {Phase.REST, Phase.SETUP}:
        return None
    done = segments[cursor - 1] if session.phase is Phase.SETUP and cursor else segments[cursor]
    coming = segments[cursor + 1] if session.phase is Phase.REST else segments[cursor]
    return None if (done.exercise, done.side) == (coming.exercise, coming.side) else done


def amended(session: Session, record: SessionRecord) -> Session:
    """Return an ended session with a corrected record; undo is no longer possible."""
    return replace(session, record=record, before=None)


def _heading(session: Session, trigger: Trigger, value: int | None) -> Phase | None:
    """Return the phase that a trigger leads to; None if the phase stays."""
    if trigger is Trigger.STOP:
        return Phase.STOPPED
    if session.phase is Phase.PAIN_CHECK and trigger in {Trigger.PAIN, Trigger.NEXT}:
        return Phase.DONE
    if trigger is Trigger.PAIN:
        too_much = value is not None and value > session.limits.limit and session.phase not in Phase.is_over()
        return Phase.STOPPED if too_much else None
    entry = way(session, trigger)
    return None if entry is None else (entry.lead or session.script.segments[entry.cursor]).phase


def _refusal_by_number(session: Session, trigger: Trigger, value: int | None) -> str | None:
    """Return why a trigger in the table is refused after all: for its value, or for the length of a rest."""
    if trigger is Trigger.PAIN:
        return None if value in PAIN_SCALE else phrases.NOT_ON_THE_SCALE
    if session.phase is not Phase.REST:
        return None
    floor, length = session.script.exercise_at(session.cursor).rest.floor, session.length or 0.0
    if trigger is Trigger.LONGER and length >= LONGEST_REST:
        return phrases.REST_AT_ITS_LONGEST.format(minutes=LONGEST_REST / 60)
    if session.asked_again is trigger:
        return None
    too_early = trigger is Trigger.NEXT and session.elapsed(session.last_look) < floor
    too_short = trigger is Trigger.SHORTER and floor and length <= floor
    return phrases.REST_FLOOR.format(floor=floor) if too_early or too_short else None


# What each trigger does in a session that allows it. now: session seconds. value: an NPRS answer.


def _go_way(trigger: Trigger, session: Session, now: float, _value: int | None = None) -> Outcome:
    return enter(session, trigger, way(session, trigger), now)


def _next(session: Session, now: float, _value: int | None) -> Outcome:
    if session.phase is Phase.PAIN_CHECK:
        return _end(session, Trigger.NEXT, Phase.DONE, now)
    entry = way(session, Trigger.NEXT)
    happened: tuple[Happening, ...] = ()
    if session.phase in {Phase.LOWER, Phase.HOLD}:
        session, happened = credit(session, now, session.elapsed(now))
    elif session.phase is Phase.EASE_IN and session.hold_left is not None:
        seconds_held = (session.script.exercise_at(session.cursor).tempo.hold or 0.0) - session.hold_left
        session, happened = credit(session, now, seconds_held)
    elif session.phase in {Phase.RISE, Phase.SHIFT, Phase.EASE_IN}:
        session, happened = credit(session, now, 0.0)
    session, entered = enter(session, Trigger.NEXT, entry, now)
    return session, (*happened, *entered)


def _redo(session: Session, now: float, _value: int | None) -> Outcome:
    entry, key = way(session, Trigger.REDO), rep_to_redo(session)
    record = session.record
    for recorded_set in record.sets:
        for rep in recorded_set.reps:
            if (*recorded_set.key, rep.rep) == key and rep.result is not Result.TAKEN_BACK:
                record = record.without_rep(rep.id)
    return enter(replace(session, record=record), Trigger.REDO, entry, now)


def _pause(session: Session, now: float, _value: int | None) -> Outcome:
    return paused(session, now, Pause.PERSON), ()


def _longer(session: Session, now: float, _value: int | None) -> Outcome:
    return _with_rest(session, min((session.length or 0.0) + REST_STEP, LONGEST_REST), now)


def _shorter(session: Session, now: float, _value: int | None) -> Outcome:
    floor, length = session.script.exercise_at(session.cursor).rest.floor, session.length or 0.0
    shortened = max(length - REST_STEP, floor) if length > floor else length - REST_STEP
    return _with_rest(session, shortened, now)


def _with_rest(session: Session, length: float, now: float) -> Outcome:
    """Return the session with another length of the rest; a rest shorter than what has passed ends now."""
    length = max(length, session.elapsed(now))
    change = length - (session.length or 0.0)
    ends_at = None if session.ends_at is None else session.ends_at + change
    left = None if session.left is None else session.left + change
    session = replace(session, length=length, ends_at=ends_at, left=left)
    return elapse(session, now) if ends_at is not None and ends_at <= now else (session, ())


def _pain(session: Session, now: float, value: int | None) -> Outcome:
    heading = _heading(session, Trigger.PAIN, value)
    session = replace(session, record=session.record.with_pain(_answer(session, now, value or 0)))
    return (session, ()) if heading is None else _end(session, Trigger.PAIN, heading, now)


def _answer(session: Session, now: float, value: int) -> PainAnswer:
    """Return the answer with what it is about: the exercise just done, the end, or the current segment."""
    moment, segment = session.stamp(now), session.segment
    if session.phase in Phase.is_over() | {Phase.PAIN_CHECK}:
        return PainAnswer(value, moment, "final")
    done = asking_about(session)
    if done is None:
        return PainAnswer(value, moment, "during", segment.exercise, segment.side, segment.set)
    return PainAnswer(value, moment, "exercise", done.exercise, done.side, done.set)


def _stop(session: Session, now: float, _value: int | None) -> Outcome:
    return _end(session, Trigger.STOP, Phase.STOPPED, now)


def _end(session: Session, trigger: Trigger, heading: Phase, now: float) -> Outcome:
    phase = move(session.phase, trigger, heading)
    if phase is None:
        raise ValueError(f"{trigger.name} does not end a session in {session.phase.name}")
    moment = session.stamp(now)
    if phase is Phase.DONE:
        record = session.record.closed(Status.DONE, moment)
    else:
        reason: Literal["pain", "choice"] = "pain" if trigger is Trigger.PAIN else "choice"
        record = session.record.closed(Status.STOPPED, moment, stopped_for=reason)
    ended = replace(session, record=record, phase=phase, length=None, ends_at=None, left=None, pause=None)
    return ended, (PhaseEntered(replace(session.segment, phase=phase, seconds=None), now),)


def _undo(session: Session, now: float, _value: int | None) -> Outcome:
    """Undo the last action: take an answer back, or go back to the earlier phase, entered as after a pause."""
    old = session.before
    if old is None:
        raise ValueError("there is nothing to take back")
    if session.stayed:
        session = replace(session, record=old.record, before=old.before, stayed=old.stayed)
        return _with_rest(session, old.length or 0.0, now) if old.phase is Phase.REST else (session, ())
    old = replace(old, record=session.record.rewound_to(old.record))
    if old.pause or old.phase not in Phase.timed():
        return replace(old, last_look=now), ()
    # A rest has gone on meanwhile; any other phase goes on from where it was last seen.
    paused_from = now if old.phase is Phase.REST else old.last_look
    back = replace(paused(old, paused_from, session.pause or Pause.PERSON), last_look=now)
    return (back, ()) if session.pause else _go_way(Trigger.GO_ON, back, now)


_ACTIONS: dict[Trigger, Callable[[Session, float, int | None], Outcome]] = {
    Trigger.BEGIN: partial(_go_way, Trigger.BEGIN),
    Trigger.NEXT: _next,
    Trigger.REDO: _redo,
    Trigger.PAUSE: _pause,
    Trigger.GO_ON: partial(_go_way, Trigger.GO_ON),
    Trigger.LONGER: _longer,
    Trigger.SHORTER: _shorter,
    Trigger.PAIN: _pain,
    Trigger.STOP: _stop,
    Trigger.UNDO: _undo,
}
_LEAVES_NO_TRACE = frozenset({Trigger.BEGIN, Trigger.PAUSE, Trigger.GO_ON, Trigger.UNDO})
