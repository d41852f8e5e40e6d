"""Says the same to a terminal in fewer bytes: what a cell already shows is not sent, nor a style the terminal has.

It knows the terminal as Textual uses it: cursor hidden while frames are drawn, no line wrap. It must not know
Textual, descriptors or threads; text goes in and text comes out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

_SYNC_START = "\x1b[?2026h"
_SYNC_END = "\x1b[?2026l"

_TOKEN = re.compile(
    r"""
    # First the way Textual writes nearly everything: two thirds fewer tokens.
    \x1b\[(?P<numbers>[\d;]*)m(?P<segment>[^\x00-\x1f\x7f-\x9f]+)\x1b\[0m
    | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    | \x1b\[(?P<style>[\d;]*)m
    | \x1b\[(?P<row>\d+);(?P<column>\d+)H
    | (?P<line>\n)(?=\x1b\[\d+;\d+H)
    | (?P<start>\x1b\[\?2026h)
    | (?P<end>\x1b\[\?2026l)
    # A bell, titles, the shape of the pointer, the clipboard, the cursor off and on: no cell is drawn by these.
    | (?P<quiet>\x07 | \x1b\](?:[012]|22|52);[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\) | \x1b\[\?25[hl])
    | (?P<other>\x1b\[[0-?]*[ -/]*[@-~] | .)
    """,
    re.VERBOSE | re.DOTALL,
)

# What takes one cell in every terminal; of anything else only the terminal knows where it leaves the cursor.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
    "\u2190-\u2211\u2500-\u25fc\u2713-\u2718\u2800-\u28ff\ufffd\U0001fb00-\U0001fb8b]*"
)

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
_OFF |= {"51": "54", "52": "54", "53": "55"}
_UNSEEN_ON_BLANK = frozenset("123")  # bold, dim, italic
_FOREGROUNDS = frozenset(str(number) for number in (*range(30, 38), *range(90, 98)))
_BACKGROUNDS = frozenset(str(number) for number in (*range(40, 48), *range(100, 108)))
_COLOUR_LENGTHS = {"5": 1, "2": 3}  # numbers after `38;5` and `38;2`
_LONGEST_GAP = 4  # cells that can be rewritten in no more bytes than a move takes


class _Style(NamedTuple):
    """How a cell is drawn, in the numbers that say so; an empty colour is the terminal's own."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()


_PLAIN = _Style()
_Cell = tuple[str, _Style]  # a character, and its style as far as it can be seen


@dataclass(slots=True)
class _Pen:
    """Where the next character goes and what it looks like; None is unknown."""

    row: int | None = None
    column: int | None = None
    style: _Style | None = None


class OutputReducer:
    """A filter for everything that is written to one terminal, with a memory of what the terminal shows.

    It passes everything on until `resize` has told it the size.
    """

    def __init__(self) -> None:
        self._columns = 0
        self._rows = 0
        self._lines: dict[int, list[_Cell | None]] = {}  # what is shown; None is unknown
        self._asked = _Pen()  # as whoever writes believes the terminal to be
        self._actual = _Pen()  # as it is
        self._is_start_held = False
        self._reduced: list[str] = []

    def resize(self, columns: int, rows: int) -> None:
        """Take note of the terminal's size; what it shows after a change of size nobody knows."""
        self._columns, self._rows = columns, rows
        self.forget()

    def forget(self) -> None:
        """Rely on nothing that was sent so far: the next frames are sent in full."""
        self._lines.clear()
        self._actual = _Pen()

    def reduce(self, data: str) -> str:
        """Return what to send so that the terminal shows what it would show after all of `data`."""
        asked = self._asked
        for token in _TOKEN.finditer(data):
            match token.lastgroup:
                case "segment":
                    self._dress(token["numbers"])
                    self._print(token["segment"])
                    asked.style = _PLAIN
                case "text":
                    self._print(token[0])
                case "style":
                    self._dress(token["style"])
                case "column":
                    self._move(int(token["row"]), int(token["column"]))
                case "line" if asked.row is not None and asked.row + 1 < self._rows:
                    pass  # it scrolls nothing, and the move that follows says where to go on
                case "start":
                    self._is_start_held = True  # until there is something to show at once
                case "end":
                    self._end()
                case "quiet":
                    self._emit(token[0])
                case _:
                    self._pass_on(token[0])
        reduced = "".join(self._reduced)
        self._reduced.clear()
        return reduced

    # -------------------------------------------------------------------- tokens

    def _move(self, row: int, column: int) -> None:
        self._asked.row = max(0, row - 1)
        self._asked.column = max(0, min(column, self._columns or column) - 1)  # terminals stop at their last column

    def _print(self, text: str) -> None:
        """Send the cells of the text that differ; as it is what could leave the cursor anywhere."""
        row, column, style = self._asked.row, self._asked.column, self._asked.style
        if row is None or column is None or style is None or row >= self._rows:
            self._print_as_is(text)
            return
        cells, room = _cells(text, style), self._columns - column
        if len(cells) < len(text) or len(text) > room:
            # The first that does not fit may belong to the one before: an accent, a variation.
            cells = cells[: max(0, min(len(cells), room) - 1)]
        self._print_cells(row, column, cells, style)
        self._asked.column = column + len(cells)
        if len(cells) < len(text):
            self._print_as_is(text[len(cells) :])

    def _print_as_is(self, text: str) -> None:
        row, column = self._asked.row, self._asked.column
        self._settle()
        self._emit(text)
        if row is None or row >= self._rows:
            self._lines.clear()
        elif column is not None and (line := self._lines.get(row)):
            # Without a column, the text follows another for which this was done.
            first = max(0, min(column, self._columns) - 1)  # an accent changes the cell before
            line[first:] = [None] * (self._columns - first)
        self._actual.row = row
        self._asked.column = self._actual.column = None

    def _dress(self, numbers: str) -> None:
        """Change the style; as it is when that is more than is known here."""
        style = _dressed(self._asked.style, numbers)
        if style is None:
            self._settle()
            self._emit(f"\x1b[{numbers}m")
            self._actual.style = None
        self._asked.style = style

    def _end(self) -> None:
        if self._is_start_held:
            self._is_start_held = False  # nothing was shown between the two
        else:
            self._emit(_SYNC_END)

    def _pass_on(self, sequence: str) -> None:
        """Send what can mean anything, to a terminal that is as its writer believes it to be."""
        self._settle()
        self._emit(sequence)
        self.forget()
        self._asked.row = self._asked.column = self._asked.style = None

    # --------------------------------------------------------------------- cells

    def _print_cells(self, row: int, column: int, cells: Sequence[_Cell], style: _Style) -> None:
        line = self._lines.get(row)
        if line is None:
            line = self._lines[row] = [None] * self._columns
        end = column + len(cells)
        shown = line[column:end]
        if shown == cells:
            return
        for differs, run in groupby(enumerate(zip(shown, cells, strict=True), column), _differs):
            if differs:
                first, (_, cell) = next(run)
                self._send(row, first, cell[0] + "".join(cell[0] for _, (_, cell) in run), style)
        line[column:end] = cells

    def _send(self, row: int, column: int, text: str, style: _Style) -> None:
        self._go(row, column)
        self._wear(style if text.strip(" ") else _for_blanks(self._actual.style, style))
        self._emit(text)
        self._actual.column = column + len(text)

    # ------------------------------------------------------------------ terminal

    def _settle(self) -> None:
        """Make the terminal what whoever writes believes it to be."""
        asked = self._asked
        if asked.row is not None and asked.column is not None:
            self._go(asked.row, asked.column)
        if asked.style is not None:
            self._wear(asked.style)

    def _go(self, row: int, column: int) -> None:
        actual = self._actual
        last = self._lines[row][-1] if column == self._columns and row in self._lines else None
        if actual.row == row and actual.column == column:
            return
        if last is not None:
            self._send(row, column - 1, *last)  # no move leads past the last column
            return
        if actual.row == row and actual.column is not None and actual.column < column:
            self._emit(self._way_right(row, actual.column, column))
        else:
            self._emit(f"\x1b[{row + 1};{column + 1}H")
        actual.row, actual.column = row, column if column < self._columns else None

    def _way_right(self, row: int, start: int, end: int) -> str:
        """Return the shortest way along a row: a move, or what is there anyway."""
        move = f"\x1b[{end - start}C" if end - start > 1 else "\x1b[C"
        style = self._actual.style
        if style is None or end - start > _LONGEST_GAP:
            return move
        between = self._lines.get(row, [])[start:end]
        text = "".join(cell[0] for cell in between if cell is not None)
        return text if between == _cells(text, style) and len(text.encode()) <= len(move) else move

    def _wear(self, style: _Style) -> None:
        if self._actual.style != style:
            self._emit(_change(self._actual.style, style))
            self._actual.style = style

    def _emit(self, text: str) -> None:
        if self._is_start_held:
            self._is_start_held = False
            self._reduced.append(_SYNC_START)
        self._reduced.append(text)


def _differs(numbered: tuple[int, tuple[_Cell | None, _Cell]]) -> bool:
    _, (shown, cell) = numbered
    return shown != cell


@lru_cache(maxsize=2048)
def _cells(text: str, style: _Style) -> list[_Cell]:
    """Return the cells that the text fills, up to the first character that may not take exactly one; not to change."""
    narrow = _NARROW.match(text)
    blank = (" ", _as_blank(style))
    return [blank if character == " " else (character, style) for character in (narrow[0] if narrow else "")]


# ------------------------------------------------------------------------ styles


@lru_cache(maxsize=1024)
def _as_blank(style: _Style) -> _Style:
    """Return the style that stands for all in which a blank looks the same; the style itself where it is that."""
    blank = _Style(background=style.background)
    return blank if style.attributes <= _UNSEEN_ON_BLANK and blank != style else style


def _for_blanks(worn: _Style | None, style: _Style) -> _Style:
    """Return the style nearest to the one worn in which blanks look as in `style`."""
    if worn is None or not worn.attributes | style.attributes <= _UNSEEN_ON_BLANK:
        return style
    return worn._replace(background=style.background)


@lru_cache(maxsize=2048)
def _dressed(style: _Style | None, numbers: str) -> _Style | None:
    """Return the style after `CSI numbers m`; None if there is a number in it that is not known here."""
    rest = numbers.split(";")[::-1]
    if style is None and rest[-1] not in ("", "0"):
        return None
    foreground, background, attributes = style or _PLAIN
    while rest:
        number = rest.pop()
        if number in ("", "0"):
            foreground, background, attributes = _PLAIN
        elif number in _OFF:
            attributes |= {number}
        elif number in _OFF.values():
            attributes = frozenset(attribute for attribute in attributes if _OFF[attribute] != number)
        elif number == "39" or number in _FOREGROUNDS:
            foreground = "" if number == "39" else number
        elif number == "49" or number in _BACKGROUNDS:
            background = "" if number == "49" else number
        elif number in ("38", "48") and (colour := _colour(number, rest)):
            foreground, background = (colour, background) if number == "38" else (foreground, colour)
        else:
            return None
    return _Style(foreground, background, attributes)


def _colour(number: str, rest: list[str]) -> str | None:
    """Take the numbers of a colour from the end of the rest; None if they are not all there."""
    length = _COLOUR_LENGTHS.get(rest[-1], 0) + 1 if rest else 1
    if length == 1 or len(rest) < length:
        return None
    return ";".join([number, *(rest.pop() for _ in range(length))])


@lru_cache(maxsize=2048)
def _change(old: _Style | None, new: _Style) -> str:
    """Return the shortest sequence that makes one style of another, or of an unknown one."""
    anew = ["0", *sorted(new.attributes), *filter(None, (new.foreground, new.background))]
    whole = f"\x1b[{';'.join(anew)}m" if len(anew) > 1 else "\x1b[m"
    if old is None:
        return whole
    off = {_OFF[attribute] for attribute in old.attributes - new.attributes}
    # One number ends bold and dim alike: the one that is to stay is said again.
    kept = {attribute for attribute in old.attributes & new.attributes if _OFF[attribute] not in off}
    numbers = sorted(off) + sorted(new.attributes - kept)
    if old.foreground != new.foreground:
        numbers.append(new.foreground or "39")
    if old.background != new.background:
        numbers.append(new.background or "49")
    return min(f"\x1b[{';'.join(numbers)}m", whole, key=len)
