"""The 256 colours of every modern terminal: their values, the nearest one to a colour, and mixtures of two.

Everything is drawn in these, because they also work over SSH, where a terminal rarely announces more colours.
"""

from functools import cache
from itertools import product

Colour = int
"""A colour's number: 0 to 15 are the terminal's own, 16 to 255 are the same everywhere (xterm's 256 colours)."""

DEFAULT: Colour = -1
"""The terminal's own background."""

Rgb = tuple[int, int, int]

_STEPS = (0, 95, 135, 175, 215, 255)
_FIRST_GREY = 232
_TABLE: tuple[Rgb, ...] = (
    *product(_STEPS, _STEPS, _STEPS),
    *((level, level, level) for level in range(8, 248, 10)),
)
"""The values of the colours 16 to 255: a cube of six steps a side, then 24 greys (xterm's own definition)."""

LEVELS = 4
"""Steps in the mixture of two colours: few, so that few colours have to be sent."""


def rgb(colour: Colour) -> Rgb:
    """Return red, green and blue, 0 to 255 each, of one of the colours 16 to 255."""
    return _TABLE[colour - 16]


@cache
def nearest(red: int, green: int, blue: int) -> Colour:
    """Return the colour from 16 to 255 that looks most like this one."""
    cube = [min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in (red, green, blue)]
    of_cube = 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
    grey = min(23, max(0, round(((red + green + blue) / 3 - 8) / 10)))
    return min((of_cube, _FIRST_GREY + grey), key=lambda colour: _distance(rgb(colour), (red, green, blue)))


@cache
def mixed(lower: Colour, upper: Colour, level: int) -> Colour:
    """Return the colour of a dot that `upper` partly covers. level: from 0, all `lower`, to LEVELS, all `upper`.

    The terminal's own colours are unknown and cannot be mixed: there the larger part wins.
    """
    if lower < 16 or upper < 16:  # noqa: PLR2004 the number of a terminal's own colours
        return upper if 2 * level >= LEVELS else lower
    share = level / LEVELS
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(rgb(lower), rgb(upper), strict=True))
    return nearest(red, green, blue)


def _distance(first: Rgb, second: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True))
