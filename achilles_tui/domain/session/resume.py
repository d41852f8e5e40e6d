"""Opens a session from its record: a new session at its beginning, an interrupted one where it was left."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from achilles_tui.domain.base.units import PainLimits, Side
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.records.session_record import Result, SessionRecord, Status
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.navigation import count_in
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import Script, compile_script
from achilles_tui.domain.session.state import Session

STALE_AFTER = timedelta(hours=2)
"""After this long the body has cooled down: the set starts again, or the session is closed as partial (ours)."""


class ResumePlace(NamedTuple):
    """Where an unfinished session goes on, and how long ago it was left."""

    exercise: PlannedExercise
    side: Side
    set: int
    rep: int | None
    """The repetition to do next; None if only the final pain check is left."""
    ago: timedelta

    @property
    def stale(self) -> bool:
        """Whether it is too long ago to go on in the middle of a set."""
        return self.ago > STALE_AFTER

    def __str__(self) -> str:
        """Return it in one line: `Heel raise, knees bent, left, set 2, repetition 7, 18 minutes ago`."""
        where = "only the pain check is left" if self.rep is None else f"set {self.set}, repetition {self.rep}"
        return f"{self.exercise.name}, {_leg(self.side)}, {where}, {ago_text(self.ago)}"


def place(record: SessionRecord, now: datetime) -> ResumePlace:
    """Return where an unfinished session goes on. now: local time."""
    script = compile_script(record.plan)
    cursor = _first_open(record, script)
    segment = script.segments[cursor]
    rep = None if segment.phase is Phase.PAIN_CHECK else segment.rep
    exercise = record.plan.exercise(segment.exercise)
    return ResumePlace(exercise, segment.side, segment.set, rep, max(timedelta(0), now - record.last_moment))


def open_session(record: SessionRecord, limits: PainLimits, run: str, opened: datetime) -> Session:
    """Return the session of a record, started, at session second 0.

    limits: of the pain rule. run: a random word of this process. opened: local time. A rest that went on while the
    session was closed is entered with the seconds left of it.
    """
    script = compile_script(record.plan)
    session = Session(record, script, limits, run, opened)
    cursor = _first_open(record, script)
    if script.segments[cursor].phase is Phase.PAIN_CHECK:
        return _has_started(replace(session, cursor=cursor))
    before = cursor - 1
    if script.segments[before].phase is not Phase.SETUP:
        session = replace(session, cursor=cursor)
        return _has_started(replace(session, lead=count_in(session, cursor).lead))
    rest = script.segments[before - 1] if before else None
    if rest is None or rest.phase is not Phase.REST or rest.seconds is None:
        return _has_started(replace(session, cursor=before))
    left = rest.seconds - _rested(record, script, before - 1, opened)
    if left > 0:
        return _has_started(replace(session, cursor=before - 1, left=left))
    return _has_started(replace(session, cursor=before))


def with_set_restarted(record: SessionRecord) -> SessionRecord:
    """Return the record with the current set to be done again; its repetitions stay in the record as taken back."""
    script = compile_script(record.plan)
    segment = script.segments[_first_open(record, script)]
    if segment.phase is Phase.PAIN_CHECK:
        return record
    for rep in record.find(segment.exercise, segment.side, segment.set).reps:
        if rep.result is not Result.TAKEN_BACK:
            record = record.without_rep(rep.id)
    return record


def closed_late(record: SessionRecord) -> SessionRecord:
    """Return the record closed at its last moment: done if only the final pain check was left, else stopped.

    The check stays unanswered: pain now is not pain then.
    """
    script = compile_script(record.plan)
    if script.segments[_first_open(record, script)].phase is Phase.PAIN_CHECK:
        return record.closed(Status.DONE, record.last_moment)
    return record.closed(Status.STOPPED, record.last_moment, stopped_for="choice")


def ago_text(ago: timedelta) -> str:
    """Return how long ago in whole minutes, hours or days."""
    minutes = int(ago.total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            count = minutes // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def _first_open(record: SessionRecord, script: Script) -> int:
    """Return the index of the first repetition that is neither done nor skipped, or of the final pain check."""
    settled = {recorded_set.key: recorded_set.settled for recorded_set in record.sets}
    for key in script.reps:
        exercise, side, number, rep = key
        if rep not in settled[exercise, side, number]:
            return script.rep_start(key)
    return len(script.segments) - 1


def _rested(record: SessionRecord, script: Script, rest: int, opened: datetime) -> float:
    """Return the session seconds that have passed of a rest; it began when the last repetition's way out ended."""
    way_out = script.segments[rest - 1]
    seconds = way_out.seconds if way_out.phase in {Phase.RESET, Phase.EASE_OUT} else None
    since_work = (opened - record.last_work).total_seconds() * record.speed
    return max(0.0, since_work - (seconds or 0.0))


def _has_started(session: Session) -> Session:
    return send(session, Trigger.BEGIN, 0.0).session


def _leg(side: Side) -> str:
    return "both legs" if side is Side.BOTH else side.value
