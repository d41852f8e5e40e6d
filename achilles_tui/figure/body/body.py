"""Legs and feet from the side, in centimetres, as a pure function of the height of the heel.

The sizes are those of an adult leg of average length, drawn to be clear from a distance rather than exact.
"""

from collections.abc import Callable
from math import cos, radians, sin
from typing import NamedTuple

from achilles_tui.figure.body.shapes import Point, Shape, along_bone, between, disc, limb, moved, smooth, turned
from achilles_tui.figure.palette import Ink

SHANK = 31.0
THIGH = 34.0

_SHANK_FRONT = ((0.0, 3.2), (0.12, 2.9), (0.3, 3.3), (0.6, 4.2), (0.85, 4.6), (1.0, 5.2))
_SHANK_BACK = ((0.0, 2.6), (0.12, 2.6), (0.26, 3.0), (0.42, 5.6), (0.6, 8.6), (0.76, 8.8), (0.9, 6.8), (1.0, 5.6))
_THIGH_FRONT = ((0.0, 5.6), (0.25, 6.6), (0.6, 8.0), (1.0, 9.0))
_THIGH_BACK = ((0.0, 5.4), (0.25, 6.4), (0.6, 8.2), (1.0, 9.5))
_GASTROCNEMIUS = (
    *((0.38, 3.2), (0.46, 6.8), (0.6, 8.9), (0.76, 9.0)),
    *((0.92, 6.2), (0.9, 2.6), (0.7, 0.8), (0.5, 1.0)),
)
_SOLEUS = ((0.2, 2.4), (0.28, 3.4), (0.4, 5.6), (0.52, 7.6), (0.6, 6.4), (0.58, 3.0), (0.4, 1.2))

# The foot with the ball at the origin and the sole on the floor: the part that turns about the ball, and the toes.
_UPPER = (
    *((-18.6, 1.6), (-19.6, 4.5), (-18.6, 9.0), (-15.5, 12.5), (-9.5, 12.0)),
    *((-5.0, 8.2), (0.5, 5.2), (1.0, 1.2), (-6.0, 1.2), (-13.0, 1.2)),
)
_TOES = ((-1.5, 1.0), (-1.5, 5.0), (3.0, 4.2), (7.0, 3.0), (8.6, 1.8), (7.5, 0.8))
_SOLE = (
    *((-19.6, 0.0), (-19.9, 2.4), (-12.0, 2.2), (-6.0, 2.4)),
    *((0.6, 2.1), (0.4, 0.0), (-6.0, 0.3), (-12.0, 0.3)),
)
_TOE_SOLE = ((-0.8, 0.0), (-0.8, 2.0), (4.0, 1.9), (8.8, 1.9), (8.8, 0.9), (7.8, 0.0))
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

    def placed_at(self, ankle: Point) -> "Foot":
        """Return the same foot, moved so that its ankle is at this point."""
        distance = ankle[0] - self.ankle[0], ankle[1] - self.ankle[1]
        heel, insertion = moved((self.heel, self.insertion), distance)
        shoe, sole = (tuple(moved(outline, distance) for outline in outlines) for outlines in (self.shoe, self.sole))
        return Foot(shoe, sole, ankle, heel, insertion)

    def larger(self, times: float) -> "Foot":
        """Return the same foot, enlarged about its ball at the origin."""

        def grown(points: tuple[Point, ...]) -> tuple[Point, ...]:
            return tuple((x * times, y * times) for x, y in points)

        joints = grown((self.ankle, self.heel, self.insertion))
        return Foot(tuple(map(grown, self.shoe)), tuple(map(grown, self.sole)), *joints)


def foot(pitch: float, ball: Point = (0.0, 0.0), *, toes_follow: float = 0.0) -> Foot:
    """Return a foot on its ball. pitch: degrees the heel is up; below 0, down. toes_follow: 0 flat, 1 as in the air."""
    toe_pitch = pitch * toes_follow

    def turn(degrees: float) -> Callable[[Point], Point]:
        return lambda point: moved((turned(point, -degrees),), ball)[0]

    rear, front = turn(pitch), turn(toe_pitch)
    shoe = (tuple(map(rear, _UPPER)), smooth(tuple(map(front, _TOES)), 3))
    sole = (tuple(map(rear, _SOLE)), tuple(map(front, _TOE_SOLE)))
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
        Shape(along_bone(leg.knee, leg.hip, _THIGH_FRONT, _THIGH_BACK), Ink.SKIN),
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

    belly = smooth([behind(*point) for point in (_SOLEUS if soleus else _GASTROCNEMIUS)])
    tendon_low, tendon_mid, tendon_high = standing.insertion, behind(0.1, 3.0), behind(0.4, 5.0)
    width = (1.3 + 0.4 * load) * thickness
    return [
        Shape(along_bone(ankle, knee, _SHANK_FRONT, _SHANK_BACK, thickness), Ink.SKIN),
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
        Shape(along_bone(knee, hip, _THIGH_FRONT, _THIGH_BACK), Ink.OTHER_LEG),
        Shape(disc(knee, 5.5), Ink.OTHER_LEG),
        Shape(along_bone(ankle, knee, _SHANK_FRONT, _SHANK_BACK), Ink.OTHER_LEG),
        *(Shape(outline, shoe) for outline in other_foot.shoe),
        *(Shape(outline, Ink.OTHER_SOLE) for outline in other_foot.sole),
    ]


def _tip(start: Point, length: float, lean: float) -> Point:
    return start[0] + length * sin(radians(lean)), start[1] + length * cos(radians(lean))
