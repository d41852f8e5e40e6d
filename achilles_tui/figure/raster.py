"""Fills outlines into dots: two square dots per cell, one above the other."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from achilles_tui.figure.body.shapes import Point, Shape
from achilles_tui.figure.cells import Picture, halves
from achilles_tui.figure.colours import LEVELS, Colour, mixed
from achilles_tui.figure.palette import Palette

_SCANS = 4
"""Scan lines per row of dots; horizontally, coverage is computed exactly."""


class Window(NamedTuple):
    """The part of the world that is shown, in centimetres."""

    left: float
    bottom: float
    right: float
    top: float

    def mirrored(self) -> "Window":
        """Return the window that shows the mirrored world."""
        return Window(-self.right, self.bottom, -self.left, self.top)


class _Edge(NamedTuple):
    """One side of an outline, from its upper end down. slope: dots to the right per dot down."""

    top: float
    bottom: float
    across: float
    slope: float
    direction: int


class Raster:
    """A field of dots that shows the world; the window's bottom is at the lower edge, its middle in the middle.

    columns, rows: the size in cells, which are assumed to be half as wide as high.
    smooth: whether edges are drawn in mixtures of the two colours that meet there.
    """

    def __init__(self, columns: int, rows: int, window: Window, ground: Colour, *, smooth: bool) -> None:
        """Start with empty ground."""
        self._width, self._height, self._ground, self._smooth = columns, 2 * rows, ground, smooth
        across, up = window.right - window.left, window.top - window.bottom
        self._scale = min(columns / across, 2 * rows / up)
        self._left = columns / 2 - (window.left + window.right) / 2 * self._scale
        self._floor = self._height + window.bottom * self._scale
        self._dots = [[ground] * columns for _ in range(self._height)]

    def draw(self, shapes: Iterable[Shape], palette: Palette) -> None:
        """Fill all shapes, each over the earlier ones."""
        for shape in shapes:
            self.fill(shape.outline, palette.shade(shape.ink, shape.load))

    def fill(self, outline: Sequence[Point], colour: Colour) -> None:
        """Fill one outline, including parts that overlap themselves."""
        points = [(self._left + x * self._scale, self._floor - y * self._scale) for x, y in outline]
        edges = list(_edges(points))
        first = max(0, int(min(y for _, y in points)))
        last = min(self._height - 1, int(max(y for _, y in points)))
        left = max(0, int(min(x for x, _ in points)))
        right = min(self._width, int(max(x for x, _ in points)) + 1)
        if left >= right:
            return
        for row in range(first, last + 1):
            live = [edge for edge in edges if edge.top < row + 1 and edge.bottom > row]
            if live:
                self._paint(row, left, _covered(live, row, left, right), colour)

    def picture(self) -> Picture:
        """Return the dots as cells."""
        pairs = zip(self._dots[::2], self._dots[1::2], strict=True)
        return tuple(
            tuple(halves(upper, lower, self._ground) for upper, lower in zip(above, below, strict=True))
            for above, below in pairs
        )

    def _paint(self, row: int, left: int, covered: list[float], colour: Colour) -> None:
        dots = self._dots[row]
        for column, share in enumerate(covered, left):
            level = int(share * LEVELS + 0.5) if self._smooth else LEVELS * (share >= 0.5)  # noqa: PLR2004 half a dot
            if level >= LEVELS:
                dots[column] = colour
            elif level:
                dots[column] = mixed(dots[column], colour, level)


def _covered(edges: list[_Edge], row: int, left: int, right: int) -> list[float]:
    """Return how much of each dot of a row is inside, from 0 to 1, for the columns from `left` to before `right`."""
    wide = right - left
    partly = [0.0] * (wide + 1)
    wholly = [0] * (wide + 2)
    for scan in range(_SCANS):
        for start, end in _inside(edges, row + (scan + 0.5) / _SCANS):
            begins, ends = max(0.0, start - left), min(float(wide), end - left)
            if ends <= begins:
                continue
            first, last = int(begins), int(ends)
            if first == last:
                partly[first] += ends - begins
                continue
            partly[first] += first + 1 - begins
            partly[last] += ends - last
            wholly[first + 1] += 1
            wholly[last] -= 1
    whole = 0
    for column in range(wide):
        whole += wholly[column]
        partly[column] = (partly[column] + whole) / _SCANS
    return partly[:wide]


def _edges(points: list[Point]) -> Iterator[_Edge]:
    for (x, y), (next_x, next_y) in zip(points, points[1:] + points[:1], strict=True):
        if y < next_y:
            yield _Edge(y, next_y, x, (next_x - x) / (next_y - y), 1)
        elif y > next_y:
            yield _Edge(next_y, y, next_x, (x - next_x) / (y - next_y), -1)


def _inside(edges: list[_Edge], y: float) -> Iterator[tuple[float, float]]:
    """Yield the parts of a scan line that are inside (non-zero winding)."""
    crossings = sorted(
        (edge.across + (y - edge.top) * edge.slope, edge.direction) for edge in edges if edge.top <= y < edge.bottom
    )
    winding, start = 0, 0.0
    for x, direction in crossings:
        if winding == 0:
            start = x
        winding += direction
        if winding == 0:
            yield start, x
