"""The plan of one session: a program prepared for one person. Pure; reads no clock and no file."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Count, Figure, Kilograms, Name, Region, Side, Words, low
from achilles_tui.domain.programs.dose import Dose, Rest, Tempo
from achilles_tui.domain.programs.program import LONGEST_SESSION_REPS, Exercise, ResolvedProgram


class PlannedExercise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One exercise of a session, with everything that is needed to pace it."""

    id: Name
    name: Words
    category: Category
    sides: tuple[Side, ...]
    """The legs in the order in which they work; or `both`, for both together."""
    sets: Count
    """Of each leg that `sets_of_leg` does not name."""
    reps: Count
    tempo: Tempo
    rest: Rest
    position: Words
    cues: dict[str, Words] = {}
    load_kg: Kilograms | None = None
    doubt: Words | None = None
    needs_pt: bool = False
    """It is only for training with a PT, which the user confirms each time."""
    over_edge: bool = False
    """The heel goes below the toes, over the edge of a step."""
    equipment: tuple[Words, ...] = ()
    figure: Figure | None = None
    adds_load: bool = False
    """The kilograms are added to the body weight."""
    alone: bool = False
    """One leg alone: the other foot stays off the floor all the time."""
    sets_of_leg: dict[Side, Count] = {}
    """Sets of a leg that has fewer than the other one: the rest of a session in which only some were done."""

    def __post_init__(self) -> None:
        """Check that the sides are one leg, both one after the other, or both together, and have their sets."""
        each_alone = set(self.sides) <= {Side.LEFT, Side.RIGHT} and len(set(self.sides)) == len(self.sides)
        if not self.sides or not (each_alone or self.sides == (Side.BOTH,)):
            raise ValueError("sides are left, right, one after the other, or both together")
        if not set(self.sets_of_leg) < set(self.sides):
            raise ValueError("sets_of_leg names one of two legs")

    def sets_on(self, side: Side) -> int:
        """Return the sets of a leg."""
        return self.sets_of_leg.get(side, self.sets)

    @property
    def all_sets(self) -> tuple[tuple[Side, int], ...]:
        """Every set in order: its leg, and its number from 1."""
        return tuple((side, number) for side in self.sides for number in range(1, self.sets_on(side) + 1))

    def with_sets(self, sets: Mapping[Side, int]) -> "PlannedExercise | None":
        """Return the exercise with so many sets of each leg; None where no leg has any."""
        sides = tuple(side for side in self.sides if sets.get(side, 0) > 0)
        if not sides:
            return None
        most = max(sets[side] for side in sides)
        fewer = {side: sets[side] for side in sides if sets[side] < most}
        return replace(self, sides=sides, sets=most, sets_of_leg=fewer)

    @property
    def drawn(self) -> Figure:
        """The drawing that shows it: its own, or the neutral one."""
        return self.figure or Figure.NEUTRAL


class Plan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One planned session, saved in the session's own file, so that a later change of the program cannot break it.

    Raises ValueError if it has no exercise, an exercise twice, or too many repetitions for one session.
    """

    program: Name
    title: Words
    exercises: tuple[PlannedExercise, ...]
    pt_confirmed: bool = False
    """The user stated that a PT prescribed the exercises that need a PT, and supervises them."""
    stage: Count = 1
    """Which stage of the program it belongs to."""

    def __post_init__(self) -> None:
        """Check that one session can hold the plan."""
        ids = [exercise.id for exercise in self.exercises]
        if not ids or len(ids) != len(set(ids)):
            raise ValueError("a plan needs at least one exercise, each once")
        reps = sum(len(exercise.all_sets) * exercise.reps for exercise in self.exercises)
        if reps > LONGEST_SESSION_REPS:
            raise ValueError(f"{reps} repetitions are more than one session holds ({LONGEST_SESSION_REPS})")

    def only(self, names: Collection[str]) -> "Plan":
        """Return the plan with only these exercises, by their ids; the whole plan if it has none of them."""
        exercises = tuple(exercise for exercise in self.exercises if exercise.id in names)
        return replace(self, exercises=exercises) if exercises else self

    def exercise(self, exercise_id: str) -> PlannedExercise:
        """Return the planned exercise with this id. Raises KeyError if there is none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)


def single_repetition(
    exercise: Exercise, tempo: Tempo, sides: tuple[Side, ...], region: Region | None
) -> PlannedExercise:
    """Return an exercise done once on each of these legs, without a rest; for both legs together, once."""
    return PlannedExercise(
        id=exercise.id,
        name=exercise.name,
        category=exercise.category,
        sides=(Side.BOTH,) if exercise.legs == "together" else sides,
        sets=1,
        reps=1,
        tempo=tempo,
        rest=Rest(sets=0.0, exercises=0.0),
        position=exercise.position,
        cues={str(phase): cue for phase, cue in exercise.cues.items()},
        needs_pt=exercise.guarded(region),
        over_edge=exercise.over_edge,
        equipment=exercise.equipment,
        figure=exercise.figure,
        alone=exercise.legs == "alone",
    )


def plan(  # noqa: PLR0913 a session needs them all
    offered: ResolvedProgram,
    sides: Iterable[Side],
    *,
    stage: int = 1,
    region: Region | None = Region.MID_PORTION,
    loads: Mapping[str, float] | None = None,
    pt_confirmed: bool = False,
) -> Plan:
    """Return the plan of one session of a program. Ranges start at their low end.

    sides: the legs in the order in which they work; exercises for both legs together ignore it.
    stage: counted from 1. region: where it hurts; None counts as not sure.
    loads: kilograms by exercise id; they replace those that the PT set.
    Raises ValueError for a session that nobody can do, IndexError if there is no such stage.
    """
    legs, kilograms = tuple(sides), {**offered.loads, **(loads or {})}

    def planned(dose: Dose, exercise: Exercise) -> PlannedExercise:
        return replace(
            single_repetition(exercise, dose.tempo, legs, region),
            sets=low(dose.sets),
            reps=low(dose.reps),
            rest=dose.rest,
            load_kg=kilograms.get(exercise.id, kilograms.get(dose.id)) if dose.weighted else None,
            doubt=dose.doubt,
            adds_load=dose.load == "added kilograms",
        )

    return Plan(
        program=offered.definition.id,
        title=offered.definition.title,
        exercises=tuple(planned(dose, exercise) for dose, exercise in offered.pairs(stage, region)),
        pt_confirmed=pt_confirmed,
        stage=stage,
    )
