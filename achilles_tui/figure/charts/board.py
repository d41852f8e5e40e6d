"""A field to draw charts on: coloured dots, two square ones per cell, and letters over them, one per cell."""

from itertools import repeat

from achilles_tui.figure.cells import Cell, Picture, halves
from achilles_tui.figure.colours import Colour


class Board:
    """A field of cells, all ground at first. Drawing outside has no effect, and a text is never cut.

    Columns and rows count from the upper left corner; dots are half a row high.
    """

    def __init__(self, columns: int, rows: int, ground: Colour) -> None:
        """Start with empty ground. columns, rows: in cells, 1 or more."""
        self.columns, self.rows, self.ground = columns, rows, ground
        self._dots = [[ground] * (2 * rows) for _ in range(columns)]  # by column: most rectangles are narrow
        self._letters: list[dict[int, Cell]] = [{} for _ in range(rows)]

    def colour_at(self, column: int, dot: int) -> Colour:
        """Return the colour of a dot inside the field."""
        return self._dots[column][dot]

    def fill(self, left: int, top: int, wide: int, high: int, colour: Colour) -> None:
        """Paint a rectangle of dots. left, wide: in columns; top, high: in dots."""
        start, end = max(0, top), min(2 * self.rows, top + high)
        if end > start:
            for column in self._dots[max(0, left) : max(0, left + wide)]:
                column[start:end] = [colour] * (end - start)

    def put(self, column: int, row: int, letter: str, ink: Colour) -> None:
        """Put a letter over the dots of a cell, on the colour of the upper dot."""
        if 0 <= column < self.columns and 0 <= row < self.rows:
            self._letters[row][column] = letter, ink, self._dots[column][2 * row]

    def write(self, column: int, row: int, text: str, ink: Colour) -> bool:
        """Write a text if it fits inside the field, a blank away from any other; return whether it did."""
        if column < 0 or column + len(text) > self.columns or not 0 <= row < self.rows:
            return False
        if any(place in self._letters[row] for place in range(column - 1, column + len(text) + 1)):
            return False
        for place, letter in enumerate(text, column):
            self.put(place, row, letter, ink)
        return True

    def picture(self) -> Picture:
        """Return the field as cells."""
        rows = []
        dots = list(zip(*self._dots, strict=True))
        for above, below, letters in zip(dots[::2], dots[1::2], self._letters, strict=True):
            cells = list(map(halves, above, below, repeat(self.ground)))
            for column, cell in letters.items():
                cells[column] = cell
            rows.append(tuple(cells))
        return tuple(rows)
