"""Somebody about to begin sees one repetition in slow motion: standing, all phases in their order, standing."""

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.units import Category, Figure, Side
from achilles_tui.domain.programs.dose import Tempo
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session import demonstration as showing
from achilles_tui.domain.session.demonstration import LONGEST_SHOWN, STILL, Posture, demonstration, posture, standing
from achilles_tui.domain.session.phases import Phase
from tests.builders import GYM_TEMPO, HOLD_TEMPO, RAISE_TEMPO, gym_raise, heel_raise, stretch
from tests.domain.pain_rule.strategies import EXERCISES

LOOKS = 2000
PARTS = st.floats(0.0, 1.0)
SIDES = st.sampled_from(Side)

three_kinds = pytest.mark.parametrize("exercise", [heel_raise(), stretch(), gym_raise()], ids=lambda one: one.id)


def shown(exercise: PlannedExercise) -> list[Posture]:
    """Return the postures of a whole demonstration."""
    return [demonstration(exercise, Side.LEFT, look / LOOKS) for look in range(LOOKS + 1)]


def in_turn(postures: list[Posture]) -> list[Phase]:
    """Return the phases, each once as often as it begins."""
    phases = [one.phase for one in postures]
    return phases[:1] + [next_one for one, next_one in pairwise(phases) if one is not next_one]


@given(EXERCISES, SIDES)
def test_it_begins_and_ends_standing(exercise: PlannedExercise, side: Side) -> None:
    ends = (demonstration(exercise, side, part) for part in (0.0, 1.0))
    assert [one._replace(fraction=0.0) for one in ends] == [standing(exercise, side)] * 2
    assert standing(exercise, side).phase is Phase.SETUP


@given(EXERCISES)
def test_it_goes_through_the_phases_of_the_exercise_in_their_order(exercise: PlannedExercise) -> None:
    phases = [Phase(name) for name, _ in exercise.tempo.phases]
    assert in_turn(shown(exercise)) == [Phase.SETUP, *phases, Phase.SETUP]


@given(EXERCISES, SIDES, PARTS)
def test_every_moment_of_it_is_a_posture_of_this_exercise_and_this_leg(
    exercise: PlannedExercise, side: Side, part: float
) -> None:
    now = demonstration(exercise, side, part)
    assert (now.figure, now.side, now.single_leg) == (exercise.drawn, side, exercise.tempo.single_leg)
    assert 0.0 <= now.fraction <= 1.0


@pytest.mark.parametrize("alone", [True, False])
def test_one_leg_alone_all_the_way_is_shown_as_that(alone: bool) -> None:  # noqa: FBT001 either
    exercise = structs.replace(gym_raise(), sides=(Side.LEFT,), alone=alone)
    assert {one.alone for one in shown(exercise)} == {alone}
    assert posture(exercise, Side.LEFT, Phase.RISE).alone == alone


@three_kinds
def test_within_a_phase_it_only_goes_forward_and_leaves_nothing_out(exercise: PlannedExercise) -> None:
    postures = shown(exercise)
    for phase in (Phase(name) for name, _ in exercise.tempo.phases):
        fractions = [now.fraction for now in postures if now.phase is phase]
        assert fractions == sorted(fractions)
        assert fractions[0] < 0.01
        assert fractions[-1] > 0.99


@three_kinds
def test_each_phase_has_time_in_proportion_to_its_length(exercise: PlannedExercise) -> None:
    postures = shown(exercise)
    lengths = {Phase(name): min(seconds, LONGEST_SHOWN) for name, seconds in exercise.tempo.phases}
    whole = sum(lengths.values()) + sum(STILL.values())
    for phase, seconds in lengths.items():
        looks = sum(now.phase is phase for now in postures)
        assert looks / LOOKS == pytest.approx(seconds / whole, abs=2 / LOOKS)


def test_a_long_hold_leaves_room_for_the_movements() -> None:
    postures = shown(stretch())
    longest = structs.replace(stretch(), tempo=structs.replace(stretch().tempo, hold=60.0))
    assert shown(longest) == postures
    assert sum(now.phase is Phase.HOLD for now in postures) < len(postures) / 2


def test_an_exercise_with_a_drawing_of_its_own_is_shown_in_it() -> None:
    press = structs.replace(gym_raise(), figure=Figure.LEG_PRESS)
    assert demonstration(press, Side.BOTH, 0.5).figure is Figure.LEG_PRESS


@pytest.mark.parametrize("exercise", [heel_raise(), stretch()])
def test_without_one_an_exercise_is_shown_in_the_neutral_drawing(exercise: PlannedExercise) -> None:
    assert posture(structs.replace(exercise, figure=None), Side.LEFT, Phase.SETUP).figure is Figure.NEUTRAL


def test_one_leg_lowers_alone_where_the_other_foot_leaves_the_floor() -> None:
    assert standing(heel_raise(), Side.LEFT).single_leg
    assert not standing(gym_raise(), Side.BOTH).single_leg
    assert not standing(stretch(), Side.LEFT).single_leg


BOTH_WAYS = Tempo(rise=2.0, lower=3.0, untimed=("rise",))
EACH, TOGETHER = (Side.LEFT, Side.RIGHT), (Side.BOTH,)
KINDS: list[tuple[str, str, Tempo, tuple[Side, ...]]] = [
    ("stretch", "one", HOLD_TEMPO, EACH),
    ("isometric", "together", HOLD_TEMPO, TOGETHER),
    ("eccentric", "one", RAISE_TEMPO, EACH),
    ("eccentric", "alone", BOTH_WAYS, EACH),
    ("eccentric", "together", BOTH_WAYS, TOGETHER),
    ("strength", "one", BOTH_WAYS, EACH),
    ("strength", "alone", BOTH_WAYS, EACH),
    ("strength", "together", BOTH_WAYS, TOGETHER),
    ("heavy", "together", GYM_TEMPO, TOGETHER),
]


@pytest.mark.parametrize(("category", "legs", "tempo", "sides"), KINDS)
def test_an_exercise_without_a_dose_is_shown_at_the_guide_tempo_of_its_kind(
    category: str, legs: Literal["one", "alone", "together"], tempo: Tempo, sides: tuple[Side, ...]
) -> None:
    exercise = Exercise(
        format=1,
        id="any",
        name="Any",
        category=Category(category),
        position="Stand.",
        steps=("Do it.",),
        source="tests",
        legs=legs,
        over_edge=True,
        figure=Figure.STEP_DROP,
    )
    planned = showing.display_exercise(exercise)

    assert (planned.tempo, planned.sides, planned.alone) == (tempo, sides, legs == "alone")
    assert (planned.id, planned.name, planned.category) == ("any", "Any", category)
    assert (planned.drawn, planned.over_edge, planned.needs_pt) == (Figure.STEP_DROP, True, True)
    assert in_turn(shown(planned)) == [Phase.SETUP, *(Phase(name) for name, _ in tempo.phases), Phase.SETUP]
