"""Digits drawn with a broad pen at any size, so that the seconds left can be read from across a room."""

from functools import lru_cache
from itertools import pairwise

from achilles_tui.figure.body.shapes import Point, limb, smooth
from achilles_tui.figure.cells import Picture, centred, filled, side_by_side
from achilles_tui.figure.colours import Colour
from achilles_tui.figure.raster import Raster, Window

_HIGH = 10.0
"""Units from the foot of a digit to its head; all points below are in these."""

_WIDE = 6.0
_COLON_WIDE = 3.2
_GAP = 1.3
_PEN = 1.05
"""Half the width of the pen."""

Stroke = tuple[Point, ...]

# Curves through points, closed if the last point is the first.
_CURVES: dict[str, tuple[Stroke, ...]] = {
    "0": (((3, 9.2), (4.7, 8.2), (5.1, 5), (4.7, 1.8), (3, 0.8), (1.3, 1.8), (0.9, 5), (1.3, 8.2), (3, 9.2)),),
    "2": (((1, 7), (1.5, 8.6), (3, 9.2), (4.6, 8.5), (5, 6.8), (4.2, 4.9), (2.6, 2.9), (1.1, 1.1)),),
    "3": (
        ((1, 8.3), (2.8, 9.2), (4.6, 8.5), (4.8, 6.7), (3.9, 5.5), (2.6, 5.3)),
        ((2.6, 5.3), (4.2, 5), (5.1, 3.4), (4.4, 1.5), (2.8, 0.8), (1, 1.6)),
    ),
    "5": (((1.2, 5.5), (3, 6.1), (4.7, 5.2), (5.1, 3.4), (4.3, 1.5), (2.7, 0.8), (1, 1.6)),),
    "6": (
        ((4.7, 8.5), (3.2, 9.2), (1.7, 8), (1, 5.6), (1, 3.2)),
        ((3, 5.7), (4.6, 5), (5, 3.3), (4.5, 1.5), (3, 0.8), (1.5, 1.5), (1, 3.3), (1.4, 5), (3, 5.7)),
    ),
    "8": (
        ((3, 9.2), (4.5, 8.5), (4.5, 6.2), (3, 5.3), (1.5, 6.2), (1.5, 8.5), (3, 9.2)),
        ((3, 5.3), (4.7, 4.6), (5.1, 3), (4.6, 1.5), (3, 0.8), (1.4, 1.5), (0.9, 3), (1.3, 4.6), (3, 5.3)),
    ),
    "9": (
        ((1.3, 1.5), (2.8, 0.8), (4.3, 2), (5, 4.4), (5, 6.8)),
        ((3, 4.3), (1.4, 5), (1, 6.7), (1.5, 8.5), (3, 9.2), (4.6, 8.5), (5, 6.7), (4.6, 5), (3, 4.3)),
    ),
}
_LINES: dict[str, tuple[Stroke, ...]] = {
    "1": (((1.4, 7.2), (3.3, 9), (3.3, 1)), ((1.6, 1), (5, 1))),
    "2": (((1.1, 1), (5.1, 1)),),
    "4": (((4.1, 1), (4.1, 9), (0.9, 3.3), (5.4, 3.3)),),
    "5": (((4.8, 9), (1.5, 9), (1.2, 5.5)),),
    "7": (((0.9, 9), (5.1, 9), (2.5, 1)),),
    ":": (((1.6, 2.6), (1.6, 2.61)), ((1.6, 7), (1.6, 7.01))),
    "?": (((2.8, 0.9), (2.8, 0.91)),),
}
_CURVES["?"] = (((1, 7.4), (1.6, 8.8), (3, 9.2), (4.6, 8.4), (4.8, 6.8), (3.6, 5.2), (2.8, 4.2), (2.8, 3.2)),)


def clock(seconds: int) -> str:
    """Return seconds as text that is quick to read: up to 99 as they are, then as minutes and seconds."""
    return str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02d}"  # noqa: PLR2004 three digits are too many


def digits(text: str, columns: int, rows: int, ink: Colour, ground: Colour) -> Picture:
    """Draw a text of digits and colons, as large as the field allows, in its middle.

    columns, rows: the field in cells, 1 or more. The places of other characters stay empty.
    """
    wide = sum(_width(letter) + _GAP for letter in text) + _GAP
    scale = min(2 * rows / _HIGH, columns / wide)
    field = filled(0, rows, ground)
    for letter in text:
        field = side_by_side(field, _digit(letter, scale, rows, ink, ground))
    return centred(field, columns, rows, ground)


@lru_cache(256)
def _digit(letter: str, scale: float, rows: int, ink: Colour, ground: Colour) -> Picture:
    """Draw one digit in the middle of its rows; scale: dots a unit."""
    wide, high = _width(letter) + _GAP, 2 * rows / scale
    columns = max(1, int(wide * scale))
    window = Window(-_GAP / 2, (_HIGH - high) / 2, wide - _GAP / 2, (_HIGH + high) / 2)
    raster = Raster(columns, rows, window, ground, smooth=False)
    for start, end in _pen_strokes(letter):
        raster.fill(limb(start, _PEN, end, _PEN, 5), ink)
    return raster.picture()


def _width(letter: str) -> float:
    return _COLON_WIDE if letter == ":" else _WIDE


def _pen_strokes(letter: str) -> list[tuple[Point, Point]]:
    strokes = list(_LINES.get(letter, ()))
    for curve in _CURVES.get(letter, ()):
        is_closed = curve[0] == curve[-1]
        points = smooth(curve[:-1] if is_closed else curve, closed=is_closed)
        strokes.append((*points, points[0]) if is_closed else points)
    return [pair for stroke in strokes for pair in pairwise(stroke)]
