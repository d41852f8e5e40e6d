"""The six exercises as drawings: each a pure function of one moment, in centimetres, and the window it is seen in."""

from collections.abc import Callable
from typing import NamedTuple

from achilles_tui.core.units import Figure
from achilles_tui.figure.body import Foot, Leg, foot, other_leg, shank, working_leg
from achilles_tui.figure.palette import Ink
from achilles_tui.figure.raster import Window
from achilles_tui.figure.shapes import Point, Shape, between, box, disc, limb, moved, turned

FAR_AWAY = 400.0
"""Centimetres to the edge of any window: floors and walls run as far."""

EDGE = 1.6
"""Centimetres of the floor that are drawn as its bright edge."""


class Moment(NamedTuple):
    """What a drawing depends on, each from 0 to 1.

    lift: how far the heel is up, or a stretch leant into. lifted: how far the other foot is off the floor.
    moves: whether that foot moves right now.
    """

    lift: float
    lifted: float = 0.0
    moves: bool = False


class Pose(NamedTuple):
    """One exercise's drawing and its window."""

    draw: Callable[[Moment], list[Shape]]
    window: Window


RAISED = 46.0
"""Degrees of heel rise at the top: as high as is comfortable, not a measure to reach."""


def _heel_raise(moment: Moment, *, bent: bool) -> list[Shape]:
    leg = Leg(RAISED * moment.lift, *((24.0, -30.0) if bent else (0.0, 0.0)))
    shoe = Ink.MOVING if moment.moves else Ink.OTHER_SHOE
    return [
        *_floor(),
        *other_leg(leg, moment.lifted, shoe),
        *working_leg(leg, moment.lift, soleus=bent),
        *_gauge(-32.0, *(foot(pitch).heel[1] for pitch in (0.0, leg.pitch, RAISED))),
    ]


def _floor(height: float = 0.0) -> list[Shape]:
    return [
        Shape(box(-FAR_AWAY, -FAR_AWAY, FAR_AWAY, height), Ink.FLOOR),
        Shape(box(-FAR_AWAY, height - EDGE, FAR_AWAY, height), Ink.EDGE),
    ]


def _gauge(left: float, low: float, now: float, high: float) -> list[Shape]:
    """Draw how high the heel is between its lowest and its highest place."""
    return [
        Shape(box(left, low, left + 3.0, high), Ink.GAUGE),
        Shape(box(left, low, left + 3.0, max(low, now)), Ink.TARGET),
        Shape(box(left, high - 0.8, left + 6.0, high + 0.8), Ink.TARGET),
    ]


# A wall stretch shows the whole body; its trunk is drawn shorter than life, so that there is more room for the legs.
_WALL = 60.0
_BACK_ANKLE: Point = (-46.0, 9.0)
_FRONT_ANKLE: Point = (18.0, 9.0)


def _wall_stretch(moment: Moment, *, bent: bool) -> list[Shape]:
    lean = moment.lift
    hip = (-14.0 + 8.0 * lean, 72.0 - 5.0 * lean) if bent else (-8.0 + 9.0 * lean, 76.0 - 4.0 * lean)
    straight = between(_BACK_ANKLE, hip, 0.5)
    knee = (-20.0 + 8.0 * lean, 40.0 - 2.0 * lean) if bent else (straight[0] - 1.0, straight[1])
    front_knee = (28.0 + 5.0 * lean, 45.0)
    shoulder = (hip[0] + 20.0 + 2.0 * lean, hip[1] + 34.0 - 2.0 * lean)
    hand = (_WALL - 1.0, shoulder[1] + 5.0)
    return [
        *_floor(),
        Shape(box(_WALL, 0.0, FAR_AWAY, FAR_AWAY), Ink.MACHINE),
        Shape(box(_WALL, 0.0, _WALL + 3.0, FAR_AWAY), Ink.EDGE),
        Shape(limb(hip, 9.5, front_knee, 7.0), Ink.OTHER),
        Shape(limb(front_knee, 7.0, _FRONT_ANKLE, 4.6), Ink.OTHER),
        *_flat_foot(_FRONT_ANKLE, Ink.OTHER_SHOE, Ink.OTHER_SOLE),
        Shape(limb(shoulder, 10.0, hip, 10.5), Ink.CLOTHES),
        Shape(disc((shoulder[0] + 9.0, shoulder[1] + 16.0), 9.0), Ink.SKIN),
        Shape(limb(shoulder, 4.6, hand, 3.6), Ink.SKIN),
        Shape(limb(hip, 10.5, knee, 7.6), Ink.SKIN),
        Shape(limb(hip, 11.0, between(hip, knee, 0.4), 10.0), Ink.CLOTHES),
        Shape(limb(knee, 7.6, _BACK_ANKLE, 4.6), Ink.SKIN),
        *_stretched_calf(knee, lean, low=bent),
        *_flat_foot(_BACK_ANKLE, Ink.SHOE, Ink.SOLE),
        *_heel_down(_BACK_ANKLE[0] - 24.0),
    ]


def _stretched_calf(knee: Point, lean: float, *, low: bool) -> list[Shape]:
    """Draw where the stretch is felt: high in the calf with a straight knee, low with a bent one."""
    start, end = (0.26, 0.56) if low else (0.46, 0.84)
    behind = (-3.8, 1.2)
    belly_low, belly_high = (moved((between(_BACK_ANKLE, knee, place),), behind)[0] for place in (start, end))
    heel = (_BACK_ANKLE[0] - 4.5, _BACK_ANKLE[1] - 4.0)
    return [
        Shape(limb(belly_low, 4.4, belly_high, 5.8), Ink.MUSCLE, lean),
        Shape(limb(heel, 2.6, belly_low, 2.4), Ink.TENDON),
    ]


def _flat_foot(ankle: Point, shoe: Ink, sole: Ink) -> list[Shape]:
    x = ankle[0]
    upper = ((x - 9, 1.0), (x - 9, 8.0), (x - 4, 12.0), (x + 5, 11.0), (x + 18, 5.0), (x + 20, 1.0))
    return [Shape(upper, shoe), Shape(box(x - 10, 0.0, x + 20.5, 3.2), sole)]


def _heel_down(x: float) -> list[Shape]:
    """Draw the arrow that says: the heel stays down."""
    arrow = ((x - 3, 38), (x + 3, 38), (x + 3, 19), (x + 9, 19), (x, 4), (x - 9, 19), (x - 3, 19))
    return [Shape(tuple((float(a), float(b)) for a, b in arrow), Ink.TARGET)]


_PLATE_TOP = 8.0


def _seated_raise(moment: Moment) -> list[Shape]:
    pitch = -8.0 + 46.0 * moment.lift
    stands = foot(pitch, (0.0, _PLATE_TOP))
    knee = (stands.ankle[0] + 3.5, stands.ankle[1] + 31.0)
    lowest = foot(-8.0, (0.0, _PLATE_TOP)).ankle[1] + 31.0
    hip = (knee[0] - 40.0, knee[1] - 5.0 - 0.6 * (knee[1] - lowest))
    seat = lowest - 19.0
    pad = (knee[0] - 4.0, knee[1] + 8.0)
    return [
        *_floor(),
        Shape(box(-4.0, 0.0, 16.0, _PLATE_TOP), Ink.MACHINE),
        Shape(box(-46.0, 0.0, -40.0, seat), Ink.MACHINE),
        Shape(box(-66.0, seat, -30.0, seat + 6.0), Ink.PAD),
        Shape(limb(hip, 11.0, (hip[0] - 3.0, hip[1] + 40.0), 12.0), Ink.CLOTHES),
        Shape(limb(hip, 9.5, knee, 6.2), Ink.SKIN),
        Shape(limb(hip, 10.0, between(hip, knee, 0.45), 8.6), Ink.CLOTHES),
        Shape(disc(knee, 5.6), Ink.SKIN),
        *shank(stands, knee, moment.lift, soleus=True),
        Shape(box(28.0, 0.0, 32.0, pad[1] + 10.0), Ink.MACHINE),
        Shape(limb(pad, 1.8, (30.0, pad[1] + 7.0), 1.8), Ink.MACHINE),
        Shape(limb((pad[0] - 8.0, pad[1]), 3.8, (pad[0] + 7.0, pad[1]), 3.8), Ink.PAD),
        Shape(disc((19.0, pad[1] + 5.0), 8.0), Ink.WEIGHT),
        Shape(disc((19.0, pad[1] + 5.0), 2.4), Ink.PAD),
        *_gauge(-29.0, *(_seated_heel(degrees) for degrees in (-8.0, pitch, 38.0))),
    ]


def _seated_heel(pitch: float) -> float:
    return foot(pitch, (0.0, _PLATE_TOP)).heel[1]


# The leg press from close by: the leg comes in straight from the left, the foot stands upright on the plate.
_PRESS_ANKLE: Point = (0.0, 26.0)
_PRESS_KNEE: Point = (-34.0, 24.0)
_PUSHED = 44.0


def _leg_press(moment: Moment) -> list[Shape]:
    pushing = _foot_on_plate(_PUSHED * moment.lift)
    plate = _sole_front(pushing)
    start, end = (_sole_front(_foot_on_plate(degrees)) for degrees in (0.0, _PUSHED))
    return [
        *_floor(),
        Shape(box(-FAR_AWAY, 5.0, FAR_AWAY, 8.0), Ink.MACHINE),
        Shape(box(-FAR_AWAY, 10.0, -30.0, 16.0), Ink.PAD),
        *_weights(plate),
        Shape(limb((-70.0, 23.0), 12.0, _PRESS_KNEE, 7.4), Ink.SKIN),
        Shape(limb((-70.0, 23.0), 12.4, (-52.0, 23.5), 10.4), Ink.CLOTHES),
        Shape(disc(_PRESS_KNEE, 7.0), Ink.SKIN),
        *shank(pushing, _PRESS_KNEE, moment.lift, soleus=False, thickness=1.15),
        Shape(box(start - 26.0, 56.0, end - 26.0, 59.0), Ink.GAUGE),
        Shape(box(start - 26.0, 56.0, plate - 26.0, 59.0), Ink.TARGET),
        Shape(box(end - 27.0, 54.0, end - 25.0, 61.0), Ink.TARGET),
    ]


def _foot_on_plate(pushed: float) -> Foot:
    """Return a foot whose sole stands upright against the plate; pushed: degrees the heel has left it."""
    flat = foot(pushed)

    def upright(point: Point) -> Point:
        return turned(point, 90.0)

    stood = Foot(
        tuple(tuple(map(upright, one)) for one in flat.shoe),
        tuple(tuple(map(upright, one)) for one in flat.sole),
        *map(upright, (flat.ankle, flat.heel, flat.insertion)),
    )
    return stood.at(_PRESS_ANKLE)


def _sole_front(pressing: Foot) -> float:
    """Return how far right the foot reaches: there the plate is."""
    return max(x for outline in pressing.sole for x, _ in outline)


def _weights(plate: float) -> list[Shape]:
    stack = [Shape(box(plate + 9.0 + 6.0 * one, 12.0, plate + 13.5 + 6.0 * one, 50.0), Ink.WEIGHT) for one in range(4)]
    return [
        *stack,
        Shape(box(plate, 29.0, FAR_AWAY, 33.0), Ink.MACHINE),
        Shape(box(plate, 8.0, plate + 6.0, 62.0), Ink.MACHINE),
        Shape(box(plate, 8.0, plate + 1.8, 62.0), Ink.EDGE),
    ]


_RAISE = Window(-33.0, -EDGE, 25.0, 46.0)
_STRETCH = Window(-82.0, -EDGE, 68.0, 133.0)

POSES: dict[Figure, Pose] = {
    Figure.HEEL_RAISE: Pose(lambda moment: _heel_raise(moment, bent=False), _RAISE),
    Figure.BENT_HEEL_RAISE: Pose(lambda moment: _heel_raise(moment, bent=True), _RAISE),
    Figure.WALL_STRETCH: Pose(lambda moment: _wall_stretch(moment, bent=False), _STRETCH),
    Figure.BENT_WALL_STRETCH: Pose(lambda moment: _wall_stretch(moment, bent=True), _STRETCH),
    Figure.SEATED_RAISE: Pose(_seated_raise, Window(-50.0, -EDGE, 36.0, 74.0)),
    Figure.LEG_PRESS: Pose(_leg_press, Window(-36.0, 4.0, 46.0, 63.0)),
}
"""How each exercise is drawn. The working leg is the left one; the right one is its mirror image."""
