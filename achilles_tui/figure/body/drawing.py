"""Draws a posture as cells, and caches the pictures."""

from functools import lru_cache
from typing import NamedTuple

from achilles_tui.domain.base.units import Figure, Side
from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.figure.body.motion import moment
from achilles_tui.figure.body.poses import POSES
from achilles_tui.figure.body.setting import Moment
from achilles_tui.figure.body.shapes import mirrored
from achilles_tui.figure.cells import Picture
from achilles_tui.figure.palette import Ink, Palette
from achilles_tui.figure.raster import Raster

CACHE_SIZE = 256
"""Pictures in the cache: all moments of two exercises at one size, so that a repetition is drawn only once."""


class Motion(NamedTuple):
    """How much moves: clock checks per second, steps of a movement, and whether edges are smoothed."""

    looks: int
    steps: int
    smooth: bool


FULL = Motion(looks=10, steps=48, smooth=True)
LOW = Motion(looks=5, steps=6, smooth=False)
STILL = Motion(looks=5, steps=2, smooth=False)
"""From full motion to three still poses. Words and seconds change at the same moments in all of them."""


def draw(posture: Posture, columns: int, rows: int, palette: Palette, motion: Motion) -> Picture:
    """Draw a posture; the right leg is the mirror image of the left. columns, rows: in cells, 1 or more."""
    smooth = motion.smooth and palette.smooth
    return _drawn(posture.figure, moment(posture, motion.steps), posture.side, columns, rows, palette, smooth)


@lru_cache(CACHE_SIZE)
def _drawn(  # noqa: PLR0913, PLR0917 everything a picture depends on
    figure: Figure,
    now: Moment,
    side: Side,
    columns: int,
    rows: int,
    palette: Palette,
    smooth: bool,  # noqa: FBT001 as above
) -> Picture:
    pose = POSES[figure]
    shapes, window = tuple(pose.draw(now)), pose.window
    if side is Side.RIGHT:
        shapes, window = mirrored(shapes), window.mirrored()
    raster = Raster(columns, rows, window, palette[Ink.GROUND], smooth=smooth)
    raster.draw(shapes, palette)
    return raster.picture()
