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


def judge(log: Log, at: Targets, rule: PainRule, *, pt_confirmed: Collection[str] = ()) -> tuple[ExerciseVerdict, ...]:
    """Return the verdict on each exercise of the stage; nothing before the first session that can be judged.

    pt_confirmed: the exercises for which a PT is confirmed for the next session.
    """
    if not log.sessions_since_note:
        return ()
    past = _replay(log, at, rule)
    first, found = next(iter(at.by_dose)), []
    shared = inputs_of(log, at, rule, past.last_case, first, back=past.back, pt_confirmed=first in pt_confirmed)
    for name in at.by_dose:
        inputs = inputs_for_exercise(shared, log, at, past.last_case, name, pt_confirmed=name in pt_confirmed)
        decision = decide(inputs, rule)
        answer = _answer(log, name, past, decision.output)
        found.append(ExerciseVerdict(name, decision, inputs, past.last_case.session, answer, past.step_back))
    return tuple(found)


def first_day_read(last_session: date | None, today: date) -> date:
    """Return from which day on sessions are needed: so many days before the last one, however long ago that was."""
    return (last_session or today) - timedelta(days=DAYS_READ)


def strictest(judged: Collection[ExerciseVerdict]) -> ExerciseVerdict | None:
    """Return the strictest of the verdicts, if there are any."""
    return max(judged, key=lambda one: one.decision.output.strictness, default=None)


def _replay(log: Log, at: Targets, rule: PainRule) -> _Replay:
    """Ask about every session since the last clinician note, up to today or the first stop.

    The rows that stop or step back look at nothing that differs from exercise to exercise, so any will do.
    """
    name, held, back = next(iter(at.by_dose)), list[StepBack](), 0
    output = Verdict.HOLD
    for asked in _rule_cases(log):
        goes_on = bool(held) and _goes_on(held[-1], asked, rule, stepped_back=output is Verdict.STEP_BACK)
        loaded = [one for one in (held[:-1] if goes_on else held) if is_loaded(one.session)]
        back = sum((asked.day - one.day).days < rule.step_back_days for one in loaded)
        inputs = inputs_of(log, at, rule, asked, name, back=back, pt_confirmed=None)
        if inputs.red_flag:
            return _Replay(RuleCase(log.sessions_since_note[-1], log.today, last_of_day=True), back, None)
        output = decide(inputs, rule).output
        if output is Verdict.STOP:
            break
        if output is Verdict.STEP_BACK and not goes_on:
            held.append(StepBack(asked.session, asked.day))
    return _Replay(asked, back, held[-1] if held else None)


def _goes_on(held: StepBack, asked: RuleCase, rule: PainRule, *, stepped_back: bool) -> bool:
    """Whether a step back would be the one that was said already, and no new one.

    So it is for the same session; and without a reason of its own for a later one of the same day, with which the day's
    values are read again, and for a stretch that follows while the step back stands.
    """
    session = asked.session
    if held.session is session:
        return True
    own = session.stopped_for == "pain" or (session.highest_pain() or 0) > rule.pain_limit
    return not own and (held.session.day == session.day or (stepped_back and not is_loaded(session)))


def _rule_cases(log: Log) -> Iterator[RuleCase]:
    """Give each session that can be judged with the days on which it was the last one, and last of all today."""
    for one, following in pairwise((*log.sessions_since_note, None)):
        if one is None:
            return
        last_day = log.today if following is None else following.day
        for days in range(max(0, (last_day - one.day).days) + 1):
            yield RuleCase(one, one.day + timedelta(days=days), following is None or following.day != one.day)


def _answer(log: Log, name: str, past: _Replay, output: Verdict) -> Answer | None:
    """Return what was said to a verdict; to a step back, what was said since it was said first."""
    last = past.last_case.session
    first = past.step_back.session if past.step_back and output is Verdict.STEP_BACK else last
    ids = {one.id for one in log.sessions_since_note if first.started <= one.started <= last.started}
    told = (one for one in reversed(log.answers) if one.session in ids and one.exercise == name)
    return next((one for one in told if one.verdict is output), None)
