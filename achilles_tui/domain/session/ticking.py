"""Advances a session by the clock: each phase ends at its own time, and no work is credited across a gap."""

from dataclasses import replace

from achilles_tui.domain.records.session_record import RepRecord, Result
from achilles_tui.domain.session.moves import move
from achilles_tui.domain.session.navigation import EntryPoint, way
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Happening, Outcome, Pause, PhaseEntered, RepFinished, Session, Step

GAP = 1.5
"""Real seconds between two ticks; after a longer gap the work in between is unknown and not credited (ours)."""

LEAST_PART = 0.5
"""The part of its accepted length that a lowering or a hold must last to count as done (ours)."""

_HAIR = 1e-6
"""Seconds: a tolerance for floating point, far below what a clock can measure."""


def tick(session: Session, now: float) -> Step:
    """Advance the session to `now`, in session seconds: end every phase whose time has passed, each at its own time.

    After a gap the session is paused as it was at the last tick. Only a rest goes on during a gap; a rest that ended
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


def elapse(session: Session, now: float) -> Outcome:
    """End the current phase and enter the next one; a lowering or a hold that lasted its whole length is credited."""
    happened: tuple[Happening, ...] = ()
    if session.phase in {Phase.LOWER, Phase.HOLD}:
        session, happened = credit(session, now, session.length or 0.0)
        session = replace(session, before=None)
    session, entered = enter(session, Trigger.ELAPSE, way(session, Trigger.ELAPSE), now)
    if session.phase is Phase.SETUP:
        session = replace(session, before=None)
    return session, (*happened, *entered)


def enter(session: Session, trigger: Trigger, entry: EntryPoint | None, now: float) -> Outcome:
    """Enter a place of the script. now: session seconds. Raises ValueError for a move that is not in the table."""
    if entry is None:
        raise ValueError(f"{trigger.name} leads nowhere from {session.phase.name}")
    segment = entry.lead or session.script.segments[entry.cursor]
    phase = move(session.phase, trigger, segment.phase)
    if phase is None:
        raise ValueError(f"no body goes from {session.phase.name} to {segment.phase.name} by {trigger.name}")
    length = segment.seconds if entry.length is None else entry.length
    left = length if entry.left is None else entry.left
    entered = replace(
        session,
        cursor=entry.cursor,
        lead=entry.lead,
        phase=phase,
        length=length,
        ends_at=None if left is None else now + left,
        left=None,
        pause=None,
        hold_left=entry.hold_left,
        asked_again=None,
    )
    return entered, (PhaseEntered(segment, now),)


def credit(session: Session, now: float, worked: float) -> Outcome:
    """Record the current repetition as paced, cut short or skipped, by the seconds worked.

    worked: seconds of its lowering or hold. In a raise on both legs, the rise counts as time under tension too.
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
        at=session.stamp(now),
        result=result,
        paced=done and worked >= enough - _HAIR,
        seconds=round(worked + way_up, 1) if done else 0.0,
        interrupted=done and session.hold_left is not None,
    )
    record = record.with_rep(segment.exercise, segment.side, segment.set, rep)
    ends_set = segment.rep == session.script.exercise_at(session.cursor).reps
    return replace(session, record=record), (RepFinished(segment, result, now, ends_set),)


def paused(session: Session, now: float, reason: Pause) -> Session:
    """Return the session paused since a time in session seconds."""
    return replace(session, pause=reason, left=session.remaining(now), ends_at=None)


def _after_gap(session: Session, now: float) -> Step:
    if session.phase is not Phase.REST:
        return Step(replace(paused(session, session.last_look, Pause.GAP), last_look=now))
    if session.ends_at is not None and session.ends_at > now:
        return Step(replace(session, last_look=now))
    session, happened = elapse(session, now)
    return Step(replace(paused(session, now, Pause.GAP), last_look=now), happened)
