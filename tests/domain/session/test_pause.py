"""Space stops everything where it is, and nothing that loads the tendon starts without a way in."""

import pytest

from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.commands import allowed, send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Pause, Session
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

EXERCISES = {
    Phase.SETUP: heel_raise(),
    Phase.RISE: heel_raise(),
    Phase.SHIFT: heel_raise(),
    Phase.LOWER: heel_raise(),
    Phase.RESET: heel_raise(),
    Phase.EASE_IN: stretch(),
    Phase.HOLD: stretch(),
    Phase.EASE_OUT: stretch(),
    Phase.REST: heel_raise(),
}


def paused_in(phase: Phase, after: float = 0.3) -> Session:
    return press(at(phase, EXERCISES[phase], after=after), Trigger.PAUSE)


@pytest.mark.parametrize("phase", EXERCISES)
def test_space_stands_still_in_every_phase_for_as_long_as_one_likes(phase: Phase) -> None:
    session = paused_in(phase)
    later = wait(session, 50.0)[0]
    assert (later.phase, later.pause) == (phase, Pause.PERSON)
    assert left(later) == left(session)
    assert later.record == session.record


@pytest.mark.parametrize("phase", EXERCISES)
def test_while_paused_one_may_go_on_answer_or_stop(phase: Phase) -> None:
    assert allowed(paused_in(phase)) == {Trigger.GO_ON, Trigger.PAIN, Trigger.STOP}


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
def test_a_repetition_under_load_starts_again_after_a_pause(phase: Phase) -> None:
    session = press(paused_in(phase), Trigger.GO_ON)
    assert (session.phase, session.segment.rep, left(session)) == (Phase.SETUP, 1, 5.0)
    done = until(session, Phase.RESET)
    assert done.record.sets[0].done == 1


def test_a_pause_in_the_way_down_never_counts_the_repetition_twice() -> None:
    session = paused_in(Phase.LOWER, after=2.5)
    assert run_on(session).record.sets[0].done == 3


def test_after_a_pause_on_both_feet_the_next_repetition_has_a_count_in() -> None:
    session = press(paused_in(Phase.RESET), Trigger.GO_ON)
    assert (session.phase, left(session)) == (Phase.SETUP, 5.0)
    assert phase_end(session).segment.rep == 2


def test_after_a_pause_on_both_feet_at_the_end_of_a_set_comes_its_rest() -> None:
    session = press(press(at(Phase.RESET, heel_raise(), rep=3), Trigger.PAUSE), Trigger.GO_ON)
    assert (session.phase, left(session)) == (Phase.REST, 120.0)


def test_after_a_pause_on_both_feet_at_the_very_end_comes_the_pain_check() -> None:
    session = press(press(at(Phase.RESET, heel_raise(sets=1), rep=3), Trigger.PAUSE), Trigger.GO_ON)
    assert session.phase is Phase.PAIN_CHECK


def test_a_paused_rest_goes_on_with_what_was_left() -> None:
    session = press(wait(paused_in(Phase.REST, after=50.0), 30.0)[0], Trigger.GO_ON)
    assert session.phase is Phase.REST
    assert left(session) == 70.0


def test_a_paused_hold_eases_in_again_and_keeps_what_was_held() -> None:
    session = phase_end(press(paused_in(Phase.HOLD, after=20.0), Trigger.GO_ON))
    assert session.phase is Phase.HOLD
    assert left(session) == 10.0


def test_a_pause_before_the_hold_marks_nothing_as_interrupted() -> None:
    session = press(paused_in(Phase.EASE_IN, after=2.0), Trigger.GO_ON)
    assert (session.phase, left(session)) == (Phase.EASE_IN, 5.0)
    assert not until(session, Phase.EASE_OUT).record.sets[0].reps[0].interrupted


def test_a_paused_count_in_counts_in_anew() -> None:
    session = press(paused_in(Phase.SETUP, after=8.0), Trigger.GO_ON)
    assert left(session) == 10.0


def test_a_paused_gym_repetition_starts_again_on_both_feet() -> None:
    session = press(press(at(Phase.LOWER, gym_raise(), rep=2), Trigger.PAUSE), Trigger.GO_ON)
    assert (session.phase, phase_end(session).segment.rep) == (Phase.SETUP, 2)


def test_pausing_twice_and_going_on_twice_are_refused_with_the_reason() -> None:
    session = paused_in(Phase.LOWER)
    assert send(session, Trigger.PAUSE, session.last_look).refusal == phrases.ALREADY_PAUSED
    assert send(session, Trigger.NEXT, session.last_look).refusal == phrases.PAUSED_FIRST
    running = press(session, Trigger.GO_ON)
    assert send(running, Trigger.GO_ON, running.last_look).refusal == "The session is not paused."


def test_space_that_comes_after_a_gap_finds_the_session_paused_already() -> None:
    session = at(Phase.LOWER, heel_raise())
    step = send(session, Trigger.PAUSE, session.last_look + 5.0)
    assert (step.session.pause, step.refusal) == (Pause.GAP, phrases.ALREADY_PAUSED)


def test_nothing_can_pause_at_the_end() -> None:
    session = run_on(session_of(heel_raise(sets=1, reps=1)))
    assert send(session, Trigger.PAUSE, session.last_look).refusal == "Nothing is running that you could pause."


def test_a_pause_outlasts_a_sleeping_laptop() -> None:
    session = press(asleep(paused_in(Phase.REST, after=20.0), 3600.0), Trigger.GO_ON)
    assert left(session) == 100.0
