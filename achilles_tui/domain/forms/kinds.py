"""The kinds of value that a form has: what a step and typed text make of each, and how it is read. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from achilles_tui.domain.base.units import LOAD_BOUNDS, PAIN_SCALE, Bounds, Nprs, bounds_of

T = TypeVar("T")

Amount = float | tuple[int, ...]
"""A number, or a range of whole numbers."""

LONGEST_TYPED = 6
"""Characters of a number that is typed."""

KILOGRAM_STEP = 2.5
"""Kilograms that one press changes a load by (ours; the smallest plates of most machines)."""

QUARTER = timedelta(minutes=15)
"""What one press changes a time of day by (ours)."""

_CLOCK_DIGITS = 4
_SOME_DAY = datetime(2000, 1, 2)  # noqa: DTZ001 only its hours are used


class Kind(Generic[T]):
    """How values are changed, checked and read. Any value will do here; it has no steps, and nothing of it is typed."""

    unit: str = ""

    def step_from(self, value: T | None, by: int) -> T | None:  # noqa: ARG002 a kind without steps
        """Return the next value, up or down."""
        return value

    def parse(self, typed: str) -> T | None:
        """Return what was typed, or None where that is no value yet. Raises ValueError where it can become none."""
        raise ValueError(typed)

    def text(self, value: T) -> str:
        """Return a value as it is read, without its unit."""
        return str(value)

    def problem(self, value: T) -> str:  # noqa: ARG002 a kind without bounds
        """Return what is wrong with a value, to stand after a name; empty where it can be kept."""
        return ""


@dataclass(frozen=True)
class NumberKind(Kind[Amount]):
    """A number; a range becomes one once it is changed.

    step: what one press changes it by. strict: digits that lead out of the bounds are not taken; otherwise they stand
    there, and the form cannot be kept.
    """

    bounds: Bounds
    step: float = 1.0
    unit: str = ""
    strict: bool = True

    def step_from(self, value: Amount | None, by: int) -> Amount:
        """Return the next step up or down, within the bounds; from between two steps, the nearer end of them.

        What is missing begins at the least, a range at its low end.
        """
        least = self.step if self.bounds.above else self.bounds.least
        if value is None:
            return self._number(least)
        now = value[0] if isinstance(value, tuple) else value
        down, rest = divmod(now, self.step)
        aim = (down + (by if by > 0 or not rest else by + 1)) * self.step
        return self._number(min(self.bounds.most, max(min(now, least), aim)))

    def parse(self, typed: str) -> float | None:
        """Return the number that was typed, with a point or a comma where it has parts."""
        text = typed.replace(",", ".")
        if not set(text) <= set("0123456789.") or len(text) > LONGEST_TYPED or ("." in text and self.bounds.whole):
            raise ValueError(typed)
        if text == ".":
            return None
        value = self._number(float(text))
        if self.strict and value > self.bounds.most:
            raise ValueError(typed)
        return value if self.bounds.hold(value) or not self.strict else None

    def text(self, value: Amount) -> str:
        """Return its digits, or both ends of a range."""
        return f"{value[0]}-{value[1]}" if isinstance(value, tuple) else f"{value:g}"

    def problem(self, value: Amount) -> str:
        """Return the bounds of a number that is beyond them."""
        return "" if isinstance(value, tuple) or self.bounds.hold(value) else f"{self.bounds} {self.unit}".rstrip()

    def _number(self, value: float) -> float:
        return int(value) if self.bounds.whole else value


PAIN = NumberKind(bounds_of(Nprs))
"""Pain on the numeric rating scale."""

TEN = {"t": PAIN_SCALE[-1]}
"""The letter that is ten on it."""

LOAD = NumberKind(LOAD_BOUNDS, KILOGRAM_STEP, "kg")
"""Kilograms."""


@dataclass(frozen=True)
class Choice(Kind[T]):
    """One of some values. wraps: after the last comes the first."""

    values: tuple[T, ...]
    wraps: bool = False

    def step_from(self, value: T | None, by: int) -> T:
        """Return the next one; the first, where it is none of them yet."""
        at, last = self.values.index(value) + by if value in self.values else 0, len(self.values) - 1
        return self.values[at % len(self.values) if self.wraps else min(last, max(0, at))]


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day up to the last one that there can be."""

    last: date

    def step_from(self, value: date | None, by: int) -> date:
        """Return the next day or the one before; of none, the last."""
        return self.last if value is None else min(self.last, value + timedelta(days=by))

    def text(self, value: date) -> str:
        """Return it with its weekday."""
        return f"{value:%a %d %b %Y}"


class TimeOfDay(Kind[time]):
    """A time of day."""

    def step_from(self, value: time | None, by: int) -> time | None:
        """Return a quarter of an hour later or earlier, on the same day."""
        if value is None:
            return None
        moved = datetime.combine(_SOME_DAY, value) + by * QUARTER
        return moved.time() if moved.day == _SOME_DAY.day else value

    def parse(self, typed: str) -> time | None:
        """Return what was typed, such as 730 or 0730."""
        if not (typed.isascii() and typed.isdecimal()) or len(typed) > _CLOCK_DIGITS:
            raise ValueError(typed)
        hour, minute = int(typed[:-2] or 0), int(typed[-2:])
        try:
            return time(hour, minute) if len(typed) >= _CLOCK_DIGITS - 1 else None
        except ValueError:
            if len(typed) == _CLOCK_DIGITS:
                raise
            return None

    def text(self, value: time) -> str:
        """Return hours and minutes."""
        return f"{value:%H:%M}"


class Text(Kind[str]):
    """Words of the person's own; a screen asks for them."""

    def text(self, value: str) -> str:
        """Return them, or a dash for none."""
        return value or "-"
