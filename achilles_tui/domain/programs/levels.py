"""The levels of a dose, from low to high, and a program with its doses at chosen levels. Pure.

The levels are those of the project's rules: a stretch goes from 3 to 5 holds; a heel raise from 3 x 10 over 3 x 12
(ours) to 3 x 15, and below that to both feet up and down, 3 x 10 (ours). Any other range works the same way.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Region, low
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.low_end import dose_for, stays_low
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram

FIRST = 1
"""The level to start at."""

BOTH_FEET = 0
"""The level below the first, for a single-leg lowering: both feet up and down."""

_BOTH_FEET_DOSE = 3, 10
"""Sets and repetitions of that level (ours)."""

_BOTH_FEET_CUE = "Both heels slowly down together."
_BOTH_FEET_STEPS = (
    "Rise on both feet, as high as is comfortable, pushing through the first and second toes with both heels level.",
    "Let both heels down slowly and together, the weight shared by both legs.",
)

_FEW = 3
"""A range up to this wide has a level for each number; a wider range has its low end, middle and high end."""


class Level(NamedTuple):
    """One level of an exercise: sets and repetitions, and whether both feet go up and down."""

    number: int
    sets: int
    reps: int
    both_feet: bool = False

    def __str__(self) -> str:
        """Return it in short: `3 x 12`."""
        return f"{self.sets} x {self.reps}{', both feet up and down' if self.both_feet else ''}"


def ladder(dose: Dose, category: Category, region: Region | None) -> tuple[Level, ...]:
    """Return the levels of a dose from the lowest up; a single level if it stays at its low end."""
    sets = low(dose.sets)
    steps = _steps(dose_for(dose, category, region).reps)
    if stays_low(category, region):
        steps = steps[:1]
    levels = tuple(Level(number, sets, reps) for number, reps in enumerate(steps, start=FIRST))
    return (Level(BOTH_FEET, *_BOTH_FEET_DOSE, both_feet=True), *levels) if dose.tempo.single_leg else levels


def _steps(reps: int | tuple[int, ...]) -> tuple[int, ...]:
    if isinstance(reps, int):
        return (reps,)
    lowest, highest = reps
    if highest - lowest <= _FEW:
        return tuple(range(lowest, highest + 1))
    return lowest, (lowest + highest) // 2, highest


def nearest_level(levels: tuple[Level, ...], number: int) -> Level:
    """Return the level with this number; if there is none, the nearest."""
    return min(levels, key=lambda level: (abs(level.number - number), level.number))


def at_levels(offered: ResolvedProgram, levels: Mapping[str, Level]) -> ResolvedProgram:
    """Return the program with these exercises at these levels, by the doses' ids."""
    parts = tuple(
        tuple(_at_level(dose, levels[dose.id]) if dose.id in levels else dose for dose in part)
        for part in offered.definition.parts
    )
    doses = [dose for part in parts for dose in part if dose.id in levels and levels[dose.id].both_feet]
    names = {name for dose in doses for name in (dose.id, dose.insertional)}
    exercises = tuple(_on_both_feet(exercise) if exercise.id in names else exercise for exercise in offered.exercises)
    return offered._replace(definition=offered.definition.with_parts(parts), exercises=exercises)


def _on_both_feet(exercise: Exercise) -> Exercise:
    """Return an exercise for both legs: none of its texts and drawings may ask for a single leg."""
    cues = {name: cue for name, cue in exercise.cues.items() if name not in {"shift", "lower", "reset"}}
    return replace(exercise, legs="together", cues=cues | {"lower": _BOTH_FEET_CUE}, steps=_BOTH_FEET_STEPS)


def without_weight(offered: ResolvedProgram, names: Collection[str]) -> ResolvedProgram:
    """Return the program with these exercises at body weight alone, by the doses' ids."""

    def light(dose: Dose) -> Dose:
        origins = {key: origin for key, origin in dose.provenance.items() if not key.startswith("weight.")}
        return replace(dose, load="body weight", weight=None, provenance=origins)

    parts = (tuple(light(dose) if dose.id in names else dose for dose in part) for part in offered.definition.parts)
    return offered._replace(definition=offered.definition.with_parts(parts))


def _at_level(dose: Dose, level: Level) -> Dose:
    tempo = replace(dose.tempo, shift=None, reset=None) if level.both_feet else dose.tempo
    changed = replace(dose, sets=level.sets, reps=level.reps, tempo=tempo, provenance={})
    ends = dose.reps if isinstance(dose.reps, tuple) else (dose.reps,)
    ours = {"sets", "reps"} if level.both_feet else set() if level.reps in ends else {"reps"}
    origins = {key: origin for key, origin in dose.provenance.items() if key in changed.numbers}
    return replace(changed, provenance=origins | dict.fromkeys(ours, "ours"))
