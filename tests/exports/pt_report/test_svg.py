"""Plots are drawn where their numbers are: nothing outside of the frame, nothing for what is missing."""

import re
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.exports.pt_report.svg import Frame, Line, axes, bars, dots, levels, line, round_steps, steps

FIRST = date(2026, 3, 2)
NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
VALUES = st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=400)


def frame(days: int, most: float = 10) -> Frame:
    """Return a frame over so many days."""
    return Frame(FIRST, FIRST + timedelta(days=days - 1), most)


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


@given(st.floats(0.1, 1e6), st.integers(2, 8))
def test_round_steps_reach_the_highest_value_and_are_few(highest: float, most: int) -> None:
    told = round_steps(highest, most)

    assert told[0] == 0
    assert told[-1] >= highest
    assert len(told) <= most + 1
    assert all(
        f"{one:.6g}".rstrip("0").rstrip(".").replace(".", "").lstrip("0") in {"", "1", "2", "25", "5"}
        for one in told[1:2]
    )


@given(st.integers(1, 4000), st.integers(0, 3000))
def test_the_days_below_stand_apart_and_in_the_picture(days: int, later: int) -> None:
    first = FIRST + timedelta(days=later)
    field = Frame(first, first + timedelta(days=days - 1), 10)
    places = [
        float(x)
        for x in re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="middle"', axes(field, "NPRS", [0, 10]))
    ]

    assert all(0 <= one <= field.width for one in places)
    assert all(after - before >= 40 for before, after in pairwise(places))


def test_names_of_levels_never_cover_each_other() -> None:
    lines = [Line(3, "3", "calm"), Line(3, "3", "baseline"), Line(3.5, "3.5", "limit")]
    places = [float(y) for y in re.findall(r'y="([\d.]+)"', levels(frame(10), lines))]

    assert all(before - after >= 11 for before, after in pairwise(places))
