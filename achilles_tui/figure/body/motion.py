"""Turns a posture into the height of the heel, which follows the clock and is never ahead of it."""

from collections.abc import Callable

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.body.setting import Moment

SOFT_START = 0.46
"""The share of a movement in which it accelerates (ours).

It is this large because the lift turns the foot, and a heel that turns evenly gains height fastest at first: with
less, the height would be ahead of the clock towards the top.
"""


def eased(fraction: float) -> float:
    """Return the progress of a movement after this fraction of its time; both from 0 to 1.

    It starts slowly and then runs evenly: to end slowly as well, it would have to be ahead of the clock in between.
    """
    pace = 1 / (1 - SOFT_START / 2)
    if fraction < SOFT_START:
        return pace * fraction * fraction / (2 * SOFT_START)
    return min(1.0, pace * (fraction - SOFT_START / 2))


# As functions of the progress of the movement.
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
    """Return the moment to draw. steps: of each movement, shown once complete; 2 is down, half-way, up."""
    both_legs = posture.side is Side.BOTH
    if posture.phase not in _MOMENTS:
        return Moment(0.0, both_legs=both_legs, still=True)
    now = _MOMENTS[posture.phase](int(eased(posture.fraction) * steps + _TINY) / steps)
    if posture.alone:
        return Moment(now.lift, lifted=1.0, both_legs=both_legs)
    return now._replace(both_legs=both_legs) if posture.single_leg else Moment(now.lift, both_legs=both_legs)
