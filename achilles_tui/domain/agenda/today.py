"""Everything of one program on one day, for every front end alike: what is due, the verdict, the advice. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from msgspec.structs import replace

from achilles_tui.domain.agenda.due import Agenda, agenda_of
from achilles_tui.domain.agenda.gate import Gate
from achilles_tui.domain.base.units import Exact, Note, Region, Side, Stamp, Verdict, exact_text
from achilles_tui.domain.pain_rule.advice import Advised, on_stiffness, on_the_weeks
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.targets import Targets, find_targets, heavier, lighter
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict, judge
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.levels import Level, ladder, nearest_level
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import Answer, DayFile
from achilles_tui.domain.records.session_record import highest
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.session.cost import minutes_of

USUAL_STEP = 5.0
"""Per cent of a step up where the dose has none (published: ACSM position stand 2009, 2 to 10 %)."""

TEST_FROM_WEEK, TEST_MORNING = 4, 2
"""The first week, and the highest morning pain (NPRS), for the heel-rise test (ours)."""

TEST_CALM_DAYS = timedelta(days=14)
"""Days without a step back or a stop before the heel-rise test (ours)."""

VerdictAnswer = Literal["yes", "no", "my PT says otherwise"]


@dataclass(frozen=True)
class Today:
    """One program today. notices: sentences about files that could not be read."""

    log: Log
    rule: PainRule
    course: Course
    agenda: Agenda
    verdicts: tuple[ExerciseVerdict, ...]
    advice: tuple[Advised, ...]
    notices: tuple[str, ...] = ()

    @property
    def targets(self) -> Targets:
        """Where the person stands."""
        return self.agenda.targets

    @property
    def program(self) -> ResolvedProgram:
        """The program with the doses of now."""
        return self.targets.at_level

    @property
    def day(self) -> DayFile:
        """The entries of today."""
        return self.log.diary.day(self.log.today)

    @property
    def pain_yesterday(self) -> int | None:
        """The highest pain of yesterday's sessions (NPRS), if any was recorded."""
        return highest(session.highest_pain() for session in self.log.sessions_on(self.log.today - ONE_DAY))

    @property
    def week(self) -> int:
        """The week of the program, counted from 1."""
        return self.targets.week(self.log.today)

    @property
    def open_verdicts(self) -> tuple[ExerciseVerdict, ...]:
        """The verdicts that wait for the user's answer."""
        return tuple(verdict for verdict in self.verdicts if verdict.is_open)

    @property
    def stage_is_next(self) -> bool:
        """Whether a yes enters the next stage: its first week has come, and every exercise may go up."""
        may_rise = all(verdict.decision.output is Verdict.PROGRESS for verdict in self.verdicts)
        return bool(self.verdicts) and may_rise and self.targets.next_stage_open(self.log.today)

    @property
    def gate(self) -> Gate:
        """What decides whether a session may start now."""
        return Gate(self.log, self.course, self.rule)

    @property
    def stop(self) -> ExerciseVerdict | None:
        """The verdict that locks all sessions, if there is one."""
        return next((verdict for verdict in self.verdicts if verdict.decision.output is Verdict.STOP), None)

    def dose_and_exercise(self, name: str) -> tuple[Dose, Exercise]:
        """Return the dose with this id, and the exercise it is a dose of."""
        return next(
            pair for pair in self.targets.program.pairs(self.targets.stage, self.targets.region) if pair[0].id == name
        )

    def plan_to_do(self, whole: Plan) -> Plan | None:
        """Return the sets of a plan that are due, a leg; if none are, those that may be done once more; else None."""
        items = {item.exercise.id: item for item in self.agenda.due or self.agenda.once_more}
        exercises = (items[planned.id].to_do(planned) for planned in whole.exercises if planned.id in items)
        to_do = tuple(exercise for exercise in exercises if exercise is not None)
        return replace(whole, exercises=to_do) if to_do else None

    @property
    def state(self) -> Literal["stop", "due", "done", "later"]:
        """Whether sessions are stopped, something is due, all is done, or something is due later."""
        if self.stop:
            return "stop"
        if self.agenda.due:
            return "due"
        return "done" if all(item.state == "done" for item in self.agenda.items) else "later"

    @property
    def minutes(self) -> float:
        """The minutes that the due sets take on the leg with more to do."""
        if not self.agenda.due:
            return 0.0
        stage, region = self.targets.stage, self.targets.region
        sides = {leg.side for item in self.agenda.due for leg in item.legs} - {Side.BOTH} or {Side.LEFT}
        plans = (self.plan_to_do(plan(self.program, (side,), stage=stage, region=region)) for side in sides)
        return max((minutes_of(to_do) for to_do in plans if to_do is not None), default=0.0)


def today(  # noqa: PLR0913 everything a day depends on
    offered: ResolvedProgram,
    log: Log,
    region: Region | None,
    rule: PainRule,
    *,
    side: Side | None = None,
    notices: tuple[str, ...] = (),
) -> Today:
    """Return everything of a program on the day of the log. side: the leg that hurts, or both; None: not known."""
    position, course = find_targets(offered, log, region, side), course_of(log, rule)
    judged = judge(log, position, rule, course)
    days = sorted({session.day for session in log.future_sessions})
    ahead = tuple(f"A session is dated {day.day} {day:%B %Y}, after today: it counts from that day on." for day in days)
    agenda, advice = agenda_of(log, position, judged, course, rule), _advice(log, position, rule)
    return Today(log, rule, course, agenda, judged, advice, (*notices, *ahead))


def no_heel_rise_test(now: Today) -> str | None:
    """Return why the single-leg heel-rise test, a maximal effort, may not be done that day; None where it may.

    A clinician note counts as the end of a stop: what was said before it is no longer judged.
    """
    first, note, flags = now.log.today - TEST_CALM_DAYS, now.log.last_note, standing(now.log.safety).state
    is_recent = any(step_back.day > first for step_back in now.course.step_backs)
    morning = now.day.morning
    if now.course.stop is not None or flags in {"locked", "never"}:
        return "Not while sessions are locked."
    if flags == "unasked":
        return "Answer the questions about warning signs first."
    if now.week < TEST_FROM_WEEK:
        return f"The test is for week {TEST_FROM_WEEK} and later; this is week {now.week}."
    if morning is None or morning > TEST_MORNING:
        pain = "that morning's pain is not recorded" if morning is None else f"that morning's pain was {morning}"
        return f"The test needs a morning with pain of {TEST_MORNING} or less; {pain}."
    if note is not None and note.date() > first:
        return f"Not within {TEST_CALM_DAYS.days} days of the clinician note after a stop."
    return f"Not within {TEST_CALM_DAYS.days} days of a step back." if is_recent else None


def answer_entry(
    now: Today, judged: ExerciseVerdict, choice: VerdictAnswer, *, entry: tuple[str, Stamp], note: Note = ""
) -> Answer:
    """Return the entry of the user's answer to a verdict, with what it changes.

    entry: a new id, and the local time. "my PT says otherwise" changes nothing here: the user enters the PT's dose as
    "the dose my PT gave me". Raises ValueError for any answer to a STOP, for a yes to a HOLD, and for a second yes:
    never two steps at once.
    """
    output = judged.decision.output
    if output is Verdict.STOP:
        raise ValueError("nobody overrides a stop: it ends with a clinician note")
    if choice == "yes" and output is Verdict.HOLD:
        raise ValueError("a hold changes nothing")
    if choice == "yes" and judged.answer is not None and judged.answer.said == "yes":
        raise ValueError("this step was taken already")
    identifier, moment = entry
    answer = Answer(
        id=identifier,
        at=moment,
        program=now.targets.program.definition.id,
        exercise=judged.exercise,
        verdict=output,
        row=judged.decision.row,
        session=judged.training_day.session,
        said=choice,
        note=note,
    )
    if choice != "yes":
        return answer
    return _raised(now, judged, answer) if output is Verdict.PROGRESS else _lowered(now, judged, answer)


def change_of_yes(now: Today, judged: ExerciseVerdict) -> str:
    """Return what a yes to a verdict would change, as words that follow the name of the exercise, or of the stage.

    Raises ValueError for a verdict that takes no yes.
    """
    yes = answer_entry(now, judged, "yes", entry=("not-kept", now.log.now))
    if yes.stage is not None:
        title = now.targets.program.definition.stages[yes.stage - 1].title
        return f"stage {yes.stage} begins{f': {title}' if title else ''}"
    target, (dose, exercise) = now.targets.by_dose[judged.exercise], now.dose_and_exercise(judged.exercise)
    before = target.level
    after = (
        before if yes.level is None else nearest_level(ladder(dose, exercise.category, now.targets.region), yes.level)
    )
    changes = [f"{before} becomes {after}"] if after != before else []
    if yes.load_kg is not None and target.load_kg is not None and yes.load_kg != target.load_kg:
        changes.append(f"{target.load_kg:g} kg becomes {yes.load_kg:g} kg")
    return ", ".join(changes) or _stays(now, judged, before)


def _stays(now: Today, judged: ExerciseVerdict, level: Level) -> str:
    """Return why a yes leaves an exercise as it is."""
    load = now.targets.by_dose[judged.exercise].load_kg
    if judged.decision.output is Verdict.STEP_BACK:
        why = "there is nothing below it"
    else:
        why = "no kilograms are recorded" if load is None else "half a kilogram more would be more than one step"
    return f"stays at {level}{f', {load:g} kg' if load is not None else ''}: {why}"


def _raised(now: Today, judged: ExerciseVerdict, answer: Answer) -> Answer:
    target = now.targets.by_dose[judged.exercise]
    dose = next(dose for dose in now.targets.program.doses(now.targets.stage) if dose.id == judged.exercise)
    if now.stage_is_next:
        return replace(answer, stage=now.targets.stage + 1)
    if not target.highest:
        return replace(answer, level=target.level.number + 1)
    if dose.weighted and target.load_kg is not None:
        step = dose.weight.step_percent if dose.weight and dose.weight.step_percent else USUAL_STEP
        return replace(answer, level=target.level.number, load_kg=heavier(target.load_kg, step))
    return replace(answer, level=target.level.number)


def _lowered(now: Today, judged: ExerciseVerdict, answer: Answer) -> Answer:
    """Return the answer one level lower, or on a machine 10 % less. Kilograms on top of body weight go down too."""
    target = now.targets.by_dose[judged.exercise]
    load = None if target.load_kg is None else lighter(target.load_kg)
    dose = next(dose for dose in now.targets.program.doses(now.targets.stage) if dose.id == judged.exercise)
    stays = target.lowest or (dose.load == "kilograms" and load is not None)
    return replace(answer, level=target.level.number - (0 if stays else 1), load_kg=load)


def _advice(log: Log, targets: Targets, rule: PainRule) -> tuple[Advised, ...]:
    numbers = rule.advice
    stiff = on_stiffness(log.diary.stiffnesses(log.today, numbers.stiffness_days), rule)
    first = None if targets.start_day is None else _mean(log, targets.start_day + timedelta(days=DAYS_OF_A_WEEK - 1))
    weeks = on_the_weeks(targets.week(log.today), first, _mean(log, log.today), rule)
    return tuple(advised for advised in (stiff, weeks) if advised is not None)


def pain_levels(rule: PainRule, now: Today | None) -> tuple[tuple[float, str], ...]:
    """Return the pain limits of the rule (NPRS), and the baseline of mornings if there is one, each with its name."""
    baseline = now.verdicts[0].inputs.morning_baseline if now is not None and now.verdicts else None
    turns = (
        (float(rule.pain_calm), f"calm up to {rule.pain_calm}"),
        (float(rule.pain_limit), f"limit {rule.pain_limit}"),
    )
    return turns if baseline is None else (*turns, (float(baseline), f"baseline {exact_text(baseline)}"))


def _mean(log: Log, last: date) -> Exact | None:
    """Return the mean morning pain of the week that ends with a day; None where no morning was recorded."""
    values = [value for value in log.diary.mornings(last, DAYS_OF_A_WEEK) if value is not None]
    return Fraction(sum(values), len(values)) if values else None
