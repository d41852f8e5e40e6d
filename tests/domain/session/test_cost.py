"""What a program takes is known before it is chosen: minutes of a session, and of a week with all its sessions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Category, Region, Side
from achilles_tui.domain.programs.dose import Often, Rest
from achilles_tui.domain.programs.program import Program, Stage, resolve_program
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.cost import cost, cost_of
from achilles_tui.domain.session.script import compile_script
from tests.builders import GYM_TEMPO, HOLD_TEMPO
from tests.domain.programs.test_program import GYM, RAISE, dose, exercise, offered

HOLD = (
    dose("hold", sets=2, reps=1, tempo=HOLD_TEMPO, rest=Rest(sets=60, exercises=100), often=Often(per_day=1)),
    exercise("hold", category=Category.ISOMETRIC),
)
HOLD_SECONDS = 10 + 38 + 60 + 5 + 38


def test_a_session_is_what_its_script_takes_for_one_leg() -> None:
    assert cost(offered(HOLD)).session * 60 == pytest.approx(HOLD_SECONDS)
    for pairs in ([RAISE], [GYM], [RAISE, HOLD]):
        script = compile_script(plan(offered(*pairs), [Side.RIGHT]))
        assert cost(offered(*pairs)).session * 60 == pytest.approx(script.timed_seconds)


def test_both_legs_in_turn_cost_what_their_script_takes_and_both_together_cost_once() -> None:
    both, (sided, together) = (Side.LEFT, Side.RIGHT), (offered(RAISE), offered(GYM))

    script = compile_script(plan(sided, both))
    assert cost_of(sided, [RAISE[0].id], stage=1, region=None, sides=both) * 60 == pytest.approx(script.timed_seconds)
    assert cost_of(together, [GYM[0].id], stage=1, region=None, sides=both) == cost(together).session


def test_a_range_costs_its_low_end() -> None:
    assert cost(offered((dose(sets=(2, 4), reps=(5, 9)), exercise()))) == cost(
        offered((dose(sets=2, reps=5), exercise()))
    )


def test_a_week_is_all_its_sessions() -> None:
    once = cost(offered(HOLD)).session
    assert cost(offered(HOLD)).week == pytest.approx(7 * once)
    assert cost(offered(GYM)).week == pytest.approx(14 * cost(offered(GYM)).session)


def test_what_is_done_more_often_has_sessions_of_its_own() -> None:
    other = (dose("other", sets=1, reps=1, tempo=HOLD_TEMPO, often=Often(per_week=3)),
             exercise("other", category=Category.STRETCH))  # fmt: skip
    both = offered(HOLD, other)

    together, alone = cost(both).session, cost(offered(HOLD)).session

    assert cost(both).week == pytest.approx(3 * together + 4 * alone)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 7))
def test_a_week_costs_no_less_than_each_exercise_for_itself(sets: int, reps: int, days: int) -> None:
    one = (dose(sets=sets, reps=reps, often=Often(per_day=1, days_per_week=days)), exercise())

    assert cost(offered(one, HOLD)).week >= max(cost(offered(one)).week, cost(offered(HOLD)).week)


def test_each_stage_and_each_pain_has_its_own_cost() -> None:
    known = {"drop": exercise("drop", over_edge=True), "raise": exercise("raise"), "hold": HOLD[1]}
    stages = (
        Stage(weeks=(1, 2), doses=(HOLD[0],)),
        Stage(weeks=(3, 4), doses=(dose("drop", sets=1, insertional="raise", tempo=GYM_TEMPO),)),
    )
    program = Program(format=1, id="test", title="Test", about="A test.", source="tests", stages=stages)
    told = resolve_program(program, known)

    assert cost(told, stage=1).session != cost(told, stage=2).session
    assert cost(told, stage=2, region=Region.INSERTIONAL) == cost(told, stage=2)
    with pytest.raises(IndexError):
        cost(told, stage=3)
