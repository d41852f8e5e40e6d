"""The drawings of the exercises: each a pure function of a moment, in centimetres, and the window that shows it.

A drawing loads when it is drawn.
"""

# See above.
# ruff: noqa: PLC0415

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from achilles_tui.domain.base.units import Figure
from achilles_tui.figure.body.setting import EDGE, Moment
from achilles_tui.figure.body.shapes import Shape
from achilles_tui.figure.body.standing import STEP, heel_raise, loaded_raise, step_drop
from achilles_tui.figure.raster import Window


class Pose(NamedTuple):
    """The drawing of an exercise and its window."""

    draw: Callable[[Moment], list[Shape]]
    window: Window


def _wall_stretch(now: Moment, *, bent: bool) -> list[Shape]:
    from achilles_tui.figure.body.stretches import wall_stretch

    return wall_stretch(now, bent=bent)


def _seated_raise(now: Moment) -> list[Shape]:
    from achilles_tui.figure.body.sitting import seated_raise

    return seated_raise(now)


def _sitting_raise(now: Moment) -> list[Shape]:
    from achilles_tui.figure.body.sitting import sitting_raise

    return sitting_raise(now)


def _leg_press(now: Moment) -> list[Shape]:
    from achilles_tui.figure.body.sitting import leg_press

    return leg_press(now)


def _neutral(now: Moment) -> list[Shape]:
    from achilles_tui.figure.body.pictogram import neutral

    return neutral(now)


_RAISE = Window(-33.0, -EDGE, 25.0, 46.0)
_DROP = Window(-33.0, -STEP - EDGE, 25.0, 46.0)
_STRETCH = Window(-82.0, -EDGE, 68.0, 133.0)

POSES: dict[Figure, Pose] = {
    Figure.HEEL_RAISE: Pose(partial(heel_raise, bent=False), _RAISE),
    Figure.BENT_HEEL_RAISE: Pose(partial(heel_raise, bent=True), _RAISE),
    Figure.STEP_DROP: Pose(partial(step_drop, bent=False), _DROP),
    Figure.BENT_STEP_DROP: Pose(partial(step_drop, bent=True), _DROP),
    Figure.LOADED_RAISE: Pose(loaded_raise, Window(-38.0, -EDGE, 28.0, 99.0)),
    Figure.WALL_STRETCH: Pose(partial(_wall_stretch, bent=False), _STRETCH),
    Figure.BENT_WALL_STRETCH: Pose(partial(_wall_stretch, bent=True), _STRETCH),
    Figure.SEATED_RAISE: Pose(_seated_raise, Window(-50.0, -EDGE, 36.0, 74.0)),
    Figure.SITTING_RAISE: Pose(_sitting_raise, Window(-54.0, -EDGE, 24.0, 68.0)),
    Figure.LEG_PRESS: Pose(_leg_press, Window(-36.0, 4.0, 46.0, 63.0)),
    Figure.NEUTRAL: Pose(_neutral, Window(-51.0, -EDGE, 30.0, 107.0)),
}
"""The drawing of each exercise. The working leg is the left one; the right one is its mirror image."""
