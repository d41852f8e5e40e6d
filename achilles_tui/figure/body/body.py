"""Legs and feet from the side, in centimetres, as a pure function of the height of the heel.

The sizes are those of an adult leg of average length, drawn to be clear from a distance rather than exact.
"""

from collections.abc import Callable
from math import cos, radians, sin
from pathlib import Path
from typing import NamedTuple

import rtoml

from achilles_tui.figure.body.shapes import Point, Shape, along_bone, between, disc, limb, moved, smooth, turned
from achilles_tui.figure.palette import Ink

SHANK = 31.0
THIGH = 34.0

_OUTLINES: dict[str, tuple[Point, ...]] = {
    name: tuple((x, y) for x, y in points) for name, points in rtoml.load(Path(__file__).with_name("body.toml")).items()
}
ANKLE: Point = (-13.2, 9.6)
HEEL: Point = (-19.0, 0.0)
_INSERTION: Point = (-18.4, 5.6)


class Foot(NamedTuple):
    """A foot in its place: its outlines, and the points that other parts connect to."""

    shoe: tuple[tuple[Point, ...], ...]
    sole: tuple[tuple[Point, ...], ...]
    ankle: Point
    heel: Point
    insertion: Point

    def mapped(self, change: Callable[[Point], Point]) -> "Foot":
        """Return the foot with each point changed by this function."""
        shoe, sole = (tuple(tuple(map(change, outline)) for outline in outlines) for outlines in (self.shoe, self.sole))
        return Foot(shoe, sole, *map(change, (self.ankle, self.heel, self.insertion)))

    def placed_at(self, ankle: Point) -> "Foot":
        """Return the same foot, moved so that its ankle is at this point."""
        across, up = ankle[0] - self.ankle[0], ankle[1] - self.ankle[1]
        return self.mapped(lambda point: (point[0] + across, point[1] + up))._replace(ankle=ankle)

    def larger(self, times: float) -> "Foot":
        """Return the same foot, `times` as large; its ball, at the origin, stays in place."""
        return self.mapped(lambda point: (point[0] * times, point[1] * times))


def foot(pitch: float, ball: Point = (0.0, 0.0), *, toes_follow: float = 0.0) -> Foot:
    """Return a foot on its ball. pitch: degrees the heel is up; below 0, down. toes_follow: 0 flat, 1 as in the air."""
    toe_pitch = pitch * toes_follow

    def turn(degrees: float) -> Callable[[Point], Point]:
        return lambda point: moved((turned(point, -degrees),), ball)[0]

    rear, front = turn(pitch), turn(toe_pitch)
    shoe = (tuple(map(rear, _OUTLINES["upper"])), smooth(tuple(map(front, _OUTLINES["toes"])), 3))
    sole = (tuple(map(rear, _OUTLINES["sole"])), tuple(map(front, _OUTLINES["toe_sole"])))
    return Foot(shoe, sole, rear(ANKLE), rear(HEEL), rear(_INSERTION))


class Leg(NamedTuple):
    """The posture of a leg. pitch: of its foot. lean, thigh_lean: degrees that shank and thigh tilt forwards."""

    pitch: float
    lean: float = 0.0
    thigh_lean: float = 0.0

    @property
    def ankle(self) -> Point:
        """The ankle, with the ball of the foot at the origin."""
        return foot(self.pitch).ankle

    @property
    def knee(self) -> Point:
        """The knee."""
        return _tip(self.ankle, SHANK, self.lean)

    @property
    def hip(self) -> Point:
        """The hip."""
        return _tip(self.knee, THIGH, self.thigh_lean)


def working_leg(leg: Leg, load: float, *, soleus: bool) -> list[Shape]:
    """Draw the leg that is exercised, from the hip down. load: of calf and tendon, 0 to 1."""
    standing = foot(leg.pitch)
    return [
        Shape(along_bone(leg.knee, leg.hip, _OUTLINES["thigh_front"], _OUTLINES["thigh_back"]), Ink.SKIN),
        Shape(disc(leg.knee, 5.5), Ink.SKIN),
        *shank(standing, leg.knee, load, soleus=soleus),
    ]


def shank(standing: Foot, knee: Point, load: float, *, soleus: bool, thickness: float = 1.0) -> list[Shape]:
    """Draw a working leg from the knee down, with calf, Achilles tendon and shoe."""
    ankle = standing.ankle

    def behind(place: float, depth: float) -> Point:
        """Return a point behind the bone. place: along the bone, 0 to 1; depth: centimetres towards the calf."""
        length = ((knee[0] - ankle[0]) ** 2 + (knee[1] - ankle[1]) ** 2) ** 0.5
        across = (knee[1] - ankle[1]) / length, (ankle[0] - knee[0]) / length
        x, y = between(ankle, knee, place)
        return x - across[0] * depth * thickness, y - across[1] * depth * thickness

    belly = smooth([behind(*point) for point in (_OUTLINES["soleus"] if soleus else _OUTLINES["gastrocnemius"])])
    tendon_low, tendon_mid, tendon_high = standing.insertion, behind(0.1, 3.0), behind(0.4, 5.0)
    width = (1.3 + 0.4 * load) * thickness
    return [
        Shape(along_bone(ankle, knee, _OUTLINES["shank_front"], _OUTLINES["shank_back"], thickness), Ink.SKIN),
        Shape(disc(ankle, 4.0 * thickness), Ink.SKIN),
        Shape(belly, Ink.MUSCLE, load),
        *(Shape(outline, Ink.SHOE) for outline in standing.shoe),
        *(Shape(outline, Ink.SOLE) for outline in standing.sole),
        Shape(limb((tendon_low[0] + 0.7, tendon_low[1]), width + 0.35, tendon_mid, width), Ink.TENDON),
        Shape(limb(tendon_mid, width, tendon_high, width + 0.2), Ink.TENDON),
    ]


# From the side, the other foot would be hidden, so it is drawn farther ahead and a little higher. It is lifted in
# front, where nothing hides it.
_OTHER_AHEAD: Point = (13.0, 1.2)
_LIFTED_ANKLE: Point = (10.0, 26.0)
_LIFTED_KNEE: Point = (19.0, 56.0)
_LIFTED_HIP: Point = (0.0, 82.0)
_LIFTED_PITCH = 12.0


def other_leg(leg: Leg, lifted: float, shoe: Ink = Ink.OTHER_SHOE) -> list[Shape]:
    """Draw the leg that only helps. lifted: from 0, standing like the working leg, to 1, with the foot off the floor.

    shoe: the ink of its shoe, which shows when this leg is moving.
    """
    pitch = leg.pitch + (_LIFTED_PITCH - leg.pitch) * lifted
    ankle, knee, hip = (
        between(moved((low,), _OTHER_AHEAD)[0], high, lifted)
        for low, high in ((leg.ankle, _LIFTED_ANKLE), (leg.knee, _LIFTED_KNEE), (leg.hip, _LIFTED_HIP))
    )
    other_foot = foot(pitch, toes_follow=lifted).placed_at(ankle)
    return [
        Shape(along_bone(knee, hip, _OUTLINES["thigh_front"], _OUTLINES["thigh_back"]), Ink.OTHER_LEG),
        Shape(disc(knee, 5.5), Ink.OTHER_LEG),
        Shape(along_bone(ankle, knee, _OUTLINES["shank_front"], _OUTLINES["shank_back"]), Ink.OTHER_LEG),
        *(Shape(outline, shoe) for outline in other_foot.shoe),
        *(Shape(outline, Ink.OTHER_SOLE) for outline in other_foot.sole),
    ]


def _tip(start: Point, length: float, lean: float) -> Point:
    return start[0] + length * sin(radians(lean)), start[1] + length * cos(radians(lean))
