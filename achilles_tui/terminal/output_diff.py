"""Reduces output to a terminal: what a cell already shows, and a style that is already set, is not sent again.

It relies on how Textual uses a terminal: cursor hidden while frames are drawn, no line wrap. It handles text only and
must not import Textual or use descriptors or threads.
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
    # First the form of nearly all of Textual's output, which saves two thirds of the tokens.
    \x1b\[(?P<numbers>[\d;]*)m(?P<segment>[^\x00-\x1f\x7f-\x9f]+)\x1b\[0m
    | (?P<text>[^\x00-\x1f\x7f-\x9f]+)
    | \x1b\[(?P<style>[\d;]*)m
    | \x1b\[(?P<row>\d+);(?P<column>\d+)H
    | (?P<line>\n)(?=\x1b\[\d+;\d+H)
    | (?P<start>\x1b\[\?2026h)
    | (?P<end>\x1b\[\?2026l)
    # A bell, titles, the shape of the pointer, the clipboard, the cursor off and on: these draw no cell.
    | (?P<quiet>\x07 | \x1b\](?:[012]|22|52);[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\) | \x1b\[\?25[hl])
    | (?P<other>\x1b\[[0-?]*[ -/]*[@-~] | .)
    """,
    re.VERBOSE | re.DOTALL,
)

# Characters one cell wide in every terminal; for any other only the terminal knows where the cursor will be.
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
_LONGEST_GAP = 4  # cells that can be rewritten in no more bytes than a cursor move


class _Style(NamedTuple):
    """How a cell is drawn, as SGR numbers; an empty colour is the terminal's own."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()


_PLAIN = _Style()
_Cell = tuple[str, _Style]  # a character, and the visible part of its style


@dataclass(slots=True)
class _Pen:
    """Where the next character goes, and its style; None is unknown."""

    row: int | None = None
    column: int | None = None
    style: _Style | None = None


class OutputReducer:
    """A filter for all output to one terminal that remembers what it shows, once `resize` has set the size."""

    def __init__(self) -> None:
        self._columns = 0
        self._rows = 0
        self._lines: dict[int, list[_Cell | None]] = {}  # what the terminal shows; None is unknown
        self._logical = _Pen()  # the state of the terminal that the writer assumes
        self._actual = _Pen()  # its real state
        self._is_start_held = False
        self._reduced: list[str] = []

    def resize(self, columns: int, rows: int) -> None:
        """Note the size of the terminal; what it shows after a change of size is unknown."""
        self._columns, self._rows = columns, rows
        self.forget()

    def forget(self) -> None:
        """Assume nothing about what the terminal shows: the next frames are sent in full."""
        self._lines.clear()
        self._actual = _Pen()

    def reduce(self, data: str) -> str:
        """Return what to send so that the terminal shows the same as after all of `data`."""
        logical = self._logical
        for token in _TOKEN.finditer(data):
            match token.lastgroup:
                case "segment":
                    self._change_style(token["numbers"])
                    self._print(token["segment"])
                    logical.style = _PLAIN
                case "text":
                    self._print(token[0])
                case "style":
                    self._change_style(token["style"])
                case "column":
                    self._move(int(token["row"]), int(token["column"]))
                case "line" if logical.row is not None and logical.row + 1 < self._rows:
                    pass  # it does not scroll, and a cursor move follows
                case "start":
                    self._is_start_held = True  # until there is something to show
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
        self._logical.row = max(0, row - 1)
        self._logical.column = max(0, min(column, self._columns or column) - 1)  # terminals stop at their last column

    def _print(self, text: str) -> None:
        """Send the cells of the text that differ; text after which the cursor is unknown is sent unchanged."""
        row, column, style = self._logical.row, self._logical.column, self._logical.style
        if row is None or column is None or style is None or row >= self._rows:
            self._print_as_is(text)
            return
        cells, room = _cells(text, style), self._columns - column
        if len(cells) < len(text) or len(text) > room:
            # The first character that does not fit may belong to the one before: an accent, a variation selector.
            cells = cells[: max(0, min(len(cells), room) - 1)]
        self._print_cells(row, column, cells, style)
        self._logical.column = column + len(cells)
        if len(cells) < len(text):
            self._print_as_is(text[len(cells) :])

    def _print_as_is(self, text: str) -> None:
        row, column = self._logical.row, self._logical.column
        self._synchronize()
        self._emit(text)
        if row is None or row >= self._rows:
            self._lines.clear()
        elif column is not None and (line := self._lines.get(row)):
            # Without a column, the text follows one for which this was done.
            first = max(0, min(column, self._columns) - 1)  # an accent changes the cell before
            line[first:] = [None] * (self._columns - first)
        self._actual.row = row
        self._logical.column = self._actual.column = None

    def _change_style(self, numbers: str) -> None:
        """Change the style; an unknown sequence is sent unchanged."""
        style = _style_after(self._logical.style, numbers)
        if style is None:
            self._synchronize()
            self._emit(f"\x1b[{numbers}m")
            self._actual.style = None
        self._logical.style = style

    def _end(self) -> None:
        if self._is_start_held:
            self._is_start_held = False  # nothing was sent between the two
        else:
            self._emit(_SYNC_END)

    def _pass_on(self, sequence: str) -> None:
        """Send an unknown sequence, after bringing the terminal to the state its writer assumes."""
        self._synchronize()
        self._emit(sequence)
        self.forget()
        self._logical.row = self._logical.column = self._logical.style = None

    # --------------------------------------------------------------------- cells

    def _print_cells(self, row: int, column: int, cells: Sequence[_Cell], style: _Style) -> None:
        line = self._lines.get(row)
        if line is None:
            line = self._lines[row] = [None] * self._columns
        end = column + len(cells)
        old_cells = line[column:end]
        if old_cells == cells:
            return
        for differs, run in groupby(enumerate(zip(old_cells, cells, strict=True), column), _differs):
            if differs:
                first, (_, cell) = next(run)
                self._send(row, first, cell[0] + "".join(cell[0] for _, (_, cell) in run), style)
        line[column:end] = cells

    def _send(self, row: int, column: int, text: str, style: _Style) -> None:
        self._go(row, column)
        self._set_style(style if text.strip(" ") else _for_blanks(self._actual.style, style))
        self._emit(text)
        self._actual.column = column + len(text)

    # ------------------------------------------------------------------ terminal

    def _synchronize(self) -> None:
        """Bring the terminal to the state that its writer assumes."""
        logical = self._logical
        if logical.row is not None and logical.column is not None:
            self._go(logical.row, logical.column)
        if logical.style is not None:
            self._set_style(logical.style)

    def _go(self, row: int, column: int) -> None:
        actual = self._actual
        last = self._lines[row][-1] if column == self._columns and row in self._lines else None
        if actual.row == row and actual.column == column:
            return
        if last is not None:
            self._send(row, column - 1, *last)  # no cursor move goes past the last column
            return
        if actual.row == row and actual.column is not None and actual.column < column:
            self._emit(self._way_right(row, actual.column, column))
        else:
            self._emit(f"\x1b[{row + 1};{column + 1}H")
        actual.row, actual.column = row, column if column < self._columns else None

    def _way_right(self, row: int, start: int, end: int) -> str:
        """Return the shortest way right along a row: a cursor move, or the cells already there."""
        move = f"\x1b[{end - start}C" if end - start > 1 else "\x1b[C"
        style = self._actual.style
        if style is None or end - start > _LONGEST_GAP:
            return move
        between = self._lines.get(row, [])[start:end]
        text = "".join(cell[0] for cell in between if cell is not None)
        return text if between == _cells(text, style) and len(text.encode()) <= len(move) else move

    def _set_style(self, style: _Style) -> None:
        if self._actual.style != style:
            self._emit(_change(self._actual.style, style))
            self._actual.style = style

    def _emit(self, text: str) -> None:
        if self._is_start_held:
            self._is_start_held = False
            self._reduced.append(_SYNC_START)
        self._reduced.append(text)


def _differs(numbered: tuple[int, tuple[_Cell | None, _Cell]]) -> bool:
    _, (old_cell, cell) = numbered
    return old_cell != cell


@lru_cache(maxsize=2048)
def _cells(text: str, style: _Style) -> list[_Cell]:
    """Return the cells of a text, up to the first character of uncertain width; do not change the list."""
    narrow = _NARROW.match(text)
    blank = (" ", _as_blank(style))
    return [blank if character == " " else (character, style) for character in (narrow[0] if narrow else "")]


# ------------------------------------------------------------------------ styles


@lru_cache(maxsize=1024)
def _as_blank(style: _Style) -> _Style:
    """Return the simplest style in which a blank looks the same; the style itself if it is the simplest."""
    blank = _Style(background=style.background)
    return blank if style.attributes <= _UNSEEN_ON_BLANK and blank != style else style


def _for_blanks(current: _Style | None, style: _Style) -> _Style:
    """Return the style closest to the current one in which blanks look as in `style`."""
    if current is None or not current.attributes | style.attributes <= _UNSEEN_ON_BLANK:
        return style
    return current._replace(background=style.background)


@lru_cache(maxsize=2048)
def _style_after(style: _Style | None, numbers: str) -> _Style | None:
    """Return the style after `CSI numbers m`; None if a number is unknown."""
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
    """Remove the numbers of a colour from the end of `rest`; return None if some are missing."""
    length = _COLOUR_LENGTHS.get(rest[-1], 0) + 1 if rest else 1
    if length == 1 or len(rest) < length:
        return None
    return ";".join([number, *(rest.pop() for _ in range(length))])


@lru_cache(maxsize=2048)
def _change(old: _Style | None, new: _Style) -> str:
    """Return the shortest sequence that changes one style, or an unknown one, to another."""
    anew = ["0", *sorted(new.attributes), *filter(None, (new.foreground, new.background))]
    whole = f"\x1b[{';'.join(anew)}m" if len(anew) > 1 else "\x1b[m"
    if old is None:
        return whole
    off = {_OFF[attribute] for attribute in old.attributes - new.attributes}
    # One number ends both bold and dim, so the one that stays is sent again.
    unchanged = {attribute for attribute in old.attributes & new.attributes if _OFF[attribute] not in off}
    numbers = sorted(off) + sorted(new.attributes - unchanged)
    if old.foreground != new.foreground:
        numbers.append(new.foreground or "39")
    if old.background != new.background:
        numbers.append(new.background or "49")
    return min(f"\x1b[{';'.join(numbers)}m", whole, key=len)
