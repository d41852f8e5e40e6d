"""When nobody looked at the clock for more than 1.5 s: the session pauses, and nothing unseen is credited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import Result
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Pause
from achilles_tui.domain.session.ticking import tick
from tests.builders import (
    asleep,
    at,
    gym_raise,
    heel_raise,
    left,
    phase_end,
    press,
    run_on,
    session_of,
    stretch,
    until,
    wait,
)


@pytest.mark.parametrize("speed", [None, 1.0, 10.0, 100.0])
def test_a_gap_is_one_and_a_half_real_seconds_at_any_speed(speed: float | None) -> None:
    session = until(session_of(heel_raise(), speed=speed), Phase.RISE)
    real = speed or 1.0
    assert tick(session, session.last_look + 1.5 * real).session.pause is None
    assert tick(session, session.last_look + 1.5001 * real).session.pause is Pause.GAP


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
@pytest.mark.parametrize("seconds", [1.6, 20.0, 7200.0])
def test_a_repetition_that_nobody_saw_starts_again_from_both_feet(phase: Phase, seconds: float) -> None:
    session = at(phase, heel_raise(), rep=2, after=0.5)
    back = asleep(session, seconds)
    assert (back.pause, back.phase, back.segment.rep) == (Pause.GAP, phase, 2)
    assert back.record == session.record

    ready = press(back, Trigger.GO_ON)
    assert (ready.phase, left(ready), ready.segment.alone) == (Phase.SETUP, 5.0, False)
    assert until(ready, Phase.RISE).segment.rep == 2


def test_a_repetition_that_was_seen_to_its_end_counts_although_the_gap_came_after() -> None:
    session = at(Phase.RESET, heel_raise(), rep=1)
    back = press(asleep(session, 60.0), Trigger.GO_ON)
    assert back.record.sets[0].done == 1
    assert (back.phase, until(back, Phase.RISE).segment.rep) == (Phase.SETUP, 2)


def test_a_lowering_that_would_have_ended_unseen_is_not_credited() -> None:
    session = at(Phase.LOWER, heel_raise(), rep=1, after=2.9)
    assert asleep(session, 1.6).record.sets[0].done == 0


def test_a_set_up_starts_again_after_a_gap() -> None:
    session = wait(session_of(heel_raise()), 7.0)[0]
    back = press(asleep(session, 5.0), Trigger.GO_ON)
    assert (back.phase, left(back)) == (Phase.SETUP, 10.0)


def test_a_hold_eases_in_again_and_goes_on_with_what_was_left() -> None:
    session = at(Phase.HOLD, stretch(), after=12.0)
    back = press(asleep(session, 300.0), Trigger.GO_ON)
    assert (back.phase, left(back)) == (Phase.EASE_IN, 5.0)

    holding = phase_end(back)
    assert holding.phase is Phase.HOLD
    assert left(holding) == 18.0
    rep = phase_end(holding).record.sets[0].reps[0]
    assert (rep.result, rep.paced, rep.seconds, rep.interrupted) == (Result.DONE, True, 30.0, True)


@given(st.lists(st.floats(0.2, 12.0), min_size=1, max_size=5))
def test_a_hold_lasts_its_whole_time_however_often_it_is_broken_off(parts: list[float]) -> None:
    session, held = at(Phase.HOLD, stretch(holds=1)), 0.0
    for part in parts:
        if session.phase is not Phase.HOLD or (left(session) or 0.0) <= part:
            break
        session = press(asleep(wait(session, part)[0], 9.0), Trigger.GO_ON)
        held += part
        session = until(session, Phase.HOLD)
    assert held + (left(session) or 0.0) == pytest.approx(30.0)
    rep = run_on(session).record.sets[0].reps[0]
    assert (rep.seconds, rep.interrupted) == (30.0, held > 0)


def test_a_gap_in_the_second_easing_in_loses_nothing_of_the_hold() -> None:
    session = press(asleep(at(Phase.HOLD, stretch(), after=12.0), 9.0), Trigger.GO_ON)
    again = press(asleep(wait(session, 2.0)[0], 9.0), Trigger.GO_ON)
    assert (again.phase, left(again)) == (Phase.EASE_IN, 5.0)
    holding = phase_end(again)
    assert left(holding) == 18.0


def test_the_next_hold_is_a_whole_one_again() -> None:
    session = press(asleep(at(Phase.HOLD, stretch(holds=2), after=12.0), 9.0), Trigger.GO_ON)
    following = until(session, Phase.HOLD, rep=2)
    assert left(following) == 30.0
    assert [rep.interrupted for rep in run_on(following).record.sets[0].reps] == [True, False]


def test_easing_out_goes_on_with_what_was_left() -> None:
    session = at(Phase.EASE_OUT, stretch(), after=1.0)
    back = press(asleep(session, 9.0), Trigger.GO_ON)
    assert back.phase is Phase.EASE_OUT
    assert left(back) == 2.0


def test_a_body_rests_while_a_laptop_sleeps() -> None:
    session = at(Phase.REST, heel_raise(), after=20.0)
    back = asleep(session, 60.0)
    assert (back.phase, back.pause, left(back)) == (Phase.REST, None, 40.0)


@pytest.mark.parametrize("seconds", [100.1, 3600.0])
def test_a_rest_that_ended_unseen_waits_in_the_set_up_and_never_runs_into_work(seconds: float) -> None:
    back = asleep(at(Phase.REST, heel_raise(), after=20.0), seconds)
    assert (back.phase, back.pause, back.segment.set) == (Phase.SETUP, Pause.GAP, 2)
    assert left(back) == 5.0
    assert wait(back, 500.0)[0].phase is Phase.SETUP


def test_a_gap_while_paused_is_no_gap() -> None:
    session = press(at(Phase.LOWER, heel_raise()), Trigger.PAUSE)
    assert asleep(session, 9000.0).pause is Pause.PERSON


def test_the_pain_check_waits_as_long_as_it_takes() -> None:
    session = run_on(session_of(heel_raise(sets=1, reps=1)))
    back = asleep(session, 9000.0)
    assert (back.phase, back.pause) == (Phase.PAIN_CHECK, None)


def test_a_gym_repetition_starts_again_as_a_whole() -> None:
    session = asleep(at(Phase.LOWER, gym_raise(), rep=2, after=2.0), 5.0)
    ready = press(session, Trigger.GO_ON)
    assert (ready.phase, ready.segment.side) == (Phase.SETUP, Side.BOTH)
    assert until(ready, Phase.RISE).segment.rep == 2
