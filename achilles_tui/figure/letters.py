"""Letters and digits large enough to read from two metres, five dots wide and seven high, drawn in half-blocks."""

from functools import cache

HEIGHT = 7
"""Dots from the top of a letter to its foot."""

_GAP = 1

# One string a letter: seven rows of dots from the top, five dots a row.
_FONT: dict[str, str] = {
    " ": "..... ..... ..... ..... ..... ..... .....",
    "?": ".###. #...# ....# ...#. ..#.. ..... ..#..",
    "A": ".###. #...# #...# ##### #...# #...# #...#",
    "B": "####. #...# #...# ####. #...# #...# ####.",
    "C": ".#### #.... #.... #.... #.... #.... .####",
    "D": "####. #...# #...# #...# #...# #...# ####.",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ####. #.... #.... #....",
    "G": ".#### #.... #.... #.### #...# #...# .####",
    "H": "#...# #...# #...# ##### #...# #...# #...#",
    "I": "##### ..#.. ..#.. ..#.. ..#.. ..#.. #####",
    "J": "..### ...#. ...#. ...#. ...#. #..#. .##..",
    "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
    "L": "#.... #.... #.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
    "O": ".###. #...# #...# #...# #...# #...# .###.",
    "P": "####. #...# #...# ####. #.... #.... #....",
    "Q": ".###. #...# #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #.#.. #..#. #...#",
    "S": ".#### #.... #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#...# #...# #...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "##### ....# ...#. ..#.. .#... #.... #####",
    "0": ".###. #...# #...# #...# #...# #...# .###.",
    "1": "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    "2": ".###. #...# ....# ...#. ..#.. .#... #####",
    "3": "####. ....# ....# .###. ....# ....# ####.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ....# #...# .###.",
    "6": ".###. #.... #.... ####. #...# #...# .###.",
    "7": "##### ....# ....# ...#. ..#.. ..#.. ..#..",
    "8": ".###. #...# #...# .###. #...# #...# .###.",
    "9": ".###. #...# #...# .#### ....# ....# .###.",
    "▲": "..... ..#.. ..#.. .###. .###. ##### .....",
    "▼": "..... ##### .###. .###. ..#.. ..#.. .....",
    "◀": "....# ..### ##### ##### ..### ....# .....",
    "▶": "#.... ###.. ##### ##### ###.. #.... .....",
    "■": "..... ##### ##### ##### ##### ##### .....",
    "•": "..... ..... .###. .###. .###. ..... .....",
    "~": "..... ..... .#..# #.#.# #..#. ..... .....",
}
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def width(text: str, scale: int = 1) -> int:
    """Return how many columns a text takes: five dots a letter and one between, times the scale."""
    return max(0, len(text) * (5 + _GAP) - _GAP) * scale


@cache
def big(text: str, scale: int = 1) -> tuple[str, ...]:
    """Return the text in large letters, one string a terminal row.

    scale: columns a dot is wide and half-rows it is high, 1 or more. A letter the font lacks is drawn as a blank.
    """
    rows = [[dot for column in row for dot in [column == "#"] * scale] for row in _dots(text)]
    rows = [row for row in rows for _ in range(scale)]
    rows += [[False] * width(text, scale)] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(_HALVES[dots] for dots in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _dots(text: str) -> list[str]:
    letters = [_FONT.get(letter, _FONT[" "]).split() for letter in text.upper()]
    return [("." * _GAP).join(letter[row] for letter in letters) for row in range(HEIGHT)]
