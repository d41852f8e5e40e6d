"""How long a step back leaves loaded work out. Pure: worked out from the course each time."""

from datetime import datetime, time, timedelta

from achilles_tui.domain.base.units import Category
from achilles_tui.domain.pain_rule.course import Course, StepBack
from achilles_tui.domain.pain_rule.training_days import LOADED

LONG_WAIT = timedelta(hours=48)
"""How long gym work waits after a step back (the project's rule, section 4), also stretches on their own (ours)."""


def skip_end(course: Course, category: Category, hours_between: float, now: datetime) -> datetime | None:
    """Return when loaded work may start after the last step back; None where nothing is left out any more.

    One session is left out for a judged training day, whether it would have been opened or not, also where the step
    back was declined: the one after it may start. hours_between: from one session of the exercise to the next.
    """
    step_back = course.last_skip
    if step_back is None or category not in LOADED:
        return None
    if category is Category.HEAVY:
        end = step_back_moment(step_back, now) + LONG_WAIT
    else:
        between = timedelta(hours=hours_between)
        end = max(step_back.started + between, step_back_moment(step_back, now)) + between
    return end if end > now else None


def stretch_end(course: Course, now: datetime) -> datetime | None:
    """Return when stretches on their own go on after the last step back; None where they may go on now."""
    step_back = course.last_skip
    end = None if step_back is None else step_back_moment(step_back, now) + LONG_WAIT
    return end if end is not None and end > now else None


def step_back_moment(step_back: StepBack, now: datetime) -> datetime:
    """Return since when a step back counts: the start of its session, or the day that first said it, in now's zone."""
    if step_back.day == step_back.judged:
        return step_back.started
    return max(step_back.started, datetime.combine(step_back.day, time(), now.tzinfo))
