"""The sessions of the weeks to come, as far as they can be known: the days and times to keep free. Pure.

Pain decides on the day what is done, so this is a plan and no promise: the stage, the levels and the doses are those of
now, whatever the weeks of a later stage may be. What only goes with a PT, confirmed each time, is never planned: it is
told from which day on it could be. Pauses to come are not known.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from achilles_tui.domain.agenda.due import AgendaItem, agenda_of, times_this_week
from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.pain_rule.log import ONE_DAY
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.session.cost import cost_of

WEEKS = 12
"""How far ahead one looks without being told: as long as every trial the program rests on went on."""
MOST_WEEKS = 52
"""The farthest one looks ahead (ours)."""
USUAL_TIMES = (time(7, 30), time(19))
"""Where no times of day were told (ours)."""

MONDAY = 0
"""The weekday with the most times where a week's are spread evenly."""

Localize = Callable[[datetime], datetime]
"""Gives a wall time its offset."""


class PlannedSession(NamedTuple):
    """One session to come. day, number: its local day, and which of the day's times it has, counted from 1.

    begin: when that is. doses: the ids of the doses that are due then, in the program's order.
    """

    day: date
    number: int
    begin: datetime
    doses: tuple[str, ...]


class EarliestPtSession(NamedTuple):
    """An exercise that only goes with a PT, and the first day it could be done."""

    exercise: Exercise
    day: date


@dataclass(frozen=True)
class UpcomingPlan:
    """What is to come of one program. told: in sentences, what is not as the program has it."""

    targets: Targets
    sessions: tuple[PlannedSession, ...]
    with_pt: tuple[EarliestPtSession, ...] = ()
    notices: tuple[str, ...] = ()
    locked: bool = False

    @cached_property
    def program(self) -> ResolvedProgram:
        """The program with its doses as they are now; whether a day is one with kilograms is not known ahead."""
        return replace(self.targets, unweighted=frozenset()).at_level

    def minutes(self, doses: Collection[str], side: Side | None) -> float:
        """Return how long a session of these doses takes, in minutes; where no side is told, for one leg."""
        sides = (side or Side.LEFT).legs
        return cost_of(self.program, tuple(doses), stage=self.targets.stage, region=self.targets.region, sides=sides)


def weeks_ahead(now: Today, times: Sequence[time], weeks: int, localize: Localize) -> UpcomingPlan:
    """Return the sessions from now on.

    times: the user's times of day, in order, at least one. weeks: from today, 1 or more. at: the zone of the user.
    """
    if now.agenda.locked:
        return UpcomingPlan(now.targets, (), locked=True)
    begins = {item.dose.id: _begin(item, now, localize) for item in now.agenda.items}
    paused = [item for item in now.agenda.items if begins[item.dose.id] is None]
    going = [(item, begin) for item in now.agenda.items if (begin := begins[item.dose.id]) is not None]
    home = [(item, begin) for item, begin in going if not item.exercise.guarded(now.targets.region)]
    with_pt = tuple(
        EarliestPtSession(item.exercise, begin.astimezone(now.log.now.tzinfo).date())
        for item, begin in going
        if item.exercise.guarded(now.targets.region)
    )
    slots: dict[tuple[date, int], tuple[datetime, list[str]]] = {}
    for item, begin in home:
        for moment, number in _Frame(now, times, weeks, localize).slots(item, begin):
            slots.setdefault((moment.date(), number), (localize(moment), []))[1].append(item.dose.id)
    sessions = tuple(PlannedSession(*key, begin, tuple(doses)) for key, (begin, doses) in sorted(slots.items()))
    notices = (*_too_few_times([item for item, _ in home], times), *map(_paused, paused))
    return UpcomingPlan(now.targets, sessions, with_pt, notices)


def _begin(item: AgendaItem, now: Today, localize: Localize) -> datetime | None:
    """Return from when on an exercise can be done; None where that is for the log to say."""
    if item.state == "due":
        return now.log.now
    if item.earliest is not None:
        return item.earliest
    midnight = localize(datetime.combine(now.log.today + ONE_DAY, time()))
    tomorrow = agenda_of(replace(now.log, now=midnight), now.targets, now.verdicts)
    later = next(candidate for candidate in tomorrow.items if candidate.dose.id == item.dose.id)
    return None if later.state == "not today" else later.earliest or midnight


class _Frame(NamedTuple):
    """What the times of every exercise are fitted into."""

    now: Today
    times: Sequence[time]
    weeks: int
    localize: Localize

    def slots(self, item: AgendaItem, begin: datetime) -> Iterator[tuple[datetime, int]]:
        """Give the wall times of an exercise, each with the number of its time of day."""
        apart = timedelta(hours=item.dose.often.hours_apart or 0)
        last: datetime | None = None
        for day, planned, left in self._days(item):
            numbers = [_evenly(number, planned, len(self.times)) for number in range(min(planned, len(self.times)))]
            moments = [(datetime.combine(day, self.times[number]), number + 1) for number in numbers]
            to_come = [slot for slot in moments if self.localize(slot[0]) >= begin]
            for moment, number in to_come[max(0, len(to_come) - left) :]:
                # By the clock on the wall: the same hour each day stays so, also where clocks are changed.
                if last is None or moment - last >= apart:
                    yield moment, number
                    last = moment

    def _days(self, item: AgendaItem) -> Iterator[tuple[date, int, int]]:
        """Give each day with the times it has of an exercise, and how many of them are still to be done.

        A week goes from Monday on; what was done of this one counts.
        """
        often, today = item.dose.often, self.now.log.today
        weekly = often.is_weekly
        a_day = 1 if weekly else min(often.per_day or 0, item.most)
        done = times_this_week(self.now.log, item.exercise.id)
        done_today = done.count(today)
        before = len(done) - done_today if weekly else len(set(done) - {today})
        this_week = often.shares - before
        for days in range(self.weeks * DAYS_OF_A_WEEK):
            day = today + timedelta(days=days)
            share = often.share_of(day.weekday())
            if not days:
                share = max(share, done_today if weekly else min(1, done_today))
            if days < DAYS_OF_A_WEEK - today.weekday():
                share = max(0, min(share, this_week))
                this_week -= share
            planned = share * a_day
            yield day, planned, planned if days else max(0, planned - done_today)


def _evenly(number: int, count: int, times: int) -> int:
    """Return which of the times of a day, from 0, one of so many wanted has: the first, the last, evenly between."""
    return number if count >= times else number * (times - 1) // max(1, count - 1)


def _too_few_times(items: Sequence[AgendaItem], times: Sequence[time]) -> Iterator[str]:
    """Say of which exercises a day has more times than the user told; those that complete a day are what counts."""
    needed: dict[int, list[str]] = {}
    for item in items:
        count = item.dose.often.fewest_on(MONDAY)
        if count > len(times):
            needed.setdefault(count, []).append(item.exercise.name)
    have = "one time of day is" if len(times) == 1 else f"{len(times)} times of day are"
    for count, names in needed.items():
        yield (
            f"{', '.join(names)}: {count} times a day, and only {have} told, so the calendar has no more; "
            "`achilles-tui setup --times` tells more."
        )


def _paused(item: AgendaItem) -> str:
    return f"{item.exercise.name} is left out: {item.reason}."
