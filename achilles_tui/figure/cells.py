"""Drawings as rows of cells: each cell is a character with an ink colour and a ground colour."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from achilles_tui.figure.colours import Colour

Cell = tuple[str, Colour, Colour]
"""One character, its own colour, and the colour behind it."""

Picture = tuple[tuple[Cell, ...], ...]
"""Rows of cells from the top, all of the same length. Equal cells share one value in memory, to save space."""

Draw = Callable[[int, int], Picture]
"""Draws a picture of this many columns and rows of cells."""

UPPER, LOWER = "▀", "▄"


@cache
def blank(colour: Colour) -> Cell:
    """Return an empty cell. Its ink is its ground colour, so that cells that look equal are equal values."""
    return " ", colour, colour


@lru_cache(2048)
def halves(upper: Colour, lower: Colour, ground: Colour) -> Cell:
    """Return the cell that shows one colour above another; a half in the colour `ground` is drawn as ground."""
    if upper == lower:
        return blank(upper)
    return (LOWER, lower, upper) if upper == ground else (UPPER, upper, lower)


def filled(columns: int, rows: int, colour: Colour) -> Picture:
    """Return a picture of one colour."""
    return ((blank(colour),) * columns,) * rows


def side_by_side(*pictures: Picture) -> Picture:
    """Join pictures of the same height from left to right."""
    return tuple(tuple(cell for row in rows for cell in row) for rows in zip(*pictures, strict=True))


def above(*pictures: Picture) -> Picture:
    """Join pictures of the same width from top to bottom."""
    return tuple(row for picture in pictures for row in picture)


def centred(rows: Iterable[Sequence[Cell]], columns: int, height: int, ground: Colour) -> Picture:
    """Put rows in the middle of a field; what does not fit is cut off on the right and below."""
    drawn = [tuple(row[:columns]) for row in rows][:height]
    above_it = (height - len(drawn)) // 2
    field = [(blank(ground),) * columns] * above_it
    for row in drawn:
        left = (columns - len(row)) // 2
        field.append((blank(ground),) * left + row + (blank(ground),) * (columns - left - len(row)))
    return (*field, *[(blank(ground),) * columns] * (height - len(field)))
