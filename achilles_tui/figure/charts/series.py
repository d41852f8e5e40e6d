"""The content of a plot: values over days from its first on, None if missing; lines at a value, letters at a day."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

Values = Sequence[float | None]


class Tone(Enum):
    """One of two colours; one is clearly lighter, so that they also differ without colour."""

    FIRST = auto()
    SECOND = auto()


class Dash(Enum):
    """The pattern of a level line: columns drawn and columns left, repeated."""

    LONG = (6, 2)
    SHORT = (2, 2)
    DOTS = (1, 3)


class Points(NamedTuple):
    """A dot for each value."""

    values: Values
    tone: Tone = Tone.FIRST


class LineSeries(NamedTuple):
    """Values joined from day to day, but not across missing values. is_filled: down to the foot of the plot."""

    values: Values
    tone: Tone = Tone.FIRST
    is_filled: bool = False


class Bars(NamedTuple):
    """A bar for each value, one every `days` days. start: day of the first bar, counted from the plot's first day."""

    values: Values
    days: int = 7
    start: int = 0


Series = Points | LineSeries | Bars


class Rule(NamedTuple):
    """A level line at a value, half a cell high and behind all data, with its name at the right end."""

    value: float
    label: str
    dash: Dash = Dash.LONG


class Mark(NamedTuple):
    """A letter, or another sign one cell wide, below a day."""

    day: date
    letter: str


class Plot(NamedTuple):
    """A plot. The first and last day are both shown; earlier series are behind later ones.

    title: one line at the top, in parts separated by ` · `; the last parts are left out if room is short.
    crowded_title: the title if so many days share a column that points are drawn as their range.
    marks: if several are in one column, the first is shown. unit: at the foot of the scale. low, high: the ends of the
    scale; by default it goes from 0, or below, to a round number above all values. cursor: the selected day.
    left, right: least columns for the scale and for the names of the level lines. is_dated: whether there are dates
    below; of stacked plots only the last needs them. `stack` sets the last three.
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
