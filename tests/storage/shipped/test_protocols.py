"""Every number of the published protocols, stage by stage, against the table of the project's rules."""

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side, low
from achilles_tui.domain.programs.dose import Dose, Often, Weight
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.script import compile_script
from tests.storage.stores.shipped import (
    ALFREDSON,
    ANALOGY,
    APART,
    BENT_DROP,
    BEYER,
    DROP,
    ECCENTRIC_GROUP,
    EVERY_TRIAL,
    GASTROCNEMIUS_RAISE,
    GYM_REST,
    JONSSON,
    LEG_PRESS,
    ONE_LEG,
    ONE_LEG_STEP,
    OURS,
    PROTOCOLS,
    RAISE,
    RAISE_REST,
    SEATED,
    SILBERNAGEL,
    SITTING,
    SLOW,
    STANDING,
    TWO_LEGS,
    TWO_LEGS_STEP,
    UP_AND_DOWN,
    offer,
    shelf,
)

_UP_AND_DOWN_FROM = {
    "tempo.rise": OURS,
    "tempo.lower": ANALOGY,
    "tempo.lower_accept": ANALOGY,
    "tempo.untimed": ANALOGY,
}
_RAISE_FROM = _UP_AND_DOWN_FROM | {"tempo.shift": OURS, "tempo.reset": OURS}


def _twice_a_day(trial: str) -> dict[str, str]:
    """Return where the numbers of 3 sets of 15 twice a day come from, for the trial that had them."""
    theirs = dict.fromkeys(("sets", "reps", "often.per_day", "often.days_per_week"), trial)
    return theirs | _RAISE_FROM | {"rest.sets": ECCENTRIC_GROUP, "rest.exercises": ECCENTRIC_GROUP, "rest.floor": OURS}


# Alfredson 1998: 3 x 15 each, 2 a day, 7 days, over a step edge; weight when pain-free.
STRAIGHT_DROP = Dose(
    id=DROP, sets=3, reps=15, tempo=RAISE, rest=RAISE_REST, often=Often(per_day=2, days_per_week=7),
    load="added kilograms", provenance=_twice_a_day(ALFREDSON),
)  # fmt: skip

# Jonsson 2008: from the floor, 3 x 15, 2 a day.
FLOOR_LOWERING = Dose(
    id=GASTROCNEMIUS_RAISE, sets=3, reps=15, tempo=RAISE, rest=RAISE_REST, often=Often(per_day=2, days_per_week=7),
    load="body weight", provenance=_twice_a_day(JONSSON),
)  # fmt: skip

# Beyer 2015: first and last week, sets, repetitions and repetition maximum.
HEAVY_STAGES = [((1, 1), 3, 15), ((2, 3), 3, 12), ((4, 5), 4, 10), ((6, 8), 4, 8), ((9, 12), 4, 6)]
_HEAVY_FROM = dict.fromkeys(
    ("sets", "reps", "tempo.rise", "tempo.lower", "rest.sets", "rest.exercises", "rest.floor", "often.per_week",
     "weight.rm"), BEYER,
) | {"often.hours_apart": APART}  # fmt: skip


def heavy_stage(sets: int, reps: int) -> tuple[Dose, ...]:
    """Return the three exercises of a heavy stage."""
    seated = Dose(
        id=SEATED, sets=sets, reps=reps, tempo=SLOW, rest=GYM_REST, often=Often(per_week=3, hours_apart=48),
        load="kilograms", weight=Weight(rm=reps), provenance=_HEAVY_FROM,
    )  # fmt: skip
    return seated, replace(seated, id=LEG_PRESS), replace(seated, id=STANDING, load="added kilograms")


# Silbernagel 2007, 2015: daily; 3 x 10-15 and 3 x 10 on the floor, then 3 x 15 on a step, then two of them with weight.
_DAILY_FROM = dict.fromkeys(("sets", "reps", "often.per_day", "often.days_per_week"), SILBERNAGEL) | {
    "rest.sets": OURS, "rest.exercises": OURS, "rest.floor": OURS,
}  # fmt: skip
BOTH = Dose(
    id=TWO_LEGS, sets=3, reps=(10, 15), tempo=UP_AND_DOWN, rest=RAISE_REST, often=Often(per_day=1, days_per_week=7),
    load="body weight", provenance=_DAILY_FROM | _UP_AND_DOWN_FROM,
)  # fmt: skip
ALONE = replace(BOTH, id=ONE_LEG, reps=10)
LOWERING = replace(BOTH, id=GASTROCNEMIUS_RAISE, reps=10, tempo=RAISE, provenance=_DAILY_FROM | _RAISE_FROM)
CHAIR = replace(BOTH, id=SITTING, reps=10, load="none")
BOTH_STEP = replace(BOTH, id=TWO_LEGS_STEP, reps=15, insertional=TWO_LEGS)
ALONE_STEP = replace(ALONE, id=ONE_LEG_STEP, reps=15, insertional=ONE_LEG)
LOWERING_STEP = replace(LOWERING, id=DROP, reps=15, insertional=GASTROCNEMIUS_RAISE)
CHAIR_STEP = replace(CHAIR, reps=15)


def with_kilograms(dose: Dose) -> Dose:
    """Return a dose with weight on two or three days a week."""
    return replace(
        dose,
        load="added kilograms",
        weight=Weight(days_per_week=(2, 3)),
        provenance=dose.provenance | {"weight.days_per_week": SILBERNAGEL},
    )


PARTS = {
    "alfredson": ((STRAIGHT_DROP, replace(STRAIGHT_DROP, id=BENT_DROP)),),
    "floor-level-eccentric": ((FLOOR_LOWERING,),),
    "heavy-slow-resistance": tuple(heavy_stage(sets, reps) for _, sets, reps in HEAVY_STAGES),
    "silbernagel": (
        (BOTH, ALONE, LOWERING, CHAIR),
        (BOTH_STEP, ALONE_STEP, LOWERING_STEP, CHAIR_STEP),
        (BOTH_STEP, with_kilograms(ALONE_STEP), with_kilograms(LOWERING_STEP), CHAIR_STEP),
    ),
}

# weeks without stages, first and last week of each stage, where those weeks come from
WEEKS = {
    "alfredson": (12, [], ALFREDSON),
    "floor-level-eccentric": (12, [], JONSSON),
    "heavy-slow-resistance": (None, [weeks for weeks, _, _ in HEAVY_STAGES], BEYER),
    "silbernagel": (
        None,
        [(1, 2), (3, 5), (6, 12)],
        f"{SILBERNAGEL}; that stage 2 begins with week 3 and weight with week 6 is our choice",
    ),
}
STAGES = [(name, stage) for name, parts in PARTS.items() for stage in range(1, len(parts) + 1)]
NOT_MID_PORTION = [Region.INSERTIONAL, Region.NOT_SURE, None]


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_each_dose_of_each_stage_is_the_one_of_the_rules_with_its_origins(name: str, stage: int) -> None:
    assert offer(name).doses(stage) == PARTS[name][stage - 1]


@pytest.mark.parametrize("name", PROTOCOLS)
def test_each_protocol_has_its_stages_and_twelve_weeks(name: str) -> None:
    program = offer(name).definition
    weeks, stages, origin = WEEKS[name]

    assert (program.weeks, [stage.weeks for stage in program.stages]) == (weeks, stages)
    assert (program.length, program.review_weeks) == (12, (8, 12))
    assert program.provenance == {"stage.weeks" if stages else "weeks": origin, "review_weeks": EVERY_TRIAL}
    assert len(program.parts) == len(PARTS[name])


def test_the_protocols_and_the_gym_are_agreed_with_a_pt() -> None:
    agreed = {name for name, one in shelf().programs.items() if one.definition.supervision == "agree with a PT"}

    assert agreed == {*PROTOCOLS, "heavy"}
    for name in PROTOCOLS:
        # First of all: the Today page may not have room for more.
        assert offer(name).definition.about.startswith(("Agree it with your PT.", "Only with a PT"))


def test_weeks_are_the_earliest_and_never_the_reason() -> None:
    for one in shelf().programs.values():
        if one.definition.stages:
            assert "Weeks are the earliest for a stage, never the reason" in one.definition.about
        for stage in one.definition.stages[1:]:
            assert f"Week {stage.weeks[0]} is the earliest, never the reason." in (stage.about or "")


def test_alfredson_is_180_lowers_a_day() -> None:
    doses = offer("alfredson").definition.doses

    assert sum(low(dose.sets) * low(dose.reps) * (dose.often.per_day or 0) for dose in doses) == 180
    assert sum(low(dose.sets) * low(dose.reps) * dose.often.times_a_week for dose in doses) == 180 * 7


@pytest.mark.parametrize("region", NOT_MID_PORTION)
def test_alfredson_asks_for_the_pt_unless_the_pain_is_mid_portion(region: Region | None) -> None:
    program = offer("alfredson")

    assert {one.id for one in program.guarded(region=region)} == {DROP, BENT_DROP}
    assert all(one.needs_pt for one in plan(program, (Side.LEFT,), region=region).exercises)
    assert program.guarded(region=Region.MID_PORTION) == ()


def test_nothing_for_insertional_pain_goes_over_an_edge() -> None:
    programs = [one for one in shelf().programs.values() if one.definition.region == "insertional"]

    assert programs
    assert not [exercise.id for one in programs for exercise in one.exercises if exercise.over_edge]


@pytest.mark.parametrize("region", NOT_MID_PORTION)
@pytest.mark.parametrize("stage", [1, 2, 3])
def test_silbernagel_stays_on_the_floor_unless_the_pain_is_mid_portion(stage: int, region: Region | None) -> None:
    planned = plan(offer("silbernagel"), (Side.LEFT,), stage=stage, region=region)

    assert [one.id for one in planned.exercises] == [TWO_LEGS, ONE_LEG, GASTROCNEMIUS_RAISE, SITTING]
    assert not any(one.over_edge or one.needs_pt or "step" in one.equipment for one in planned.exercises)


def test_silbernagel_goes_onto_the_step_from_stage_2_with_mid_portion_pain() -> None:
    over = [
        [one.over_edge for one in plan(offer("silbernagel"), (Side.LEFT,), stage=stage).exercises]
        for stage in (1, 2, 3)
    ]

    assert over == [[False] * 4, [True, True, True, False], [True, True, True, False]]


def test_the_repetition_maximum_is_what_is_done_and_only_falls() -> None:
    stages = offer("heavy-slow-resistance").definition.stages
    maxima = [{dose.weight.rm for dose in stage.doses if dose.weight} for stage in stages]

    assert maxima == [{15}, {12}, {10}, {8}, {6}]
    assert all(dose.weight and dose.weight.rm == dose.reps for stage in stages for dose in stage.doses)


@pytest.mark.parametrize("stage", range(1, 6))
def test_every_heavy_exercise_asks_for_the_pt_in_every_stage(stage: int) -> None:
    planned = plan(offer("heavy-slow-resistance"), (Side.RIGHT, Side.LEFT), stage=stage)

    assert all(one.needs_pt and one.sides == (Side.BOTH,) for one in planned.exercises)
    assert not any(one.over_edge for one in planned.exercises)


def test_heavy_slow_resistance_tells_what_the_trial_measured_of_time_and_attendance() -> None:
    about = offer("heavy-slow-resistance").definition.about

    assert "Beyer 2015" in about
    assert "92 % of the heavy sessions and 78 % of the eccentric ones" in about
    assert "107 and 308 minutes a week" in about


@pytest.mark.parametrize(("name", "stage"), STAGES)
def test_every_stage_makes_a_session_for_one_leg_and_for_both(name: str, stage: int) -> None:
    for sides in ((Side.LEFT,), (Side.RIGHT, Side.LEFT)):
        planned = plan(offer(name), sides, stage=stage)
        reps = sum(one.sets * one.reps * len(one.sides) for one in planned.exercises)
        assert len(compile_script(planned).reps) == reps
