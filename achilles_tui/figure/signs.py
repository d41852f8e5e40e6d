"""The arrow of a phase, drawn as large as possible: it shows the direction without reading."""

from functools import lru_cache

from achilles_tui.figure.body.shapes import Point, box, disc
from achilles_tui.figure.cells import Picture
from achilles_tui.figure.colours import Colour
from achilles_tui.figure.raster import Raster, Window

_UP: tuple[Point, ...] = ((0, 4), (4, 0), (1.7, 0), (1.7, -4), (-1.7, -4), (-1.7, 0), (-4, 0))
_SIGNS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "▲": (_UP,),
    "▼": (tuple((x, -y) for x, y in _UP),),
    "◀": (tuple((-y, x) for x, y in _UP),),
    "▶": (tuple((y, x) for x, y in _UP),),
    "■": (box(-3.2, -3.2, 3.2, 3.2),),
    "•": (disc((0, 0), 2.6),),
    "‖": (box(-3.2, -4, -0.9, 4), box(0.9, -4, 3.2, 4)),
}
PAUSE = "‖"
"""The two upright bars of a pause."""

_WINDOW = Window(-5, -5, 5, 5)


@lru_cache(64)
def sign(arrow: str, columns: int, rows: int, ink: Colour, ground: Colour, *, smooth: bool = False) -> Picture:  # noqa: PLR0913
    """Draw a phase's arrow in the middle of a field of cells; an unknown arrow leaves it empty."""
    high = max(10.0, 10.0 * 2 * rows / columns)
    raster = Raster(columns, rows, _WINDOW._replace(bottom=-high / 2, top=high / 2), ground, smooth=smooth)
    for outline in _SIGNS.get(arrow, ()):
        raster.fill(outline, ink)
    return raster.picture()
