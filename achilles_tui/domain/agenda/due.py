"""What is due now, what is done, what is not for today, and why. Pure: worked out from the log each time.

Each exercise of the program has its own dose: several times a day, twice a day, three times a week. It is counted in
sets, a leg. Skipping something is never a failure.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from achilles_tui.domain.agenda.gate import Gate, Refusal, RefusalKind
from achilles_tui.domain.agenda.legs import LegToday, leg_today, midnight, moment_text, times_this_week
from achilles_tui.domain.agenda.skip import skip_end, stretch_end
from achilles_tui.domain.base.units import Category, Side, Verdict
from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.expected_work import WorkPlan
from achilles_tui.domain.pain_rule.gather_inputs import work_plan_of
from achilles_tui.domain.pain_rule.log import Log, monday_of
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.pain_rule.training_days import LOADED
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict, strictest
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.records.session_record import SessionRecord

State = Literal["due", "part", "done", "later", "not today", "locked"]
"""`part`: some sets of the current time are done, and the rest is still due."""


class AgendaItem(NamedTuple):
    """One exercise of the program today. reason: one line of why; earliest: when it can be done; None: not known."""

    dose: Dose
    exercise: Exercise
    state: State
    reason: str
    legs: tuple[LegToday, ...]
    """What each leg has to do that the exercise is planned for; of gym work, both at once."""
    other_legs: tuple[LegToday, ...]
    """The same for a leg that does not hurt."""
    times_needed: int
    """Times that complete the day, or the week."""
    most: int
    """The most times in the day, or the week."""
    earliest: datetime | None = None

    @property
    def done(self) -> int:
        """Times that every leg did all sets today, or this week for a weekly dose."""
        return min(leg.times for leg in self.legs)

    @property
    def is_due(self) -> bool:
        """Whether it, or the rest of it, can be done now."""
        return self.state in {"due", "part"}

    @property
    def may_repeat(self) -> bool:
        """Whether it is done for today and may be done once more."""
        return self.state == "done" and any(leg.started < self.most for leg in self.legs)

    def to_do(self, planned: PlannedExercise) -> PlannedExercise | None:
        """Return of a planned exercise the sets of each leg that can be done now; None where there are none."""
        if self.is_due:
            return planned.with_sets({leg.side: leg.left for leg in (*self.legs, *self.other_legs)})
        return planned.with_sets({leg.side: leg.planned for leg in self.legs if leg.started < self.most})


@dataclass(frozen=True)
class Agenda:
    """All exercises of one program now."""

    targets: Targets
    items: tuple[AgendaItem, ...]

    @property
    def due(self) -> tuple[AgendaItem, ...]:
        """The exercises that can be done now, whole or the rest of them."""
        return tuple(item for item in self.items if item.is_due)

    @property
    def once_more(self) -> tuple[AgendaItem, ...]:
        """The exercises that are done for today and may be done again."""
        return tuple(item for item in self.items if item.may_repeat)

    @property
    def locked(self) -> bool:
        """Whether no session starts before a clinician note."""
        return any(item.state == "locked" for item in self.items)


def agenda_of(
    log: Log, targets: Targets, judged: tuple[ExerciseVerdict, ...], course: Course, rule: PainRule
) -> Agenda:
    """Return the agenda of a program."""
    worst, work_plan, lock = strictest(judged), work_plan_of(log, targets), Gate(log, course, rule).lock
    items = tuple(
        _item(dose, exercise, log, targets, worst, course, work_plan, lock)
        for dose, exercise in targets.at_level.pairs(targets.stage, targets.region)
    )
    return Agenda(targets, items)


class _Case(NamedTuple):
    """Everything that the state of one exercise depends on. lock: why no session at all starts now, if so."""

    dose: Dose
    exercise: Exercise
    log: Log
    targets: Targets
    worst: ExerciseVerdict | None
    course: Course
    lock: Refusal | None
    legs: tuple[LegToday, ...]
    times_needed: int
    most: int

    @property
    def so_far(self) -> str:
        """How many times it was done; of each leg where they differ."""
        texts = {leg.side: self._so_far(leg) for leg in self.legs}
        if len(set(texts.values())) == 1:
            return next(iter(texts.values()))
        return ", ".join(f"{text} ({side} leg)" for side, text in texts.items())

    def _so_far(self, leg: LegToday) -> str:
        span = "this week" if self.dose.often.is_weekly else "today"
        parts = leg.started - leg.times
        if leg.times > self.times_needed:
            return f"{leg.times} times {span}"
        lapsed = f", {parts} in part" if parts and leg.state == "done" else ""
        return f"{leg.times} of {self.times_needed} {span}{lapsed}"


_Finding = tuple[State, str, datetime | None]


def _item(  # noqa: PLR0913, PLR0917 everything the state of an exercise depends on
    dose: Dose,
    exercise: Exercise,
    log: Log,
    targets: Targets,
    worst: ExerciseVerdict | None,
    course: Course,
    work_plan: WorkPlan,
    lock: Refusal | None,
) -> AgendaItem:
    needed = dose.often.fewest
    most = needed if stays_low(exercise.category, targets.region) else dose.often.most
    planned = work_plan.legs(dose, exercise, log.today)

    def legs(sides: Iterable[Side]) -> tuple[LegToday, ...]:
        kind = exercise.id, exercise.category
        return tuple(leg_today(log.works, dose, kind, side, log.now) for side in sides)

    case = _Case(dose, exercise, log, targets, worst, course, lock, legs(planned), needed, most)
    state, reason, earliest = next(finding for check in _CHECKS if (finding := check(case)) is not None)
    other_legs = legs(side for side in Side.BOTH.legs if side not in planned) if Side.BOTH not in planned else ()
    return AgendaItem(dose, exercise, state, reason, case.legs, other_legs, needed, most, earliest)


_TODAY_IS_OVER = "today is over because of pain"

_CLOSED: dict[RefusalKind, tuple[State, str]] = {
    "under 18": ("locked", "this program is not for people under 18"),
    "warning sign": ("locked", "stop, and contact a clinician"),
    "stop": ("locked", "stop, and contact a clinician"),
    "first morning": ("not today", "your morning pain was high, so ask before you train"),
}
"""What is said of an exercise while no session at all starts."""


def _closed(case: _Case) -> _Finding | None:
    closed = None if case.lock is None else _CLOSED.get(case.lock.kind)
    return None if closed is None else (*closed, None)


def _paused(case: _Case) -> _Finding | None:
    is_away = case.log.diary.day(case.log.today).how == "away"
    return ("not today", "you marked today as a pause", None) if is_away else None


def _stretch_paused(case: _Case) -> _Finding | None:
    """Pause stretches until a verdict other than a step back; a program of stretches alone waits `LONG_WAIT`."""
    careful = stays_low(case.exercise.category, case.targets.region)
    if not careful or case.worst is None or case.worst.decision.output is not Verdict.STEP_BACK:
        return None
    if any(
        exercise.category in LOADED
        for _, exercise in case.targets.program.pairs(case.targets.stage, case.targets.region)
    ):
        return (
            "not today",
            "paused after a step back, until the log allows it again; ask your PT about stretching",
            None,
        )
    end = stretch_end(case.course, case.log.now)
    if end is None:
        return None
    reason = f"paused after a step back until {moment_text(end, case.log.now)}; ask your PT about stretching"
    return "later", reason, end


def _today_is_over(case: _Case) -> _Finding | None:
    """Say that nothing more is due today, and what that means for the next session."""
    if case.lock is None or case.lock.kind != "over":
        return None
    tomorrow = midnight(case.log.today + ONE_DAY, case.log.now)
    if case.exercise.category not in LOADED:
        return "not today", f"{_TODAY_IS_OVER}; stretches go on tomorrow", tomorrow
    end = _skip_end(case)
    if end is None or end <= tomorrow:
        return "not today", f"{_TODAY_IS_OVER}; the next session is tomorrow", tomorrow
    left_out = f"the next session is left out, you go on from {moment_text(end, case.log.now)}"
    return "not today", f"{_TODAY_IS_OVER}; {left_out}", end


def _skip_end(case: _Case) -> datetime | None:
    return skip_end(case.course, case.exercise.category, case.dose.often.hours_between, case.log.now)


def _skipped(case: _Case) -> _Finding | None:
    """Skip the next session after a step back, even a declined one; stretches alone do not count."""
    end = _skip_end(case)
    return ("later", f"after a step back, from {moment_text(end, case.log.now)}", end) if end is not None else None


def _complete(case: _Case) -> _Finding | None:
    often = case.dose.often
    sides, today = [leg.side for leg in case.legs], case.log.today
    days = set(times_this_week(case.log.works, case.dose, case.exercise.id, sides, today)) - {today}
    if not often.is_weekly and len(days) >= often.days:
        monday = midnight(monday_of(case.log.today) + timedelta(days=DAYS_OF_A_WEEK), case.log.now)
        return "done", f"{len(days)} of {often.days} days this week", monday
    if any(leg.state != "done" for leg in case.legs):
        return None
    earliest = max((leg.earliest for leg in case.legs if leg.earliest is not None), default=None)
    has_more = not often.is_weekly and any(leg.started < case.most for leg in case.legs)
    return "done", f"{case.so_far}{f'; up to {case.most} if you like' if has_more else ''}", earliest


def _on_another_track(case: _Case) -> _Finding | None:
    other_session = _other_track(case.exercise, case.log)
    if other_session is None:
        return None
    return (
        "not today",
        f"{case.so_far}; one kind of load a day is enough, and you did this today: {other_session.plan.title}",
        None,
    )


def _too_early(case: _Case) -> _Finding | None:
    if any(leg.state in {"due", "part"} for leg in case.legs):
        return None
    earliest = min(leg.earliest for leg in case.legs if leg.earliest is not None)
    hours = case.dose.often.hours_apart
    apart = f", {hours} hours apart" if hours else ""
    return "later", f"{case.so_far}, next from {moment_text(earliest, case.log.now)}{apart}", earliest


def _is_part(case: _Case) -> _Finding | None:
    """Find what is left of a time that was done in part, and what the other leg has to do."""
    if all(leg.state != "part" for leg in case.legs):
        return None
    rests = (_sets_text(leg) for leg in case.legs if leg.left)
    return "part", f"still due: {'; '.join(rests)}{_with_pt(case)}", None


def _sets_text(leg: LegToday) -> str:
    sets = f"{leg.left} set{'s' if leg.left > 1 else ''}"
    return sets if leg.side is Side.BOTH else f"{sets}, {leg.side} leg"


def _is_due(case: _Case) -> _Finding:
    return "due", f"{case.so_far}{_with_pt(case)}", None


def _with_pt(case: _Case) -> str:
    return ", with your PT" if case.exercise.needs_pt else ""


_CHECKS = (
    _closed,
    _paused,
    _stretch_paused,
    _today_is_over,
    _skipped,
    _complete,
    _on_another_track,
    _too_early,
    _is_part,
    _is_due,
)
"""The checks that keep an exercise from being due; the first that applies decides."""


def _other_track(exercise: Exercise, log: Log) -> SessionRecord | None:
    """Return today's session with the other kind of load: heavy work and other load never share a day."""
    if exercise.category not in LOADED:
        return None
    other_categories = {Category.HEAVY} if exercise.category is not Category.HEAVY else LOADED - {Category.HEAVY}
    return next((session for session in log.sessions_on(log.today) if _has_done(session, other_categories)), None)


def _has_done(session: SessionRecord, categories: Collection[Category]) -> bool:
    names = {exercise.id for exercise in session.plan.exercises if exercise.category in categories}
    return any(part.done for part in session.sets if part.exercise in names)
