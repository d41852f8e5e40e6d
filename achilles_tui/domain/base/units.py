"""The words and bounds that every other type of the core is made of. Nothing here decides anything."""

import re
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, get_args

from msgspec import Meta


class Bounds(NamedTuple):
    """Which numbers can be. above: the least itself cannot, only what is more than it."""

    least: float
    most: float
    above: bool = False
    whole: bool = True

    def hold(self, number: float) -> bool:
        """Whether a number is within them."""
        return (number > self.least if self.above else number >= self.least) and number <= self.most

    def __str__(self) -> str:
        """Say them, such as `0 to 10`."""
        return f"{f'more than {self.least:g} and at most' if self.above else f'{self.least:g} to'} {self.most:g}"


def bounds_of(kind: object) -> Bounds:
    """Return the bounds of a type of number such as `Nprs`: the very ones that files are checked against."""
    number, meta = get_args(kind)
    is_above = meta.gt is not None
    return Bounds(meta.gt if is_above else meta.ge, meta.le, above=is_above, whole=number is int)


class Side(StrEnum):
    """Which leg works: one of them, or both together (gym work)."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def opposite(self) -> "Side":
        """The other leg; both legs together have no other."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]

    @property
    def legs(self) -> "tuple[Side, ...]":
        """The legs that work one after the other where this one hurts."""
        return (Side.LEFT, Side.RIGHT) if self is Side.BOTH else (self,)


class Region(StrEnum):
    """Where the tendon hurts, as the user says it; the program never decides it."""

    INSERTIONAL = "insertional"
    MID_PORTION = "mid-portion"
    NOT_SURE = "not-sure"


class Category(StrEnum):
    """What kind of load an exercise puts on the tendon."""

    STRETCH = "stretch"
    ISOMETRIC = "isometric"
    STRENGTH = "strength"
    ECCENTRIC = "eccentric"
    HEAVY = "heavy"

    @property
    def is_hold(self) -> bool:
        """Whether it is a hold; every other kind is a raise, up and down."""
        return self in {Category.STRETCH, Category.ISOMETRIC}


class Figure(StrEnum):
    """Which drawing shows an exercise."""

    HEEL_RAISE = "heel-raise"
    BENT_HEEL_RAISE = "bent-heel-raise"
    WALL_STRETCH = "wall-stretch"
    BENT_WALL_STRETCH = "bent-wall-stretch"
    SEATED_RAISE = "seated-raise"
    LEG_PRESS = "leg-press"
    STEP_DROP = "step-drop"
    BENT_STEP_DROP = "bent-step-drop"
    SITTING_RAISE = "sitting-raise"
    LOADED_RAISE = "loaded-raise"
    NEUTRAL = "neutral"


class Verdict(StrEnum):
    """What the rule says about the next session."""

    PROGRESS = "progress"
    HOLD = "hold"
    STEP_BACK = "step back"
    STOP = "stop"

    @property
    def strictness(self) -> int:
        """How strict it is, 0 the least: where both legs are judged, the stricter side decides."""
        return list(Verdict).index(self)


class Sound(StrEnum):
    """How much of a session is heard."""

    ALL = "all"
    PHASES = "phases"
    OFF = "off"

    @property
    def next(self) -> "Sound":
        """The level after this one; after the last comes the first."""
        levels = list(Sound)
        return levels[(levels.index(self) + 1) % len(levels)]


RowId = Literal[
    "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9",
    "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18",
]  # fmt: skip

Notice = Literal["off", "osc9", "osc777", "osc99"]
"""In which way a terminal is asked for a notice on the desktop: by the number of its escape sequence."""

PAIN_SCALE = range(11)
Nprs = Annotated[int, Meta(ge=PAIN_SCALE[0], le=PAIN_SCALE[-1])]
"""Numeric pain rating scale: 0 no pain, 10 the worst imaginable."""


class PainLimits(NamedTuple):
    """The limits of the pain rule that a session goes by, in NPRS; their numbers stand in the rule's file.

    calm: up to here the rule takes no notice. limit: up to here a session may go on. stop: from here the rule stops,
    and a clinician is named.
    """

    calm: int
    limit: int
    stop: int


Seconds = Annotated[float, Meta(gt=0, le=3600)]
"""A phase's length in seconds."""

RestSeconds = Annotated[float, Meta(ge=0, le=3600)]
"""A rest's length in seconds; 0 is no rest."""

Exact = int | Fraction
"""A number that no rounding has touched: 1.4 - 0.4 is not 1 in floats, and a rule must not turn on that."""

Kilograms = Annotated[float, Meta(gt=0, le=1000.0)]
"""A load in kilograms; more is a slip (ours)."""

LOAD_BOUNDS = bounds_of(Kilograms)
"""The loads that can be, in kilograms, wherever a person types one."""

FASTEST = 100.0
Speed = Annotated[float, Meta(ge=1, le=FASTEST)]
"""How many times faster than life the clock of a practice walk runs."""

Count = Annotated[int, Meta(ge=1, le=100)]
"""How many sets or repetitions."""

# Two of any length: msgspec crashes the process on a bounded number beside a tuple of fixed length.
CountOrRange = Count | Annotated[tuple[Count, ...], Meta(min_length=2, max_length=2)]
"""A number, or a range `[low, high]`: one starts at its low end, the rest is the way up."""

# In Python `$` also lies before a line feed at the end, which is no part of any name.
END = r"$(?!\n)"
_NAME = "^[a-z][a-z0-9-]{0,63}" + END
Name = Annotated[str, Meta(pattern=_NAME)]
"""An id: small letters, digits and hyphens."""

Words = Annotated[str, Meta(min_length=1, max_length=1000)]
"""A text that a person reads."""

LONGEST_NOTE = 2000
"""Characters."""
Note = Annotated[str, Meta(max_length=LONGEST_NOTE)]
Stamp = Annotated[datetime, Meta(tz=True)]

Provenance = Annotated[str, Meta(pattern="^(article|analogy|ours|my PT|published: .{1,200})" + END)]
"""Where a number comes from: the article, analogy with it, a publication (named), us, or the user's own PT."""

Origins = dict[str, Provenance]
"""Where each number comes from, by its key."""

MY_PT = "my PT"
"""Where a number comes from that the user's own physiotherapist told."""


def is_name(text: str) -> bool:
    """Whether a text is an id."""
    return re.match(_NAME, text) is not None


def low(value: int | tuple[int, ...]) -> int:
    """Return the number one starts with: a number itself, or the low end of a range."""
    return value if isinstance(value, int) else value[0]


def exact_text(number: Exact) -> str:
    """Return a number to two decimals and cut, not rounded: 0.996 must not be told as the 1 it is below."""
    return f"{number * 100 // 1 / 100:g}"
