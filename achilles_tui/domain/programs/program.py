"""Programs: exercises, stages, and the dose of each exercise. Frozen values; reads no file.

Their bounds are checked whenever they are made. `misfits` checks, once all files are read, that the exercises of a
program exist and fit their doses.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from achilles_tui.domain.base.faults import Fault, hold, named_twice
from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.base.units import Category, Count, Figure, Name, Origins, Region, Words, low
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.low_end import dose_for

Claim = Literal["yes", "might help", "not claimed"]
LONGEST_SESSION_REPS = 2000
"""The most repetitions of a session; more is a mistake in a file (180 lowers a day is the most in any trial)."""

Cue = Literal["setup", "rise", "shift", "lower", "reset", "ease_in", "hold", "ease_out", "rest"]


class Exercise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An exercise, defined once: what it is, how to do it, what to watch for."""

    format: Literal[1]
    """The version of this language."""
    id: Name
    """The name that programs refer to it by; the file has the same name."""
    name: Words
    """The name that people read."""
    category: Category
    """The kind of load; `stretch` and `isometric` are holds, the others go up and down."""
    position: Words
    """How to get ready."""
    steps: tuple[Words, ...]
    """How to do it, step by step."""
    source: Words
    """Where the description comes from."""
    other_names: tuple[Words, ...] = ()
    """Its other names."""
    muscle: tuple[Words, ...] = ()
    """Which muscles work."""
    knee: Literal["straight", "bent"] | None = None
    """The knee of the working leg."""
    place: Words = "home"
    """Where it is done: home, gym."""
    equipment: tuple[Words, ...] = ()
    """What is needed."""
    supervision: Literal["none", "PT"] = "none"
    """`PT`: it is only for training with a physiotherapist, which the user confirms each time."""
    legs: Literal["one", "alone", "together"] = "one"
    """One leg at a time; one leg alone, with the other foot off the floor all the time; or both together, done once."""
    over_edge: bool = False
    """The heel goes below the toes, over the edge of a step."""
    mistakes: tuple[Words, ...] = ()
    """What to watch for."""
    cues: dict[Cue, Words] = {}
    """One short line a phase; `{side}` and `{other}` stand for the working leg and the other one."""
    evidence: dict[Literal["insertional", "mid-portion"], Claim] = {}
    """Whether studies support it, for each type of tendonitis."""
    figure: Figure | None = None
    """Which drawing shows it; without one, a neutral figure."""

    @property
    def needs_pt(self) -> bool:
        """Whether it is only for training with a PT: every exercise of category heavy, and any that says so."""
        return self.category is Category.HEAVY or self.supervision == "PT"

    def guarded(self, region: Region | None) -> bool:
        """Whether a PT has to be confirmed each time, for pain in this region; an unknown region counts as not sure.

        The heel goes below the toes only with mid-portion pain, unless a PT confirmed it.
        """
        return self.needs_pt or (self.over_edge and region is not Region.MID_PORTION)


class Stage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a program, with its own doses."""

    weeks: tuple[Count, Count]
    """The first and the last week, counted from 1: the earliest time for it, never the reason to move on."""
    doses: tuple[Dose, ...] = field(name="exercise")
    """The exercises in the order to do them."""
    title: Words | None = None
    """The name that people read."""
    about: Words | None = None
    """What is different in it."""


class Program(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A program as it is written in its file: either one list of exercises, or stages that each have one."""

    format: Literal[1]
    """The version of this language."""
    id: Name
    """The name to start it by; the file has the same name."""
    title: Words
    """The name that people read."""
    about: Words
    """What it is and for whom, in a few sentences."""
    source: Words
    """Where it comes from."""
    region: Literal["mid-portion", "insertional", "any"] = "any"
    """Which type of tendonitis it is for."""
    supervision: Literal["none", "agree with a PT"] = "none"
    """Whether to agree it with a physiotherapist before starting it."""
    equipment: tuple[Words, ...] = ()
    """What is needed besides the equipment of its exercises."""
    tags: tuple[Name, ...] = ()
    """Words to find it by."""
    weeks: Count | None = None
    """Its length in weeks, if it has no stages."""
    review_weeks: tuple[Count, ...] = ()
    """The weeks after which to review it with a PT."""
    doses: tuple[Dose, ...] = field(name="exercise", default=())
    """The exercises in the order to do them."""
    stages: tuple[Stage, ...] = field(name="stage", default=())
    """The stages in their order."""
    provenance: Origins = {}
    """Where the numbers outside the doses come from: `weeks`, `review_weeks`, `stage.weeks`."""

    def __post_init__(self) -> None:
        """Check that there are exercises, each once, and that no week between stages is missing."""
        hold(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if bool(self.doses) == bool(self.stages):
            yield Fault((), "a program needs at least one [[exercise]], or stages that have them, not both")
        yield from named_twice("exercise", [dose.id for dose in self.doses])
        for index, stage in enumerate(self.stages):
            if not stage.doses:
                yield Fault(("stage", index), "a stage needs at least one [[stage.exercise]]")
            repeated = named_twice("exercise", [dose.id for dose in stage.doses])
            yield from (fault.below("stage", index) for fault in repeated)
        yield from weeks_in_a_row([stage.weeks for stage in self.stages])
        if self.weeks and self.stages:
            yield Fault(("weeks",), "the stages already say how long the program is")
        for index, week in enumerate(self.review_weeks):
            if week > (self.length or week):
                yield Fault(("review_weeks", index), f"week {week} comes after the end of the program")
        for stray in sorted(set(self.provenance) - set(self.numbers)):
            yield Fault(("provenance", stray), f"provenance names {stray!r}, which is not a number outside the doses")

    @property
    def length(self) -> int | None:
        """Its length in weeks; None if unknown."""
        return self.stages[-1].weeks[1] if self.stages else self.weeks

    @property
    def numbers(self) -> dict[str, object]:
        """Every number outside the doses, by its key."""
        weeks = tuple(stage.weeks for stage in self.stages)
        numbers = {"weeks": self.weeks, "review_weeks": self.review_weeks, "stage.weeks": weeks}
        return {key: value for key, value in numbers.items() if value}

    @property
    def parts(self) -> tuple[tuple[Dose, ...], ...]:
        """The doses of each stage; a single part if there are no stages."""
        return tuple(stage.doses for stage in self.stages) or (self.doses,)

    def with_parts(self, parts: Iterable[tuple[Dose, ...]]) -> "Program":
        """Return the program with other doses. parts: as many as `parts` has."""
        if not self.stages:
            (doses,) = parts
            return replace(self, doses=doses)
        pairs = zip(self.stages, parts, strict=True)
        return replace(self, stages=tuple(replace(stage, doses=doses) for stage, doses in pairs))


def weeks_in_a_row(weeks: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    """Yield a fault for each stage whose first and last week do not follow the stage before, from week 1 on."""
    before = 0
    for index, (first, last) in enumerate(weeks):
        place = ("stage", index, "weeks")
        if last < first:
            yield Fault(place, f"weeks {[first, last]} do not run from the first to the last")
        elif first <= before:
            yield Fault(place, f"weeks {[first, last]} overlap the stage before, which ends with week {before}")
        elif first > before + 1:
            yield Fault(place, f"weeks {[first, last]} leave a gap: week {before + 1} is in no stage")
        before = max(before, last)


class ResolvedProgram(NamedTuple):
    """A program with every exercise that it refers to, each once."""

    definition: Program
    exercises: tuple[Exercise, ...]
    loads: Mapping[str, float] = {}
    """Kilograms by exercise id, if the user's PT set them."""
    pt_doses_day: date | None = None
    """The day on which the PT's numbers were written down."""

    def exercise(self, name: str) -> Exercise:
        """Return the exercise with this id. Raises KeyError if the program does not refer to it."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        raise KeyError(name)

    def pairs(self, stage: int = 1, region: Region | None = Region.MID_PORTION) -> tuple[tuple[Dose, Exercise], ...]:
        """Return the doses of a stage, counted from 1, and their exercises, as they are done for pain in this region.

        Raises IndexError if there is no such stage.
        """
        exercises = [self.exercise(_is_for_region(dose, region)) for dose in self.doses(stage)]
        return tuple(
            (dose_for(dose, exercise.category, region), exercise)
            for dose, exercise in zip(self.doses(stage), exercises, strict=True)
        )

    def doses(self, stage: int = 1) -> tuple[Dose, ...]:
        """Return the doses of a stage, counted from 1. Raises IndexError if there is no such stage."""
        if stage < 1:
            raise IndexError(stage)
        return self.definition.parts[stage - 1]

    def guarded(self, stage: int = 1, region: Region | None = Region.MID_PORTION) -> tuple[Exercise, ...]:
        """Return the exercises of a stage for which a PT has to be confirmed each time."""
        return tuple(exercise for _, exercise in self.pairs(stage, region) if exercise.guarded(region))

    @property
    def needs_pt(self) -> bool:
        """Whether it has exercises that are only for training with a PT, for pain in any region."""
        return any(exercise.needs_pt for exercise in self.exercises)

    @property
    def equipment(self) -> tuple[str, ...]:
        """All equipment, each named once."""
        needed = (name for exercise in self.exercises for name in exercise.equipment)
        return tuple(dict.fromkeys((*needed, *self.definition.equipment)))

    def sided(self, stage: int = 1) -> bool:
        """Whether any exercise of a stage works one leg at a time, so that it needs a side."""
        return any(exercise.legs != "together" for _, exercise in self.pairs(stage))


def _is_for_region(dose: Dose, region: Region | None) -> str:
    return dose.insertional if dose.insertional and region is not Region.MID_PORTION else dose.id


def resolve_program(program: Program, exercises: Mapping[str, Exercise]) -> ResolvedProgram:
    """Return a program with its exercises. Raises KeyError with the id of an unknown exercise."""
    names = [dose.id for part in program.parts for dose in part]
    names += [dose.insertional for part in program.parts for dose in part if dose.insertional]
    return ResolvedProgram(program, tuple(exercises[name] for name in dict.fromkeys(names)))


def misfits(program: Program, exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Yield a fault for each exercise of a program that is unknown or does not fit its dose."""
    for part, doses in enumerate(program.parts):
        place: tuple[str | int, ...] = ("stage", part) if program.stages else ()
        for fault in _misfits(doses, exercises):
            yield fault.below(*place)


def _misfits(doses: tuple[Dose, ...], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    times = Counter(_is_for_region(dose, Region.INSERTIONAL) for dose in doses)
    for index, dose in enumerate(doses):
        yield from (fault.below("exercise", index) for fault in _misfit(dose, exercises))
        if dose.insertional and times[dose.insertional] > 1:
            place = ("exercise", index, "insertional")
            yield Fault(place, f"with insertional pain exercise {dose.insertional!r} would stand twice")
    yield from too_long(doses, exercises)


def too_long(doses: Iterable[Dose], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Yield a fault for doses that are too long for one session, with both legs in turn and pain in any region."""
    legs = {name: 1 if exercise.legs == "together" else 2 for name, exercise in exercises.items()}
    reps = sum(
        low(dose.sets) * low(dose.reps) * max(legs.get(dose.id, 1), legs.get(dose.insertional or "", 1))
        for dose in doses
    )
    if reps > LONGEST_SESSION_REPS:
        yield Fault((), f"{reps} repetitions are more than one session holds ({LONGEST_SESSION_REPS})")


def _misfit(dose: Dose, exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    for key, name in (("id", dose.id), ("insertional", dose.insertional)):
        if name is None:
            continue
        if name not in exercises:
            yield unknown(name, exercises).below(key)
        else:
            yield from _wrong_tempo(dose, exercises[name])
    instead = exercises.get(dose.insertional or "")
    if instead and instead.over_edge:
        yield Fault(("insertional",), f"{instead.id!r} goes over an edge as well")


def unknown(name: str, exercises: Iterable[str]) -> Fault:
    """Return the fault of an unknown exercise, with the name that was probably meant."""
    near = nearest(name, exercises)
    meant = f"; did you mean {near!r}?" if near else ""
    return Fault((), f"{name!r} is not a known exercise{meant or '; `programs list --exercises` names them'}")


def _wrong_tempo(dose: Dose, exercise: Exercise) -> Iterator[Fault]:
    tempo = dose.tempo
    if exercise.category.is_hold and tempo.hold is None:
        yield Fault(("tempo",), f"{exercise.id!r} is of category {exercise.category}: it needs ease_in, hold, ease_out")
    if not exercise.category.is_hold and tempo.lower is None:
        yield Fault(("tempo",), f"{exercise.id!r} is of category {exercise.category}: it needs rise and lower")
    if tempo.single_leg and exercise.legs == "together":
        yield Fault(("tempo",), f"{exercise.id!r} is done with both legs together: neither can lower alone")
    if tempo.single_leg and exercise.legs == "alone":
        yield Fault(
            ("tempo",),
            f"in {exercise.id!r} the other foot is off the floor all the time: there is no shift and no reset",
        )
