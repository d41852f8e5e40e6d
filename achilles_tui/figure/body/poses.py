"""The drawings of the exercises: each a pure function of a moment, in centimetres, and the window that shows it."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from achilles_tui.domain.base.units import Figure
from achilles_tui.figure.body.pictogram import neutral
from achilles_tui.figure.body.setting import EDGE, Moment
from achilles_tui.figure.body.shapes import Shape
from achilles_tui.figure.body.sitting import leg_press, seated_raise, sitting_raise
from achilles_tui.figure.body.standing import STEP, heel_raise, loaded_raise, step_drop
from achilles_tui.figure.body.stretches import wall_stretch
from achilles_tui.figure.raster import Window


class Pose(NamedTuple):
    """The drawing of an exercise and its window."""

    draw: Callable[[Moment], list[Shape]]
    window: Window


_RAISE = Window(-33.0, -EDGE, 25.0, 46.0)
_DROP = Window(-33.0, -STEP - EDGE, 25.0, 46.0)
_STRETCH = Window(-82.0, -EDGE, 68.0, 133.0)

POSES: dict[Figure, Pose] = {
    Figure.HEEL_RAISE: Pose(partial(heel_raise, bent=False), _RAISE),
    Figure.BENT_HEEL_RAISE: Pose(partial(heel_raise, bent=True), _RAISE),
    Figure.STEP_DROP: Pose(partial(step_drop, bent=False), _DROP),
    Figure.BENT_STEP_DROP: Pose(partial(step_drop, bent=True), _DROP),
    Figure.LOADED_RAISE: Pose(loaded_raise, Window(-38.0, -EDGE, 28.0, 99.0)),
    Figure.WALL_STRETCH: Pose(partial(wall_stretch, bent=False), _STRETCH),
    Figure.BENT_WALL_STRETCH: Pose(partial(wall_stretch, bent=True), _STRETCH),
    Figure.SEATED_RAISE: Pose(seated_raise, Window(-50.0, -EDGE, 36.0, 74.0)),
    Figure.SITTING_RAISE: Pose(sitting_raise, Window(-54.0, -EDGE, 24.0, 68.0)),
    Figure.LEG_PRESS: Pose(leg_press, Window(-36.0, 4.0, 46.0, 63.0)),
    Figure.NEUTRAL: Pose(neutral, Window(-51.0, -EDGE, 30.0, 107.0)),
}
"""The drawing of each exercise. The working leg is the left one; the right one is its mirror image."""
