"""The axis of values of a plot, in cells as on paper: how far up a value lies, which numbers are written beside it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

_LARGEST = 1e12
"""Anything beyond is drawn as this: no body lifts it, and sums stay finite (ours)."""

_STEPS = (1, 2, 5, 10)
_ROUND = frozenset({"1", "2", "2.5", "5"})
"""With what a step between two numbers may begin."""

_INTERVALS = (10, 6, 5, 4, 3, 2, 1)
"""Into how many parts the scale may be cut by its numbers; a half and the whole need not be round."""

_HALVES = 2

_SHORT = ((1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))
"""From which number on it is written in shorter form: from, in parts of, with which letter."""


class Measure(NamedTuple):
    """A scale from low to high, high being the larger."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Return how far up a value lies, from 0 at the lowest to 1 at the highest. What lies outside is at an end."""
        return (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)

    def level(self, value: float, levels: int) -> int:
        """Return on which of so many levels a value lies, 0 the lowest."""
        return floor(self.share(value) * (levels - 1) + 0.5)

    def ticks(self, rows: int) -> tuple[float, ...]:
        """Return the values to be written beside so many rows, from the lowest: round ones, in rows of their own."""
        longest = max(len(number(self.low)), len(number(self.high)))
        for count in _INTERVALS:
            if count > _HALVES and not _is_round((self.high - self.low) / count):
                continue
            values = tuple(self.low + (self.high - self.low) * part / count for part in range(count + 1))
            places = [self.level(value, 2 * rows) // 2 for value in values]
            apart = {above - below for below, above in pairwise(places)}
            is_even = max(apart) - min(apart) <= 1 and min(apart) >= (2 if count > _HALVES else 1)  # a row between
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


def apart(places: Sequence[float], gap: float, end: float) -> list[float]:
    """Return places that rise, moved so that there is a gap between any two and none is beyond the end.

    Where they have no room before the end the first ones move below 0.
    """
    moved: list[float] = []
    for place in places:
        moved.append(max([place, *(last + gap for last in moved[-1:])]))
    return [min(place, end - gap * (len(moved) - 1 - index)) for index, place in enumerate(moved)]


def _is_round(step: float) -> bool:
    return f"{step:.3e}".partition("e")[0].rstrip("0.") in _ROUND


def _round_above(value: float) -> float:
    """Return the next multiple of a step of 1, 2 or 5, of which three or four reach the value."""
    rough = value / 4
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next((part * power for part in _STEPS if part * power >= rough), 10 * power)
    return float(f"{ceil(value / step) * step:.6g}")
