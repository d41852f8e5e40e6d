"""Outlines in centimetres: x to the right, y up, the floor at 0, each filled with an ink."""

from collections.abc import Iterable, Sequence
from math import acos, atan2, cos, hypot, pi, radians, sin
from typing import NamedTuple

from achilles_tui.figure.palette import Ink

Point = tuple[float, float]
"""A place in centimetres."""


class Shape(NamedTuple):
    """A filled outline. load: how hard a muscle works, 0 to 1; it sets the shade."""

    outline: tuple[Point, ...]
    ink: Ink
    load: float = 0.0


def turned(point: Point, degrees: float) -> Point:
    """Return a point turned about the origin, counter-clockwise."""
    x, y = point
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return x * c - y * s, x * s + y * c


def moved(points: Iterable[Point], distance: Point) -> tuple[Point, ...]:
    """Return points moved by a distance in x and y."""
    return tuple((x + distance[0], y + distance[1]) for x, y in points)


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point at this share of the way (0 to 1) from start to end."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def mirrored(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """Return the mirror image of shapes, left for right."""
    return tuple(shape._replace(outline=tuple((-x, y) for x, y in shape.outline)) for shape in shapes)


def box(left: float, bottom: float, right: float, top: float) -> tuple[Point, ...]:
    """Return an upright rectangle."""
    return (left, bottom), (right, bottom), (right, top), (left, top)


def disc(centre: Point, radius: float, corners: int = 20) -> tuple[Point, ...]:
    """Return a circle, as a polygon."""
    turns = (2 * pi * index / corners for index in range(corners))
    return tuple((centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns)


def limb(start: Point, start_radius: float, end: Point, end_radius: float, corners: int = 9) -> tuple[Point, ...]:
    """Return the outline around two discs, for instance of a finger or a thigh."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length <= abs(start_radius - end_radius):
        return disc(start, start_radius) if start_radius > end_radius else disc(end, end_radius)
    along = atan2(end[1] - start[1], end[0] - start[0])
    touch = acos((start_radius - end_radius) / length)
    outline = _arc(start, start_radius, along + touch, 2 * pi - 2 * touch, corners)
    return outline + _arc(end, end_radius, along - touch, 2 * touch, corners)


def smooth(points: Sequence[Point], per_piece: int = 4, *, closed: bool = True) -> tuple[Point, ...]:
    """Return a curve through all points (Catmull-Rom)."""
    count = len(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        before = points[index - 1] if closed or index else points[0]
        start, end = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else points[-1]
        curve += [_on_curve((before, start, end, after), step / per_piece) for step in range(per_piece)]
    return tuple(curve) if closed else (*curve, points[-1])


def along_bone(
    low: Point, high: Point, front: Sequence[Point], back: Sequence[Point], thickness: float = 1.0
) -> tuple[Point, ...]:
    """Return the outline of flesh around a bone.

    front, back: pairs of a place on the bone (0 at its low end, 1 at its high end) and the centimetres from the bone
    to the skin there; front is the side towards +x of an upright bone.
    """
    length = hypot(high[0] - low[0], high[1] - low[1])
    across = (high[1] - low[1]) / length * thickness, (low[0] - high[0]) / length * thickness

    def skin(side: Sequence[Point], sign: int) -> list[Point]:
        on_bone = ((between(low, high, place), sign * depth) for place, depth in side)
        return [(x + across[0] * depth, y + across[1] * depth) for (x, y), depth in on_bone]

    return smooth(skin(front, 1), closed=False) + smooth(skin(back, -1), closed=False)[::-1]


def _arc(centre: Point, radius: float, start: float, sweep: float, corners: int) -> tuple[Point, ...]:
    turns = (start + sweep * index / corners for index in range(corners + 1))
    return tuple((centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns)


def _on_curve(points: tuple[Point, Point, Point, Point], t: float) -> Point:
    def part(axis: int) -> float:
        a, b, c, d = (point[axis] for point in points)
        return (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3) / 2

    return part(0), part(1)
