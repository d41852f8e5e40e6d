"""The red-flag answers: what they allow, and what lifts a stop."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags, Screening, standing
from tests.builders import NOW
from tests.red_flags import EMPTY, QUESTIONS

STOPS = [question.id for question in QUESTIONS if question.kind == "stop"]
ASKS = [question.id for question in QUESTIONS if question.kind == "ask"]
FLAGS = st.lists(st.sampled_from([question.id for question in QUESTIONS]), unique=True, max_size=3).map(tuple)


def screened(*yes: str, day: int = 0, log: RedFlags = EMPTY) -> RedFlags:
    """Return the log with a round of answers on a day."""
    return log.with_screening(Screening(NOW + timedelta(days=day), yes))


def noted(log: RedFlags, day: int) -> RedFlags:
    """Return the log with a clinician note on a day."""
    return log.with_note(ClinicianNote(NOW + timedelta(days=day), "Go on."))


def test_nothing_starts_before_the_questions_were_answered() -> None:
    assert standing(EMPTY).state == "unasked"
    assert standing(noted(EMPTY, 1)).state == "unasked"


def test_no_to_everything_is_clear() -> None:
    assert standing(screened()) == ("clear", ())


@pytest.mark.parametrize("flag", STOPS)
def test_any_stop_locks(flag: str) -> None:
    state, questions = standing(screened(flag))
    assert (state, [question.id for question in questions]) == ("locked", [flag])


@pytest.mark.parametrize("flag", ASKS)
def test_a_reason_to_ask_a_clinician_is_no_lock(flag: str) -> None:
    state, questions = standing(screened(flag))
    assert (state, [question.id for question in questions]) == ("clear", [flag])


def test_a_clinician_note_lifts_the_stops_before_it() -> None:
    assert standing(noted(screened("pop-or-blow"), 1)).state == "clear"


def test_a_note_lifts_nothing_that_came_after_it() -> None:
    log = screened("night-pain", day=2, log=noted(screened("pop-or-blow"), 1))
    state, questions = standing(log)
    assert (state, [question.id for question in questions]) == ("locked", ["night-pain"])
    assert standing(noted(log, 3)).state == "clear"


def test_answering_no_the_next_time_lifts_no_stop() -> None:
    log = screened(day=1, log=screened("swollen-calf"))
    assert standing(log).state == "locked"


def test_under_eighteen_is_never_lifted() -> None:
    log = noted(screened(day=1, log=screened("under-18")), 2)
    assert standing(log).state == "never"


def test_what_to_ask_a_clinician_is_what_was_answered_last() -> None:
    log = screened("inflammation", day=1, log=screened("usual-pain"))
    assert [question.id for question in standing(log).questions] == ["inflammation"]


def test_an_answer_to_a_question_that_ships_no_more_neither_locks_nor_lifts_anything() -> None:
    assert standing(screened("of-old")) == ("clear", ())
    assert standing(screened("of-old", day=1, log=screened("night-pain"))).state == "locked"


@given(st.lists(FLAGS, max_size=4), FLAGS)
def test_one_more_yes_never_unlocks_anything(rounds: list[tuple[str, ...]], more: tuple[str, ...]) -> None:
    order = ["clear", "locked", "never"]
    log = EMPTY
    for day, yes in enumerate(rounds):
        log = screened(*yes, day=day, log=log)
    after = screened(*more, day=len(rounds), log=log)
    if log.log.screenings:
        assert order.index(standing(after).state) >= order.index(standing(log).state)


@given(st.lists(FLAGS, min_size=1, max_size=4))
def test_a_note_at_the_end_leaves_only_age_in_the_way(rounds: list[tuple[str, ...]]) -> None:
    log = EMPTY
    for day, yes in enumerate(rounds):
        log = screened(*yes, day=day, log=log)
    young = any("under-18" in yes for yes in rounds)
    assert standing(noted(log, len(rounds))).state == ("never" if young else "clear")


def test_every_question_has_its_own_name_and_says_what_a_yes_means() -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    for question in QUESTIONS:
        assert question.text.endswith("?")
        assert question.advice.endswith(".")
