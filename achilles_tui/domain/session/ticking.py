"""What the clock does to a session: phases end at their own time, and nothing unseen is credited."""

from dataclasses import replace

from achilles_tui.domain.records.session_record import RepRecord, Result
from achilles_tui.domain.session.navigation import EntryPoint, way
from achilles_tui.domain.session.phases import Phase, Trigger, move
from achilles_tui.domain.session.state import Happening, Outcome, Pause, PhaseEntered, RepFinished, Session, Step

GAP = 1.5
"""Real seconds between two looks at the clock after which nobody can say what the body did (ours)."""

LEAST_PART = 0.5
"""The part of its accepted length from which a lowering or a hold that is cut short still counts as done (ours)."""

_HAIR = 1e-6
"""Seconds that floating point may lose; far below anything a body or a clock can tell."""


def tick(session: Session, now: float) -> Step:
    """Look at the clock: end every phase whose time has passed, each at its own time.

    After a gap the session pauses as it last was seen; only a rest goes on while nobody looks, and one that ended
    meanwhile is followed by a paused set-up.
    """
    now = max(now, session.last_look)
    if session.phase not in Phase.timed() or session.pause:
        return Step(replace(session, last_look=now))
    if now - session.last_look > GAP * session.record.speed:
        return _after_gap(session, now)
    happenings: list[Happening] = []
    while session.ends_at is not None and session.ends_at <= now:
        session, happened = elapse(session, session.ends_at)
        happenings += happened
    return Step(replace(session, last_look=now), tuple(happenings))


def elapse(session: Session, at: float) -> Outcome:
    """End the phase under way at its time and enter the next; a lowering or a hold that ran through is credited."""
    happened: tuple[Happening, ...] = ()
    if session.phase in {Phase.LOWER, Phase.HOLD}:
        session, happened = credit(session, at, session.length or 0.0)
        session = replace(session, before=None)
    session, entered = enter(session, Trigger.ELAPSE, way(session, Trigger.ELAPSE), at)
    if session.phase is Phase.SETUP:
        session = replace(session, before=None)
    return session, (*happened, *entered)


def enter(session: Session, trigger: Trigger, to: EntryPoint | None, at: float) -> Outcome:
    """Enter a place of the script at a session second. Raises ValueError for a move the table does not have."""
    if to is None:
        raise ValueError(f"{trigger.name} leads nowhere from {session.phase.name}")
    segment = to.lead or session.script.segments[to.cursor]
    phase = move(session.phase, trigger, segment.phase)
    if phase is None:
        raise ValueError(f"no body goes from {session.phase.name} to {segment.phase.name} by {trigger.name}")
    length = segment.seconds if to.length is None else to.length
    left = length if to.left is None else to.left
    entered = replace(
        session,
        cursor=to.cursor,
        lead=to.lead,
        phase=phase,
        length=length,
        ends_at=None if left is None else at + left,
        left=None,
        pause=None,
        hold_left=to.hold_left,
        asked_again=None,
    )
    return entered, (PhaseEntered(segment, at),)


def credit(session: Session, at: float, worked: float) -> Outcome:
    """Put the repetition under way into the record: paced, cut short or skipped, by how long it was worked.

    worked: seconds of its lowering or hold. In a raise on both legs the way up counts as tension too.
    """
    segment, record = session.segment, session.record
    tempo = session.script.exercise_at(session.cursor).tempo
    enough = tempo.hold or tempo.lower_accept or tempo.lower or 0.0
    way_up = 0.0 if tempo.single_leg or tempo.rise is None else tempo.rise
    done = worked >= enough * LEAST_PART - _HAIR
    result = Result.DONE if done else Result.SKIPPED
    rep = RepRecord(
        id=f"{session.run}-{record.rep_count + 1:04d}",
        rep=segment.rep,
        at=session.stamp(at),
        result=result,
        paced=done and worked >= enough - _HAIR,
        seconds=round(worked + way_up, 1) if done else 0.0,
        interrupted=done and session.hold_left is not None,
    )
    record = record.with_rep(segment.exercise, segment.side, segment.set, rep)
    ends_set = segment.rep == session.script.exercise_at(session.cursor).reps
    return replace(session, record=record), (RepFinished(segment, result, at, ends_set),)


def paused(session: Session, at: float, why: Pause) -> Session:
    """Return the session standing still since a time in session seconds."""
    return replace(session, pause=why, left=session.remaining(at), ends_at=None)


def _after_gap(session: Session, now: float) -> Step:
    if session.phase is not Phase.REST:
        return Step(replace(paused(session, session.last_look, Pause.GAP), last_look=now))
    if session.ends_at is not None and session.ends_at > now:
        return Step(replace(session, last_look=now))
    session, happened = elapse(session, now)
    return Step(replace(paused(session, now, Pause.GAP), last_look=now), happened)
