"""What a plot shows: values over days, lines at a value, letters at a day. What they mean is not known here.

Values are one a day from the plot's first day on, None where there is none. None is a gap, never a zero.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

Values = Sequence[float | None]


class Tone(Enum):
    """Which of two colours, one clearly lighter than the other, so that they differ without colour too."""

    FIRST = auto()
    SECOND = auto()


class Dash(Enum):
    """How a level line is broken: the columns it takes and those it leaves, again and again."""

    LONG = (6, 2)
    SHORT = (2, 2)
    DOTS = (1, 3)


class Points(NamedTuple):
    """A dot for each value."""

    values: Values
    tone: Tone = Tone.FIRST


class LineSeries(NamedTuple):
    """Values joined from day to day, and nowhere over a day that has none. is_filled: down to the foot of the plot."""

    values: Values
    tone: Tone = Tone.FIRST
    is_filled: bool = False


class Bars(NamedTuple):
    """A bar for each value, one every so many days; start: the day of the first one, counted from the plot's first."""

    values: Values
    days: int = 7
    start: int = 0


Series = Points | LineSeries | Bars


class Rule(NamedTuple):
    """A level line at a value, half a cell high and under all data, with its name at the right end."""

    value: float
    label: str
    dash: Dash = Dash.LONG


class Mark(NamedTuple):
    """A letter, or another sign one cell wide, below a day."""

    day: date
    letter: str


class Plot(NamedTuple):
    """All of a plot. The first and the last day are both shown; the earlier series lie under the later ones.

    title: one line above, in parts with ` · ` between, of which the last ones are left out where room is short.
    crowded_title: the one instead where so many days share a column that points are drawn as their range.
    marks: where several fall on one column the first of them is seen. unit: at the foot of the scale. low, high: the
    scale's ends; without them it is from 0, or below, to a round number above all values. cursor: the day that is
    pointed at. left, right: columns kept for the scale and for the names of the level lines, if they need no more.
    is_dated: whether it has dates below; of plots above each other only the last needs them. `stack` sets these three.
    """

    first: date
    last: date
    series: tuple[Series, ...] = ()
    rules: tuple[Rule, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    cursor: date | None = None
    crowded_title: str = ""
    left: int = 0
    right: int = 0
    is_dated: bool = True
