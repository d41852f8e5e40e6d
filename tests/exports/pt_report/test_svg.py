"""Plots are drawn where their numbers are: nothing outside of the frame, nothing for what is missing."""

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.exports.pt_report.svg import HALF, WHOLE, Frame, LevelLine, axes, bars, dots, levels, line, steps
from achilles_tui.figure.charts.measure import measure

FIRST = date(2026, 3, 2)
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
LETTER = 6.2
"""Pixels that a letter is wide, about."""
VALUES = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=400)


def frame(days: int, most: float = 10) -> Frame:
    """Return a frame over so many days."""
    return Frame(FIRST, FIRST + timedelta(days=days - 1), measure((), 0, most))


def dated(values: list[int | None]) -> list[tuple[date, float | None]]:
    """Return a value for each day."""
    return [(FIRST + timedelta(days=number), value) for number, value in enumerate(values)]


@given(VALUES)
def test_a_dot_stands_in_the_field_for_each_value_and_for_nothing_else(values: list[int | None]) -> None:
    field = frame(len(values))
    path = re.findall(r"M([\d.]+) ([\d.]+)", dots(field, dated(values), "first"))

    assert len(path) == sum(one is not None for one in values)
    assert all(field.left <= float(x) <= field.width - field.right for x, _ in path)
    assert all(field.top <= float(y) <= field.floor for _, y in path)


@given(VALUES)
def test_a_line_is_broken_where_a_value_is_missing(values: list[int | None]) -> None:
    runs = sum(one is not None and (not at or values[at - 1] is None) for at, one in enumerate(values))

    assert line(frame(len(values)), dated(values), "first").count("M") == runs


def test_a_line_goes_on_over_as_many_days_as_it_is_told_to() -> None:
    told = dated([1, None, None, 2])

    assert line(frame(4), told, "first", bridge=2).count("M") == 2
    assert line(frame(4), told, "first", bridge=3).count("M") == 1


def test_stretches_that_follow_each_other_are_joined() -> None:
    days = [FIRST + timedelta(days=7 * number) for number in range(4)]
    told = [(one, one + timedelta(days=6), value) for one, value in zip(days, [3.0, 2.0, None, 1.0], strict=True)]

    assert steps(frame(28), told, "first").count("M") == 2


def test_a_bar_is_drawn_for_what_is_more_than_nothing() -> None:
    week = timedelta(days=6)
    told = [(FIRST, FIRST + week, 0.0), (FIRST + 7 * timedelta(1), FIRST + 7 * timedelta(1) + week, 5.0)]

    assert bars(frame(14), told).count("z") == 1
    assert bars(frame(14), told[:1]) == ""


@given(st.integers(1, 12_000), st.integers(0, 3000), st.sampled_from([WHOLE, HALF]))
def test_the_days_below_are_some_and_stand_apart_and_in_the_picture(days: int, later: int, width: int) -> None:
    first = FIRST + timedelta(days=later)
    field = Frame(first, first + timedelta(days=days - 1), measure((), 0, 10), width)
    names = re.findall(r'<text x="([\d.]+)" y="[\d.]+">([\w ]+)</text>', axes(field, "1"))
    places = [(float(x), float(x) + LETTER * len(name)) for x, name in names if x != "2"]

    assert places
    assert all(field.left <= begin < end <= field.width for begin, end in places)
    assert all(end + 2 <= after for (_, end), (after, _) in pairwise(places))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), st.integers(100, 300))
def test_the_values_beside_have_room_and_end_at_the_top_and_at_the_foot(values: list[float], height: int) -> None:
    field = Frame(FIRST, FIRST, measure(values), height=height)
    places = [field.y(one) for one in field.ticks]

    assert (places[0], places[-1]) == (field.floor, field.top)
    assert all(before - after >= 11 for before, after in pairwise(places))


def test_names_of_levels_never_cover_each_other() -> None:
    lines = [LevelLine(3, "3", "calm"), LevelLine(3, "3", "baseline"), LevelLine(3.5, "3.5", "limit")]
    places = [float(y) for y in re.findall(r'y="([\d.]+)"', levels(frame(10), lines))]

    assert all(after - before >= 11 for before, after in pairwise(places))
