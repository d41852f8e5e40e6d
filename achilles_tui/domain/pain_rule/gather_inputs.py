"""Adds to the inputs of a training day what the program asked about has to do with it (D14 to D18). Pure."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from achilles_tui.domain.base.units import Category, Exact
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.expected_work import Adherence, HistoryContext, WorkPlan, adherence
from achilles_tui.domain.pain_rule.inputs import Inputs
from achilles_tui.domain.pain_rule.leg_times import are_full
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.records.day_entries import days_up_to
from achilles_tui.domain.red_flags.safety import standing


class InputReader:
    """Reads the inputs of one training day for each exercise of a program. index: of the training day in the course."""

    def __init__(self, log: Log, targets: Targets, rule: PainRule, course: Course, index: int) -> None:
        """Read what all exercises of the program share."""
        self._log, self._targets, self._rule, self._course = log, targets, rule, course
        self.training = course.training_days[index]
        state = standing(log.safety).state
        self._shared = replace(
            course.inputs(index, log.today),
            red_flag=None if state == "unasked" else state != "clear",
            completion_7d=_share(adherence_of(log, targets, rule, self.training.day)),
            green_streak=self._green_streak(),
            pt_confirmed=self._has_pt_word(),
        )

    def of_exercise(self, name: str) -> Inputs:
        """Return the inputs of one exercise, by the id of its dose."""
        targets = self._targets
        _, exercise = _pair(targets, name)
        return replace(
            self._shared,
            exercise=exercise.id,
            gap_days=self._gap_days(name),
            days_since_change=self._days_since_change(name),
            gym=exercise.category is Category.HEAVY,
            at_top=targets.by_dose[name].highest and not _can_rise(targets, name, self._log.today),
        )

    def _gap_days(self, name: str) -> int:
        """Return the days of the gap; once D10 was answered for the exercise, only as many as hold (D15)."""
        gap, rule = self._course.gap(self._log.today), self._rule
        is_answered = any(
            answer.row == "D10" and answer.exercise == name and answer.at.date() > gap.start
            for answer in self._log.answers
        )
        return min(gap.days, rule.gap_step_back - 1) if is_answered else gap.days

    def _days_since_change(self, name: str) -> int:
        """Count the days since the last increase, step back or clinician note, or the start of the program."""
        log, program = self._log, self._targets.program.definition.id
        increases = (
            increase.at.date()
            for increase in log.increases
            if increase.program == program and (increase.exercise == name or increase.stage is not None)
        )
        start, note = self._targets.start_day, log.last_note
        days = (
            *increases,
            *(step_back.counts_from for step_back in self._course.step_backs),
            *((start,) if start else ()),
            *((note.date(),) if note else ()),
        )
        last = max((day for day in days if day <= log.today), default=log.today)
        return (log.today - last).days

    def _green_streak(self) -> int:
        """Count the calm sessions of the program in a row, back from the judged day, up to the number needed.

        A session whose rest was done later counts with it, once. One of a leg that does not hurt says nothing.
        """
        targets, side = self._targets, self._targets.side
        days = {training.day: index for index, training in enumerate(self._course.training_days)}
        program, last = targets.program.definition.id, self.training.day
        works = [
            work
            for work in self._log.works_since_note
            if work.program == program
            and work.day <= last
            and work.day in days
            and (side is None or any(work.worked(leg) for leg in side.legs))
        ][-_PARTS * self._rule.green_streak :]
        often = {exercise.id: dose.often for dose, exercise in targets.program.pairs(targets.stage, targets.region)}
        streak = 0
        for work, is_full in zip(reversed(works), reversed(are_full(works, often)), strict=True):
            is_calm = is_full is not False and self._course.is_calm(days[work.day], self._log.today)
            if streak == self._rule.green_streak or not is_calm:
                break
            streak += is_full is True
        return streak

    def _has_pt_word(self) -> bool:
        """Whether the PT agreed to the next step of the program in the last days."""
        first = self._log.today - timedelta(days=self._rule.pt_days - 1)
        program = self._targets.program.definition.id
        return any(
            word.about == "next step" and word.program == program and first <= word.at.date() <= self._log.today
            for word in self._log.diary.pt_words
        )


_PARTS = 4
"""The most parts of a session that the streak looks for (ours)."""


def _pair(targets: Targets, name: str) -> tuple[Dose, Exercise]:
    return next(pair for pair in targets.program.pairs(targets.stage, targets.region) if pair[0].id == name)


def _can_rise(targets: Targets, name: str, day: date) -> bool:
    """Whether anything comes after the highest level: more kilograms, or a later stage whose week has come."""
    return _pair(targets, name)[0].weighted or targets.next_stage_open(day)


def adherence_of(log: Log, targets: Targets, rule: PainRule, last: date) -> Adherence:
    """Return the sets planned and done in the last days up to a training day, none before the program began.

    A clinician note starts the count again from its day. These days count as one week that is over.
    """
    note = log.last_note
    limits = (last - timedelta(days=rule.completion_days - 1), targets.start_day, note.date() if note else None)
    first = max(day for day in limits if day is not None)
    days = days_up_to(last, (last - first).days + 1)
    return adherence(work_plan_of(log, targets).week(days, is_over=True))


def work_plan_of(log: Log, targets: Targets) -> WorkPlan:
    """Return the planned and done work of one program alone."""
    program = targets.program.definition.id
    context = HistoryContext(
        log.diary,
        log.notes,
        {program: targets.program},
        targets.region,
        log.today,
        program=program,
        side=targets.side,
    )
    return WorkPlan(log.works, context)


def _share(work: Adherence) -> Exact:
    return Fraction(1) if work.share is None else work.share
