"""Digits drawn with a broad pen at any size, so that the seconds left can be read from across a room."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import rtoml

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

_STROKES: dict[str, dict[str, Sequence[Sequence[Point]]]] = rtoml.load(Path(__file__).with_name("digits.toml"))


def clock(seconds: int) -> str:
    """Return seconds as text that is quick to read: up to 99 as they are, then as minutes and seconds."""
    return str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02d}"  # noqa: PLR2004 three digits are too many


def digits(text: str, columns: int, rows: int, ink: Colour, ground: Colour) -> Picture:
    """Draw digits and colons in the middle of a field of cells, 1 or more each way, as large as it allows."""
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
    strokes: list[Sequence[Point]] = [*_STROKES["lines"].get(letter, ())]
    for curve in _STROKES["curves"].get(letter, ()):
        is_closed = curve[0] == curve[-1]
        points = smooth(curve[:-1] if is_closed else curve, closed=is_closed)
        strokes.append((*points, points[0]) if is_closed else points)
    return [pair for stroke in strokes for pair in pairwise(stroke)]
