"""What all drawings have in common: the moment they depend on, the floor, and how high the heel is beside it."""

from typing import NamedTuple

from achilles_tui.figure.body.shapes import Shape, box
from achilles_tui.figure.palette import Ink

FAR_AWAY = 400.0
"""Centimetres to the edge of any window: floors and walls run as far."""

EDGE = 1.6
"""Centimetres of the floor that are drawn as its bright edge."""


class Moment(NamedTuple):
    """What a drawing depends on, the numbers each from 0 to 1.

    lift: how far the heel is up, or a stretch leant into. lifted: how far the other foot is off the floor.
    moves: whether that foot moves right now. both: whether both legs work, so that there is no other one.
    still: whether one just stands, ready or at rest, with the heels level.
    """

    lift: float
    lifted: float = 0.0
    moves: bool = False
    both_legs: bool = False
    still: bool = False


def floor(height: float = 0.0) -> list[Shape]:
    """Draw the floor; height: where its surface is."""
    return [
        Shape(box(-FAR_AWAY, -FAR_AWAY, FAR_AWAY, height), Ink.FLOOR),
        Shape(box(-FAR_AWAY, height - EDGE, FAR_AWAY, height), Ink.EDGE),
    ]


def gauge(left: float, low: float, now: float, high: float, *, width: float = 3.0) -> list[Shape]:
    """Draw how high the heel is between its lowest and its highest place."""
    mark = 0.8 * width / 3.0
    return [
        Shape(box(left, low, left + width, high), Ink.GAUGE),
        Shape(box(left, low, left + width, max(low, now)), Ink.TARGET),
        Shape(box(left, high - mark, left + 2.0 * width, high + mark), Ink.TARGET),
    ]
