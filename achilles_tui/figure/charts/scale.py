"""The pain scale as one large row: a box for each number from 0 to 10, in the colour of its meaning in the rule."""

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.figure.cells import Picture, above, centred, filled, side_by_side
from achilles_tui.figure.letters import block_of
from achilles_tui.figure.palette import Ink, Palette

WIDER = 4
"""Extra columns of the box of the ten, which has two digits."""


def pain_row(pain: int | None, columns: int, rows: int, palette: Palette, *, calm: int, limit: int) -> Picture:  # noqa: PLR0913
    """Draw the row, with `pain` marked. calm, limit: the highest pain for a step up, and that ends no session."""
    ground = palette[Ink.GROUND]
    last = PAIN_SCALE[-1]
    wide = columns // len(PAIN_SCALE)
    boxes = []
    for number in PAIN_SCALE:
        ink = Ink.RESTING if number <= calm else Ink.WARNING if number <= limit else Ink.STOP
        box = wide if number < last else min(columns - last * wide, wide + WIDER)
        boxes.append(_box(number, box, rows, palette, ink, is_marked=number == pain))
    return centred(side_by_side(*boxes), columns, rows, ground) if wide > 1 else filled(columns, rows, ground)


def _box(number: int, columns: int, rows: int, palette: Palette, ink: Ink, *, is_marked: bool) -> Picture:  # noqa: PLR0913
    ground = palette[Ink.GROUND]
    colours = (palette[Ink.GROUND], palette[Ink.TEXT]) if is_marked else (palette[Ink.ON_BLOCK], palette[ink])
    under = 1 if rows > 2 else 0  # noqa: PLR2004 one row for the number, one for its mark
    box = block_of(str(number), columns - 1, rows - under, *colours)
    mark = filled(columns - 1, under, palette[Ink.TEXT] if is_marked else ground)
    return side_by_side(above(box, mark), filled(1, rows, ground))
