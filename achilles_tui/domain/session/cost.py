"""What a program costs in time, so that it can be seen before it is chosen. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.session.script import compile_script


class Cost(NamedTuple):
    """Minutes for one leg, at the low end of every range; what is waited for by key is not counted.

    session: one whole session. week: all sessions of a week, those with only some of the exercises included.
    """

    session: float
    week: float


def cost(offered: ResolvedProgram, *, stage: int = 1, region: Region | None = Region.MID_PORTION) -> Cost:
    """Return what a stage costs. Raises IndexError where there is no such stage."""
    whole = plan(offered, (Side.LEFT,), stage=stage, region=region)
    return Cost(_seconds(whole, range(len(whole.exercises))) / 60, _week(whole, offered.doses(stage)) / 60)


def cost_of(
    offered: ResolvedProgram,
    doses: Sequence[str],
    *,
    stage: int,
    region: Region | None,
    sides: Sequence[Side] = (Side.LEFT,),
) -> float:
    """Return the minutes that some exercises of a stage take, by the ids their doses name; none, none.

    sides: the legs that work in turn; exercises for both legs together take no notice of them.
    """
    whole = plan(offered, sides, stage=stage, region=region)
    chosen = [index for index, dose in enumerate(offered.doses(stage)) if dose.id in doses]
    return _seconds(whole, chosen) / 60 if chosen else 0.0


def _week(whole: Plan, doses: Sequence[Dose]) -> float:
    """Return the seconds of a week: exercises done more often than others have sessions of their own."""
    often = [dose.often.times_a_week for dose in doses]
    steps = sorted({0, *often})
    return sum(
        (upper - lower) * _seconds(whole, [index for index, times in enumerate(often) if times >= upper])
        for lower, upper in pairwise(steps)
    )


def _seconds(whole: Plan, chosen: Sequence[int]) -> float:
    exercises = tuple(whole.exercises[index] for index in chosen)
    return compile_script(Plan(whole.program, whole.title, exercises)).timed_seconds
