"""Reads the inputs of the decision table from the log, for one session on one day. Pure; decides nothing."""

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
    """A session to judge, on a day on which it was the last session.

    last_of_day: no other session followed on its day, so the next morning belongs to it.
    """

    session: SessionRecord
    day: date
    last_of_day: bool

    @property
    def with_morning(self) -> bool:
        """Whether the next morning has come, and belongs to this session."""
        return self.last_of_day and self.day > self.session.day


def inputs_of(  # noqa: PLR0913 everything a verdict depends on
    log: Log, targets: Targets, rule: PainRule, case: RuleCase, name: str, *, back: int, pt_confirmed: bool | None
) -> Inputs:
    """Return the inputs for one exercise of the stage. back: how many step-backs came before.

    pt_confirmed: for the next session. None: judge only the rows that stop or step back. They look neither at this nor
    at the sets done, which take long to count and are then 0.
    """
    in_full = pt_confirmed is not None
    session, exercise = case.session, _pair(targets, name)[1]
    morning_day = session.day + ONE_DAY
    state = standing(log.safety).state
    return Inputs(
        exercise=exercise.id,
        red_flag=None if state == "unasked" else state != "clear",
        pains=log.pains(session, calm=rule.pain_calm, with_morning=case.with_morning),
        previous=_day_before(log, session, rule),
        morning_baseline=_baseline(log, targets, rule, case, "morning"),
        stiffness=log.diary.day(morning_day).stiffness if case.with_morning else None,
        stiffness_baseline=_baseline(log, targets, rule, case, "stiffness"),
        week_rise=log.week_rise(case.day, fewest=rule.week_mornings),
        week_rise_before=log.week_rise(case.day - timedelta(days=DAYS_OF_A_WEEK), fewest=rule.week_mornings),
        completion_7d=_completion(adherence_of(log, targets, rule, case)) if in_full else 0,
        green_streak=_green_streak(log, targets, rule, case) if in_full else 0,
        flare_7d=log.flare(case.day, rule.flare_days),
        gap_days=log.gap(case.day, session),
        step_backs_14d=back,
        ended_for_pain=any(record.stopped_for == "pain" for record in log.day_up_to(session)),
        **_of_exercise(log, targets, case, name, pt_confirmed=bool(pt_confirmed)),
    )


def inputs_for_exercise(  # noqa: PLR0913 as above
    shared: Inputs, log: Log, targets: Targets, case: RuleCase, name: str, *, pt_confirmed: bool
) -> Inputs:
    """Return the inputs for another exercise of the same stage: most belong to the session and stay the same."""
    exercise = _pair(targets, name)[1].id
    return replace(shared, exercise=exercise, **_of_exercise(log, targets, case, name, pt_confirmed=pt_confirmed))


class _OfExercise(TypedDict):
    days_since_increase: int
    gym: bool
    pt_confirmed: bool
    at_top: bool


def _of_exercise(log: Log, targets: Targets, case: RuleCase, name: str, *, pt_confirmed: bool) -> _OfExercise:
    return {
        "days_since_increase": _days_since_increase(log, targets, name, case.day),
        "gym": _pair(targets, name)[1].category is Category.HEAVY,
        "pt_confirmed": pt_confirmed,
        "at_top": targets.by_dose[name].highest and not _can_rise(targets, name, case.day),
    }


def _pair(targets: Targets, name: str) -> tuple[Dose, Exercise]:
    return next(pair for pair in targets.program.pairs(targets.stage, targets.region) if pair[0].id == name)


def _can_rise(targets: Targets, name: str, day: date) -> bool:
    """Whether anything comes after the highest level: more kilograms, or a later stage whose week has come."""
    return _pair(targets, name)[0].weighted or targets.next_stage_open(day)


def _day_before(log: Log, session: SessionRecord, rule: PainRule) -> Pains | None:
    """Return the pain of the training day before that of a session."""
    earlier = [
        record for record in log.sessions_since_note if record.day < session.day and record.started < session.started
    ]
    return log.pains(earlier[-1], calm=rule.pain_calm) if earlier else None


def _last_increase(log: Log, before: datetime) -> date | None:
    """Return the day of the last confirmed increase before a time."""
    return max((increase.at.date() for increase in log.increases if increase.at <= before), default=None)


def _days_since_increase(log: Log, targets: Targets, name: str, day: date) -> int:
    """Count the days since the last increase of an exercise, the last new stage, or the start of the program."""
    program = targets.program.definition.id
    increases = (
        increase
        for increase in log.increases
        if increase.exercise == name or (increase.stage is not None and increase.program == program)
    )
    days = [
        *(increase.at.date() for increase in increases if increase.at.date() <= day),
        *([targets.start_day] if targets.start_day else []),
    ]
    return max(0, (day - max(days)).days) if days else 0


def _baseline(log: Log, targets: Targets, rule: PainRule, case: RuleCase, measure: MorningMeasure) -> Exact | None:
    """Return the baseline of mornings: those before the last increase, or the first of the program."""
    raised, fewest = _last_increase(log, case.session.started), rule.baseline_fewest
    if raised is None:
        return log.first_baseline(measure, fewest=fewest, first=targets.start_day, last=case.day)
    return log.baseline(measure, fewest=fewest, last=raised, most=rule.baseline_mornings)


def _green_streak(log: Log, targets: Targets, rule: PainRule, case: RuleCase) -> int:
    """Count the calm sessions in a row, back from this one, up to the number that the rule needs."""
    baseline = _baseline(log, targets, rule, case, "morning")
    streak = 0
    for session in reversed(
        [session for session in log.sessions_since_note if session.started <= case.session.started]
    ):
        if streak == rule.green_streak or not _is_green(log, session, rule, baseline):
            break
        streak += 1
    return streak


def _is_green(log: Log, session: SessionRecord, rule: PainRule, baseline: Exact | None) -> bool:
    pains = log.pains(session, calm=rule.pain_calm)
    values = [value for _, value in pains.named]
    if baseline is None or None in values or log.diary.day(session.day).how == "flare-up":
        return False
    settled = pains.morning is not None and pains.morning - baseline < rule.morning_hold
    return settled and pains.above(rule.pain_calm) == () and session.id in log.full_session_ids


def adherence_of(log: Log, targets: Targets, rule: PainRule, case: RuleCase) -> Adherence:
    """Return the sets planned and done in the last days up to a session, none before the program began.

    A clinician note starts the count again from its day. These days count as one week that is over.
    """
    session, offered = case.session, targets.program
    note = log.last_note
    limits = (session.day - timedelta(days=rule.completion_days - 1), targets.start_day, note.date() if note else None)
    first = max(day for day in limits if day is not None)
    program = offered.definition.id
    context = HistoryContext(log.diary, log.notes, {program: offered}, targets.region, case.day, program=program)
    days = days_up_to(session.day, (session.day - first).days + 1)
    return adherence(WorkPlan(map(work_of, log.sessions), context).week(days, is_over=True))


def _completion(work: Adherence) -> Exact:
    return Fraction(1) if work.share is None else work.share
