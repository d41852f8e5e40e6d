"""Programs and exercises as JSON, every number with where it comes from."""

from typing import Literal, TypeVar, cast

from msgspec import Struct, field

from achilles_tui.domain.base.units import Category, Kilograms, Name
from achilles_tui.domain.programs.dose import Dose, LoadKind
from achilles_tui.domain.programs.program import Claim, ResolvedProgram
from achilles_tui.domain.session.cost import cost
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.text.documents.base import Document, Number, Value, fill


class ProgramInShort(Struct, frozen=True):
    """What a program is and what it takes."""

    id: Name
    title: str
    about: str
    source: str
    tags: tuple[Name, ...]
    region: Literal["mid-portion", "insertional", "any"]
    """Which type of tendonitis it is for."""
    equipment: tuple[str, ...]
    supervision: Literal["none", "agree with a PT", "PT each time"]
    minutes_a_session: float
    """For one leg."""
    minutes_a_week: float
    """For one leg."""
    weeks: int | None
    """How long it is; null where it does not say."""
    own: bool
    """Whether its file is the user's own."""
    is_chosen: bool | None = field(name="mine")
    """Whether `start` starts it; null where one program is shown."""


class ProgramListDocument(Document, frozen=True):
    """Every program in short."""

    programs: tuple[ProgramInShort, ...]
    problems: tuple[str, ...]
    """What is wrong with the user's own files."""


class DoseShown(Struct, frozen=True):
    """How much of an exercise."""

    exercise: Name
    insertional: Name | None
    """The exercise that takes its place with insertional pain, or if the user is not sure."""
    tempo: str
    """Seconds as physiotherapists write them: down-pause-up-pause, U for untimed; of a hold its seconds."""
    load: LoadKind
    load_kg: Kilograms | None
    """The kilograms that the user's PT set."""
    doubt: str | None
    """What is doubtful in what the source says of it."""
    numbers: dict[str, Number]
    """Every number by its key; times are seconds."""


class StageShown(Struct, frozen=True):
    """A stage of a program; a program without stages is shown as one."""

    stage: int
    """Counted from 1."""
    weeks: tuple[int, int] | None
    """The first and the last week, counted from 1: the earliest time for it."""
    exercises: tuple[DoseShown, ...]


class ProgramDocument(ProgramInShort, Document, frozen=True):
    """A program whole."""

    stages: tuple[StageShown, ...]


class ExerciseShown(Struct, frozen=True):
    """What an exercise is."""

    id: Name
    name: str
    other_names: tuple[str, ...]
    category: Category
    muscle: tuple[str, ...]
    """Which muscles work."""
    knee: Literal["straight", "bent"] | None
    """How the knee of the working leg is kept."""
    place: str
    """Where it is done."""
    equipment: tuple[str, ...]
    supervision: Literal["none", "PT each time"]
    over_edge: bool
    """The heel goes below the toes, over the edge of a step."""
    evidence: dict[Literal["insertional", "mid-portion"], Claim]
    """What is known of it for each type of tendonitis."""
    source: str


class ExerciseListDocument(Document, frozen=True):
    """Every exercise that programs can refer to."""

    exercises: tuple[ExerciseShown, ...]


_Program = TypeVar("_Program", bound=ProgramInShort)


def program_list(shelf: ProgramLibrary, chosen_id: str | None) -> ProgramListDocument:
    """Return every program in short. chosen_id: that of the one that `start` starts."""
    programs = (
        _program(ProgramInShort, offer, own=name in shelf.own, is_chosen=name == chosen_id)
        for name, offer in shelf.programs.items()
    )
    return ProgramListDocument(tuple(programs), shelf.problems)


def exercise_list(shelf: ProgramLibrary) -> ExerciseListDocument:
    """Return every exercise."""
    return ExerciseListDocument(
        tuple(
            fill(ExerciseShown, exercise, supervision="PT each time" if exercise.needs_pt else "none")
            for exercise in shelf.exercises.values()
        )
    )


def program_document(offer: ResolvedProgram, *, own: bool) -> ProgramDocument:
    """Return a program whole."""
    program = offer.definition
    stages = (
        StageShown(
            number,
            program.stages[number - 1].weeks if program.stages else None,
            tuple(_dose(offer, dose) for dose in doses),
        )
        for number, doses in enumerate(program.parts, start=1)
    )
    return _program(ProgramDocument, offer, own=own, is_chosen=None, stages=tuple(stages))


def _program(kind: type[_Program], offer: ResolvedProgram, **others: object) -> _Program:
    program, spent = offer.definition, cost(offer)
    return fill(
        kind,
        program,
        equipment=offer.equipment,
        supervision="PT each time" if offer.needs_pt else program.supervision,
        minutes_a_session=round(spent.session, 1),
        minutes_a_week=round(spent.week, 1),
        weeks=program.length,
        **others,
    )


def _dose(offer: ResolvedProgram, dose: Dose) -> DoseShown:
    numbers = {key: Number(cast("Value", value), dose.provenance.get(key)) for key, value in dose.numbers.items()}
    load_kg = offer.loads.get(dose.id)
    return fill(DoseShown, dose, exercise=dose.id, tempo=dose.tempo.notation, load_kg=load_kg, numbers=numbers)
