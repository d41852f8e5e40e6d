"""Every number of the article's programs, against the table of the project's rules."""

import pytest

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.dose import Dose, Often, Rest, Tempo, Weight
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.storage.toml.reading import PROGRAM_BYTES
from tests.storage.stores.shipped import (
    ACSM,
    ANALOGY,
    APART,
    ARTICLE,
    ARTICLE_PROGRAMS,
    BEYER,
    ECCENTRIC_GROUP,
    EVERY_DAY,
    EVERY_TRIAL,
    GASTROCNEMIUS_RAISE,
    GASTROCNEMIUS_STRETCH,
    GYM_REST,
    LEG_PRESS,
    OURS,
    PROTOCOLS,
    RAISE,
    RAISE_REST,
    SEATED,
    SLOW,
    SOLEUS_RAISE,
    SOLEUS_STRETCH,
    STRETCHED,
    every_dose,
    files,
    offer,
    shelf,
)

STRETCHES, RAISES, GYM = (
    (GASTROCNEMIUS_STRETCH, SOLEUS_STRETCH),
    (GASTROCNEMIUS_RAISE, SOLEUS_RAISE),
    (LEG_PRESS, SEATED),
)

PROGRAMS = {"stretches": STRETCHES, "eccentric": RAISES, "home": STRETCHES + RAISES, "heavy": GYM}

HOLD = Tempo(ease_in=5.0, hold=30.0, ease_out=3.0)
STRETCH_REST = Rest(reps=10.0, sets=10.0, exercises=10.0, floor=0.0)
SEVERAL_TIMES = Often(per_day=3, per_day_range=(2, 5), days_per_week=7)
TWICE = Often(per_day=2, days_per_week=7)
THRICE_A_WEEK = Often(per_week=3, hours_apart=48)
LEG_PRESS_WEIGHT = Weight(rm=15, step_percent=5.0, min_days=14, floor_days=7)
SEATED_WEIGHT = Weight(rm=15, step_percent=5.0, min_days=7)

# id: sets, reps, tempo, rest, often, load, weight
DOSES = {
    GASTROCNEMIUS_STRETCH: (1, (3, 5), HOLD, STRETCH_REST, SEVERAL_TIMES, "none", None),
    SOLEUS_STRETCH: (1, (3, 5), HOLD, STRETCH_REST, TWICE, "none", None),
    GASTROCNEMIUS_RAISE: (3, (10, 15), RAISE, RAISE_REST, TWICE, "body weight", None),
    SOLEUS_RAISE: (3, (10, 15), RAISE, RAISE_REST, TWICE, "body weight", None),
    LEG_PRESS: ((3, 4), 3, SLOW, GYM_REST, THRICE_A_WEEK, "kilograms", LEG_PRESS_WEIGHT),
    SEATED: ((3, 4), 3, SLOW, GYM_REST, THRICE_A_WEEK, "kilograms", SEATED_WEIGHT),
}

_STRETCH_FROM = {
    "sets": OURS, "reps": ARTICLE, "tempo.ease_in": OURS, "tempo.hold": ARTICLE, "tempo.ease_out": OURS,
    "rest.reps": OURS, "rest.sets": OURS, "rest.exercises": OURS, "often.days_per_week": OURS,
}  # fmt: skip
_RAISE_FROM = {
    "sets": ARTICLE, "reps": ARTICLE, "tempo.rise": OURS, "tempo.shift": OURS, "tempo.reset": OURS,
    "tempo.untimed": ARTICLE, "rest.sets": ECCENTRIC_GROUP, "rest.exercises": ECCENTRIC_GROUP, "rest.floor": OURS,
    "often.per_day": ARTICLE, "often.days_per_week": EVERY_DAY,
}  # fmt: skip
_GYM_FROM = {
    "sets": ARTICLE, "reps": ARTICLE, "tempo.rise": ARTICLE, "tempo.lower": ARTICLE, "rest.sets": BEYER,
    "rest.exercises": BEYER, "rest.floor": BEYER, "often.per_week": ARTICLE, "often.hours_apart": APART,
    "weight.rm": ARTICLE, "weight.step_percent": ACSM, "weight.min_days": ARTICLE,
}  # fmt: skip
FROM = {
    GASTROCNEMIUS_STRETCH: _STRETCH_FROM | {"often.per_day": OURS, "often.per_day_range": OURS},
    SOLEUS_STRETCH: _STRETCH_FROM | {"often.per_day": ARTICLE},
    GASTROCNEMIUS_RAISE: _RAISE_FROM | {"tempo.lower": ARTICLE, "tempo.lower_accept": ARTICLE},
    SOLEUS_RAISE: _RAISE_FROM | {"tempo.lower": ANALOGY, "tempo.lower_accept": ANALOGY},
    LEG_PRESS: _GYM_FROM | {"weight.floor_days": ARTICLE},
    SEATED: _GYM_FROM,
}


def doses(name: str) -> list[Dose]:
    """Return the doses of one exercise in the article's programs."""
    return [dose for one in ARTICLE_PROGRAMS for dose in offer(one).definition.doses if dose.id == name]


def test_all_that_ships_can_be_started() -> None:
    assert shelf().problems == ()
    assert sorted(shelf().programs) == sorted((*ARTICLE_PROGRAMS, *PROTOCOLS))
    assert {name: tuple(dose.id for dose in offer(name).definition.doses) for name in ARTICLE_PROGRAMS} == PROGRAMS


def test_every_file_names_its_schema_and_is_far_from_the_limit() -> None:
    for path in files():
        schema = "../exercise.schema.json" if path.parent.name == "exercises" else "./program.schema.json"
        assert path.read_text().startswith(f"#:schema {schema}\n")
        assert path.stat().st_size < PROGRAM_BYTES / 10


@pytest.mark.parametrize("name", DOSES)
def test_each_number_is_the_one_of_the_rules_in_every_program(name: str) -> None:
    found = doses(name)

    assert len(found) == (1 if name in GYM else 2)
    for dose in found:
        numbers = (dose.sets, dose.reps, dose.tempo, dose.rest, dose.often, dose.load, dose.weight)
        assert numbers == DOSES[name]
        assert dose.insertional is None


@pytest.mark.parametrize("name", DOSES)
def test_each_number_says_where_it_comes_from(name: str) -> None:
    for dose in doses(name):
        assert dose.provenance == FROM[name]


def test_no_number_of_any_program_is_without_its_origin() -> None:
    for dose in every_dose():
        assert set(dose.provenance) == set(dose.numbers), dose.id
    for one in shelf().programs.values():
        assert set(one.definition.provenance) == set(one.definition.numbers), one.definition.id


@pytest.mark.parametrize("name", ARTICLE_PROGRAMS)
def test_the_articles_programs_are_as_long_as_the_trials(name: str) -> None:
    program = offer(name).definition

    assert (program.weeks, program.review_weeks) == (12, (8, 12))
    origin = {"stretches": STRETCHED, "home": f"{EVERY_TRIAL}; stretches: Kedia 2014"}.get(name, EVERY_TRIAL)
    assert program.provenance == {"weeks": origin, "review_weeks": origin}


def test_only_the_doubtful_doses_carry_a_doubt() -> None:
    doubtful = doses(LEG_PRESS) + doses(SEATED)

    assert all(dose.doubt and "Ask your PT" in dose.doubt for dose in doubtful)
    assert [dose for dose in every_dose() if dose.doubt] == doubtful


def test_home_is_the_stretches_and_the_eccentric_program_one_after_the_other() -> None:
    home, stretches, eccentric = (offer(name).definition.doses for name in ("home", "stretches", "eccentric"))

    assert home == stretches + eccentric


def test_only_the_gym_needs_a_pt() -> None:
    gym = {"heavy", "heavy-slow-resistance"}

    assert {name for name, one in shelf().programs.items() if one.needs_pt} == gym
    assert {name for name, one in shelf().programs.items() if not one.sided()} == gym


def test_what_is_for_one_type_of_tendonitis_says_so() -> None:
    assert {
        name: one.definition.region for name, one in shelf().programs.items() if one.definition.region != "any"
    } == {
        "heavy": "mid-portion",
        "alfredson": "mid-portion",
        "heavy-slow-resistance": "mid-portion",
        "floor-level-eccentric": "insertional",
    }


def test_both_heel_raises_at_the_top_are_180_lowers_a_day() -> None:
    lowers = 0
    for dose in offer("eccentric").definition.doses:
        assert isinstance(dose.sets, int)
        assert isinstance(dose.reps, tuple)
        assert dose.often.per_day
        lowers += dose.sets * dose.reps[1] * dose.often.per_day

    assert lowers == 180


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_program_makes_a_session_for_one_leg_and_for_both(name: str) -> None:
    for sides in ((Side.LEFT,), (Side.RIGHT, Side.LEFT)):
        planned = plan(offer(name), sides)
        assert all(one.sides == ((Side.BOTH,) if name == "heavy" else sides) for one in planned.exercises)
