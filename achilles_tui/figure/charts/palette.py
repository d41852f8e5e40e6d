"""The chart colours of each theme: the shades of the heat map, and the lines, dots and bars of the plots."""

from typing import NamedTuple

from achilles_tui.figure.colours import DEFAULT, Colour


class ChartColours(NamedTuple):
    """The colours of one theme. heat: from little to everything planned, each clearly lighter or darker than the last.

    empty: a day on which nothing planned was done. field: the background of a plot. grid: its vertical lines.
    rule: its level lines, fainter than the data. area: below a line, or the range of many values. cursor: the column
    of the selected day.
    """

    heat: tuple[Colour, ...]
    empty: Colour
    rest_day: Colour
    field: Colour
    grid: Colour
    rule: Colour
    area: Colour
    line: Colour
    line_too: Colour
    points: Colour
    points_too: Colour
    bar: Colour
    cursor: Colour

    @property
    def inks(self) -> dict[str, Colour]:
        """All single colours by the names of their inks."""
        return {name: colour for name, colour in self._asdict().items() if name != "heat"}


DARK = ChartColours(
    heat=(24, 31, 74, 117),
    empty=237,
    rest_day=66,
    field=234,
    grid=241,
    rule=243,
    area=24,
    line=123,
    line_too=215,
    points=74,
    points_too=130,
    bar=68,
    cursor=241,
)
"""On the nearly black ground; lighter is more."""

LIGHT = ChartColours(
    heat=(110, 68, 26, 19),
    empty=252,
    rest_day=66,
    field=231,
    grid=248,
    rule=245,
    area=153,
    line=18,
    line_too=94,
    points=26,
    points_too=137,
    bar=67,
    cursor=248,
)
"""On the nearly white ground; darker is more."""

CONTRAST = ChartColours(
    heat=(25, 33, 75, 159),
    empty=238,
    rest_day=51,
    field=16,
    grid=240,
    rule=241,
    area=19,
    line=51,
    line_too=214,
    points=39,
    points_too=130,
    bar=33,
    cursor=243,
)
"""On black, with brighter strong colours."""

GREYS = ChartColours(
    heat=(240, 244, 248, 252),
    empty=236,
    rest_day=245,
    field=233,
    grid=240,
    rule=244,
    area=237,
    line=253,
    line_too=245,
    points=247,
    points_too=241,
    bar=243,
    cursor=239,
)
"""By lightness alone; neighbouring colours are clearly different."""

TERMINAL = ChartColours(
    heat=(4, 12, 6, 14),
    empty=8,
    rest_day=2,
    field=DEFAULT,
    grid=8,
    rule=5,
    area=DEFAULT,
    line=14,
    line_too=11,
    points=6,
    points_too=3,
    bar=4,
    cursor=7,
)
"""From the terminal's sixteen, for a dark background. Shades are drawn by density, or in these if room is short."""

TERMINAL_LIGHT = TERMINAL._replace(heat=(14, 6, 12, 4), empty=7, grid=7, line=4, line_too=1, bar=12)
"""The same, for a light background."""

SIXTEEN = TERMINAL._replace(field=0, area=0)
"""The same as for a dark background, on black."""
