"""What a program says: exercises, and the dose of each. Frozen values whose bounds hold wherever they were made.

Knows no file: storage reads these from TOML. `Plan` is a program made ready for one person and one session.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct, field, structs

from achilles_tui.core.units import (
    Category,
    Count,
    CountOrRange,
    Figure,
    Kilograms,
    Name,
    Provenance,
    RestSeconds,
    Seconds,
    Side,
    Words,
    low,
)

CLAIM = Literal["yes", "might help", "not claimed"]
PHASES_OF_A_RAISE = ("rise", "shift", "lower", "reset")
PHASES_OF_A_STRETCH = ("ease_in", "hold", "ease_out")
LONGEST_SESSION_REPS = 2000
"""No session is longer; a file that says more is a slip (180 lowers a day is the most any trial asked)."""


class Tempo(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The phases of one repetition and their guide lengths in seconds: either a raise or a hold.

    Raises ValueError when the phases given do not make one repetition.
    """

    rise: Seconds | None = None
    shift: Seconds | None = None
    """The other foot leaves the floor; with `reset` it makes the lowering a single-leg one."""
    lower: Seconds | None = None
    reset: Seconds | None = None
    """The other foot comes down again."""
    ease_in: Seconds | None = None
    hold: Seconds | None = None
    ease_out: Seconds | None = None
    lower_accept: Seconds | None = None
    """The shortest lowering that still counts as paced; without it, its whole guide length."""
    untimed: tuple[Literal["rise"], ...] = ()
    """Phases whose length is a guide for the eye and is never scored."""

    def __post_init__(self) -> None:
        """Refuse phases that no body can do one after the other."""
        raises = [name for name in PHASES_OF_A_RAISE if getattr(self, name) is not None]
        holds = [name for name in PHASES_OF_A_STRETCH if getattr(self, name) is not None]
        if bool(raises) == bool(holds):
            raise ValueError("a tempo is either rise and lower, or a hold")
        if holds and holds != list(PHASES_OF_A_STRETCH):
            raise ValueError("a hold needs ease_in, hold and ease_out")
        if raises and not {"rise", "lower"} <= set(raises):
            raise ValueError("a raise needs rise and lower")
        if ("shift" in raises) != ("reset" in raises):
            raise ValueError("shift and reset come together: the foot that leaves the floor comes down again")
        if self.lower_accept is not None and (self.lower is None or self.lower_accept > self.lower):
            raise ValueError("lower_accept is at most lower")

    @property
    def phases(self) -> tuple[tuple[str, float], ...]:
        """The phases of one repetition in order, each with its guide seconds."""
        named = ((name, getattr(self, name)) for name in PHASES_OF_A_RAISE + PHASES_OF_A_STRETCH)
        return tuple((name, seconds) for name, seconds in named if seconds is not None)

    @property
    def single_leg(self) -> bool:
        """Whether one leg lowers alone."""
        return self.shift is not None


class Rest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rests of an exercise in seconds.

    Raises ValueError when a rest is shorter than the floor.
    """

    sets: RestSeconds
    exercises: RestSeconds
    """Before the exercise that follows."""
    reps: RestSeconds = 0
    floor: RestSeconds = 0
    """A rest is not cut below this without a second key."""

    def __post_init__(self) -> None:
        """Hold every given rest at or above the floor."""
        if self.floor > min(self.sets, self.exercises):
            raise ValueError("floor is at most each rest")


class Often(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often an exercise is done."""

    per_day: Count | None = None
    per_day_range: tuple[Count, Count] | None = None
    """The fewest that count as a day done, and the most a day."""
    per_week: Count | None = None
    hours_apart: Count | None = None

    def __post_init__(self) -> None:
        """Ask for a day's or a week's number, not both."""
        if (self.per_day is None) == (self.per_week is None):
            raise ValueError("often needs either per_day or per_week")


class Exercise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One exercise, defined once: what it is, how it is done, what to watch."""

    format: Literal[1]
    id: Name
    name: Words
    category: Category
    muscle: tuple[Words, ...]
    place: Words
    equipment: tuple[Words, ...]
    position: Words
    steps: tuple[Words, ...]
    mistakes: tuple[Words, ...]
    evidence: dict[Literal["insertional", "mid-portion"], CLAIM]
    source: Words
    cues: dict[str, Words] = {}
    """One short line a phase; `{side}` and `{other}` stand for the working leg and the other one."""
    supervision: Literal["none", "PT"] = "none"
    legs: Literal["one", "together"] = "one"
    """One leg at a time, or both together (gym work: no side card, never doubled)."""
    figure: Figure | None = None
    """Which drawing shows it; without one, that of its kind."""

    @property
    def needs_pt(self) -> bool:
        """Whether it only goes with a PT: every exercise of category heavy, and any that says so."""
        return self.category is Category.HEAVY or self.supervision == "PT"


class Dose(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How much of an exercise: sets, repetitions, tempo, rests, and where each number comes from."""

    id: Name
    """The exercise."""
    sets: CountOrRange
    reps: CountOrRange
    tempo: Tempo
    rest: Rest
    often: Often
    load: Literal["none", "body weight", "kilograms"] = "none"
    doubt: Words | None = None
    """What is doubtful about this dose; shown with it."""
    provenance: dict[str, Provenance] = {}
    """Where each number comes from, by its key: `sets`, `reps`, `tempo.lower`, `rest.sets`, ..."""

    def __post_init__(self) -> None:
        """Hold ranges in order and provenance to numbers that are there."""
        for name in ("sets", "reps"):
            value = getattr(self, name)
            if isinstance(value, tuple) and value[0] >= value[1]:
                raise ValueError(f"{name} {list(value)} does not run from low to high")
        stray = sorted(set(self.provenance) - set(self.numbers))
        if stray:
            raise ValueError(f"provenance names {stray[0]!r}, which is no number of this dose")

    @property
    def numbers(self) -> dict[str, object]:
        """Every number of the dose by its key."""
        found: dict[str, object] = {"sets": self.sets, "reps": self.reps}
        for part in ("tempo", "rest", "often"):
            told = structs.asdict(getattr(self, part))
            found |= {f"{part}.{key}": value for key, value in told.items() if value not in (None, ()) and value != 0}
        return found


class Program(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A program as its file says it.

    Raises ValueError when an exercise is named twice or there is none.
    """

    format: Literal[1]
    id: Name
    title: Words
    about: Words
    source: Words
    doses: tuple[Dose, ...] = field(name="exercise")

    def __post_init__(self) -> None:
        """Ask for at least one exercise, each once."""
        ids = [dose.id for dose in self.doses]
        if not ids:
            raise ValueError("a program needs at least one [[exercise]]")
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"exercise {twice[0]!r} stands twice")


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
    """It only goes with a PT, each time."""
    equipment: tuple[Words, ...] = ()
    figure: Figure | None = None
    alone: bool = False
    """One leg alone all the way: the other foot stays off the floor."""

    def __post_init__(self) -> None:
        """Ask for one leg, both one after the other, or both together."""
        each_alone = set(self.sides) <= {Side.LEFT, Side.RIGHT} and len(set(self.sides)) == len(self.sides)
        if not self.sides or not (each_alone or self.sides == (Side.BOTH,)):
            raise ValueError("sides are left, right, one after the other, or both together")

    @property
    def drawn(self) -> Figure:
        """Which drawing shows it: its own, or that of its kind."""
        return self.figure or (Figure.WALL_STRETCH if self.tempo.hold else Figure.HEEL_RAISE)


class Plan(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One planned session; it stands in the session's own file, so that a program edited meanwhile cannot break it.

    Raises ValueError when it has no exercise, one twice, or more repetitions than any session can hold.
    """

    program: Name
    title: Words
    exercises: tuple[PlannedExercise, ...]
    pt_confirmed: bool = False
    """The user stated that a PT prescribed the heavy exercises and is supervising."""

    def __post_init__(self) -> None:
        """Hold the plan to something one session can be."""
        ids = [exercise.id for exercise in self.exercises]
        if not ids or len(ids) != len(set(ids)):
            raise ValueError("a plan needs at least one exercise, each once")
        reps = sum(one.sets * one.reps * len(one.sides) for one in self.exercises)
        if reps > LONGEST_SESSION_REPS:
            raise ValueError(f"{reps} repetitions are more than one session holds ({LONGEST_SESSION_REPS})")

    def exercise(self, exercise_id: str) -> PlannedExercise:
        """Return the planned exercise with this id; raises KeyError when there is none."""
        for one in self.exercises:
            if one.id == exercise_id:
                return one
        raise KeyError(exercise_id)


class Offer(NamedTuple):
    """A program together with the exercises it refers to, in its order."""

    program: Program
    exercises: tuple[Exercise, ...]

    @property
    def needs_pt(self) -> bool:
        """Whether a PT has to be confirmed each time before it starts."""
        return bool(self.heavy)

    @property
    def heavy(self) -> tuple[Exercise, ...]:
        """The exercises that only go with a PT."""
        return tuple(one for one in self.exercises if one.needs_pt)

    @property
    def sided(self) -> bool:
        """Whether any exercise works one leg at a time, so that a side has to be known."""
        return any(one.legs == "one" for one in self.exercises)


def offer(program: Program, exercises: Mapping[str, Exercise]) -> Offer:
    """Join a program with its exercises; raises KeyError with the id of an exercise that is not known."""
    return Offer(program, tuple(exercises[dose.id] for dose in program.doses))


def plan(
    offered: Offer, sides: Iterable[Side], *, loads: Mapping[str, float] | None = None, pt_confirmed: bool = False
) -> Plan:
    """Make a program ready for one session.

    sides: the legs to do in order, LEFT and RIGHT; exercises for both legs together take no notice of it.
    loads: kilograms by exercise id, where known.
    Ranges start at their low end. Raises ValueError for a session that no one can do.
    """
    legs, known = tuple(sides), loads or {}

    def planned(dose: Dose, exercise: Exercise) -> PlannedExercise:
        if exercise.legs == "together" and dose.tempo.single_leg:
            raise ValueError(f"{exercise.id} is done with both legs together: none of them can lower alone")
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
            cues=exercise.cues,
            load_kg=known.get(exercise.id),
            doubt=dose.doubt,
            needs_pt=exercise.needs_pt,
            equipment=exercise.equipment,
            figure=exercise.figure,
        )

    pairs = zip(offered.program.doses, offered.exercises, strict=True)
    return Plan(
        program=offered.program.id,
        title=offered.program.title,
        exercises=tuple(planned(dose, exercise) for dose, exercise in pairs),
        pt_confirmed=pt_confirmed,
    )
