"""The colours of each theme. Drawings use inks; only here do they become colours."""

from dataclasses import dataclass
from enum import Enum, auto

from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.charts import palette
from achilles_tui.figure.charts.palette import ChartColours
from achilles_tui.figure.colours import DEFAULT, Colour


class Ink(Enum):
    """Everything drawn in its own colour."""

    GROUND = auto()
    SKIN = auto()
    MUSCLE = auto()
    TENDON = auto()
    SHOE = auto()
    SOLE = auto()
    OTHER_LEG = auto()
    OTHER_SHOE = auto()
    OTHER_SOLE = auto()
    CLOTHES = auto()
    FLOOR = auto()
    FLOOR_WORD = auto()
    EDGE = auto()
    MACHINE = auto()
    PAD = auto()
    WEIGHT = auto()
    GAUGE = auto()
    TARGET = auto()
    TEXT = auto()
    FAINT = auto()
    ON_BLOCK = auto()
    ON_PAUSED = auto()
    TRACK = auto()
    ACCENT = auto()
    CALM = auto()
    UP = auto()
    MOVING = auto()
    DOWN = auto()
    HOLD = auto()
    EASING = auto()
    RESTING = auto()
    PAUSED = auto()
    WARNING = auto()
    STOP = auto()
    EMPTY = auto()
    REST_DAY = auto()
    FIELD = auto()
    GRID = auto()
    RULE = auto()
    AREA = auto()
    LINE = auto()
    LINE_TOO = auto()
    POINTS = auto()
    POINTS_TOO = auto()
    BAR = auto()
    CURSOR = auto()


PHASE_INKS: dict[Phase, Ink] = {
    Phase.RISE: Ink.UP,
    Phase.SHIFT: Ink.MOVING,
    Phase.LOWER: Ink.DOWN,
    Phase.RESET: Ink.MOVING,
    Phase.EASE_IN: Ink.EASING,
    Phase.HOLD: Ink.HOLD,
    Phase.EASE_OUT: Ink.EASING,
    Phase.REST: Ink.RESTING,
}
"""The ink of a phase's block and bar; all other phases have the calm ink."""


@dataclass(frozen=True, eq=False)
class Palette:
    """The colour of every ink.

    muscle: shades from rest to hard work. heat: shades of a day, from little to everything that was planned.
    smooth: whether edges may be drawn in mixed colours.
    """

    name: str
    inks: dict[Ink, Colour]
    muscle: tuple[Colour, ...]
    heat: tuple[Colour, ...]
    smooth: bool = True

    @property
    def ground(self) -> Colour:
        """The colour behind everything."""
        return self.inks[Ink.GROUND]

    def __getitem__(self, ink: Ink) -> Colour:
        """Return the colour of an ink."""
        return self.inks[ink]

    def shade(self, ink: Ink, load: float) -> Colour:
        """Return the colour of an ink under a load from 0 to 1; only muscles change with the load."""
        return self.muscle[round(load * (len(self.muscle) - 1))] if ink is Ink.MUSCLE else self.inks[ink]

    def for_phase(self, phase: Phase) -> Colour:
        """Return the colour of a phase."""
        return self.inks[PHASE_INKS.get(phase, Ink.CALM)]


def _palette(
    name: str,
    base: "Palette | None" = None,
    *,
    muscle: tuple[Colour, ...],
    chart: ChartColours,
    smooth: bool = True,
    **colours: Colour,
) -> Palette:
    inks = dict(base.inks) if base else {}
    inks |= {Ink[key.upper()]: colour for key, colour in (colours | chart.inks).items()}
    missing = [ink.name for ink in Ink if ink not in inks and ink is not Ink.MUSCLE]
    if missing:
        raise ValueError(f"the palette {name} has no colour for {', '.join(missing)}")
    return Palette(name, inks, muscle, chart.heat, smooth)


DARK = _palette(
    "dark",
    muscle=(216, 210, 174, 167),
    chart=palette.DARK,
    ground=233,
    skin=223,
    tendon=202,
    shoe=32,
    sole=231,
    other_leg=60,
    other_shoe=103,
    other_sole=146,
    clothes=61,
    floor=237,
    floor_word=223,
    edge=245,
    machine=243,
    pad=239,
    weight=249,
    gauge=240,
    target=78,
    text=231,
    faint=250,
    on_block=16,
    on_paused=16,
    track=236,
    accent=214,
    calm=247,
    up=75,
    moving=175,
    down=214,
    hold=220,
    easing=180,
    resting=36,
    paused=231,
    warning=220,
    stop=203,
)
"""Colours 16 to 255 on a nearly black ground; the phases have the colours that the study found to read best."""

LIGHT = _palette(
    "light",
    DARK,
    muscle=(138, 131, 167, 160),
    chart=palette.LIGHT,
    ground=255,
    skin=137,
    tendon=88,
    shoe=25,
    sole=16,
    other_leg=146,
    other_shoe=103,
    other_sole=60,
    floor=250,
    floor_word=16,
    edge=243,
    machine=245,
    pad=241,
    weight=238,
    gauge=249,
    target=29,
    text=16,
    faint=240,
    track=231,
    accent=25,
    calm=244,
    up=32,
    moving=133,
    down=166,
    hold=100,
    easing=131,
    resting=29,
    paused=16,
    on_paused=231,
    stop=196,
)
"""Darker colours on a nearly white ground, where the phases' colours of the dark theme would hardly show."""

CONTRAST = _palette(
    "contrast",
    DARK,
    muscle=(217, 211, 205, 204),
    chart=palette.CONTRAST,
    ground=16,
    skin=231,
    tendon=208,
    shoe=39,
    other_leg=93,
    other_shoe=93,
    other_sole=183,
    floor=16,
    floor_word=231,
    edge=231,
    machine=248,
    pad=244,
    weight=231,
    gauge=244,
    target=46,
    faint=231,
    track=235,
    accent=226,
    calm=231,
    up=51,
    moving=213,
    down=214,
    hold=226,
    easing=223,
    resting=46,
    warning=226,
    stop=196,
)
"""Pure black and white with strong colours, for high contrast."""

GREYS = _palette(
    "greys",
    muscle=(247, 246, 245, 244),
    chart=palette.GREYS,
    ground=232,
    skin=250,
    tendon=239,
    shoe=243,
    sole=231,
    other_leg=237,
    other_shoe=238,
    other_sole=247,
    clothes=241,
    floor=235,
    floor_word=250,
    edge=245,
    machine=242,
    pad=238,
    weight=250,
    gauge=237,
    target=231,
    text=231,
    faint=250,
    on_block=16,
    on_paused=16,
    track=236,
    accent=255,
    calm=246,
    up=255,
    moving=246,
    down=252,
    hold=249,
    easing=247,
    resting=244,
    paused=231,
    warning=252,
    stop=255,
)
"""For NO_COLOR: chosen by lightness, so that the tendon stands out from the calf around it."""

TERMINAL = _palette(
    "terminal",
    muscle=(7, 1),
    chart=palette.TERMINAL,
    smooth=False,
    ground=DEFAULT,
    skin=7,
    tendon=9,
    shoe=4,
    sole=15,
    other_leg=5,
    other_shoe=13,
    other_sole=7,
    clothes=4,
    floor=8,
    floor_word=15,
    edge=7,
    machine=8,
    pad=8,
    weight=7,
    gauge=8,
    target=2,
    text=15,
    faint=7,
    on_block=0,
    on_paused=0,
    track=8,
    accent=11,
    calm=7,
    up=12,
    moving=13,
    down=11,
    hold=3,
    easing=14,
    resting=10,
    paused=15,
    warning=11,
    stop=9,
)
"""Only the terminal's own sixteen colours, for a dark background."""

TERMINAL_LIGHT = _palette(
    "terminal-light",
    TERMINAL,
    muscle=(3, 1),
    chart=palette.TERMINAL_LIGHT,
    smooth=False,
    floor=7,
    floor_word=0,
    skin=3,
    sole=0,
    other_sole=8,
    edge=8,
    weight=0,
    text=0,
    faint=8,
    accent=4,
    paused=0,
    on_paused=15,
)
"""The same, for a light background."""

SIXTEEN = _palette("sixteen", TERMINAL, muscle=TERMINAL.muscle, chart=palette.SIXTEEN, smooth=False, ground=0)
"""The sixteen colours on black, for a terminal with no more colours."""
