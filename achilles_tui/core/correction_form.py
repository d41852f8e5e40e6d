"""The form in which a person corrects a session, or tells one that was not recorded: rows, and what each key does.

A value that never changes: each key gives another form. It knows no screen and no file. What comes out of it is a
correction of what was recorded, or a session told by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from msgspec import structs

from achilles_tui.core.corrections import as_told, one_leg
from achilles_tui.core.diary import Correction, SetCorrection
from achilles_tui.core.form_values import Choice, Clock, Day, Kind, Number, Text
from achilles_tui.core.history import SessionRecord, SetRecord, Status
from achilles_tui.core.log import pain_during
from achilles_tui.core.planning import Plan
from achilles_tui.core.units import HEAVIEST, PAIN_SCALE, Side

KILOGRAM_STEP = 2.5
"""Kilograms that one press changes a load by (ours; the smallest plates of most machines)."""

Key = Literal["day", "clock", "side", "done", "load", "during", "after", "stopped_for", "note"]


@dataclass(frozen=True)
class Row:
    """One value of the session. index: of the set, where it is one's; was: what was recorded."""

    key: Key
    name: str
    kind: Kind
    value: Any
    was: Any
    index: int = 0

    @property
    def told(self) -> str:
        """The value as it is now."""
        return self.kind.told(self.value)

    @property
    def was_told(self) -> str:
        """The value as it was recorded, where that is another one."""
        return "" if self.value == self.was else self.kind.told(self.was)


@dataclass(frozen=True)
class CorrectionForm:
    """The rows of a session. before: as it was told so far. marked: the row that keys change. typed: as yet, for it."""

    before: SessionRecord
    rows: tuple[Row, ...]
    marked: int = 0
    typed: str = ""

    @property
    def row(self) -> Row:
        """The marked row."""
        return self.rows[self.marked]

    def moved(self, by: int) -> "CorrectionForm":
        """Mark the next or the previous row."""
        return replace(self, marked=(self.marked + by) % len(self.rows), typed="")

    def stepped(self, by: int) -> "CorrectionForm":
        """Change the marked row by a step."""
        return self._with(self.row.kind.stepped(self.row.value, by))

    def typing(self, letter: str) -> "CorrectionForm":
        """Put a character to what is typed; what can never become a value changes nothing."""
        text = self.typed + letter
        try:
            value = self.row.kind.parsed(text)
        except ValueError:
            return self
        return replace(self if value is None else self._with(value), typed=text)

    def written(self, text: str) -> "CorrectionForm":
        """Put a text into the note."""
        at = next(index for index, row in enumerate(self.rows) if row.key == "note")
        return replace(self, rows=(*self.rows[:at], replace(self.rows[at], value=text), *self.rows[at + 1 :]))

    def taken_back(self) -> "CorrectionForm":
        """Set the marked row back to what was recorded."""
        return self._with(self.row.was)

    def _with(self, value: object) -> "CorrectionForm":
        row = replace(self.row, value=value)
        return replace(self, rows=(*self.rows[: self.marked], row, *self.rows[self.marked + 1 :]), typed="")


def form_of(recorded: SessionRecord, before: SessionRecord, today: date) -> CorrectionForm:
    """Return the form for a session.

    recorded: as its file says it. before: as it was told so far. today: the last day it can be moved to.
    """
    return CorrectionForm(before, tuple(_rows(recorded, before, today)))


def entry_form(draft: SessionRecord, today: date) -> CorrectionForm:
    """Return the form for a session that nobody recorded. draft: as `told_by_hand` gives it."""
    first, *others = _rows(draft, draft, today)
    clock = Row("clock", "Begun at", Clock(), draft.started.time(), draft.started.time())
    return CorrectionForm(draft, (first, clock, *others))


def correction_of(form: CorrectionForm, recorded: SessionRecord, entry: tuple[str, datetime]) -> Correction | None:
    """Return what is to be kept of a form; None where nothing was changed. entry: its id, and when it is written."""
    before = {(row.key, row.index): row.value for row in _rows(recorded, form.before, date.max)}
    now = {(row.key, row.index): row.value for row in form.rows if row.value is not None}
    said = {key: value for key, value in now.items() if value != before.get(key)}
    if not said:
        return None
    whole: dict[str, Any] = {key: value for (key, _), value in said.items() if key not in {"done", "load"}}
    indices = sorted({index for key, index in said if key in {"done", "load"}})
    sets = tuple(
        SetCorrection(one.exercise, one.side, one.set, said.get(("done", index)), said.get(("load", index)))
        for index, one in ((index, recorded.sets[index]) for index in indices)
    )
    return Correction(*entry, session=recorded.id, recorded=recorded.day, sets=sets, **whole)


def entered(form: CorrectionForm) -> SessionRecord:
    """Return the session that was told by hand."""
    draft = form.before
    clock = next(row.value for row in form.rows if row.key == "clock")
    rows = tuple(row for row in form.rows if row.key != "clock")
    told = correction_of(replace(form, rows=rows), draft, (draft.id, draft.started))
    record = (as_told(draft, [told]) if told else None) or draft
    record = structs.replace(record, started=datetime.combine(record.day, clock, record.started.tzinfo))
    is_full = all(one.done >= one.planned for one in record.sets)
    return structs.replace(
        record, status=Status.DONE if is_full else Status.STOPPED, stopped_for=None if is_full else "choice"
    )


def _rows(recorded: SessionRecord, before: SessionRecord, today: date) -> Iterator[Row]:
    yield Row("day", "Day", Day(today), before.day, recorded.day)
    if (leg := one_leg(before)) is not None:
        yield Row("side", "Leg", Choice(Side.LEFT.value, Side.RIGHT.value), leg.value, one_leg(recorded))
    for index, (then, now) in enumerate(zip(recorded.sets, before.sets, strict=True)):
        yield Row("done", _name(before.plan, now), Number(then.most), now.done, then.done, index)
        if then.load_kg is not None:
            name = f"{_name(before.plan, now)}, load"
            kind = Number(HEAVIEST, KILOGRAM_STEP, "kg", KILOGRAM_STEP)
            yield Row("load", name, kind, now.load_kg, then.load_kg, index)
    pain = Number(PAIN_SCALE[-1])
    yield Row("during", "Highest pain during", pain, pain_during(before), pain_during(recorded))
    yield Row("after", "Pain at the end", pain, before.final_pain(), recorded.final_pain())
    if recorded.status is Status.STOPPED and not recorded.by_hand:
        yield Row("stopped_for", "Stopped for", Choice("choice", "pain"), before.stopped_for, recorded.stopped_for)
    yield Row("note", "Note", Text(), before.note, recorded.note)


def _name(plan: Plan, one: SetRecord) -> str:
    side = "" if one.side is Side.BOTH else f", {one.side}"
    return f"{plan.exercise(one.exercise).name}{side}, set {one.set}, of {one.planned}"
