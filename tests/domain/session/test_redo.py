"""`b` does a repetition again: what was credited is taken back, and stays readable in the file."""

import pytest

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.commands import allowed, send
from achilles_tui.domain.session.phases import Phase, Trigger
from tests.builders import at, gym_raise, heel_raise, left, marks, phase_end, press, run_on, session_of, stretch, until

BOTH_SIDES = (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
def test_a_repetition_under_way_starts_again(phase: Phase) -> None:
    session = at(phase, heel_raise(), rep=2)
    again = press(session, Trigger.REDO)
    assert again.record == session.record
    assert (again.phase, left(again), phase_end(again).segment.rep) == (Phase.SETUP, 5.0, 2)


def test_a_finished_repetition_is_taken_back_and_done_again() -> None:
    session = press(at(Phase.RESET, heel_raise(sets=1), rep=2), Trigger.REDO)
    assert marks(session.record) == ["set 1 rep 1 done", "set 1 rep 2 taken-back"]
    assert session.record.sets[0].done == 1
    end = run_on(session)
    assert marks(end.record)[1:] == ["set 1 rep 2 taken-back", "set 1 rep 2 done", "set 1 rep 3 done"]
    assert end.record.sets[0].done == 3


def test_in_the_rest_the_last_repetition_is_done_again_and_its_rest_comes_anew() -> None:
    session = press(at(Phase.REST, heel_raise(), after=30.0), Trigger.REDO)
    assert (session.phase, left(session), session.segment.rep, session.record.sets[0].done) == (Phase.SETUP, 5.0, 3, 2)
    resting = until(session, Phase.REST)
    assert (left(resting), resting.record.sets[0].done) == (120.0, 3)


def test_in_a_count_in_the_repetition_before_is_done_again() -> None:
    session = press(until(at(Phase.REST, heel_raise()), Phase.SETUP), Trigger.REDO)
    assert (session.segment.set, session.segment.rep) == (1, 3)
    assert session.record.sets[0].done == 2


def test_twice_in_a_row_goes_back_two_and_loses_none() -> None:
    session = at(Phase.RISE, heel_raise(sets=1), rep=3)
    for _ in range(3):
        session = press(session, Trigger.REDO)
    assert (session.segment.rep, session.record.sets[0].done) == (1, 0)
    assert run_on(session).record.sets[0].done == 3


def test_a_skipped_repetition_can_be_done_after_all() -> None:
    session = press(press(at(Phase.RISE, heel_raise(sets=1), rep=2), Trigger.NEXT), Trigger.REDO)
    one = run_on(session).record.sets[0]
    assert (one.done, one.skipped) == (3, 0)


def test_before_the_first_repetition_there_is_nothing_to_do_again() -> None:
    session = session_of(heel_raise())
    assert Trigger.REDO not in allowed(session)
    assert send(session, Trigger.REDO, session.last_look).refusal == "There is no repetition before this one."


def test_at_the_final_check_corrections_wait_for_the_summary() -> None:
    session = run_on(session_of(heel_raise(sets=1)))
    assert (
        send(session, Trigger.REDO, session.last_look).refusal
        == "All sets are done: you can correct them in the summary."
    )


@pytest.mark.parametrize("phase", [Phase.EASE_IN, Phase.HOLD])
def test_a_hold_under_way_starts_again_as_a_whole(phase: Phase) -> None:
    session = press(at(phase, stretch(), after=4.0), Trigger.REDO)
    holding = until(session, Phase.HOLD)
    assert (left(holding), holding.segment.rep) == (30.0, 1)
    assert not phase_end(holding).record.sets[0].reps[0].interrupted


def test_a_finished_hold_is_taken_back() -> None:
    session = press(at(Phase.EASE_OUT, stretch()), Trigger.REDO)
    assert marks(session.record) == ["set 1 rep 1 taken-back"]


def test_in_the_gym_too() -> None:
    session = press(at(Phase.RISE, gym_raise(), rep=2), Trigger.REDO)
    assert session.phase is Phase.SETUP
    assert press(session, Trigger.REDO).record.sets[0].done == 0


def test_back_to_the_other_leg_takes_ten_seconds_and_says_which() -> None:
    session = until(session_of(heel_raise(sets=1, reps=1, sides=BOTH_SIDES)), Phase.SETUP)
    assert (session.segment.side, session.segment.new_side) == (Side.RIGHT, True)
    back = press(session, Trigger.REDO)
    assert (back.segment.side, back.segment.new_side, left(back)) == (Side.LEFT, True, 10.0)


def test_back_to_the_exercise_before_takes_ten_seconds_and_names_it() -> None:
    session = until(session_of(heel_raise(sets=1, reps=1), stretch()), Phase.SETUP)
    back = press(session, Trigger.REDO)
    assert (back.segment.exercise, back.segment.new_exercise, left(back)) == ("heel-raise", True, 10.0)


def test_back_to_the_set_before_takes_five() -> None:
    session = press(until(session_of(heel_raise()), Phase.SETUP), Trigger.REDO)
    assert (session.segment.new_side, session.segment.new_exercise, left(session)) == (False, False, 5.0)
