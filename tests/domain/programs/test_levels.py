"""The levels of a dose: those of the rules, where one begins, and what a program looks like at a level."""

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Region, Side
from achilles_tui.domain.programs.levels import Level, at_levels, ladder, nearest_level
from achilles_tui.domain.programs.session_plan import plan
from tests.domain.pain_rule.logs import BENT, ECCENTRIC, HEAVY, HOME, RAISE, STRETCH

DOSES = {dose.id: dose for offered in (HOME, HEAVY) for dose in offered.doses()}
RAISES = ladder(DOSES[RAISE], Category.ECCENTRIC, Region.MID_PORTION)


def said(levels: tuple[Level, ...]) -> list[str]:
    return [str(level) for level in levels]


@pytest.mark.parametrize("name", [RAISE, BENT])
def test_heel_raises_go_from_both_feet_over_10_and_12_to_15(name: str) -> None:
    levels = ladder(DOSES[name], Category.ECCENTRIC, Region.INSERTIONAL)

    assert said(levels) == ["3 x 10, both feet up and down", "3 x 10", "3 x 12", "3 x 15"]


def test_a_stretch_goes_from_3_to_5_holds() -> None:
    assert said(ladder(DOSES[STRETCH], Category.STRETCH, Region.MID_PORTION)) == ["1 x 3", "1 x 4", "1 x 5"]


@pytest.mark.parametrize("region", [Region.INSERTIONAL, Region.NOT_SURE, None])
def test_a_stretch_stays_at_3_holds_with_insertional_pain_and_where_it_is_not_sure(region: Region | None) -> None:
    assert said(ladder(DOSES[STRETCH], Category.STRETCH, region)) == ["1 x 3"]


def test_a_machine_has_one_level_the_kilograms_are_the_way_up() -> None:
    assert said(ladder(DOSES["seated-calf-raise"], Category.HEAVY, Region.MID_PORTION)) == ["3 x 3"]


def test_a_number_that_is_no_range_is_one_level_with_both_feet_below_it() -> None:
    levels = ladder(replace(DOSES[RAISE], reps=8), Category.ECCENTRIC, Region.MID_PORTION)

    assert said(levels) == ["3 x 10, both feet up and down", "3 x 8"]


def test_a_level_the_program_does_not_have_is_the_nearest_one() -> None:
    assert [nearest_level(RAISES, number).number for number in (-1, 0, 1, 2, 3, 4, 20)] == [0, 0, 1, 2, 3, 3, 3]


def test_at_a_level_the_sets_and_repetitions_are_its_own_and_the_other_exercise_keeps_its_range() -> None:
    first, second = at_levels(ECCENTRIC, {RAISE: RAISES[2]}).doses()

    assert (first.sets, first.reps) == (3, 12)
    assert second == ECCENTRIC.doses()[1]


@pytest.mark.parametrize(("level", "origin"), [(1, "article"), (2, "ours"), (3, "article")])
def test_the_ends_of_the_range_are_the_articles_and_what_lies_between_is_ours(level: int, origin: str) -> None:
    dose = at_levels(ECCENTRIC, {RAISE: RAISES[level]}).doses()[0]

    assert dose.provenance["reps"] == origin
    assert {key: value for key, value in dose.provenance.items() if key != "reps"} == {
        key: value for key, value in ECCENTRIC.doses()[0].provenance.items() if key != "reps"
    }


def test_a_number_the_pt_told_stays_the_pts_at_every_level() -> None:
    dose = replace(DOSES[RAISE], reps=8, provenance={**DOSES[RAISE].provenance, "reps": "my PT"})
    levels = ladder(dose, Category.ECCENTRIC, Region.MID_PORTION)
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, doses=(dose,)))

    assert at_levels(offered, {RAISE: levels[1]}).doses()[0].provenance["reps"] == "my PT"


def test_on_both_feet_no_number_of_the_single_leg_is_left_and_its_own_numbers_are_ours() -> None:
    dose = at_levels(ECCENTRIC, {RAISE: RAISES[0]}).doses()[0]

    assert not dose.tempo.single_leg
    assert (dose.provenance["sets"], dose.provenance["reps"]) == ("ours", "ours")
    assert set(dose.provenance) <= set(dose.numbers)


def test_on_both_feet_nothing_that_is_said_asks_for_one_leg() -> None:
    offered = at_levels(ECCENTRIC, {RAISE: RAISES[0]})
    first, second = plan(offered, (Side.LEFT, Side.RIGHT)).exercises

    assert first.sides == (Side.BOTH,)
    assert not [cue for cue in first.cues.values() if "{side}" in cue or "{other}" in cue]
    assert not [step for step in offered.exercise(RAISE).steps if "other foot" in step or "alone" in step]
    assert (second.sides, second.cues) == ((Side.LEFT, Side.RIGHT), plan(ECCENTRIC, (Side.LEFT,)).exercises[1].cues)


def test_a_program_that_is_put_at_levels_stays_as_it_is() -> None:
    before = repr(ECCENTRIC)
    at_levels(ECCENTRIC, {RAISE: RAISES[0], BENT: RAISES[3]})

    assert repr(ECCENTRIC) == before
