"""The form to correct a session, or to enter a session that was not recorded, and its result. Pure."""

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
"""The likely least time between the starts of two sessions on one day (ours)."""

_DRAFT = "draft"
"""The id of a session that is not saved yet."""


def form_of(recorded: SessionRecord, before: SessionRecord, today: date) -> Form:
    """Return the form to correct a session. before: with its corrections so far. today: the last day to move it to."""
    return Form(tuple(replace(row, remark=_recorded) for row in _rows(recorded, before, today)))


def entry_form(draft: SessionRecord, today: date) -> Form:
    """Return the form to enter a session that was not recorded. draft: from `draft_session`."""
    day, *rows = _rows(draft, draft, today)
    clock = Field(("clock",), "Started at", TimeOfDay(), draft.started.time())
    return Form((day, clock, *rows))


def likely_begin(times: Sequence[datetime], recorded_starts: Iterable[datetime], now: datetime) -> datetime:
    """Return when a session that was not recorded probably began; the person can change it.

    times: the person's times on that day, at least one. recorded_starts: when the recorded sessions of that day began.
    It is the first time before now that is far from all of them, else the last time before now, else now.
    """
    earlier_times = [moment for moment in times if moment <= now] or [now]
    starts = tuple(recorded_starts)
    free_times = (moment for moment in earlier_times if all(abs(moment - start) >= FAR for start in starts))
    return next(free_times, earlier_times[-1])


def draft_session(plan: Plan, started: datetime) -> SessionRecord:
    """Return a session entered by hand with every planned repetition done, to start the form with."""
    planned = [planned_set.planned for planned_set in new_record(plan, _DRAFT, started).sets]
    return record_by_hand(plan, _DRAFT, started, planned)


def correction_of(form: Form, recorded: SessionRecord, entry: tuple[str, datetime]) -> Correction | None:
    """Return the correction that a form makes, if any. entry: its id and time. Raises Faulty with all wrong values."""
    return _correction(form.changes(), recorded, entry)


def session_of(form: Form, draft: SessionRecord, local: Callable[[date, time], datetime]) -> SessionRecord:
    """Return the session that was entered by hand, with the exercises in which anything was done.

    draft: what the form started with. local: returns a day and a wall time with their offset. Raises Faulty with every
    value that is not valid.
    """
    changes = {key: value for key, value in form.changes().items() if key != ("clock",)}
    correction = _correction(changes, draft, (draft.id, draft.started))
    record = (corrected_session(draft, [correction]) if correction else None) or draft
    started = local(record.day, form.value("clock"))
    pains = tuple(structs.replace(pain, at=started) for pain in record.pains)
    return _with_what_was_done(structs.replace(record, started=started, pains=pains)).ended_by_its_sets()


def _correction(
    changes: Mapping[Place, Any], recorded: SessionRecord, entry: tuple[str, datetime]
) -> Correction | None:
    """Return a correction. changes: by the keys of the rows; the key of a set ends with its index among all sets."""
    if not changes:
        return None
    indices = sorted({last for *_, last in changes if isinstance(last, int)})
    sets = tuple(
        SetCorrection(*recorded.sets[index].key, changes.get(("done", index)), changes.get(("load", index)))
        for index in indices
    )
    session_values = {name: value for (name, *index), value in changes.items() if isinstance(name, str) and not index}
    return Correction(*entry, session=recorded.id, recorded=recorded.day, sets=sets, **session_values)


def _with_what_was_done(record: SessionRecord) -> SessionRecord:
    """Return a session without the exercises in which nothing was done; unchanged if nothing was done at all."""
    done = {recorded_set.exercise for recorded_set in record.sets if recorded_set.done}
    if not done:
        return record
    sets = tuple(recorded_set for recorded_set in record.sets if recorded_set.exercise in done)
    return structs.replace(record, plan=record.plan.only(done), sets=sets)


def _recorded(row: Field) -> str:
    """Return what was recorded, if the row has another value now."""
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
    """Yield the rows to correct a set. then: as recorded. now: with its corrections so far."""
    exercise = plan.exercise(now.exercise)
    heading = exercise.name if now.side is Side.BOTH else f"{exercise.name}, {now.side}"
    name, done = f"Set {now.set}", NumberKind(Bounds(0, then.most))
    yield Field(("done", index), f"{name}, of {now.planned}", done, now.done, original=then.done, heading=heading)
    if then.load_kg is not None or exercise.adds_load or exercise.category is Category.HEAVY:
        yield Field(("load", index), f"{name}, load", LOAD, now.load_kg, original=then.load_kg, heading=heading)
