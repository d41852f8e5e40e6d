"""The form for correcting a session, or entering one that was not recorded, and what comes out of it. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import structs

from achilles_tui.domain.base.faults import Place
from achilles_tui.domain.base.units import Bounds, Category, Side
from achilles_tui.domain.forms.form import Field, Form
from achilles_tui.domain.forms.kinds import LOAD, PAIN, TEN, Choice, Day, NumberKind, Text, TimeOfDay
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.apply_corrections import corrected_session, one_leg, record_by_hand
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status, new_record

FAR = timedelta(hours=2)
"""So far apart two sessions of a day begin at least, as one guesses (ours)."""

_DRAFT = "draft"
"""The id of a session that is not kept yet."""


def form_of(recorded: SessionRecord, before: SessionRecord, today: date) -> Form:
    """Return the form for a session.

    recorded: as its file says it. before: with its corrections so far. today: the last day it can be moved to.
    """
    return Form(tuple(replace(row, remark=_recorded) for row in _rows(recorded, before, today)))


def entry_form(draft: SessionRecord, today: date) -> Form:
    """Return the form for a session that nobody recorded. draft: as `draft_session` gives it."""
    first, *others = _rows(draft, draft, today)
    clock = Field(("clock",), "Begun at", TimeOfDay(), draft.started.time())
    return Form((first, clock, *others))


def likely_begin(times: Sequence[datetime], begun: Iterable[datetime], now: datetime) -> datetime:
    """Return when a session that was not recorded probably began, for a person to put right.

    times: the person's times on that day, one at least. begun: when the recorded ones of that day began. The first time
    that is over and far from all of them, else the last one; now, where none is over.
    """
    over = [one for one in times if one <= now] or [now]
    taken = tuple(begun)
    return next((one for one in over if all(abs(one - other) >= FAR for other in taken)), over[-1])


def draft_session(made: Plan, started: datetime) -> SessionRecord:
    """Return a session entered by hand with everything done that was planned, to begin a form with."""
    planned = [one.planned for one in new_record(made, _DRAFT, started).sets]
    return record_by_hand(made, _DRAFT, started, planned)


def correction_of(form: Form, recorded: SessionRecord, entry: tuple[str, datetime]) -> Correction | None:
    """Return what is to be kept of a form; None where nothing was changed. entry: its id, and when it is written.

    Raises Faulty with all that cannot be kept.
    """
    return _correction(form.changes(), recorded, entry)


def session_of(form: Form, draft: SessionRecord, at: Callable[[date, time], datetime]) -> SessionRecord:
    """Return the session that was entered by hand, of the exercises of which anything was done.

    draft: what the form began with. at: gives a wall time of a day its offset. Raises Faulty with all that cannot be
    kept.
    """
    changes = {key: value for key, value in form.changes().items() if key != ("clock",)}
    correction = _correction(changes, draft, (draft.id, draft.started))
    record = (corrected_session(draft, [correction]) if correction else None) or draft
    started = at(record.day, form.value("clock"))
    pains = tuple(structs.replace(one, at=started) for one in record.pains)
    return _with_what_was_done(structs.replace(record, started=started, pains=pains)).ended_by_its_sets()


def _correction(
    changes: Mapping[Place, Any], recorded: SessionRecord, entry: tuple[str, datetime]
) -> Correction | None:
    """Return a correction. changes: by the keys of the rows; those of a set have its place among all as their last."""
    if not changes:
        return None
    indices = sorted({last for *_, last in changes if isinstance(last, int)})
    sets = tuple(
        SetCorrection(one.exercise, one.side, one.set, changes.get(("done", index)), changes.get(("load", index)))
        for index, one in ((index, recorded.sets[index]) for index in indices)
    )
    whole = {name: value for (name, *others), value in changes.items() if isinstance(name, str) and not others}
    return Correction(*entry, session=recorded.id, recorded=recorded.day, sets=sets, **whole)


def _with_what_was_done(record: SessionRecord) -> SessionRecord:
    """Return a session without the exercises of which nothing was done; as it is where that is all of them."""
    done = {one.exercise for one in record.sets if one.done}
    if not done:
        return record
    sets = tuple(one for one in record.sets if one.exercise in done)
    return structs.replace(record, plan=record.plan.only(done), sets=sets)


def _recorded(row: Field) -> str:
    """Say what was recorded, where something else holds now."""
    return "" if row.value == row.original else f"recorded: {row.read(row.original)}"


def _rows(recorded: SessionRecord, before: SessionRecord, today: date) -> Iterator[Field]:
    yield Field(("day",), "Day", Day(today), before.day, original=recorded.day)
    if (leg := one_leg(before)) is not None:
        legs = Choice((Side.LEFT.value, Side.RIGHT.value), wraps=True)
        yield Field(("side",), "Leg", legs, leg.value, original=one_leg(recorded))
    during, after = recorded.pain_during(), recorded.final_pain()
    yield Field(("during",), "Pain before the end", PAIN, before.pain_during(), original=during, letters=TEN)
    yield Field(("after",), "Pain at the end", PAIN, before.final_pain(), original=after, letters=TEN)
    if recorded.status is Status.STOPPED and not recorded.by_hand:
        reasons = Choice(("choice", "pain"), wraps=True)
        yield Field(("stopped_for",), "Stopped for", reasons, before.stopped_for, original=recorded.stopped_for)
    yield Field(("note",), "Note", Text(), before.note, original=recorded.note)
    for index, (then, now) in enumerate(zip(recorded.sets, before.sets, strict=True)):
        yield from _rows_of_set(index, then, now, before.plan)


def _rows_of_set(index: int, then: SetRecord, now: SetRecord, plan: Plan) -> Iterator[Field]:
    """Give what can be corrected of a set. then: as recorded; now: with its corrections so far."""
    exercise = plan.exercise(now.exercise)
    heading = exercise.name if now.side is Side.BOTH else f"{exercise.name}, {now.side}"
    name, done = f"Set {now.set}", NumberKind(Bounds(0, then.most))
    yield Field(("done", index), f"{name}, of {now.planned}", done, now.done, original=then.done, heading=heading)
    if then.load_kg is not None or exercise.adds_load or exercise.category is Category.HEAVY:
        yield Field(("load", index), f"{name}, load", LOAD, now.load_kg, original=then.load_kg, heading=heading)
