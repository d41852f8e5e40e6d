"""Small builders of plans, records and sessions for tests: the real doses, fewer repetitions."""

from datetime import datetime, timedelta, timezone
from math import ceil

from msgspec import structs

from achilles_tui.domain.base.units import Category, Figure, PainLimits, Side
from achilles_tui.domain.programs.dose import Rest, Tempo
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise
from achilles_tui.domain.records.session_record import Result, SessionRecord, new_record
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.resume import open_session
from achilles_tui.domain.session.state import Happening, Session
from achilles_tui.domain.session.ticking import tick

NOW = datetime(2026, 11, 22, 7, 30, 12, tzinfo=timezone(timedelta(hours=1)))
"""When every test session begins."""

LIMITS = PainLimits(calm=3, limit=5, stop=8)
"""Those of the rule that ships."""

WATCHED = 1.4
"""Real seconds between two looks at the clock that still make no gap."""

RAISE_TEMPO = Tempo(rise=2.0, shift=1.0, lower=3.0, reset=1.0, lower_accept=2.0, untimed=("rise",))
HOLD_TEMPO = Tempo(ease_in=5.0, hold=30.0, ease_out=3.0)
GYM_TEMPO = Tempo(rise=3.0, lower=3.0)


def heel_raise(
    name: str = "heel-raise", *, sides: tuple[Side, ...] = (Side.LEFT,), sets: int = 2, reps: int = 3
) -> PlannedExercise:
    """Return a single-leg lowering heel raise with the article's tempo and rests."""
    return PlannedExercise(
        id=name,
        name="Heel raise",
        category=Category.ECCENTRIC,
        sides=sides,
        sets=sets,
        reps=reps,
        tempo=RAISE_TEMPO,
        rest=Rest(sets=120.0, exercises=300.0, floor=60.0),
        position="Stand at the counter.",
        figure=Figure.HEEL_RAISE,
    )


def stretch(name: str = "stretch", *, sides: tuple[Side, ...] = (Side.LEFT,), holds: int = 3) -> PlannedExercise:
    """Return a wall stretch of 30 s holds."""
    return PlannedExercise(
        id=name,
        name="Calf stretch",
        category=Category.STRETCH,
        sides=sides,
        sets=1,
        reps=holds,
        tempo=HOLD_TEMPO,
        rest=Rest(sets=10.0, exercises=10.0, reps=10.0),
        position="Face the wall.",
        figure=Figure.WALL_STRETCH,
    )


def gym_raise(name: str = "gym-raise", *, sets: int = 2, reps: int = 3) -> PlannedExercise:
    """Return a gym raise on both legs."""
    return PlannedExercise(
        id=name,
        name="Leg press",
        category=Category.HEAVY,
        sides=(Side.BOTH,),
        sets=sets,
        reps=reps,
        tempo=GYM_TEMPO,
        rest=Rest(sets=150.0, exercises=300.0, floor=120.0),
        position="Sit in the machine.",
        figure=Figure.LEG_PRESS,
        load_kg=40.0,
    )


def plan_of(*exercises: PlannedExercise) -> Plan:
    """Return a plan of these exercises."""
    return Plan(program="test", title="A test session", exercises=exercises or (heel_raise(),))


def record_of(*exercises: PlannedExercise, speed: float | None = None) -> SessionRecord:
    """Return the record of a session that is about to begin."""
    return new_record(plan_of(*exercises), "s-0001", NOW, speed=speed)


def session_of(*exercises: PlannedExercise, run: str = "run1", speed: float | None = None) -> Session:
    """Return a session that has just begun."""
    return open_session(record_of(*exercises, speed=speed), LIMITS, run, NOW)


def wait(session: Session, seconds: float, *, step: float = 0.1) -> tuple[Session, tuple[Happening, ...]]:
    """Let the clock run with a look at it every `step` seconds; return the session and all that happened."""
    happenings: list[Happening] = []
    begin, looks = session.last_look, ceil(seconds / step)
    for look in range(1, looks + 1):
        session, happened, _ = tick(session, begin + (seconds if look == looks else look * step))
        happenings += happened
    return session, tuple(happenings)


def left(session: Session) -> float | None:
    """Return the seconds left in the phase under way, without what floating point loses."""
    remaining = session.remaining(session.last_look)
    return None if remaining is None else round(remaining, 6)


def press(session: Session, trigger: Trigger, value: int | None = None) -> Session:
    """Press a key at the moment last looked at; what is refused changes nothing."""
    return send(session, trigger, session.last_look, value).session


def phase_end(session: Session) -> Session:
    """Let the clock run to the very end of the phase under way, and see the next one begin."""
    ends_at, glance = session.ends_at, WATCHED * session.record.speed
    if ends_at is None:
        raise AssertionError(f"no clock ends {session.phase.name}")
    while session.last_look < ends_at:
        session = tick(session, min(session.last_look + glance, ends_at)).session
    return session


def until(session: Session, phase: Phase, *, rep: int | None = None, set_number: int | None = None) -> Session:
    """Let the clock run until a phase is entered (again)."""
    while True:
        session = phase_end(session)
        here = session.segment
        if session.phase is phase and rep in {None, here.rep} and set_number in {None, here.set}:
            return session


def at(phase: Phase, *exercises: PlannedExercise, rep: int | None = None, after: float = 0.0) -> Session:
    """Return a session that is `after` seconds into a phase; by itself it got there."""
    session = session_of(*exercises)
    if session.phase is not phase or rep not in {None, session.segment.rep}:
        session = until(session, phase, rep=rep)
    return wait(session, after)[0]


def asleep(session: Session, seconds: float) -> Session:
    """Let the clock run without a single look at it."""
    return tick(session, session.last_look + seconds).session


def run_on(session: Session) -> Session:
    """Let the session run to the final pain check, or to where it ended; whatever waits is told to go on."""
    while session.phase in Phase.timed():
        session = press(session, Trigger.GO_ON) if session.pause else phase_end(session)
    return session


def counting(record: SessionRecord) -> SessionRecord:
    """Return the record without what was taken back."""
    sets = (
        structs.replace(one, reps=tuple(rep for rep in one.reps if rep.result is not Result.TAKEN_BACK))
        for one in record.sets
    )
    return structs.replace(record, sets=tuple(sets))


def marks(record: SessionRecord) -> list[str]:
    """Return every repetition ever recorded, the way a person reads the file: `set 1 rep 2 done`."""
    return [f"set {one.set} rep {rep.rep} {rep.result.value}" for one in record.sets for rep in one.reps]
