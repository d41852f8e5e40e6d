"""Summaries of sessions for the history, small enough for ten years of sessions in memory. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import NamedTuple

from msgspec import Struct

from achilles_tui.domain.base.units import Category, Side
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord


class LegSets(NamedTuple):
    """The sets of one exercise and one leg, or both at once: those done in full, and those the session had.

    worked: whether it did any repetition.
    """

    side: Side
    sets: int
    planned: int
    worked: bool


Legs = tuple[LegSets, ...]
"""Each leg that had sets to do, or both at once."""


class Work(Struct, frozen=True, gc=False):
    """One exercise of a session, over all its sets and both legs."""

    exercise: str
    name: str
    category: Category
    sets_planned: int
    reps_done: int
    paced: int
    """Of those done, the repetitions whose loaded part ran to its end."""
    tension: float
    """Measured time under tension in seconds; 0 for a session entered by hand."""
    load_kg: float | None
    """The heaviest load in kilograms; None without one."""
    volume: float
    """Repetitions done times kilograms; 0 without a load."""
    sets_by_leg: Legs

    @property
    def sets_done(self) -> int:
        """Sets with every planned repetition done."""
        return sum(leg.sets for leg in self.sets_by_leg)


class SessionSummary(Struct, frozen=True):
    """The summary of a session. Pain is NPRS 0-10; None where it was not recorded."""

    id: str
    program: str
    day: date
    started: datetime
    counts: bool
    """Whether it is a training session that is over."""
    works: tuple[Work, ...]
    during: int | None
    """The highest pain before the end."""
    after: int | None
    """The pain at the end."""
    stopped_for: str | None
    note: str

    @property
    def work(self) -> "SessionWork":
        """Its sets done."""
        legs = {work.exercise: work.sets_by_leg for work in self.works}
        return SessionWork(self.day, self.started, self.program, self.stopped_for, lambda: legs)


@dataclass(frozen=True)
class SessionWork:
    """The sets done in a session, by exercise and leg, to compare with the sets planned.

    count: counts them, when they are first asked for.
    """

    day: date
    started: datetime
    program: str
    stopped_for: str | None
    count: Callable[[], Mapping[str, Legs]]

    @cached_property
    def by_exercise(self) -> Mapping[str, Legs]:
        """The legs of each exercise, by its id."""
        return self.count()

    def has(self, exercise: str) -> bool:
        """Whether any repetition of an exercise was done."""
        return any(leg.worked for leg in self.by_exercise.get(exercise, ()))

    def worked(self, side: Side) -> bool:
        """Whether a leg did any repetition, alone or with the other."""
        return any(self.leg(exercise, side).worked for exercise in self.by_exercise)

    def leg(self, exercise: str, side: Side) -> LegSets:
        """Return what a leg did of an exercise, alone or both at once."""
        legs = [leg for leg in self.by_exercise.get(exercise, ()) if leg.side in {side, Side.BOTH}]
        sets, planned = sum(leg.sets for leg in legs), sum(leg.planned for leg in legs)
        return LegSets(side, sets, planned, any(leg.worked for leg in legs))


def work_of(record: SessionRecord) -> SessionWork:
    """Return the sets done in a session, faster than its whole summary."""
    return SessionWork(record.day, record.started, record.program, record.stopped_for, partial(_legs, record))


def _legs(record: SessionRecord) -> Mapping[str, Legs]:
    by_exercise: dict[str, dict[Side, LegSets]] = {}
    for set_record in record.sets:
        done, side = set_record.done, set_record.side
        legs = by_exercise.setdefault(set_record.exercise, {})
        _, sets, planned, worked = legs.get(side, (side, 0, 0, False))
        legs[side] = LegSets(side, sets + (done >= set_record.planned), planned + 1, worked or done > 0)
    return {name: tuple(legs.values()) for name, legs in by_exercise.items()}


def summary_of(record: SessionRecord) -> SessionSummary:
    """Return the summary of a session."""
    return SessionSummary(
        id=record.id,
        program=record.program,
        day=record.day,
        started=record.started,
        counts=record.is_training,
        works=tuple(_works(record)),
        during=record.pain_during(),
        after=record.final_pain(),
        stopped_for=record.stopped_for,
        note=record.note,
    )


def _works(record: SessionRecord) -> Iterable[Work]:
    by_exercise: dict[str, list[SetRecord]] = {}
    for set_record in record.sets:
        by_exercise.setdefault(set_record.exercise, []).append(set_record)
    legs = _legs(record)
    for planned in record.plan.exercises:
        sets = by_exercise.get(planned.id, [])
        done = [set_record.done for set_record in sets]
        yield Work(
            exercise=planned.id,
            name=planned.name,
            category=planned.category,
            sets_planned=len(sets),
            reps_done=sum(done),
            paced=sum(set_record.paced for set_record in sets),
            tension=sum(set_record.tension for set_record in sets),
            load_kg=max((set_record.load_kg for set_record in sets if set_record.load_kg is not None), default=None),
            volume=sum(reps * (set_record.load_kg or 0.0) for set_record, reps in zip(sets, done, strict=True)),
            sets_by_leg=_shared(legs.get(planned.id, ())),
        )


@cache
def _shared(legs: Legs) -> Legs:
    """Return the same object for equal values: years of sessions have only a few."""
    return legs
