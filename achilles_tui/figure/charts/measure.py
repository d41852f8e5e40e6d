"""The upright scale of a plot: how far up a value lies, and which numbers are written beside it."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

_LARGEST = 1e12
"""Anything beyond is drawn as this: no body lifts it, and sums stay finite (ours)."""

_STEPS = (1, 2, 5, 10)
_INTERVALS = (10, 6, 5, 4, 3, 2, 1)
"""Into how many parts the scale may be cut by its numbers."""

_SHORT = ((1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))
"""From which number on it is written in shorter form: from, in parts of, with which letter."""


class Measure(NamedTuple):
    """A scale from low to high, high being the larger."""

    low: float
    high: float

    def level(self, value: float, levels: int) -> int:
        """Return on which of so many levels a value lies, 0 the lowest. What lies outside is on the outermost one."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return floor(share * (levels - 1) + 0.5)

    def ticks(self, rows: int) -> tuple[float, ...]:
        """Return the values to be written beside so many rows, from the lowest: round ones, in rows of their own."""
        longest = max(len(number(self.low)), len(number(self.high)))
        for count in _INTERVALS:
            values = tuple(self.low + (self.high - self.low) * part / count for part in range(count + 1))
            places = [self.level(value, 2 * rows) // 2 for value in values]
            apart = {above - below for below, above in pairwise(places)}
            is_even = max(apart) - min(apart) <= 1 and min(apart) >= (2 if count > 2 else 1)  # noqa: PLR2004 a row between
            if is_even and all(len(number(value)) <= longest for value in values):
                return values
        return ()


def measure(values: Iterable[float], low: float | None = None, high: float | None = None) -> Measure:
    """Return a scale that holds all values: from 0, or below, to a round number; or with the ends that are given."""
    known = [bounded(value) for value in values]
    lowest, highest = min(known, default=0.0), max(known, default=0.0)
    bottom = low if low is not None else -_round_above(-lowest) if lowest < 0 else 0.0
    top = high if high is not None else _round_above(highest) if highest > 0 else 0.0
    return Measure(bottom, top if top > bottom else bottom + 1.0)


def bounded(value: float) -> float:
    """Return a value that can be reckoned with."""
    return min(_LARGEST, max(-_LARGEST, value))


def number(value: float) -> str:
    """Return a number as it is written beside a scale: four digits at most, thousands and millions as letters."""
    for limit, part, letter in _SHORT:
        if abs(value) >= limit:
            return f"{value / part:.4g}{letter}"
    return f"{value:.4g}"


def _round_above(value: float) -> float:
    """Return the next multiple of a step of 1, 2 or 5, of which three or four reach the value."""
    rough = value / 4
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next((part * power for part in _STEPS if part * power >= rough), 10 * power)
    return float(f"{ceil(value / step) * step:.6g}")
