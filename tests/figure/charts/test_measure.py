"""A scale says the truth: higher is never lower, its numbers are round, and each stands beside its own value."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.figure.charts.measure import apart, measure, number

ANY = st.floats(allow_nan=False, allow_infinity=False)
LEVELS = st.integers(1, 180)


@given(st.lists(ANY), ANY, ANY, LEVELS)
def test_a_higher_value_is_never_drawn_lower(values: list[float], one: float, other: float, levels: int) -> None:
    scale = measure(values)
    low, high = sorted((one, other))
    assert 0 <= scale.level(low, levels) <= scale.level(high, levels) < levels


@given(st.lists(st.floats(-1e12, 1e12), min_size=1))
def test_a_scale_holds_all_its_values_and_nought(values: list[float]) -> None:
    scale = measure(values)
    assert scale.low <= min(*values, 0) <= max(*values, 0) <= scale.high * (1 + 1e-5)


@given(st.lists(ANY), st.integers(1, 90))
def test_each_number_beside_a_scale_has_a_row_of_its_own(values: list[float], rows: int) -> None:
    scale = measure(values)
    places = [scale.level(value, 2 * rows) // 2 for value in scale.ticks(rows)]
    assert len(set(places)) == len(places)
    assert rows == 1 or len(places) >= 2


@pytest.mark.parametrize(
    ("rows", "expected"), [(1, []), (2, [0, 10]), (4, [0, 5, 10]), (9, [0, 5, 10]), (11, [0, 2, 4, 6, 8, 10])]
)
def test_the_pain_scale_has_whole_numbers(rows: int, expected: list[int]) -> None:
    assert list(measure([3], 0, 10).ticks(rows)) == expected


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (0.07, 0.08), (1, 1), (37, 40), (61, 80), (100, 100), (3600, 4000)]
)
def test_a_scale_ends_at_a_round_number(highest: float, top: float) -> None:
    assert measure([highest]).high == pytest.approx(top)


@given(st.floats(0, 1e9), st.integers(2, 60))
def test_the_steps_of_a_scale_are_round_or_it_is_halved(highest: float, rows: int) -> None:
    ticks = measure([highest]).ticks(rows)
    step = f"{ticks[1] - ticks[0]:.4g}".partition("e")[0].replace(".", "").strip("0")
    assert len(ticks) <= 3 or step in {"1", "2", "25", "5"}


@given(st.lists(st.floats(0, 100), max_size=6), st.floats(1, 20), st.floats(0, 200))
def test_names_that_are_moved_apart_stay_in_their_order(values: list[float], gap: float, room: float) -> None:
    end = gap * len(values) + room
    moved = apart(sorted(values), gap, end)
    assert all(after - before >= gap - 1e-6 for before, after in pairwise(moved))
    assert all(place <= end for place in moved)


def test_names_that_have_room_stay_where_they_are() -> None:
    assert apart([1, 3, 6], 2, 10) == [1, 3, 6]


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (2.5, "2.5"), (1200, "1200"), (12500, "12.5k"), (3e6, "3M"), (1e12, "1000G")]
)
def test_large_numbers_are_written_short(value: float, written: str) -> None:
    assert number(value) == written
