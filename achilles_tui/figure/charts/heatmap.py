"""Draws a calendar of days as tiles: weeks side by side, the newest on the right, Monday at the top."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from math import ceil
from typing import NamedTuple

from achilles_tui.domain.history.day_mark import DARKEST, DayMark, Tile
from achilles_tui.figure.cells import Picture
from achilles_tui.figure.charts.board import Board
from achilles_tui.figure.charts.datelines import WEEK, Across, dateline
from achilles_tui.figure.colours import Colour, rgb
from achilles_tui.figure.palette import Ink, Palette

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_WIDEST, _HIGHEST = 12, 8
"""The largest size of a day, in columns and in dots (ours)."""

_NUMBERED = 6
"""A tile of at least so many columns also shows the number of its day (ours)."""

_GAPPED = 4
"""With at least so many dots per day, one dot of ground separates two days (ours)."""

_BETWEEN = 2
"""Columns between two entries of the legend (ours)."""

_DENSITY = "░▒▓█"
"""The shades for the terminal's own colours, whose values are unknown."""

TODAY = "◀"

_EMPTY = Tile()


class Heat(NamedTuple):
    """A heat map. It shows every day from the Monday of the first one's week on; days without a tile are blank.

    today, cursor: the days that are marked as today and as selected.
    """

    first: date
    last: date
    tiles: Mapping[date, Tile]
    today: date | None = None
    cursor: date | None = None


class _Meaning(NamedTuple):
    """An entry of the legend: tiles with words before and after them; without tiles, the sign of today."""

    tiles: tuple[Tile, ...]
    after: str
    before: str = ""

    def wide(self, tile: int) -> int:
        """Return the columns of the entry. tile: the columns of one tile."""
        words = [word for word in (self.before, self.after) if word]
        return tile * max(1, len(self.tiles)) + sum(1 + len(word) for word in words)


_SHARES = tuple(Tile(shade / DARKEST) for shade in range(DARKEST + 1))
_SCALES = (_Meaning(_SHARES, "all sets", "none"), _Meaning(_SHARES, "all"))
"""The legend of the shades, and its short form for little room."""

_TODAY = _Meaning((), "today")


class DotPlace(NamedTuple):
    """The place of a day: its first column and dot, and how many columns and dots it takes."""

    column: int
    dot: int
    columns: int
    dots: int

    @property
    def row(self) -> int:
        """The first row of the day, which it may share with the day before or after."""
        return self.dot // 2


class Grid(NamedTuple):
    """The layout of the days in a field. monday: the first day. weeks_a_column: above 1 if there are too many."""

    monday: date
    columns: int
    weeks_a_column: int
    left: int
    top: int
    pitch: int
    gap: int
    dots_a_day: int

    @property
    def is_small(self) -> bool:
        """Whether two days share a row, so that marks are shapes instead of letters."""
        return self.dots_a_day == 1

    def place(self, day: date) -> DotPlace | None:
        """Return the place of a day, or None if it is not shown."""
        column = (day - self.monday).days // (7 * self.weeks_a_column)
        return self.spot(column, day.weekday()) if 0 <= column < self.columns else None

    def spot(self, column: int, weekday: int) -> DotPlace:
        """Return the place of a weekday of a week. column: counted from the first week."""
        between = 1 if self.dots_a_day >= _GAPPED else 0
        return DotPlace(
            self.left + column * self.pitch,
            2 * self.top + weekday * self.dots_a_day,
            self.pitch - self.gap,
            self.dots_a_day - between,
        )


def grid(first: date, last: date, columns: int, rows: int) -> Grid:
    """Return the layout of all weeks from the first day to the last in a field of cells."""
    monday = first - timedelta(days=first.weekday())
    weeks = max(1, (last - monday).days // 7 + 1)
    left = 4 if columns >= 24 else 2 if columns >= 10 else 0  # noqa: PLR2004 room for three letters, or for one
    room = max(1, columns - left)
    top = 1 if rows > 4 else 0  # noqa: PLR2004 seven days take four rows
    dots = max(1, min(_HIGHEST, (rows - top) // 7 * 2))
    if weeks < room:
        pitch = min(_WIDEST, room // weeks)
        return Grid(monday, weeks, 1, left, top, pitch, int(pitch > 1), dots)
    a_column = ceil(weeks / max(1, room - 1))
    monday -= WEEK * (-weeks % a_column)
    return Grid(monday, ceil(weeks / a_column), a_column, left, top, 1, 0, dots)


def heatmap(heat: Heat, columns: int, rows: int, palette: Palette) -> Picture:
    """Draw a heat map in the layout of `grid`. columns, rows: in cells, 1 or more."""
    return _Drawing(heat, columns, rows, palette).picture()


def legend(
    columns: int, palette: Palette, marks: Collection[DayMark] = tuple(DayMark), *, small: bool = False
) -> Picture:
    """Draw the meaning of the tiles in one row, from no planned set done to all; what does not fit is left out.

    marks: those in the heat map. small: whether two days share a row (`Grid.is_small`).
    """
    board = Board(columns, 1, palette.ground)
    mark_meanings = [_Meaning((Tile(None, mark),), mark.word) for mark in DayMark if mark in marks]
    forms = ((scale, tile) for scale in _SCALES for tile in (2, 1) if _has_room((scale, *mark_meanings), tile, columns))
    scale, tile = next(forms, (_SCALES[-1], 1))
    column = 0
    for meaning in (scale, *mark_meanings, _TODAY):
        if column + meaning.wide(tile) > columns:
            break
        place = DotPlace(column, 0, tile, 1 if small else 2)
        if meaning.before:
            board.write(column, 0, meaning.before, palette[Ink.FAINT])
            place = place._replace(column=column + len(meaning.before) + 1)
        if not meaning.tiles:
            _point(board, place, palette)
        for number, example in enumerate(meaning.tiles):
            _paint(board, place._replace(column=place.column + number * tile), example, palette)
        board.write(place.column + tile * max(1, len(meaning.tiles)) + 1, 0, meaning.after, palette[Ink.FAINT])
        column += meaning.wide(tile) + _BETWEEN
    return board.picture()


def _has_room(meanings: Sequence[_Meaning], tile: int, columns: int) -> bool:
    return sum(meaning.wide(tile) + _BETWEEN for meaning in meanings) <= columns + _BETWEEN


class _Drawing:
    """A heat map being drawn."""

    def __init__(self, heat: Heat, columns: int, rows: int, palette: Palette) -> None:
        self._heat, self._palette = heat, palette
        self._board = Board(columns, rows, palette.ground)
        self._grid = grid(heat.first, heat.last, columns, rows)
        self._monday = self._grid.monday.toordinal()

    def picture(self) -> Picture:
        """Draw everything."""
        for column in range(self._grid.columns):
            for weekday in range(7):
                self._tile(column, weekday)
        if self._heat.today:
            self._today(self._heat.today)
        if self._heat.cursor:
            self._cursor(self._heat.cursor)
        self._words()
        return self._board.picture()

    def _tile(self, column: int, weekday: int) -> None:
        weeks, tiles = self._grid.weeks_a_column, self._heat.tiles
        first = self._monday + column * 7 * weeks + weekday
        ordinals = range(first, first + 7 * weeks, 7)
        several = [tile for ordinal in ordinals if (tile := tiles.get(date.fromordinal(ordinal)))]
        if (several and several[0] != _EMPTY) or len(several) > 1:
            tile = several[0] if weeks == 1 else _mean(several)
            name = str(date.fromordinal(first).day) if weeks == 1 else ""
            _paint(self._board, self._grid.spot(column, weekday), tile, self._palette, name)

    def _today(self, day: date) -> None:
        """Point at today's tile from the right, if there is a gap."""
        place = self._grid.place(day)
        if place is None or not (self._grid.gap or place.column == self._grid.left + self._grid.columns - 1):
            return
        _point(self._board, place._replace(column=place.column + place.columns), self._palette)

    def _cursor(self, day: date) -> None:
        """Put bright bars on both sides of a day, or make the day itself bright if there is no gap."""
        place = self._grid.place(day)
        if place is None:
            return
        bright = self._palette[Ink.TEXT]
        for column in (place.column - 1, place.column + place.columns) if self._grid.gap else (place.column,):
            self._board.fill(column, place.dot, 1, place.dots, bright)
            for row in range(place.row, place.row + place.dots // 2):
                self._board.put(column, row, " ", bright)

    def _words(self) -> None:
        """Write the names of the weekdays and months; the cursor's weekday is bright."""
        board, grid_ = self._board, self._grid
        cursor_day = self._heat.cursor.weekday() if self._heat.cursor else None
        wide = 3 if grid_.left > 3 else grid_.left - 1  # noqa: PLR2004 three letters and a blank
        step = 2 if grid_.dots_a_day == 1 else 1
        for weekday in range(0, 7, step) if wide > 0 else ():
            is_cursor = cursor_day is not None and weekday <= cursor_day < weekday + step
            ink = self._palette[Ink.TEXT if is_cursor else Ink.FAINT]
            name = WEEKDAYS[cursor_day if is_cursor and cursor_day is not None else weekday]
            row = grid_.top + weekday * grid_.dots_a_day // 2
            board.write(0, row, name[:wide], ink)
        if grid_.top:
            last = grid_.monday + WEEK * grid_.columns * grid_.weeks_a_column - timedelta(days=1)
            across = Across(grid_.monday, last, self._column, grid_.left + grid_.columns * grid_.pitch)
            dateline(board, 0, across, self._palette[Ink.FAINT])

    def _column(self, day: date) -> int:
        place = self._grid.place(day)
        return place.column if place else 0


def _point(board: Board, place: DotPlace, palette: Palette) -> None:
    """Point at the tile to the left of a place."""
    if place.dots == 1:
        board.fill(place.column, place.dot, 1, 1, palette[Ink.ACCENT])
    else:
        board.put(place.column, place.row, TODAY, palette[Ink.ACCENT])


def _mean(several: Sequence[Tile]) -> Tile:
    """Return one tile for several days: the mean share, a flare-up if any has one, another mark if most have it."""
    shares = [share for share, _ in several if share is not None]
    marks = [mark for _, mark in several if mark is not None]
    share = sum(shares) / len(shares) if shares else None
    if DayMark.FLARE_UP in marks:
        return Tile(share, DayMark.FLARE_UP)
    if 2 * len(marks) <= len(several):
        return Tile(share)
    mark = max(marks, key=marks.count)
    return Tile(share, None if mark is DayMark.REST and shares else mark)


def _paint(board: Board, place: DotPlace, tile: Tile, palette: Palette, name: str = "") -> None:
    """Paint one tile. If two days share a row, its mark is a shape."""
    column, dot, wide, high = place
    shade = palette.ground
    if tile.share is not None:
        shade = _shade(tile, palette)
        board.fill(column, dot, wide, high, shade)
    if high == 1:
        _notch(board, place, tile, palette)
        return
    row = place.row
    if not palette.smooth and tile.share is not None:
        _dense(board, place, tile, palette)
    if not tile.mark and wide < _NUMBERED:
        return
    if tile.mark is DayMark.REST and tile.share is None:
        for offset in range(wide):
            board.put(column + offset, row, tile.mark.sign, palette[Ink.REST_DAY])
        return
    is_off = tile.mark in {DayMark.PAUSE, DayMark.LOCKED} and tile.share is None
    ink = palette[Ink.FAINT] if is_off else _readable(shade, palette)
    letter = tile.mark.sign if tile.mark and tile.mark is not DayMark.REST else ""
    text = f"{name:>3}{letter:>2}" if wide >= _NUMBERED else letter
    for offset, sign in enumerate(text, (wide - len(text)) // 2):
        if sign != " ":
            board.put(column + offset, row, sign, ink)


def _shade(tile: Tile, palette: Palette) -> Colour:
    return palette.heat[tile.shade - 1] if tile.shade else palette[Ink.EMPTY]


def _dense(board: Board, place: DotPlace, tile: Tile, palette: Palette) -> None:
    board.fill(place.column, place.dot, place.columns, place.dots, palette.ground)
    letter, ink = (_DENSITY[tile.shade - 1], None) if tile.shade else (".", Ink.FAINT)
    for row in range(place.row, (place.dot + place.dots + 1) // 2):
        for column in range(place.column, place.column + place.columns):
            board.put(column, row, letter, palette[ink] if ink else palette.heat[-1])


def _notch(board: Board, place: DotPlace, tile: Tile, palette: Palette) -> None:
    """Fill the left half for a rest, the right half for a flare-up or a pause, everything for a lock."""
    half = max(1, place.columns // 2)
    right = place.column + place.columns - half
    if tile.mark is DayMark.REST and tile.share is None:
        board.fill(place.column, place.dot, half, 1, palette[Ink.REST_DAY])
    elif tile.mark is DayMark.FLARE_UP:
        board.fill(right, place.dot, half, 1, palette[Ink.TEXT])
    elif tile.mark is DayMark.PAUSE:
        board.fill(right, place.dot, half, 1, palette[Ink.REST_DAY])
    elif tile.mark is DayMark.LOCKED:
        board.fill(place.column, place.dot, place.columns, 1, palette[Ink.REST_DAY])


@cache
def _readable(ground: Colour, palette: Palette) -> Colour:
    """Return the theme's colour for letters that has the most contrast with this ground."""
    if ground < 16:  # noqa: PLR2004 the terminal's own colours, whose values are unknown
        return palette[Ink.TEXT]
    choices = (palette[Ink.TEXT], palette[Ink.ON_BLOCK], palette.ground)
    return max(choices, key=lambda colour: abs(_light(colour) - _light(ground)))


def _light(colour: Colour) -> int:
    red, green, blue = rgb(colour)
    return 3 * red + 6 * green + blue
