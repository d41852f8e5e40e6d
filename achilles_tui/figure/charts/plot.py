"""Draws values over time: a scale on the left, dates below, data in half-block dots, readable from two metres."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import NamedTuple

from achilles_tui.figure.cells import Picture, above
from achilles_tui.figure.charts.board import Board
from achilles_tui.figure.charts.datelines import Across, dateline
from achilles_tui.figure.charts.measure import Measure, apart, bounded, measure, number
from achilles_tui.figure.charts.series import Bars, LineSeries, Plot, Points, Series, Tone, Values
from achilles_tui.figure.palette import Ink, Palette

_LINES = {Tone.FIRST: Ink.LINE, Tone.SECOND: Ink.LINE_TOO}
_POINTS = {Tone.FIRST: Ink.POINTS, Tone.SECOND: Ink.POINTS_TOO}

_TITLE_ROWS, _DATE_ROWS, _LETTER_ROWS = 4, 3, 7
"""Least rows of a plot with a title, with dates, and with a row of letters besides the dates (ours)."""

_SCALED, _LABELLED = 10, 20
"""Least columns for the data next to the scale, and next to the names of the level lines (ours)."""

_FIRST, _FURTHER = 7, 4
"""Least rows of the first plot of a stack, and of each further one (ours)."""

_CROWDED = 3
"""With more days per column than this, points are drawn as their range."""

PLUMB = "│"
PARTED = " · "


def plot(chart: Plot, columns: int, rows: int, palette: Palette) -> Picture:
    """Draw a plot. columns, rows: in cells, 1 or more."""
    return _Drawing(chart, columns, rows, palette).picture()


def stack(charts: Sequence[Plot], columns: int, rows: int, palette: Palette) -> Picture:
    """Draw as many of these plots above each other as fit, with each day in the same column.

    The first plot is the tallest, and only the last one has dates. columns, rows: in cells, 1 or more.
    """
    heights = shares(len(charts), rows)
    fitting = [chart._replace(is_dated=index == len(heights)) for index, chart in enumerate(charts[: len(heights)], 1)]
    parts = zip(aligned(fitting, columns, heights, palette), heights, strict=True)
    return above(*(plot(chart, columns, high, palette) for chart, high in parts))


def shares(most: int, rows: int) -> tuple[int, ...]:
    """Return the rows of each plot in a stack of at most `most` plots. most: 0 or more; rows: 1 or more."""
    count = min(most, 1 + max(0, rows - _FIRST) // _FURTHER)
    further = max(_FURTHER, 2 * rows // (2 * count + 1)) if count > 1 else 0
    return (rows - further * (count - 1), *[further] * (count - 1)) if count else ()


def aligned(charts: Sequence[Plot], columns: int, rows: Sequence[int], palette: Palette) -> tuple[Plot, ...]:
    """Return stacked plots with equal margins: a day has one column in all. columns, rows: of each, in cells."""
    drawings = [_Drawing(chart, columns, high, palette) for chart, high in zip(charts, rows, strict=True)]
    left, right = (max((drawing.margins[side] for drawing in drawings), default=0) for side in (0, 1))
    return tuple(chart._replace(left=left, right=right) for chart in charts)


class _Stroke(NamedTuple):
    """One column of a line: the column, and its dots, counted from the foot."""

    column: int
    low: int
    high: int


class _Drawing:
    """A plot being drawn. Its field is the part that shows data; heights are in dots from the foot."""

    def __init__(self, chart: Plot, columns: int, rows: int, palette: Palette) -> None:
        self._chart, self._palette = chart, palette
        self._board = Board(columns, rows, palette.ground)
        self._top = 1 if chart.title and rows >= _TITLE_ROWS else 0
        self._foot = (chart.is_dated and rows >= _DATE_ROWS) + self._lettered(rows)
        self._rows = rows - self._top - self._foot
        self._high = 2 * self._rows
        self._measure = _measure(chart)
        self._ticks = self._measure.ticks(self._rows)
        scale = max(len(chart.unit), *(len(number(value)) for value in self._ticks)) + 1 if self._ticks else 0
        names = max((len(rule.label) + 1 for rule in chart.rules), default=0)
        self._left, self._right = max(scale, chart.left), max(names, chart.right)
        if columns - self._left - self._right < _LABELLED:
            self._right = 0
        if columns - self._left < _SCALED:
            self._left, self._ticks = 0, ()
        self._wide = columns - self._left - self._right
        self._days = max(1, (chart.last - chart.first).days + 1)
        self._is_crowded = self._days > _CROWDED * self._wide

    def _lettered(self, rows: int) -> int:
        """Return the rows for letters: 1, or 0 if they share the row of the dates."""
        fewest = _LETTER_ROWS if self._chart.is_dated else _TITLE_ROWS
        return int(bool(self._chart.marks) and rows >= fewest)

    @property
    def margins(self) -> tuple[int, int]:
        """The columns to the left and to the right of the field."""
        return self._left, self._right

    def picture(self) -> Picture:
        """Draw everything, from the back to the front."""
        frame = self._palette[Ink.FIELD]
        self._board.fill(self._left, 2 * self._top, self._wide, self._high, frame)
        for part in self._chart.series:
            if isinstance(part, LineSeries) and part.is_filled and not self._is_crowded:
                self._area(part)
        self._rules()
        for part in self._chart.series:
            self._data(part)
        self._cursor()
        self._plumb_lines()
        self._words()
        return self._board.picture()

    def _column(self, day: int) -> int:
        """Return the column of the middle of a day, within the field."""
        return (2 * day + 1) * self._wide // (2 * self._days)

    def _column_of(self, day: date) -> int | None:
        index = (day - self._chart.first).days
        return self._column(index) if 0 <= index < self._days else None

    def _dots(self, column: int, low: int, high: int, ink: Ink, wide: int = 1) -> None:
        """Paint the dots from one height to another, inclusive."""
        if wide > 0:
            left = max(0, column)
            end = min(self._wide, column + wide)
            top = 2 * self._top + self._high - 1 - high
            self._board.fill(self._left + left, top, end - left, high - low + 1, self._palette[ink])

    def _level(self, value: float) -> int:
        return self._measure.level(bounded(value), self._high)

    def _data(self, series: Series) -> None:
        if isinstance(series, Points):
            self._points(series)
        elif isinstance(series, Bars):
            self._bars(series)
        else:
            for stroke in self._strokes(series.values):
                self._dots(stroke.column, stroke.low, stroke.high, _LINES[series.tone])

    def _area(self, line: LineSeries) -> None:
        for stroke in self._strokes(line.values):
            self._dots(stroke.column, 0, stroke.high, Ink.AREA)

    def _points(self, points: Points) -> None:
        wide = max(1, self._wide // self._days - 1)
        is_band = self._is_crowded and points.tone is Tone.FIRST and self._palette.smooth
        ink = Ink.AREA if is_band else _POINTS[points.tone]
        for column, values, *_ in self._binned(points.values):
            if self._is_crowded:
                runs = [(self._level(min(values)), self._level(max(values)))]
            else:
                runs = [(level, level) for level in map(self._level, values)]
            for low, high in runs:
                self._dots(column - (wide - 1) // 2, low, high, ink, wide)

    def _bars(self, bars: Bars) -> None:
        """Draw bars from the foot up, the highest of a column; 0 is a broken line, a missing value is a gap."""
        gap = 1 if bars.days * self._wide > 2 * self._days else 0
        for index, value in enumerate(bars.values):
            first = bars.start + index * bars.days
            left = max(0, first) * self._wide // self._days
            right = min(self._days, first + bars.days) * self._wide // self._days
            if value is None or not isfinite(value) or right <= 0 or left >= self._wide:
                continue
            wide = max(1, right - left - gap)
            if value:
                self._dots(left, 0, self._level(value), Ink.BAR, wide)
            else:
                for column in range(left, left + wide, 2):
                    self._dots(column, 0, 0, Ink.BAR)

    def _binned(self, values: Values) -> Iterator[tuple[int, list[float], int, int]]:
        """Yield each column with values: the column, its values, and their first and last day."""
        column, column_values, first, last = -1, list[float](), 0, 0
        wide, days = self._wide, 2 * self._days
        for day, value in enumerate(values[: self._days]):
            if value is None or not isfinite(value):
                continue
            place = (2 * day + 1) * wide // days
            if place != column:
                if column_values:
                    yield column, column_values, first, last
                column, column_values, first = place, [], day
            column_values.append(value)
            last = day
        if column_values:
            yield column, column_values, first, last

    def _strokes(self, values: Values) -> Iterator[_Stroke]:
        """Yield a line column by column: through the (upper) median of each, not joined across missing days."""
        places = [
            (column, self._level(sorted(column_values)[len(column_values) // 2]), first, last)
            for column, column_values, first, last in self._binned(values)
        ]
        for place in places[:1]:
            yield _Stroke(place[0], place[1], place[1])
        for (start, low, _, before), (end, level, after, _) in pairwise(places):
            if after > before + 1:
                yield _Stroke(end, level, level)
                continue
            height = low
            for column in range(start + 1, end + 1):
                now = low + ((level - low) * (column - start) * 2 + end - start) // (2 * (end - start))
                yield _Stroke(column, min(now, height + 1) if now > height else now, max(now, height - 1))
                height = now

    def _plumb_lines(self) -> None:
        """Draw a thin vertical line above each letter, in cells without anything else."""
        for mark in self._chart.marks:
            column = self._column_of(mark.day)
            for row in range(self._rows if column is not None else 0):
                self._thin(column or 0, row, PLUMB, Ink.GRID)

    def _rules(self) -> None:
        """Paint the level lines and write their names next to them, a row away if another name is there."""
        rules = [rule for rule in self._chart.rules if self._measure.low <= rule.value <= self._measure.high]
        for rule in rules:
            level, (long, gap) = self._level(rule.value), rule.dash.value
            for column in range(0, self._wide, long + gap):
                self._dots(column, level, level, Ink.RULE, long)
        rules.sort(key=lambda rule: -rule.value)
        rows = apart([(self._high - 1 - self._level(rule.value)) // 2 for rule in rules], 1, self._rows - 1)
        right = self._left + self._wide + 1
        for rule, row in zip(rules, rows, strict=True) if self._right else ():
            if row >= 0:
                self._board.write(right, self._top + int(row), rule.label, self._palette[Ink.FAINT])

    def _thin(self, column: int, row: int, sign: str, ink: Ink) -> None:
        """Put a sign of a thin line into a cell of the field without data."""
        place, dot = self._left + column, 2 * (self._top + row)
        under = {self._board.colour_at(place, dot), self._board.colour_at(place, dot + 1)}
        if under == {self._palette[Ink.FIELD]} or under == {self._palette[Ink.AREA]}:
            self._board.put(place, self._top + row, sign, self._palette[ink])

    def _cursor(self) -> None:
        """Paint the column of the cursor's day from top to foot, with the data in it bright."""
        column = self._column_of(self._chart.cursor) if self._chart.cursor else None
        if column is None:
            return
        free = {self._palette[ink] for ink in (Ink.FIELD, Ink.AREA, Ink.RULE)}
        for level in range(self._high):
            is_free = self._board.colour_at(self._left + column, 2 * self._top + self._high - 1 - level) in free
            self._dots(column, level, level, Ink.CURSOR if is_free else Ink.TEXT)

    def _words(self) -> None:
        board, faint = self._board, self._palette[Ink.FAINT]
        if self._top:
            title = self._chart.crowded_title if self._is_crowded else ""
            board.write(0, 0, shortened(title or self._chart.title, board.columns), self._palette[Ink.TEXT])
        for value in self._ticks:
            row = self._top + (self._high - 1 - self._level(value)) // 2
            board.write(0, row, number(value).rjust(self._left - 1), faint)
        if not self._foot:
            return
        if self._left:
            board.write(0, board.rows - 1, self._chart.unit.rjust(self._left - 1), faint)
        self._letters(self._top + self._rows)
        if self._chart.is_dated:
            first, end = self._chart.first, self._left + self._wide
            dateline(board, board.rows - 1, Across(first, max(first, self._chart.last), self._place, end), faint)

    def _place(self, day: date) -> int:
        return self._left + (day - self._chart.first).days * self._wide // self._days

    def _letters(self, row: int) -> None:
        letters: dict[int, str] = {}
        for mark in self._chart.marks:
            column = self._column_of(mark.day)
            if column is not None:
                letters.setdefault(column, mark.letter)
        for column, letter in letters.items():
            self._board.put(self._left + column, row, letter, self._palette[Ink.ACCENT])


def shortened(title: str, columns: int) -> str:
    """Return the parts of a title, separated by ` · `, that fit; if not even the first does, it ends in an ellipsis."""
    while len(title) > columns and PARTED in title:
        title = title.rpartition(PARTED)[0]
    return title if len(title) <= columns else title[: columns - 1] + "…"


def _measure(chart: Plot) -> Measure:
    if chart.low is not None and chart.high is not None:
        return measure((), chart.low, chart.high)
    values = [value for part in chart.series for value in part.values if value is not None and isfinite(value)]
    ends = [min(values), max(values)] if values else []
    return measure([*ends, *(rule.value for rule in chart.rules if isfinite(rule.value))], chart.low, chart.high)
