"""The form in which a person writes down the dose that the PT gave: rows of numbers, and what comes of each key.

A value that never changes: each key gives another form. It knows no screen and no file; what comes out is laid beside
what was told before, and held to the same bounds as a file of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor
from typing import Any, get_args

from msgspec import structs

from achilles_tui.domain.base.faults import Fault, hold
from achilles_tui.domain.base.units import MY_PT, Count, Kilograms, RestSeconds, Seconds
from achilles_tui.domain.describe.programs import name_of
from achilles_tui.domain.forms.form import FormLine
from achilles_tui.domain.forms.kinds import KILOGRAM_STEP, LONGEST_TYPED
from achilles_tui.domain.programs.dose import PHASES_OF_A_RAISE, PHASES_OF_A_STRETCH, Dose
from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.programs.pt_doses import PtDose, PtDoses, PtRest, PtTempo, with_pt

Value = float | tuple[int, ...]
"""A number, or a range."""

LOAD = "load_kg"
_STEPS = {"": 1.0, "s": 0.5, "kg": KILOGRAM_STEP}
_REST_STEP = 15.0
_POINTS = ".,"


@dataclass(frozen=True)
class Row:
    """One number of the dose.

    key: as in a dose's provenance, or `load_kg`. step: what one press changes it by. kind: the type that bounds it.
    plain: what the program says, if anything. told: what the PT told, if anything.
    """

    key: str
    name: str
    unit: str
    step: float
    kind: Any
    plain: Value | None
    told: Value | None = None

    @property
    def value(self) -> Value | None:
        """What holds now."""
        return self.plain if self.told is None else self.told

    @property
    def value_told(self) -> str:
        """What holds now, to read."""
        return _told(self.value)

    @property
    def plain_told(self) -> str:
        """What the program says, to read."""
        return _told(self.plain)

    @property
    def beside(self) -> str:
        """Whose number it is, where that is not the program's."""
        if self.told is None:
            return ""
        return MY_PT + (f", not {self.plain_told}" if self.plain is not None else "")

    @property
    def whole(self) -> bool:
        """Whether it is counted in whole numbers."""
        return self.kind is Count

    @property
    def least(self) -> float:
        """The smallest number that a step leads to."""
        meta = get_args(self.kind)[1]
        return float(self.step if meta.ge is None else meta.ge)

    @property
    def most(self) -> float:
        """The greatest number it can be."""
        return float(get_args(self.kind)[1].le)

    def stepped(self, by: int) -> "Row":
        """Return it one step up or down, at the next even step; a range begins from its low end."""
        now = 0.0 if self.value is None else float(self.value[0] if isinstance(self.value, tuple) else self.value)
        steps = now / self.step
        aim = (floor(steps) + 1 if by > 0 else ceil(steps) - 1) * self.step
        least = self.least if self.value is None else min(now, self.least)
        told = min(self.most, max(least, aim))
        return replace(self, told=int(told) if self.whole else told)

    def faults(self) -> Iterator[Fault]:
        """Give what is wrong with the number that was told."""
        if self.told is None or isinstance(self.told, tuple):
            return
        meta = get_args(self.kind)[1]
        too_small = self.told < meta.ge if meta.gt is None else self.told <= meta.gt
        if too_small or self.told > meta.le:
            bounds = f"{meta.ge} to {meta.le:g}" if meta.gt is None else f"more than {meta.gt}, at most {meta.le:g}"
            yield Fault(tuple(self.key.split(".")), f"{self.name}: {bounds} {self.unit}".rstrip())


@dataclass(frozen=True)
class DoseForm:
    """The rows for one exercise of one stage.

    stage: counted from 1; None where the program has none. marked: the row that keys change. typed: the digits typed
    so far for it.
    """

    exercise: str
    stage: int | None
    rows: tuple[Row, ...]
    marked: int = 0
    typed: str = ""

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """The rows as they are read, what is typed as yet in the marked one."""
        found = []
        for index, row in enumerate(self.rows):
            value = f"{self.typed}_" if self.typed and index == self.marked else row.value_told
            found.append(FormLine(row.name, f"{value} {row.unit}".rstrip(), row.beside))
        return tuple(found)

    def moved(self, by: int) -> "DoseForm":
        """Mark the next or the previous row."""
        return replace(self, marked=(self.marked + by) % len(self.rows), typed="")

    def stepped(self, by: int) -> "DoseForm":
        """Change the marked row by a step."""
        return self._with(self.rows[self.marked].stepped(by), "")

    def typing(self, letter: str) -> "DoseForm":
        """Put a digit or a point to the number that is typed; what makes none of it changes nothing."""
        row, text = self.rows[self.marked], self.typed + ("." if letter in _POINTS else letter)
        if len(letter) != 1 or letter not in f"0123456789{_POINTS}" or len(text) > LONGEST_TYPED:
            return self
        if text.count(".") > (0 if row.whole else 1):
            return self
        return self._with(row if text == "." else replace(row, told=_number(text, whole=row.whole)), text)

    def erased(self) -> "DoseForm":
        """Take the last digit back; without one, the row back to what the program says."""
        row, text = self.rows[self.marked], self.typed[:-1]
        if not text.strip("."):
            return self._with(replace(row, told=None), "")
        return self._with(replace(row, told=_number(text, whole=row.whole)), text)

    def taken_back(self) -> "DoseForm":
        """Set the marked row back to what the program says."""
        return self._with(replace(self.rows[self.marked], told=None), "")

    def dose(self) -> PtDose:
        """Return what the PT told. Raises Faulty with every number that nobody could do."""
        hold(fault for row in self.rows for fault in row.faults())
        told = {row.key: row.told for row in self.rows if row.told is not None}

        def part(name: str) -> dict[str, Any]:
            return {key.split(".")[1]: value for key, value in told.items() if key.startswith(f"{name}.")}

        whole: dict[str, Any] = {key: value for key, value in told.items() if "." not in key}
        return PtDose(
            id=self.exercise, stage=self.stage, tempo=PtTempo(**part("tempo")), rest=PtRest(**part("rest")), **whole
        )

    def _with(self, row: Row, typed: str) -> "DoseForm":
        rows = (*self.rows[: self.marked], row, *self.rows[self.marked + 1 :])
        return replace(self, rows=rows, typed=typed)


def form_of(plain: Offer, told: PtDoses | None, exercise: str, stage: int) -> DoseForm:
    """Return the form for an exercise in a stage, counted from 1, with what was told before.

    plain: the program as its file says it. Raises StopIteration where the stage has no such exercise.
    """
    dose = next(dose for dose in plain.doses(stage) if dose.id == exercise)
    number = stage if plain.program.stages else None
    before = next((one for one in _each_stage(plain, told) if (one.id, one.stage) == (exercise, number)), None)
    load = _load(told, exercise)
    return DoseForm(exercise, number, tuple(_rows(dose, before or PtDose(id=exercise), load)))


def kept(form: DoseForm, plain: Offer, told: PtDoses | None, day: date) -> PtDoses:
    """Return what was told before with this form in its place; no dose is left in it where nothing is changed.

    day: on which it is written down. Raises Faulty with all that is wrong, as `with_pt` does.
    """
    dose = form.dose()
    # Kilograms hold for the exercise wherever it stands, so only one place may tell them.
    others = (
        structs.replace(one, load_kg=None) if one.id == form.exercise else one
        for one in _each_stage(plain, told)
        if (one.id, one.stage) != (form.exercise, form.stage)
    )
    doses = tuple(one for one in (*others, dose) if one != PtDose(id=one.id, stage=one.stage))
    merged = PtDoses(format=1, program=plain.program.id, told=day, doses=doses)
    with_pt(plain, merged)
    return merged


def _rows(dose: Dose, told: PtDose, load: float | None) -> Iterator[Row]:
    for key in ("sets", "reps"):
        yield Row(key, name_of(key, dose), "", _STEPS[""], Count, getattr(dose, key), getattr(told, key))
    for name in PHASES_OF_A_RAISE + PHASES_OF_A_STRETCH:
        plain = getattr(dose.tempo, name)
        if plain is not None:
            key = f"tempo.{name}"
            yield Row(key, name_of(key, dose), "s", _STEPS["s"], Seconds, plain, getattr(told.tempo, name))
    for name in ("sets", "exercises", "reps"):
        plain, before = getattr(dose.rest, name), getattr(told.rest, name)
        # A rest between repetitions begins each with a count-in: it is offered only where it is the custom.
        if name != "reps" or plain or before is not None:
            key = f"rest.{name}"
            yield Row(key, name_of(key, dose), "s", _REST_STEP, RestSeconds, plain, before)
    if dose.weighted:
        yield Row(LOAD, "Kilograms", "kg", _STEPS["kg"], Kilograms, None, load)


def _each_stage(plain: Offer, told: PtDoses | None) -> Sequence[PtDose]:
    """Return what was told with each stage on its own, so that one can be changed without the others."""
    found: dict[tuple[str, int | None], PtDose] = {}
    for change in told.doses if told else ():
        for number, doses in enumerate(plain.program.parts, 1):
            if change.stage in {None, number} and any(dose.id == change.id for dose in doses):
                stage = number if plain.program.stages else None
                below = found.get((change.id, stage), PtDose(id=change.id, stage=stage))
                found[change.id, stage] = _over(below, change)
    return tuple(found.values())


def _over(below: PtDose, above: PtDose) -> PtDose:
    """Lay one change over another; what the upper one does not name shows through."""
    named = {key: value for key in ("sets", "reps", LOAD) if (value := getattr(above, key)) is not None}
    for part in ("tempo", "rest"):
        told = {key: value for key, value in structs.asdict(getattr(above, part)).items() if value is not None}
        named[part] = structs.replace(getattr(below, part), **told)
    return structs.replace(below, **named)


def _load(told: PtDoses | None, exercise: str) -> float | None:
    loads = [one.load_kg for one in (told.doses if told else ()) if one.id == exercise and one.load_kg is not None]
    return loads[-1] if loads else None


def _number(text: str, *, whole: bool) -> float:
    return int(text) if whole else float(text)


def _told(value: Value | None) -> str:
    if value is None:
        return "-"
    return f"{value[0]}-{value[1]}" if isinstance(value, tuple) else f"{value:g}"
