"""The heel follows the clock: softly at first, never back, and only what has to move moves."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Figure, Side
from achilles_tui.domain.session.demonstration import Posture
from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.body.body import foot
from achilles_tui.figure.body.drawing import FULL, LOW, STILL, Motion
from achilles_tui.figure.body.motion import eased, moment
from achilles_tui.figure.body.poses import POSES
from achilles_tui.figure.body.setting import Moment
from achilles_tui.figure.body.shapes import Shape
from achilles_tui.figure.body.standing import RAISED
from achilles_tui.figure.palette import Ink

PARTS = st.floats(0.0, 1.0)
HUNDREDTHS = [part / 100 for part in range(101)]
"""The parts of a phase that a view tells apart."""

RAISES = (
    *(Figure.HEEL_RAISE, Figure.BENT_HEEL_RAISE, Figure.STEP_DROP, Figure.BENT_STEP_DROP),
    *(Figure.SITTING_RAISE, Figure.LOADED_RAISE),
)
"""The drawings that show the other foot lifted."""

DROPS = (Figure.STEP_DROP, Figure.BENT_STEP_DROP)
GAUGED = [figure for figure in Figure if any(shape.ink is Ink.GAUGE for shape in POSES[figure].draw(Moment(0.0)))]
HEEL_GAUGED = [figure for figure in GAUGED if figure is not Figure.LEG_PRESS]
"""The drawings whose gauge is the heel's height, or time itself; that of the leg press is the way of its plate."""
THE_OTHER_FOOT = {Ink.OTHER_LEG, Ink.OTHER_SHOE, Ink.OTHER_SOLE, Ink.MOVING}

motions = pytest.mark.parametrize("motion", [FULL, LOW, STILL], ids=["full", "low", "still"])
STANDING = Moment(0.0, still=True)


def raising(phase: Phase, part: float = 0.0, *, single_leg: bool = True, alone: bool = False) -> Posture:
    return Posture(Figure.HEEL_RAISE, Side.LEFT, single_leg, phase, part, alone)


def shown(phase: Phase, motion: Motion = FULL, *, single_leg: bool = True, alone: bool = False) -> list[Moment]:
    """Return what is drawn in the course of a phase."""
    return [moment(raising(phase, part, single_leg=single_leg, alone=alone), motion.steps) for part in HUNDREDTHS]


def heel(now: Moment) -> float:
    """Return how high the heel is, as a share of the highest it gets."""
    return foot(RAISED * now.lift).heel[1] / foot(RAISED).heel[1]


@cache
def shapes_of(figure: Figure, now: Moment) -> tuple[Shape, ...]:
    """Return what is drawn at a moment; many phases have the same moments."""
    return tuple(POSES[figure].draw(now))


def told(figure: Figure, now: Moment) -> float:
    """Return how much of its gauge is filled, as a share."""
    shapes = shapes_of(figure, now)
    place = next(place for place, shape in enumerate(shapes) if shape.ink is Ink.GAUGE)
    whole, full = (_area(shape) for shape in shapes[place : place + 2])
    return full / whole


def _area(upright: Shape) -> float:
    (left, bottom), _, (right, top), _ = upright.outline
    return (right - left) * (top - bottom)


def without_the_other_foot(figure: Figure, now: Moment) -> list[Shape]:
    return [shape for shape in shapes_of(figure, now) if shape.ink not in THE_OTHER_FOOT]


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
@pytest.mark.parametrize("figure", GAUGED)
def test_every_gauge_fills_from_end_to_end_and_never_goes_back(figure: Figure, motion: Motion) -> None:
    up, down = ([told(figure, now) for now in shown(phase, motion)] for phase in (Phase.RISE, Phase.LOWER))
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)
    assert (up[0], up[-1]) == pytest.approx((0.0, 1.0))


@motions
@pytest.mark.parametrize("figure", HEEL_GAUGED)
def test_no_gauge_of_a_heel_is_ahead_of_the_clock(figure: Figure, motion: Motion) -> None:
    up, down = ([told(figure, now) for now in shown(phase, motion)] for phase in (Phase.RISE, Phase.LOWER))
    assert all(share <= part + 1e-9 for part, share in zip(HUNDREDTHS, up, strict=True))
    assert all(share >= 1 - part - 1e-9 for part, share in zip(HUNDREDTHS, down, strict=True))


@pytest.mark.parametrize("figure", DROPS)
def test_behind_a_step_the_heel_begins_below_the_edge_and_above_the_floor_and_ends_above_the_edge(
    figure: Figure,
) -> None:
    down, up = (POSES[figure].draw(Moment(lift)) for lift in (0.0, 1.0))
    step, ground = (max(y for s in down if s.ink is ink for _, y in s.outline) for ink in (Ink.MACHINE, Ink.FLOOR))
    edge = min(x for s in down if s.ink is Ink.MACHINE for x, _ in s.outline)
    low, high = (min((x, y) for s in shapes if s.ink is Ink.SOLE for x, y in s.outline) for shapes in (down, up))
    assert ground < low[1] < step < high[1]
    assert max(low[0], high[0]) < edge


@pytest.mark.parametrize("figure", DROPS)
def test_who_is_ready_or_rests_on_a_step_does_not_hang_over_its_edge(figure: Figure) -> None:
    lowest = min(y for s in POSES[figure].draw(STANDING) if s.ink is Ink.SOLE for _, y in s.outline)
    assert lowest == pytest.approx(0.0)


@pytest.mark.parametrize("figure", DROPS)
@pytest.mark.parametrize("lift", [0.0, 0.3, 1.0])
def test_on_a_step_the_toes_stay_on_it(figure: Figure, lift: float) -> None:
    shapes = POSES[figure].draw(Moment(lift))
    _, toes = (shape for shape in shapes if shape.ink is Ink.SOLE)
    assert min(y for _, y in toes.outline) == pytest.approx(0.0)


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
        marked = {any(shape.ink is Ink.MOVING for shape in shapes_of(figure, now)) for now in shown(phase)}
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


@motions
@pytest.mark.parametrize("single_leg", [True, False])
@pytest.mark.parametrize("phase", [phase for phase in Phase if phase in Phase.working()])
def test_one_leg_alone_all_the_way_keeps_the_other_foot_off_and_still(
    phase: Phase,
    single_leg: bool,  # noqa: FBT001 either tempo
    motion: Motion,
) -> None:
    moments = shown(phase, motion, single_leg=single_leg, alone=True)
    assert {(now.lifted, now.moves) for now in moments} == {(1.0, False)}
    assert [now.lift for now in moments] == [now.lift for now in shown(phase, motion)]


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in Phase.working()])
def test_who_does_not_work_stands_on_both_feet_between_raises_on_one_leg_alone(phase: Phase) -> None:
    assert set(shown(phase, alone=True)) == {STANDING}


@pytest.mark.parametrize("phase", Phase)
def test_an_exercise_on_two_legs_never_lifts_a_foot(phase: Phase) -> None:
    assert all(now.lifted == 0 and not now.moves for now in shown(phase, single_leg=False))


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in Phase.working()])
def test_who_does_not_work_stands_on_both_feet(phase: Phase) -> None:
    assert set(shown(phase)) == {STANDING}


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
