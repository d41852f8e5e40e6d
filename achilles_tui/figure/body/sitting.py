"""Seated raises, seen from the side, in two machines and on a chair; the numbers are for the drawing, no targets."""

from achilles_tui.figure.body.body import Foot, foot, shank
from achilles_tui.figure.body.setting import FAR_AWAY, Moment, floor, gauge
from achilles_tui.figure.body.shapes import Point, Shape, between, box, disc, limb, moved, turned
from achilles_tui.figure.palette import Ink

_PLATE_TOP = 8.0


def seated_raise(moment: Moment) -> list[Shape]:
    """Draw a raise in the seated calf machine, with its weight on the knee."""
    pitch = -8.0 + 46.0 * moment.lift
    working_foot = _on_plate(pitch)
    knee = (working_foot.ankle[0] + 3.5, working_foot.ankle[1] + 31.0)
    lowest = _on_plate(-8.0).ankle[1] + 31.0
    hip = (knee[0] - 40.0, knee[1] - 5.0 - 0.6 * (knee[1] - lowest))
    seat = lowest - 19.0
    pad = (knee[0] - 4.0, knee[1] + 8.0)
    return [
        *floor(),
        Shape(box(-4.0, 0.0, 16.0, _PLATE_TOP), Ink.MACHINE),
        Shape(box(-46.0, 0.0, -40.0, seat), Ink.MACHINE),
        Shape(box(-66.0, seat, -30.0, seat + 6.0), Ink.PAD),
        Shape(limb(hip, 11.0, (hip[0] - 3.0, hip[1] + 40.0), 12.0), Ink.CLOTHES),
        Shape(limb(hip, 9.5, knee, 6.2), Ink.SKIN),
        Shape(limb(hip, 10.0, between(hip, knee, 0.45), 8.6), Ink.CLOTHES),
        Shape(disc(knee, 5.6), Ink.SKIN),
        *shank(working_foot, knee, moment.lift, soleus=True),
        Shape(box(28.0, 0.0, 32.0, pad[1] + 10.0), Ink.MACHINE),
        Shape(limb(pad, 1.8, (30.0, pad[1] + 7.0), 1.8), Ink.MACHINE),
        Shape(limb((pad[0] - 8.0, pad[1]), 3.8, (pad[0] + 7.0, pad[1]), 3.8), Ink.PAD),
        Shape(disc((19.0, pad[1] + 5.0), 8.0), Ink.WEIGHT),
        Shape(disc((19.0, pad[1] + 5.0), 2.4), Ink.PAD),
        *gauge(-29.0, *(_on_plate(degrees).heel[1] for degrees in (-8.0, pitch, 38.0))),
    ]


def _on_plate(pitch: float) -> Foot:
    """Return a foot on the machine's plate, with the toes up when the heel sinks."""
    return foot(pitch, (0.0, _PLATE_TOP), toes_follow=float(pitch < 0))


# The leg press, close up: the leg is straight and comes from the left, the foot is upright on the plate.
_PRESS_ANKLE: Point = (0.0, 26.0)
_PRESS_KNEE: Point = (-34.0, 24.0)
_PUSHED = 44.0


def leg_press(moment: Moment) -> list[Shape]:
    """Draw a raise against the plate of a leg press."""
    pushing = _foot_on_plate(_PUSHED * moment.lift)
    plate = _sole_front(pushing)
    start, end = (_sole_front(_foot_on_plate(degrees)) for degrees in (0.0, _PUSHED))
    return [
        *floor(),
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
    """Return a foot with its sole upright against the plate. pushed: degrees between heel and plate."""
    return foot(pushed).mapped(lambda point: turned(point, 90.0)).placed_at(_PRESS_ANKLE)


def _sole_front(pressing: Foot) -> float:
    """Return the right edge of the foot, where the plate is."""
    return max(x for outline in pressing.sole for x, _ in outline)


def _weights(plate: float) -> list[Shape]:
    lefts = [plate + 9.0 + 6.0 * number for number in range(4)]
    return [
        *(Shape(box(left, 12.0, left + 4.5, 50.0), Ink.WEIGHT) for left in lefts),
        Shape(box(plate, 29.0, FAR_AWAY, 33.0), Ink.MACHINE),
        Shape(box(plate, 8.0, plate + 6.0, 62.0), Ink.MACHINE),
        Shape(box(plate, 8.0, plate + 1.8, 62.0), Ink.EDGE),
    ]


# On a chair at home. Trunk and thigh are drawn shorter than they are, to leave more room for foot and calf. The other
# leg is ahead, as in a standing raise, and stretched out when its foot is off the floor.
_SEAT = 32.0
_SAT_UP = 40.0
_SAT_HIP: Point = (-37.0, _SEAT + 9.0)
_AHEAD: Point = (10.0, 1.0)
_STRETCHED_OUT: Point = (14.0, 9.0)


def sitting_raise(moment: Moment) -> list[Shape]:
    """Draw a raise on an ordinary chair, the feet on the floor and nothing on the knees."""
    pitch = _SAT_UP * moment.lift
    working_foot = foot(pitch)
    knee = moved((working_foot.ankle,), (3.5, 31.0))[0]
    return [
        *floor(),
        *_chair(),
        *_other_sitting(working_foot, knee, moment),
        Shape(limb(_SAT_HIP, 9.5, moved((_SAT_HIP,), (-0.5, 42.0))[0], 10.5), Ink.CLOTHES),
        Shape(limb(_SAT_HIP, 9.5, knee, 6.4), Ink.SKIN),
        Shape(limb(_SAT_HIP, 10.0, between(_SAT_HIP, knee, 0.4), 8.8), Ink.CLOTHES),
        Shape(disc(knee, 5.8), Ink.SKIN),
        *shank(working_foot, knee, moment.lift, soleus=True, thickness=1.1),
        *gauge(-29.1, *(foot(degrees).heel[1] for degrees in (0.0, pitch, _SAT_UP)), width=3.5),
    ]


def _chair() -> list[Shape]:
    left, right = _SAT_HIP[0] - 16.0, _SAT_HIP[0] + 5.0
    return [
        Shape(box(left, 0.0, left + 4.0, 200.0), Ink.MACHINE),
        Shape(box(right - 5.0, 0.0, right - 1.0, _SEAT), Ink.MACHINE),
        Shape(box(left, _SEAT - 5.0, right, _SEAT), Ink.WEIGHT),
    ]


def _other_sitting(working_foot: Foot, knee: Point, moment: Moment) -> list[Shape]:
    out = _STRETCHED_OUT[0] * moment.lifted, _STRETCHED_OUT[1] * moment.lifted
    hip, far_knee, ankle = moved((_SAT_HIP, knee, moved((working_foot.ankle,), out)[0]), _AHEAD)
    other_foot = working_foot.placed_at(ankle)
    return [
        Shape(limb(hip, 9.5, far_knee, 6.2), Ink.OTHER_LEG),
        Shape(limb(far_knee, 6.2, ankle, 4.2), Ink.OTHER_LEG),
        *(Shape(outline, Ink.MOVING if moment.moves else Ink.OTHER_SHOE) for outline in other_foot.shoe),
        *(Shape(outline, Ink.OTHER_SOLE) for outline in other_foot.sole),
    ]
