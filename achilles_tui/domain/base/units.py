"""The basic types of the domain: legs, regions, categories, verdicts, and numbers with their bounds."""

import re
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, NamedTuple, get_args

from msgspec import Meta


class Bounds(NamedTuple):
    """The bounds of a number. above: `least` itself is excluded. whole: only whole numbers."""

    least: float
    most: float
    above: bool = False
    whole: bool = True

    def hold(self, number: float) -> bool:
        """Whether a number is within the bounds."""
        return (number > self.least if self.above else number >= self.least) and number <= self.most

    def __str__(self) -> str:
        """Return the bounds as text, such as `0 to 10`."""
        return f"{f'more than {self.least:g} and at most' if self.above else f'{self.least:g} to'} {self.most:g}"


def bounds_of(kind: object) -> Bounds:
    """Return the bounds of a number type such as `Nprs`: the same that files are checked against."""
    number, meta = get_args(kind)
    is_above = meta.gt is not None
    return Bounds(meta.gt if is_above else meta.ge, meta.le, above=is_above, whole=number is int)


class Side(StrEnum):
    """Which leg works: left, right, or both together (gym work)."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def opposite(self) -> "Side":
        """The other leg; for both legs together, both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]

    @property
    def legs(self) -> "tuple[Side, ...]":
        """The legs that work, one after the other, when this side hurts."""
        return (Side.LEFT, Side.RIGHT) if self is Side.BOTH else (self,)


class Region(StrEnum):
    """Where the tendon hurts, as the user says; the program never decides it."""

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
        """How strict it is, 0 the least: if both legs are judged, the stricter verdict counts."""
        return list(Verdict).index(self)


class Sound(StrEnum):
    """Which sounds of a session are played."""

    ALL = "all"
    PHASES = "phases"
    OFF = "off"

    @property
    def next(self) -> "Sound":
        """The level of sound after this one; after the last comes the first."""
        levels = list(Sound)
        return levels[(levels.index(self) + 1) % len(levels)]


RowId = Literal[
    "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9",
    "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18",
]  # fmt: skip

Notice = Literal["off", "osc9", "osc777", "osc99"]
"""The escape sequence that asks a terminal for a desktop notice."""

PAIN_SCALE = range(11)
Nprs = Annotated[int, Meta(ge=PAIN_SCALE[0], le=PAIN_SCALE[-1])]
"""Numeric pain rating scale: 0 no pain, 10 the worst imaginable."""


class PainLimits(NamedTuple):
    """The pain limits of a session, in NPRS; the numbers come from the pain rule's file.

    calm: up to this pain a step up is possible. limit: up to this pain a session may go on. stop: from this pain on
    the rule stops, and the user is sent to a clinician.
    """

    calm: int
    limit: int
    stop: int


Seconds = Annotated[float, Meta(gt=0, le=3600)]
"""A phase's length in seconds."""

RestSeconds = Annotated[float, Meta(ge=0, le=3600)]
"""A rest's length in seconds; 0 is no rest."""

Exact = int | Fraction
"""A number without rounding errors: 1.4 - 0.4 is not 1 in floats, and a rule must not depend on that."""

Kilograms = Annotated[float, Meta(gt=0, le=1000.0)]
"""A load in kilograms; more than 1000 is taken for a typing mistake (ours)."""

LOAD_BOUNDS = bounds_of(Kilograms)
"""The bounds of a load in kilograms that a person types."""

FASTEST = 100.0
Speed = Annotated[float, Meta(ge=1, le=FASTEST)]
"""How many times faster than real time the clock of a practice session runs."""

Count = Annotated[int, Meta(ge=1, le=100)]
"""A number of sets or repetitions."""

# A tuple of any length, bounded to 2: msgspec crashes on a union of a bounded number and a tuple of fixed length.
CountOrRange = Count | Annotated[tuple[Count, ...], Meta(min_length=2, max_length=2)]
"""A number, or a range `[low, high]`: training starts at the low end and progresses to the high end."""

# In Python `$` also matches before a line feed at the end.
END = r"$(?!\n)"
_NAME = "^[a-z][a-z0-9-]{0,63}" + END
Name = Annotated[str, Meta(pattern=_NAME)]
"""An id: small letters, digits and hyphens."""

Words = Annotated[str, Meta(min_length=1, max_length=1000)]
"""A text for people to read."""

LONGEST_NOTE = 2000
"""The most characters in a note."""
Note = Annotated[str, Meta(max_length=LONGEST_NOTE)]
Stamp = Annotated[datetime, Meta(tz=True)]

Provenance = Annotated[str, Meta(pattern="^(article|analogy|ours|my PT|published: .{1,200})" + END)]
"""Where a number comes from: the article, analogy with it, a publication (named), us, or the user's own PT."""

Origins = dict[str, Provenance]
"""Where each number comes from, by its key."""

MY_PT = "my PT"
"""The origin of a number that the user's own physiotherapist set."""


def is_name(text: str) -> bool:
    """Whether a text is an id."""
    return re.match(_NAME, text) is not None


def low(value: int | tuple[int, ...]) -> int:
    """Return the starting number: the number itself, or the low end of a range."""
    return value if isinstance(value, int) else value[0]


def exact_text(number: Exact) -> str:
    """Return a number cut to two decimals, not rounded: 0.996 is below 1 and must not read as 1."""
    return f"{number * 100 // 1 / 100:g}"
