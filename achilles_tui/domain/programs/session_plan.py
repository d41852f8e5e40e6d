"""A program made ready for one person and one session. Pure; it knows no clock and no file."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Count, Figure, Kilograms, Name, Region, Side, Words, low
from achilles_tui.domain.programs.dose import Dose, Rest, Tempo
from achilles_tui.domain.programs.program import LONGEST_SESSION_REPS, Exercise, ResolvedProgram


class PlannedExercise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One exercise of one session, with everything that is needed to pace it."""

    id: Name
    name: Words
    category: Category
    sides: tuple[Side, ...]
    """The legs in the order they work, or `both` once for both together."""
    sets: Count
    reps: Count
    tempo: Tempo
    rest: Rest
    position: Words
    cues: dict[str, Words] = {}
    load_kg: Kilograms | None = None
    doubt: Words | None = None
    needs_pt: bool = False
    """It only goes with a PT, who is confirmed each time."""
    over_edge: bool = False
    """The heel goes below the toes, over the edge of a step."""
    equipment: tuple[Words, ...] = ()
    figure: Figure | None = None
    adds_load: bool = False
    """The kilograms come on top of the body's own weight."""
    alone: bool = False
    """One leg alone all the way: the other foot stays off the floor."""

    def __post_init__(self) -> None:
        """Ask for one leg, both one after the other, or both together."""
        each_alone = set(self.sides) <= {Side.LEFT, Side.RIGHT} and len(set(self.sides)) == len(self.sides)
        if not self.sides or not (each_alone or self.sides == (Side.BOTH,)):
            raise ValueError("sides are left, right, one after the other, or both together")

    @property
    def drawn(self) -> Figure:
        """Which drawing shows it: its own, or the neutral one."""
        return self.figure or Figure.NEUTRAL


class Plan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One planned session; it stands in the session's own file, so that a program edited meanwhile cannot break it.

    Raises ValueError when it has no exercise, one twice, or more repetitions than any session can hold.
    """

    program: Name
    title: Words
    exercises: tuple[PlannedExercise, ...]
    pt_confirmed: bool = False
    """The user stated that a PT prescribed what needs one and is supervising."""
    stage: Count = 1
    """Which stage of the program it belongs to."""

    def __post_init__(self) -> None:
        """Hold the plan to something one session can be."""
        ids = [exercise.id for exercise in self.exercises]
        if not ids or len(ids) != len(set(ids)):
            raise ValueError("a plan needs at least one exercise, each once")
        reps = sum(one.sets * one.reps * len(one.sides) for one in self.exercises)
        if reps > LONGEST_SESSION_REPS:
            raise ValueError(f"{reps} repetitions are more than one session holds ({LONGEST_SESSION_REPS})")

    def only(self, wanted: Collection[str]) -> "Plan":
        """Return the plan with these exercises alone, by their ids; the whole plan where it has none of them."""
        kept = tuple(one for one in self.exercises if one.id in wanted)
        return replace(self, exercises=kept) if kept else self

    def exercise(self, exercise_id: str) -> PlannedExercise:
        """Return the planned exercise with this id; raises KeyError when there is none."""
        for one in self.exercises:
            if one.id == exercise_id:
                return one
        raise KeyError(exercise_id)


def plan(  # noqa: PLR0913 a session is made of so much
    offered: ResolvedProgram,
    sides: Iterable[Side],
    *,
    stage: int = 1,
    region: Region | None = Region.MID_PORTION,
    loads: Mapping[str, float] | None = None,
    pt_confirmed: bool = False,
) -> Plan:
    """Make a program ready for one session.

    sides: the legs to do in order, LEFT and RIGHT; exercises for both legs together take no notice of it.
    stage: counted from 1. region: where it hurts; not told is taken as not sure. loads: kilograms by exercise id, where
    known; else those that the PT told. Ranges start at their low end.
    Raises ValueError for a session that no one can do, IndexError where there is no such stage.
    """
    legs, known = tuple(sides), {**offered.loads, **(loads or {})}

    def planned(dose: Dose, exercise: Exercise) -> PlannedExercise:
        return PlannedExercise(
            id=exercise.id,
            name=exercise.name,
            category=exercise.category,
            sides=(Side.BOTH,) if exercise.legs == "together" else legs,
            sets=low(dose.sets),
            reps=low(dose.reps),
            tempo=dose.tempo,
            rest=dose.rest,
            position=exercise.position,
            cues={str(phase): cue for phase, cue in exercise.cues.items()},
            load_kg=known.get(exercise.id, known.get(dose.id)) if dose.weighted else None,
            doubt=dose.doubt,
            needs_pt=exercise.guarded(region),
            over_edge=exercise.over_edge,
            equipment=exercise.equipment,
            figure=exercise.figure,
            adds_load=dose.load == "added kilograms",
            alone=exercise.legs == "alone",
        )

    return Plan(
        program=offered.definition.id,
        title=offered.definition.title,
        exercises=tuple(planned(dose, exercise) for dose, exercise in offered.pairs(stage, region)),
        pt_confirmed=pt_confirmed,
        stage=stage,
    )
