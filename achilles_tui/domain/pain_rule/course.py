"""The days since the last clinician note, judged one after the other: step-backs, and the first stop. Pure.

The rows that stop or step back (D2 to D10) bind all programs, so nothing here knows a program. A day has up to two
cases: the last training day before it with the mornings since, and its own sessions. A stop ends the course.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter

from msgspec import Struct

from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.decide import Decision, decide_for_every_program
from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.mornings import ONE_DAY, Anchor, Morning, Mornings
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.training_days import TrainingDay
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.records.stop import Cause, Stop

UNRECORDED = "unrecorded"
"""The id of a stop that is not an entry of the log yet."""


class StepBack(Struct, frozen=True):
    """A step back: at most one for a training day, whatever was answered."""

    row: RowId
    judged: date
    """The training day it was decided for."""
    started: datetime
    """When the last session with load of that day began."""
    day: date
    """The day that first said it."""

    @property
    def counts_from(self) -> date:
        """The day from which days are counted: at the earliest the next one, whose morning judges the day whole."""
        return max(self.day, self.judged + ONE_DAY)

    @property
    def skips(self) -> bool:
        """Whether the next loaded session is left out. After a long gap there is nothing to leave out."""
        return self.row != "D10"


class Gap(Struct, frozen=True):
    """Days without a session that still count on a training day. start: the day of the session before them."""

    start: date
    days: int


class CourseState(Struct, frozen=True):
    """Everything that the days up to one leave behind for the days after it; worked out from the log, never the truth.

    note: the moment of the clinician note that the course begins with.
    """

    note: datetime | None
    through: date
    training_days: tuple[TrainingDay, ...] = ()
    """The last two, and all since the first that D5 could still count."""
    gaps: tuple[Gap | None, ...] = ()
    """What still counts on each of them."""
    step_backs: tuple[StepBack, ...] = ()
    stop: Stop | None = None
    anchor: Anchor | None = None
    mornings: dict[date, int] = {}
    """Morning pain (NPRS) that the baseline is made of, or that judges these training days."""
    stiffness: dict[date, int] = {}
    """Stiffness (minutes) likewise."""


class CourseFacts(Struct, frozen=True):
    """What the days are judged by.

    note: the moment of the last clinician note; nothing here is older. flares: the days marked as a flare-up.
    anchors: of the baselines, in order. overruled: the ids of the sessions whose step back a PT replaced: it does not
    count. stops: those recorded when they were first said.
    """

    note: datetime | None
    training_days: Sequence[TrainingDay]
    mornings: Mapping[date, int]
    stiffness: Mapping[date, int]
    flares: frozenset[date] = frozenset()
    anchors: Sequence[Anchor] = ()
    overruled: frozenset[str] = frozenset()
    stops: Sequence[Stop] = ()


class Course:
    """The days up to one, judged.

    step_backs: all of them, in order. stop: the first stop, recorded or not; nothing after it is judged.
    """

    def __init__(self, facts: CourseFacts, rule: PainRule, through: date, state: CourseState | None = None) -> None:
        """Judge every day up to one. state: what the days before the facts left behind, with the same note."""
        self._facts, self._rule = facts, rule
        self._state = state = state or CourseState(facts.note, date.min)
        note_day = facts.note.date() if facts.note else None
        self._mornings = Mornings({**state.mornings, **facts.mornings}, note_day)
        self._stiffness = Mornings({**state.stiffness, **facts.stiffness}, note_day)
        self.training_days, self._gaps = self._join_training_days(through)
        self.step_backs, self.stop = list(state.step_backs), state.stop
        self.through = through
        first = max(state.through + ONE_DAY, self.training_days[0].day) if self.training_days else through + ONE_DAY
        for days in range((through - first).days + 1):
            if self.stop is not None:
                break
            self._judge(first + timedelta(days=days))

    @property
    def latest_morning(self) -> Morning | None:
        """The last recorded morning after the note's day."""
        recorded = self._mornings.between(date.min, self.through)
        return Morning(*recorded[-1]) if recorded else None

    @property
    def last_skip(self) -> StepBack | None:
        """The last step back that leaves out the next loaded session."""
        return next((step_back for step_back in reversed(self.step_backs) if step_back.skips), None)

    def cases(self, day: date) -> tuple[int, ...]:
        """Return the indices of the training days that a day judges: the last one before it, and the day itself."""
        end = bisect_left(self.training_days, day, key=attrgetter("day"))
        is_training_day = end < len(self.training_days) and self.training_days[end].day == day
        return (*((end - 1,) if end else ()), *((end,) if is_training_day else ()))

    def inputs(self, index: int, day: date, *, first_thing: bool = False) -> Inputs:
        """Return the inputs of a training day as a day sees it. Those of a program and an exercise are neutral.

        first_thing: before the sessions of that day.
        """
        rule, training = self._rule, self.training_days[index]
        anchor, mornings = self._anchor(day), self._mornings
        fewest, before = rule.week_mornings, day - timedelta(days=DAYS_OF_A_WEEK)
        return Inputs(
            exercise="",
            red_flag=False,
            pains=self._pains(index, day),
            previous=self._pains(index - 1, day) if index else None,
            morning_baseline=mornings.baseline(anchor, day, rule),
            stiffness=self._stiffness.highest(training.day, self._last_morning(index, day)),
            next_stiffness=self._next_morning(self._stiffness, index, day),
            stiffness_baseline=self._stiffness.baseline(anchor, day, rule),
            week_mean=mornings.mean(day, fewest=fewest),
            week_rise=mornings.rise(day, fewest=fewest),
            week_rise_before=mornings.rise(before, fewest=fewest),
            completion_7d=0,
            green_streak=0,
            flare_7d=any(day - timedelta(days=back) in self._facts.flares for back in range(rule.flare_days)),
            days_since_change=0,
            days_since_step_back=self._days_since_step_back(training.day, day),
            gap_days=self.gap(day, first_thing=first_thing).days,
            step_backs_7d=len(self._recent_step_backs(training.day, day)),
            ended_for_pain=training.ended_for_pain,
            gym=False,
            pt_confirmed=False,
            at_top=False,
        )

    def is_calm(self, index: int, day: date) -> bool:
        """Whether a training day was calm as a day sees it: every value low, the morning settled, no flare-up (D14)."""
        pains, baseline = self._pains(index, day), self._mornings.baseline(self._anchor(day), day, self._rule)
        if self.training_days[index].day in self._facts.flares or baseline is None or pains.morning is None:
            return False
        is_told = pains.during is not None and pains.after is not None
        return is_told and not pains.above(self._rule.pain_calm) and pains.morning - baseline < self._rule.morning_hold

    def state(self) -> CourseState:
        """Return what the days up to the last one leave behind."""
        first = self._first_kept()
        training, gaps, anchor = self.training_days[first:], self._gaps[first:], self._anchor(self.through + ONE_DAY)
        days = [*(training_day.day for training_day in training), *(gap.start for gap in gaps if gap)]
        horizon = min(days, default=self.through) - timedelta(days=self._rule.step_back_days)
        return CourseState(
            note=self._facts.note,
            through=self.through,
            training_days=training,
            gaps=gaps,
            step_backs=tuple(step_back for step_back in self.step_backs[:-1] if step_back.day > horizon)
            + tuple(self.step_backs[-1:]),
            stop=self.stop,
            anchor=anchor,
            mornings=self._needed_later(self._mornings, anchor, training),
            stiffness=self._needed_later(self._stiffness, anchor, training),
        )

    def _first_kept(self) -> int:
        """Return the index of the first training day that a later day may look at."""
        recent = self.through - timedelta(days=self._rule.step_back_days)
        judged = {step_back.judged for step_back in self.step_backs if step_back.counts_from > recent}
        counted = (index for index, training in enumerate(self.training_days) if training.day in judged)
        return min(next(counted, len(self.training_days)), max(len(self.training_days) - 2, 0))

    def _needed_later(self, mornings: Mornings, anchor: Anchor | None, days: Sequence[TrainingDay]) -> dict[date, int]:
        """Return the mornings that the baseline is made of, and those that judge these training days."""
        judging = mornings.between(days[0].day, self.through) if days else ()
        return mornings.of_baseline(anchor, self._rule) | dict(judging)

    # ------------------------------------------------------------------ judging

    def _judge(self, day: date) -> None:
        """Judge one day: note its step-backs, and its stop."""
        self.stop = next((stop for stop in self._facts.stops if stop.day == day and self._stands(stop)), None)
        for index in self.cases(day) if self.stop is None else ():
            is_before = self.training_days[index].day < day
            decision = decide_for_every_program(self.inputs(index, day, first_thing=is_before), self._rule)
            if decision is None:
                continue
            if decision.output is Verdict.STOP:
                self.stop = self._new_stop(decision, index, day)
                return
            self._add_step_back(decision.row, index, day)

    def _add_step_back(self, row: RowId, index: int, day: date) -> None:
        """Add a step back unless its training day, or its gap, has one already."""
        training = self.training_days[index]
        if any(step_back.judged == training.day for step_back in self.step_backs):
            return
        if not self._facts.overruled.isdisjoint(pain.session for pain in training.pains):
            return
        gap = self.gap(day, first_thing=training.day < day)
        if row == "D10" and any(earlier.row == row and earlier.day > gap.start for earlier in self.step_backs):
            return
        self.step_backs.append(StepBack(row, training.day, training.started, day))

    def _new_stop(self, decision: Decision, index: int, day: date) -> Stop:
        """Return a stop that is not recorded yet; its id is made when it is."""
        training = self.training_days[index]
        return Stop(
            id=UNRECORDED,
            at=datetime.combine(day, time(), training.started.tzinfo),
            day=day,
            row=decision.row,
            judged=training.day,
            session=training.session,
            reason=decision.reason,
            needed=decision.needed,
            causes=tuple(self._causes(decision.row, index, day)),
        )

    def _causes(self, row: RowId, index: int, day: date) -> Iterator[Cause]:
        """Yield the entries that a stop names: of D4 the mornings of three weeks, else of the days it counts."""
        if row == "D4":
            yield from self._morning_causes(day - timedelta(days=3 * DAYS_OF_A_WEEK), day)
            return
        least = {"D2": self._rule.pain_stop, "D3": self._rule.pain_limit + 1}.get(row, 0)
        indices = {index}
        if row == "D3":
            indices.add(index - 1)
        if row == "D5":
            judged = {step_back.judged for step_back in self._recent_step_backs(self.training_days[index].day, day)}
            indices |= {number for number, training in enumerate(self.training_days) if training.day in judged}
        for number in sorted(indices):
            training = self.training_days[number]
            yield from (
                Cause("session", training.day, pain.highest or 0, pain.session, pain.ended_for_pain)
                for pain in training.pains
                if (pain.highest or 0) >= least
            )
            yield from self._morning_causes(training.day, self._last_morning(number, day), least, stiff=row == "D5")

    def _morning_causes(self, after: date, last: date, least: int = 0, *, stiff: bool = False) -> Iterator[Cause]:
        for day, value in self._mornings.between(after, last):
            if value >= least:
                yield Cause("morning", day, value)
        for day, value in self._stiffness.between(after, last) if stiff else ():
            yield Cause("stiffness", day, value)

    def _stands(self, stop: Stop) -> bool:
        """Whether a recorded stop holds: no entry it names was deleted or corrected to less."""
        return all(self._is_unchanged(cause) for cause in stop.causes)

    def _is_unchanged(self, cause: Cause) -> bool:
        if cause.day <= self._state.through:  # a change of that day would have left no state
            return True
        if cause.measure == "session":
            pains = {pain.session: pain for training in self.training_days for pain in training.pains}
            pain = pains.get(cause.session or "")
            if pain is None:
                return False
            return (pain.highest or 0) >= cause.value and (pain.ended_for_pain or not cause.for_pain)
        value = (self._mornings if cause.measure == "morning" else self._stiffness).value(cause.day)
        return value is not None and value >= cause.value

    # ------------------------------------------------------------------ what a day is judged by

    def _join_training_days(self, through: date) -> tuple[tuple[TrainingDay, ...], tuple[Gap | None, ...]]:
        """Return the training days of the state and after it, each with the gap that still counts on it."""
        days, gaps = list(self._state.training_days), list(self._state.gaps)
        last = days[-1].day if days else date.min
        for training in self._facts.training_days:
            if not last < training.day <= through:
                continue
            gaps.append(None if training.is_full else _longest(gaps, days, training.day))
            days.append(training)
        return tuple(days), tuple(gaps)

    def gap(self, day: date, *, first_thing: bool = False) -> Gap:
        """Return the longest gap that still counts on a day: no full session has followed it yet."""
        end = bisect_left if first_thing else bisect_right
        last = end(self.training_days, day, key=attrgetter("day"))
        return _longest(self._gaps[:last], self.training_days[:last], day) or Gap(day, 0)

    def _pains(self, index: int, day: date) -> Pains:
        training = self.training_days[index]
        morning = self._mornings.highest(training.day, self._last_morning(index, day))
        return Pains(training.during, training.after, morning, self._next_morning(self._mornings, index, day))

    def _last_morning(self, index: int, day: date) -> date:
        """Return the last morning that judges a training day: that of the next one, or of the day itself."""
        following = self.training_days[index + 1].day if index + 1 < len(self.training_days) else day
        return min(day, following)

    def _next_morning(self, mornings: Mornings, index: int, day: date) -> int | None:
        morning = self.training_days[index].day + ONE_DAY
        return mornings.value(morning) if morning <= day else None

    def _anchor(self, day: date) -> Anchor | None:
        """Return what the baselines count from on a day. An answer of that day cannot change its own verdict."""
        later = [anchor for anchor in self._facts.anchors if self._state.through < anchor.day < day]
        return later[-1] if later else self._state.anchor

    def _earlier_step_backs(self, judged: date) -> list[StepBack]:
        return [step_back for step_back in self.step_backs if step_back.judged < judged]

    def _recent_step_backs(self, judged: date, day: date) -> list[StepBack]:
        """Return the step-backs for earlier training days that D5 counts on a day."""
        first = day - timedelta(days=self._rule.step_back_days)
        return [step_back for step_back in self._earlier_step_backs(judged) if step_back.day > first]

    def _days_since_step_back(self, judged: date, day: date) -> int | None:
        earlier = self._earlier_step_backs(judged)
        return (day - earlier[-1].counts_from).days if earlier else None


def _longest(gaps: Sequence[Gap | None], days: Sequence[TrainingDay], day: date) -> Gap | None:
    """Return the longer of the gap that counts on the last training day, and of the days since then."""
    if not days:
        return None
    latest, before = Gap(days[-1].day, (day - days[-1].day).days), gaps[-1]
    return before if before is not None and before.days > latest.days else latest
