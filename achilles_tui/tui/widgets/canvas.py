"""A widget that shows a drawn picture and repaints only the cells that changed."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from achilles_tui.figure.cells import Cell, Draw, Picture
from achilles_tui.figure.colours import DEFAULT, Colour, rgb
from achilles_tui.terminal.paint import painted

_OWN_COLOURS = 16
"""The terminal's own colours, sent by number; all others are sent as RGB."""


class Canvas(Widget):
    """A picture of cells, drawn again whenever its size changes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self._draw: Draw | None = None
        self._picture: Picture = ()

    @property
    def picture(self) -> Picture:
        """The picture on show."""
        return self._picture

    def show(self, draw: Draw) -> None:
        """Show what this function draws."""
        self._draw = draw
        columns, rows = self.size
        picture = draw(columns, rows) if columns and rows else ()
        before, self._picture = self._picture, picture
        if len(before) != len(picture):
            self.refresh()
            return
        changed = [region for y in range(len(picture)) for region in _changed(before[y], picture[y], y)]
        if changed and painted(self, picture, changed):
            self._styles_cache.set_dirty(*changed)  # otherwise Textual shows its cached lines
        elif changed:
            self.refresh(*changed)

    def on_resize(self) -> None:
        """Draw again in the new size."""
        if self._draw is not None:
            self._picture = ()
            self.show(self._draw)

    def render_line(self, y: int) -> Strip:
        """Return one row of cells."""
        if y >= len(self._picture):
            return Strip.blank(self.size.width, self.rich_style)
        return _strip(self._picture[y])


def _changed(before: tuple[Cell, ...], after: tuple[Cell, ...], y: int) -> Iterator[Region]:
    """Yield the runs of changed cells in a row."""
    if before == after:
        return
    if len(before) != len(after):
        yield Region(0, y, len(after), 1)
        return
    start = 0
    for is_changed, cells in groupby(zip(before, after, strict=True), lambda pair: pair[0] != pair[1]):
        end = start + len(list(cells))
        if is_changed:
            yield Region(start, y, end - start, 1)
        start = end


@lru_cache(128)
def _strip(row: tuple[Cell, ...]) -> Strip:
    segments = [
        Segment("".join(cell[0] for cell in run), _style(ink, ground))
        for (ink, ground), run in groupby(row, lambda cell: (cell[1], cell[2]))
    ]
    return Strip(segments, len(row))


@lru_cache(1024)
def _style(ink: Colour, ground: Colour) -> Style:
    return Style(color=_colour(ink), bgcolor=_colour(ground))


def _colour(colour: Colour) -> Color:
    if colour == DEFAULT:
        return Color.default()
    return Color.from_ansi(colour) if colour < _OWN_COLOURS else Color.from_rgb(*rgb(colour))
