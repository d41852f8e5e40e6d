"""Programs in stages, what is done instead with insertional pain, and whether a program and its exercises fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.faults import Fault, Faulty
from achilles_tui.domain.base.units import Category, Region, Side
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import (
    Exercise,
    Program,
    ResolvedProgram,
    Stage,
    misfits,
    resolve_program,
    weeks_in_a_row,
)
from achilles_tui.domain.programs.session_plan import plan
from tests.builders import GYM_TEMPO, HOLD_TEMPO, RAISE_TEMPO
from tests.domain.programs.test_program import dose, exercise
from tests.strategies import PROGRAMS

EDGE = "step-drop"
KNOWN = {
    one.id: one
    for one in (
        exercise("heel-raise"),
        exercise(EDGE, over_edge=True),
        exercise("other-drop", over_edge=True),
        exercise("hold", category=Category.ISOMETRIC),
        exercise("stretch", category=Category.STRETCH),
        exercise("press", category=Category.HEAVY, legs="together"),
        exercise("alone", category=Category.STRENGTH, legs="alone"),
        exercise("watched", supervision="PT"),
    )
}
OVER = dose(EDGE, insertional="heel-raise")
REGIONS = [*Region, None]
NO_RAISE = "'heel-raise' is of category eccentric: it needs rise and lower"


def program(*doses: Dose, **more: object) -> Program:
    told: dict[str, object] = {"id": "test", "title": "Test", "about": "A test.", "source": "tests", "doses": doses}
    return Program(format=1, **{**told, **more})  # type: ignore[arg-type]


def staged(*weeks: tuple[int, int], **more: object) -> Program:
    """Return a program with a stage for each of these weeks."""
    names = ["heel-raise", "stretch", "hold"]
    stages = tuple(
        Stage(weeks=pair, doses=(dose(name, tempo=RAISE_TEMPO if name == "heel-raise" else HOLD_TEMPO),))
        for pair, name in zip(weeks, names, strict=False)
    )
    return program(stages=stages, **more)


def faults_of(**told: object) -> list[Fault]:
    """Return all that is wrong with a program."""
    with pytest.raises(Faulty) as caught:
        program(**told)
    return list(caught.value.faults)


def test_a_program_has_exercises_or_stages_and_not_both() -> None:
    stage = Stage(weeks=(1, 2), doses=(dose(),))
    for told in ({}, {"doses": (dose(),), "stages": (stage,)}):
        assert "at least one [[exercise]], or stages that have them, not both" in faults_of(**told)[0].sentence


def test_each_stage_has_exercises_of_its_own_each_once() -> None:
    stages = (Stage(weeks=(1, 1), doses=()), Stage(weeks=(2, 2), doses=(dose(), dose())))

    assert faults_of(stages=stages) == [
        Fault(("stage", 0), "a stage needs at least one [[stage.exercise]]"),
        Fault(("stage", 1, "exercise", 1, "id"), "exercise 'heel-raise' stands twice"),
    ]


@pytest.mark.parametrize(
    ("weeks", "says"),
    [
        ([(2, 3)], {0: "weeks [2, 3] leave a gap: week 1 is in no stage"}),
        ([(1, 4), (3, 6)], {1: "weeks [3, 6] overlap the stage before, which ends with week 4"}),
        ([(1, 4), (1, 4)], {1: "weeks [1, 4] overlap the stage before, which ends with week 4"}),
        ([(1, 2), (4, 5)], {1: "weeks [4, 5] leave a gap: week 3 is in no stage"}),
        ([(4, 1), (5, 6)], {0: "weeks [4, 1] do not run from the first to the last",
                            1: "weeks [5, 6] leave a gap: week 2 is in no stage"}),
        ([(3, 4), (1, 2)], {0: "weeks [3, 4] leave a gap: week 1 is in no stage",
                            1: "weeks [1, 2] overlap the stage before, which ends with week 4"}),
    ],
)  # fmt: skip
def test_weeks_follow_each_other_without_overlap_and_without_a_hole(
    weeks: list[tuple[int, int]], says: dict[int, str]
) -> None:
    assert list(weeks_in_a_row(weeks)) == [Fault(("stage", index, "weeks"), told) for index, told in says.items()]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_weeks_in_a_row_are_well(lengths: list[int]) -> None:
    ends = [sum(lengths[: index + 1]) for index in range(len(lengths))]

    assert list(weeks_in_a_row([(end - length + 1, end) for end, length in zip(ends, lengths, strict=True)])) == []


def test_how_long_it_is_stands_in_one_place() -> None:
    assert staged((1, 2), (3, 6)).length == 6
    assert program(dose(), weeks=12).length == 12
    assert program(dose()).length is None
    with pytest.raises(Faulty, match="the stages already say how long the program is"):
        staged((1, 2), weeks=12)


def test_a_review_does_not_come_after_the_end() -> None:
    assert program(dose(), weeks=12, review_weeks=(8, 12)).review_weeks == (8, 12)
    assert program(dose(), review_weeks=(99,)).review_weeks == (99,)
    (fault,) = faults_of(doses=(dose(),), weeks=12, review_weeks=(8, 13))
    assert fault == Fault(("review_weeks", 1), "week 13 comes after the end of the program")


def test_provenance_beside_the_doses_is_of_numbers_beside_the_doses() -> None:
    told = {"stage.weeks": "ours", "review_weeks": "ours"}
    assert staged((1, 2), review_weeks=(2,), provenance=told).provenance == told
    (fault,) = faults_of(doses=(dose(),), provenance={"weeks": "ours"})
    assert fault.place == ("provenance", "weeks")


def test_a_session_is_of_one_stage() -> None:
    told = resolve_program(staged((1, 2), (3, 4)), KNOWN)

    assert [[one.id for one in plan(told, [Side.LEFT], stage=stage).exercises] for stage in (1, 2)] == [
        ["heel-raise"],
        ["stretch"],
    ]
    assert plan(told, [Side.LEFT], stage=2).stage == 2
    for stage in (0, -1, 3):
        with pytest.raises(IndexError):
            plan(told, [Side.LEFT], stage=stage)


@given(PROGRAMS)
def test_with_its_own_parts_a_program_is_the_same(told: Program) -> None:
    assert told.with_parts(told.parts) == told
    assert len(told.parts) == max(1, len(told.stages))


@pytest.mark.parametrize(
    ("region", "done"),
    [
        (Region.MID_PORTION, EDGE),
        (Region.INSERTIONAL, "heel-raise"),
        (Region.NOT_SURE, "heel-raise"),
        (None, "heel-raise"),
    ],
)
def test_below_the_toes_only_goes_who_knows_that_the_pain_is_mid_portion(region: Region | None, done: str) -> None:
    told = resolve_program(program(OVER), KNOWN)

    (planned,) = plan(told, [Side.LEFT], region=region).exercises

    assert (planned.id, planned.over_edge, planned.needs_pt) == (done, done == EDGE, False)
    assert (planned.sets, planned.reps, planned.tempo) == (3, 10, RAISE_TEMPO)
    assert {one.id for one in told.exercises} == {EDGE, "heel-raise"}


@pytest.mark.parametrize("region", REGIONS)
def test_over_an_edge_without_another_way_a_pt_is_asked_for(region: Region | None) -> None:
    told = resolve_program(program(dose(EDGE), dose("heel-raise")), KNOWN)

    asked = [] if region is Region.MID_PORTION else [EDGE]
    assert [one.id for one in told.guarded(region=region)] == asked
    assert [one.id for one in plan(told, [Side.LEFT], region=region).exercises if one.needs_pt] == asked
    assert not told.needs_pt


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", ["press", "watched"])
def test_what_needs_a_pt_needs_one_whatever_hurts(region: Region | None, name: str) -> None:
    assert KNOWN[name].guarded(region)
    assert not KNOWN["heel-raise"].guarded(region)


def misfits_of(*doses: Dose, known: dict[str, Exercise] | None = None) -> list[Fault]:
    return list(misfits(program(*doses), KNOWN if known is None else known))


@pytest.mark.parametrize(
    ("told", "at", "says"),
    [
        (dose("heel-rise"), "id", "'heel-rise' is not a known exercise; did you mean 'heel-raise'?"),
        (
            dose(EDGE, insertional="xyz"),
            "insertional",
            "'xyz' is not a known exercise; `programs list --exercises` names them",
        ),
        (dose(EDGE, insertional="other-drop"), "insertional", "'other-drop' goes over an edge as well"),
        (dose("heel-raise", tempo=HOLD_TEMPO), "tempo", NO_RAISE),
        (dose("hold", tempo=GYM_TEMPO), "tempo", "'hold' is of category isometric: it needs ease_in, hold, ease_out"),
        (dose(EDGE, insertional="hold"), "tempo", "'hold' is of category isometric: it needs ease_in, hold, ease_out"),
        (dose("press"), "tempo", "'press' is done with both legs together: neither can lower alone"),
        (dose("alone"), "tempo",
         "in 'alone' the other foot is off the floor all the time: there is no shift and no reset"),
    ],
)  # fmt: skip
def test_a_dose_fits_its_exercise(told: Dose, at: str, says: str) -> None:
    assert misfits_of(dose("stretch", tempo=HOLD_TEMPO), told) == [Fault(("exercise", 1, at), says)]


def test_what_fits_has_no_faults() -> None:
    assert misfits_of(OVER, dose("press", tempo=GYM_TEMPO), dose("alone", tempo=GYM_TEMPO)) == []


def test_with_insertional_pain_no_exercise_stands_twice() -> None:
    told = "with insertional pain exercise 'heel-raise' would stand twice"

    assert misfits_of(OVER, dose("heel-raise")) == [Fault(("exercise", 0, "insertional"), told)]
    assert misfits_of(OVER, dose("other-drop", insertional="heel-raise")) == [
        Fault(("exercise", index, "insertional"), told) for index in (0, 1)
    ]


def test_no_session_is_longer_than_one_body_can_do_whatever_hurts() -> None:
    long = "4000 repetitions are more than one session holds (2000)"
    pressed = dose("press", sets=20, reps=100, tempo=GYM_TEMPO)

    assert misfits_of(pressed) == []
    assert misfits_of(dose("alone", sets=20, reps=100, tempo=GYM_TEMPO)) == [Fault((), long)]
    assert misfits_of(dose("press", sets=20, reps=100, tempo=GYM_TEMPO, insertional="alone")) == [Fault((), long)]


def test_in_stages_a_misfit_stands_in_its_stage() -> None:
    stages = (Stage(weeks=(1, 1), doses=(dose(),)), Stage(weeks=(2, 2), doses=(dose("hop"),)))

    (fault,) = misfits(program(stages=stages), KNOWN)

    assert fault.place == ("stage", 1, "exercise", 0, "id")


@given(st.sampled_from(REGIONS), st.booleans())
def test_what_fits_can_be_planned_for_every_pain(region: Region | None, both: bool) -> None:  # noqa: FBT001 drawn
    told: ResolvedProgram = resolve_program(
        program(OVER, dose("hold", tempo=HOLD_TEMPO), dose("alone", tempo=GYM_TEMPO)), KNOWN
    )

    planned = plan(told, [Side.LEFT, Side.RIGHT] if both else [Side.RIGHT], region=region)

    assert len(planned.exercises) == 3
    assert planned.exercises[2].alone
