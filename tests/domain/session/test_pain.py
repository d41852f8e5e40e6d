"""Pain is one key at any time; six or more ends the session, and a wrong key can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import PainLimits, Side
from achilles_tui.domain.records.session_record import PainAnswer, Status
from achilles_tui.domain.session.commands import allowed, asking_about, send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.phrases import after_pain
from achilles_tui.domain.session.state import Session
from tests.builders import NOW, at, heel_raise, left, phase_end, press, run_on, session_of, stretch, until, wait


def answers(session: Session) -> list[tuple[str, int, str | None]]:
    return [(one.about, one.value, one.exercise) for one in session.record.pains]


def asked(session: Session) -> tuple[str, Side] | None:
    done = asking_about(session)
    return None if done is None else (done.exercise, done.side)


def between_exercises() -> Session:
    """Return a session that rests between a heel raise and a stretch."""
    return at(Phase.REST, heel_raise(sets=1, reps=1), stretch())


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.RISE, Phase.LOWER, Phase.REST])
def test_mild_pain_is_noted_and_blocks_nothing(phase: Phase) -> None:
    session = at(phase, heel_raise(), after=0.4)
    after = press(session, Trigger.PAIN, 5)
    assert answers(after) == [("during", 5, "heel-raise")]
    assert (after.phase, after.ends_at, after.pause) == (session.phase, session.ends_at, None)


def test_an_answer_says_when_and_where_it_was_given() -> None:
    session = at(Phase.LOWER, heel_raise(sides=(Side.RIGHT,)), rep=2)
    answer = press(session, Trigger.PAIN, 3).record.pains[0]
    assert answer == PainAnswer(3, session.stamp(session.last_look), "during", "heel-raise", Side.RIGHT, 1)
    assert answer.at.utcoffset() == NOW.utcoffset()


@given(st.integers(6, 10), st.sampled_from([Phase.SETUP, Phase.RISE, Phase.SHIFT, Phase.LOWER, Phase.RESET]))
def test_six_or_more_ends_the_session_at_once(value: int, phase: Phase) -> None:
    session = press(at(phase, heel_raise()), Trigger.PAIN, value)
    record = session.record
    assert session.phase is Phase.STOPPED
    assert (record.status, record.stopped_for, record.ended) == (
        Status.STOPPED,
        "pain",
        session.stamp(session.last_look),
    )
    assert answers(session) == [("during", value, "heel-raise")]


def test_six_taken_back_goes_on_where_it_was() -> None:
    session = at(Phase.LOWER, heel_raise(), rep=2, after=1.0)
    back = press(press(session, Trigger.PAIN, 6), Trigger.UNDO)
    assert back.record == session.record
    assert (back.phase, left(back), phase_end(back).segment.rep) == (Phase.SETUP, 5.0, 2)
    assert run_on(back).record.sets[0].done == 3


def test_ten_while_paused_ends_it_too() -> None:
    session = press(press(at(Phase.LOWER, heel_raise()), Trigger.PAUSE), Trigger.PAIN, 10)
    assert (session.phase, session.pause, session.left) == (Phase.STOPPED, None, None)


def test_after_an_exercise_the_question_waits_in_the_rest_and_the_next_count_in() -> None:
    resting = between_exercises()
    assert asked(resting) == ("heel-raise", Side.LEFT)
    getting_ready = phase_end(resting)
    assert (getting_ready.phase, asked(getting_ready)) == (Phase.SETUP, ("heel-raise", Side.LEFT))
    assert asked(phase_end(getting_ready)) is None


def test_between_the_sets_of_one_exercise_nothing_is_asked() -> None:
    session = at(Phase.REST, heel_raise(sets=2))
    assert asked(session) is None
    assert asked(phase_end(session)) is None


def test_each_leg_is_asked_about_for_itself_and_has_its_own_answer() -> None:
    session = at(Phase.REST, heel_raise(sets=1, sides=(Side.LEFT, Side.RIGHT)), stretch())
    assert asked(session) == ("heel-raise", Side.LEFT)
    assert asked(phase_end(session)) == ("heel-raise", Side.LEFT)
    session = until(press(session, Trigger.PAIN, 4), Phase.REST)
    assert asked(session) == ("heel-raise", Side.RIGHT)
    session = press(session, Trigger.PAIN, 2)
    assert [(one.side, one.value) for one in session.record.pains] == [(Side.LEFT, 4), (Side.RIGHT, 2)]


def test_before_anything_was_done_nothing_is_asked() -> None:
    assert asked(session_of(heel_raise())) is None


def test_back_in_the_exercise_its_pain_is_not_asked_in_the_count_in() -> None:
    assert asked(press(between_exercises(), Trigger.REDO)) is None


@pytest.mark.parametrize("phase", [Phase.REST, Phase.SETUP])
def test_the_answer_after_an_exercise_is_about_that_exercise(phase: Phase) -> None:
    session = between_exercises()
    session = session if phase is Phase.REST else phase_end(session)
    answer = press(session, Trigger.PAIN, 2).record.pains[0]
    assert (answer.about, answer.exercise, answer.side, answer.set) == ("exercise", "heel-raise", Side.LEFT, 1)


def test_another_answer_to_the_same_question_replaces_the_first() -> None:
    session = press(between_exercises(), Trigger.PAIN, 4)
    session = press(phase_end(session), Trigger.PAIN, 2)
    assert answers(session) == [("exercise", 2, "heel-raise")]


def test_six_after_an_exercise_ends_the_session_as_well() -> None:
    session = press(between_exercises(), Trigger.PAIN, 6)
    assert (session.phase, session.record.stopped_for) == (Phase.STOPPED, "pain")
    assert answers(session) == [("exercise", 6, "heel-raise")]


def test_every_answer_in_the_middle_of_it_is_kept() -> None:
    session = press(press(at(Phase.LOWER, heel_raise()), Trigger.PAIN, 2), Trigger.PAIN, 4)
    assert answers(session) == [("during", 2, "heel-raise"), ("during", 4, "heel-raise")]


def test_a_key_that_bounced_is_one_answer() -> None:
    session = press(press(at(Phase.LOWER, heel_raise()), Trigger.PAIN, 2), Trigger.PAIN, 2)
    assert answers(session) == [("during", 2, "heel-raise")]


@pytest.mark.parametrize("value", [0, 5, 6, 10])
def test_the_final_answer_ends_the_session_as_done(value: int) -> None:
    session = press(run_on(session_of(heel_raise(sets=1, reps=1))), Trigger.PAIN, value)
    assert (session.phase, session.record.status) == (Phase.DONE, Status.DONE)
    assert session.record.final_pain() == value


def test_the_final_answer_can_be_given_and_changed_after_the_end() -> None:
    session = press(at(Phase.LOWER, heel_raise()), Trigger.STOP)
    session = press(press(session, Trigger.PAIN, 4), Trigger.PAIN, 3)
    assert (session.phase, answers(session)) == (Phase.STOPPED, [("final", 3, None)])
    assert session.record.stopped_for == "choice"


def test_too_much_pain_said_after_the_end_ends_nothing_twice() -> None:
    stopped = press(at(Phase.LOWER, heel_raise()), Trigger.STOP)
    later = press(wait(stopped, 1.0)[0], Trigger.PAIN, 8)
    assert (later.record.ended, later.record.stopped_for) == (stopped.record.ended, "choice")
    assert answers(later) == [("final", 8, None)]


@pytest.mark.parametrize("value", [None, -1, 11])
@pytest.mark.parametrize("phase", [Phase.LOWER, Phase.REST, Phase.PAIN_CHECK])
def test_an_answer_that_is_no_number_from_0_to_10_is_refused(phase: Phase, value: int | None) -> None:
    session = until(session_of(heel_raise()), phase)
    step = send(session, Trigger.PAIN, session.last_look, value)
    assert step.refusal == "The pain scale runs from 0 to 10."
    assert step.session.record == session.record
    assert Trigger.PAIN in allowed(session)


def test_pain_is_asked_of_the_exercise_before_even_when_there_is_no_rest_between() -> None:
    session = until(session_of(stretch(holds=1), heel_raise()), Phase.SETUP)
    assert asked(session) == ("stretch", Side.LEFT)


@pytest.mark.parametrize("counts", [True, False])
def test_pain_above_the_limit_says_that_today_is_over_and_what_comes_next(*, counts: bool) -> None:
    limits = PainLimits(3, 5, 8)
    outcome = (
        " The next session with load is left out; a second such day running locks all sessions. "
        "Follow your PT; ask for one if you have none."
    )
    locked = " All sessions are locked until you record what they said."

    assert after_pain(5, limits, counts=counts) == "Tomorrow morning: notice the pain of the first steps."
    for value in (6, 7):
        sentence = f"Pain {value} is above the limit in the rule (5): no more today."
        assert after_pain(value, limits, counts=counts) == f"{sentence}{outcome if counts else ''}"
    sentence = "Pain 8 is far above the limit in the rule (5): stop, and contact a clinician."
    assert after_pain(8, limits, counts=counts) == f"{sentence}{locked if counts else ''}"
