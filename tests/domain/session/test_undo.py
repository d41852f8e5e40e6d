"""`u` takes the last key back: the record is as it was, and the body is asked for nothing it cannot do."""

import pytest

from achilles_tui.domain.records.session_record import Status
from achilles_tui.domain.session.commands import allowed, amended, send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Pause
from tests.builders import (
    asleep,
    at,
    counting,
    gym_raise,
    heel_raise,
    left,
    marks,
    phase_end,
    press,
    run_on,
    session_of,
    stretch,
    until,
    wait,
)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
def test_a_skipped_repetition_taken_back_is_done_after_a_count_in(phase: Phase) -> None:
    session = at(phase, heel_raise(), rep=2, after=0.5)
    back = press(press(session, Trigger.NEXT), Trigger.UNDO)
    assert counting(back.record) == session.record
    assert marks(back.record) == ["set 1 rep 1 done", "set 1 rep 2 taken-back"]
    assert (back.phase, left(back), phase_end(back).segment.rep) == (Phase.SETUP, 5.0, 2)


def test_a_hold_cut_short_by_mistake_goes_on_with_what_was_left() -> None:
    session = at(Phase.HOLD, stretch(), after=12.0)
    back = press(press(session, Trigger.NEXT), Trigger.UNDO)
    assert (back.phase, left(back), left(phase_end(back))) == (Phase.EASE_IN, 5.0, 18.0)


def test_a_redo_taken_back_gives_the_repetition_its_credit_again() -> None:
    session = at(Phase.RESET, heel_raise(), rep=2)
    back = press(press(session, Trigger.REDO), Trigger.UNDO)
    assert back.record == session.record
    assert back.record.sets[0].done == 2


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.RISE, Phase.LOWER, Phase.REST])
def test_a_stop_taken_back_goes_on(phase: Phase) -> None:
    session = at(phase, heel_raise(), after=0.5)
    back = press(press(session, Trigger.STOP), Trigger.UNDO)
    assert (back.record, back.record.status) == (session.record, Status.IN_PROGRESS)
    assert run_on(back).phase is Phase.PAIN_CHECK


def test_the_final_answer_taken_back_asks_again() -> None:
    session = run_on(session_of(heel_raise(sets=1, reps=1)))
    back = press(press(session, Trigger.PAIN, 7), Trigger.UNDO)
    assert (back.phase, back.record) == (Phase.PAIN_CHECK, session.record)


def test_several_keys_are_taken_back_one_by_one() -> None:
    session = at(Phase.RISE, heel_raise(), rep=1)
    twice = press(press(press(session, Trigger.NEXT), Trigger.NEXT), Trigger.NEXT)
    assert twice.record.sets[0].skipped == 2
    once = press(twice, Trigger.UNDO)
    assert once.record.sets[0].skipped == 1
    none = press(press(once, Trigger.UNDO), Trigger.UNDO)
    assert counting(none.record) == session.record
    assert marks(none.record) == ["set 1 rep 1 taken-back", "set 1 rep 2 taken-back"]
    assert Trigger.UNDO not in allowed(none)


def test_nothing_before_a_finished_repetition_can_be_taken_back() -> None:
    session = press(at(Phase.RISE, heel_raise()), Trigger.PAIN, 2)
    finished = until(session, Phase.RESET)
    step = send(finished, Trigger.UNDO, finished.last_look)
    assert step.refusal == "There is nothing to take back since the last repetition."


def test_once_the_rest_is_over_what_came_before_it_stays() -> None:
    session = press(at(Phase.LOWER, heel_raise(), rep=3, after=2.0), Trigger.NEXT)
    resting = until(session, Phase.REST)
    assert Trigger.UNDO in allowed(resting)
    assert Trigger.UNDO not in allowed(phase_end(resting))


def test_an_answer_taken_back_leaves_the_repetition_under_way() -> None:
    session = press(at(Phase.RISE, heel_raise(), after=1.0), Trigger.PAIN, 2)
    lowering = until(session, Phase.LOWER)
    back = press(lowering, Trigger.UNDO)
    assert back.record.pains == ()
    assert (back.phase, back.ends_at) == (Phase.LOWER, lowering.ends_at)


def test_an_answer_taken_back_leaves_the_rest_running() -> None:
    session = wait(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.PAIN, 2), 30.0)[0]
    back = press(session, Trigger.UNDO)
    assert (back.record.pains, back.phase, left(back)) == ((), Phase.REST, 70.0)


def test_an_answer_given_before_the_rest_may_be_taken_back_in_it() -> None:
    session = press(until(session_of(heel_raise()), Phase.RESET, rep=3), Trigger.PAIN, 2)
    back = press(until(session, Phase.REST), Trigger.UNDO)
    assert (back.record.pains, back.phase, left(back)) == ((), Phase.REST, 120.0)


def test_an_answer_after_the_end_can_be_taken_back() -> None:
    stopped = press(at(Phase.LOWER, heel_raise()), Trigger.STOP)
    back = press(press(stopped, Trigger.PAIN, 3), Trigger.UNDO)
    assert (back.phase, back.record) == (Phase.STOPPED, stopped.record)
    assert press(back, Trigger.UNDO).record.status is Status.IN_PROGRESS


def test_a_longer_rest_taken_back_is_as_long_as_it_was_and_no_longer() -> None:
    session = wait(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.LONGER), 30.0)[0]
    assert left(session) == 85.0
    assert left(press(session, Trigger.UNDO)) == 70.0


def test_a_shorter_rest_taken_back_is_as_long_as_it_was() -> None:
    session = wait(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.SHORTER), 30.0)[0]
    assert left(press(session, Trigger.UNDO)) == 70.0


def test_a_longer_rest_taken_back_after_its_old_end_ends_now_and_not_in_the_past() -> None:
    session = wait(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.LONGER), 110.0)[0]
    assert (session.phase, left(session)) == (Phase.REST, 5.0)
    back = press(session, Trigger.UNDO)
    assert (back.phase, left(back), back.segment.set) == (Phase.SETUP, 5.0, 2)


def test_a_longer_rest_taken_back_in_a_pause_is_shorter_when_it_goes_on() -> None:
    session = press(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.LONGER), Trigger.PAUSE)
    back = press(wait(session, 600.0)[0], Trigger.UNDO)
    assert (back.phase, back.pause, left(back)) == (Phase.REST, Pause.PERSON, 100.0)


def test_a_longer_rest_taken_back_in_a_pause_after_its_old_end_leads_on_from_now() -> None:
    session = wait(press(at(Phase.REST, heel_raise(), after=20.0), Trigger.LONGER), 110.0)[0]
    back = press(press(session, Trigger.PAUSE), Trigger.UNDO)
    assert (back.phase, back.pause, left(back)) == (Phase.REST, Pause.PERSON, 0.0)
    following = wait(press(back, Trigger.GO_ON), 0.1)[0]
    assert (following.phase, following.segment.set, left(following)) == (Phase.SETUP, 2, 4.9)


def test_a_body_rests_on_while_a_key_is_taken_back() -> None:
    session = press(at(Phase.REST, heel_raise(), after=70.0), Trigger.NEXT)
    back = press(wait(session, 3.0)[0], Trigger.UNDO)
    assert (back.phase, left(back)) == (Phase.REST, 47.0)


def test_a_rest_that_would_have_ended_meanwhile_leads_on_by_its_set_up() -> None:
    session = press(at(Phase.REST, heel_raise(), after=118.0), Trigger.STOP)
    back = press(wait(session, 60.0)[0], Trigger.UNDO)
    following = wait(back, 0.1)[0]
    assert (following.phase, following.segment.set, left(following)) == (Phase.SETUP, 2, 4.9)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
def test_who_has_paused_and_takes_a_key_back_stays_paused(phase: Phase) -> None:
    session = press(press(at(phase, heel_raise(), rep=2), Trigger.NEXT), Trigger.PAUSE)
    back = press(session, Trigger.UNDO)
    assert back.pause is Pause.PERSON
    assert wait(back, 60.0)[0].record == back.record
    assert run_on(back).record.sets[0].done == 3


def test_an_answer_given_and_taken_back_in_a_pause_leaves_it_paused() -> None:
    session = press(at(Phase.LOWER, heel_raise()), Trigger.PAUSE)
    back = press(press(session, Trigger.PAIN, 4), Trigger.UNDO)
    assert (back.pause, back.record) == (Pause.PERSON, session.record)


def test_after_a_gap_a_key_taken_back_still_waits_for_the_person() -> None:
    session = asleep(press(at(Phase.RISE, heel_raise()), Trigger.NEXT), 30.0)
    assert press(session, Trigger.UNDO).pause is Pause.GAP


def test_a_pause_is_gone_on_with_and_not_taken_back() -> None:
    session = press(at(Phase.LOWER, heel_raise()), Trigger.PAUSE)
    assert Trigger.UNDO not in allowed(session)
    assert Trigger.UNDO not in allowed(press(session, Trigger.GO_ON))


def test_in_the_gym_a_skipped_repetition_comes_back_too() -> None:
    session = at(Phase.RISE, gym_raise(), rep=2)
    back = press(press(session, Trigger.NEXT), Trigger.UNDO)
    assert (back.phase, phase_end(back).segment.rep) == (Phase.SETUP, 2)
    assert counting(back.record) == session.record


def test_a_repetition_done_again_after_an_undo_counts_once() -> None:
    session = at(Phase.LOWER, heel_raise(sets=1), rep=2, after=2.0)
    again = run_on(press(press(session, Trigger.NEXT), Trigger.UNDO))
    assert marks(again.record) == [
        "set 1 rep 1 done",
        "set 1 rep 2 taken-back",
        "set 1 rep 2 done",
        "set 1 rep 3 done",
    ]


def test_corrections_in_the_summary_are_final() -> None:
    done = press(run_on(session_of(heel_raise(sets=1))), Trigger.NEXT)
    corrected = amended(done, done.record.with_correction(0, 2))
    assert corrected.record.sets[0].done == 2
    assert Trigger.UNDO not in allowed(corrected)
