"""The times that one leg did an exercise, counted in sets done in full. Pure.

A time may be done in parts: what is left of it can be done until the next time may start, and lapses then.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from achilles_tui.domain.base.units import Side, low
from achilles_tui.domain.programs.dose import Dose, Often
from achilles_tui.domain.records.summary import LegSets, SessionWork


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
    worked = [(session, leg) for session in sessions if (leg := session.leg(exercise, side)).worked]
    return tuple(leg_time for leg_time, _ in _grouped(worked, dose.often, low(dose.sets)))


def are_full(sessions: Sequence[SessionWork], often: Mapping[str, Often]) -> list[bool | None]:
    """Say of each session whether all sets that it planned were done, in it or in those that brought their rest.

    None for one that brought nothing but such a rest. often: of each exercise by its id; one that is not there is
    done at once. sessions: in the order they began.
    """
    full, first = [True] * len(sessions), [False] * len(sessions)
    keys = {(name, leg.side) for session in sessions for name, legs in session.by_exercise.items() for leg in legs}
    for name, side in keys:
        indices = [index for index, session in enumerate(sessions) if session.leg(name, side).planned]
        planning = [(sessions[index], sessions[index].leg(name, side)) for index in indices]
        groups = _grouped(planning, often[name]) if name in often else [_grouped([pair])[0] for pair in planning]
        numbers = iter(indices)
        for leg_time, count in groups:
            for position in range(count):
                index = next(numbers)
                full[index] &= leg_time.is_complete
                first[index] |= position == 0
    return [is_full if begins or not is_full else None for is_full, begins in zip(full, first, strict=True)]


def _grouped(
    works: Iterable[tuple[SessionWork, LegSets]], often: Often | None = None, planned: int | None = None
) -> list[tuple[LegTime, int]]:
    """Return each time with the number of its sessions. planned: sets of a time; None: those its first session had."""
    times: list[tuple[LegTime, int]] = []
    for session, leg in works:
        if often is None or not times or not times[-1][0].goes_on(session.day, session.started, often):
            times.append((LegTime(session.day, session.started, 0, planned or leg.planned), 0))
        before, count = times[-1]
        sets = min(before.planned, before.sets + leg.sets)
        times[-1] = before._replace(last=session.started, sets=sets), count + 1
    return times
