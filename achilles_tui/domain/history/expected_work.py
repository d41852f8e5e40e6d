"""What was planned on each day of the past: by the program that was on then, its stage, and the legs that worked. Pure.

It is the least that the program asks: the low end of every dose. What the program itself left out (a step back, a lock)
and what the person marked as a pause was never planned. Of work that is told by the week, a day without it is a rest as
long as the week can still be complete; what is then missing is told on the week's last free days.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from achilles_tui.domain.base.units import Region, Side, Verdict, low
from achilles_tui.domain.pain_rule.log import LOADED, ONE_DAY, monday_of
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.levels import stays_low
from achilles_tui.domain.programs.program import Exercise, Offer
from achilles_tui.domain.records.day_entries import Diary, days_up_to
from achilles_tui.domain.records.summary import Brief
from achilles_tui.domain.red_flags.safety import ClinicianNote

Kind = Literal["before", "work", "rest", "away", "locked"]
"""A day before any program, one with work planned, one without, a pause, one on which sessions were locked."""


class Course(NamedTuple):
    """What the sessions of the past are read beside.

    offers: the programs by their ids, with the user's PT's doses. region: where it hurts. today: the local day.
    locked: whether sessions are locked now.
    """

    diary: Diary
    notes: Sequence[ClinicianNote]
    offers: Mapping[str, Offer]
    region: Region | None
    today: date
    locked: bool = False


class Planned(NamedTuple):
    """What was planned on a day."""

    day: date
    kind: Kind
    of: Mapping[str, int]
    """Sets, by the id of the exercise."""

    @property
    def sets(self) -> int:
        """Sets of all exercises."""
        return sum(self.of.values())


def planned_days(by_day: Mapping[date, Sequence[Brief]], course: Course, first: date) -> tuple[Planned, ...]:
    """Return what was planned from a first day to today. by_day: the sessions that count, by their day."""
    plans = _Plans(by_day, course)
    weeks = groupby(_days(first, course.today), key=monday_of)
    return tuple(one for _, days in weeks for one in _week(tuple(days), plans))


class _Wanted(NamedTuple):
    """How much of one exercise is asked for at least. a_day: times; days: of a week, on which it is done.

    together: both legs do it at once, so that it is never doubled.
    """

    exercise: str
    loaded: bool
    sets: int
    a_day: int
    days: int
    together: bool
    waits: bool
    """Whether it is left out for two days after a step back."""


class _Asked(NamedTuple):
    """What a day asks for: the exercises, and how many legs work in turn.

    turns: by exercise, as it was done last; legs: of all others.
    """

    day: date
    kind: Kind
    wanted: tuple[_Wanted, ...] = ()
    legs: int = 1
    turns: Mapping[str, int] = {}

    def sets(self, wanted: _Wanted) -> int:
        """Return the sets of one time, of all legs that work in turn."""
        return wanted.sets * self.turns.get(wanted.exercise, 1 if wanted.together else self.legs)


class _Plans:
    """Tells what a day asks for."""

    def __init__(self, by_day: Mapping[date, Sequence[Brief]], course: Course) -> None:
        """Sort what changes a plan by its day."""
        self.by_day, self.today = by_day, course.today
        self._course = course
        trained = sorted(by_day)
        self._begun = [(one.at.date(), one.program) for one in course.diary.begun]
        if trained and (not self._begun or trained[0] < self._begun[0][0]):
            self._begun.insert(0, (trained[0], by_day[trained[0]][0].program))
        answers = course.diary.answers
        self._stages = [(one.at.date(), one.program, one.stage) for one in answers if one.stage is not None]
        self._stepped_back = {one.at.date() for one in answers if one.verdict is Verdict.STEP_BACK}
        self._locked = frozenset(_locked(course, trained))
        self._legs = 1
        self._turns: dict[str, int] = {}
        self._known: dict[tuple[str, int], tuple[_Wanted, ...]] = {}

    def asked(self, day: date) -> _Asked:
        """Return what a day asks for. To be called in the order of the days: the legs are those that worked last."""
        trained = self.by_day.get(day, ())
        if trained:
            # Both legs at once are no third leg: some exercises, and the lowest level of others, are done with both.
            self._legs = max(1, len(set(trained[-1].legs) - {Side.BOTH}))
            self._turns |= {work.exercise: work.turns for one in trained for work in one.works}
        if self._course.diary.day(day).how == "away":
            return _Asked(day, "away")
        if day in self._locked:
            return _Asked(day, "locked")
        program = next((name for since, name in reversed(self._begun) if since <= day), None)
        if program is None:
            return _Asked(day, "before")
        return _Asked(day, "work", self._wanted(program, day), self._legs, dict(self._turns))

    def left_out(self, wanted: _Wanted, day: date) -> int:
        """Return how many times of a day a step back leaves out: the next load, and where stretches wait, two days."""
        if wanted.loaded:
            return int(day in self._stepped_back)
        return wanted.a_day if wanted.waits and not self._stepped_back.isdisjoint({day, day - ONE_DAY}) else 0

    def ended_for_pain(self, day: date) -> bool:
        """Whether a session of a day was ended for pain: the rest of that day was not to be done."""
        return any(one.stopped_for == "pain" for one in self.by_day.get(day, ()))

    def _wanted(self, program: str, day: date) -> tuple[_Wanted, ...]:
        """Return the least of a program at its stage; nothing where the program is not known any more."""
        offered = self._course.offers.get(program)
        if offered is None:
            return ()
        since = max((one for one, name in self._begun if one <= day and name == program), default=day)
        told = [stage for at, name, stage in self._stages if name == program and since <= at <= day]
        stage = min(told[-1] if told else 1, len(offered.program.parts))
        if (program, stage) not in self._known:
            region = self._course.region
            pairs = offered.pairs(stage, region)
            self._known[program, stage] = tuple(_least(dose, exercise, region) for dose, exercise in pairs)
        return self._known[program, stage]


def _least(dose: Dose, exercise: Exercise, region: Region | None) -> _Wanted:
    often = dose.often
    a_day = often.per_day_range[0] if often.per_day_range else often.per_day or 1
    days = often.per_week or often.days_per_week or DAYS_OF_A_WEEK
    return _Wanted(
        exercise.id,
        exercise.category in LOADED,
        low(dose.sets),
        a_day,
        min(days, DAYS_OF_A_WEEK),
        exercise.legs == "together",
        stays_low(exercise.category, region),
    )


def _week(days: Sequence[date], plans: _Plans) -> Iterator[Planned]:
    """Give what was planned on the days of one week; a week that was entered late, or is not over, asks for less."""
    asked = [plans.asked(day) for day in days]
    exercises = {one.exercise: one for each in asked for one in each.wanted}
    working = {name: [each for each in asked if name in {one.exercise for one in each.wanted}] for name in exercises}
    on = {name: set(_days_on(exercises[name], of, plans)) for name, of in working.items()}
    for each in asked:
        of = {one.exercise: _sets(one, each, plans) for one in each.wanted if each.day in on[one.exercise]}
        of = {name: sets for name, sets in of.items() if sets}
        rest = each.kind == "work" and not of
        yield Planned(each.day, "rest" if rest else each.kind, of)


def _days_on(wanted: _Wanted, working: Sequence[_Asked], plans: _Plans) -> Iterator[date]:
    """Give the days of a week on which an exercise counts as planned: where it was done, then the last free ones."""
    if wanted.days == DAYS_OF_A_WEEK:
        yield from (each.day for each in working)
        return
    done = [each.day for each in working if _was_done(wanted.exercise, plans.by_day.get(each.day, ()))]
    yield from done[: wanted.days]
    over = [each.day for each in working if each.day < plans.today and each.day not in done]
    is_whole = bool(working) and monday_of(working[0].day) + timedelta(days=DAYS_OF_A_WEEK) <= plans.today
    missing = wanted.days * len(working) // DAYS_OF_A_WEEK - len(done)
    if is_whole and missing > 0:
        yield from over[-missing:]


def _was_done(exercise: str, briefs: Sequence[Brief]) -> bool:
    return any(work.exercise == exercise and work.reps_done for one in briefs for work in one.works)


def _sets(wanted: _Wanted, asked: _Asked, plans: _Plans) -> int:
    """Return the sets of an exercise that a day asks for; where a session was ended for pain, those done until then."""
    daily = wanted.days == DAYS_OF_A_WEEK
    times = wanted.a_day - (plans.left_out(wanted, asked.day) if daily else 0)
    sets = asked.sets(wanted) * max(0, times)
    return min(sets, _done(wanted.exercise, plans.by_day[asked.day])) if plans.ended_for_pain(asked.day) else sets


def _done(exercise: str, briefs: Sequence[Brief]) -> int:
    return sum(work.sets_done for one in briefs for work in one.works if work.exercise == exercise)


def _locked(course: Course, trained: Sequence[date]) -> Iterator[date]:
    """Give the days on which no session could begin: from the last one before a clinician note up to that note."""
    ends = [one.at.date() for one in course.notes]
    ends += [course.today + ONE_DAY] if course.locked else []
    for end in ends:
        last = max((day for day in trained if day < end), default=None)
        if last is not None:
            yield from _days(last + ONE_DAY, end - ONE_DAY)


def _days(first: date, last: date) -> tuple[date, ...]:
    return days_up_to(last, (last - first).days + 1)
