"""Twelve weeks of one person as a history shows them: slowly less pain, a flare-up, a pause, days that were missed."""

from datetime import date, datetime, timedelta
from functools import cache

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.day_entries import Score
from tests.domain.pain_rule.simulation import EVENING, MORNING, OFFERS, WAKING, ZONE, Day, Life

DAYS = 84
FLARE_UP, PAUSE = range(30, 33), range(47, 52)
NO_TIME, ONCE = frozenset({9, 24, 38, 66}), frozenset({5, 16, 27, 44, 58, 72, 79})
"""Days on which nothing was done, and on which only the morning session was."""

SCORES = {2: (47, 14), 30: (53, None), 56: (62, 19), 81: (70, 23)}
"""VISA-A totals and heel rises, by the day."""

_WOBBLE = (0.3, -0.4, 0.1, 0.6, -0.2, 0.4, -0.6)


def _felt(number: int) -> float:
    """Return about how much it hurts on a day (NPRS)."""
    return 3.4 - 2.6 * number / DAYS + _WOBBLE[number % 7]


def _day(number: int) -> Day:
    if number in PAUSE:
        return Day(morning=round(_felt(number)), stiffness=10, how="away", times=())
    flare = number in FLARE_UP
    morning = max(0, round(_felt(number) + flare))
    during = max(0, round(_felt(number) + 0.4 + flare))
    times = () if number in NO_TIME else (MORNING,) if number in ONCE else (MORNING, EVENING)
    stiffness = 5 * round(5 - 4 * number / DAYS + _WOBBLE[number % 5])
    return Day(
        morning=None if number in NO_TIME else morning,
        stiffness=None if number in NO_TIME else stiffness,
        how="flare-up" if flare else None,
        times=times,
        pains=((during, max(0, during - number % 2)),),
    )


@cache
def twelve_weeks(program: str, last: date) -> Life:
    """Return the course of a program that has come to its last day, on which only the morning was told."""
    life, first = Life(OFFERS[program]), last - timedelta(days=DAYS - 1)
    life.begin(datetime.combine(first, WAKING, ZONE))
    for number in range(DAYS):
        told = _day(number) if number < DAYS - 1 else Day(times=())
        life.live(first + timedelta(days=number), told)
    for number, (visa_a, heel_rises) in SCORES.items():
        at = datetime.combine(first + timedelta(days=number), EVENING, ZONE)
        scores = [Score(life.next_id(), at, visa_a=visa_a)]
        scores += [Score(life.next_id(), at, heel_rises=heel_rises, side=Side.LEFT)] if heel_rises else []
        life.write(at.date(), scores=tuple(scores))
    return life
