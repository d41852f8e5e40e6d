"""Writes programs and exercises as JSON, every number with its source."""

from typing import Literal, TypeVar, cast

from msgspec import Struct, field

from achilles_tui.domain.base.units import Category, Kilograms, Name, Region
from achilles_tui.domain.programs.dose import Dose, LoadKind
from achilles_tui.domain.programs.low_end import dose_for, stays_low
from achilles_tui.domain.programs.program import Claim, ResolvedProgram
from achilles_tui.domain.session.cost import cost
from achilles_tui.domain.session.phrases import LOW_END_ADVICE
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.text.documents.base import Document, Number, Value, fill


class ProgramInShort(Struct, frozen=True):
    """What a program is, and what it takes."""

    id: Name
    title: str
    about: str
    source: str
    tags: tuple[Name, ...]
    region: Literal["mid-portion", "insertional", "any"]
    """The type of tendonitis that the program is for."""
    equipment: tuple[str, ...]
    supervision: Literal["none", "agree with a PT", "PT each time"]
    minutes_a_session: float
    """For one leg."""
    minutes_a_week: float
    """For one leg."""
    weeks: int | None
    """The length of the program; null if it states none."""
    own: bool
    """Whether the program is the user's own file."""
    is_chosen: bool | None = field(name="mine")
    """Whether it is the chosen program, which `start` starts; null if a single program is shown."""


class ProgramListDocument(Document, frozen=True):
    """Every program in short."""

    programs: tuple[ProgramInShort, ...]
    problems: tuple[str, ...]
    """The errors in the user's own files."""


class DoseShown(Struct, frozen=True):
    """The dose of an exercise."""

    exercise: Name
    insertional: Name | None
    """The exercise that replaces it with insertional pain, or if the user is not sure."""
    tempo: str
    """Seconds as physiotherapists write them: down-pause-up-pause, U for untimed; for a hold its seconds."""
    load: LoadKind
    load_kg: Kilograms | None
    """The kilograms that the user's PT set."""
    doubt: str | None
    """A doubt about what the source says."""
    advice: str | None
    """How to do a stretch that stays at its low end, with insertional pain or if not sure."""
    numbers: dict[str, Number]
    """Every number by its key; times are in seconds."""


class StageShown(Struct, frozen=True):
    """A stage of a program; a program without stages is shown as one stage."""

    stage: int
    """Counted from 1."""
    weeks: tuple[int, int] | None
    """The first and the last week of the stage at the earliest, counted from 1."""
    exercises: tuple[DoseShown, ...]


class ProgramDocument(ProgramInShort, Document, frozen=True):
    """The whole program."""

    stages: tuple[StageShown, ...]


class ExerciseShown(Struct, frozen=True):
    """An exercise."""

    id: Name
    name: str
    other_names: tuple[str, ...]
    category: Category
    muscle: tuple[str, ...]
    """The muscles that work."""
    knee: Literal["straight", "bent"] | None
    """The position of the knee of the working leg."""
    place: str
    """Where the exercise is done."""
    equipment: tuple[str, ...]
    supervision: Literal["none", "PT each time"]
    over_edge: bool
    """Whether the heel goes below the toes, over the edge of a step."""
    evidence: dict[Literal["insertional", "mid-portion"], Claim]
    """The evidence for each type of tendonitis."""
    source: str


class ExerciseListDocument(Document, frozen=True):
    """Every exercise that a program can use."""

    exercises: tuple[ExerciseShown, ...]


_Program = TypeVar("_Program", bound=ProgramInShort)


def program_list(library: ProgramLibrary, chosen_id: str | None) -> ProgramListDocument:
    """Return every program in short. chosen_id: None if no program is chosen."""
    programs = (
        _program(ProgramInShort, program, own=name in library.own, is_chosen=name == chosen_id)
        for name, program in library.programs.items()
    )
    return ProgramListDocument(tuple(programs), library.problems)


def exercise_list(library: ProgramLibrary) -> ExerciseListDocument:
    """Return every exercise."""
    return ExerciseListDocument(
        tuple(
            fill(ExerciseShown, exercise, supervision="PT each time" if exercise.needs_pt else "none")
            for exercise in library.exercises.values()
        )
    )


def program_document(resolved: ResolvedProgram, region: Region | None, *, own: bool) -> ProgramDocument:
    """Return the whole program. region: where it hurts; None counts as not sure."""
    program = resolved.definition
    stages = (
        StageShown(
            number,
            program.stages[number - 1].weeks if program.stages else None,
            tuple(_dose(resolved, dose, region) for dose in doses),
        )
        for number, doses in enumerate(program.parts, start=1)
    )
    return _program(ProgramDocument, resolved, own=own, is_chosen=None, stages=tuple(stages))


def _program(kind: type[_Program], resolved: ResolvedProgram, **values: object) -> _Program:
    program, minutes = resolved.definition, cost(resolved)
    return fill(
        kind,
        program,
        equipment=resolved.equipment,
        supervision="PT each time" if resolved.needs_pt else program.supervision,
        minutes_a_session=round(minutes.session, 1),
        minutes_a_week=round(minutes.week, 1),
        weeks=program.length,
        **values,
    )


def _dose(resolved: ResolvedProgram, plain: Dose, region: Region | None) -> DoseShown:
    category = resolved.exercise(plain.id).category
    dose = dose_for(plain, category, region)
    advice = LOW_END_ADVICE if stays_low(category, region) else None
    numbers = {key: Number(cast("Value", value), dose.provenance.get(key)) for key, value in dose.numbers.items()}
    load_kg = resolved.loads.get(dose.id)
    return fill(
        DoseShown, dose, exercise=dose.id, tempo=dose.tempo.notation, load_kg=load_kg, advice=advice, numbers=numbers
    )
