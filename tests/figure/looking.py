"""Looks at pictures the way an eye does: dots of colour, words that can be read, colours that can be told apart."""

from collections.abc import Iterator
from functools import cache

from achilles_tui.figure.cells import LOWER, UPPER, Picture
from achilles_tui.figure.colours import Colour, rgb
from achilles_tui.figure.letters import lettering, width

Dots = tuple[tuple[Colour, ...], ...]
"""Rows of half cells from the top."""


def dots(picture: Picture) -> Dots:
    """Return the two half dots of every cell; of a cell with a letter in it, the ground."""
    return tuple(row for cells in picture for row in _halves(cells))


def _halves(cells: tuple[tuple[str, Colour, Colour], ...]) -> Iterator[tuple[Colour, ...]]:
    for half in (UPPER, LOWER):
        yield tuple(ink if letter == half else ground for letter, ink, ground in cells)


def colours(picture: Picture) -> set[Colour]:
    """Return every colour that is to be seen: the ground of all cells, and the ink of those that are not empty."""
    cells = [cell for row in picture for cell in row]
    return {ground for _, _, ground in cells} | {ink for letter, ink, _ in cells if letter != " "}


def plain(picture: Picture) -> str:
    """Return the characters of a picture, one line a row."""
    return "\n".join("".join(letter for letter, _, _ in row) for row in picture)


def traced(picture: Picture, ink: Colour) -> tuple[str, ...]:
    """Return what is drawn in one colour, `#` and `.`, without what is empty around it."""
    rows = ["".join("#" if dot == ink else "." for dot in row) for row in dots(picture)]
    while rows and "#" not in rows[0]:
        del rows[0]
    while rows and "#" not in rows[-1]:
        del rows[-1]
    left = min((row.index("#") for row in rows if "#" in row), default=0)
    right = max((row.rindex("#") for row in rows if "#" in row), default=0)
    return tuple(row[left : right + 1] for row in rows)


@cache
def writings(word: str) -> frozenset[tuple[str, ...]]:
    """Return a word as it is drawn in every size of letters."""
    plain, thick = width(word), width(word) + len(word)
    widths = {width(word, small=True), *(scale * one for scale in (1, 2, 3, 4) for one in (plain, thick))}
    fields = ((columns, rows) for rows in (3, 4, 7, 11, 14) for columns in widths)
    drawn = (traced(lettering(word, columns, rows, 1, 0), 1) for columns, rows in fields)
    return frozenset(one for one in drawn if one)


def reads(word: str, picture: Picture, ink: Colour) -> bool:
    """Whether the word stands there in this ink: alone of it in large letters, or in plain ones."""
    return word in plain(picture) or traced(picture, ink) in writings(word)


def has_size(picture: Picture, columns: int, rows: int) -> bool:
    """Whether a picture has exactly this many cells of one character each."""
    right_rows = len(picture) == rows and all(len(row) == columns for row in picture)
    return right_rows and all(len(letter) == 1 for row in picture for letter, _, _ in row)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: Colour) -> float:
    """Return how light a colour looks, 0 to 100 (CIE L*)."""
    seen = _luminance(colour)
    return 116 * seen ** (1 / 3) - 16 if seen > 216 / 24389 else seen * 24389 / 27


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
