"""The mornings: their baselines and their weeks, each with a small table; missing is never 0."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Exact
from achilles_tui.domain.pain_rule.mornings import Anchor, Mornings
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import NPRS, day


def mornings(values: dict[int, int], note: int | None = None) -> Mornings:
    """Return the mornings of days by number. note: the day of a clinician note."""
    return Mornings({day(number): value for number, value in values.items()}, None if note is None else day(note))


def baseline(values: dict[int, int], anchor: Anchor | None = None, *, on: int = 40, note: int | None = None) -> object:
    return mornings(values, note).baseline(anchor, day(on), RULE)


def increase(number: int) -> Anchor:
    return Anchor(day(number), is_increase=True)


# ---------------------------------------------------------------- baseline


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({0: 2, 1: 4, 2: 3}, 3),
        ({0: 2, 1: 4, 2: 3, 3: 9, 4: 9}, 3),
        ({0: 2, 4: 4, 9: 3, 10: 9}, 3),
        ({0: 2, 2: 4, 3: 6}, 4),
        ({0: 0, 1: 0, 2: 0}, 0),
        ({0: 2, 1: 4}, None),
        ({}, None),
    ],
    ids=["three", "later ones change nothing", "with holes", "missing is not 0", "0 is a value", "two", "none"],
)
def test_before_any_increase_the_baseline_is_the_median_of_the_first_three(
    values: dict[int, int], expected: Exact | None
) -> None:
    assert baseline(values) == expected


def test_a_baseline_is_none_until_its_third_morning_has_come() -> None:
    values = {0: 1, 1: 1, 2: 1, 8: 2, 9: 2, 10: 2}

    assert [baseline(values, on=number) for number in (1, 2)] == [None, 1]
    assert [baseline(values, Anchor(day(7), is_increase=False), on=number) for number in (9, 10)] == [None, 2]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (dict(enumerate([9, 9, 1, 2, 3, 4, 5, 6, 7])), 4),
        (dict(enumerate([9, 1, 2, 3, 4, 5, 6])), 4),
        ({6: 1, 7: 2, 8: 5, 9: 9, 10: 9}, 2),
        ({5: 1, 6: 2, 7: 3, 8: 4}, Fraction(5, 2)),
        ({-6: 9, -5: 1, 3: 3, 8: 4}, 3),
        ({3: 1, 8: 4, 9: 5, 10: 6, 11: 7, 12: 8}, 6),
        ({-6: 1, -5: 1, 8: 4, 9: 5, 10: 6, 11: 7}, 6),
        ({3: 1, 8: 4, 9: 5, 10: 6}, None),
    ],
    ids=[
        "the last seven",
        "seven in all",
        "later ones say nothing",
        "an even number, exactly",
        "of the fourteen days",
        "two are too few: the first three after it",
        "older ones are too old",
        "and of these there are not three yet",
    ],
)
def test_after_an_increase_the_baseline_is_of_the_last_seven_mornings_in_the_fourteen_days_up_to_it(
    values: dict[int, int], expected: Exact | None
) -> None:
    assert baseline(values, increase(8), on=10 if expected is None else 40) == expected


def test_after_the_word_of_a_pt_it_is_of_the_first_three_mornings_after_it_alone() -> None:
    values = dict.fromkeys(range(9), 1) | {9: 3, 10: 4, 11: 5, 12: 9}

    assert baseline(values, Anchor(day(8), is_increase=False)) == 4


def test_after_a_clinician_note_it_is_of_the_first_three_mornings_after_its_day() -> None:
    values = dict.fromkeys(range(9), 1) | {9: 3, 10: 4, 11: 5, 12: 9}

    assert baseline(values, note=8) == 4


@given(st.dictionaries(st.integers(0, 30), NPRS), st.integers(0, 30), st.integers(0, 30), NPRS)
def test_no_morning_after_an_increase_that_has_its_mornings_moves_its_baseline(
    values: dict[int, int], number: int, later: int, value: int
) -> None:
    values |= {number - back: back for back in range(3)}
    moved = values | {number + 1 + later: value}

    assert baseline(moved, increase(number), on=70) == baseline(values, increase(number), on=70)


@given(st.dictionaries(st.integers(0, 30), NPRS), st.builds(Anchor, st.integers(0, 30).map(day), st.booleans()))
def test_the_mornings_of_a_baseline_alone_give_it(values: dict[int, int], anchor: Anchor) -> None:
    whole = mornings(values)
    kept = Mornings(whole.of_baseline(anchor, RULE), None)

    assert kept.baseline(anchor, day(40), RULE) == whole.baseline(anchor, day(40), RULE)


# --------------------------------------------------------------- week rise


def weeks(before: list[int | None], now: list[int | None]) -> Mornings:
    values = dict(enumerate([*before, *now]))
    return mornings({number: value for number, value in values.items() if value is not None})


@pytest.mark.parametrize(
    ("before", "now", "rise"),
    [
        ([1] * 7, [2] * 7, Fraction(1)),
        ([1] * 7, [1] * 6 + [2], Fraction(1, 7)),
        ([3] * 7, [1] * 7, Fraction(-2)),
        ([1, 1, 1, 2, None, None, None], [2, 1, 1, 1, 1, None, None], Fraction(6, 5) - Fraction(5, 4)),
        ([0] * 7, [0] * 7, Fraction(0)),
        ([1, 1, 1, None, None, None, None], [2] * 7, None),
        ([1] * 7, [2, 2, 2, None, None, None, None], None),
        ([None] * 7, [None] * 7, None),
    ],
)
def test_the_week_rise_is_the_mean_of_seven_days_less_that_of_the_seven_before(
    before: list[int | None], now: list[int | None], rise: Fraction | None
) -> None:
    assert weeks(before, now).rise(day(13), fewest=4) == rise


def test_the_week_rise_ends_with_the_day_that_is_asked_about() -> None:
    told = weeks([1] * 7, [2] * 7)

    assert told.rise(day(12), fewest=4) == Fraction(6, 7)
    assert told.rise(day(6), fewest=4) is None
    assert told.mean(day(13), fewest=4) == 2


def test_mornings_up_to_a_clinician_note_are_no_part_of_the_week_rise() -> None:
    values = dict.fromkeys(range(7), 1) | dict.fromkeys(range(7, 14), 3)

    assert mornings(values, note=3).rise(day(13), fewest=4) is None
    assert mornings(values, note=3).rise(day(13), fewest=3) == 2


@given(st.dictionaries(st.integers(0, 30), NPRS), st.integers(0, 30), st.integers(0, 30))
def test_the_highest_is_of_the_mornings_after_a_day_up_to_another(values: dict[int, int], after: int, on: int) -> None:
    within = [value for number, value in values.items() if after < number <= on]

    assert mornings(values).highest(day(after), day(on)) == max(within, default=None)
    assert len(mornings(values).between(day(after), day(after) + timedelta(days=on))) == sum(
        after < number <= after + on for number in values
    )
