"""Programs that the tests make: with stages as Silbernagel's, and with a heavier repetition maximum in its second."""

from collections.abc import Mapping

from msgspec.structs import replace

from achilles_tui.domain.programs.dose import Dose, Often, Weight
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage
from tests.domain.pain_rule.logs import ECCENTRIC, HEAVY, PRESS, RAISE

_ABOUT = "Made for a test."


def staged(stages: Mapping[tuple[int, int], tuple[Dose, ...]], offered: ResolvedProgram, name: str) -> ResolvedProgram:
    """Return a program with doses for each range of weeks, of the exercises of another one."""
    parts = tuple(Stage(weeks, doses) for weeks, doses in stages.items())
    program = Program(format=1, id=name, title=name.capitalize(), about=_ABOUT, source=_ABOUT, stages=parts)
    return offered._replace(definition=program)


def _daily() -> ResolvedProgram:
    straight, bent = ECCENTRIC.doses()
    daily = Often(per_day=1, days_per_week=7)
    first = replace(straight, often=daily, reps=10, provenance={})
    second = replace(first, reps=15)
    third = replace(second, load="added kilograms", weight=Weight(days_per_week=(2, 3)))
    other = replace(bent, often=daily, reps=(10, 15))
    return staged({(1, 2): (first, other), (3, 5): (second, other), (6, 12): (third, other)}, ECCENTRIC, "daily")


def _slow() -> ResolvedProgram:
    press = next(dose for dose in HEAVY.doses() if dose.id == PRESS)
    fifteen = replace(press, reps=15, sets=3, weight=Weight(rm=15), provenance={}, doubt=None)
    twelve = replace(fifteen, reps=12, weight=Weight(rm=12))
    return staged({(1, 1): (fifteen,), (2, 3): (twelve,)}, HEAVY, "slow")


DAILY = _daily()
"""Once a day in three stages, from week 1, 3 and 6 on; with kilograms on top on 2 or 3 days a week in the last."""

SLOW = _slow()
"""On a machine: 15RM in week 1, 12RM from week 2 on."""

WEIGHTED = ECCENTRIC._replace(
    definition=replace(
        ECCENTRIC.definition,
        doses=tuple(
            replace(dose, load="added kilograms", weight=Weight(step_percent=10.0)) if dose.id == RAISE else dose
            for dose in ECCENTRIC.doses()
        ),
    )
)
"""The eccentric program with kilograms on top of the body's weight for one exercise."""
