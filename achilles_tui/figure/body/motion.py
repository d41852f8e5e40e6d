"""From what the body does to how far the heel is up. The heel follows the clock and is never ahead of it."""

from collections.abc import Callable

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.body.setting import Moment

SOFT_START = 0.46
"""The share of a movement in which it gets up to speed (ours).

So much, because the lift turns the foot, and a heel that turns evenly gains height fastest at first: with less, the
height would be ahead of the clock towards the top.
"""


def eased(fraction: float) -> float:
    """Return how far a movement is when this fraction of its time has passed; both from 0 to 1.

    It starts softly and then runs evenly: to end softly as well, it would have to be ahead of the clock in between.
    """
    pace = 1 / (1 - SOFT_START / 2)
    if fraction < SOFT_START:
        return pace * fraction * fraction / (2 * SOFT_START)
    return min(1.0, pace * (fraction - SOFT_START / 2))


# By how much of the movement is done.
_MOMENTS: dict[Phase, Callable[[float], Moment]] = {
    Phase.RISE: Moment,
    Phase.SHIFT: lambda done: Moment(1.0, done, moves=True),
    Phase.LOWER: lambda done: Moment(1 - done, 1.0),
    Phase.RESET: lambda done: Moment(0.0, 1 - done, moves=True),
    Phase.EASE_IN: Moment,
    Phase.HOLD: lambda _: Moment(1.0),
    Phase.EASE_OUT: lambda done: Moment(1 - done),
}
_TINY = 1e-9


def moment(posture: Posture, steps: int) -> Moment:
    """Return the moment to draw for a posture.

    steps: into how many pieces each movement is cut; 2 makes three still pictures: down, half-way, up. A piece is
    shown when it is done, never before.
    """
    both = posture.side is Side.BOTH
    if posture.phase not in _MOMENTS:
        return Moment(0.0, both_legs=both, still=True)
    now = _MOMENTS[posture.phase](int(eased(posture.fraction) * steps + _TINY) / steps)
    if posture.alone:
        return Moment(now.lift, lifted=1.0, both_legs=both)
    return now._replace(both_legs=both) if posture.single_leg else Moment(now.lift, both_legs=both)
