"""The words and bounds that every other type of the core is made of. Nothing here decides anything."""

import re
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, NamedTuple

from msgspec import Meta


class Side(StrEnum):
    """Which leg works: one of them, or both together (gym work)."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
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
    def held(self) -> bool:
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

HEAVIEST = 1000.0
Kilograms = Annotated[float, Meta(gt=0, le=HEAVIEST)]
"""A load in kilograms."""

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


def told(number: Exact) -> str:
    """Return a number to two decimals and cut, not rounded: 0.996 must not be told as the 1 it is below."""
    return f"{number * 100 // 1 / 100:g}"
