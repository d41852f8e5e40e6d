"""A session in short: what a history keeps of it, so that ten years of sessions have room in memory. Pure."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from achilles_tui.domain.base.units import Category, Side
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status, highest, pain_during


class Work(Struct, frozen=True, gc=False):
    """One exercise of a session, over all its sets and both legs."""

    exercise: str
    name: str
    category: Category
    sets_planned: int
    sets_done: int
    """Sets of which every planned repetition was done."""
    reps_planned: int
    reps_done: int
    paced: int
    """Of those done, the repetitions whose loaded part ran its length."""
    tension: float
    """Time under tension in seconds as it was measured; nothing of what was told by hand."""
    load_kg: float | None
    """The heaviest load in kilograms; None without one."""
    volume: float
    """Repetitions done times kilograms; 0 without a load."""
    turns: int
    """How many legs worked one after the other; 1 for one leg, and for both at once."""


class Brief(Struct, frozen=True):
    """One session in short. Pain is NPRS 0-10, None where it was not told."""

    id: str
    program: str
    title: str
    day: date
    started: datetime
    status: Status
    practice: bool
    by_hand: bool
    legs: tuple[Side, ...]
    """Each leg that worked, or both together, in the order of the sets."""
    works: tuple[Work, ...]
    during: int | None
    """The highest answer before the end."""
    after: int | None
    """The answer at the end."""
    stopped_for: str | None
    note: str

    @property
    def counts(self) -> bool:
        """Whether it is training, and over."""
        return not self.practice and self.status is not Status.IN_PROGRESS

    @property
    def reps_done(self) -> int:
        """Repetitions done."""
        return sum(one.reps_done for one in self.works)

    @property
    def reps_planned(self) -> int:
        """Repetitions planned."""
        return sum(one.reps_planned for one in self.works)

    @property
    def tension(self) -> float:
        """Time under tension in seconds."""
        return sum(one.tension for one in self.works)

    @property
    def highest(self) -> int | None:
        """The highest pain of the session (NPRS), if any was told."""
        return highest((self.during, self.after))


def brief(record: SessionRecord) -> Brief:
    """Return a session in short."""
    return Brief(
        id=record.id,
        program=record.program,
        title=record.plan.title,
        day=record.day,
        started=record.started,
        status=record.status,
        practice=record.practice,
        by_hand=record.by_hand,
        legs=tuple(dict.fromkeys(one.side for one in record.sets)),
        works=tuple(_works(record)),
        during=pain_during(record),
        after=record.final_pain(),
        stopped_for=record.stopped_for,
        note=record.note,
    )


def _works(record: SessionRecord) -> Iterable[Work]:
    by_exercise: dict[str, list[SetRecord]] = {}
    for one in record.sets:
        by_exercise.setdefault(one.exercise, []).append(one)
    for planned in record.plan.exercises:
        sets = by_exercise.get(planned.id, [])
        done = [one.done for one in sets]
        yield Work(
            exercise=planned.id,
            name=planned.name,
            category=planned.category,
            sets_planned=len(sets),
            sets_done=sum(reps >= one.planned for one, reps in zip(sets, done, strict=True)),
            reps_planned=sum(one.planned for one in sets),
            reps_done=sum(done),
            paced=sum(one.paced for one in sets),
            tension=sum(one.tension for one in sets),
            load_kg=max((one.load_kg for one in sets if one.load_kg is not None), default=None),
            volume=sum(reps * (one.load_kg or 0.0) for one, reps in zip(sets, done, strict=True)),
            turns=len({one.side for one in sets}),
        )
