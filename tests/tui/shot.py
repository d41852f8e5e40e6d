"""What stands on a screen, cell by cell, as plain values: for pictures and for texts that a person can compare."""

from typing import Any, NamedTuple

from rich.color import Color
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import App


class Look(NamedTuple):
    """How one cell looks. ink, ground: colours as `#rrggbb`, `ansi 0` to `ansi 15`, or `default`."""

    text: str
    ink: str
    ground: str
    bold: bool


class Shot(NamedTuple):
    """A screen: rows of cells. A wide character stands in its first cell, with an empty one after it."""

    columns: int
    rows: int
    cells: tuple[tuple[Look, ...], ...]

    @property
    def text(self) -> str:
        """The lines without the blanks at their ends."""
        return "\n".join("".join(cell.text for cell in row).rstrip() for row in self.cells) + "\n"


def taken(app: App[Any]) -> Shot:
    """Take a shot of what an app shows now."""
    columns, rows = app.size
    # There is no public way to read it; a screen that lies over others shows them as well.
    frame = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)  # noqa: SLF001
    assert isinstance(frame, LayoutUpdate)
    cells = []
    for strips in list(frame.strips)[:rows]:
        segments = [segment for strip in strips for segment in strip]
        row = [_look(letter, segment.style or Style()) for segment in segments for letter in segment.text]
        cells.append(tuple(row[:columns]))
    return Shot(columns, rows, tuple(cells))


def _look(letter: str, style: Style) -> Look:
    ink, ground = _colour(style.color), _colour(style.bgcolor)
    if style.reverse:
        ink, ground = ground, ink
    return Look(letter, ink, ground, bool(style.bold))


def _colour(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return "default"
    if colour.number is not None and colour.number < 16:
        return f"ansi {colour.number}"
    return colour.get_truecolor().hex
