"""How many minutes a program takes, shown before it is chosen, and minutes as text. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.session.script import compile_script

_HOURS_FROM = 90


class Cost(NamedTuple):
    """Minutes for one leg, at the low end of every range; waiting for a key is not counted.

    session: one whole session. week: all sessions of a week, including those with only some of the exercises.
    """

    session: float
    week: float


def cost(offered: ResolvedProgram, *, stage: int = 1, region: Region | None = Region.MID_PORTION) -> Cost:
    """Return the minutes that a stage takes. Raises IndexError if there is no such stage."""
    whole, doses = plan(offered, (Side.LEFT,), stage=stage, region=region), _doses(offered, stage, region)
    return Cost(_seconds(whole, range(len(whole.exercises))) / 60, _week(whole, doses) / 60)


def cost_of(
    offered: ResolvedProgram,
    doses: Sequence[str],
    *,
    stage: int,
    region: Region | None,
    sides: Sequence[Side] = (Side.LEFT,),
) -> float:
    """Return the minutes of some exercises of a stage, by the ids in `doses`; 0 for none. sides: the legs in turn."""
    whole = plan(offered, sides, stage=stage, region=region)
    indexes = [index for index, dose in enumerate(offered.doses(stage)) if dose.id in doses]
    return _seconds(whole, indexes) / 60 if indexes else 0.0


def minutes(value: float) -> str:
    """Return a time in minutes as text; from 90 minutes on, in hours and minutes."""
    whole = round(value)
    return f"{whole} min" if whole < _HOURS_FROM else f"{whole // 60} h {whole % 60:02} min"


def minutes_of(whole: Plan) -> float:
    """Return the minutes that a session takes, without waiting for keys."""
    return compile_script(whole).timed_seconds / 60


def _doses(offered: ResolvedProgram, stage: int, region: Region | None) -> list[Dose]:
    return [dose for dose, _ in offered.pairs(stage, region)]


def _week(whole: Plan, doses: Sequence[Dose]) -> float:
    """Return the seconds of a week: an exercise done more often than the others has extra sessions."""
    often = [dose.often.times_a_week for dose in doses]
    steps = sorted({0, *often})
    return sum(
        (upper - lower) * _seconds(whole, [index for index, times in enumerate(often) if times >= upper])
        for lower, upper in pairwise(steps)
    )


def _seconds(whole: Plan, indexes: Sequence[int]) -> float:
    exercises = tuple(whole.exercises[index] for index in indexes)
    return compile_script(Plan(whole.program, whole.title, exercises)).timed_seconds
