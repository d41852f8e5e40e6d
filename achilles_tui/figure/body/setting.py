"""Common parts of all drawings: the moment they depend on, the floor, and the gauge of the heel's height."""

from typing import NamedTuple

from achilles_tui.figure.body.shapes import Shape, box
from achilles_tui.figure.palette import Ink

FAR_AWAY = 400.0
"""Centimetres, beyond the edge of any window: floors and walls reach that far."""

EDGE = 1.6
"""Centimetres of the floor's bright edge."""


class Moment(NamedTuple):
    """Everything a drawing depends on; numbers are from 0 to 1.

    lift: the height of the heel, or the depth of a stretch. lifted: the height of the other foot above the floor.
    moves: whether that foot is moving. both_legs: whether both legs work. still: whether the person just stands,
    ready or at rest, with the heels level.
    """

    lift: float
    lifted: float = 0.0
    moves: bool = False
    both_legs: bool = False
    still: bool = False


def floor(height: float = 0.0) -> list[Shape]:
    """Draw the floor. height: of its surface."""
    return [
        Shape(box(-FAR_AWAY, -FAR_AWAY, FAR_AWAY, height), Ink.FLOOR),
        Shape(box(-FAR_AWAY, height - EDGE, FAR_AWAY, height), Ink.EDGE),
    ]


def gauge(left: float, low: float, now: float, high: float, *, width: float = 3.0) -> list[Shape]:
    """Draw the height of the heel between its lowest and its highest position."""
    mark = 0.8 * width / 3.0
    return [
        Shape(box(left, low, left + width, high), Ink.GAUGE),
        Shape(box(left, low, left + width, max(low, now)), Ink.TARGET),
        Shape(box(left, high - mark, left + 2.0 * width, high + mark), Ink.TARGET),
    ]
