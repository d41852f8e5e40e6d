"""The kinds of value in a form: how steps and typed text change them, and how they are shown. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Generic, TypeVar

from achilles_tui.domain.base.units import LOAD_BOUNDS, PAIN_SCALE, Bounds, Nprs, bounds_of

T = TypeVar("T")

Amount = float | tuple[int, ...]
"""A number, or a range of whole numbers."""

LONGEST_TYPED = 6
"""The most characters of a typed number."""

KILOGRAM_STEP = 2.5
"""The kilograms by which a key changes a load (ours; the smallest plates of most machines)."""

QUARTER = timedelta(minutes=15)
"""The step by which a key changes a time of day (ours)."""

_CLOCK_DIGITS = 4
_SOME_DAY = datetime(2000, 1, 2)  # noqa: DTZ001 only its hours are used


class Kind(Generic[T]):
    """How values are changed, checked and shown. This base accepts any value; it has no steps and cannot be typed."""

    unit: str = ""

    def step_from(self, value: T | None, steps: int) -> T | None:  # noqa: ARG002 a kind without steps
        """Return the next value, up or down."""
        return value

    def parse(self, typed: str) -> T | None:
        """Return the typed value, or None if it is not a value yet. Raises ValueError if it can never become one."""
        raise ValueError(typed)

    def text(self, value: T) -> str:
        """Return a value as text, without its unit."""
        return str(value)

    def problem(self, value: T) -> str:  # noqa: ARG002 a kind without bounds
        """Return what is wrong with a value, to follow its name; empty if it is valid."""
        return ""


@dataclass(frozen=True)
class NumberKind(Kind[Amount]):
    """A number, or a range; a range becomes a number when it is changed.

    step: the change by one key. strict: digits that lead out of the bounds are refused; otherwise they are shown, and
    the form cannot be saved.
    """

    bounds: Bounds
    step: float = 1.0
    unit: str = ""
    strict: bool = True

    def step_from(self, value: Amount | None, steps: int) -> Amount:
        """Return the next step up or down within the bounds; a value between two steps moves to the nearest step.

        A missing value starts at the least, a range at its low end.
        """
        least = self.step if self.bounds.above else self.bounds.least
        if value is None:
            return self._number(least)
        now = value[0] if isinstance(value, tuple) else value
        down, rest = divmod(now, self.step)
        aim = (down + (steps if steps > 0 or not rest else steps + 1)) * self.step
        return self._number(min(self.bounds.most, max(min(now, least), aim)))

    def parse(self, typed: str) -> float | None:
        """Return the typed number, with a decimal point or comma."""
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
        """Return the digits, or both ends of a range."""
        return f"{value[0]}-{value[1]}" if isinstance(value, tuple) else f"{value:g}"

    def problem(self, value: Amount) -> str:
        """Return the bounds if a number is outside them, else an empty text."""
        return "" if isinstance(value, tuple) or self.bounds.hold(value) else f"{self.bounds} {self.unit}".rstrip()

    def _number(self, value: float) -> float:
        return int(value) if self.bounds.whole else value


PAIN = NumberKind(bounds_of(Nprs))
"""Pain on the numeric rating scale."""

TEN = {"t": PAIN_SCALE[-1]}
"""The letter for pain 10."""

LOAD = NumberKind(LOAD_BOUNDS, KILOGRAM_STEP, "kg")
"""Kilograms."""


@dataclass(frozen=True)
class Choice(Kind[T]):
    """One of several values. wraps: after the last comes the first."""

    values: tuple[T, ...]
    wraps: bool = False

    def step_from(self, value: T | None, steps: int) -> T:
        """Return the value so many steps on, or back; the first, if the value is not among them."""
        index, last = self.values.index(value) + steps if value in self.values else 0, len(self.values) - 1
        return self.values[index % len(self.values) if self.wraps else min(last, max(0, index))]


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day, up to the last day allowed."""

    last: date

    def step_from(self, value: date | None, steps: int) -> date:
        """Return the day so many steps later, or earlier; without a value, the last day allowed."""
        return self.last if value is None else min(self.last, value + timedelta(days=steps))

    def text(self, value: date) -> str:
        """Return the day with its weekday."""
        return f"{value:%a %d %b %Y}"


class TimeOfDay(Kind[time]):
    """A time of day."""

    def step_from(self, value: time | None, steps: int) -> time | None:
        """Return a quarter of an hour later or earlier, on the same day."""
        if value is None:
            return None
        moved = datetime.combine(_SOME_DAY, value) + steps * QUARTER
        return moved.time() if moved.day == _SOME_DAY.day else value

    def parse(self, typed: str) -> time | None:
        """Return the typed time, such as 730 or 0730."""
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
        """Return the hours and minutes."""
        return f"{value:%H:%M}"


class Text(Kind[str]):
    """The person's own words; a screen asks for them."""

    def text(self, value: str) -> str:
        """Return the words, or a dash if there are none."""
        return value or "-"
