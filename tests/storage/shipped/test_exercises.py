"""Every exercise that ships, against the table of the rules, and every word against what a screen can show."""

import re

import pytest

from achilles_tui.domain.base.units import Category, Figure, Region
from achilles_tui.domain.programs.dose import PHASES_OF_A_STRETCH
from achilles_tui.storage.files.paths import shipped_programs
from tests.storage.stores.shipped import (
    BENT_DROP,
    DROP,
    GASTROCNEMIUS_RAISE,
    GASTROCNEMIUS_STRETCH,
    LEG_PRESS,
    ONE_LEG,
    ONE_LEG_STEP,
    SEATED,
    SITTING,
    SOLEUS_RAISE,
    SOLEUS_STRETCH,
    STANDING,
    TWO_LEGS,
    TWO_LEGS_STEP,
    exercise,
    files,
    shelf,
)

STRAIGHT, BENT = ("gastrocnemius",), ("soleus",)
BOTH = ("gastrocnemius", "soleus")
UNCLAIMED = ("not claimed", "not claimed")

# id: category, muscles, knee, place, supervision, legs, evidence for insertional and for mid-portion pain
EXERCISES = {
    GASTROCNEMIUS_STRETCH: ("stretch", STRAIGHT, "straight", "home", "none", "one", ("yes", "might help")),
    SOLEUS_STRETCH: ("stretch", BENT, "bent", "home", "none", "one", ("yes", "might help")),
    GASTROCNEMIUS_RAISE: ("eccentric", STRAIGHT, "straight", "home", "none", "one", ("might help", "yes")),
    SOLEUS_RAISE: ("eccentric", BENT, "bent", "home", "none", "one", ("might help", "yes")),
    LEG_PRESS: ("heavy", BOTH, "straight", "gym", "PT", "together", ("not claimed", "yes")),
    SEATED: ("heavy", BENT, "bent", "gym", "PT", "together", ("not claimed", "yes")),
    TWO_LEGS: ("strength", BOTH, "straight", "home", "none", "together", UNCLAIMED),
    TWO_LEGS_STEP: ("strength", BOTH, "straight", "home", "none", "together", UNCLAIMED),
    ONE_LEG: ("strength", BOTH, "straight", "home", "none", "alone", UNCLAIMED),
    ONE_LEG_STEP: ("strength", BOTH, "straight", "home", "none", "alone", UNCLAIMED),
    SITTING: ("strength", BENT, "bent", "home", "none", "together", UNCLAIMED),
    STANDING: ("heavy", BOTH, "straight", "gym", "PT", "together", UNCLAIMED),
    DROP: ("eccentric", STRAIGHT, "straight", "home", "none", "one", UNCLAIMED),
    BENT_DROP: ("eccentric", BENT, "bent", "home", "none", "one", UNCLAIMED),
}

FIGURES = {
    GASTROCNEMIUS_STRETCH: Figure.WALL_STRETCH,
    SOLEUS_STRETCH: Figure.BENT_WALL_STRETCH,
    GASTROCNEMIUS_RAISE: Figure.HEEL_RAISE,
    SOLEUS_RAISE: Figure.BENT_HEEL_RAISE,
    LEG_PRESS: Figure.LEG_PRESS,
    SEATED: Figure.SEATED_RAISE,
    TWO_LEGS: Figure.HEEL_RAISE,
    TWO_LEGS_STEP: Figure.STEP_DROP,
    ONE_LEG: Figure.HEEL_RAISE,
    ONE_LEG_STEP: Figure.STEP_DROP,
    SITTING: Figure.SITTING_RAISE,
    STANDING: Figure.LOADED_RAISE,
    DROP: Figure.STEP_DROP,
    BENT_DROP: Figure.BENT_STEP_DROP,
}


def test_every_exercise_that_ships_is_in_the_table_and_in_a_program() -> None:
    used = {one.id for offered in shelf().programs.values() for one in offered.exercises}

    assert set(shelf().exercises) == set(EXERCISES) == set(FIGURES) == used


@pytest.mark.parametrize("name", EXERCISES)
def test_each_exercise_is_what_the_rules_say(name: str) -> None:
    category, muscle, knee, place, supervision, legs, (insertional, mid_portion) = EXERCISES[name]
    one = exercise(name)

    assert (one.category, one.muscle, one.knee, one.place) == (Category(category), muscle, knee, place)
    assert (one.supervision, one.legs, one.figure) == (supervision, legs, FIGURES[name])
    assert one.evidence == {"insertional": insertional, "mid-portion": mid_portion}
    assert one.equipment
    assert one.source
    assert 3 <= len(one.steps) <= 5
    assert one.mistakes


def test_whatever_is_done_on_a_step_goes_over_an_edge_and_nothing_else_does() -> None:
    over = {name for name, one in shelf().exercises.items() if one.over_edge}

    assert over == {TWO_LEGS_STEP, ONE_LEG_STEP, DROP, BENT_DROP}
    assert over == {name for name, one in shelf().exercises.items() if "step" in one.equipment}


@pytest.mark.parametrize("name", EXERCISES)
def test_cues_fit_the_smallest_screen_and_name_only_the_legs(name: str) -> None:
    one = exercise(name)
    lowered = {"shift", "reset"} if one.category is Category.ECCENTRIC else set()
    phases = set(PHASES_OF_A_STRETCH) if one.category is Category.STRETCH else {"rise", "lower", *lowered}

    assert set(one.cues) == {"setup", "rest", *phases}
    for text in (one.position, *one.cues.values()):
        assert set(re.findall(r"\{.*?\}", text)) <= (set() if one.legs == "together" else {"{side}", "{other}"})
    for cue in one.cues.values():
        assert len(cue.replace("{side}", "RIGHT").replace("{other}", "right")) <= 44, cue
    assert len(one.position.replace("{side}", "RIGHT").replace("{other}", "right")) <= 90, one.position
    for text in (*one.steps, *one.mistakes, one.name):
        assert "{" not in text


def test_cues_are_for_the_phases_that_every_dose_has() -> None:
    for offered in shelf().programs.values():
        for stage in range(1, len(offered.definition.parts) + 1):
            for region in (None, Region.MID_PORTION):
                for dose, one in offered.pairs(stage, region):
                    assert set(one.cues) == {"setup", "rest", *(phase for phase, _ in dose.tempo.phases)}


@pytest.mark.parametrize("name", [GASTROCNEMIUS_RAISE, SOLEUS_RAISE, DROP, BENT_DROP])
def test_a_single_leg_lowering_says_which_leg_works_and_which_is_off(name: str) -> None:
    cues = exercise(name).cues

    assert "{side}" in cues["lower"]
    assert "{other}" in cues["shift"]
    assert "{other}" in cues["reset"]
    assert "Both heels" in cues["rise"]


@pytest.mark.parametrize("name", [ONE_LEG, ONE_LEG_STEP])
def test_a_raise_on_one_leg_alone_says_which_from_the_start(name: str) -> None:
    one = exercise(name)

    assert "{side}" in one.position
    assert all("{side}" in one.cues[phase] for phase in ("rise", "lower"))
    assert "{other} foot off" in one.cues["setup"]


FORBIDDEN = ("clinically proven", "prescribed for you", "algorithm", "rupture", "you will recover", "improve")


def test_no_text_promises_what_the_rules_do_not() -> None:
    assert shelf().programs
    for path in shipped_programs().rglob("*.toml"):
        text = path.read_text().lower()
        assert not [words for words in FORBIDDEN if words in text], path


def test_people_read_tendonitis() -> None:
    for path in files():
        assert not re.findall("tendino|tendinitis", path.read_text().lower()), path
