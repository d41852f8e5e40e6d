"""A small kit for plots over days: a frame with its axes, and what is drawn into it. It knows no pain.

What differs is told by shape, dash and lightness, so that a grey print says as much as a screen. Lengths are pixels.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple

from achilles_tui.domain.pain_rule.log import ONE_DAY
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.figure.charts.datelines import date_spans
from achilles_tui.figure.charts.measure import Measure, apart, number

WHOLE, HALF = 680, 334
"""Widths of a plot: as wide as the page, or two beside each other."""

_TEXT = 11
"""Height of the letters."""

_LETTER, _AIRY = 6.2, 9
"""Pixels that a letter is wide, and that it has on an axis, where names stand apart."""

Look = Literal["first", "second", "faint"]
"""Solid and round; dashed and square; or what only lies behind."""

Shape = Literal["dots", "line", "both", "bar"]
Key = tuple[Shape, Look, str]
"""What a legend tells: a shape, its look, and what it means."""


@dataclass(frozen=True)
class Frame:
    """A field with days from left to right, and the values of a scale upwards."""

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
        """How many days it shows."""
        return (self.last - self.first).days + 1

    @property
    def inner(self) -> float:
        """The width of the field."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """Where the lowest value is."""
        return self.height - self.bottom

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values to be written beside it."""
        return self.scale.ticks(int(self.floor - self.top) // _TEXT)

    def x(self, day: date, part: float = 0.5) -> float:
        """Return where a day is. part: 0 is where it begins, 1 where it ends."""
        return self.left + ((day - self.first).days + part) / self.days * self.inner

    def y(self, value: float) -> float:
        """Return where a value is."""
        return self.floor - self.scale.share(value) * (self.floor - self.top)


class LevelLine(NamedTuple):
    """A level that is drawn all over a plot, with its name at the right."""

    value: float
    name: str
    look: Literal["limit", "calm", "baseline"]


def picture(name: str, size: tuple[float, float], title: str, described: str, *inside: Markup) -> Markup:
    """Return a picture with its text alternative. name: unique in the page; size: width and height."""
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


def words(at: tuple[float, float], said: str, *, anchor: str | None = None, look: str | None = None) -> Markup:
    """Return a text at a place. anchor: `middle` or `end`; without one it begins there."""
    return tag("text", said, x=at[0], y=at[1], text_anchor=anchor, class_=look)


def axes(frame: Frame, unit: str) -> Markup:
    """Return the axes: values with their unit at the left, days below."""
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
    for begin, at, name in dates((frame.first, frame.last), frame.inner / frame.days, left, right):
        if begin >= frame.first:
            below.append(tag("path", d=f"M{at:.1f} {frame.floor:.1f}v4", class_="axis"))
        below.append(words((at, frame.floor + 16), name))
    base = tag("path", d=f"M{frame.left} {frame.floor:.1f}H{right}", class_="axis")
    return together([*rows, base, *below, words((2, 11), unit, look="unit")])


def dates(
    days: tuple[date, date], pixels_a_day: float, x: Callable[[date], float], end: float
) -> Iterator[tuple[date, float, str]]:
    """Give the axis of the first to the last day: where each span begins, and its name, as far as there is room.

    x: where a day begins. end: where the last name ends at most.
    """
    first, last = days
    for span in date_spans(first, last, pixels_a_day / _AIRY):
        at = x(max(first, span.first))
        room = (x(span.after) if span.after <= last else end) - at
        yield span.first, at, next((text for text in span.texts if (len(text) + 0.5) * _LETTER <= room), "")


_SMALLER = 0.7
"""Of two dots at one place the one on top leaves a rim of the other."""


def dots(frame: Frame, told: Iterable[tuple[date, float | None]], look: Look) -> Markup:
    """Return a dot for each value."""
    path = "".join(f"M{frame.x(day):.1f} {frame.y(value):.1f}h.01" for day, value in told if value is not None)
    wide = max(2.0, min(5.0, frame.inner / frame.days * 0.75)) * (_SMALLER if look == "second" else 1.0)
    return tag("path", d=path, class_=f"dots {look}", stroke_width=wide) if path else Markup()


def line(frame: Frame, told: Iterable[tuple[date, float | None]], look: Look, *, bridge: int = 1) -> Markup:
    """Return a line through values. bridge: so many days may lie between two of them, with more it is broken."""
    path, before = [], None
    for day, value in told:
        if value is not None:
            goes_on = before is not None and (day - before).days <= bridge
            path.append(f"{'L' if goes_on else 'M'}{frame.x(day):.1f} {frame.y(value):.1f}")
            before = day
    return tag("path", d="".join(path), class_=f"line {look}") if path else Markup()


Stretch = tuple[date, date, float | None]
"""The first and the last of some days, and what is told of them altogether."""


def steps(frame: Frame, told: Iterable[Stretch], look: Look) -> Markup:
    """Return a level line over each stretch of days, those of stretches that follow each other joined."""
    path, before = [], None
    for first, last, value in told:
        if value is not None:
            begin = "V" if before == first else f"M{frame.x(first, 0):.1f} "
            path.append(f"{begin}{frame.y(value):.1f}H{frame.x(last, 1):.1f}")
            before = last + ONE_DAY
    return tag("path", d="".join(path), class_=f"line {look}") if path else Markup()


def bars(frame: Frame, told: Iterable[Stretch]) -> Markup:
    """Return a bar for each stretch of days that has anything."""
    path = []
    for first, last, value in told:
        left, right = frame.x(first, 0), frame.x(last, 1)
        if value:
            path.append(f"M{left + (right - left) * 0.12:.1f} {frame.floor:.1f}V{frame.y(value):.1f}")
            path.append(f"h{(right - left) * 0.76:.1f}V{frame.floor:.1f}z")
    return tag("path", d="".join(path), class_="bar") if path else Markup()


def levels(frame: Frame, lines: Iterable[LevelLine]) -> Markup:
    """Return level lines with their names at the right, moved apart where they would cover each other."""
    right, pieces = frame.width - frame.right, []
    shown = sorted(lines, key=lambda one: -one.value)
    names = apart([frame.y(one.value) + 4 for one in shown], _TEXT, frame.floor + 4)
    for one, at in zip(shown, names, strict=True):
        pieces.append(tag("path", d=f"M{frame.left} {frame.y(one.value):.1f}H{right}", class_=f"level {one.look}"))
        pieces.append(words((right + 4, at), one.name))
    return together(pieces)


def bands(frame: Frame, runs: Iterable[tuple[date, date, str]]) -> Markup:
    """Return a shade over runs of days, each under its letters."""
    pieces = []
    for first, last, letters in runs:
        left, right = frame.x(first, 0), frame.x(last, 1)
        pieces.append(
            tag("rect", x=left, y=frame.top, width=right - left, height=frame.floor - frame.top, class_="band")
        )
        pieces.append(words(((left + right) / 2, frame.top + _TEXT), letters, anchor="middle", look="small"))
    return together(pieces)


def legend(frame: Frame, told: Sequence[Key]) -> Markup:
    """Return what each look means, in a row above the field, from the right."""
    pieces, at = [], float(frame.width - frame.right)
    for shape, look, said in reversed(told):
        at -= len(said) * _LETTER
        pieces.append(words((at, 11), said))
        at -= 28
        if shape == "bar":
            pieces.append(tag("path", d=f"M{at + 10:.1f} 12v-9h9v9z", class_="bar"))
        if shape in {"line", "both"}:
            pieces.append(tag("path", d=f"M{at:.1f} 7.5h22", class_=f"line {look}"))
        if shape in {"dots", "both"}:
            pieces.append(tag("path", d=f"M{at + 11:.1f} 7.5h.01", class_=f"dots {look}", stroke_width=5))
        at -= 14
    return together(pieces)
