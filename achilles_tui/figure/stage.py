"""Draws one moment of a session as three pictures: the figure on its floor, the panel next to it, the bar below.

Each is a pure function of the view and a size in cells, 1 or more; what does not fit is left out.
"""

from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.view import SessionView
from achilles_tui.figure.body.drawing import Motion, draw
from achilles_tui.figure.cells import Picture, above, blank, centred, filled, side_by_side
from achilles_tui.figure.colours import Colour
from achilles_tui.figure.digits import clock, digits
from achilles_tui.figure.letters import block_of, lettering, width
from achilles_tui.figure.palette import Ink, Palette
from achilles_tui.figure.signs import PAUSE, sign

COUNTED_DOWN = 3
"""The last seconds of a hold or a rest, drawn in the phase's colour while the bell counts them down."""

_FLOOR_ROWS, _SMALL_FLOOR_ROWS = 4, 3
_ROWS_BESIDE_FLOOR = 9
"""Rows of the floor with its word, in letters of either size, and rows that the figure needs at least."""

_PLAIN_ROWS = 5
"""With fewer rows than this a panel is plain text."""


def on_its_floor(posture: Posture, columns: int, rows: int, palette: Palette, motion: Motion) -> Picture:
    """Draw a posture, and the leg's word on the floor it stands on."""
    word = posture.side.value.upper()
    floor = _floor_rows(word, columns, rows)
    if rows <= floor:
        return lettering(word, columns, rows, palette[Ink.FLOOR_WORD], palette[Ink.FLOOR])
    return above(
        draw(posture, columns, rows - floor, palette, motion),
        lettering(word, columns, floor, palette[Ink.FLOOR_WORD], palette[Ink.FLOOR]),
    )


def _floor_rows(word: str, columns: int, rows: int) -> int:
    if width(word) <= columns and rows >= _ROWS_BESIDE_FLOOR + _FLOOR_ROWS:
        return _FLOOR_ROWS
    if width(word, small=True) <= columns and rows >= _ROWS_BESIDE_FLOOR + _SMALL_FLOOR_ROWS:
        return _SMALL_FLOOR_ROWS
    return 1


def panel(view: SessionView, columns: int, rows: int, palette: Palette) -> Picture:
    """Draw the phase's word on a block of its colour, the seconds left with the phase's arrow, and the counter."""
    block, word = _block(view, palette)
    if rows < _PLAIN_ROWS:
        return _plain_panel(view, columns, rows, palette)
    block_rows, counter_rows = _shares(columns, rows, counted=not view.card)
    return above(
        block_of(word, columns, block_rows, *block),
        _time(view, columns, rows - block_rows - counter_rows, palette),
        lettering(view.counter, columns, counter_rows, palette[Ink.FAINT], palette[Ink.GROUND]),
    )


def bar(view: SessionView, columns: int, rows: int, palette: Palette) -> Picture:
    """Draw the progress of the phase: the bar fills on the way up and drains with everything counted down."""
    track = palette[Ink.TRACK]
    if view.pause:
        return ((("░", palette[Ink.PAUSED], track),) * columns,) * rows
    if view.seconds is None:
        return filled(columns, rows, track)
    part = view.fraction if view.phase in {Phase.RISE, Phase.EASE_IN} else 1 - view.fraction
    whole, eighths = divmod(round(part * columns * 8), 8)
    ink = palette.for_phase(view.phase)
    row = [blank(ink)] * whole
    if eighths:
        row.append((" ▏▎▍▌▋▊▉"[eighths], ink, track))
    return ((*row, *[blank(track)] * (columns - len(row))),) * rows


def _block(view: SessionView, palette: Palette) -> tuple[tuple[Colour, Colour], str]:
    """Return the ink and ground of the phase's block, and its word."""
    if view.pause:
        return (palette[Ink.ON_PAUSED], palette[Ink.PAUSED]), "PAUSED"
    return (palette[Ink.ON_BLOCK], palette.for_phase(view.phase)), view.word


def _shares(columns: int, rows: int, *, counted: bool) -> tuple[int, int]:
    """Return the rows of the block and of the counter; the seconds have the rest. Equal in all phases."""
    if rows >= 26 and columns >= 2 * width("LOWER") + 2:  # noqa: PLR2004 room for letters of twice the size
        return 9, 5 if counted else 0
    if rows >= 16:  # noqa: PLR2004 room for all three
        return 5, 4 if counted else 0
    return min(rows // 2, 4), 0


def _time(view: SessionView, columns: int, rows: int, palette: Palette) -> Picture:
    """Draw the seconds left next to the phase's arrow, if it has one, or the sign of a pause."""
    ground = palette.ground
    text = "" if view.seconds is None else clock(view.seconds)
    arrow, colour = (PAUSE, palette[Ink.PAUSED]) if view.pause else (view.arrow, palette.for_phase(view.phase))
    ink = colour if _is_counted_down(view) else palette[Ink.TEXT]
    if rows < 3:  # noqa: PLR2004 digits need three rows
        return centred([[(letter, ink, ground) for letter in text]], columns, rows, ground)
    if not text:
        return sign(arrow, columns, rows, colour, ground, smooth=palette.smooth)
    arrow_columns = columns * 3 // 10 if arrow else 0
    time_columns = columns - arrow_columns
    time = centred(digits(text, time_columns, _tall(rows), ink, ground), time_columns, rows, ground)
    return (
        side_by_side(sign(arrow, arrow_columns, rows, colour, ground, smooth=palette.smooth), time)
        if arrow_columns
        else time
    )


def _tall(rows: int) -> int:
    """Return the rows of the digits: tall ones leave some room above and below."""
    return rows - 2 if rows > 9 else rows - 1 if rows > 5 else rows  # noqa: PLR2004


def _is_counted_down(view: SessionView) -> bool:
    counted = view.phase in {Phase.HOLD, Phase.REST} and not view.pause
    return counted and view.seconds is not None and view.seconds <= COUNTED_DOWN


def _plain_panel(view: SessionView, columns: int, rows: int, palette: Palette) -> Picture:
    (ink, ground), word = _block(view, palette)
    seconds = "" if view.seconds is None else f" {clock(view.seconds)}"
    return centred([[(letter, ink, ground) for letter in f"{word}{seconds}"]], columns, rows, ground)
