"""The heel follows the clock: softly at first, never back, and only what has to move moves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.core.demonstration import Posture
from achilles_tui.core.phases import Phase
from achilles_tui.core.units import Figure, Side
from achilles_tui.figure.body import foot
from achilles_tui.figure.drawing import FULL, LOW, STILL, Motion
from achilles_tui.figure.motion import eased, moment
from achilles_tui.figure.palette import Ink
from achilles_tui.figure.poses import POSES, RAISED, Moment
from achilles_tui.figure.shapes import Shape

PARTS = st.floats(0.0, 1.0)
HUNDREDTHS = [part / 100 for part in range(101)]
"""The parts of a phase that a view tells apart."""

RAISES = (Figure.HEEL_RAISE, Figure.BENT_HEEL_RAISE)
THE_OTHER_FOOT = {Ink.OTHER, Ink.OTHER_SHOE, Ink.OTHER_SOLE, Ink.MOVING}

motions = pytest.mark.parametrize("motion", [FULL, LOW, STILL], ids=["full", "low", "still"])


def raising(phase: Phase, part: float = 0.0, *, single_leg: bool = True) -> Posture:
    return Posture(Figure.HEEL_RAISE, Side.LEFT, single_leg, phase, part)


def shown(phase: Phase, motion: Motion = FULL, *, single_leg: bool = True) -> list[Moment]:
    """Return what is drawn in the course of a phase."""
    return [moment(raising(phase, part, single_leg=single_leg), motion.steps) for part in HUNDREDTHS]


def heel(now: Moment) -> float:
    """Return how high the heel is, as a share of the highest it gets."""
    return foot(RAISED * now.lift).heel[1] / foot(RAISED).heel[1]


def without_the_other_foot(figure: Figure, now: Moment) -> list[Shape]:
    return [shape for shape in POSES[figure].draw(now) if shape.ink not in THE_OTHER_FOOT]


@given(PARTS)
def test_a_movement_is_never_ahead_of_the_clock(part: float) -> None:
    assert 0.0 <= eased(part) <= part


@given(PARTS, PARTS)
def test_a_movement_never_goes_back(one: float, other: float) -> None:
    assert eased(min(one, other)) <= eased(max(one, other))


def test_a_movement_begins_where_it_was_and_arrives_with_the_clock() -> None:
    assert (eased(0.0), eased(1.0)) == (0.0, 1.0)


def test_a_movement_begins_softly() -> None:
    assert eased(0.05) < 0.05 / 4


@motions
def test_the_heel_only_rises_on_the_way_up(motion: Motion) -> None:
    heights = [heel(now) for now in shown(Phase.RISE, motion)]
    assert heights == sorted(heights)
    assert (heights[0], heights[-1]) == (0.0, 1.0)


@motions
def test_the_heel_only_falls_on_the_way_down(motion: Motion) -> None:
    heights = [heel(now) for now in shown(Phase.LOWER, motion)]
    assert heights == sorted(heights, reverse=True)
    assert (heights[0], heights[-1]) == (1.0, 0.0)


@motions
def test_no_look_shows_the_heel_ahead_of_the_clock(motion: Motion) -> None:
    for part, up, down in zip(HUNDREDTHS, shown(Phase.RISE, motion), shown(Phase.LOWER, motion), strict=True):
        assert heel(up) <= part + 1e-9
        assert heel(down) >= 1 - part - 1e-9


@motions
def test_fewer_pictures_are_late_by_one_picture_at_most(motion: Motion) -> None:
    for part, up, down in zip(HUNDREDTHS, shown(Phase.RISE, motion), shown(Phase.LOWER, motion), strict=True):
        assert 0 <= eased(part) - up.lift + 1e-9 < 1 / motion.steps + 2e-9
        assert 0 <= eased(part) - (1 - down.lift) + 1e-9 < 1 / motion.steps + 2e-9


@given(PARTS, st.sampled_from(Phase))
def test_still_pictures_are_down_half_way_and_up_and_no_others(part: float, phase: Phase) -> None:
    now = moment(raising(phase, part), STILL.steps)
    assert {now.lift, now.lifted} <= {0.0, 0.5, 1.0}


def test_all_three_still_pictures_are_seen_on_the_way() -> None:
    assert {now.lift for now in shown(Phase.RISE, STILL)} == {0.0, 0.5, 1.0}
    assert {now.lift for now in shown(Phase.LOWER, STILL)} == {0.0, 0.5, 1.0}


@pytest.mark.parametrize("figure", RAISES)
@pytest.mark.parametrize("phase", [Phase.SHIFT, Phase.RESET])
def test_while_the_other_foot_moves_nothing_else_does(figure: Figure, phase: Phase) -> None:
    all_moments = shown(phase)
    still = without_the_other_foot(figure, all_moments[0])
    assert all(without_the_other_foot(figure, now) == still for now in all_moments)
    assert all(now.moves for now in all_moments)
    assert POSES[figure].draw(all_moments[0]) != POSES[figure].draw(all_moments[-1])


@pytest.mark.parametrize("figure", RAISES)
def test_the_other_foot_is_marked_while_it_moves_and_only_then(figure: Figure) -> None:
    for phase in Phase.working():
        marked = {any(shape.ink is Ink.MOVING for shape in POSES[figure].draw(now)) for now in shown(phase)}
        assert marked == {phase in {Phase.SHIFT, Phase.RESET}}


def test_the_other_foot_leaves_the_floor_with_the_heels_up_and_comes_back_with_the_heel_down() -> None:
    leaving, returning = shown(Phase.SHIFT), shown(Phase.RESET)
    assert {now.lift for now in leaving} == {1.0}
    assert {now.lift for now in returning} == {0.0}
    assert all(one.lifted <= next_one.lifted for one, next_one in pairwise(leaving))
    assert all(one.lifted >= next_one.lifted for one, next_one in pairwise(returning))
    assert (leaving[0].lifted, leaving[-1].lifted, returning[-1].lifted) == (0.0, 1.0, 0.0)


def test_one_leg_lowers_alone_and_both_rise() -> None:
    assert {now.lifted for now in shown(Phase.LOWER)} == {1.0}
    assert {now.lifted for now in shown(Phase.RISE)} == {0.0}


@pytest.mark.parametrize("phase", Phase)
def test_an_exercise_on_two_legs_never_lifts_a_foot(phase: Phase) -> None:
    assert all(now.lifted == 0 and not now.moves for now in shown(phase, single_leg=False))


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in Phase.working()])
def test_who_does_not_work_stands_on_both_feet(phase: Phase) -> None:
    assert set(shown(phase)) == {Moment(0.0)}


def test_a_raise_begins_where_the_one_before_ended_without_a_jump() -> None:
    course = [shown(phase) for phase in (Phase.RISE, Phase.SHIFT, Phase.LOWER, Phase.RESET, Phase.RISE)]
    assert all(one[-1][:2] == next_one[0][:2] for one, next_one in pairwise(course))


def test_a_stretch_is_leant_into_held_and_left_without_a_jump() -> None:
    course = [shown(phase, single_leg=False) for phase in (Phase.EASE_IN, Phase.HOLD, Phase.EASE_OUT, Phase.EASE_IN)]
    assert all(one[-1] == next_one[0] for one, next_one in pairwise(course))
    assert set(course[1]) == {Moment(1.0)}


@pytest.mark.parametrize("figure", Figure)
def test_every_exercise_looks_different_at_its_two_ends(figure: Figure) -> None:
    assert POSES[figure].draw(Moment(0.0)) != POSES[figure].draw(Moment(1.0))
