"""The sessions of the weeks to come: the days and times to keep free. Pure.

Pain decides on the day what is done, so this is only a plan: it has the stage, the levels and the doses of now, also
for the weeks of a later stage. An exercise that needs a PT, confirmed each time, is never planned: it only has the
first day on which it could be done. Future pauses are not known.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from achilles_tui.domain.agenda.due import AgendaItem, agenda_of
from achilles_tui.domain.agenda.legs import times_this_week
from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.session.cost import cost_of

WEEKS = 12
"""Weeks ahead by default: the length of every trial that the program rests on."""
MOST_WEEKS = 52
"""The most weeks ahead (ours)."""
USUAL_TIMES = (time(7, 30), time(19))
"""The times of day where the user entered none (ours)."""

MONDAY = 0
"""The weekday with the most sessions where a week's sessions are spread evenly."""

Localize = Callable[[datetime], datetime]
"""Gives a wall time its offset."""


class PlannedSession(NamedTuple):
    """One session to come. day: its local day. number: which of the times of day it has, counted from 1.

    begin: its start. doses: the ids of the doses that are due then, in the program's order.
    """

    day: date
    number: int
    begin: datetime
    doses: tuple[str, ...]


class EarliestPtSession(NamedTuple):
    """An exercise that needs a PT, and the first day it could be done."""

    exercise: Exercise
    day: date


@dataclass(frozen=True)
class UpcomingPlan:
    """The sessions to come of one program. notices: sentences on what differs from the program."""

    targets: Targets
    sessions: tuple[PlannedSession, ...]
    with_pt: tuple[EarliestPtSession, ...] = ()
    notices: tuple[str, ...] = ()
    locked: bool = False

    @cached_property
    def program(self) -> ResolvedProgram:
        """The program with the doses of now; which days will have kilograms is not known ahead."""
        return replace(self.targets, unweighted=frozenset()).at_level

    def minutes(self, doses: Collection[str], side: Side | None) -> float:
        """Return the minutes a session of these doses takes; side None: for one leg."""
        sides = (side or Side.LEFT).legs
        return cost_of(self.program, tuple(doses), stage=self.targets.stage, region=self.targets.region, sides=sides)


def weeks_ahead(now: Today, times: Sequence[time], weeks: int, localize: Localize) -> UpcomingPlan:
    """Return the sessions from now on.

    times: the user's times of day, in order, at least one. weeks: from today, 1 or more. localize: the user's zone.
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
    """Return when an exercise can be done again; None where that depends on what is recorded until then."""
    if item.is_due:
        return now.log.now
    if item.earliest is not None:
        return item.earliest
    midnight = localize(datetime.combine(now.log.today + ONE_DAY, time()))
    tomorrow = agenda_of(replace(now.log, now=midnight), now.targets, now.verdicts, now.course, now.rule)
    later = next(candidate for candidate in tomorrow.items if candidate.dose.id == item.dose.id)
    return None if later.state == "not today" else later.earliest or midnight


class _Frame(NamedTuple):
    """The times of day and the weeks that the doses are fitted into."""

    now: Today
    times: Sequence[time]
    weeks: int
    localize: Localize

    def slots(self, item: AgendaItem, begin: datetime) -> Iterator[tuple[datetime, int]]:
        """Yield the wall times of an exercise, each with the number of its time of day."""
        apart = timedelta(hours=item.dose.often.hours_apart or 0)
        last: datetime | None = None
        for day, planned, left in self._days(item):
            numbers = [_evenly(number, planned, len(self.times)) for number in range(min(planned, len(self.times)))]
            moments = [(datetime.combine(day, self.times[number]), number + 1) for number in numbers]
            to_come = [slot for slot in moments if self.localize(slot[0]) >= begin]
            for moment, number in to_come[max(0, len(to_come) - left) :]:
                # Compared as wall times: the same hour each day stays the same, also when clocks change.
                if last is None or moment - last >= apart:
                    yield moment, number
                    last = moment

    def _days(self, item: AgendaItem) -> Iterator[tuple[date, int, int]]:
        """Yield each day with how often an exercise is planned, and how many of these times are still to do.

        A week starts on Monday; what was done this week counts.
        """
        often, today = item.dose.often, self.now.log.today
        weekly = often.is_weekly
        a_day = 1 if weekly else min(often.per_day or 0, item.most)
        sides = [leg.side for leg in item.legs]
        done = times_this_week(self.now.log.works, item.dose, item.exercise.id, sides, today)
        if item.state == "part":  # its rest is still to do
            done = done[:-1]
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
    """Return the time of day of session `number` of `count`, all from 0: the first, the last, or evenly between."""
    return number if count >= times else number * (times - 1) // max(1, count - 1)


def _too_few_times(items: Sequence[AgendaItem], times: Sequence[time]) -> Iterator[str]:
    """Say which exercises need more times a day than the user entered; the times that complete a day count."""
    needed: dict[int, list[str]] = {}
    for item in items:
        count = item.dose.often.fewest_on(MONDAY)
        if count > len(times):
            needed.setdefault(count, []).append(item.exercise.name)
    entered = "one time of day is" if len(times) == 1 else f"{len(times)} times of day are"
    for count, names in needed.items():
        yield (
            f"{', '.join(names)}: {count} times a day, but only {entered} set, so the calendar has no more; "
            "set more with `achilles-tui setup --times`."
        )


def _paused(item: AgendaItem) -> str:
    return f"{item.exercise.name} is left out: {item.reason}."
