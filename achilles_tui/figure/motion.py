"""From what the body does to how far the heel is up. The heel follows the clock and is never ahead of it."""

from collections.abc import Callable

from achilles_tui.core.demonstration import Posture
from achilles_tui.core.phases import Phase
from achilles_tui.figure.poses import Moment

SOFT_START = 0.3
"""The share of a movement in which it gets up to speed (ours)."""


def eased(fraction: float) -> float:
    """Return how far a movement is when this fraction of its time has passed; both from 0 to 1.

    It starts softly and then runs evenly: to end softly as well, it would have to be ahead of the clock in between.
    """
    pace = 1 / (1 - SOFT_START / 2)
    if fraction < SOFT_START:
        return pace * fraction * fraction / (2 * SOFT_START)
    return min(1.0, pace * (fraction - SOFT_START / 2))


_MOMENTS: dict[Phase, Callable[[float], Moment]] = {
    Phase.RISE: lambda part: Moment(eased(part)),
    Phase.SHIFT: lambda part: Moment(1.0, eased(part), moves=True),
    Phase.LOWER: lambda part: Moment(1 - eased(part), 1.0),
    Phase.RESET: lambda part: Moment(0.0, 1 - eased(part), moves=True),
    Phase.EASE_IN: lambda part: Moment(eased(part)),
    Phase.HOLD: lambda _: Moment(1.0),
    Phase.EASE_OUT: lambda part: Moment(1 - eased(part)),
}


def moment(posture: Posture, steps: int) -> Moment:
    """Return the moment to draw for a posture.

    steps: into how many pieces each movement is cut; 2 makes three still pictures: down, half-way, up.
    """
    exact = _MOMENTS[posture.phase](posture.fraction) if posture.phase in _MOMENTS else Moment(0.0)
    lift, lifted = (round(part * steps) / steps for part in exact[:2])
    return Moment(lift, lifted, exact.moves) if posture.single_leg else Moment(lift)
