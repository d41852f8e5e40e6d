"""What is due now, what is done, what is not for today, and why. Pure: told anew from the log each time.

One program is on, and its exercises may have doses of their own: several times a day, twice a day, three times a week.
Whatever is left out is never a failure.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from achilles_tui.core.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.core.history import SessionRecord
from achilles_tui.core.judge import Judged, strictest
from achilles_tui.core.log import LOADED, Log
from achilles_tui.core.program import Exercise
from achilles_tui.core.rule import Verdict
from achilles_tui.core.targets import Targets
from achilles_tui.core.units import Category, Region

HOURS_OF_A_DAY = 24
GYM_WAIT = timedelta(hours=48)
"""How long gym work waits after a step back (the project's rule, section 4)."""

State = Literal["due", "done", "later", "not today", "locked"]


class Item(NamedTuple):
    """One exercise of the program today. told: one line of why; earliest: from when on, where that is known."""

    dose: Dose
    exercise: Exercise
    state: State
    told: str
    done: int
    """Times done in its day, or its week."""
    wanted: int
    """Times that make the day, or the week, complete."""
    earliest: datetime | None = None


@dataclass(frozen=True)
class Agenda:
    """Everything of one program, now. strictest: the strictest verdict, if there is any."""

    at: Targets
    items: tuple[Item, ...]
    strictest: Judged | None

    @property
    def due(self) -> tuple[Item, ...]:
        """What can be done now."""
        return tuple(item for item in self.items if item.state == "due")

    @property
    def locked(self) -> bool:
        """Whether nothing starts before a clinician note."""
        return any(item.state == "locked" for item in self.items)


def due(log: Log, at: Targets, judged: tuple[Judged, ...]) -> Agenda:
    """Return what is due of a program."""
    worst = strictest(judged)
    items = tuple(_item(dose, exercise, log, at, worst) for dose, exercise in at.at_level.pairs(at.stage, at.region))
    return Agenda(at, items, worst)


class _Case(NamedTuple):
    """What the state of one exercise depends on."""

    dose: Dose
    exercise: Exercise
    log: Log
    at: Targets
    worst: Judged | None
    done: int
    wanted: int
    so_far: str


_Told = tuple[State, str, datetime | None]


def _item(dose: Dose, exercise: Exercise, log: Log, at: Targets, worst: Judged | None) -> Item:
    weekly = dose.often.per_week is not None
    done, wanted = len(_times(log, exercise.id, weekly=weekly)), _wanted(dose)
    case = _Case(
        dose, exercise, log, at, worst, done, wanted, f"{done} of {wanted} {'this week' if weekly else 'today'}"
    )
    state, told, earliest = next(found for check in _CHECKS if (found := check(case)) is not None)
    return Item(dose, exercise, state, told, done, wanted, earliest)


def _locked(case: _Case) -> _Told | None:
    if case.worst is None or case.worst.decision.output is not Verdict.STOP:
        return None
    return "locked", f"{case.worst.decision.row}: stop, and contact a clinician", None


def _paused(case: _Case) -> _Told | None:
    marked = case.log.diary.day(case.log.today).how == "away"
    return ("not today", "today is marked as a pause", None) if marked else None


def _stretch_paused(case: _Case) -> _Told | None:
    careful = case.exercise.category is Category.STRETCH and case.at.region is not Region.MID_PORTION
    if not careful or not _stepped_back(case):
        return None
    return "not today", "paused by the step back until a verdict that is none; ask your PT about stretching", None


def _skipped(case: _Case) -> _Told | None:
    """Leave out the next time after a step back; a declined one skips as well."""
    if case.worst is None or case.exercise.category not in LOADED or not _stepped_back(case):
        return None
    until = case.worst.session.started + _skip(case.dose, case.exercise)
    return ("later", f"after a step back, from {_when(until, case.log.now)}", until) if until > case.log.now else None


def _complete(case: _Case) -> _Told | None:
    if case.done < case.wanted:
        return None
    often = case.dose.often
    most = often.per_day_range[1] if often.per_day_range else case.wanted
    more = f"; up to {most} if you like" if case.done < most else ""
    return "done", f"{case.so_far}{more}", _next_week(case.log) if often.per_week is not None else None


def _on_another_track(case: _Case) -> _Told | None:
    other = _other_track(case.exercise, case.log)
    if other is None:
        return None
    return "not today", f"{case.so_far}; {other.plan.title} was done today, one kind of load a day is enough", None


def _too_early(case: _Case) -> _Told | None:
    apart, last = timedelta(hours=case.dose.often.hours_apart or 0), _last_end(case.log, case.exercise.id)
    if last is None or last + apart <= case.log.now:
        return None
    told = f"{case.so_far}, next from {_when(last + apart, case.log.now)}, {_hours(apart)} apart"
    return "later", told, last + apart


def _is_due(case: _Case) -> _Told:
    return "due", f"{case.so_far}{', with your PT' if case.exercise.needs_pt else ''}", None


_CHECKS = (_locked, _paused, _stretch_paused, _skipped, _complete, _on_another_track, _too_early, _is_due)
"""What keeps an exercise from being due, the first that applies."""


def _wanted(dose: Dose) -> int:
    often = dose.often
    return often.per_week or (often.per_day_range[0] if often.per_day_range else often.per_day or 0)


def _times(log: Log, exercise: str, *, weekly: bool) -> list[SessionRecord]:
    """Return the sessions of this day, or of this week from Monday on, in which anything of an exercise was done."""
    first = log.today - timedelta(days=log.today.weekday()) if weekly else log.today
    return [one for one in log.sessions if first <= one.day and _worked(one, exercise)]


def _worked(session: SessionRecord, exercise: str) -> bool:
    return any(part.done for part in session.sets if part.exercise == exercise)


def _last_end(log: Log, exercise: str) -> datetime | None:
    return max((one.last_work for one in log.sessions if _worked(one, exercise)), default=None)


def _other_track(exercise: Exercise, log: Log) -> SessionRecord | None:
    """Return the session of today with the other kind of load: heavy work and other load never share a day."""
    if exercise.category not in LOADED:
        return None
    heavy = exercise.category is Category.HEAVY
    return next((one for one in log.on(log.today) if _has_load(one, heavy=not heavy)), None)


def _has_load(session: SessionRecord, *, heavy: bool) -> bool:
    return any(
        one.category in LOADED and (one.category is Category.HEAVY) is heavy and _worked(session, one.id)
        for one in session.plan.exercises
    )


def _stepped_back(case: _Case) -> bool:
    return case.worst is not None and case.worst.decision.output is Verdict.STEP_BACK


def _skip(dose: Dose, exercise: Exercise) -> timedelta:
    """Return how long an exercise waits after a step back: so that its next time is left out; 48 hours in the gym."""
    if exercise.category is Category.HEAVY:
        return GYM_WAIT
    often = dose.often
    hours = HOURS_OF_A_DAY / often.per_day if often.per_day else HOURS_OF_A_DAY * DAYS_OF_A_WEEK / often.times_a_week
    return 2 * timedelta(hours=hours)


def _next_week(log: Log) -> datetime:
    monday = log.today + timedelta(days=DAYS_OF_A_WEEK - log.today.weekday())
    return log.now.replace(year=monday.year, month=monday.month, day=monday.day, hour=0, minute=0, second=0)


def _when(moment: datetime, now: datetime) -> str:
    """Say a moment in the zone of now: by its time today, else by its weekday and time."""
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%A %H:%M}"


def _hours(apart: timedelta) -> str:
    return f"{apart / timedelta(hours=1):g} hours"
