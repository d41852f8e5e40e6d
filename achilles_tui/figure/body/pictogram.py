"""A person who stands still, for an exercise without its own drawing: shows which leg works, and the progress.

Seen from behind, so that the left leg is on the left. It must not suggest any movement, since the movement is unknown.
"""

from achilles_tui.figure.body.setting import Moment, floor
from achilles_tui.figure.body.shapes import Point, Shape, box, disc, limb
from achilles_tui.figure.palette import Ink

_TALL = 104.0
_GAUGE_LEFT, _GAUGE_WIDE = -50.0, 8.0


def neutral(moment: Moment) -> list[Shape]:
    """Draw a person who stands still, the working leg in a warm colour, and a gauge that fills with the lift."""
    return [
        *floor(),
        *_leg(1.0, moment, works=moment.both_legs),
        *_leg(-1.0, moment, works=True),
        *(Shape(limb((18.5 * side, 79.0), 4.4, (23.0 * side, 50.0), 3.6), Ink.SKIN) for side in (-1, 1)),
        *(Shape(limb((17.0 * side, 79.6), 5.4, (19.6 * side, 68.0), 5.0), Ink.CLOTHES) for side in (-1, 1)),
        Shape(((-18.0, 85.0), (18.0, 85.0), (16.6, 47.0), (-16.6, 47.0)), Ink.CLOTHES),
        Shape(limb((0.0, 84.0), 4.0, (0.0, 90.0), 4.0), Ink.SKIN),
        Shape(disc((0.0, _TALL - 9.0), 9.0), Ink.SKIN),
        *_gauge(moment.lift),
    ]


def _leg(side: float, moment: Moment, *, works: bool) -> list[Shape]:
    hip, knee, ankle = ((x * side, y) for x, y in ((9.6, 50.0), (10.2, 28.0), (10.8, 8.0)))
    ink, shoe, sole = (Ink.MUSCLE, Ink.SHOE, Ink.SOLE) if works else (Ink.OTHER_LEG, Ink.OTHER_SHOE, Ink.OTHER_SOLE)
    return [
        Shape(limb(hip, 8.0, knee, 6.4), ink, moment.lift),
        Shape(limb(knee, 6.4, ankle, 4.6), ink, moment.lift),
        Shape(_shoe(ankle), shoe),
        Shape(box(ankle[0] - 7.0, 0.0, ankle[0] + 7.0, 3.4), sole),
    ]


def _shoe(ankle: Point) -> tuple[Point, ...]:
    x = ankle[0]
    return (x - 7.0, 1.0), (x - 5.6, 11.0), (x + 5.6, 11.0), (x + 7.0, 1.0)


def _gauge(lift: float) -> list[Shape]:
    left, right = _GAUGE_LEFT, _GAUGE_LEFT + _GAUGE_WIDE
    return [
        Shape(box(left, 0.0, right, _TALL), Ink.GAUGE),
        Shape(box(left, 0.0, right, _TALL * lift), Ink.TARGET),
        Shape(box(left, _TALL - 2.0, right + 5.0, _TALL + 2.0), Ink.TARGET),
    ]
