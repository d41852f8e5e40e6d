"""What the rule says about each exercise of a program today, read from the log. Pure; it decides by `progression`."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from achilles_tui.core.diary import Answer
from achilles_tui.core.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.core.history import SessionRecord
from achilles_tui.core.judged import Inputs, Pains
from achilles_tui.core.log import ONE_DAY, Log, is_done, is_full, is_loaded
from achilles_tui.core.progression import Decision, decide
from achilles_tui.core.rule import PainRule, Verdict
from achilles_tui.core.safety import standing
from achilles_tui.core.targets import Targets
from achilles_tui.core.units import Category, Exact, low

DAYS_READ = 21
"""Days of sessions that a verdict can look at: those in which step-backs are counted, and the week before them."""


class Judged(NamedTuple):
    """The verdict on one exercise, by the id that its dose names. session: the one that was judged."""

    exercise: str
    decision: Decision
    inputs: Inputs
    session: SessionRecord
    answer: Answer | None
    """What the user has said to it already."""

    @property
    def offered(self) -> bool:
        """Whether it waits for the user's word: a step up, or a step back."""
        return self.answer is None and self.decision.output in {Verdict.PROGRESS, Verdict.STEP_BACK}


def judge(log: Log, at: Targets, rule: PainRule, *, pt_confirmed: Collection[str] = ()) -> tuple[Judged, ...]:
    """Return the verdict on each exercise of the stage; nothing before the first session that can be judged.

    pt_confirmed: the exercises for which a PT is confirmed for the next session.
    """
    if not log.judged:
        return ()
    session = log.judged[-1]
    back = _step_backs(log, at, rule, session)
    found = []
    for name in at.of:

        def on(day: date, name: str = name) -> Inputs:
            with_morning = day > session.day
            inputs = _inputs(log, at, rule, session, name, back=back, asked_on=day, with_morning=with_morning)
            return replace(inputs, pt_confirmed=name in pt_confirmed)

        # A stop stays one, whatever the mornings after it say: so each day since the session is asked, the first first.
        days = [session.day + timedelta(days=one) for one in range(min((log.today - session.day).days, DAYS_READ) + 1)]
        stops = (inputs for day in days if decide(inputs := on(day), rule).output is Verdict.STOP)
        inputs = next(stops, None) or on(log.today)
        decision = decide(inputs, rule)
        found.append(Judged(name, decision, inputs, session, _answer(log, name, session, decision)))
    return tuple(found)


def first_day_read(last_session: date | None, today: date) -> date:
    """Return from which day on sessions are needed: so many days before the last one, however long ago that was."""
    return (last_session or today) - timedelta(days=DAYS_READ)


def strictest(judged: Collection[Judged]) -> Judged | None:
    """Return the strictest of the verdicts, if there are any."""
    return max(judged, key=lambda one: one.decision.output.strictness, default=None)


def _answer(log: Log, name: str, session: SessionRecord, decision: Decision) -> Answer | None:
    return next(
        (
            one
            for one in reversed(log.diary.answers)
            if (one.exercise, one.session, one.verdict) == (name, session.id, decision.output)
        ),
        None,
    )


def _step_backs(log: Log, at: Targets, rule: PainRule, until: SessionRecord) -> int:
    """Count the step-backs before a session, followed or declined, each loaded session at most once.

    A session that another one followed on the same day was judged without the next morning: that belongs to the last.
    """
    days: list[date] = []
    name = next(iter(at.of))
    for one, following in pairwise((*log.judged, until)):
        if one is until or one.started >= until.started:
            break
        if (until.day - one.day).days >= rule.step_back_days or not is_loaded(one):
            continue
        recent = sum((one.day - day).days < rule.step_back_days for day in days)
        last_of_day = following.day != one.day
        asked_on = one.day + ONE_DAY if last_of_day else one.day
        inputs = _inputs(log, at, rule, one, name, back=recent, asked_on=asked_on, with_morning=last_of_day)
        if decide(inputs, rule).output is Verdict.STEP_BACK:
            days.append(one.day)
    return len(days)


def _inputs(  # noqa: PLR0913 everything a verdict depends on
    log: Log,
    at: Targets,
    rule: PainRule,
    session: SessionRecord,
    name: str,
    *,
    back: int,
    asked_on: date,
    with_morning: bool,
) -> Inputs:
    morning_day = session.day + ONE_DAY
    exercise = next(exercise for dose, exercise in at.offered.pairs(at.stage, at.region) if dose.id == name)
    raised = _last_increase(log, session)
    target = at.of[name]
    state = standing(log.safety).state
    return Inputs(
        exercise=exercise.id,
        red_flag=None if state == "unasked" else state != "clear",
        pains=log.pains(session, calm=rule.pain_calm, with_morning=with_morning),
        previous=_day_before(log, session, rule),
        morning_baseline=_baseline(log, at, rule, raised, "morning"),
        stiffness=log.diary.day(morning_day).stiffness if with_morning else None,
        stiffness_baseline=_baseline(log, at, rule, raised, "stiffness"),
        week_rise=log.week_rise(asked_on, fewest=rule.week_mornings),
        week_rise_before=log.week_rise(asked_on - timedelta(days=DAYS_OF_A_WEEK), fewest=rule.week_mornings),
        completion_7d=_completion(log, at, rule, session),
        green_streak=_green_streak(log, at, rule, session, raised),
        flare_7d=log.flare(asked_on, rule.flare_days),
        days_since_increase=_days_since_increase(log, at, name, asked_on),
        gap_days=log.gap(asked_on),
        step_backs_14d=back,
        ended_for_pain=session.stopped_for == "pain",
        gym=exercise.category is Category.HEAVY,
        pt_confirmed=False,
        at_top=target.highest and not _can_rise(at, name, asked_on),
    )


def _can_rise(at: Targets, name: str, asked_on: date) -> bool:
    """Whether there is anything above the highest level: more kilograms, or a later stage whose week has come."""
    dose = next(dose for dose in at.offered.doses(at.stage) if dose.id == name)
    return dose.weighted or at.next_stage_open(asked_on)


def _day_before(log: Log, session: SessionRecord, rule: PainRule) -> Pains | None:
    """Return the values of the training day before that of a session."""
    earlier = [one for one in log.judged if one.day < session.day]
    return log.pains(earlier[-1], calm=rule.pain_calm) if earlier else None


def _increases(log: Log) -> Iterator[Answer]:
    """Give the answers that made something more."""
    return (one for one in log.diary.answers if one.verdict is Verdict.PROGRESS and one.said != "no")


def _last_increase(log: Log, session: SessionRecord) -> date | None:
    """Return the day of the last confirmed increase before a session."""
    return max((one.at.date() for one in _increases(log) if one.at <= session.started), default=None)


def _days_since_increase(log: Log, at: Targets, name: str, asked_on: date) -> int:
    raised = [one.at.date() for one in _increases(log) if one.exercise == name and one.at.date() <= asked_on]
    since = max(raised, default=at.begun)
    return 0 if since is None else max(0, (asked_on - since).days)


def _baseline(log: Log, at: Targets, rule: PainRule, raised: date | None, which: str) -> Exact | None:
    """Return the baseline of mornings: before the last increase, or of the first ones of the program."""
    first, most = raised is None, rule.baseline_mornings
    if raised is not None:
        days = [day for day in sorted(log.diary.days) if day <= raised]
    else:
        days = [day for day in sorted(log.diary.days) if at.begun is None or day >= at.begun]
    values = [getattr(log.diary.days[day], which) for day in days]
    return log.baseline(values, fewest=rule.baseline_fewest, most=most, first=first)


def _green_streak(log: Log, at: Targets, rule: PainRule, session: SessionRecord, raised: date | None) -> int:
    """Count the calm sessions in a row, back from this one, as far as the rule asks for them."""
    baseline = _baseline(log, at, rule, raised, "morning")
    streak = 0
    for one in reversed([one for one in log.judged if one.started <= session.started]):
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
    return settled and pains.above(rule.pain_calm) == () and is_full(one)


def _completion(log: Log, at: Targets, rule: PainRule, session: SessionRecord) -> Exact:
    """Return sets done by sets planned in the days that end with a session; extra work makes up for nothing."""
    first = session.day - timedelta(days=rule.completion_days - 1)
    first = max(first, at.begun) if at.begun else first
    days = [first + timedelta(days=one) for one in range((session.day - first).days + 1)]
    away = [day for day in days if log.diary.day(day).how == "away"]
    trained = [one for one in log.judged if first <= one.day <= session.day and one.started <= session.started]
    planned = done = 0
    for dose, exercise in at.at_level.pairs(at.stage, at.region):
        sides = _sides(trained, exercise.id)
        wanted = _times(dose, days=len(days) - len(away), whole=rule.completion_days) * low(dose.sets) * sides
        have = _sets_done(trained, exercise.id)
        if log.today == session.day:  # the day is not over: what is still to come is not missing
            today = low(dose.sets) * sides * _times(dose, days=1, whole=rule.completion_days)
            wanted -= max(0, today - _sets_done(log.on(session.day), exercise.id))
        planned += wanted
        done += min(wanted, have)
    return Fraction(done, planned) if planned else Fraction(1)


def _sets_done(sessions: Collection[SessionRecord], exercise: str) -> int:
    return sum(is_done(part) for one in sessions for part in one.sets if part.exercise == exercise)


def _times(dose: Dose, *, days: int, whole: int) -> int:
    """Return how often at least an exercise is planned in so many days."""
    often = dose.often
    if often.per_week is not None:
        return often.per_week * days // whole
    a_day = often.per_day_range[0] if often.per_day_range else often.per_day or 0
    return a_day * days * (often.days_per_week or DAYS_OF_A_WEEK) // DAYS_OF_A_WEEK


def _sides(trained: list[SessionRecord], exercise: str) -> int:
    """Return how many legs worked when an exercise was last done; one where it never was."""
    for one in reversed(trained):
        legs = {part.side for part in one.sets if part.exercise == exercise}
        if legs:
            return len(legs)
    return 1
