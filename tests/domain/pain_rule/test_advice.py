"""The advice beside the rule: when it is given, and that missing values never pass for good ones."""

from fractions import Fraction

import pytest

from achilles_tui.domain.pain_rule.advice import Advice, Advised, on_stiffness, on_the_weeks, on_usual_pain
from tests.domain.pain_rule.judging import RULE


def test_three_stiff_mornings_of_seven_are_for_a_clinician() -> None:
    advised = on_stiffness([31, 0, 45, 0, 30, 31, 0], RULE)

    assert advised == Advised(
        Advice.TELL_A_CLINICIAN,
        "Morning stiffness was over 30 min on 3 of the last 7 mornings: tell a clinician.",
    )


@pytest.mark.parametrize(
    "mornings",
    [
        [31, 31, 30, 30, 30, 30, 30],
        [90, 0, 0, 0, 0, 0, 90, 90],
        [90, 90, None, None, None, None, None],
        [],
    ],
    ids=["30 is not more than 30", "the first is 8 days old", "missing does not count", "nothing recorded"],
)
def test_fewer_stiff_mornings_are_not(mornings: list[int | None]) -> None:
    assert on_stiffness(mornings, RULE) is None


def test_the_last_seven_mornings_count_of_any_number() -> None:
    assert on_stiffness([0] * 30 + [40, 40, 40], RULE) is not None


def test_week_8_without_a_fall_of_2_is_for_a_review_with_a_pt() -> None:
    advised = on_the_weeks(8, 4, Fraction(7, 3), RULE)

    assert advised == Advised(
        Advice.REVIEW_WITH_PT,
        "Week 8: mean morning pain was 4 in week 1 and is 2.33 this week, no fall of 2: review with a PT.",
    )


@pytest.mark.parametrize(
    ("week", "first", "now", "advice"),
    [
        (7, 6, 6, None),
        (8, 3, 1, None),
        (8, 3, Fraction(11, 10), Advice.REVIEW_WITH_PT),
        (8, Fraction(29, 10), 9, None),
        (8, 3, None, Advice.REVIEW_WITH_PT),
        (8, None, 6, None),
        (11, 6, 6, Advice.REVIEW_WITH_PT),
        (12, 6, 0, Advice.REVIEW),
        (12, None, None, Advice.REVIEW),
        (13, 1, 1, Advice.REVIEW),
    ],
)
def test_what_a_week_asks_for(
    week: int, first: int | Fraction | None, now: int | Fraction | None, advice: Advice | None
) -> None:
    advised = on_the_weeks(week, first, now, RULE)

    assert (advised and advised.advice) == advice


@pytest.mark.parametrize(("usual", "advised"), [(None, False), (5, False), (6, True), (10, True)])
def test_a_usual_pain_of_6_is_for_a_pt_before_one_starts(usual: int | None, *, advised: bool) -> None:
    told = on_usual_pain(usual, RULE)

    assert (told is not None) == advised
    assert told is None or told == Advised(
        Advice.SEE_A_PT_FIRST, f"Your usual pain is {usual}: see a PT before you start."
    )
