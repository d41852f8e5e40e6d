"""The value axis of a plot, on screen and on paper: the height of a value, and the numbers next to the axis."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

_LARGEST = 1e12
"""Larger values are drawn as this, far beyond any load, so that sums stay finite (ours)."""

_STEPS = (1, 2, 5, 10)
_ROUND = frozenset({"1", "2", "2.5", "5"})
"""The first digits a step between two numbers may have."""

_INTERVALS = (10, 6, 5, 4, 3, 2, 1)
"""Into how many parts the numbers may divide the scale; with 2 parts or 1, they need not be round."""

_HALVES = 2

_SHORT = ((1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))
"""Short forms of large numbers: from which value, its unit, and the letter for the unit."""


class Measure(NamedTuple):
    """A scale from low to high; high is larger than low."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Return the height of a value, from 0 at the lowest to 1 at the highest; values outside are at an end."""
        return (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)

    def level(self, value: float, levels: int) -> int:
        """Return the level of a value, from 0, the lowest, to `levels` - 1."""
        return floor(self.share(value) * (levels - 1) + 0.5)

    def ticks(self, rows: int) -> tuple[float, ...]:
        """Return the values to write next to `rows` rows, from the lowest: round values, each in its own row."""
        longest = max(len(number(self.low)), len(number(self.high)))
        for count in _INTERVALS:
            if count > _HALVES and not _is_round((self.high - self.low) / count):
                continue
            values = tuple(self.low + (self.high - self.low) * part / count for part in range(count + 1))
            places = [self.level(value, 2 * rows) // 2 for value in values]
            apart = {above - below for below, above in pairwise(places)}
            is_even = max(apart) - min(apart) <= 1 and min(apart) >= (2 if count > _HALVES else 1)  # with a row between
            if is_even and all(len(number(value)) <= longest for value in values):
                return values
        return ()


def measure(values: Iterable[float], low: float | None = None, high: float | None = None) -> Measure:
    """Return a scale for all values: from 0, or a round number below it, to a round number; or with these ends."""
    in_bounds = [bounded(value) for value in values]
    lowest, highest = min(in_bounds, default=0.0), max(in_bounds, default=0.0)
    bottom = low if low is not None else -_round_above(-lowest) if lowest < 0 else 0.0
    top = high if high is not None else _round_above(highest) if highest > 0 else 0.0
    return Measure(bottom, top if top > bottom else bottom + 1.0)


def bounded(value: float) -> float:
    """Limit a value so that sums stay finite."""
    return min(_LARGEST, max(-_LARGEST, value))


def number(value: float) -> str:
    """Return a number as text for an axis: four digits at most, with a letter for thousands and millions."""
    for limit, part, letter in _SHORT:
        if abs(value) >= limit:
            return f"{value / part:.4g}{letter}"
    return f"{value:.4g}"


def apart(places: Sequence[float], gap: float, end: float) -> list[float]:
    """Return ascending places with a gap between any two, none beyond the end; without room, the first go below 0."""
    moved: list[float] = []
    for place in places:
        moved.append(max([place, *(last + gap for last in moved[-1:])]))
    return [min(place, end - gap * (len(moved) - 1 - index)) for index, place in enumerate(moved)]


def _is_round(step: float) -> bool:
    return f"{step:.3e}".partition("e")[0].rstrip("0.") in _ROUND


def _round_above(value: float) -> float:
    """Return the next multiple of a step (1, 2 or 5 times a power of ten) of which three or four reach the value."""
    rough = value / 4
    power = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next((part * power for part in _STEPS if part * power >= rough), 10 * power)
    return float(f"{ceil(value / step) * step:.6g}")
