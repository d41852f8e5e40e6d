"""Draws plots over days as SVG: a frame with axes, and dots, lines, bars and levels in it.

Series differ in shape, dash and lightness, so that a grey print is as readable as a screen. Lengths are in pixels.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.figure.charts.datelines import date_spans
from achilles_tui.figure.charts.measure import Measure, apart, number

WHOLE, HALF = 680, 334
"""The width of a plot over the whole page, and of one of two beside each other."""

_TEXT = 11
"""The height of a letter."""

_LETTER, _AIRY = 6.2, 9
"""The width of a letter, and the width planned for it on an axis, where names need gaps."""

Look = Literal["first", "second", "faint"]
"""`first` is solid with round dots, `second` dashed with square dots, `faint` a grey background series."""

Shape = Literal["dots", "line", "both", "bar"]
Key = tuple[Shape, Look, str]
"""An entry of a legend: a shape, its look, and its meaning."""


@dataclass(frozen=True)
class Frame:
    """The field of a plot: days from left to right, the values of a scale upwards."""

    first: date
    last: date
    scale: Measure
    width: int = WHOLE
    height: int = 170
    left: int = 34
    right: int = 12
    top: int = 26
    bottom: int = 24

    @property
    def days(self) -> int:
        """How many days the field shows."""
        return (self.last - self.first).days + 1

    @property
    def inner(self) -> float:
        """The width of the field."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """The y of the lowest value."""
        return self.height - self.bottom

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values written beside the axis."""
        return self.scale.ticks(int(self.floor - self.top) // _TEXT)

    def x(self, day: date, part: float = 0.5) -> float:
        """Return the x of a day. part: 0 is its beginning, 1 its end."""
        return self.left + ((day - self.first).days + part) / self.days * self.inner

    def y(self, value: float) -> float:
        """Return the y of a value."""
        return self.floor - self.scale.share(value) * (self.floor - self.top)


class LevelLine(NamedTuple):
    """A horizontal line over the whole plot, with its name at the right."""

    value: float
    name: str
    look: Literal["limit", "calm", "baseline"]


def picture(name: str, size: tuple[float, float], title: str, described: str, *inside: Markup) -> Markup:
    """Return a picture with its text alternative. name: unique on the page; size: width and height."""
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", described, id=f"{name}-desc"),
        *inside,
        role="img",
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        width=size[0],
        height=size[1],
        aria_labelledby=f"{name}-title {name}-desc",
    )


def words(place: tuple[float, float], text: str, *, anchor: str | None = None, look: str | None = None) -> Markup:
    """Return a text. place: x and y. anchor: `middle` or `end`; by default the text begins at the place."""
    return tag("text", text, x=place[0], y=place[1], text_anchor=anchor, class_=look)


def axes(frame: Frame, unit: str) -> Markup:
    """Return the axes: values and their unit at the left, days below."""
    right = frame.width - frame.right
    rows = [
        piece
        for value in frame.ticks
        for piece in (
            tag("path", d=f"M{frame.left} {frame.y(value):.1f}H{right}", class_="grid"),
            words((frame.left - 5, frame.y(value) + 4), number(value), anchor="end"),
        )
    ]
    below, left = [], partial(frame.x, part=0)
    for begin, x, name in dates((frame.first, frame.last), frame.inner / frame.days, left, right):
        if begin >= frame.first:
            below.append(tag("path", d=f"M{x:.1f} {frame.floor:.1f}v4", class_="axis"))
        below.append(words((x, frame.floor + 16), name))
    base = tag("path", d=f"M{frame.left} {frame.floor:.1f}H{right}", class_="axis")
    return together([*rows, base, *below, words((2, 11), unit, look="unit")])


def dates(
    days: tuple[date, date], pixels_a_day: float, x: Callable[[date], float], end: float
) -> Iterator[tuple[date, float, str]]:
    """Yield the spans of a date axis: first day, x, and the longest name that has room (else an empty text).

    x: returns the x at which a day begins. end: the x that the last name may not pass.
    """
    first, last = days
    for span in date_spans(first, last, pixels_a_day / _AIRY):
        left = x(max(first, span.first))
        room = (x(span.after) if span.after <= last else end) - left
        yield span.first, left, next((text for text in span.texts if (len(text) + 0.5) * _LETTER <= room), "")


_SMALLER = 0.7
"""The size of `second` dots: over a `first` dot at the same place, a rim of it stays visible."""


def dots(frame: Frame, values: Iterable[tuple[date, float | None]], look: Look) -> Markup:
    """Return a dot for each value that is not None."""
    path = "".join(f"M{frame.x(day):.1f} {frame.y(value):.1f}h.01" for day, value in values if value is not None)
    wide = max(2.0, min(5.0, frame.inner / frame.days * 0.75)) * (_SMALLER if look == "second" else 1.0)
    return tag("path", d=path, class_=f"dots {look}", stroke_width=wide) if path else Markup()


def line(frame: Frame, values: Iterable[tuple[date, float | None]], look: Look, *, bridge: int = 1) -> Markup:
    """Return a line through the values. bridge: two values further apart than so many days are not joined."""
    path, before = [], None
    for day, value in values:
        if value is not None:
            goes_on = before is not None and (day - before).days <= bridge
            path.append(f"{'L' if goes_on else 'M'}{frame.x(day):.1f} {frame.y(value):.1f}")
            before = day
    return tag("path", d="".join(path), class_=f"line {look}") if path else Markup()


Stretch = tuple[date, date, float | None]
"""The first and the last day of a stretch, and its value."""


def steps(frame: Frame, stretches: Iterable[Stretch], look: Look) -> Markup:
    """Return a horizontal line over each stretch; consecutive stretches are joined."""
    path, before = [], None
    for first, last, value in stretches:
        if value is not None:
            begin = "V" if before == first else f"M{frame.x(first, 0):.1f} "
            path.append(f"{begin}{frame.y(value):.1f}H{frame.x(last, 1):.1f}")
            before = last + ONE_DAY
    return tag("path", d="".join(path), class_=f"line {look}") if path else Markup()


def bars(frame: Frame, stretches: Iterable[Stretch]) -> Markup:
    """Return a bar for each stretch whose value is neither None nor 0."""
    path = []
    for first, last, value in stretches:
        left, right = frame.x(first, 0), frame.x(last, 1)
        if value:
            path.append(f"M{left + (right - left) * 0.12:.1f} {frame.floor:.1f}V{frame.y(value):.1f}")
            path.append(f"h{(right - left) * 0.76:.1f}V{frame.floor:.1f}z")
    return tag("path", d="".join(path), class_="bar") if path else Markup()


def levels(frame: Frame, lines: Iterable[LevelLine]) -> Markup:
    """Return level lines with their names at the right, which are moved apart if they would overlap."""
    right, pieces = frame.width - frame.right, []
    downwards = sorted(lines, key=lambda level: -level.value)
    name_heights = apart([frame.y(level.value) + 4 for level in downwards], _TEXT, frame.floor + 4)
    for level, y in zip(downwards, name_heights, strict=True):
        pieces.append(tag("path", d=f"M{frame.left} {frame.y(level.value):.1f}H{right}", class_=f"level {level.look}"))
        pieces.append(words((right + 4, y), level.name))
    return together(pieces)


def bands(frame: Frame, runs: Iterable[tuple[date, date, str]]) -> Markup:
    """Return a shaded band over each run of days, with its letters at the top."""
    pieces = []
    for first, last, letters in runs:
        left, right = frame.x(first, 0), frame.x(last, 1)
        pieces.append(
            tag("rect", x=left, y=frame.top, width=right - left, height=frame.floor - frame.top, class_="band")
        )
        pieces.append(words(((left + right) / 2, frame.top + _TEXT), letters, anchor="middle", look="small"))
    return together(pieces)


def legend(frame: Frame, entries: Sequence[Key]) -> Markup:
    """Return the legend, a row above the field, aligned to the right."""
    pieces, x = [], float(frame.width - frame.right)
    for shape, look, meaning in reversed(entries):
        x -= len(meaning) * _LETTER
        pieces.append(words((x, 11), meaning))
        x -= 28
        if shape == "bar":
            pieces.append(tag("path", d=f"M{x + 10:.1f} 12v-9h9v9z", class_="bar"))
        if shape in {"line", "both"}:
            pieces.append(tag("path", d=f"M{x:.1f} 7.5h22", class_=f"line {look}"))
        if shape in {"dots", "both"}:
            pieces.append(tag("path", d=f"M{x + 11:.1f} 7.5h.01", class_=f"dots {look}", stroke_width=5))
        x -= 14
    return together(pieces)
