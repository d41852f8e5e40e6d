"""The kinds of values that a form has: what a step and a typed text make of each, and how it is read. Pure."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol

from achilles_tui.domain.base.units import PAIN_SCALE

LONGEST_TYPED = 6
"""Characters of a number that is typed."""

KILOGRAM_STEP = 2.5
"""Kilograms that one press changes a load by (ours; the smallest plates of most machines)."""

QUARTER = timedelta(minutes=15)
"""What one press changes a time of day by (ours)."""

MISSING = "not told"
_CLOCK_DIGITS = 4
_SOME_DAY = datetime(2000, 1, 2)  # noqa: DTZ001 only its hours are used


class Kind(Protocol):
    """How the values of a row are changed and read."""

    def stepped(self, value: Any, by: int) -> Any:  # noqa: ANN401 each kind has its own
        """Return the next value, up or down."""

    def parsed(self, typed: str) -> Any:  # noqa: ANN401 as above
        """Return what was typed, or None where that is no value yet. Raises ValueError where it can become none."""

    def told(self, value: Any) -> str:  # noqa: ANN401 as above
        """Say a value."""


class Number(NamedTuple):
    """A number up to the most, and never below 0. What is missing is told by its first step up.

    least: the smallest that a step leads to; where that is more than 0, what is typed is more than 0 too.
    """

    most: float
    step: float = 1.0
    unit: str = ""
    least: float = 0.0

    def stepped(self, value: float | None, by: int) -> float | None:
        """Return the next step up or down, within the bounds; from between two steps, the nearer end of them."""
        if value is None:
            return self._kept(self.least) if by > 0 else None
        down, rest = divmod(value, self.step)
        aim = (down + (by if by > 0 or not rest else by + 1)) * self.step
        return self._kept(min(self.most, max(min(value, self.least), aim)))

    def parsed(self, typed: str) -> float | None:
        """Return the number that was typed; on the pain scale t is ten."""
        if typed == "t" and self.most == PAIN_SCALE[-1]:
            return PAIN_SCALE[-1]
        text = typed.replace(",", ".")
        if not set(text) <= set("0123456789.") or len(text) > LONGEST_TYPED or ("." in text and not self.step % 1):
            raise ValueError(typed)
        if text == ".":
            return None
        value = float(text)
        if value > self.most:
            raise ValueError(typed)
        return self._kept(value) if value or not self.least else None

    def told(self, value: float | None) -> str:
        """Say it with its unit."""
        return MISSING if value is None else f"{value:g} {self.unit}".rstrip()

    def _kept(self, value: float) -> float:
        return value if self.step % 1 else int(value)


class _Untyped:
    """What has no text of its own on this form."""

    def parsed(self, typed: str) -> None:
        """Take no typed text. Raises ValueError."""
        raise ValueError(typed)


class Choice(_Untyped):
    """One of some words."""

    def __init__(self, *words: str) -> None:
        """Offer these."""
        self._words = words

    def stepped(self, value: str | None, by: int) -> str:
        """Return the next word, and after the last the first, which also follows what is missing."""
        at = self._words.index(value) + by if value in self._words else 0
        return self._words[at % len(self._words)]

    def told(self, value: str | None) -> str:
        """Say it."""
        return MISSING if value is None else value


class Day(_Untyped):
    """A day up to the last one that there can be."""

    def __init__(self, last: date) -> None:
        """Offer the days up to this one."""
        self._last = last

    def stepped(self, value: date, by: int) -> date:
        """Return the next day or the one before."""
        return min(self._last, value + timedelta(days=by))

    def told(self, value: date) -> str:
        """Say it with its weekday."""
        return f"{value:%a %d %b %Y}"


class Clock:
    """A time of day."""

    def stepped(self, value: time, by: int) -> time:
        """Return a quarter of an hour later or earlier, on the same day."""
        moved = datetime.combine(_SOME_DAY, value) + by * QUARTER
        return moved.time() if moved.day == _SOME_DAY.day else value

    def parsed(self, typed: str) -> time | None:
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

    def told(self, value: time) -> str:
        """Say it."""
        return f"{value:%H:%M}"


class Text(_Untyped):
    """Words of the person's own; a screen asks for them."""

    def stepped(self, value: str, by: int) -> str:  # noqa: ARG002 the shape of a kind
        """Return it as it is: text has no steps."""
        return value

    def told(self, value: str) -> str:
        """Say it."""
        return value or "-"
