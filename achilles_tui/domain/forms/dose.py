"""The form for the dose that the PT set; its result is merged with earlier doses and checked like their file. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from msgspec import structs

from achilles_tui.domain.base.units import MY_PT, Count, RestSeconds, Seconds, bounds_of
from achilles_tui.domain.describe.programs import name_of
from achilles_tui.domain.forms.form import Field, Form
from achilles_tui.domain.forms.kinds import LOAD, Kind, NumberKind
from achilles_tui.domain.programs.dose import PHASES_OF_A_RAISE, PHASES_OF_A_STRETCH, Dose
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo, with_pt

# A number out of bounds can be typed: the form then shows the bounds, and saves nothing.
_COUNT = NumberKind(bounds_of(Count), strict=False)
_PHASE = NumberKind(bounds_of(Seconds), 0.5, "s", strict=False)
_REST = NumberKind(bounds_of(RestSeconds), 15.0, "s", strict=False)
_LOAD = replace(LOAD, strict=False)


@dataclass(frozen=True)
class StageDose:
    """The dose of one exercise in a stage, counted from 1. recorded: what the PT set in the program `plain` so far."""

    plain: ResolvedProgram
    recorded: PtDoses | None
    exercise: str
    stage: int

    @property
    def unset(self) -> PtDose:
        """The entry of this dose in a file, without any number."""
        return PtDose(id=self.exercise, stage=self.stage if self.plain.definition.stages else None)

    def form(self) -> Form:
        """Return the form, with the numbers recorded before. Raises StopIteration if the stage has no such exercise."""
        dose = next(dose for dose in self.plain.doses(self.stage) if dose.id == self.exercise)
        entries = (entry for entry in _each_stage(self.plain, self.recorded) if _spot(entry) == _spot(self.unset))
        return Form(tuple(_rows(dose, next(entries, self.unset), _load(self.recorded, self.exercise))))

    def with_form(self, form: Form, day: date) -> PtDoses:
        """Return the recorded doses with the dose of this form; doses without any number are left out.

        day: the day of writing it down. Raises Faulty with every number that is not valid, as `with_pt` does.
        """
        dose = _dose(self.unset, form)
        # Kilograms are for the exercise in all stages, so only one entry may set them.
        other_doses = (
            structs.replace(entry, load_kg=None) if entry.id == self.exercise else entry
            for entry in _each_stage(self.plain, self.recorded)
            if _spot(entry) != _spot(dose)
        )
        doses = tuple(entry for entry in (*other_doses, dose) if entry != PtDose(id=entry.id, stage=entry.stage))
        merged = PtDoses(format=1, program=self.plain.definition.id, written_on=day, doses=doses)
        with_pt(self.plain, merged)
        return merged


def _spot(dose: PtDose) -> tuple[str, int | None]:
    return dose.id, dose.stage


def _dose(unset: PtDose, form: Form) -> PtDose:
    """Return what the PT set. Raises Faulty with every number that is out of bounds."""
    parts: dict[str, dict[str, Any]] = {"": {}, "tempo": {}, "rest": {}}
    for key, value in form.entries().items():
        *part, name = map(str, key)
        parts["".join(part)][name] = value
    return structs.replace(unset, tempo=PtTempo(**parts["tempo"]), rest=PtRest(**parts["rest"]), **parts[""])


def _rows(dose: Dose, before: PtDose, load: float | None) -> Iterator[Field]:
    for key in ("sets", "reps"):
        yield _row(dose, (key,), _COUNT, getattr(dose, key), getattr(before, key))
    for name in PHASES_OF_A_RAISE + PHASES_OF_A_STRETCH:
        plain = getattr(dose.tempo, name)
        if plain is not None:
            yield _row(dose, ("tempo", name), _PHASE, plain, getattr(before.tempo, name))
    for name in ("sets", "exercises", "reps"):
        plain, entry = getattr(dose.rest, name), getattr(before.rest, name)
        # A rest between repetitions adds a count-in to each, so the row is shown only for a dose that has such a rest.
        if name != "reps" or plain or entry is not None:
            yield _row(dose, ("rest", name), _REST, plain, entry)
    if dose.weighted:
        yield Field(("load_kg",), "Kilograms", _LOAD, entry=load, missing="- kg", remark=_of_the_pt)


def _row(dose: Dose, key: tuple[str, ...], kind: Kind[Any], plain: object, entry: object) -> Field:
    return Field(key, name_of(".".join(key), dose), kind, plain, entry, remark=_of_the_pt)


def _of_the_pt(row: Field) -> str:
    """Return that a number is the PT's, and which number it replaces."""
    if row.entry is None:
        return ""
    return MY_PT if row.default is None else f"{MY_PT}, not {row.kind.text(row.default)}"


def _each_stage(plain: ResolvedProgram, recorded: PtDoses | None) -> Sequence[PtDose]:
    """Return the recorded doses separately for each stage, so that each stage can be changed alone."""
    entries: dict[tuple[str, int | None], PtDose] = {}
    for change in recorded.doses if recorded else ():
        for number, doses in enumerate(plain.definition.parts, 1):
            if change.stage in {None, number} and any(dose.id == change.id for dose in doses):
                stage = number if plain.definition.stages else None
                below = entries.get((change.id, stage), PtDose(id=change.id, stage=stage))
                entries[change.id, stage] = _laid_over(below, change)
    return tuple(entries.values())


def _laid_over(below: PtDose, above: PtDose) -> PtDose:
    """Return `below` with every number that `above` names."""
    named = {key: value for key in ("sets", "reps", "load_kg") if (value := getattr(above, key)) is not None}
    for part in ("tempo", "rest"):
        numbers = {key: value for key, value in structs.asdict(getattr(above, part)).items() if value is not None}
        named[part] = structs.replace(getattr(below, part), **numbers)
    return structs.replace(below, **named)


def _load(recorded: PtDoses | None, exercise: str) -> float | None:
    doses = recorded.doses if recorded else ()
    loads = (dose.load_kg for dose in reversed(doses) if dose.id == exercise and dose.load_kg is not None)
    return next(loads, None)
