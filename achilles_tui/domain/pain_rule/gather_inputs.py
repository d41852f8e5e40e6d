"""What the decision table is given of one session on one day: its inputs, read from the log. Pure; decides nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple, TypedDict

from achilles_tui.domain.base.units import Category, Exact
from achilles_tui.domain.pain_rule.expected_work import Adherence, HistoryContext, WorkPlan, adherence
from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.log import ONE_DAY, Log, MorningMeasure
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.records.day_entries import days_up_to
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.records.summary import work_of
from achilles_tui.domain.red_flags.safety import standing


class RuleCase(NamedTuple):
    """What the rule is asked about: a session, on a day on which it was the last one.

    last_of_day: no other session followed on its day, so that the next morning belongs to it.
    """

    session: SessionRecord
    day: date
    last_of_day: bool

    @property
    def with_morning(self) -> bool:
        """Whether the morning after it has come, and is its own."""
        return self.last_of_day and self.day > self.session.day


def inputs_of(  # noqa: PLR0913 everything a verdict depends on
    log: Log, at: Targets, rule: PainRule, asked: RuleCase, name: str, *, back: int, pt_confirmed: bool | None
) -> Inputs:
    """Return the inputs for one exercise of the stage. back: the step-backs that went before.

    pt_confirmed: for the next session; None where only the rows that stop or step back are asked, which do not look at
    it, nor at how much was done: that takes long to count, and is told as none.
    """
    in_full = pt_confirmed is not None
    session, exercise = asked.session, _pair(at, name)[1]
    morning_day = session.day + ONE_DAY
    state = standing(log.safety).state
    return Inputs(
        exercise=exercise.id,
        red_flag=None if state == "unasked" else state != "clear",
        pains=log.pains(session, calm=rule.pain_calm, with_morning=asked.with_morning),
        previous=_day_before(log, session, rule),
        morning_baseline=_baseline(log, at, rule, asked, "morning"),
        stiffness=log.diary.day(morning_day).stiffness if asked.with_morning else None,
        stiffness_baseline=_baseline(log, at, rule, asked, "stiffness"),
        week_rise=log.week_rise(asked.day, fewest=rule.week_mornings),
        week_rise_before=log.week_rise(asked.day - timedelta(days=DAYS_OF_A_WEEK), fewest=rule.week_mornings),
        completion_7d=_completion(adherence_of(log, at, rule, asked)) if in_full else 0,
        green_streak=_green_streak(log, at, rule, asked) if in_full else 0,
        flare_7d=log.flare(asked.day, rule.flare_days),
        gap_days=log.gap(asked.day, session),
        step_backs_14d=back,
        ended_for_pain=any(one.stopped_for == "pain" for one in log.day_up_to(session)),
        **_of_exercise(log, at, asked, name, pt_confirmed=bool(pt_confirmed)),
    )


def inputs_for_exercise(  # noqa: PLR0913 as above
    shared: Inputs, log: Log, at: Targets, asked: RuleCase, name: str, *, pt_confirmed: bool
) -> Inputs:
    """Return the inputs for an exercise of the same stage: most are those of the session, and are the same."""
    exercise = _pair(at, name)[1].id
    return replace(shared, exercise=exercise, **_of_exercise(log, at, asked, name, pt_confirmed=pt_confirmed))


class _OfExercise(TypedDict):
    days_since_increase: int
    gym: bool
    pt_confirmed: bool
    at_top: bool


def _of_exercise(log: Log, at: Targets, asked: RuleCase, name: str, *, pt_confirmed: bool) -> _OfExercise:
    return {
        "days_since_increase": _days_since_increase(log, at, name, asked.day),
        "gym": _pair(at, name)[1].category is Category.HEAVY,
        "pt_confirmed": pt_confirmed,
        "at_top": at.by_dose[name].highest and not _can_rise(at, name, asked.day),
    }


def _pair(at: Targets, name: str) -> tuple[Dose, Exercise]:
    return next(pair for pair in at.program.pairs(at.stage, at.region) if pair[0].id == name)


def _can_rise(at: Targets, name: str, asked_on: date) -> bool:
    """Whether there is anything above the highest level: more kilograms, or a later stage whose week has come."""
    return _pair(at, name)[0].weighted or at.next_stage_open(asked_on)


def _day_before(log: Log, session: SessionRecord, rule: PainRule) -> Pains | None:
    """Return the values of the training day before that of a session."""
    earlier = [one for one in log.sessions_since_note if one.day < session.day and one.started < session.started]
    return log.pains(earlier[-1], calm=rule.pain_calm) if earlier else None


def _last_increase(log: Log, before: datetime) -> date | None:
    """Return the day of the last confirmed increase before a time."""
    return max((one.at.date() for one in log.increases if one.at <= before), default=None)


def _days_since_increase(log: Log, at: Targets, name: str, asked_on: date) -> int:
    """Count the days since an exercise was made more, the stage was entered, or the program was begun."""
    program = at.program.definition.id
    told = (one for one in log.increases if one.exercise == name or (one.stage is not None and one.program == program))
    days = [*(one.at.date() for one in told if one.at.date() <= asked_on), *([at.start_day] if at.start_day else [])]
    return max(0, (asked_on - max(days)).days) if days else 0


def _baseline(log: Log, at: Targets, rule: PainRule, asked: RuleCase, which: MorningMeasure) -> Exact | None:
    """Return the baseline of mornings: before the last increase, or of the first ones of the program."""
    raised, fewest = _last_increase(log, asked.session.started), rule.baseline_fewest
    if raised is None:
        return log.first_baseline(which, fewest=fewest, since=at.start_day, until=asked.day)
    return log.baseline(which, fewest=fewest, until=raised, most=rule.baseline_mornings)


def _green_streak(log: Log, at: Targets, rule: PainRule, asked: RuleCase) -> int:
    """Count the calm sessions in a row, back from this one, as far as the rule asks for them."""
    baseline = _baseline(log, at, rule, asked, "morning")
    streak = 0
    for one in reversed([one for one in log.sessions_since_note if one.started <= asked.session.started]):
        if streak == rule.green_streak or not _is_green(log, one, rule, baseline):
            break
        streak += 1
    return streak


def _is_green(log: Log, one: SessionRecord, rule: PainRule, baseline: Exact | None) -> bool:
    pains = log.pains(one, calm=rule.pain_calm)
    values = [value for _, value in pains.named]
    if baseline is None or None in values or log.diary.day(one.day).how == "flare-up":
        return False
    settled = pains.morning is not None and pains.morning - baseline < rule.morning_hold
    return settled and pains.above(rule.pain_calm) == () and one.id in log.full_session_ids


def adherence_of(log: Log, at: Targets, rule: PainRule, asked: RuleCase) -> Adherence:
    """Return the sets planned and done in the days that end with a session, from the program's beginning on.

    With a clinician note all begins anew, so what lies before that day is not read. These days are one week of their
    own, and it is over.
    """
    session, offered = asked.session, at.program
    note = log.last_note
    since = (session.day - timedelta(days=rule.completion_days - 1), at.start_day, note.date() if note else None)
    first = max(day for day in since if day is not None)
    program = offered.definition.id
    course = HistoryContext(log.diary, log.notes, {program: offered}, at.region, asked.day, program=program)
    days = days_up_to(session.day, (session.day - first).days + 1)
    return adherence(WorkPlan(map(work_of, log.sessions), course).week(days, is_over=True))


def _completion(work: Adherence) -> Exact:
    return Fraction(1) if work.share is None else work.share
