"""What is due now, what is done, what is not for today, and why. Pure: worked out from the log each time.

Each exercise of the program has its own dose: several times a day, twice a day, three times a week.
Skipping something is never a failure.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from achilles_tui.domain.base.units import Category, Verdict
from achilles_tui.domain.pain_rule.course import Course, StepBack
from achilles_tui.domain.pain_rule.log import Log, monday_of
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.pain_rule.training_days import LOADED
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict, strictest
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import standing

LONG_WAIT = timedelta(hours=48)
"""How long gym work waits after a step back (the project's rule, section 4), also stretches on their own (ours)."""

State = Literal["due", "done", "later", "not today", "locked"]


class AgendaItem(NamedTuple):
    """One exercise of the program today. reason: one line of why; earliest: when it can be done; None: not known."""

    dose: Dose
    exercise: Exercise
    state: State
    reason: str
    done: int
    """Times done today, or this week for a weekly dose."""
    times_needed: int
    """Times that complete the day, or the week."""
    most: int
    """The most times in the day, or the week."""
    earliest: datetime | None = None


@dataclass(frozen=True)
class Agenda:
    """All exercises of one program now. strictest: the strictest verdict, if there is any."""

    targets: Targets
    items: tuple[AgendaItem, ...]
    strictest: ExerciseVerdict | None

    @property
    def due(self) -> tuple[AgendaItem, ...]:
        """The exercises that can be done now."""
        return tuple(item for item in self.items if item.state == "due")

    @property
    def once_more(self) -> tuple[AgendaItem, ...]:
        """The exercises that are done for today and may be done again."""
        return tuple(item for item in self.items if item.state == "done" and item.done < item.most)

    @property
    def locked(self) -> bool:
        """Whether no session starts before a clinician note."""
        return any(item.state == "locked" for item in self.items)


def agenda_of(log: Log, targets: Targets, judged: tuple[ExerciseVerdict, ...], course: Course) -> Agenda:
    """Return the agenda of a program."""
    worst = strictest(judged)
    items = tuple(
        _item(dose, exercise, log, targets, worst, course)
        for dose, exercise in targets.at_level.pairs(targets.stage, targets.region)
    )
    return Agenda(targets, items, worst)


class _Case(NamedTuple):
    """Everything that the state of one exercise depends on."""

    dose: Dose
    exercise: Exercise
    log: Log
    targets: Targets
    worst: ExerciseVerdict | None
    course: Course
    done: int
    times_needed: int
    most: int
    so_far: str


_Finding = tuple[State, str, datetime | None]


def _item(  # noqa: PLR0913, PLR0917 everything the state of an exercise depends on
    dose: Dose, exercise: Exercise, log: Log, targets: Targets, worst: ExerciseVerdict | None, course: Course
) -> AgendaItem:
    weekly, needed = dose.often.is_weekly, dose.often.fewest
    done = len(_times(log, exercise.id, weekly=weekly))
    most = needed if stays_low(exercise.category, targets.region) else dose.often.most
    span = "this week" if weekly else "today"
    so_far = f"{done} of {needed} {span}" if done <= needed else f"{done} times {span}"
    case = _Case(dose, exercise, log, targets, worst, course, done, needed, most, so_far)
    state, reason, earliest = next(finding for check in _CHECKS if (finding := check(case)) is not None)
    return AgendaItem(dose, exercise, state, reason, done, needed, most, earliest)


def _locked(case: _Case) -> _Finding | None:
    if case.worst is not None and case.worst.decision.output is Verdict.STOP:
        return "locked", f"{case.worst.decision.row}: stop, and contact a clinician", None
    if standing(case.log.safety).state in {"locked", "never"}:
        return "locked", "D1: stop, and contact a clinician", None
    return None


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
    end = _step_back_moment(case) + LONG_WAIT
    if end <= case.log.now:
        return None
    reason = f"paused after a step back until {_when(end, case.log.now)}; ask your PT about stretching"
    return "later", reason, end


def _skipped(case: _Case) -> _Finding | None:
    """Skip the next session after a step back, even a declined one; stretches alone do not count."""
    if case.course.last_skip is None or case.exercise.category not in LOADED:
        return None
    end = _after_skip(case, case.course.last_skip)
    return ("later", f"after a step back, from {_when(end, case.log.now)}", end) if end > case.log.now else None


def _after_skip(case: _Case, step_back: StepBack) -> datetime:
    """Return when an exercise can be done again: its next time is left out; gym work waits `LONG_WAIT`."""
    if case.exercise.category is Category.HEAVY:
        return _step_back_moment(case) + LONG_WAIT
    between = timedelta(hours=case.dose.often.hours_between)
    after = step_back.started + 2 * between
    return after if step_back.day == step_back.judged else max(after, _midnight(case.log, step_back.day) + between)


def _step_back_moment(case: _Case) -> datetime:
    """Return since when the last step back counts: the start of its session, or the day it was first decided."""
    step_back = case.course.last_skip
    if step_back is None:
        return case.log.now
    started = step_back.started
    return started if step_back.day == step_back.judged else max(started, _midnight(case.log, step_back.day))


def _complete(case: _Case) -> _Finding | None:
    often = case.dose.often
    days = set(times_this_week(case.log, case.exercise.id)) - {case.log.today}
    if not often.is_weekly and len(days) >= often.days:
        reason = f"{len(days)} of {often.days} days this week"
        return "done", reason, _midnight(case.log, _next_monday(case.log))
    if case.done < case.times_needed:
        return None
    if often.is_weekly:
        monday, apart = _midnight(case.log, _next_monday(case.log)), _apart(case)
        return "done", case.so_far, max(monday, apart) if apart else monday
    more = f"; up to {case.most} if you like" if case.done < case.most else ""
    return "done", f"{case.so_far}{more}", None


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
    earliest = _apart(case)
    if earliest is None or earliest <= case.log.now:
        return None
    hours = case.dose.often.hours_apart
    return "later", f"{case.so_far}, next from {_when(earliest, case.log.now)}, {hours} hours apart", earliest


def _apart(case: _Case) -> datetime | None:
    """Return when an exercise is far enough from its last time; None where it was never done.

    Counted from start to start, so that Monday, Wednesday and Friday at the same hour are 48 hours apart.
    """
    last = max((session.started for session in case.log.sessions if _worked(session, case.exercise.id)), default=None)
    return None if last is None else last + timedelta(hours=case.dose.often.hours_apart or 0)


def _is_due(case: _Case) -> _Finding:
    return "due", f"{case.so_far}{', with your PT' if case.exercise.needs_pt else ''}", None


_CHECKS = (_locked, _paused, _stretch_paused, _skipped, _complete, _on_another_track, _too_early, _is_due)
"""The checks that keep an exercise from being due; the first that applies decides."""


def _times(log: Log, exercise: str, *, weekly: bool) -> list[SessionRecord]:
    """Return the sessions of today, or of this week, in which an exercise was done at least in part."""
    first = monday_of(log.today) if weekly else log.today
    return [session for session in log.sessions if first <= session.day and _worked(session, exercise)]


def times_this_week(log: Log, exercise: str) -> tuple[date, ...]:
    """Return the day of each session of this week in which an exercise was done at least in part."""
    return tuple(session.day for session in _times(log, exercise, weekly=True))


def _worked(session: SessionRecord, exercise: str) -> bool:
    return any(part.done for part in session.sets if part.exercise == exercise)


def _other_track(exercise: Exercise, log: Log) -> SessionRecord | None:
    """Return today's session with the other kind of load: heavy work and other load never share a day."""
    if exercise.category not in LOADED:
        return None
    heavy = exercise.category is Category.HEAVY
    return next((session for session in log.sessions_on(log.today) if _has_load(session, heavy=not heavy)), None)


def _has_load(session: SessionRecord, *, heavy: bool) -> bool:
    return any(
        exercise.category in LOADED and (exercise.category is Category.HEAVY) is heavy and _worked(session, exercise.id)
        for exercise in session.plan.exercises
    )


def _next_monday(log: Log) -> date:
    return monday_of(log.today) + timedelta(days=DAYS_OF_A_WEEK)


def _midnight(log: Log, day: date) -> datetime:
    """Return when a day begins, in the time zone of now."""
    return datetime.combine(day, time(), log.now.tzinfo)


def _when(moment: datetime, now: datetime) -> str:
    """Return a moment as text in the time zone of now: a time today, else a weekday and a time."""
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%A %H:%M}"
