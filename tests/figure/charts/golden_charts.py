"""Charts as text: two lines for each row of cells, a letter of the chart in the upper one, dots by their inks."""

from collections.abc import Callable
from typing import NamedTuple

from achilles_tui.figure.cells import LOWER, UPPER, Picture
from achilles_tui.figure.charts.heatmap import heatmap
from achilles_tui.figure.charts.plot import plot
from achilles_tui.figure.palette import DARK, Ink
from tests.figure.charts.realistic import YEARS, heat, load, pain
from tests.figure.looking import dots

_INKS = {
    Ink.GROUND: " ",
    Ink.FIELD: ".",
    Ink.AREA: ":",
    Ink.LINE: "#",
    Ink.POINTS: "o",
    Ink.RULE: "-",
    Ink.BAR: "B",
    Ink.CURSOR: "%",
    Ink.TEXT: "@",
    Ink.EMPTY: "_",
    Ink.REST_DAY: "z",
    Ink.ACCENT: "<",
}
_SIGNS = {DARK[ink]: sign for ink, sign in _INKS.items()}
_SHADES = {colour: str(shade) for shade, colour in enumerate(DARK.heat, 1)}


class Chart(NamedTuple):
    """One golden chart, in a size in cells."""

    what: str
    columns: int
    rows: int
    draw: Callable[[int, int], Picture]

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"chart-{self.what}-{self.columns}x{self.rows}.txt"

    @property
    def text(self) -> str:
        """The chart as text."""
        picture = self.draw(self.columns, self.rows)
        signs = _SIGNS | _SHADES if self.what.startswith("heat") else _SIGNS
        lines = ["".join(signs[dot] for dot in row) for row in dots(picture)]
        for index, row in enumerate(picture):
            letters = (letter if letter not in {" ", UPPER, LOWER} else "" for letter, _, _ in row)
            lines[2 * index] = "".join(a or b for a, b in zip(letters, lines[2 * index], strict=True))
        return "\n".join([*(line.rstrip() for line in lines), ""])


CHARTS = (
    Chart("pain-12-weeks", 78, 6, lambda columns, rows: plot(pain(84), columns, rows, DARK)),
    Chart("pain-12-weeks", 46, 5, lambda columns, rows: plot(pain(84), columns, rows, DARK)),
    Chart("pain-12-weeks", 110, 12, lambda columns, rows: plot(pain(84), columns, rows, DARK)),
    Chart("pain-ten-years", 78, 10, lambda columns, rows: plot(pain(YEARS), columns, rows, DARK)),
    Chart("load-12-weeks", 78, 6, lambda columns, rows: plot(load(84), columns, rows, DARK)),
    Chart("heat-4-weeks", 78, 8, lambda columns, rows: heatmap(heat(4), columns, rows, DARK)),
    Chart("heat-24-weeks", 78, 8, lambda columns, rows: heatmap(heat(24), columns, rows, DARK)),
    Chart("heat-24-weeks", 78, 5, lambda columns, rows: heatmap(heat(24), columns, rows, DARK)),
    Chart("heat-ten-years", 78, 8, lambda columns, rows: heatmap(heat(520), columns, rows, DARK)),
)
