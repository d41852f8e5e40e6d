"""What a program says: exercises, stages, and the dose of each exercise. Frozen values; no file is known here.

Their bounds hold wherever they were made. What one file cannot know, whether its exercises are there and fit, is asked
of `misfits` once all are read.
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

Claim = Literal["yes", "might help", "not claimed"]
LONGEST_SESSION_REPS = 2000
"""No session is longer; a file that says more is a slip (180 lowers a day is the most any trial asked)."""

Cue = Literal["setup", "rise", "shift", "lower", "reset", "ease_in", "hold", "ease_out", "rest"]


class Exercise(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One exercise, defined once: what it is, how it is done, what to watch."""

    format: Literal[1]
    """The version of this language."""
    id: Name
    """The name that programs refer to it by; the file is called by it."""
    name: Words
    """The name that people read."""
    category: Category
    """What kind of load it is; `stretch` and `isometric` are holds, the others go up and down."""
    position: Words
    """How one gets ready."""
    steps: tuple[Words, ...]
    """How it is done, step by step."""
    source: Words
    """Where the description comes from."""
    other_names: tuple[Words, ...] = ()
    """What else it is called."""
    muscle: tuple[Words, ...] = ()
    """Which muscles work."""
    knee: Literal["straight", "bent"] | None = None
    """How the knee of the working leg is kept."""
    place: Words = "home"
    """Where it is done: home, gym."""
    equipment: tuple[Words, ...] = ()
    """What is needed."""
    supervision: Literal["none", "PT"] = "none"
    """`PT`: it only goes with a physiotherapist, who is confirmed each time."""
    legs: Literal["one", "alone", "together"] = "one"
    """One leg at a time; one leg alone, the other foot off the floor all the way; or both together, never doubled."""
    over_edge: bool = False
    """The heel goes below the toes, over the edge of a step."""
    mistakes: tuple[Words, ...] = ()
    """What to watch for."""
    cues: dict[Cue, Words] = {}
    """One short line a phase; `{side}` and `{other}` stand for the working leg and the other one."""
    evidence: dict[Literal["insertional", "mid-portion"], Claim] = {}
    """What is known of it for each type of tendonitis."""
    figure: Figure | None = None
    """Which drawing shows it; without one, a neutral figure."""

    @property
    def needs_pt(self) -> bool:
        """Whether it only goes with a PT: every exercise of category heavy, and any that says so."""
        return self.category is Category.HEAVY or self.supervision == "PT"

    def guarded(self, region: Region | None) -> bool:
        """Whether a PT has to be confirmed each time, for pain in this region; a region not told is taken as not sure.

        The heel goes below the toes only with mid-portion pain, unless a PT confirmed it.
        """
        return self.needs_pt or (self.over_edge and region is not Region.MID_PORTION)


class Stage(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a program, with doses of its own."""

    weeks: tuple[Count, Count]
    """The first and the last week, counted from 1: the earliest time for it, never the reason to move on."""
    doses: tuple[Dose, ...] = field(name="exercise")
    """The exercises in the order they are done."""
    title: Words | None = None
    """What it is called."""
    about: Words | None = None
    """What is different in it."""


class Program(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A program as its file says it: either one list of exercises, or stages that each have one."""

    format: Literal[1]
    """The version of this language."""
    id: Name
    """The name it is started by; the file is called by it."""
    title: Words
    """The name that people read."""
    about: Words
    """What it is and for whom, in a few sentences."""
    source: Words
    """Where it comes from."""
    region: Literal["mid-portion", "insertional", "any"] = "any"
    """Which type of tendonitis it is for."""
    supervision: Literal["none", "agree with a PT"] = "none"
    """Whether to agree it with a physiotherapist before it is begun."""
    equipment: tuple[Words, ...] = ()
    """What is needed besides the equipment of its exercises."""
    tags: tuple[Name, ...] = ()
    """Words to find it by."""
    weeks: Count | None = None
    """How long it is in weeks, where it has no stages."""
    review_weeks: tuple[Count, ...] = ()
    """After which weeks it is looked over with a PT."""
    doses: tuple[Dose, ...] = field(name="exercise", default=())
    """The exercises in the order they are done."""
    stages: tuple[Stage, ...] = field(name="stage", default=())
    """The stages in their order."""
    provenance: Origins = {}
    """Where the numbers come from that stand beside the doses: `weeks`, `review_weeks`, `stage.weeks`."""

    def __post_init__(self) -> None:
        """Ask for exercises, each once, and for stages without a hole between them."""
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
            yield Fault(("weeks",), "the stages tell how long the program is")
        for index, week in enumerate(self.review_weeks):
            if week > (self.length or week):
                yield Fault(("review_weeks", index), f"week {week} comes after the end of the program")
        for stray in sorted(set(self.provenance) - set(self.numbers)):
            yield Fault(("provenance", stray), f"provenance names {stray!r}, which is no number beside the doses")

    @property
    def length(self) -> int | None:
        """How many weeks it has; None where it does not say."""
        return self.stages[-1].weeks[1] if self.stages else self.weeks

    @property
    def numbers(self) -> dict[str, object]:
        """Every number that stands beside the doses, by its key."""
        weeks = tuple(stage.weeks for stage in self.stages)
        told = {"weeks": self.weeks, "review_weeks": self.review_weeks, "stage.weeks": weeks}
        return {key: value for key, value in told.items() if value}

    @property
    def parts(self) -> tuple[tuple[Dose, ...], ...]:
        """The doses of each stage; one part where there are no stages."""
        return tuple(stage.doses for stage in self.stages) or (self.doses,)

    def with_parts(self, parts: Iterable[tuple[Dose, ...]]) -> "Program":
        """Return the program with other doses, in as many parts as it has."""
        if not self.stages:
            (doses,) = parts
            return replace(self, doses=doses)
        pairs = zip(self.stages, parts, strict=True)
        return replace(self, stages=tuple(replace(stage, doses=doses) for stage, doses in pairs))


def weeks_in_a_row(weeks: Sequence[tuple[int, int]]) -> Iterator[Fault]:
    """Give what is wrong with the first and last weeks of stages that should follow each other from week 1 on."""
    before = 0
    for index, (first, last) in enumerate(weeks):
        at = ("stage", index, "weeks")
        if last < first:
            yield Fault(at, f"weeks {[first, last]} do not run from the first to the last")
        elif first <= before:
            yield Fault(at, f"weeks {[first, last]} overlap the stage before, which ends with week {before}")
        elif first > before + 1:
            yield Fault(at, f"weeks {[first, last]} leave a hole: week {before + 1} is in no stage")
        before = max(before, last)


class ResolvedProgram(NamedTuple):
    """A program together with every exercise it refers to, each once."""

    definition: Program
    exercises: tuple[Exercise, ...]
    loads: Mapping[str, float] = {}
    """Kilograms by exercise id, where the user's PT told them."""
    pt_doses_day: date | None = None
    """The day the PT's numbers were written down."""

    def exercise(self, name: str) -> Exercise:
        """Return one of its exercises; raises KeyError where it refers to none of this id."""
        for one in self.exercises:
            if one.id == name:
                return one
        raise KeyError(name)

    def pairs(self, stage: int = 1, region: Region | None = Region.MID_PORTION) -> tuple[tuple[Dose, Exercise], ...]:
        """Return the doses of a stage, counted from 1, each with the exercise to do for pain in this region.

        Raises IndexError where there is no such stage.
        """
        return tuple((dose, self.exercise(_is_for_region(dose, region))) for dose in self.doses(stage))

    def doses(self, stage: int = 1) -> tuple[Dose, ...]:
        """Return the doses of a stage, counted from 1. Raises IndexError where there is no such stage."""
        if stage < 1:
            raise IndexError(stage)
        return self.definition.parts[stage - 1]

    def guarded(self, stage: int = 1, region: Region | None = Region.MID_PORTION) -> tuple[Exercise, ...]:
        """Return the exercises of a stage for which a PT has to be confirmed each time."""
        return tuple(exercise for _, exercise in self.pairs(stage, region) if exercise.guarded(region))

    @property
    def needs_pt(self) -> bool:
        """Whether it has exercises that only go with a PT, whatever hurts."""
        return any(one.needs_pt for one in self.exercises)

    @property
    def equipment(self) -> tuple[str, ...]:
        """Everything that is needed, each thing once."""
        needed = (thing for exercise in self.exercises for thing in exercise.equipment)
        return tuple(dict.fromkeys((*needed, *self.definition.equipment)))

    def sided(self, stage: int = 1) -> bool:
        """Whether any exercise of a stage works one leg at a time, so that a side has to be known."""
        return any(exercise.legs != "together" for _, exercise in self.pairs(stage))


def _is_for_region(dose: Dose, region: Region | None) -> str:
    return dose.insertional if dose.insertional and region is not Region.MID_PORTION else dose.id


def resolve_program(program: Program, exercises: Mapping[str, Exercise]) -> ResolvedProgram:
    """Join a program with its exercises; raises KeyError with the id of an exercise that is not known."""
    wanted = [dose.id for part in program.parts for dose in part]
    wanted += [dose.insertional for part in program.parts for dose in part if dose.insertional]
    return ResolvedProgram(program, tuple(exercises[name] for name in dict.fromkeys(wanted)))


def misfits(program: Program, exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Give what is wrong between a program and the exercises that are known."""
    for part, doses in enumerate(program.parts):
        place: tuple[str | int, ...] = ("stage", part) if program.stages else ()
        for fault in _misfits(doses, exercises):
            yield fault.below(*place)


def _misfits(doses: tuple[Dose, ...], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    times = Counter(_is_for_region(dose, Region.INSERTIONAL) for dose in doses)
    for index, dose in enumerate(doses):
        yield from (fault.below("exercise", index) for fault in _misfit(dose, exercises))
        if dose.insertional and times[dose.insertional] > 1:
            at = ("exercise", index, "insertional")
            yield Fault(at, f"with insertional pain exercise {dose.insertional!r} would stand twice")
    yield from too_long(doses, exercises)


def too_long(doses: Iterable[Dose], exercises: Mapping[str, Exercise]) -> Iterator[Fault]:
    """Give a fault for doses that are more than one session holds, both legs in turn and whatever hurts."""
    legs = {name: 1 if one.legs == "together" else 2 for name, one in exercises.items()}
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
    """Say that there is no exercise of this name, and which may have been meant."""
    near = nearest(name, exercises)
    meant = f"; did you mean {near!r}?" if near else ""
    return Fault((), f"{name!r} is no exercise that is known{meant or '; `programs list --exercises` names them'}")


def _wrong_tempo(dose: Dose, exercise: Exercise) -> Iterator[Fault]:
    tempo = dose.tempo
    if exercise.category.is_hold and tempo.hold is None:
        yield Fault(("tempo",), f"{exercise.id!r} is of category {exercise.category}: it needs ease_in, hold, ease_out")
    if not exercise.category.is_hold and tempo.lower is None:
        yield Fault(("tempo",), f"{exercise.id!r} is of category {exercise.category}: it needs rise and lower")
    if tempo.single_leg and exercise.legs == "together":
        yield Fault(("tempo",), f"{exercise.id!r} is done with both legs together: none of them can lower alone")
    if tempo.single_leg and exercise.legs == "alone":
        yield Fault(("tempo",), f"in {exercise.id!r} the other foot is off all the way: there is no shift and no reset")
