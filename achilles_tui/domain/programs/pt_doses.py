"""The doses that the user's own PT told, laid over a program that stays as it is. Pure values; no file is known."""

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
"""Repetitions of a heavy set that a PT may be said to have given: from the article's 3 to the trial's 15."""


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
    """What the PT changed of one exercise; what is not named stays as the program has it."""

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
    """What the user's PT changed of one program."""

    format: Literal[1]
    program: Name
    """The program that is changed; the file is called by it."""
    written_on: date = field(name="told")
    """The day it was written down."""
    doses: tuple[PtDose, ...] = field(name="exercise")

    def __post_init__(self) -> None:
        """Ask for each exercise once in each stage."""
        seen: set[tuple[str, int | None]] = set()
        faults = []
        for index, one in enumerate(self.doses):
            if (one.id, one.stage) in seen:
                faults.append(Fault(("exercise", index, "id"), f"exercise {one.id!r} stands twice"))
            seen.add((one.id, one.stage))
        hold(faults)

    def with_dose(self, dose: PtDose) -> "PtDoses":
        """Return them with this dose in place of what stood there for the same exercise and stage."""
        others = tuple(one for one in self.doses if (one.id, one.stage) != (dose.id, dose.stage))
        return replace(self, doses=(*others, dose))

    def without(self, exercise: str, stage: int | None) -> "PtDoses":
        """Return them without what the PT changed of this exercise in this stage."""
        return replace(self, doses=tuple(one for one in self.doses if (one.id, one.stage) != (exercise, stage)))


def with_pt(offered: ResolvedProgram, told: PtDoses) -> ResolvedProgram:
    """Return the program with the doses that the PT told, each number changed marked as the PT's.

    Raises Faulty where there is no such exercise or stage, or where what comes out can be done by no body.
    """
    faults, parts, loads = [], list(offered.definition.parts), dict(offered.loads)
    for index, change in enumerate(told.doses):
        stages = range(len(parts)) if change.stage is None else [change.stage - 1]
        try:
            if change.stage is not None and change.stage > len(parts):
                hold([Fault(("stage",), f"there is no stage {change.stage}; there are {len(parts)}")])
            if not any(dose.id == change.id for stage in stages for dose in parts[stage]):
                hold([Fault(("id",), f"{change.id!r} is no exercise of {offered.definition.id!r} there")])
            for stage in stages:
                parts[stage] = tuple(
                    _changed(dose, change, offered.exercise(dose.id)) if dose.id == change.id else dose
                    for dose in parts[stage]
                )
        except Faulty as error:
            faults += [fault.below("exercise", index) for fault in error.faults]
        if change.load_kg is not None:
            loads[change.id] = change.load_kg
    known = {one.id: one for one in offered.exercises}
    hold(faults or [fault for part in parts for fault in too_long(part, known)])
    return offered._replace(definition=offered.definition.with_parts(parts), loads=loads, pt_doses_day=told.written_on)


def _changed(dose: Dose, change: PtDose, exercise: Exercise) -> Dose:
    hold(_not_for(dose, change, exercise))
    tempo, rest = _tempo(dose.tempo, change.tempo), _rest(dose.rest, change.rest)
    numbers = {key: getattr(change, key) for key in ("sets", "reps") if getattr(change, key) is not None}
    changed = replace(
        dose, **numbers, tempo=tempo, rest=rest, provenance={}, doubt=None if change.reps is not None else dose.doubt
    )
    theirs = {key: MY_PT for key, value in changed.numbers.items() if dose.numbers.get(key) != value}
    theirs |= {key: MY_PT for key in _named(change) if key in changed.numbers}
    kept = {key: origin for key, origin in dose.provenance.items() if key in changed.numbers}
    return replace(changed, provenance=kept | theirs)


def _not_for(dose: Dose, change: PtDose, exercise: Exercise) -> Iterator[Fault]:
    reps = (change.reps,) if isinstance(change.reps, int) else change.reps or ()
    if exercise.category is Category.HEAVY and not all(FEWEST_HEAVY_REPS <= one <= MOST_HEAVY_REPS for one in reps):
        yield Fault(("reps",), f"a heavy set has {FEWEST_HEAVY_REPS} to {MOST_HEAVY_REPS} repetitions")
    if change.load_kg is not None and not dose.weighted:
        yield Fault(("load_kg",), f"{dose.id!r} is done without kilograms")
    for name, value in structs.asdict(change.tempo).items():
        if value is not None and getattr(dose.tempo, name) is None:
            yield Fault(("tempo", name), f"{dose.id!r} has no {name}")


def _tempo(tempo: Tempo, change: PtTempo) -> Tempo:
    """Lay the PT's phases over a tempo. A lowering made longer counts once it ran its whole length."""
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
    """Give the keys of the numbers that the PT told, those that are as they were included."""
    yield from (key for key in ("sets", "reps") if getattr(change, key) is not None)
    for part in ("tempo", "rest"):
        told = structs.asdict(getattr(change, part))
        yield from (f"{part}.{key}" for key, value in told.items() if value is not None)
