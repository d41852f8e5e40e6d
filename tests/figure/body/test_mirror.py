"""The right leg is the left one in a mirror; from the side, both legs together look like one."""

import pytest

from achilles_tui.domain.base.units import Figure, Side
from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.body.drawing import FULL, LOW, Motion, draw
from achilles_tui.figure.palette import CONTRAST, DARK, TERMINAL, Ink, Palette
from tests.figure.looking import colours, dots

MOMENTS = (
    (Phase.SETUP, 0.0),
    (Phase.RISE, 1.0),
    (Phase.SHIFT, 0.4),
    (Phase.LOWER, 0.4),
    (Phase.EASE_IN, 0.7),
)


ODD = (23, 11)
LOOKS = [
    *((size, DARK, motion) for size in ((1, 1), (22, 10), ODD, (36, 17)) for motion in (FULL, LOW)),
    *((ODD, palette, FULL) for palette in (CONTRAST, TERMINAL)),
]
"""Sizes, palettes and motions: a palette changes colours and how edges are drawn, and that at every size alike."""


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize(("size", "palette", "motion"), LOOKS, ids=lambda _: "")
def test_the_right_leg_is_the_left_one_mirrored(
    figure: Figure, size: tuple[int, int], palette: Palette, motion: Motion
) -> None:
    for phase, part in MOMENTS:
        left, right = (
            dots(draw(Posture(figure, side, True, phase, part), *size, palette, motion))
            for side in (Side.LEFT, Side.RIGHT)
        )
        assert right == tuple(row[::-1] for row in left)


@pytest.mark.parametrize("figure", Figure)
def test_the_two_legs_can_be_told_apart(figure: Figure) -> None:
    left, right = (
        draw(Posture(figure, side, False, Phase.SETUP), 22, 10, DARK, FULL) for side in (Side.LEFT, Side.RIGHT)
    )
    assert left != right


@pytest.mark.parametrize("figure", [figure for figure in Figure if figure is not Figure.NEUTRAL])
def test_both_legs_together_look_like_the_left_one_from_the_side(figure: Figure) -> None:
    both, left = (
        draw(Posture(figure, side, False, Phase.RISE, 0.5), 22, 10, DARK, FULL) for side in (Side.BOTH, Side.LEFT)
    )
    assert both == left


def test_from_behind_both_legs_are_warm_where_both_work_and_only_one_where_one_does() -> None:
    cool = {DARK[Ink.OTHER_LEG], DARK[Ink.OTHER_SHOE]}
    for side in Side:
        seen = draw(Posture(Figure.NEUTRAL, side, False, Phase.HOLD), 36, 17, DARK, LOW)
        assert bool(colours(seen) & cool) == (side is not Side.BOTH)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase in Phase.working()])
def test_somebody_who_just_stands_there_lifts_no_foot(phase: Phase) -> None:
    one, other = (
        draw(Posture(Figure.NEUTRAL, Side.LEFT, lifts, phase, 0.5), 36, 17, DARK, FULL) for lifts in (False, True)
    )
    assert one == other
