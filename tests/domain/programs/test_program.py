"""A program made ready for one person: the low end of every range, each leg its full time, gym work once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.units import Category, Side, low
from achilles_tui.domain.programs.dose import Dose, Often, Rest, Tempo
from achilles_tui.domain.programs.program import Exercise, Program, ResolvedProgram, misfits, resolve_program
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise, plan
from achilles_tui.domain.session.script import compile_script
from tests.builders import GYM_TEMPO, HOLD_TEMPO, RAISE_TEMPO, heel_raise, plan_of

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def exercise(name: str = "heel-raise", **more: object) -> Exercise:
    """Return an exercise of one leg."""
    told: dict[str, object] = {
        "format": 1, "id": name, "name": "Heel raise", "category": Category.ECCENTRIC, "muscle": ("soleus",),
        "place": "home", "equipment": (), "position": "Stand.", "steps": (), "mistakes": (), "evidence": {},
        "source": "tests",
    }  # fmt: skip
    return Exercise(**{**told, **more})  # type: ignore[arg-type]


def dose(name: str = "heel-raise", **more: object) -> Dose:
    """Return the article's dose of a heel raise."""
    told: dict[str, object] = {
        "id": name, "sets": 3, "reps": (10, 15), "tempo": RAISE_TEMPO,
        "rest": Rest(sets=120, exercises=300, floor=60), "often": Often(per_day=2),
    }  # fmt: skip
    return Dose(**{**told, **more})  # type: ignore[arg-type]


def offered(*pairs: tuple[Dose, Exercise]) -> ResolvedProgram:
    doses = tuple(each for each, _ in pairs)
    program = Program(format=1, id="test", title="Test", about="A test.", source="tests", doses=doses)
    return resolve_program(program, {one.id: one for _, one in pairs})


RAISE = (dose(), exercise())
GYM = (
    dose("leg-press", sets=(3, 4), reps=3, tempo=GYM_TEMPO, load="kilograms"),
    exercise("leg-press", category=Category.HEAVY, supervision="PT", legs="together"),
)


def test_one_starts_at_the_low_end_of_every_range() -> None:
    planned = plan(offered((dose(sets=(3, 4), reps=(10, 15)), exercise())), [LEFT]).exercises[0]
    assert (planned.sets, planned.reps) == (3, 10)


def test_each_leg_gets_its_turn_in_the_order_asked_for() -> None:
    assert plan(offered(RAISE), [RIGHT, LEFT]).exercises[0].sides == (RIGHT, LEFT)


def test_gym_work_is_done_once_for_both_legs_whatever_the_side() -> None:
    for sides in ([LEFT], [RIGHT], [LEFT, RIGHT], []):
        planned = plan(offered(GYM), sides)
        assert planned.exercises[0].sides == (BOTH,)
        assert len(compile_script(planned).reps) == 9


def test_loads_stand_with_their_exercise_and_nowhere_else() -> None:
    planned = plan(offered(RAISE, GYM), [LEFT], loads={"leg-press": 42.5})
    assert [one.load_kg for one in planned.exercises] == [None, 42.5]


def test_a_plan_carries_all_it_takes_to_pace_it() -> None:
    told = dose(doubt="The article says three.")
    planned = plan(offered((told, exercise(cues={"lower": "Slowly."}))), [LEFT], pt_confirmed=True)
    one = planned.exercises[0]
    assert (one.tempo, one.rest, one.doubt, one.cues) == (told.tempo, told.rest, told.doubt, {"lower": "Slowly."})
    assert (planned.program, planned.title, planned.pt_confirmed) == ("test", "Test", True)


def test_only_one_legged_work_asks_for_a_side_and_only_heavy_work_for_a_pt() -> None:
    assert (offered(RAISE).sided(), offered(RAISE).needs_pt) == (True, False)
    assert (offered(GYM).sided(), offered(GYM).needs_pt) == (False, True)
    supervised = offered((dose(), exercise(supervision="PT")))
    assert [one.id for one in supervised.guarded()] == ["heel-raise"]


def test_an_exercise_that_nobody_knows_is_named() -> None:
    program = Program(format=1, id="test", title="Test", about="A test.", source="tests", doses=(dose("hop"),))
    with pytest.raises(KeyError, match="hop"):
        resolve_program(program, {})


@pytest.mark.parametrize("sides", [[], [LEFT, LEFT], [LEFT, BOTH], [BOTH, BOTH]])
def test_sides_that_make_no_session_are_refused(sides: list[Side]) -> None:
    with pytest.raises(ValueError, match="sides are left, right"):
        plan(offered(RAISE), sides)


def test_with_both_legs_together_none_can_lower_alone() -> None:
    (fault,) = misfits(offered((dose(), exercise())).definition, {"heel-raise": exercise(legs="together")})
    assert "neither can lower alone" in fault.sentence


def test_a_plan_is_of_each_exercise_once_and_of_no_more_than_a_session_holds() -> None:
    with pytest.raises(ValueError, match="each once"):
        plan_of(heel_raise(), heel_raise())
    with pytest.raises(ValueError, match="each once"):
        Plan(program="test", title="Empty", exercises=())
    with pytest.raises(ValueError, match="more than one session holds"):
        plan_of(heel_raise(sets=100, reps=21))
    assert plan_of(heel_raise(sets=20, reps=100)).exercise("heel-raise").reps == 100


@pytest.mark.parametrize(
    ("phases", "says"),
    [
        ({}, "either rise and lower, or a hold"),
        ({"rise": 2.0, "lower": 3.0, "hold": 30.0}, "either rise and lower, or a hold"),
        ({"hold": 30.0}, "a hold needs ease_in, hold and ease_out"),
        ({"rise": 2.0}, "a raise needs the keys `rise` and `lower`"),
        ({"rise": 2.0, "lower": 3.0, "shift": 1.0}, "shift and reset come together"),
        ({"rise": 2.0, "lower": 3.0, "reset": 1.0}, "shift and reset come together"),
        ({"rise": 2.0, "lower": 3.0, "lower_accept": 3.5}, "`lower_accept` must not be more than `lower`"),
        (
            {"ease_in": 5.0, "hold": 30.0, "ease_out": 3.0, "lower_accept": 2.0},
            "`lower_accept` must not be more than `lower`",
        ),
    ],
)
def test_a_tempo_is_one_repetition_that_a_body_can_do(phases: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Tempo(**phases)  # type: ignore[arg-type]


def test_a_tempo_names_its_phases_in_order() -> None:
    assert [name for name, _ in RAISE_TEMPO.phases] == ["rise", "shift", "lower", "reset"]
    assert HOLD_TEMPO.phases == (("ease_in", 5.0), ("hold", 30.0), ("ease_out", 3.0))
    assert (RAISE_TEMPO.single_leg, GYM_TEMPO.single_leg, HOLD_TEMPO.single_leg) == (True, False, False)


def test_no_rest_is_planned_under_its_floor() -> None:
    with pytest.raises(ValueError, match="floor is at most each rest"):
        Rest(sets=50, exercises=300, floor=60)


def test_how_often_is_told_by_the_day_or_by_the_week() -> None:
    for told in ({}, {"per_day": 2, "per_week": 3}):
        with pytest.raises(ValueError, match="either per_day or per_week"):
            Often(**told)  # type: ignore[arg-type]


def test_a_range_runs_upwards() -> None:
    with pytest.raises(ValueError, match="does not run from low to high"):
        dose(reps=(15, 10))


def test_provenance_belongs_to_a_number_that_is_there() -> None:
    told = {"reps": "article", "tempo.lower": "article", "rest.floor": "ours", "often.per_day": "article"}
    assert dose(provenance=told).provenance == told
    with pytest.raises(ValueError, match=r"'tempo\.hold', which is not a number"):
        dose(provenance={"tempo.hold": "article"})


def test_a_program_names_each_exercise_once() -> None:
    def program(*doses: Dose) -> Program:
        return Program(format=1, id="test", title="Test", about="A test.", source="tests", doses=doses)

    with pytest.raises(ValueError, match="stands twice"):
        program(dose(), dose())
    with pytest.raises(ValueError, match="at least one"):
        program()


@given(st.integers(1, 100), st.integers(1, 100))
def test_the_low_end_is_never_above_the_other(one: int, other: int) -> None:
    assert low(one) == one
    assert low((min(one, other), max(one, other))) == min(one, other)


def test_a_planned_exercise_cannot_be_changed() -> None:
    planned: PlannedExercise = heel_raise()
    with pytest.raises(AttributeError):
        planned.sets = 9  # type: ignore[misc]
    assert structs.replace(planned, sets=9).sets == 9
