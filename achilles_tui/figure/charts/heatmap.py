"""Draws a calendar of days as tiles: weeks side by side, the newest on the right, Monday to Sunday downwards."""

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
"""How large a day is drawn at most, in columns and in dots (ours)."""

_NUMBERED = 6
"""Columns from which on a tile also has its day's number in it (ours)."""

_GAPPED = 4
"""Dots a day from which on there is one of ground between two of them (ours)."""

_BETWEEN = 2
"""Columns between two meanings in the legend (ours)."""

_DENSITY = "░▒▓█"
"""The shades where the terminal's own colours are used, which nobody knows."""

TODAY = "◀"

_EMPTY = Tile()


class Heat(NamedTuple):
    """All of a heat map. Every day from the Monday of the first one on is shown; days without a tile are blank.

    today, cursor: the days that are marked as such.
    """

    first: date
    last: date
    tiles: Mapping[date, Tile]
    today: date | None = None
    cursor: date | None = None


class _Meaning(NamedTuple):
    """What the legend says of some tiles, with words before and after them; without tiles, of the sign of today."""

    tiles: tuple[Tile, ...]
    after: str
    before: str = ""

    def wide(self, tile: int) -> int:
        """Return the columns it takes with tiles so many columns wide."""
        words = [word for word in (self.before, self.after) if word]
        return tile * max(1, len(self.tiles)) + sum(1 + len(word) for word in words)


_SHARES = tuple(Tile(shade / DARKEST) for shade in range(DARKEST + 1))
_SCALES = (_Meaning(_SHARES, "all sets", "none"), _Meaning(_SHARES, "all"))
"""What the legend says of the shades, and how it says it where there is little room."""

_TODAY = _Meaning((), "today")


class DotPlace(NamedTuple):
    """Where a day lies: its first column and its first dot, and how many it takes."""

    column: int
    dot: int
    columns: int
    dots: int

    @property
    def row(self) -> int:
        """The first row of the day, which it may share with the one before or after."""
        return self.dot // 2


class Grid(NamedTuple):
    """How the days are laid out in a field.

    monday: the first day. weeks_a_column: 1, or how many weeks one column stands for where there are too many.
    """

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
        """Return where a day lies, or None for one that is not shown."""
        column = (day - self.monday).days // (7 * self.weeks_a_column)
        return self.spot(column, day.weekday()) if 0 <= column < self.columns else None

    def spot(self, column: int, weekday: int) -> DotPlace:
        """Return where the weekday of a week lies; column: counted from the first week."""
        between = 1 if self.dots_a_day >= _GAPPED else 0
        return DotPlace(
            self.left + column * self.pitch,
            2 * self.top + weekday * self.dots_a_day,
            self.pitch - self.gap,
            self.dots_a_day - between,
        )


def grid(first: date, last: date, columns: int, rows: int) -> Grid:
    """Return how the weeks from the first day's to the last day's are laid out in a field of cells."""
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
    """Draw a heat map; columns, rows: in cells, 1 or more. `grid` tells how the days lie in it."""
    return _Drawing(heat, columns, rows, palette).picture()


def legend(
    columns: int, palette: Palette, marks: Collection[DayMark] = tuple(DayMark), *, small: bool = False
) -> Picture:
    """Say in one row what the tiles mean, from no planned set done to all; what has no room is left out.

    marks: those that are there. small: as where two days share a row (`Grid.is_small`).
    """
    board = Board(columns, 1, palette.ground)
    marked = [_Meaning((Tile(None, mark),), mark.word) for mark in DayMark if mark in marks]
    forms = ((scale, tile) for scale in _SCALES for tile in (2, 1) if _has_room((scale, *marked), tile, columns))
    scale, tile = next(forms, (_SCALES[-1], 1))
    column = 0
    for one in (scale, *marked, _TODAY):
        if column + one.wide(tile) > columns:
            break
        place = DotPlace(column, 0, tile, 1 if small else 2)
        if one.before:
            board.write(column, 0, one.before, palette[Ink.FAINT])
            place = place._replace(column=column + len(one.before) + 1)
        if not one.tiles:
            _point(board, place, palette)
        for number, shown in enumerate(one.tiles):
            _paint(board, place._replace(column=place.column + number * tile), shown, palette)
        board.write(place.column + tile * max(1, len(one.tiles)) + 1, 0, one.after, palette[Ink.FAINT])
        column += one.wide(tile) + _BETWEEN
    return board.picture()


def _has_room(meanings: Sequence[_Meaning], tile: int, columns: int) -> bool:
    return sum(one.wide(tile) + _BETWEEN for one in meanings) <= columns + _BETWEEN


class _Drawing:
    """A heat map being drawn."""

    def __init__(self, heat: Heat, columns: int, rows: int, palette: Palette) -> None:
        self._heat, self._palette = heat, palette
        self._board = Board(columns, rows, palette.ground)
        self._grid = grid(heat.first, heat.last, columns, rows)
        self._monday = self._grid.monday.toordinal()

    def picture(self) -> Picture:
        """Draw it all."""
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
        """Point at today's tile from the right, where there is a gap."""
        place = self._grid.place(day)
        if place is None or not (self._grid.gap or place.column == self._grid.left + self._grid.columns - 1):
            return
        _point(self._board, place._replace(column=place.column + place.columns), self._palette)

    def _cursor(self, day: date) -> None:
        """Put bright bars on either side of a day, or make the day itself bright where there is no gap."""
        place = self._grid.place(day)
        if place is None:
            return
        bright = self._palette[Ink.TEXT]
        for column in (place.column - 1, place.column + place.columns) if self._grid.gap else (place.column,):
            self._board.fill(column, place.dot, 1, place.dots, bright)
            for row in range(place.row, place.row + place.dots // 2):
                self._board.put(column, row, " ", bright)

    def _words(self) -> None:
        """Write the names of the days and of the months; the cursor's day is bright."""
        board, grid_ = self._board, self._grid
        chosen = self._heat.cursor.weekday() if self._heat.cursor else None
        wide = 3 if grid_.left > 3 else grid_.left - 1  # noqa: PLR2004 three letters and a blank
        step = 2 if grid_.dots_a_day == 1 else 1
        for weekday in range(0, 7, step) if wide > 0 else ():
            is_chosen = chosen is not None and weekday <= chosen < weekday + step
            ink = self._palette[Ink.TEXT if is_chosen else Ink.FAINT]
            name = WEEKDAYS[chosen if is_chosen and chosen is not None else weekday]
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
    """Point at what lies to the left of a place."""
    if place.dots == 1:
        board.fill(place.column, place.dot, 1, 1, palette[Ink.ACCENT])
    else:
        board.put(place.column, place.row, TODAY, palette[Ink.ACCENT])


def _mean(several: Sequence[Tile]) -> Tile:
    """Return what stands for several days: the mean of what was done, a flare-up of any, another mark of most."""
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
    """Paint one tile. Where two days share a row a mark is a shape."""
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
    """Fill the left half for a rest, the right half for a flare-up or a pause, all of it for a lock."""
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
def _readable(under: Colour, palette: Palette) -> Colour:
    """Return the darker or the lighter of the theme's own colours, whichever reads better on this one."""
    if under < 16:  # noqa: PLR2004 the terminal's own, of which nothing is known
        return palette[Ink.TEXT]
    choices = (palette[Ink.TEXT], palette[Ink.ON_BLOCK], palette.ground)
    return max(choices, key=lambda colour: abs(_light(colour) - _light(under)))


def _light(colour: Colour) -> int:
    red, green, blue = rgb(colour)
    return 3 * red + 6 * green + blue
