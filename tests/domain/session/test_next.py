"""`n` goes on early, from every phase: nothing is credited that was not done, and no step is left out."""

import pytest

from achilles_tui.domain.records.session_record import RepRecord, Result
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Session
from tests.builders import (
    asleep,
    at,
    gym_raise,
    heel_raise,
    phase_end,
    press,
    run_on,
    session_of,
    stretch,
    until,
    wait,
)


def last_rep(session: Session) -> RepRecord:
    return [rep for one in session.record.sets for rep in one.reps][-1]


def test_from_the_count_in_straight_to_work() -> None:
    session = press(session_of(heel_raise()), Trigger.NEXT)
    assert (session.phase, session.record.rep_count) == (Phase.RISE, 0)
    assert press(session_of(stretch()), Trigger.NEXT).phase is Phase.EASE_IN


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT])
def test_out_of_the_way_up_by_both_feet_down_and_the_repetition_is_skipped(phase: Phase) -> None:
    session = press(at(phase, heel_raise(), rep=2), Trigger.NEXT)
    assert (session.phase, session.segment.rep, session.segment.alone) == (Phase.RESET, 2, False)
    rep = last_rep(session)
    assert (rep.rep, rep.result, rep.paced, rep.seconds) == (2, Result.SKIPPED, False, 0.0)
    assert session.record.sets[0].skipped == 1
    following = phase_end(session)
    assert (following.phase, following.segment.rep) == (Phase.RISE, 3)


@pytest.mark.parametrize(("seconds", "paced"), [(1.0, False), (1.9, False), (2.0, True), (2.9, True)])
def test_a_lowering_cut_short_is_done_and_paced_from_two_seconds_on(seconds: float, paced: bool) -> None:  # noqa: FBT001
    session = press(at(Phase.LOWER, heel_raise(), after=seconds), Trigger.NEXT)
    rep = last_rep(session)
    assert session.phase is Phase.RESET
    assert (rep.result, rep.paced) == (Result.DONE, paced)
    assert rep.seconds == pytest.approx(seconds)


@pytest.mark.parametrize("seconds", [0.0, 0.5, 0.9])
def test_a_lowering_that_hardly_began_is_skipped(seconds: float) -> None:
    session = press(at(Phase.LOWER, heel_raise(), after=seconds), Trigger.NEXT)
    rep = last_rep(session)
    assert (session.phase, rep.result, rep.paced, rep.seconds) == (Phase.RESET, Result.SKIPPED, False, 0.0)


def test_a_lowering_that_ran_its_length_is_paced_and_three_seconds_long() -> None:
    rep = last_rep(at(Phase.RESET, heel_raise()))
    assert (rep.result, rep.paced, rep.seconds) == (Result.DONE, True, 3.0)


def test_both_feet_down_may_be_hurried() -> None:
    session = press(at(Phase.RESET, heel_raise(), rep=1), Trigger.NEXT)
    assert (session.phase, session.segment.rep, session.record.rep_count) == (Phase.RISE, 2, 1)


def test_out_of_easing_in_by_easing_out_and_the_hold_is_skipped() -> None:
    session = press(at(Phase.EASE_IN, stretch()), Trigger.NEXT)
    assert (session.phase, last_rep(session).result) == (Phase.EASE_OUT, Result.SKIPPED)


def test_a_hold_cut_short_is_done_with_the_seconds_it_had() -> None:
    session = press(at(Phase.HOLD, stretch(), after=18.0), Trigger.NEXT)
    rep = last_rep(session)
    assert session.phase is Phase.EASE_OUT
    assert (rep.result, rep.paced, rep.seconds, rep.interrupted) == (Result.DONE, False, 18.0, False)


def test_a_hold_given_up_before_its_half_is_skipped() -> None:
    rep = last_rep(press(at(Phase.HOLD, stretch(), after=14.0), Trigger.NEXT))
    assert (rep.result, rep.seconds) == (Result.SKIPPED, 0.0)


def test_an_interrupted_hold_cut_short_counts_both_its_parts() -> None:
    session = press(asleep(at(Phase.HOLD, stretch(), after=12.0), 9.0), Trigger.GO_ON)
    session = press(wait(until(session, Phase.HOLD), 6.0)[0], Trigger.NEXT)
    rep = last_rep(session)
    assert rep.seconds == pytest.approx(18.0)
    assert (rep.result, rep.paced, rep.interrupted) == (Result.DONE, False, True)


def test_a_hold_given_up_while_easing_in_again_counts_what_was_held() -> None:
    session = press(asleep(at(Phase.HOLD, stretch(), after=16.0), 9.0), Trigger.GO_ON)
    session = press(session, Trigger.NEXT)
    rep = last_rep(session)
    assert session.phase is Phase.EASE_OUT
    assert rep.seconds == pytest.approx(16.0)
    assert (rep.result, rep.interrupted) == (Result.DONE, True)


def test_easing_out_may_be_hurried() -> None:
    assert press(at(Phase.EASE_OUT, stretch()), Trigger.NEXT).phase is Phase.REST


def test_in_the_gym_out_of_the_way_up_by_a_count_in() -> None:
    session = press(at(Phase.RISE, gym_raise(), rep=1), Trigger.NEXT)
    assert (session.phase, session.segment.rep, last_rep(session).result) == (Phase.SETUP, 2, Result.SKIPPED)


def test_in_the_gym_a_skipped_last_repetition_leads_to_the_rest() -> None:
    assert press(at(Phase.RISE, gym_raise(), rep=3), Trigger.NEXT).phase is Phase.REST
    assert press(at(Phase.RISE, gym_raise(sets=1), rep=3), Trigger.NEXT).phase is Phase.PAIN_CHECK


def test_in_the_gym_the_way_up_counts_as_tension_too() -> None:
    session = phase_end(at(Phase.LOWER, gym_raise(), rep=1))
    assert (last_rep(session).seconds, last_rep(session).paced) == (6.0, True)


def test_in_the_gym_the_whole_way_down_is_asked_for() -> None:
    session = press(at(Phase.LOWER, gym_raise(), rep=1, after=2.0), Trigger.NEXT)
    assert (last_rep(session).seconds, last_rep(session).paced) == (5.0, False)


def test_the_final_check_may_be_left_without_an_answer() -> None:
    session = press(run_on(session_of(heel_raise(sets=1, reps=1))), Trigger.NEXT)
    assert (session.phase, session.record.final_pain()) == (Phase.DONE, None)


def test_a_key_that_comes_late_is_judged_in_the_phase_it_reached() -> None:
    lowering = at(Phase.LOWER, heel_raise(), rep=1, after=2.9)
    step = send(lowering, Trigger.NEXT, lowering.last_look + 0.2)
    assert step.session.phase is Phase.RISE
    assert last_rep(step.session).paced

    resting = wait(until(session_of(heel_raise()), Phase.REST), 119.9)[0]
    late = send(resting, Trigger.SHORTER, resting.last_look + 0.2)
    assert (late.session.phase, late.refusal) == (Phase.SETUP, "Only a rest can be made shorter.")


def test_skipped_repetitions_are_kept_apart_from_done_ones() -> None:
    session = press(at(Phase.RISE, heel_raise(sets=1), rep=2), Trigger.NEXT)
    one = run_on(session).record.sets[0]
    assert (one.planned, one.done, one.skipped, one.paced, one.tension) == (3, 2, 1, 2, 6.0)
