"""What one leg has to do of an exercise now, in sets. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from achilles_tui.domain.base.units import Category, Side, low
from achilles_tui.domain.pain_rule.leg_times import leg_times
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.training_days import LOADED
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK, Dose
from achilles_tui.domain.records.summary import SessionWork

LegState = Literal["due", "part", "later", "done"]


class LegToday(NamedTuple):
    """One leg and one exercise. planned, done: sets of the current time; left: those of them that are due now."""

    side: Side
    state: LegState
    planned: int
    done: int
    left: int
    times: int
    """Complete times today, or this week for a weekly dose."""
    started: int
    """These, and those that stayed a part."""
    earliest: datetime | None = None
    """When its next time may start; None: not known."""


def leg_today(
    works: Sequence[SessionWork], dose: Dose, exercise: tuple[str, Category], side: Side, now: datetime
) -> LegToday:
    """Return what a leg has to do of an exercise. works: in the order the sessions began. exercise: id and category."""
    (name, category), often, planned, today = exercise, dose.often, low(dose.sets), now.date()
    first = monday_of(today) if often.is_weekly else today
    first_read = first - timedelta(days=DAYS_OF_A_WEEK) if often.is_weekly or often.hours_apart else first
    works = [work for work in works if work.day >= first_read]
    times = leg_times(works, dose, name, side)
    last = times[-1] if times else None
    current = last if last is not None and last.goes_on(today, now, often) else None
    span = [leg_time for leg_time in times if leg_time.day >= first]
    complete, before = sum(leg_time.is_complete for leg_time in span), sum(leg_time is not current for leg_time in span)
    done = current.sets if current else 0
    apart = last.last + timedelta(hours=often.hours_apart or 0) if last is not None else None

    def leg(state: LegState, left: int = 0, earliest: datetime | None = None) -> LegToday:
        return LegToday(side, state, planned, done, left, complete, len(span), earliest)

    if before >= often.fewest:
        monday = midnight(monday_of(today) + timedelta(days=DAYS_OF_A_WEEK), now) if often.is_weekly else None
        return leg("done", earliest=max(monday, apart) if monday and apart else monday)
    if current is None and apart is not None and apart > now:
        return leg("later", earliest=apart)
    left = planned - done
    if category in LOADED:
        done_today = sum(work.leg(name, side).sets for work in works if work.day == today)
        left = min(left, planned * often.fewest_on(today.weekday()) - done_today)
    if left <= 0:
        return leg("later", earliest=midnight(today + ONE_DAY, now)) if often.is_weekly else leg("done")
    return leg("part" if current else "due", left)


def times_this_week(
    works: Sequence[SessionWork], dose: Dose, exercise: str, sides: Iterable[Side], today: date
) -> tuple[date, ...]:
    """Return the day of each time that began this week, also those that stayed a part, of the leg with the fewest."""
    monday = monday_of(today)
    recent = [work for work in works if work.day >= monday - timedelta(days=DAYS_OF_A_WEEK)]
    by_leg = [[leg_time.day for leg_time in leg_times(recent, dose, exercise, side)] for side in sides]
    return min((tuple(day for day in days if day >= monday) for days in by_leg), key=len)


def midnight(day: date, now: datetime) -> datetime:
    """Return when a day begins, in the time zone of now."""
    return datetime.combine(day, time(), now.tzinfo)


def moment_text(moment: datetime, now: datetime) -> str:
    """Return a moment as text in the time zone of now: a time today, else a weekday and a time."""
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%A %H:%M}"
