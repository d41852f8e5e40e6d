"""The colours of each theme. Drawings use inks; only here do they become colours, those in `palettes.toml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path

import rtoml

from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.colours import Colour


class Ink(StrEnum):
    """Everything drawn in its own colour; the values are the keys of `palettes.toml`."""

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
    """The colour of every ink. muscle: from rest to hard work. heat: of a day. smooth: whether edges may be mixed."""

    name: str
    inks: dict[Ink, Colour]
    muscle: tuple[Colour, ...]
    heat: tuple[Colour, ...]
    smooth: bool

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


def _read() -> Iterator[Palette]:
    table = rtoml.load(Path(__file__).with_name("palettes.toml"))
    for column, name in enumerate(table["name"]):
        inks: dict[Ink, Colour] = {ink: table[ink][column] for ink in Ink if ink is not Ink.MUSCLE}
        yield Palette(name, inks, tuple(table["muscle"][name]), tuple(table["heat"][name]), table["smooth"][column])


DARK, LIGHT, CONTRAST, GREYS, TERMINAL, TERMINAL_LIGHT, SIXTEEN = ALL = tuple(_read())
