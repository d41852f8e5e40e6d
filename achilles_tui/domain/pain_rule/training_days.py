"""Training days: what the sessions of one local day say together. Pure.

Of several sessions a day, of any program, the highest pain counts. Missing is None, never 0.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from achilles_tui.domain.base.units import Category
from achilles_tui.domain.records.session_record import SessionRecord, highest
from achilles_tui.domain.records.summary import SessionSummary

LOADED = frozenset({Category.STRENGTH, Category.ECCENTRIC, Category.HEAVY, Category.ISOMETRIC})
"""The categories that load the tendon; a stretch does not."""


_day = attrgetter("day")


class SessionPain(Struct, frozen=True):
    """The pain of one session (NPRS), and whether it was stopped for pain."""

    session: str
    """Its id."""
    during: int | None
    after: int | None
    ended_for_pain: bool

    @property
    def highest(self) -> int | None:
        """The highest of both (NPRS)."""
        return highest((self.during, self.after))


class TrainingDay(Struct, frozen=True):
    """The sessions of one day."""

    day: date
    started: datetime
    """When its last session with load began; of stretches alone, the last of them."""
    session: str
    """The id of its last session: the judged one."""
    pains: tuple[SessionPain, ...]
    """Of each session, in the order they began."""
    during: int | None
    """The highest pain during its sessions (NPRS)."""
    after: int | None
    """The highest pain at their ends (NPRS)."""
    is_full: bool
    """Whether all sets of one of its sessions were done."""

    @property
    def ended_for_pain(self) -> bool:
        """Whether a session was stopped with the reason pain."""
        return any(pain.ended_for_pain for pain in self.pains)


class JudgedSession(NamedTuple):
    """What the rule needs of a session, from its record or from its summary."""

    day: date
    started: datetime
    pain: SessionPain
    is_full: bool
    """Whether all its sets were done."""
    is_loaded: bool
    """Whether it has exercises that load the tendon."""

    @classmethod
    def of_record(cls, session: SessionRecord) -> "JudgedSession":
        """Return what the rule needs of a record."""
        for_pain = session.stopped_for == "pain"
        pain = SessionPain(session.id, session.pain_during(), session.final_pain(), for_pain)
        return cls(session.day, session.started, pain, session.is_full, is_loaded(session))

    @classmethod
    def of_summary(cls, session: SessionSummary) -> "JudgedSession":
        """Return what the rule needs of a summary."""
        pain = SessionPain(session.id, session.during, session.after, session.stopped_for == "pain")
        is_full = all(work.sets_done == work.sets_planned for work in session.works)
        return cls(session.day, session.started, pain, is_full, any(work.category in LOADED for work in session.works))


def training_days(sessions: Iterable[JudgedSession]) -> tuple[TrainingDay, ...]:
    """Return the training days of sessions, in order."""
    in_order = sorted(sessions, key=lambda session: (session.day, session.started, session.pain.session))
    return tuple(_training_day(day, tuple(on_day)) for day, on_day in groupby(in_order, key=_day))


def _training_day(day: date, sessions: Sequence[JudgedSession]) -> TrainingDay:
    pains = tuple(session.pain for session in sessions)
    last, loaded = sessions[-1], [session for session in sessions if session.is_loaded]
    return TrainingDay(
        day=day,
        started=(loaded or sessions)[-1].started,
        session=last.pain.session,
        pains=pains,
        during=highest(pain.during for pain in pains),
        after=highest(pain.after for pain in pains),
        is_full=any(session.is_full for session in sessions),
    )


def is_loaded(record: SessionRecord) -> bool:
    """Whether a session has exercises that load the tendon."""
    return any(exercise.category in LOADED for exercise in record.plan.exercises)
