"""Demonstrates a repetition before a person does it: over the count-in, or in slow motion. Pure; draws nothing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from achilles_tui.domain.base.units import Category, Figure, Side
from achilles_tui.domain.programs.dose import Tempo
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.programs.session_plan import PlannedExercise, single_repetition
from achilles_tui.domain.session.phases import Phase

LONGEST_SHOWN = 4.0
"""The most seconds of one phase in a demonstration; a hold looks the same after that (ours)."""

STILL: Mapping[str, float] = MappingProxyType({"before": 0.5, "after": 0.5})
"""Seconds of standing before and after the repetition, so that its beginning and end are visible (ours)."""

HOLD = Tempo(ease_in=5.0, hold=30.0, ease_out=3.0)
BOTH_WAYS = Tempo(rise=2.0, lower=3.0, untimed=("rise",))
ON_ONE_LEG = Tempo(rise=2.0, shift=1.0, lower=3.0, reset=1.0, lower_accept=2.0, untimed=("rise",))
HEAVY = Tempo(rise=3.0, lower=3.0)
"""Guide tempos in seconds, for exercises without a dose (3 s, 2 to 3 s and 30 s: the article; the others are ours)."""

SLOWER = 1.5
"""How many times longer a repetition takes in slow motion (ours)."""


class Posture(NamedTuple):
    """What a drawing shows: which exercise, which leg, and how far into which phase (fraction, 0 to 1).

    single_leg: whether the other foot leaves the floor for the lowering.
    alone: whether the other foot stays off the floor all the way.
    """

    figure: Figure
    side: Side
    single_leg: bool
    phase: Phase
    fraction: float = 0.0
    alone: bool = False


def posture(exercise: PlannedExercise, side: Side, phase: Phase, fraction: float = 0.0) -> Posture:
    """Return the posture of an exercise in a phase."""
    return Posture(exercise.drawn, side, exercise.tempo.single_leg, phase, fraction, exercise.alone)


def standing(exercise: PlannedExercise, side: Side) -> Posture:
    """Return the posture an exercise begins from."""
    return posture(exercise, side, Phase.SETUP)


def typical(exercise: PlannedExercise, side: Side) -> Posture:
    """Return the posture that shows an exercise at a glance: half-way down on one leg, or deep in a stretch."""
    return posture(exercise, side, Phase.HOLD if exercise.tempo.hold else Phase.LOWER, 0.4)


def display_exercise(exercise: Exercise) -> PlannedExercise:
    """Return an exercise to show without a dose: once, at the guide tempo of its kind, on every leg it works."""
    return single_repetition(exercise, guide_tempo(exercise), (Side.LEFT, Side.RIGHT), None)


def guide_tempo(exercise: Exercise) -> Tempo:
    """Return the guide tempo of an exercise of this kind."""
    if exercise.category.is_hold:
        return HOLD
    if exercise.category is Category.HEAVY:
        return HEAVY
    return ON_ONE_LEG if exercise.category is Category.ECCENTRIC and exercise.legs == "one" else BOTH_WAYS


def demonstration(exercise: PlannedExercise, side: Side, fraction: float) -> Posture:
    """Return the posture in a repetition stretched over the whole count-in. fraction: of the count-in, 0 to 1."""
    parts = _parts(exercise.tempo)
    moment = fraction * sum(seconds for _, seconds in parts)
    for phase, seconds in parts:
        if moment < seconds and phase in Phase.working():
            return posture(exercise, side, phase, moment / seconds)
        if moment < seconds:
            break
        moment -= seconds
    return standing(exercise, side)


def slow_motion(exercise: PlannedExercise, side: Side, seconds: float) -> Posture:
    """Return the posture in a repetition repeated in slow motion. seconds: since the first one began."""
    lasts = SLOWER * sum(length for _, length in _parts(exercise.tempo))
    return demonstration(exercise, side, seconds % lasts / lasts)


def _parts(tempo: Tempo) -> list[tuple[Phase, float]]:
    work = [(Phase(name), min(seconds, LONGEST_SHOWN)) for name, seconds in tempo.phases]
    return [(Phase.SETUP, STILL["before"]), *work, (Phase.SETUP, STILL["after"])]
