"""Writes changed cells straight to the terminal, without Textual composing whole lines.

A moving figure changes some sixty cells ten times a second, and composing every line they are on costs ten times as
much as everything else. No other widget may overlap the cells; in unusual cases Textual draws them instead.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from textual.geometry import Region
from textual.widget import Widget

from achilles_tui.figure.cells import LOWER, UPPER, Cell, Picture
from achilles_tui.figure.colours import DEFAULT, Colour
from achilles_tui.terminal.driver import CalmApp

Colours = tuple[Colour, Colour]
"""The ink and ground colours that the terminal writes with."""


def painted(widget: Widget, picture: Picture, changed: Sequence[Region]) -> bool:
    """Write parts of a picture, each one row high, where its widget is; return whether that was possible."""
    app = widget.app
    if not isinstance(app, CalmApp) or app.screen is not widget.screen or app.console.color_system is None:
        return False
    left, top = widget.content_region.offset
    drawn, current = "", (DEFAULT, DEFAULT)
    for region in changed:
        cells = picture[region.y][region.x : region.right]
        text, current = _escaped_cells(cells, current)
        drawn += f"\x1b[{top + region.y + 1};{left + region.x + 1}H{text}"
    return app.put(f"\x1b[0m{drawn}\x1b[0m")


def _escaped_cells(cells: Iterable[Cell], current: Colours) -> tuple[str, Colours]:
    """Return the text that writes some cells, and the colours that the terminal writes with afterwards."""
    drawn = []
    for cell in cells:
        letter, ink, ground = _cheapest(cell, current)
        if (ink, ground) != current:
            current = ink, ground
            drawn.append(_style(ink, ground))
        drawn.append(letter)
    return "".join(drawn), current


def _cheapest(cell: Cell, current: Colours) -> Cell:
    """Return a cell that looks the same with fewer colour changes: half-blocks work from above or below."""
    letter, ink, ground = cell
    if letter == " ":
        return letter, current[0], ground
    if letter in {UPPER, LOWER} and ground != DEFAULT != ink:
        opposite = LOWER if letter == UPPER else UPPER
        if (current[0] == ground) + (current[1] == ink) > (current[0] == ink) + (current[1] == ground):
            return opposite, ground, ink
    return cell


@cache
def _style(ink: Colour, ground: Colour) -> str:
    return f"\x1b[{_parameter(ink, 30)};{_parameter(ground, 40)}m"


def _parameter(colour: Colour, base: int) -> str:
    """Return the parameter that selects a colour. base: 30 for ink, 40 for ground."""
    if colour == DEFAULT:
        return str(base + 9)
    if colour < 8:  # noqa: PLR2004 the eight colours that terminals first had
        return str(base + colour)
    return str(base + 52 + colour) if colour < 16 else f"{base + 8};5;{colour}"  # noqa: PLR2004 and their bright ones
