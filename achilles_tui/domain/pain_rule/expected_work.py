"""Sets planned and done on each day: by the program of that day, its stage, and the legs that worked. Pure.

The rule, the history and the report add up the same days (`adherence`). Planned is the low end of every dose. A pause
and a lock plan nothing. What the program itself left out (a step back, the rest of a day after a stop for pain) stays
planned, and is not missing. Extra sets of an exercise and a leg make up for nothing, on that day or another. For a
weekly dose, a day without it is a rest as long as the week can still be complete; what is then missing counts on the
week's last free days. The work of one leg says nothing of the other.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from achilles_tui.domain.base.units import Region, Side, Verdict, low
from achilles_tui.domain.pain_rule.log import last_answers
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.targets import stage_entries
from achilles_tui.domain.pain_rule.training_days import LOADED
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer, Diary, days_up_to
from achilles_tui.domain.records.summary import SessionWork
from achilles_tui.domain.red_flags.safety import ClinicianNote

Kind = Literal["before", "work", "rest", "away", "locked"]
"""A day before any program, with work planned, without, a pause, or one on which sessions were locked."""

LEGS_HOLD = timedelta(days=14)
"""How long an exercise stays planned for the legs that worked last (ours). The rule reads sessions as far back before
its 7 days, so that it plans for the same legs as a history that has read everything."""


class HistoryContext(NamedTuple):
    """What sessions are read with to find the work that was planned.

    programs: by their ids, with the doses of the user's PT. region: where it hurts. today: the local day.
    locked: whether sessions are locked now. program: judge this program alone; None: the program of each day.
    side: the leg that hurts now, from the settings; None: not known.
    """

    diary: Diary
    notes: Sequence[ClinicianNote]
    programs: Mapping[str, ResolvedProgram]
    region: Region | None
    today: date
    locked: bool = False
    program: str | None = None
    side: Side | None = None


class Portion(NamedTuple):
    """Sets of one exercise and one leg (or both at once) on a day: planned and done."""

    exercise: str
    side: Side
    planned: int
    done: int
    """Of those planned, the sets done in full."""
    sets_left_out: int
    """Of those planned, the sets that the program itself left out."""

    @property
    def missing(self) -> int:
        """Of those planned, the sets neither done nor left out."""
        return max(0, self.planned - self.sets_left_out - self.done)


class WorkDay(NamedTuple):
    """The work of one day. is_over: whether the day is over; until then nothing counts as missed."""

    day: date
    kind: Kind
    portions: tuple[Portion, ...]
    is_over: bool

    @property
    def planned(self) -> int:
        """Sets planned."""
        return sum(portion.planned for portion in self.portions)

    @property
    def done(self) -> int:
        """Of these, the sets done in full."""
        return sum(portion.done for portion in self.portions)

    @property
    def missing(self) -> int:
        """Of these, the sets neither done nor left out by the program itself."""
        return sum(portion.missing for portion in self.portions)


class CountedDay(Protocol):
    """What `adherence` needs of a day."""

    @property
    def planned(self) -> int:
        """Sets planned."""

    @property
    def done(self) -> int:
        """Of these, the sets done."""

    @property
    def is_over(self) -> bool:
        """Whether the day is over."""


class Adherence(NamedTuple):
    """Sets planned and, of these, sets done."""

    planned: int
    done: int

    @property
    def share(self) -> Fraction | None:
        """Sets done divided by sets planned, 0 to 1; None where nothing was planned."""
        return Fraction(self.done, self.planned) if self.planned else None


def adherence(days: Iterable[CountedDay]) -> Adherence:
    """Return the sets planned and done on these days. While a day is not over, only its sets done count as planned."""
    pairs = [(day.planned if day.is_over else day.done, day.done) for day in days]
    return Adherence(sum(planned for planned, _ in pairs), sum(done for _, done in pairs))


class _Demand(NamedTuple):
    """The least work of one exercise. sets: of one leg; times: on each weekday; days: of a week.

    together: both legs work at once. waits: left out for two days after a step back.
    """

    exercise: str
    loaded: bool
    sets: int
    times: tuple[int, ...]
    days: int
    together: bool
    waits: bool


class _Beginning(NamedTuple):
    """The beginning of a program. moment: None where only its first session shows it."""

    day: date
    moment: datetime | None
    program: str


class WorkPlan:
    """Finds what was planned and done each day, from the sessions that count. It counts no more days than asked."""

    def __init__(self, sessions: Iterable[SessionWork], context: HistoryContext) -> None:
        """Sort the sessions by day."""
        self._context = context
        self._sessions: dict[date, list[SessionWork]] = defaultdict(list)
        for session in sessions:
            self._sessions[session.day].append(session)
        self._trained = sorted(self._sessions)
        self._done: dict[date, Counter[tuple[str, Side]]] = {}
        self._demands: dict[tuple[str, int], tuple[_Demand, ...]] = {}
        self._stages: dict[_Beginning, tuple[tuple[int, datetime], ...]] = {}

    @cached_property
    def _answers(self) -> tuple[Answer, ...]:
        return self._context.diary.answers

    @cached_property
    def _stepped_back(self) -> frozenset[date]:
        return frozenset(answer.at.date() for answer in self._answers if answer.verdict is Verdict.STEP_BACK)

    @cached_property
    def _locked(self) -> frozenset[date]:
        return frozenset(_locked(self._context, self._trained))

    @cached_property
    def _beginnings(self) -> tuple[_Beginning, ...]:
        return tuple(self._find_beginnings())

    def _sets_on(self, day: date) -> Counter[tuple[str, Side]]:
        """Return the sets done of each exercise by each leg on a day."""
        if day not in self._done:
            self._done[day] = _sets(self._sessions.get(day, ()))
        return self._done[day]

    def week(self, days: Sequence[date], *, is_over: bool) -> Iterator[WorkDay]:
        """Yield the days of one week, in order. A week that began late needs a smaller share of a weekly dose.

        is_over: whether the week is over; until then nothing is missing of a weekly dose.
        """
        kinds = {day: self._kind(day) for day in days}
        demands_by_day = {day: self._demands_on(day) if kinds[day] == "work" else () for day in days}
        weekly = {
            demand.exercise: demand
            for demands in demands_by_day.values()
            for demand in demands
            if demand.days < DAYS_OF_A_WEEK
        }
        planned_days = {}
        for name, demand in weekly.items():
            working = [day for day in days if name in {planned.exercise for planned in demands_by_day[day]}]
            planned_days[name] = self._days_on(demand, working, is_over=is_over)
        for day in days:
            due = [demand for demand in demands_by_day[day] if day in planned_days.get(demand.exercise, days)]
            portions = tuple(portion for demand in due for portion in self._portions(demand, day))
            is_rest = kinds[day] == "work" and all(portion.planned == portion.sets_left_out for portion in portions)
            yield WorkDay(day, "rest" if is_rest else kinds[day], portions, day < self._context.today)

    def _kind(self, day: date) -> Kind:
        if self._context.diary.day(day).how == "away":
            return "away"
        if day in self._locked:
            return "locked"
        return "before" if self._program(day) is None else "work"

    def _find_beginnings(self) -> Iterator[_Beginning]:
        """Yield the beginnings of programs in order. A session before all of them is a beginning itself."""
        program = self._context.program
        starts = [start for start in self._context.diary.program_starts if program in {None, start.program}]
        first = self._trained[0] if self._trained else None
        if first is not None and (not starts or first < starts[0].at.date()):
            yield _Beginning(first, None, program or self._sessions[first][0].program)
        yield from (_Beginning(start.at.date(), start.at, start.program) for start in starts)

    def _program(self, day: date) -> _Beginning | None:
        """Return the program of a day, and when it began."""
        return next((beginning for beginning in reversed(self._beginnings) if beginning.day <= day), None)

    def _demands_on(self, day: date) -> tuple[_Demand, ...]:
        """Return the least work of a day at its stage; nothing where the program no longer exists."""
        beginning = self._program(day)
        offered = None if beginning is None else self._context.programs.get(beginning.program)
        if beginning is None or offered is None:
            return ()
        if beginning not in self._stages:
            answers = last_answers(self._answers)
            self._stages[beginning] = tuple(stage_entries(offered, answers, beginning.moment, beginning.day))
        stage = next((stage for stage, entered in reversed(self._stages[beginning]) if entered.date() <= day), 1)
        key, region = (beginning.program, stage), self._context.region
        if key not in self._demands:
            self._demands[key] = tuple(
                _demand(dose, exercise, region) for dose, exercise in offered.pairs(stage, region)
            )
        return self._demands[key]

    def _days_on(self, demand: _Demand, working: Sequence[date], *, is_over: bool) -> frozenset[date]:
        """Return the days of a week on which an exercise counts as planned: the days it was done, then the last free.

        working: the days whose program has it.
        """
        done = [day for day in working if any(session.has(demand.exercise) for session in self._sessions.get(day, ()))]
        missing = demand.days * len(working) // DAYS_OF_A_WEEK - len(done)
        free = [day for day in working if day < self._context.today and day not in done]
        late = free[-missing:] if is_over and missing > 0 else []
        return frozenset((*done[: demand.days], *late))

    def _portions(self, demand: _Demand, day: date) -> Iterator[Portion]:
        times, sets_done = demand.times[day.weekday()], self._sets_on(day)
        planned, sets_left_out = demand.sets * times, demand.sets * self._times_left_out(demand, times, day)
        ended_for_pain = any(session.stopped_for == "pain" for session in self._sessions.get(day, ()))
        for side in self._sides(demand, day):
            counted_sides = (side,) if side is Side.BOTH else (side, Side.BOTH)
            done = min(
                planned, sum([sets_done.get((demand.exercise, counted_side), 0) for counted_side in counted_sides])
            )
            not_to_do = planned - done if ended_for_pain else 0
            yield Portion(demand.exercise, side, planned, done, max(sets_left_out, not_to_do))

    def _times_left_out(self, demand: _Demand, times: int, day: date) -> int:
        """Return how many times of a day a step back leaves out: the next load; of stretches that wait, two days."""
        if demand.days < DAYS_OF_A_WEEK:
            return 0
        if demand.loaded:
            return int(day in self._stepped_back)
        return times if demand.waits and not self._stepped_back.isdisjoint({day, day - ONE_DAY}) else 0

    def legs(self, dose: Dose, exercise: Exercise, day: date) -> tuple[Side, ...]:
        """Return the legs an exercise is planned for on a day; both one after the other where none worked yet."""
        if exercise.legs == "together":
            return (Side.BOTH,)
        sides = self._sides(_demand(dose, exercise, self._context.region), day)
        return Side.BOTH.legs if sides == (Side.BOTH,) else sides

    def _sides(self, demand: _Demand, day: date) -> tuple[Side, ...]:
        """Return the legs an exercise is planned for.

        One that works a leg alone is planned for the legs that hurt; where these are not known, for those that did it
        last, else for those that worked near that day.
        """
        if not demand.together and (hurting := self._hurting(day)):
            return hurting
        for recent in self._days_before(day):
            sides = {side for name, side in self._sets_on(recent) if name == demand.exercise}
            if sides:
                return _legs(sides)
        return (Side.BOTH,) if demand.together else self._legs_near(day)

    def _hurting(self, day: date) -> tuple[Side, ...]:
        """Return the legs that hurt, of the settings, which have no date; none where other legs worked around a day."""
        if self._context.side is None:
            return ()
        legs = self._context.side.legs
        is_recent = day > self._context.today - LEGS_HOLD
        worked = (side for recent in self._days_before(day) for _, side in self._sets_on(recent))
        return legs if is_recent or not set(legs).isdisjoint(worked) else ()

    def _days_before(self, day: date) -> Iterator[date]:
        """Yield the days with training up to a day, the latest first, as far back as legs hold."""
        for index in range(bisect_right(self._trained, day) - 1, -1, -1):
            if day - self._trained[index] > LEGS_HOLD:
                return
            yield self._trained[index]

    def _legs_near(self, day: date) -> tuple[Side, ...]:
        """Return the legs that worked last; if too long ago, those that worked next; if none did, both at once."""
        days = self._trained
        before = bisect_right(days, day)
        near = before > 0 and (day - days[before - 1] <= LEGS_HOLD or before == len(days))
        return _legs(side for _, side in self._sets_on(days[before - 1 if near else before])) if days else (Side.BOTH,)


def _demand(dose: Dose, exercise: Exercise, region: Region | None) -> _Demand:
    return _Demand(
        exercise.id,
        exercise.category in LOADED,
        low(dose.sets),
        tuple(dose.often.fewest_on(weekday) for weekday in range(DAYS_OF_A_WEEK)),
        dose.often.days,
        exercise.legs == "together",
        stays_low(exercise.category, region),
    )


def _legs(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return each leg that worked alone; where none did, both at once."""
    worked = set(sides)
    return tuple(side for side in Side.BOTH.legs if side in worked) or (Side.BOTH,)


def _sets(sessions: Iterable[SessionWork]) -> Counter[tuple[str, Side]]:
    """Return the sets done of each exercise by each leg that worked."""
    sets_done: Counter[tuple[str, Side]] = Counter()
    for session in sessions:
        for name, legs in session.by_exercise.items():
            for leg in legs:
                sets_done[name, leg.side] += leg.sets
    return sets_done


def _locked(context: HistoryContext, trained: Sequence[date]) -> Iterator[date]:
    """Yield the days on which no session could start: from the last session before a clinician note up to that note."""
    ends = [note.at.date() for note in context.notes]
    ends += [context.today + ONE_DAY] if context.locked else []
    for end in ends:
        last = max((day for day in trained if day < end), default=None)
        if last is not None:
            yield from days_up_to(end - ONE_DAY, (end - last).days - 1)
