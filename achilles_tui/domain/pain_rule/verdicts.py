"""The verdict of the rule on each exercise of a program today, from the log. Pure; `decide` has the table.

A day judges the last training day before it and, after a session, itself; the stricter verdict stands. A stop stays,
whatever is recorded after it.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.decide import Decision, decide
from achilles_tui.domain.pain_rule.gather_inputs import InputReader
from achilles_tui.domain.pain_rule.inputs import Inputs
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import ROW_OF, PainRule
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.pain_rule.training_days import TrainingDay
from achilles_tui.domain.records.day_entries import Answer

DAYS_READ = 21
"""Days of sessions that a verdict needs: those of D14, and of the legs that its plan looks at."""


class ExerciseVerdict(NamedTuple):
    """The verdict on one exercise. exercise: the id of its dose. training_day: the judged one."""

    exercise: str
    decision: Decision
    inputs: Inputs
    training_day: TrainingDay
    answer: Answer | None
    """The user's answer to it, if any."""

    @property
    def is_open(self) -> bool:
        """Whether it waits for the user's answer: a step up, or a step back."""
        return self.answer is None and self.decision.output in {Verdict.PROGRESS, Verdict.STEP_BACK}


def judge(log: Log, targets: Targets, rule: PainRule, course: Course) -> tuple[ExerciseVerdict, ...]:
    """Return the verdict on each exercise of the stage; none before there is a session to judge."""
    readers = [InputReader(log, targets, rule, course, index) for index in course.cases(log.today)]
    verdicts = []
    for name in targets.by_dose:
        cases = [(reader.training, reader.of_exercise(name)) for reader in readers]
        decided = [(training, inputs, _decision(inputs, rule, course)) for training, inputs in cases]
        if decided:
            training, inputs, decision = max(decided, key=lambda case: _urgency(case[2]))
            answer = _answer(log, name, training, decision.output)
            verdicts.append(ExerciseVerdict(name, decision, inputs, training, answer))
    return _waiting_for_the_stage(verdicts, log, targets)


def _waiting_for_the_stage(
    verdicts: Sequence[ExerciseVerdict], log: Log, targets: Targets
) -> tuple[ExerciseVerdict, ...]:
    """Return the verdicts; once the next stage may begin, an exercise at its top waits until all may go up.

    A step of its own, or more kilograms, would begin its days at one step anew: then the exercises would take turns,
    and never go up on the same day. The PT is asked only then, since a PT's word counts for a few days.
    """
    may_rise = [verdict.decision.output is Verdict.PROGRESS or verdict.decision.row == "D16" for verdict in verdicts]
    if all(may_rise) or not targets.next_stage_open(log.today):
        return tuple(verdicts)
    return tuple(
        verdict._replace(decision=_WAITING, answer=None)
        if is_ready and targets.by_dose[verdict.exercise].highest
        else verdict
        for verdict, is_ready in zip(verdicts, may_rise, strict=True)
    )


_WAITING = Decision(
    Verdict.HOLD,
    "D17",
    "This is the top of the stage; the next one begins once every exercise may go up.",
    "A step up for every exercise of the stage.",
)


def first_day_read(last_session: date | None, today: date) -> date:
    """Return the first day of sessions that a verdict needs, counted back from the last session, else from today."""
    return (last_session or today) - timedelta(days=DAYS_READ)


def strictest(judged: Collection[ExerciseVerdict]) -> ExerciseVerdict | None:
    """Return the strictest verdict; None where there is none."""
    return max(judged, key=lambda verdict: verdict.decision.output.strictness, default=None)


def _urgency(decision: Decision) -> tuple[int, int]:
    """Return the sort key of a decision: the stricter one stands; of two as strict, the row that comes first."""
    return decision.output.strictness, -list(ROW_OF).index(decision.row)


def _decision(inputs: Inputs, rule: PainRule, course: Course) -> Decision:
    """Return the decision; while a stop holds, that of the stop, unless a warning sign comes before it."""
    stop = course.stop
    if stop is not None and not inputs.red_flag:
        return Decision(Verdict.STOP, stop.row, stop.reason, stop.needed)
    return decide(inputs, rule)


def _answer(log: Log, name: str, judged: TrainingDay, output: Verdict) -> Answer | None:
    """Return the last answer to a verdict on an exercise that was about a session of the judged day."""
    ids = {pain.session for pain in judged.pains}
    answers = (answer for answer in reversed(log.answers) if answer.session in ids and answer.exercise == name)
    return next((answer for answer in answers if answer.verdict is output), None)
