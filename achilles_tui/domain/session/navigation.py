"""Where each trigger leads. Pure look-ups: the table in `phases` decides whether a body can go there."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import COUNT_IN, COUNT_IN_NEW, RepKey, Segment
from achilles_tui.domain.session.state import Session


class EntryPoint(NamedTuple):
    """A place in the script, and how to enter it.

    lead: a segment outside the plan to do first, such as a count-in. left, length: seconds, if they differ from the
    segment's own. hold_left: seconds still to do of an interrupted hold.
    """

    cursor: int
    lead: Segment | None = None
    left: float | None = None
    length: float | None = None
    hold_left: float | None = None


def way(session: Session, trigger: Trigger) -> EntryPoint | None:
    """Return where BEGIN, ELAPSE, NEXT, REDO or GO_ON leads, or None if it leads nowhere."""
    look_up = _WAYS.get(trigger)
    if look_up is None or session.phase in Phase.is_over() | {Phase.PAIN_CHECK}:
        return None
    return look_up(session)


def count_in(session: Session, cursor: int) -> EntryPoint:
    """Return the way to a repetition's start by a count-in, feet down; it is longer for another exercise or leg."""
    current, segment = session.segment, session.script.segments[cursor]
    new_exercise = segment.exercise != current.exercise
    new_side = not new_exercise and segment.side is not current.side
    seconds = COUNT_IN_NEW if new_exercise or new_side else COUNT_IN
    lead = replace(segment, phase=Phase.SETUP, seconds=seconds, new_exercise=new_exercise, new_side=new_side)
    return EntryPoint(cursor, lead)


def rep_to_redo(session: Session) -> RepKey | None:
    """Return the repetition to do again: the current one, or in a set-up the last one; None before the first."""
    key = session.segment.rep_key
    if session.phase is not Phase.SETUP:
        return key
    index = session.script.reps.index(key)
    return session.script.reps[index - 1] if index else None


def _ahead(session: Session) -> EntryPoint:
    if session.lead is None:
        return EntryPoint(session.cursor + 1)
    if session.lead.phase is Phase.EASE_IN:
        return EntryPoint(session.cursor, left=session.hold_left, hold_left=session.hold_left)
    return EntryPoint(session.cursor)


def _early(session: Session) -> EntryPoint:
    """Leave the phase early; out of a raise only by way of both feet down."""
    script, cursor = session.script, session.cursor
    if session.phase in {Phase.EASE_IN, Phase.HOLD}:
        return EntryPoint(script.index_from(cursor, Phase.EASE_OUT))
    if session.phase not in {Phase.RISE, Phase.SHIFT}:
        return _ahead(session)
    if script.exercise_at(cursor).tempo.single_leg:
        return EntryPoint(script.index_from(cursor, Phase.RESET))
    return _by_count_in_if_work(session, script.after_rep(cursor))


def _after_pause(session: Session) -> EntryPoint:
    """Nothing that loads the tendon starts without a way in; seconds already held or rested count."""
    cursor, phase = session.cursor, session.phase
    if phase in {Phase.REST, Phase.EASE_OUT}:
        return EntryPoint(cursor, session.lead, session.left, session.length)
    if phase in {Phase.SETUP, Phase.EASE_IN}:
        return EntryPoint(cursor, session.lead, hold_left=session.hold_left)
    if phase is Phase.HOLD:
        ease_in = session.script.exercise_at(cursor).tempo.ease_in
        return EntryPoint(
            cursor, replace(session.segment, phase=Phase.EASE_IN, seconds=ease_in), hold_left=session.left
        )
    if phase is Phase.RESET:
        return _by_count_in_if_work(session, cursor + 1)
    return count_in(session, session.script.rep_start(session.segment.rep_key))


def _by_count_in_if_work(session: Session, cursor: int) -> EntryPoint:
    work = session.script.segments[cursor].phase in Phase.working()
    return count_in(session, cursor) if work else EntryPoint(cursor)


def _beginning(session: Session) -> EntryPoint:
    return EntryPoint(session.cursor, session.lead, session.left)


def _again(session: Session) -> EntryPoint | None:
    key = rep_to_redo(session)
    return None if key is None else count_in(session, session.script.rep_start(key))


_WAYS: dict[Trigger, Callable[[Session], EntryPoint | None]] = {
    Trigger.BEGIN: _beginning,
    Trigger.ELAPSE: _ahead,
    Trigger.NEXT: _early,
    Trigger.REDO: _again,
    Trigger.GO_ON: _after_pause,
}
