"""Long courses lived through: five stages in the gym, both legs with insertional pain, a person who forgets."""

from itertools import pairwise

import pytest

from achilles_tui.domain.base.units import Side, Verdict
from tests.domain.pain_rule.long_courses import COURSES, FIRST_KILOGRAMS, GOLDEN, GymLife, diary
from tests.domain.pain_rule.simulation import Life
from tests.remake import remade_by

WEEKS = {1: 1, 2: 2, 3: 4, 4: 6, 5: 9}
"""The first week of each stage (Beyer 2015)."""


@pytest.fixture(scope="module")
def lives() -> dict[str, Life]:
    return {make.__name__: make() for make in COURSES}


def test_the_diaries_are_those_that_were_read(lives: dict[str, Life]) -> None:
    assert diary(lives.values()) == GOLDEN.read_text("utf-8"), remade_by("long")


def test_five_stages_are_entered_one_after_the_other_each_with_the_pts_word_and_not_before_its_week(
    lives: dict[str, Life],
) -> None:
    life = lives["stages_course"]
    answers = [answer for day in life.days.values() for answer in day.answers if answer.stage is not None]
    assert [answer.stage for answer in answers] == [2, 3, 4, 5]
    begun = min(life.days)
    words = [word.at.date() for day in life.days.values() for word in day.pt_words]
    for answer in answers:
        assert (answer.at.date() - begun).days // 7 + 1 >= WEEKS[answer.stage or 0]
        assert any(0 <= (answer.at.date() - word).days < 7 for word in words)
    assert all((after.at - before.at).days >= 14 for before, after in pairwise(answers))  # the leg press


def test_each_repetition_maximum_asks_for_kilograms_anew_and_no_step_reaches_over_it(lives: dict[str, Life]) -> None:
    life = lives["stages_course"]
    assert isinstance(life, GymLife)
    assert life.typed == {stage: list(FIRST_KILOGRAMS) for stage in WEEKS}
    answers = [answer for day in life.days.values() for answer in day.answers]
    assert all(answer.load_kg is None for answer in answers if answer.stage is not None)


def test_within_a_stage_kilograms_rise_by_at_most_a_tenth_and_fall_by_a_tenth(lives: dict[str, Life]) -> None:
    kilograms: dict[str, list[float]] = {}
    for session in sorted(lives["stages_course"].sessions, key=lambda session: session.started):
        for part in session.sets:
            if part.load_kg is not None:
                kilograms.setdefault(f"{part.exercise}, stage {session.plan.stage}", []).append(part.load_kg)
    for loads in kilograms.values():
        for before, after in pairwise(loads):
            assert before * 0.9 - 0.5 <= after <= before * 1.1


def test_both_legs_are_trained_alike_and_a_stretch_stays_at_three_holds_twice_a_day(lives: dict[str, Life]) -> None:
    sessions = lives["both_legs_course"].sessions
    stretches = [session for session in sessions if any("stretch" in part.exercise for part in session.sets)]
    assert stretches
    for session in sessions:
        left, right = (
            [(part.exercise, part.set, part.done) for part in session.sets if part.side is side]
            for side in (Side.LEFT, Side.RIGHT)
        )
        assert left == right
    assert {part.done for session in stretches for part in session.sets if "stretch" in part.exercise} == {3}
    days = [session.day for session in stretches]
    assert max(days.count(day) for day in days) == 2


def test_who_forgets_three_mornings_in_ten_still_goes_up_and_is_never_stopped(lives: dict[str, Life]) -> None:
    answers = [answer for day in lives["forgetful_course"].days.values() for answer in day.answers]
    assert max(answer.level or 0 for answer in answers) == 3
    assert {answer.verdict for answer in answers} == {Verdict.PROGRESS}


def test_an_exercise_at_its_top_waits_for_the_others_once_the_next_stage_may_begin(lives: dict[str, Life]) -> None:
    lines = " ".join(lives["stages_course"].lines)

    assert (
        "seated-calf-raise: This is the top of the stage; the next one begins once every exercise may go up." in lines
    )
    assert "stage 2" in lines
