"""Standing raises, seen from the side: on the floor, a step, under a barbell; the numbers are no targets."""

from achilles_tui.figure.body.body import Foot, Leg, foot, other_leg, shank, working_leg
from achilles_tui.figure.body.setting import EDGE, FAR_AWAY, Moment, floor, gauge
from achilles_tui.figure.body.shapes import Point, Shape, box, disc, limb, moved
from achilles_tui.figure.palette import Ink

RAISED = 46.0
"""Degrees of heel rise at the top: as high as is comfortable, not a target for the exercise."""

DROPPED = -14.0
"""Degrees the heel is lowered behind a step's edge at the bottom: for the drawing, not a target."""

STEP = 10.0
"""Centimetres of a step above the floor: lower than a stair, to leave more room for the leg."""

_STRAIGHT = 0.0, 0.0
_BENT = 24.0, -30.0
"""Degrees that shank and thigh tilt forwards."""


def heel_raise(moment: Moment, *, bent: bool) -> list[Shape]:
    """Draw a raise on the floor, with a straight or bent knee."""
    leg = Leg(RAISED * moment.lift, *(_BENT if bent else _STRAIGHT))
    return [
        *floor(),
        *other_leg(leg, moment.lifted, _other_shoe(moment)),
        *working_leg(leg, moment.lift, soleus=bent),
        *gauge(-32.0, *(foot(pitch).heel[1] for pitch in (0.0, leg.pitch, RAISED))),
    ]


def step_drop(moment: Moment, *, bent: bool) -> list[Shape]:
    """Draw a raise with the ball on a step's edge, starting with the heel below it; the step's top is at 0.

    While ready and at rest, the heel is level: nobody hangs over an edge for two minutes.
    """
    leg = Leg(0.0 if moment.still else DROPPED + (RAISED - DROPPED) * moment.lift, *(_BENT if bent else _STRAIGHT))
    return [
        *floor(-STEP),
        *other_leg(leg, moment.lifted, _other_shoe(moment)),
        *_step(),
        *working_leg(leg, moment.lift, soleus=bent),
        *gauge(-33.4, *(foot(pitch).heel[1] for pitch in (DROPPED, leg.pitch, RAISED))),
    ]


def _other_shoe(moment: Moment) -> Ink:
    return Ink.MOVING if moment.moves else Ink.OTHER_SHOE


def _step() -> list[Shape]:
    left = -3.0
    return [
        Shape(box(left, -STEP, FAR_AWAY, 0.0), Ink.MACHINE),
        Shape(box(left, -EDGE, FAR_AWAY, 0.0), Ink.EDGE),
    ]


# Under the barbell the whole body is shown. The foot is drawn larger than it is, and everything above the calf shorter,
# so that the rise of the heel is visible. The parts on the far side are ahead and a little higher, like the other leg.
_LARGER = 1.25
_LOADED_SHANK, _LOADED_THIGH, _LOADED_TRUNK = 26.0, 11.0, 18.0
_AHEAD: Point = (11.0, 1.2)
_BAR_END: Point = (25.0, 2.2)
_LIFTED: Point = (10.0, 13.0)


def loaded_raise(moment: Moment) -> list[Shape]:
    """Draw a raise on both feet with straight knees and a barbell across the shoulders."""
    working_foot = _large_foot(moment.lift)
    knee = moved((working_foot.ankle,), (1.0, _LOADED_SHANK))[0]
    hip = moved((knee,), (1.0, _LOADED_THIGH))[0]
    shoulder = moved((hip,), (1.0, _LOADED_TRUNK))[0]
    x, y = moved((shoulder,), (-2.0, 5.0))[0]
    near, far = (x - _BAR_END[0], y - _BAR_END[1]), (x + _BAR_END[0], y + _BAR_END[1])
    return [
        *floor(),
        *_far_leg(moment, knee, hip),
        Shape(limb(hip, 8.4, knee, 7.2), Ink.SKIN),
        *shank(working_foot, knee, moment.lift, soleus=False, thickness=1.2),
        Shape(limb(shoulder, 8.5, hip, 9.0), Ink.CLOTHES),
        Shape(disc(moved((shoulder,), (2.0, 15.0))[0], 7.0), Ink.SKIN),
        Shape(limb(near, 2.7, far, 2.7), Ink.WEIGHT),
        *(_plate(end, tall) for end, tall in ((near, 10.0), (far, 8.5))),
        *gauge(-36.0, *(_large_foot(lift).heel[1] for lift in (0.0, moment.lift, 1.0)), width=4.6),
    ]


def _large_foot(lift: float) -> Foot:
    return foot(RAISED * lift).larger(_LARGER)


def _plate(centre: Point, tall: float) -> Shape:
    x, y = centre
    return Shape(limb((x, y - tall), 3.4, (x, y + tall), 3.4), Ink.WEIGHT)


def _far_leg(moment: Moment, knee: Point, hip: Point) -> list[Shape]:
    x, y = moved((_large_foot(moment.lift).ankle,), _AHEAD)[0]
    ankle = x + _LIFTED[0] * moment.lifted, y + _LIFTED[1] * moment.lifted
    far_hip, far_knee = moved((hip, knee), _AHEAD)
    bent = far_knee[0] + _LIFTED[0] * moment.lifted, far_knee[1] + 2.0 * moment.lifted
    other_foot = _large_foot(moment.lift * (1.0 - moment.lifted)).placed_at(ankle)
    return [
        Shape(limb(far_hip, 8.4, bent, 7.2), Ink.OTHER_LEG),
        Shape(limb(bent, 7.2, ankle, 5.0), Ink.OTHER_LEG),
        *(Shape(outline, _other_shoe(moment)) for outline in other_foot.shoe),
        *(Shape(outline, Ink.OTHER_SOLE) for outline in other_foot.sole),
    ]
