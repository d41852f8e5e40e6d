"""The form in which a person writes down the dose that the PT gave, and what comes out of it. Pure.

What comes out is laid beside what was recorded before, and held to the same bounds as a file of it.
"""

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

# What nobody could do can be typed all the same: the form then says the bounds, and keeps nothing.
_COUNT = NumberKind(bounds_of(Count), strict=False)
_PHASE = NumberKind(bounds_of(Seconds), 0.5, "s", strict=False)
_REST = NumberKind(bounds_of(RestSeconds), 15.0, "s", strict=False)
_LOAD = replace(LOAD, strict=False)


@dataclass(frozen=True)
class StageDose:
    """The dose of one exercise in one stage of a program.

    plain: the program as its file says it. recorded: what the PT set in it so far. stage: counted from 1.
    """

    plain: ResolvedProgram
    recorded: PtDoses | None
    exercise: str
    stage: int

    @property
    def unset(self) -> PtDose:
        """The entry of this dose in a file, with nothing set."""
        return PtDose(id=self.exercise, stage=self.stage if self.plain.definition.stages else None)

    def form(self) -> Form:
        """Return the form, with what was recorded before. Raises StopIteration where the stage has no such exercise."""
        dose = next(dose for dose in self.plain.doses(self.stage) if dose.id == self.exercise)
        here = (one for one in _each_stage(self.plain, self.recorded) if _spot(one) == _spot(self.unset))
        return Form(tuple(_rows(dose, next(here, self.unset), _load(self.recorded, self.exercise))))

    def with_form(self, form: Form, day: date) -> PtDoses:
        """Return what was recorded before with this form in its place; no dose is left in it where nothing is set.

        day: on which it is written down. Raises Faulty with all that is wrong, as `with_pt` does.
        """
        dose = _dose(self.unset, form)
        # Kilograms hold for the exercise wherever it stands, so only one place may set them.
        others = (
            structs.replace(one, load_kg=None) if one.id == self.exercise else one
            for one in _each_stage(self.plain, self.recorded)
            if _spot(one) != _spot(dose)
        )
        doses = tuple(one for one in (*others, dose) if one != PtDose(id=one.id, stage=one.stage))
        merged = PtDoses(format=1, program=self.plain.definition.id, written_on=day, doses=doses)
        with_pt(self.plain, merged)
        return merged


def _spot(dose: PtDose) -> tuple[str, int | None]:
    return dose.id, dose.stage


def _dose(unset: PtDose, form: Form) -> PtDose:
    """Return what the PT set. Raises Faulty with every number that nobody could do."""
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
        # A rest between repetitions begins each with a count-in: it is offered only where it is the custom.
        if name != "reps" or plain or entry is not None:
            yield _row(dose, ("rest", name), _REST, plain, entry)
    if dose.weighted:
        yield Field(("load_kg",), "Kilograms", _LOAD, entry=load, missing="- kg", remark=_of_the_pt)


def _row(dose: Dose, key: tuple[str, ...], kind: Kind[Any], plain: object, entry: object) -> Field:
    return Field(key, name_of(".".join(key), dose), kind, plain, entry, remark=_of_the_pt)


def _of_the_pt(row: Field) -> str:
    """Say that a number is the PT's, and in place of which."""
    if row.entry is None:
        return ""
    return MY_PT if row.default is None else f"{MY_PT}, not {row.kind.text(row.default)}"


def _each_stage(plain: ResolvedProgram, recorded: PtDoses | None) -> Sequence[PtDose]:
    """Return what was recorded with each stage on its own, so that one can be changed without the others."""
    found: dict[tuple[str, int | None], PtDose] = {}
    for change in recorded.doses if recorded else ():
        for number, doses in enumerate(plain.definition.parts, 1):
            if change.stage in {None, number} and any(dose.id == change.id for dose in doses):
                stage = number if plain.definition.stages else None
                below = found.get((change.id, stage), PtDose(id=change.id, stage=stage))
                found[change.id, stage] = _laid_over(below, change)
    return tuple(found.values())


def _laid_over(below: PtDose, above: PtDose) -> PtDose:
    """Lay one change over another; what the upper one does not name shows through."""
    named = {key: value for key in ("sets", "reps", "load_kg") if (value := getattr(above, key)) is not None}
    for part in ("tempo", "rest"):
        numbers = {key: value for key, value in structs.asdict(getattr(above, part)).items() if value is not None}
        named[part] = structs.replace(getattr(below, part), **numbers)
    return structs.replace(below, **named)


def _load(recorded: PtDoses | None, exercise: str) -> float | None:
    doses = recorded.doses if recorded else ()
    return next((one.load_kg for one in reversed(doses) if one.id == exercise and one.load_kg is not None), None)
