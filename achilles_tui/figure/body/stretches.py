"""Calf stretches at a wall: the whole body, seen from the side."""

from achilles_tui.figure.body.setting import FAR_AWAY, Moment, floor
from achilles_tui.figure.body.shapes import Point, Shape, between, box, disc, limb, moved
from achilles_tui.figure.palette import Ink

# The trunk is drawn shorter than it is, to leave more room for the legs.
_WALL = 60.0
_BACK_ANKLE: Point = (-46.0, 9.0)
_FRONT_ANKLE: Point = (18.0, 9.0)


def wall_stretch(moment: Moment, *, bent: bool) -> list[Shape]:
    """Draw a person who leans into a wall, the back heel down and its knee straight or bent."""
    lean = moment.lift
    hip = (-14.0 + 8.0 * lean, 72.0 - 5.0 * lean) if bent else (-8.0 + 9.0 * lean, 76.0 - 4.0 * lean)
    straight = between(_BACK_ANKLE, hip, 0.5)
    knee = (-20.0 + 8.0 * lean, 40.0 - 2.0 * lean) if bent else (straight[0] - 1.0, straight[1])
    front_knee = (28.0 + 5.0 * lean, 45.0)
    shoulder = (hip[0] + 20.0 + 2.0 * lean, hip[1] + 34.0 - 2.0 * lean)
    hand = (_WALL - 1.0, shoulder[1] + 5.0)
    return [
        *floor(),
        Shape(box(_WALL, 0.0, FAR_AWAY, FAR_AWAY), Ink.MACHINE),
        Shape(box(_WALL, 0.0, _WALL + 3.0, FAR_AWAY), Ink.EDGE),
        Shape(limb(hip, 9.5, front_knee, 7.0), Ink.OTHER_LEG),
        Shape(limb(front_knee, 7.0, _FRONT_ANKLE, 4.6), Ink.OTHER_LEG),
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
    """Draw where the stretch is felt: high in the calf with a straight knee, low with a bent knee."""
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
    """Draw the arrow that means: keep the heel down."""
    arrow = ((x - 3, 38), (x + 3, 38), (x + 3, 19), (x + 9, 19), (x, 4), (x - 9, 19), (x - 3, 19))
    return [Shape(tuple((float(a), float(b)) for a, b in arrow), Ink.TARGET)]
