"""Any plan a person could follow, and any walk through its session: waits, sleeps and keys in any order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.dose import Rest, Tempo
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.domain.session.state import Session, Step
from achilles_tui.domain.session.ticking import GAP, tick
from tests.builders import gym_raise, heel_raise, plan_of, session_of, stretch

KEYS = tuple(trigger for trigger in Trigger if trigger is not Trigger.ELAPSE)
"""What a person can press."""

LENGTHS = st.sampled_from([0.1, 1.0, 2.0, 2.7, 3.0, 6.0])
"""Lengths of a phase in seconds."""

LEGS = st.sampled_from([(Side.LEFT,), (Side.RIGHT,), (Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)])


def _rest(sets: float, exercises: float, reps: float, part: float) -> Rest:
    return Rest(sets=sets, exercises=exercises, reps=reps, floor=min(sets, exercises) * part)


_RESTS = st.sampled_from([0.0, 0.7, 10.0, 66.6])
_FLOORS = st.sampled_from([0.0, 0.5, 1.0])


def _stretch(legs: tuple[Side, ...], tempo: Tempo, rest: Rest, sets: int, reps: int) -> PlannedExercise:
    return structs.replace(stretch(sides=legs, holds=reps), tempo=tempo, rest=rest, sets=sets)


def _heel_raise(legs: tuple[Side, ...], tempo: Tempo, rest: Rest, sets: int, reps: int) -> PlannedExercise:
    return structs.replace(heel_raise(sides=legs, sets=sets, reps=reps), tempo=tempo, rest=rest)


def _gym_raise(tempo: Tempo, rest: Rest, sets: int, reps: int) -> PlannedExercise:
    return structs.replace(gym_raise(sets=sets, reps=reps), tempo=tempo, rest=rest)


def _single(rise: float, shift: float, lower: float, reset: float, accepted: float) -> Tempo:
    return Tempo(rise=rise, shift=shift, lower=lower, reset=reset, lower_accept=min(accepted, lower))


_SHORT_REST = st.builds(_rest, _RESTS, _RESTS, st.sampled_from([0.0, 0.0, 5.0]), _FLOORS)
_HOLDS = st.builds(Tempo, ease_in=LENGTHS, hold=LENGTHS, ease_out=LENGTHS)
_GYM = st.builds(Tempo, rise=LENGTHS, lower=LENGTHS)
_FEW = st.integers(1, 3)

EXERCISES = st.one_of(
    st.builds(
        _heel_raise, LEGS, st.builds(_single, LENGTHS, LENGTHS, LENGTHS, LENGTHS, LENGTHS), _SHORT_REST, _FEW, _FEW
    ),
    st.builds(_stretch, LEGS, _HOLDS, st.builds(_rest, _RESTS, _RESTS, _RESTS, _FLOORS), st.integers(1, 2), _FEW),
    st.builds(_gym_raise, _GYM, _SHORT_REST, _FEW, _FEW),
)
"""An exercise of one of the three kinds the article has, with lengths of any sort."""


def _named(drawn: list[PlannedExercise]) -> Plan:
    return plan_of(*[structs.replace(one, id=f"exercise-{index}") for index, one in enumerate(drawn)])


PLANS = st.lists(EXERCISES, min_size=1, max_size=2).map(_named)

SPEEDS = st.sampled_from([None, None, 1.0, 7.0, 100.0])
"""None is training; a number is a practice walk."""


def _begun(plan: Plan, speed: float | None) -> Session:
    return session_of(*plan.exercises, speed=speed)


SESSIONS = st.builds(_begun, PLANS, SPEEDS)
"""A session that has just begun."""


@dataclass(frozen=True)
class Wait:
    """Some part of a gap passes, and the clock is looked at."""

    part: float


@dataclass(frozen=True)
class Sleep:
    """Nobody looks for this many gaps."""

    gaps: float


@dataclass(frozen=True)
class RunThrough:
    """The clock runs, well looked at, to this many ends of phases, or until something waits for a key."""

    phases: int


@dataclass(frozen=True)
class Press:
    """A person presses a key right now."""

    trigger: Trigger
    value: int | None = None


Action = Wait | Sleep | RunThrough | Press

WAITS = st.builds(Wait, st.sampled_from([0.0, 1.0]) | st.floats(0.0, 1.0))
PRESSES = st.builds(Press, st.sampled_from([key for key in KEYS if key is not Trigger.PAIN]))
PAINS = st.builds(Press, st.just(Trigger.PAIN), st.none() | st.integers(-1, 11))
MILD_PAINS = st.builds(Press, st.just(Trigger.PAIN), st.integers(0, 5))
GOING_ON = st.just(Press(Trigger.GO_ON))
PASSING = st.builds(RunThrough, st.integers(1, 9))
ENDINGS = {Trigger.STOP, Trigger.PAIN, Trigger.UNDO}

ACTIONS: st.SearchStrategy[Action] = st.one_of(
    PASSING, PASSING, WAITS, PRESSES, PRESSES, GOING_ON, MILD_PAINS, PAINS, st.builds(Sleep, st.floats(1.0, 400.0))
)
WALKS = st.lists(ACTIONS, max_size=30)
"""Anything a person and a machine may do."""

LIVE_WALKS = st.lists(
    st.one_of(
        PASSING,
        PASSING,
        WAITS,
        st.builds(Press, st.sampled_from([key for key in KEYS if key not in ENDINGS])),
        st.just(Press(Trigger.UNDO)),
        GOING_ON,
        MILD_PAINS,
        st.builds(Sleep, st.floats(1.0, 400.0)),
    ),
    max_size=30,
)
"""The same, but nobody stops."""


class Moment(NamedTuple):
    """One step of a walk: what was, what was done at what session second, what came of it."""

    before: Session
    now: float
    press: Press | None
    step: Step

    @property
    def after(self) -> Session:
        """The session the step left."""
        return self.step.session


def taken(session: Session, actions: Sequence[Action]) -> Iterator[Moment]:
    """Yield every single look at the clock and every key of a walk."""
    for action in actions:
        for _ in range(action.phases if isinstance(action, RunThrough) else 1):
            ends_at = session.ends_at
            while True:
                moment = _one(session, action)
                yield moment
                session = moment.after
                if not isinstance(action, RunThrough) or ends_at is None or session.ends_at != ends_at:
                    break


def walked(session: Session, actions: Sequence[Action]) -> Session:
    """Return the session at the end of a walk."""
    for moment in taken(session, actions):
        session = moment.after
    return session


def _one(session: Session, action: Action) -> Moment:
    now, gap = session.last_look, GAP * session.record.speed
    if isinstance(action, Press):
        return Moment(session, now, action, send(session, action.trigger, now, action.value))
    if isinstance(action, Wait):
        now += action.part * gap * 0.99
    elif isinstance(action, Sleep):
        now += action.gaps * gap
    else:
        now = min(now + gap * 0.99, now + gap if session.ends_at is None else session.ends_at)
    return Moment(session, now, None, tick(session, now))
