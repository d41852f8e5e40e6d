"""What the rule says about each exercise of a program today, read from the log. Pure; it decides by `progression`.

The sessions since the last clinician note are asked about in their order, each on the days on which it was the last
one: so a stop stays, whatever is recorded after it, and each step back is counted once.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.pain_rule.decide import Decision, decide
from achilles_tui.domain.pain_rule.gather_inputs import RuleCase, inputs_for_exercise, inputs_of
from achilles_tui.domain.pain_rule.inputs import Inputs
from achilles_tui.domain.pain_rule.log import Log, is_loaded
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.session_record import SessionRecord

DAYS_READ = 21
"""Days of sessions that a verdict can look at: those in which step-backs are counted, and the week before them."""


class StepBack(NamedTuple):
    """A step back as it was said first: of which session, and on which day."""

    session: SessionRecord
    day: date


class ExerciseVerdict(NamedTuple):
    """The verdict on one exercise, by the id that its dose names. session: the one that was judged."""

    exercise: str
    decision: Decision
    inputs: Inputs
    session: SessionRecord
    answer: Answer | None
    """What the user has said to it already."""
    step_back: StepBack | None = None
    """The last step back, which the sessions after it do not take away: the next load is left out."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the user's word: a step up, or a step back."""
        return self.answer is None and self.decision.output in {Verdict.PROGRESS, Verdict.STEP_BACK}


class _Replay(NamedTuple):
    """What was said so far. asked: what is judged now; back: the step-backs that went before it."""

    last_case: RuleCase
    back: int
    step_back: StepBack | None


def judge(
    log: Log, targets: Targets, rule: PainRule, *, pt_confirmed: Collection[str] = ()
) -> tuple[ExerciseVerdict, ...]:
    """Return the verdict on each exercise of the stage; nothing before the first session that can be judged.

    pt_confirmed: the exercises for which a PT is confirmed for the next session.
    """
    if not log.sessions_since_note:
        return ()
    replay = _replay(log, targets, rule)
    first, verdicts = next(iter(targets.by_dose)), []
    shared = inputs_of(
        log, targets, rule, replay.last_case, first, back=replay.back, pt_confirmed=first in pt_confirmed
    )
    for name in targets.by_dose:
        inputs = inputs_for_exercise(shared, log, targets, replay.last_case, name, pt_confirmed=name in pt_confirmed)
        decision = decide(inputs, rule)
        answer = _answer(log, name, replay, decision.output)
        verdicts.append(ExerciseVerdict(name, decision, inputs, replay.last_case.session, answer, replay.step_back))
    return tuple(verdicts)


def first_day_read(last_session: date | None, today: date) -> date:
    """Return from which day on sessions are needed: so many days before the last one, however long ago that was."""
    return (last_session or today) - timedelta(days=DAYS_READ)


def strictest(judged: Collection[ExerciseVerdict]) -> ExerciseVerdict | None:
    """Return the strictest of the verdicts, if there are any."""
    return max(judged, key=lambda verdict: verdict.decision.output.strictness, default=None)


def _replay(log: Log, targets: Targets, rule: PainRule) -> _Replay:
    """Ask about every session since the last clinician note, up to today or the first stop.

    The rows that stop or step back look at nothing that differs from exercise to exercise, so any will do.
    """
    name, step_backs, back = next(iter(targets.by_dose)), list[StepBack](), 0
    output = Verdict.HOLD
    for case in _rule_cases(log):
        goes_on = bool(step_backs) and _goes_on(step_backs[-1], case, rule, stepped_back=output is Verdict.STEP_BACK)
        loaded = [
            step_back for step_back in (step_backs[:-1] if goes_on else step_backs) if is_loaded(step_back.session)
        ]
        back = sum((case.day - step_back.day).days < rule.step_back_days for step_back in loaded)
        inputs = inputs_of(log, targets, rule, case, name, back=back, pt_confirmed=None)
        if inputs.red_flag:
            return _Replay(RuleCase(log.sessions_since_note[-1], log.today, last_of_day=True), back, None)
        output = decide(inputs, rule).output
        if output is Verdict.STOP:
            break
        if output is Verdict.STEP_BACK and not goes_on:
            step_backs.append(StepBack(case.session, case.day))
    return _Replay(case, back, step_backs[-1] if step_backs else None)


def _goes_on(step_back: StepBack, case: RuleCase, rule: PainRule, *, stepped_back: bool) -> bool:
    """Whether a step back would be the one that was said already, and no new one.

    So it is for the same session; and without a reason of its own for a later one of the same day, with which the day's
    values are read again, and for a stretch that follows while the step back stands.
    """
    session = case.session
    if step_back.session is session:
        return True
    own = session.stopped_for == "pain" or (session.highest_pain() or 0) > rule.pain_limit
    return not own and (step_back.session.day == session.day or (stepped_back and not is_loaded(session)))


def _rule_cases(log: Log) -> Iterator[RuleCase]:
    """Give each session that can be judged with the days on which it was the last one, and last of all today."""
    for session, following in pairwise((*log.sessions_since_note, None)):
        if session is None:
            return
        last_day = log.today if following is None else following.day
        for days in range(max(0, (last_day - session.day).days) + 1):
            yield RuleCase(
                session, session.day + timedelta(days=days), following is None or following.day != session.day
            )


def _answer(log: Log, name: str, replay: _Replay, output: Verdict) -> Answer | None:
    """Return what was said to a verdict; to a step back, what was said since it was said first."""
    last = replay.last_case.session
    first = replay.step_back.session if replay.step_back and output is Verdict.STEP_BACK else last
    ids = {session.id for session in log.sessions_since_note if first.started <= session.started <= last.started}
    answers = (answer for answer in reversed(log.answers) if answer.session in ids and answer.exercise == name)
    return next((answer for answer in answers if answer.verdict is output), None)
