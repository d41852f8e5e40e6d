"""Whole courses lived through day by day, held against diaries that a person has read."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from achilles_tui.domain.base.units import Verdict
from tests.domain.pain_rule.simulation import COURSES, GOLDEN, Life, diary
from tests.remake import remade_by

Course = Callable[[], Life]


@pytest.fixture(scope="module")
def lives() -> dict[str, Life]:
    return {one.__name__: one() for one in COURSES}


def test_the_diaries_are_those_that_were_read(lives: dict[str, Life]) -> None:
    assert diary(lives.values()) == GOLDEN.read_text("utf-8"), remade_by("courses")


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.__name__)
def test_every_line_of_a_diary_can_be_read_without_scrolling(course: Course, lives: dict[str, Life]) -> None:
    assert not [line for line in lives[course.__name__].lines if len(line) > 200]


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.__name__)
def test_no_level_ever_moves_by_more_than_one(course: Course, lives: dict[str, Life]) -> None:
    life = lives[course.__name__]
    answers = [one for day in life.days.values() for one in day.answers if one.level is not None]
    told = {
        name: [one.level or 0 for one in answers if one.exercise == name] for name in {one.exercise for one in answers}
    }

    assert told
    for levels in told.values():
        assert all(abs(after - before) <= 1 for before, after in pairwise([1, *levels]))


def test_weeks_lie_between_two_steps_up_unless_a_step_back_lies_between(lives: dict[str, Life]) -> None:
    answers = sorted((one for day in lives["gym_course"].days.values() for one in day.answers), key=lambda one: one.at)
    for name, least in (("leg-press-heel-raise", 14), ("seated-calf-raise", 7)):
        days = [one.at.date() for one in answers if one.exercise == name and one.verdict is Verdict.PROGRESS]
        assert days
        assert all((after - before).days >= least for before, after in pairwise(days))
