"""Training days: what the sessions of one local day say together. Pure.

Of several sessions a day, of any program, the highest pain counts. Missing is None, never 0.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from msgspec import Struct

from achilles_tui.domain.base.units import Category
from achilles_tui.domain.records.session_record import SessionRecord, highest

LOADED = frozenset({Category.STRENGTH, Category.ECCENTRIC, Category.HEAVY, Category.ISOMETRIC})
"""The categories that load the tendon; a stretch does not."""


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


def training_days(sessions: Iterable[SessionRecord], *, calm: int) -> tuple[TrainingDay, ...]:
    """Return the training days of sessions that are in the order they began.

    calm: where the last session has no value of its own, one of its day up to this (NPRS) does not replace it.
    """
    days = groupby(sorted(sessions, key=lambda session: session.day), key=lambda session: session.day)
    return tuple(_training_day(day, tuple(on_day), calm) for day, on_day in days)


def _training_day(day: date, sessions: Sequence[SessionRecord], calm: int) -> TrainingDay:
    pains = tuple(
        SessionPain(session.id, session.pain_during(), session.final_pain(), session.stopped_for == "pain")
        for session in sessions
    )
    last, loaded = sessions[-1], [session for session in sessions if is_loaded(session)]
    return TrainingDay(
        day=day,
        started=(loaded or sessions)[-1].started,
        session=last.id,
        pains=pains,
        during=_day_value(pains[-1].during, highest(pain.during for pain in pains), calm),
        after=_day_value(pains[-1].after, highest(pain.after for pain in pains), calm),
        is_full=any(session.is_full for session in sessions),
    )


def _day_value(session_value: int | None, day_value: int | None, calm: int) -> int | None:
    """Return the day's value; None where the session has none, unless the day's value is above calm."""
    return None if session_value is None and (day_value is None or day_value <= calm) else day_value


def is_loaded(record: SessionRecord) -> bool:
    """Whether a session has exercises that load the tendon."""
    return any(exercise.category in LOADED for exercise in record.plan.exercises)
