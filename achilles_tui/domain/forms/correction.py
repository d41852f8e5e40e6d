"""The form in which a person corrects a session, or tells one that was not recorded: rows, and what each key does.

A value that never changes: each key gives another form. It knows no screen and no file. What comes out of it is a
correction of what was recorded, or a session told by hand.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from msgspec import structs

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import HEAVIEST, PAIN_SCALE, Category, Side
from achilles_tui.domain.forms.form import FormLine
from achilles_tui.domain.forms.kinds import KILOGRAM_STEP, Choice, Clock, Day, Kind, Number, Text
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.apply_corrections import as_told, one_leg, told_by_hand
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status, new_record

FAR = timedelta(hours=2)
"""So far apart two sessions of a day begin at least, as one guesses (ours)."""

_DRAFT = "draft"
"""The id of a session that is not kept yet."""

Key = Literal["day", "clock", "side", "done", "load", "during", "after", "stopped_for", "note"]


@dataclass(frozen=True)
class Row:
    """One value of the session.

    was: what was recorded. index, of: of the set, where it is one's: its place among all, and its exercise. before:
    what was told so far.
    """

    key: Key
    name: str
    kind: Kind
    value: Any
    was: Any
    index: int = 0
    of: str = ""
    before: Any = None

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

    @property
    def is_new(self) -> bool:
        """Whether it is of a session that nobody recorded."""
        return self.before.id == _DRAFT

    @property
    def lines(self) -> tuple[FormLine, ...]:
        """The rows as they are read, what is typed as yet in the marked one."""
        found = []
        for index, row in enumerate(self.rows):
            typed = self.typed if index == self.marked else ""
            beside = f"recorded: {row.was_told}" if row.was_told and not self.is_new else ""
            heading = row.of if index and row.of != self.rows[index - 1].of else ""
            found.append(FormLine(row.name, f"{typed}_" if typed else row.told, beside, heading))
        return tuple(found)

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

    def erased(self) -> "CorrectionForm":
        """Take the last typed character back; without one, the row back to what was recorded."""
        text = self.typed[:-1]
        value = self.row.kind.parsed(text) if text else None
        return replace(self.taken_back() if value is None else self._with(value), typed=text)

    def written(self, text: str) -> "CorrectionForm":
        """Put a text into the note."""
        at = next(index for index, row in enumerate(self.rows) if row.key == "note")
        return replace(self, rows=(*self.rows[:at], replace(self.rows[at], value=text), *self.rows[at + 1 :]))

    def taken_back(self) -> "CorrectionForm":
        """Set the marked row back to what was recorded; where nothing was, to what was told: no word unsays that."""
        return self._with(self.row.before if self.row.was is None else self.row.was)

    def hold(self) -> None:
        """Raise Refused where something is typed that is no value yet: it would be lost."""
        if self.typed and self.row.kind.parsed(self.typed) is None:
            raise Refused(f"{self.row.name}: {self.typed} is no value yet. Type on, or erase it.")

    def _with(self, value: object) -> "CorrectionForm":
        row = replace(self.row, value=value)
        return replace(self, rows=(*self.rows[: self.marked], row, *self.rows[self.marked + 1 :]), typed="")


def form_of(recorded: SessionRecord, before: SessionRecord, today: date) -> CorrectionForm:
    """Return the form for a session.

    recorded: as its file says it. before: as it was told so far. today: the last day it can be moved to.
    """
    return _begun(before, _rows(recorded, before, today))


def likely_begin(times: Sequence[datetime], begun: Iterable[datetime], now: datetime) -> datetime:
    """Return when a session that was not recorded probably began, for a person to put right.

    times: the person's times on that day, one at least. begun: when the recorded ones of that day began. The first time
    that is over and far from all of them, else the last one; now, where none is over.
    """
    over = [one for one in times if one <= now] or [now]
    taken = tuple(begun)
    return next((one for one in over if all(abs(one - other) >= FAR for other in taken)), over[-1])


def drafted(made: Plan, started: datetime) -> SessionRecord:
    """Return a session told by hand with everything done that was planned, to begin a form with."""
    planned = [one.planned for one in new_record(made, _DRAFT, started).sets]
    return told_by_hand(made, _DRAFT, started, planned)


def entry_form(draft: SessionRecord, today: date) -> CorrectionForm:
    """Return the form for a session that nobody recorded. draft: as `told_by_hand` gives it."""
    first, *others = _rows(draft, draft, today)
    clock = Row("clock", "Begun at", Clock(), draft.started.time(), draft.started.time())
    return _begun(draft, (first, clock, *others))


def correction_of(form: CorrectionForm, recorded: SessionRecord, entry: tuple[str, datetime]) -> Correction | None:
    """Return what is to be kept of a form; None where nothing was changed. entry: its id, and when it is written.

    Raises Refused where something is typed that is no value yet.
    """
    form.hold()
    said = {(row.key, row.index): row.value for row in form.rows if row.value != row.before}
    if not said:
        return None
    whole: dict[str, Any] = {key: value for (key, _), value in said.items() if key not in {"done", "load"}}
    indices = sorted({index for key, index in said if key in {"done", "load"}})
    sets = tuple(
        SetCorrection(one.exercise, one.side, one.set, said.get(("done", index)), said.get(("load", index)))
        for index, one in ((index, recorded.sets[index]) for index in indices)
    )
    return Correction(*entry, session=recorded.id, recorded=recorded.day, sets=sets, **whole)


def entered(form: CorrectionForm, at: Callable[[date, time], datetime]) -> SessionRecord:
    """Return the session that was told by hand, of the exercises of which anything was done.

    at: gives a wall time of a day its offset. Raises Refused where something is typed that is no value yet.
    """
    form.hold()
    draft = form.before
    clock = next(row.value for row in form.rows if row.key == "clock")
    rows = tuple(row for row in form.rows if row.key != "clock")
    told = correction_of(replace(form, rows=rows, typed=""), draft, (draft.id, draft.started))
    record = (as_told(draft, [told]) if told else None) or draft
    started = at(record.day, clock)
    pains = tuple(structs.replace(one, at=started) for one in record.pains)
    return _with_what_was_done(structs.replace(record, started=started, pains=pains)).ended_by_its_sets()


def _begun(before: SessionRecord, rows: Iterable[Row]) -> CorrectionForm:
    """Return a form whose rows know what they began with."""
    return CorrectionForm(before, tuple(replace(one, before=one.value) for one in rows))


def _with_what_was_done(record: SessionRecord) -> SessionRecord:
    """Return a session without the exercises of which nothing was done; as it is where that is all of them."""
    done = {one.exercise for one in record.sets if one.done}
    if not done:
        return record
    sets = tuple(one for one in record.sets if one.exercise in done)
    return structs.replace(record, plan=record.plan.only(done), sets=sets)


def _rows(recorded: SessionRecord, before: SessionRecord, today: date) -> Iterator[Row]:
    yield Row("day", "Day", Day(today), before.day, recorded.day)
    if (leg := one_leg(before)) is not None:
        yield Row("side", "Leg", Choice(Side.LEFT.value, Side.RIGHT.value), leg.value, one_leg(recorded))
    pain = Number(PAIN_SCALE[-1])
    yield Row("during", "Pain before the end", pain, before.pain_during(), recorded.pain_during())
    yield Row("after", "Pain at the end", pain, before.final_pain(), recorded.final_pain())
    if recorded.status is Status.STOPPED and not recorded.by_hand:
        yield Row("stopped_for", "Stopped for", Choice("choice", "pain"), before.stopped_for, recorded.stopped_for)
    yield Row("note", "Note", Text(), before.note, recorded.note)
    for index, (then, now) in enumerate(zip(recorded.sets, before.sets, strict=True)):
        of, exercise = _of(before.plan, now), before.plan.exercise(now.exercise)
        yield Row("done", f"Set {now.set}, of {now.planned}", Number(then.most), now.done, then.done, index, of)
        if then.load_kg is not None or exercise.adds_load or exercise.category is Category.HEAVY:
            kind = Number(HEAVIEST, KILOGRAM_STEP, "kg", KILOGRAM_STEP)
            yield Row("load", f"Set {now.set}, load", kind, now.load_kg, then.load_kg, index, of)


def _of(plan: Plan, one: SetRecord) -> str:
    side = "" if one.side is Side.BOTH else f", {one.side}"
    return f"{plan.exercise(one.exercise).name}{side}"
