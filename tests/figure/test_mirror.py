"""The right leg is the left one in a mirror; both legs together look like one."""

import pytest

from achilles_tui.core.demonstration import Posture
from achilles_tui.core.phases import Phase
from achilles_tui.core.units import Figure, Side
from achilles_tui.figure.drawing import FULL, LOW, Motion, draw
from achilles_tui.figure.palette import CONTRAST, DARK, TERMINAL, Palette
from tests.figure.looking import dots

MOMENTS = (
    (Phase.SETUP, 0.0),
    (Phase.RISE, 0.5),
    (Phase.RISE, 1.0),
    (Phase.SHIFT, 0.4),
    (Phase.LOWER, 0.4),
    (Phase.EASE_IN, 0.7),
)


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (22, 10), (23, 11), (36, 17)])
@pytest.mark.parametrize(
    ("palette", "motion"), [(DARK, FULL), (DARK, LOW), (CONTRAST, FULL), (TERMINAL, FULL)], ids=lambda _: ""
)
def test_the_right_leg_is_the_left_one_mirrored(
    figure: Figure, columns: int, rows: int, palette: Palette, motion: Motion
) -> None:
    for phase, part in MOMENTS:
        left, right = (
            dots(draw(Posture(figure, side, True, phase, part), columns, rows, palette, motion))
            for side in (Side.LEFT, Side.RIGHT)
        )
        assert right == tuple(row[::-1] for row in left)


@pytest.mark.parametrize("figure", Figure)
def test_the_two_legs_can_be_told_apart(figure: Figure) -> None:
    left, right = (
        draw(Posture(figure, side, False, Phase.SETUP), 22, 10, DARK, FULL) for side in (Side.LEFT, Side.RIGHT)
    )
    assert left != right


@pytest.mark.parametrize("figure", Figure)
def test_both_legs_together_look_like_the_left_one(figure: Figure) -> None:
    both, left = (
        draw(Posture(figure, side, False, Phase.RISE, 0.5), 22, 10, DARK, FULL) for side in (Side.BOTH, Side.LEFT)
    )
    assert both == left
