"""The verdict of the rule on each exercise of a program today, from the log. Pure; `decide` has the table.

It replays the sessions since the last clinician note in order, each on the days on which it was the last session. So a
stop stays, whatever is recorded after it, and each step back counts once.
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
"""Days of sessions that a verdict needs: those in which step-backs count, and the week before them."""


class StepBack(NamedTuple):
    """When a step back was first decided: for which session, and on which day."""

    session: SessionRecord
    day: date


class ExerciseVerdict(NamedTuple):
    """The verdict on one exercise. exercise: the id of its dose. session: the judged session."""

    exercise: str
    decision: Decision
    inputs: Inputs
    session: SessionRecord
    answer: Answer | None
    """The user's answer to it, if any."""
    step_back: StepBack | None = None
    """The last step back; later sessions do not cancel it: the next load is left out."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the user's answer: a step up, or a step back."""
        return self.answer is None and self.decision.output in {Verdict.PROGRESS, Verdict.STEP_BACK}


class _Replay(NamedTuple):
    """The result of the replay. last_case: the case to judge now; back: how many step-backs came before it."""

    last_case: RuleCase
    back: int
    step_back: StepBack | None


def judge(
    log: Log, targets: Targets, rule: PainRule, *, pt_confirmed: Collection[str] = ()
) -> tuple[ExerciseVerdict, ...]:
    """Return the verdict on each exercise of the stage; none before there is a session to judge.

    pt_confirmed: the exercises with a PT confirmed for the next session.
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
    """Return the first day of sessions that a verdict needs, counted back from the last session, else from today."""
    return (last_session or today) - timedelta(days=DAYS_READ)


def strictest(judged: Collection[ExerciseVerdict]) -> ExerciseVerdict | None:
    """Return the strictest verdict; None where there is none."""
    return max(judged, key=lambda verdict: verdict.decision.output.strictness, default=None)


def _replay(log: Log, targets: Targets, rule: PainRule) -> _Replay:
    """Judge every session since the last clinician note, up to today or the first stop.

    The rows that stop or step back are the same for every exercise, so one exercise is enough.
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
    """Whether a step back of this case is the same as the last one, not a new one.

    It is the same for the same session. Unless the session has a reason of its own, it is the same also later on the
    same day, whose values are read again, and for a stretch while the step back still applies.
    """
    session = case.session
    if step_back.session is session:
        return True
    own = session.stopped_for == "pain" or (session.highest_pain() or 0) > rule.pain_limit
    return not own and (step_back.session.day == session.day or (stepped_back and not is_loaded(session)))


def _rule_cases(log: Log) -> Iterator[RuleCase]:
    """Yield each session to judge with every day on which it was the last session; the last of them is today."""
    for session, following in pairwise((*log.sessions_since_note, None)):
        if session is None:
            return
        last_day = log.today if following is None else following.day
        for days in range(max(0, (last_day - session.day).days) + 1):
            yield RuleCase(
                session, session.day + timedelta(days=days), following is None or following.day != session.day
            )


def _answer(log: Log, name: str, replay: _Replay, output: Verdict) -> Answer | None:
    """Return the user's answer to a verdict; to a step back, also one recorded since it was first decided."""
    last = replay.last_case.session
    first = replay.step_back.session if replay.step_back and output is Verdict.STEP_BACK else last
    ids = {session.id for session in log.sessions_since_note if first.started <= session.started <= last.started}
    answers = (answer for answer in reversed(log.answers) if answer.session in ids and answer.exercise == name)
    return next((answer for answer in answers if answer.verdict is output), None)
