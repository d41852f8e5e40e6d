"""The times that one leg did an exercise, counted in sets done in full. Pure.

A time may be done in parts: what is left of it can be done until the next time may start, and lapses then.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from achilles_tui.domain.base.units import Side, low
from achilles_tui.domain.programs.dose import Dose, Often
from achilles_tui.domain.records.summary import SessionWork


class LegTime(NamedTuple):
    """One time of a dose, done by one leg in one session or in several.

    day: the day it began. last: when its last session began. sets: those done in full, at most those planned.
    """

    day: date
    last: datetime
    sets: int
    planned: int

    @property
    def is_complete(self) -> bool:
        """Whether all its sets were done."""
        return self.sets >= self.planned

    def goes_on(self, day: date, moment: datetime, often: Often) -> bool:
        """Whether its rest can still be done at a moment of a day: the next time may not start yet."""
        is_same = often.is_weekly or day == self.day
        return not self.is_complete and is_same and moment < self.last + wait(often)


def wait(often: Often) -> timedelta:
    """Return how long after one time the next may start; where the dose does not say, they are spread evenly."""
    return timedelta(hours=often.hours_apart or often.hours_between)


def leg_times(sessions: Iterable[SessionWork], dose: Dose, exercise: str, side: Side) -> tuple[LegTime, ...]:
    """Return the times that a leg did an exercise, alone or with the other. sessions: in the order they began.

    A session in which the leg did no repetition of it says nothing.
    """
    times: list[LegTime] = []
    for session in sessions:
        leg = session.leg(exercise, side)
        if not leg.worked:
            continue
        goes_on = bool(times) and times[-1].goes_on(session.day, session.started, dose.often)
        before = times.pop() if goes_on else LegTime(session.day, session.started, 0, low(dose.sets))
        times.append(before._replace(last=session.started, sets=min(before.planned, before.sets + leg.sets)))
    return tuple(times)
