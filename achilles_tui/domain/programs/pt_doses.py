"""The doses that the user's own PT set, applied to a program that stays as it is. Pure values; reads no file."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, field, structs
from msgspec.structs import replace

from achilles_tui.domain.base.faults import Fault, Faulty, hold
from achilles_tui.domain.base.units import MY_PT, Category, Count, CountOrRange, Kilograms, Name, RestSeconds, Seconds
from achilles_tui.domain.programs.dose import Dose, Rest, Tempo
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram, too_long

FEWEST_HEAVY_REPS, MOST_HEAVY_REPS = 3, 15
"""The repetitions of a heavy set that a PT can set: from the article's 3 to the trial's 15."""


class PtTempo(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The phases that the PT changed, in seconds."""

    rise: Seconds | None = None
    shift: Seconds | None = None
    lower: Seconds | None = None
    reset: Seconds | None = None
    ease_in: Seconds | None = None
    hold: Seconds | None = None
    ease_out: Seconds | None = None


class PtRest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rests that the PT changed, in seconds."""

    sets: RestSeconds | None = None
    exercises: RestSeconds | None = None
    reps: RestSeconds | None = None


class PtDose(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the PT changed in one exercise; everything else stays as it is in the program."""

    id: Name
    """The exercise."""
    stage: Count | None = None
    """In which stage, counted from 1; without it, in all."""
    sets: CountOrRange | None = None
    reps: CountOrRange | None = None
    tempo: PtTempo = PtTempo()
    rest: PtRest = PtRest()
    load_kg: Kilograms | None = None
    """The kilograms the PT set."""


class PtDoses(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the user's PT changed in one program."""

    format: Literal[1]
    program: Name
    """The program that is changed; the file has the same name."""
    written_on: date = field(name="told")
    """The day on which it was written down."""
    doses: tuple[PtDose, ...] = field(name="exercise")

    def __post_init__(self) -> None:
        """Check that each exercise is there once in each stage."""
        earlier_doses: set[tuple[str, int | None]] = set()
        faults = []
        for index, dose in enumerate(self.doses):
            if (dose.id, dose.stage) in earlier_doses:
                faults.append(Fault(("exercise", index, "id"), f"exercise {dose.id!r} stands twice"))
            earlier_doses.add((dose.id, dose.stage))
        hold(faults)


def with_pt(offered: ResolvedProgram, pt_doses: PtDoses) -> ResolvedProgram:
    """Return the program with the PT's doses; each number that the PT set has the PT as its origin.

    Raises Faulty if there is no such exercise or stage, or if nobody could do the resulting dose.
    """
    faults, parts, loads = [], list(offered.definition.parts), dict(offered.loads)
    for index, change in enumerate(pt_doses.doses):
        stages = range(len(parts)) if change.stage is None else [change.stage - 1]
        try:
            if change.stage is not None and change.stage > len(parts):
                hold([Fault(("stage",), f"there is no stage {change.stage}; there are {len(parts)}")])
            if not any(dose.id == change.id for stage in stages for dose in parts[stage]):
                hold([Fault(("id",), f"{change.id!r} is not an exercise of {offered.definition.id!r} there")])
            for stage in stages:
                parts[stage] = tuple(
                    _changed(dose, change, offered.exercise(dose.id)) if dose.id == change.id else dose
                    for dose in parts[stage]
                )
        except Faulty as error:
            faults += [fault.below("exercise", index) for fault in error.faults]
        if change.load_kg is not None:
            loads[change.id] = change.load_kg
    exercises = {exercise.id: exercise for exercise in offered.exercises}
    hold(faults or [fault for part in parts for fault in too_long(part, exercises)])
    return offered._replace(
        definition=offered.definition.with_parts(parts), loads=loads, pt_doses_day=pt_doses.written_on
    )


def _changed(dose: Dose, change: PtDose, exercise: Exercise) -> Dose:
    hold(_not_for(dose, change, exercise))
    tempo, rest = _tempo(dose.tempo, change.tempo), _rest(dose.rest, change.rest)
    numbers = {key: getattr(change, key) for key in ("sets", "reps") if getattr(change, key) is not None}
    changed = replace(
        dose, **numbers, tempo=tempo, rest=rest, provenance={}, doubt=None if change.reps is not None else dose.doubt
    )
    theirs = {key: MY_PT for key, value in changed.numbers.items() if dose.numbers.get(key) != value}
    theirs |= {key: MY_PT for key in _named(change) if key in changed.numbers}
    origins = {key: origin for key, origin in dose.provenance.items() if key in changed.numbers}
    return replace(changed, provenance=origins | theirs)


def _not_for(dose: Dose, change: PtDose, exercise: Exercise) -> Iterator[Fault]:
    reps = (change.reps,) if isinstance(change.reps, int) else change.reps or ()
    if exercise.category is Category.HEAVY and not all(FEWEST_HEAVY_REPS <= count <= MOST_HEAVY_REPS for count in reps):
        yield Fault(("reps",), f"a heavy set has {FEWEST_HEAVY_REPS} to {MOST_HEAVY_REPS} repetitions")
    if change.load_kg is not None and not dose.weighted:
        yield Fault(("load_kg",), f"{dose.id!r} is done without kilograms")
    for name, value in structs.asdict(change.tempo).items():
        if value is not None and getattr(dose.tempo, name) is None:
            yield Fault(("tempo", name), f"{dose.id!r} has no {name}")


def _tempo(tempo: Tempo, change: PtTempo) -> Tempo:
    """Return a tempo with the PT's phases. A lowering that the PT made longer only counts at its whole length."""
    named = {name: value for name, value in structs.asdict(change).items() if value is not None}
    accept = tempo.lower_accept
    if accept is not None and tempo.lower is not None and change.lower is not None:
        accept = None if change.lower > tempo.lower else min(accept, change.lower)
    untimed = () if change.rise is not None else tempo.untimed
    return replace(tempo, **named, lower_accept=accept, untimed=untimed)


def _rest(rest: Rest, change: PtRest) -> Rest:
    named = {name: value for name, value in structs.asdict(change).items() if value is not None}
    whole = {**structs.asdict(rest), **named}
    return Rest(**whole | {"floor": min(rest.floor, whole["sets"], whole["exercises"])})


def _named(change: PtDose) -> Iterator[str]:
    """Yield the keys of the numbers that the PT set, including those equal to the program's."""
    yield from (key for key in ("sets", "reps") if getattr(change, key) is not None)
    for part in ("tempo", "rest"):
        fields = structs.asdict(getattr(change, part))
        yield from (f"{part}.{key}" for key, value in fields.items() if value is not None)
