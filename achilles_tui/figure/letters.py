"""Letters that can be read from two metres, in half-blocks: seven dots high, or five if there is little room."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rtoml

from achilles_tui.figure.cells import Picture, centred, filled, halves, side_by_side
from achilles_tui.figure.colours import Colour

_GAP = 1
_BLANK = 2
"""Dots between two letters, and for a blank, which also has a gap on each side."""

_FONTS: dict[str, dict[str, str]] = rtoml.load(Path(__file__).with_name("letters.toml"))
_FONT, _SMALL_FONT = _FONTS["plain"], _FONTS["small"]


@dataclass(frozen=True, eq=False)
class _Size:
    """How letters are drawn: the font, its scale, and the width of its strokes in dots."""

    font: dict[str, str]
    scale: int
    stroke: int = 1


_PLAIN, _SMALL = _Size(_FONT, 1), _Size(_SMALL_FONT, 1)

# From the largest to the smallest; the first that fits is used.
_SIZES = (
    *(_Size(_FONT, scale, stroke) for scale in (4, 3, 2) for stroke in (2, 1)),
    _Size(_FONT, 1, 2),
    _PLAIN,
    _SMALL,
)


def width(text: str, *, small: bool = False) -> int:
    """Return the columns of a text in letters of the plain size, or in small ones."""
    return len(_dots(text, _SMALL if small else _PLAIN)[0])


@lru_cache(256)
def lettering(text: str, columns: int, rows: int, ink: Colour, ground: Colour) -> Picture:
    """Draw a text in the middle of a field of cells, in the largest letters that fit and exist, else as plain text."""
    for size in _SIZES:
        if all(letter == " " or letter in size.font for letter in text):
            dots = _dots(text, size)
            if len(dots[0]) <= columns and (len(dots) + 1) // 2 <= rows:
                return centred(_cells(dots, ink, ground), columns, rows, ground)
    return centred([[(letter, ink, ground) for letter in text]], columns, rows, ground)


def block_of(word: str, columns: int, rows: int, ink: Colour, ground: Colour) -> Picture:
    """Draw a word on a block of colour, with one free column on each side."""
    side = filled(min(1, columns // 3), rows, ground)
    return side_by_side(side, lettering(word, columns - 2 * len(side[0]), rows, ink, ground), side)


def _cells(dots: tuple[str, ...], ink: Colour, ground: Colour) -> Picture:
    """Turn dots into cells, with an empty row of dots at the top if their number is odd."""
    even = [*([" " * len(dots[0])] * (len(dots) % 2)), *dots]
    return tuple(
        tuple(
            halves(ink if upper == "#" else ground, ink if lower == "#" else ground, ground)
            for upper, lower in zip(above, below, strict=True)
        )
        for above, below in zip(even[::2], even[1::2], strict=True)
    )


@lru_cache(512)
def _dots(text: str, size: _Size) -> tuple[str, ...]:
    letters = [size.font[letter].split() if letter != " " else None for letter in text]
    high = len(next(iter(size.font.values())).split())
    rows: list[str] = []
    for row in range(high):
        plain = ("." * _GAP).join("." * _BLANK if dots is None else _thick(dots[row], size.stroke) for dots in letters)
        rows += ["".join(dot * size.scale for dot in plain)] * size.scale
    return tuple(rows)


def _thick(row: str, stroke: int) -> str:
    """Widen the strokes in a row of dots to the right."""
    spread = row + "." * (stroke - 1)
    return "".join("#" if "#" in spread[max(0, dot - stroke + 1) : dot + 1] else "." for dot in range(len(spread)))
