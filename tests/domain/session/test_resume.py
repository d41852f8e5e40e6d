"""Whatever interrupts a session, opening its record again goes on where it was: nothing lost, nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.resume import (
    STALE_AFTER,
    ago_text,
    closed_late,
    open_session,
    place,
    with_set_restarted,
)
from achilles_tui.domain.session.state import Session
from achilles_tui.domain.session.view import view
from tests.builders import (
    LIMITS,
    NOW,
    asleep,
    at,
    gym_raise,
    heel_raise,
    left,
    marks,
    phase_end,
    press,
    record_of,
    run_on,
    session_of,
    stretch,
    until,
    wait,
)
from tests.domain.pain_rule.strategies import LIVE_WALKS, SESSIONS, Action, walked


def reopened(session: Session, *, after: float = 30.0, run: str = "run2") -> Session:
    """Return the session as another process opens it from its record, real seconds after it was last seen."""
    moment = session.opened + timedelta(seconds=session.last_look / session.record.speed + after)
    return open_session(session.record, LIMITS, run, moment)


def totals(record: SessionRecord) -> list[tuple[int, int, int, float]]:
    """Return done, skipped, paced and seconds under tension of each set."""
    return [(one.done, one.skipped, one.paced, round(one.tension, 1)) for one in record.sets]


@given(SESSIONS, LIVE_WALKS, st.floats(0.0, 20_000.0))
def test_stopped_at_any_moment_and_opened_again_it_ends_with_the_same_totals(
    session: Session, walk: list[Action], away: float
) -> None:
    session = walked(session, walk)
    assume(session.phase not in Phase.is_over())

    uninterrupted = run_on(session).record
    resumed = run_on(reopened(session, after=away)).record

    assert totals(resumed) == totals(uninterrupted)
    assert resumed.pains == uninterrupted.pains


@given(SESSIONS, st.lists(LIVE_WALKS, min_size=2, max_size=4))
def test_however_often_it_is_interrupted_nothing_is_counted_twice(session: Session, walks: list[list[Action]]) -> None:
    for number, walk in enumerate(walks):
        session = reopened(session, run=f"run{number + 2}")
        session = walked(session, walk)
        assume(session.phase not in Phase.is_over())
    record = run_on(session).record

    assert all(one.done + one.skipped == one.planned for one in record.sets)
    for one in record.sets:
        assert Counter(rep.rep for rep in one.reps if rep.result.value != "taken-back").most_common(1)[0][1] == 1
    ids = [rep.id for one in record.sets for rep in one.reps]
    assert len(ids) == len(set(ids))


@given(SESSIONS, LIVE_WALKS)
def test_opening_adds_nothing_to_the_record_and_begins_with_both_feet_down(
    session: Session, walk: list[Action]
) -> None:
    session = walked(session, walk)
    assume(session.phase not in Phase.is_over())
    opened = reopened(session)
    assert opened.record is session.record
    assert opened.phase in {Phase.SETUP, Phase.REST, Phase.PAIN_CHECK}
    assert not opened.segment.alone
    assert opened.before is None


@given(SESSIONS, LIVE_WALKS)
def test_where_it_stands_is_where_it_goes_on(session: Session, walk: list[Action]) -> None:
    session = walked(session, walk)
    assume(session.phase not in Phase.is_over())
    told, opened = place(session.record, NOW), reopened(session, after=STALE_AFTER.total_seconds())
    here = opened.segment
    if told.rep is None:
        assert opened.phase is Phase.PAIN_CHECK
    else:
        assert (told.side, told.set, told.rep) == (here.side, here.set, here.rep)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER])
def test_in_the_middle_of_a_repetition_it_starts_again_after_a_count_in(phase: Phase) -> None:
    session = reopened(at(phase, heel_raise(), rep=2, after=0.5))
    assert (session.phase, left(session), phase_end(session).segment.rep) == (Phase.SETUP, 5.0, 2)


def test_a_finished_repetition_stays_finished() -> None:
    session = reopened(at(Phase.RESET, heel_raise(), rep=2))
    assert (session.record.sets[0].done, phase_end(session).segment.rep) == (2, 3)


def test_a_rest_goes_on_with_what_is_left_of_it() -> None:
    session = at(Phase.REST, heel_raise(), after=20.0)
    again = reopened(session, after=40.0)
    assert (again.phase, left(again), again.length) == (Phase.REST, 60.0, 120.0)
    assert view(again).coming == "Next: set 2 of 2, LEFT leg"


def test_a_short_rest_between_holds_goes_on_too_and_easing_out_is_no_rest() -> None:
    session = at(Phase.REST, stretch(), after=2.0)
    again = reopened(session, after=3.0)
    assert (again.phase, left(again)) == (Phase.REST, 5.0)


def test_an_answer_about_pain_does_not_make_the_rest_longer() -> None:
    session = at(Phase.REST, heel_raise(sets=1), stretch(), after=100.0)
    again = reopened(press(session, Trigger.PAIN, 3), after=50.0)
    assert (again.phase, left(again)) == (Phase.REST, 150.0)


def test_a_rest_that_is_over_leads_to_its_set_up() -> None:
    again = reopened(at(Phase.REST, heel_raise(), after=20.0), after=100.0)
    assert (again.phase, left(again), again.segment.set) == (Phase.SETUP, 5.0, 2)


def test_a_rest_of_a_practice_walk_passes_at_its_speed() -> None:
    session = wait(until(session_of(heel_raise(), speed=10.0), Phase.REST), 20.0)[0]
    again = reopened(session, after=4.0)
    # Stamps are whole real seconds: at ten times the speed they may be ten session seconds off.
    assert again.phase is Phase.REST
    assert left(again) == pytest.approx(60.0, abs=10.0)


def test_a_clock_that_was_set_back_makes_a_rest_no_longer_than_it_is() -> None:
    again = reopened(at(Phase.REST, heel_raise(), after=20.0), after=-7200.0)
    assert (again.phase, left(again)) == (Phase.REST, 120.0)


def test_only_the_pain_check_is_left_when_all_is_done() -> None:
    session = run_on(session_of(heel_raise(sets=1, reps=1)))
    again = reopened(session, after=9000.0)
    assert (again.phase, again.pause) == (Phase.PAIN_CHECK, None)
    assert "only the pain check is left" in str(place(again.record, NOW))
    assert press(again, Trigger.PAIN, 1).record.status is Status.DONE


def test_after_the_last_exercise_but_one_its_pain_is_still_asked() -> None:
    again = reopened(at(Phase.REST, heel_raise(sets=1), stretch(), after=20.0))
    question = view(again).pain
    assert question is not None
    assert (question.exercise, question.answer) == ("Heel raise", None)


def test_where_one_was_is_said_in_one_line() -> None:
    session = at(Phase.LOWER, heel_raise(reps=9), rep=7)
    moment = session.record.last_moment + timedelta(minutes=18)
    assert str(place(session.record, moment)) == "Heel raise, left, set 1, repetition 7, 18 minutes ago"
    assert str(place(record_of(gym_raise()), NOW)) == "Leg press, both legs, set 1, repetition 1, just now"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=30), "30 days ago"),
    ],
)
def test_how_long_ago_is_said_in_whole_units(ago: timedelta, said: str) -> None:
    assert ago_text(ago) == said


def test_after_more_than_two_hours_a_body_has_cooled_down() -> None:
    record = at(Phase.LOWER, heel_raise(), rep=2).record
    assert not place(record, record.last_moment + timedelta(hours=2)).stale
    assert place(record, record.last_moment + timedelta(hours=2, seconds=1)).stale
    assert not place(record, record.last_moment - timedelta(hours=9)).stale


def test_a_set_done_anew_keeps_what_was_done_of_it_readable() -> None:
    session = until(at(Phase.REST, heel_raise()), Phase.RISE, rep=3, set_number=2)
    record = with_set_restarted(session.record)
    assert [one.done for one in record.sets] == [3, 0]
    again = open_session(record, LIMITS, "run2", record.last_moment + timedelta(hours=3))
    assert (again.phase, again.segment.set, again.segment.rep) == (Phase.SETUP, 2, 1)
    end = run_on(again)
    assert [one.done for one in end.record.sets] == [3, 3]
    assert marks(end.record)[3:5] == ["set 2 rep 1 taken-back", "set 2 rep 2 taken-back"]


@pytest.mark.parametrize("phase", [Phase.SETUP, Phase.RISE])
def test_there_is_nothing_to_do_anew_before_the_first_repetition_of_a_set(phase: Phase) -> None:
    record = at(phase, heel_raise()).record
    assert with_set_restarted(record) == record


def test_there_is_nothing_to_do_anew_when_only_the_pain_check_is_left() -> None:
    record = run_on(session_of(heel_raise(sets=1))).record
    assert with_set_restarted(record) == record


@given(SESSIONS, LIVE_WALKS)
def test_a_set_done_anew_is_done_once(session: Session, walk: list[Action]) -> None:
    session = walked(session, walk)
    assume(session.phase not in Phase.is_over())
    record = with_set_restarted(session.record)
    end = run_on(open_session(record, LIMITS, "run2", record.last_moment + timedelta(hours=3))).record
    assert all(one.done + one.skipped == one.planned for one in end.sets)


def test_closed_late_it_ended_when_something_was_last_done() -> None:
    session = asleep(at(Phase.LOWER, heel_raise(), rep=3), 8000.0)
    record = closed_late(session.record)
    assert (record.status, record.ended, record.stopped_for) == (Status.STOPPED, record.last_moment, "choice")
    assert record.sets == session.record.sets


def test_closed_with_only_the_pain_check_left_it_was_done_and_the_check_stays_unanswered() -> None:
    session = run_on(session_of(heel_raise(sets=1)))
    record = closed_late(session.record)
    assert (record.status, record.ended, record.stopped_for) == (Status.DONE, record.last_work, None)
    assert record.final_pain() is None


def test_the_other_leg_is_not_forgotten() -> None:
    session = until(session_of(heel_raise(sets=1, reps=1, sides=(Side.LEFT, Side.RIGHT))), Phase.REST)
    again = reopened(session, after=500.0)
    assert (again.phase, again.segment.side, left(again)) == (Phase.SETUP, Side.RIGHT, 10.0)
    assert view(again).cue == "Switch sides: RIGHT leg now."
