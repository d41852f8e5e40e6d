"""Compiles a plan to a flat script of segments, once. A script has no clock and no record of what was done."""

from dataclasses import dataclass
from functools import cached_property

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise
from achilles_tui.domain.session.phases import Phase

COUNT_IN = 5.0
"""Seconds to get ready before a set (ours)."""

COUNT_IN_NEW = 10.0
"""Seconds to get ready before a new exercise or the other side, which is announced first (ours)."""


RepKey = tuple[str, Side, int, int]
"""Which repetition: exercise id, side, set and repetition number, both from 1."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One phase of a repetition, or a set-up before it, or a rest after it.

    seconds: its length, or None if it waits for a key.
    exercise: its id. rep: the repetition that it belongs to, that it leads to (set-up) or that it follows (rest).
    """

    phase: Phase
    seconds: float | None
    exercise: str
    side: Side
    set: int
    rep: int
    alone: bool = False
    """Only the working foot is down."""
    new_exercise: bool = False
    """A set-up before an exercise's first set."""
    new_side: bool = False
    """A set-up before the other leg's first set."""

    @property
    def rep_key(self) -> RepKey:
        """The repetition that it belongs to."""
        return self.exercise, self.side, self.set, self.rep


@dataclass(frozen=True)
class Script:
    """All segments of a session in order; the last segment is the final pain check."""

    plan: Plan
    segments: tuple[Segment, ...]

    @cached_property
    def reps(self) -> tuple[RepKey, ...]:
        """Every planned repetition in order."""
        return tuple(dict.fromkeys(segment.rep_key for segment in self.segments if segment.phase in Phase.working()))

    @cached_property
    def _rep_starts(self) -> dict[RepKey, int]:
        starts: dict[RepKey, int] = {}
        for index, segment in enumerate(self.segments):
            if segment.phase in Phase.working():
                starts.setdefault(segment.rep_key, index)
        return starts

    def rep_start(self, key: RepKey) -> int:
        """Return the index of a repetition's first phase."""
        return self._rep_starts[key]

    def index_from(self, cursor: int, phase: Phase) -> int:
        """Return the index of this phase of the repetition at the cursor. Raises StopIteration if it has none."""
        key = self.segments[cursor].rep_key
        return next(
            index
            for index in range(cursor, len(self.segments))
            if (self.segments[index].phase, self.segments[index].rep_key) == (phase, key)
        )

    def after_rep(self, cursor: int) -> int:
        """Return the index of the segment after the repetition at the cursor."""
        key = self.segments[cursor].rep_key
        return next(
            index
            for index in range(cursor, len(self.segments))
            if self.segments[index].rep_key != key or self.segments[index].phase not in Phase.working()
        )

    def exercise_at(self, cursor: int) -> PlannedExercise:
        """Return the exercise that the segment at the cursor belongs to."""
        return self.plan.exercise(self.segments[cursor].exercise)

    @property
    def timed_seconds(self) -> float:
        """The length of the session in seconds when nothing is skipped, without waiting for keys."""
        return sum(segment.seconds or 0.0 for segment in self.segments)


def compile_script(plan: Plan) -> Script:
    """Turn a plan into its script: a set-up before each set and each hold, a rest between, none after the last."""
    segments: list[Segment] = []
    for exercise in plan.exercises:
        for side, number in exercise.all_sets:
            if segments:
                segments += _rest_after(segments[-1], plan, exercise)
            segments += _set(exercise, side, number)
    last = segments[-1]
    check = Segment(Phase.PAIN_CHECK, None, last.exercise, last.side, last.set, last.rep)
    return Script(plan, (*segments, check))


def _rest_after(last: Segment, plan: Plan, coming: PlannedExercise) -> list[Segment]:
    rest = plan.exercise(last.exercise).rest
    return _rest(last, rest.sets if last.exercise == coming.id else rest.exercises)


def _rest(last: Segment, seconds: float) -> list[Segment]:
    return [Segment(Phase.REST, seconds, last.exercise, last.side, last.set, last.rep)] if seconds else []


def _set(exercise: PlannedExercise, side: Side, number: int) -> list[Segment]:
    segments: list[Segment] = []
    each_from_set_up = exercise.tempo.hold is not None or exercise.rest.reps > 0
    for rep in range(1, exercise.reps + 1):
        if segments:
            segments += _rest(segments[-1], exercise.rest.reps)
        if not segments or each_from_set_up:
            segments.append(_set_up(exercise, side, number, rep))
        segments += _rep(exercise, side, number, rep)
    return segments


def _set_up(exercise: PlannedExercise, side: Side, number: int, rep: int) -> Segment:
    first_of_side = (number, rep) == (1, 1)
    new_exercise = first_of_side and side is exercise.sides[0]
    new_side = first_of_side and not new_exercise
    seconds = COUNT_IN_NEW if first_of_side else COUNT_IN
    return Segment(Phase.SETUP, seconds, exercise.id, side, number, rep, new_exercise=new_exercise, new_side=new_side)


def _rep(exercise: PlannedExercise, side: Side, number: int, rep: int) -> list[Segment]:
    single_leg = {Phase.SHIFT, Phase.LOWER} if exercise.tempo.single_leg else set()
    alone_in = Phase.working() if exercise.alone else single_leg
    return [
        Segment(phase, seconds, exercise.id, side, number, rep, alone=phase in alone_in)
        for phase, seconds in ((Phase(name), seconds) for name, seconds in exercise.tempo.phases)
    ]
