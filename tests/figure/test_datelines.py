"""The axis of dates names every stretch of days once, by names that have room, and says the year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.figure.charts.datelines import date_spans

FIRST = date(2026, 3, 9)
"""A Monday."""


def names(days: int, letters: float, first: date = FIRST) -> list[str]:
    """Return the longest form of each name."""
    return [span.texts[0] for span in date_spans(first, first + timedelta(days=days - 1), letters / days)]


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.integers(1, 12_000), st.floats(5, 200))
def test_the_spans_follow_each_other_and_have_room_for_their_shortest_names(
    first: date, days: int, letters: float
) -> None:
    last = first + timedelta(days=days - 1)
    spans = date_spans(first, last, letters / days)
    assert spans[0].first <= first + timedelta(days=6)
    assert spans[-1].first <= last < spans[-1].after
    assert all(before.after == after.first for before, after in pairwise(spans))
    whole = (span for span in spans if span.first >= first and span.after <= last)
    assert all(min(map(len, span.texts)) <= (span.after - span.first).days * letters / days for span in whole)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (28, ["9 Mar 2026", "16 Mar", "23 Mar", "30 Mar"]),
        (84, ["Mar 2026", "Apr", "May"]),
        (900, ["Mar 2026", "Apr", "Jul", "Oct", "Jan 2027", "Apr", "Jul", "Oct", "Jan 2028", "Apr", "Jul"]),
        (1800, ["Mar 2026", "Jul", "Jan 2027", "Jul", "Jan 2028", "Jul", "Jan 2029", "Jul", "Jan 2030", "Jul"]),
        (3650, [str(year) for year in range(2026, 2037)]),
    ],
)
def test_what_is_named_gets_longer_with_the_days(days: int, expected: list[str]) -> None:
    assert names(days, 60)[: len(expected)] == expected


def test_a_few_days_without_a_monday_are_named_too() -> None:
    assert names(3, 60, FIRST + timedelta(days=1)) == ["10 Mar 2026"]


def test_a_january_may_be_called_by_its_year() -> None:
    (january,) = (span for span in date_spans(FIRST, date(2027, 2, 28), 0.15) if span.first.month == 1)
    assert january.texts == ("Jan 2027", "2027", "Jan")
