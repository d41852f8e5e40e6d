"""What a screen shows: whole seconds that only fall, plain words, a dot for each repetition, the right leg."""

import re
from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from msgspec import structs

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import RepRecord, Result
from achilles_tui.domain.session.commands import allowed, amended
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Pause, Session
from achilles_tui.domain.session.ticking import tick
from achilles_tui.domain.session.view import Dot, view
from tests.builders import (
    NOW,
    asleep,
    at,
    gym_raise,
    heel_raise,
    press,
    run_on,
    session_of,
    stretch,
    until,
    wait,
)
from tests.domain.pain_rule.strategies import SESSIONS, WALKS, Action, taken, walked

BOTH_SIDES = (Side.LEFT, Side.RIGHT)


def shown(dots: tuple[Dot, ...]) -> str:
    return " ".join(dot.value for dot in dots)


@given(SESSIONS, WALKS)
def test_seconds_are_never_negative_and_never_rise_without_a_key(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        before, after = view(moment.before), view(moment.after)
        assert after.seconds is None or 0 <= after.seconds <= ceil(moment.after.length or 0.0)
        entered_anew = bool(moment.step.happenings)
        if moment.press is None and not entered_anew and before.seconds is not None:
            assert after.pause or after.seconds is not None
            assert after.seconds is None or after.seconds <= before.seconds
            assert after.fraction >= before.fraction


@given(SESSIONS, WALKS)
def test_equal_sessions_give_equal_views(session: Session, walk: list[Action]) -> None:
    once, again = walked(session, walk), walked(session, walk)
    assert once == again
    assert view(once) == view(again)


@given(SESSIONS, WALKS)
def test_a_look_that_changes_nothing_to_be_seen_makes_an_equal_view(session: Session, walk: list[Action]) -> None:
    session = walked(session, walk)
    assert view(tick(session, session.last_look).session) == view(session)
    if session.pause or session.phase not in Phase.timed():
        assert view(tick(session, session.last_look + 1000.0).session) == view(session)


@given(SESSIONS, WALKS)
def test_where_one_is_stands_in_plain_words(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        now = view(moment.after)
        assert re.fullmatch(r"Set \d+ of \d+ · \d+ of \d+ done", now.where)
        assert 1 <= now.set <= now.sets
        assert 1 <= now.rep <= now.reps
        assert 0 <= now.done <= now.reps


@given(SESSIONS, WALKS)
def test_there_is_one_dot_for_each_repetition_and_full_ones_for_those_done(
    session: Session, walk: list[Action]
) -> None:
    for moment in taken(session, walk):
        now = view(moment.after)
        assert len(now.dots) == now.reps
        assert sum(dot in {Dot.DONE, Dot.SHORT} for dot in now.dots) == now.done
        assert now.dots.count(Dot.NOW) <= 1


@given(SESSIONS, WALKS)
def test_the_view_offers_exactly_the_allowed_moves(session: Session, walk: list[Action]) -> None:
    session = walked(session, walk)
    assert view(session).moves == allowed(session)


@given(SESSIONS, WALKS)
def test_every_phase_has_a_word_and_each_of_a_session_its_cue(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        now = view(moment.after)
        assert now.word
        assert now.cue or now.phase in Phase.is_over()
        assert "{" not in now.cue
        assert now.cue[:1] == now.cue[:1].upper()
        goes_one_way = now.phase in Phase.timed() - {Phase.REST, Phase.SHIFT}
        assert now.arrow or not goes_one_way


def test_the_where_line_counts_what_is_done() -> None:
    session = until(session_of(heel_raise(sets=3, reps=10)), Phase.RISE, rep=8, set_number=2)
    assert view(session).where == "Set 2 of 3 · 7 of 10 done"


def test_seconds_are_counted_down_in_whole_numbers() -> None:
    session = at(Phase.LOWER, heel_raise())
    assert [view(wait(session, after)[0]).seconds for after in (0.0, 0.4, 1.0, 1.1, 2.0, 2.9)] == [3, 3, 2, 2, 1, 1]


def test_a_phase_of_three_seconds_begins_with_three_whenever_it_begins() -> None:
    for tenths in range(1, 60):
        exercise = structs.replace(heel_raise(), tempo=structs.replace(heel_raise().tempo, rise=tenths / 10))
        assert view(at(Phase.LOWER, exercise)).seconds == 3


def test_the_bar_knows_how_much_has_passed() -> None:
    session = at(Phase.LOWER, heel_raise())
    assert [view(wait(session, after)[0]).fraction for after in (0.0, 1.5, 2.97)] == [0.0, 0.5, 0.99]


def test_dots_tell_done_from_short_from_skipped() -> None:
    session = press(at(Phase.LOWER, heel_raise(reps=5), after=1.0), Trigger.NEXT)
    session = press(until(session, Phase.RISE), Trigger.NEXT)
    session = until(session, Phase.RISE, rep=4)
    assert shown(view(session).dots) == "short skipped done now todo"


def test_a_repetition_taken_back_has_an_open_dot_again() -> None:
    session = press(at(Phase.RESET, heel_raise(), rep=2), Trigger.REDO)
    assert shown(view(session).dots) == "done now todo"


def test_in_the_rest_no_dot_is_now() -> None:
    assert shown(view(at(Phase.REST, heel_raise())).dots) == "done done done"


@pytest.mark.parametrize(("side", "foot"), [(Side.LEFT, "Right"), (Side.RIGHT, "Left")])
def test_the_other_foot_leaves_the_floor_and_comes_down_again(side: Side, foot: str) -> None:
    session = at(Phase.SHIFT, heel_raise(sides=(side,)))
    assert view(session).cue == f"{foot} foot off the floor."
    assert view(session).leg == f"{side.value.upper()} leg"
    assert view(until(session, Phase.RESET)).cue == f"{foot} foot down again."


def test_a_cue_of_the_exercise_itself_goes_first() -> None:
    exercise = structs.replace(heel_raise(), cues={"lower": "{side} heel down, knee bent."})
    assert view(at(Phase.LOWER, exercise)).cue == "LEFT heel down, knee bent."


def test_a_new_exercise_says_its_position_and_a_new_side_which_leg() -> None:
    session = session_of(heel_raise(sets=1, reps=1, sides=BOTH_SIDES))
    assert view(session).cue == "Stand at the counter."
    assert view(until(session, Phase.SETUP)).cue == "Switch sides: RIGHT leg now."


def test_gym_work_speaks_of_both_legs_and_its_load() -> None:
    now = view(session_of(gym_raise()))
    assert (now.leg, now.load, now.coming) == ("BOTH legs", "40 kg", "Next: Leg press")


def test_what_comes_next_is_said_in_the_rest_and_the_set_up() -> None:
    resting = at(Phase.REST, heel_raise(sets=1, reps=1, sides=BOTH_SIDES), stretch())
    assert view(resting).coming == "Next: the other side, RIGHT leg"
    again = until(resting, Phase.REST)
    assert view(again).coming == "Next: Calf stretch, LEFT leg"
    assert view(at(Phase.REST, heel_raise())).coming == "Next: set 2 of 2, LEFT leg"
    assert view(at(Phase.LOWER, heel_raise())).coming == ""


def test_pain_is_asked_beside_the_rest_with_the_answer_once_it_is_there() -> None:
    resting = at(Phase.REST, heel_raise(sets=1), stretch())
    asked = view(resting).pain
    assert asked is not None
    assert (asked.exercise, asked.leg, asked.answer) == ("Heel raise", "LEFT leg", None)
    answered = view(press(resting, Trigger.PAIN, 3)).pain
    assert answered is not None
    assert answered.answer == 3
    assert view(until(resting, Phase.EASE_IN)).pain is None


def test_at_the_end_the_cue_asks_and_no_clock_runs() -> None:
    now = view(run_on(session_of(heel_raise(sets=1))))
    assert (now.phase, now.seconds, now.fraction, now.cue) == (
        Phase.PAIN_CHECK,
        None,
        0.0,
        "How much does the tendon hurt now?",
    )


def test_a_pause_and_a_gap_are_told_apart_and_show_what_was_left() -> None:
    session = at(Phase.HOLD, stretch(), after=12.0)
    by_person, by_gap = view(press(session, Trigger.PAUSE)), view(asleep(session, 60.0))
    assert (by_person.pause, by_person.seconds) == (Pause.PERSON, 18)
    assert (by_gap.pause, by_gap.seconds) == (Pause.GAP, 18)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.SHIFT, Phase.LOWER, Phase.RESET])
def test_a_paused_repetition_shows_no_seconds_for_it_begins_again(phase: Phase) -> None:
    now = view(press(at(phase, heel_raise()), Trigger.PAUSE))
    assert (now.seconds, now.cue) == (None, "Both feet down. Stand easy.")


def test_a_practice_walk_says_so() -> None:
    assert view(session_of(heel_raise(), speed=1.0)).practice
    assert not view(session_of(heel_raise())).practice


def test_a_number_corrected_by_the_user_is_the_number_shown() -> None:
    done = press(run_on(session_of(heel_raise(sets=1))), Trigger.NEXT)
    assert view(amended(done, done.record.with_correction(0, 1))).where == "Set 1 of 1 · 1 of 3 done"


def test_a_repetition_that_two_devices_did_has_one_dot_and_counts_twice() -> None:
    session = at(Phase.RISE, heel_raise(), rep=2)
    other = RepRecord("else-0001", 1, NOW, Result.DONE, paced=True, seconds=3.0)
    now = view(replace(session, record=session.record.with_rep("heel-raise", Side.LEFT, 1, other)))
    assert (shown(now.dots), now.where) == ("done now todo", "Set 1 of 2 · 2 of 3 done")


def test_who_stops_while_switching_sides_has_stopped() -> None:
    session = until(session_of(heel_raise(sets=1, reps=1, sides=BOTH_SIDES)), Phase.SETUP)
    assert view(session).word == "SWITCH"
    assert view(press(session, Trigger.STOP)).word == "STOPPED"
