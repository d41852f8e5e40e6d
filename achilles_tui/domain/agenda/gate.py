"""What keeps a session from starting, whatever program, stage or command starts it. Pure; practice never asks here.

Each refusal has one reason and one way on. The first that applies is the answer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from achilles_tui.domain.agenda.legs import midnight, moment_text
from achilles_tui.domain.agenda.skip import skip_end, stretch_end
from achilles_tui.domain.base.units import Category, Region, Verdict
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.decide import decide_for_every_program
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.training_days import LOADED, TrainingDay
from achilles_tui.domain.programs.dose import HOURS_OF_A_DAY
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.red_flags.safety import standing

RefusalKind = Literal["under 18", "warning sign", "stop", "not answered", "first morning", "over", "skip"]

NOTE_NEEDED = "All sessions are locked until you write down what a clinician said."
STRETCH_PAUSED = "A step back pauses stretching where it hurts low at the heel, or where you are not sure."


class Refusal(NamedTuple):
    """Why a session cannot start now. end: when it can; None where something has to be done first."""

    kind: RefusalKind
    reason: str
    """One sentence."""
    way_on: str
    """What opens it again, or when it opens by itself."""
    end: datetime | None = None

    @property
    def is_stop(self) -> bool:
        """Whether a clinician has to be asked: after a warning sign, or a stop of the rule."""
        return self.kind in {"warning sign", "stop"}

    @property
    def headline(self) -> str:
        """The refusal in one line."""
        return f"Stop, and contact a clinician: {self.reason}" if self.is_stop else f"{self.reason} {self.way_on}"


class WorkPart(NamedTuple):
    """One exercise to start. hours_between: from one time of it to the next."""

    category: Category
    hours_between: float = HOURS_OF_A_DAY
    """Where its dose is not known any more, that of once a day (ours)."""


class Work(NamedTuple):
    """What is to be started. region: where it hurts; None counts as not sure."""

    parts: tuple[WorkPart, ...] = ()
    region: Region | None = None
    beside_load: bool = False
    """Whether its program has loaded exercises too, whose next session brings a new verdict."""

    @property
    def is_loaded(self) -> bool:
        """Whether an exercise of it loads the tendon."""
        return any(part.category in LOADED for part in self.parts)


ANY_WORK = Work()
"""Asks only for what keeps every session from starting, stretches too."""


def work_of(plan: Plan, program: ResolvedProgram | None, region: Region | None) -> Work:
    """Return what a plan starts. program: the one it belongs to; None where there is none any more."""
    is_known = program is not None and plan.stage <= len(program.definition.parts)
    pairs = program.pairs(plan.stage, region) if program is not None and is_known else ()
    hours = {exercise.id: dose.often.hours_between for dose, exercise in pairs}
    parts = (WorkPart(part.category, hours.get(part.id, HOURS_OF_A_DAY)) for part in plan.exercises)
    return Work(tuple(parts), region, any(exercise.category in LOADED for _, exercise in pairs))


@dataclass(frozen=True)
class Gate:
    """Everything that decides whether a session may start now."""

    log: Log
    course: Course
    rule: PainRule

    @property
    def lock(self) -> Refusal | None:
        """Why no session at all is offered now."""
        return self.bar(ANY_WORK)

    def bar(self, work: Work) -> Refusal | None:
        """Return why this work is not offered now. The questions about warning signs are a part of starting."""
        refusal = self.refusal(work)
        return None if refusal is None or refusal.kind == "not answered" else refusal

    def refusal(self, work: Work = ANY_WORK) -> Refusal | None:
        """Return why this work cannot start now; None where it can."""
        checks = (self._warning_signs, self._stop, self._unanswered, self._first_morning, self._day_over)
        general = next((refusal for check in checks if (refusal := check()) is not None), None)
        if general is None:
            return self._skip(work)
        opening = self._opening(work) if general.kind == "over" and work.is_loaded else None
        if opening is None:
            return general
        way_on = f"{general.way_on} The next loaded session is left out: the one after it can start from"
        return general._replace(way_on=f"{way_on} {self._when(opening)}.", end=max(opening, self._midnight))

    def _warning_signs(self) -> Refusal | None:
        state, questions = standing(self.log.safety)
        if state == "never":
            return Refusal("under 18", questions[0].advice, "Ask a doctor or a physiotherapist what suits you.")
        if state != "locked":
            return None
        first = questions[0]
        return Refusal("warning sign", f"You answered yes to: {first.text}", f"{first.advice} {NOTE_NEEDED}")

    def _stop(self) -> Refusal | None:
        stop = self.course.stop
        return None if stop is None else Refusal("stop", stop.reason, f"Contact a clinician. {NOTE_NEEDED}")

    def _unanswered(self) -> Refusal | None:
        if standing(self.log.safety).state != "unasked":
            return None
        reason = "The warning signs are not answered yet."
        return Refusal("not answered", reason, "The screen asks them before your first session.")

    def _first_morning(self) -> Refusal | None:
        """Ask first after a bad morning, before any session was judged: its pain may have another cause."""
        morning, limits = self.course.latest_morning, self.rule.first_morning
        if self.course.training_days or morning is None or morning.pain < limits.ask:
            return None
        if any(
            word.about == "training after a bad morning" and morning.day <= word.at.date() <= self.log.today
            for word in self.log.diary.pt_words
        ):
            return None
        is_today = morning.day == self.log.today
        when = "this morning" if is_today else f"on the morning of {morning.day.day} {morning.day:%B}"
        reason = f"Your pain {'is' if is_today else 'was'} {morning.pain} {when}."
        way_on = "Contact a clinician" if morning.pain >= limits.clinician else "Ask your PT"
        return Refusal("first morning", reason, f"{way_on} before you train.")

    def _day_over(self) -> Refusal | None:
        days = self.course.training_days
        if not days or days[-1].day != self.log.today:
            return None
        reason = _pain_of(days[-1], self.rule)
        return None if reason is None else Refusal("over", reason, "Nothing more today.", self._midnight)

    def _skip(self, work: Work) -> Refusal | None:
        if work.is_loaded:
            opening = self._opening(work)
            reason = "After a step back, the next loaded session is left out."
            way_on = "The one after it can start from"
            return None if opening is None else Refusal("skip", reason, f"{way_on} {self._when(opening)}.", opening)
        is_careful = any(stays_low(part.category, work.region) for part in work.parts)
        return self._stretch_pause(work) if is_careful and self._steps_back else None

    def _stretch_pause(self, work: Work) -> Refusal | None:
        """Pause stretches until another verdict; without loaded work none would come, so these wait `LONG_WAIT`."""
        if work.beside_load:
            return Refusal("skip", STRETCH_PAUSED, "It is open again when the rule says something else. Ask your PT.")
        opening = stretch_end(self.course, self.log.now)
        if opening is None:
            return None
        return Refusal("skip", STRETCH_PAUSED, f"It is open from {self._when(opening)}. Ask your PT.", opening)

    @property
    def _steps_back(self) -> bool:
        """Whether the rule steps back today. A long gap (D10) pauses nothing."""
        course, today = self.course, self.log.today
        decisions = (decide_for_every_program(course.inputs(index, today), self.rule) for index in course.cases(today))
        return any(decision.output is Verdict.STEP_BACK and decision.row != "D10" for decision in decisions if decision)

    def _opening(self, work: Work) -> datetime | None:
        """Return when the last of its loaded exercises may start after a step back; None where all may start now."""
        now = self.log.now
        ends = (skip_end(self.course, part.category, part.hours_between, now) for part in work.parts)
        return max((end for end in ends if end is not None), default=None)

    @property
    def _midnight(self) -> datetime:
        """The end of today."""
        return midnight(self.log.today + ONE_DAY, self.log.now)

    def _when(self, moment: datetime) -> str:
        return moment_text(moment, self.log.now)


def _pain_of(day: TrainingDay, rule: PainRule) -> str | None:
    """Return in one sentence which pain ends a training day; None where none does."""
    highest = max((pain.highest or 0 for pain in day.pains), default=0)
    if highest > rule.pain_limit:
        return f"Pain {highest} in a session today; the limit in the rule is {rule.pain_limit}."
    return "A session today was stopped because of pain." if day.ended_for_pain else None
