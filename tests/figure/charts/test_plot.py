"""A plot shows what was measured and nothing else: at its height, on its day, with gaps where there is nothing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.figure.charts.datelines import MONTHS
from achilles_tui.figure.charts.plot import aligned, plot, shares, shortened, stack
from achilles_tui.figure.charts.series import Bars, Dash, LineSeries, Mark, Plot, Points, Rule, Series, Tone, Values
from achilles_tui.figure.palette import CONTRAST, DARK, GREYS, LIGHT, SIXTEEN, TERMINAL, TERMINAL_LIGHT, Ink, Palette
from tests.figure.charts.realistic import TODAY, YEARS, days_ago, load, pain
from tests.figure.looking import colours, dots, has_size, lightness, plain

PALETTES = (DARK, LIGHT, CONTRAST, GREYS, TERMINAL, TERMINAL_LIGHT, SIXTEEN)
COLUMNS, ROWS = st.integers(1, 12) | st.integers(1, 130), st.integers(1, 8) | st.integers(1, 40)
FIRST = date(2026, 1, 5)
"""A Monday."""

VALUES = st.lists(st.none() | st.integers(0, 10) | st.floats(), max_size=120)
SERIES = st.one_of(
    st.builds(Points, VALUES, st.sampled_from(Tone)),
    st.builds(LineSeries, VALUES, st.sampled_from(Tone), st.booleans()),
    st.builds(Bars, VALUES, st.integers(1, 30), st.integers(-30, 30)),
)
DATES = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PLOTS = st.builds(
    Plot,
    DATES,
    DATES,
    st.lists(SERIES, max_size=3),
    st.lists(st.builds(Rule, st.floats(), st.text("base 15.", max_size=9), st.sampled_from(Dash)), max_size=3),
    st.lists(st.builds(Mark, DATES, st.sampled_from("VFH")), max_size=5),
    st.text("ab ·", max_size=90),
    st.text("kg", max_size=4),
    st.none() | st.floats(-20, 0),
    st.none() | st.floats(1, 20),
    st.none() | DATES,
)


def over(days: int, *series: Series, **more: object) -> Plot:
    """Return a plot over so many days, with nothing beside its field."""
    return Plot(FIRST, FIRST + timedelta(days=days - 1), series, **more)  # type: ignore[arg-type]


def places(chart: Plot, columns: int, rows: int, ink: Ink) -> set[tuple[int, int]]:
    """Return the place of everything in one ink: the column of the field, and the height from the foot in dots.

    columns: of the field; rows: of the whole.
    """
    (chart,) = aligned([chart], columns + 20, [rows], DARK)
    left = chart.left if columns >= 10 else 0
    right = chart.right if columns >= 20 else 0
    drawn = dots(plot(chart, left + columns + right, rows, DARK))
    return {
        (column - left, len(drawn) - 1 - dot)
        for dot, row in enumerate(drawn)
        for column, colour in enumerate(row)
        if colour == DARK[ink]
    }


@given(PLOTS, COLUMNS, ROWS, st.sampled_from(PALETTES))
def test_any_plot_has_the_size_that_was_asked_for(chart: Plot, columns: int, rows: int, palette: Palette) -> None:
    assert has_size(plot(chart, columns, rows, palette), columns, rows)


@pytest.mark.parametrize("days", [84, YEARS])
@pytest.mark.parametrize("size", [(1, 1), (5, 2), (46, 5), (78, 6), (300, 90)])
def test_real_plots_have_every_size(days: int, size: tuple[int, int]) -> None:
    for chart in (pain(days), load(days)):
        assert has_size(plot(chart, *size, DARK), *size)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=15), st.integers(1, 2))
def test_of_two_points_the_higher_value_is_never_lower(values: list[int], rows: int) -> None:
    drawn = places(over(len(values), Points(values), high=10), len(values), rows, Ink.POINTS)
    heights = [next(height for at, height in drawn if at == column) for column in range(len(values))]
    for (value, height), (after, its_height) in pairwise(zip(values, heights, strict=True)):
        assert (after - value) * (its_height - height) >= 0


@pytest.mark.parametrize("series", [Points, LineSeries, Bars])
def test_the_ends_of_the_scale_are_the_lowest_and_the_highest_dot(series: type[Points | LineSeries | Bars]) -> None:
    ink = {Points: Ink.POINTS, LineSeries: Ink.LINE, Bars: Ink.BAR}[series]
    part: Series = Bars([10, 10], 1) if series is Bars else series([10, 10])
    assert max(height for _, height in places(over(2, part, high=10), 2, 2, ink)) == 3
    low: Series = Bars([0.001, 0.001], 1) if series is Bars else series([0, 0])
    assert {height for _, height in places(over(2, low, high=10), 2, 2, ink)} == {0}


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=18), st.sampled_from([Points, LineSeries]))
def test_a_day_without_a_value_is_a_gap(values: Values, series: type[Points | LineSeries]) -> None:
    ink = Ink.POINTS if series is Points else Ink.LINE
    drawn = {column for column, _ in places(over(len(values), series(values), high=10), len(values), 2, ink)}
    assert drawn == {day for day, value in enumerate(values) if value is not None}


def test_a_line_joins_days_that_follow_each_other_and_no_others() -> None:
    chart = over(5, LineSeries([0, 10, None, 0, 10]), high=10)
    drawn = places(chart, 19, 2, Ink.LINE)
    seen = {column for column, _ in drawn}
    first, second, missing, fourth, fifth = ((2 * day + 1) * 19 // 10 for day in range(5))
    assert seen == {*range(first, second + 1), *range(fourth, fifth + 1)}
    assert missing not in seen
    for before, after in pairwise(range(first, second + 1)):
        low = max(height for column, height in drawn if column == before)
        high = min(height for column, height in drawn if column == after)
        assert high <= low + 1, "the line is broken"


def test_a_week_without_a_number_looks_unlike_one_of_nothing_at_all() -> None:
    chart = over(21, Bars([10, None, 0]), high=10)
    drawn = places(chart, 19, 2, Ink.BAR)
    assert not {column for column, _ in drawn} & set(range(7, 12))
    assert {height for column, height in drawn if column > 12} == {0}
    assert len({column for column, _ in drawn if column > 12}) > 1


def test_what_is_no_number_is_no_value() -> None:
    strange = [float("nan"), float("inf"), None]
    for series in (Points(strange), LineSeries(strange), Bars(strange, 1)):
        assert not places(over(3, series), 3, 2, Ink.POINTS) | places(over(3, series), 3, 2, Ink.LINE)
        assert not places(over(3, series), 3, 2, Ink.BAR)


def test_of_ten_years_the_median_and_the_range_are_kept() -> None:
    values = [3] * YEARS
    values[100:110], values[2000] = [0] * 10, 10
    chart = over(YEARS, Points(values), LineSeries(values), high=10)
    band, line = places(chart, 19, 2, Ink.AREA), places(chart, 19, 2, Ink.LINE)
    assert {height for _, height in line} == {1}
    assert (0, 0) in band
    assert (2000 * 19 // YEARS, 3) in band
    assert {column for column, _ in line} == set(range(19))


@pytest.mark.parametrize(("columns", "rows"), [(46, 5), (78, 6), (78, 10), (110, 12)])
def test_the_numbers_beside_the_scale_stand_at_their_height(columns: int, rows: int) -> None:
    for value in (0, 5, 10):
        chart = over(9, Points([value] * 9), low=0, high=10, title="t", unit="NPRS")
        picture = plot(chart, columns, rows, DARK)
        row = next(index for index, line in enumerate(plain(picture).splitlines()) if line[:5].strip() == str(value))
        halves = dots(picture)[2 * row : 2 * row + 2]
        assert any(DARK[Ink.POINTS] in half for half in halves)


@pytest.mark.parametrize("dash", Dash)
def test_a_level_line_is_drawn_at_its_height_and_named_at_its_right_end(dash: Dash) -> None:
    chart = over(9, rules=(Rule(5, "limit 5", dash),), high=10)
    lines = plain(plot(chart, 60, 10, DARK)).splitlines()
    (row,) = (row for row, line in enumerate(lines) if line.endswith(" limit 5"))
    assert lines[row].startswith(" 5 ")
    drawn = places(chart, 60, 10, Ink.RULE)
    (height,) = {height for _, height in drawn}
    assert (2 * 10 - 1 - height) // 2 == row
    long, gap = dash.value
    assert {column for column, _ in drawn} == {column for column in range(60) if column % (long + gap) < long}


@pytest.mark.parametrize("rows", range(5, 20))
def test_level_lines_are_all_named_however_close_they_lie(rows: int) -> None:
    chart = over(9, rules=(Rule(3, "calm 3"), Rule(2.9, "base 2.9"), Rule(5, "limit 5")), high=10)
    names = [name for line in plain(plot(chart, 60, rows, DARK)).splitlines() if (name := line[-8:].strip())]
    assert [name for name in names if name[-1].isdigit()][:3] == ["limit 5", "calm 3", "base 2.9"]


def test_level_lines_can_be_told_apart_by_their_dashes() -> None:
    assert len({dash.value for dash in Dash}) == len(Dash)


def test_data_are_never_hidden_by_a_level_line_or_the_line_over_a_letter() -> None:
    bare = over(80, Points([5, 3, 7, 1] * 20), high=10, right=1)
    full = bare._replace(rules=(Rule(5, ""), Rule(3, "")), marks=(Mark(FIRST + timedelta(days=30), "F"),))
    assert places(bare, 60, 6, Ink.POINTS) == places(full, 60, 6, Ink.POINTS)


def test_a_level_line_beyond_the_scale_is_left_out() -> None:
    assert "twelve" not in plain(plot(over(9, rules=(Rule(12, "twelve"),), high=10), 60, 12, DARK))


@pytest.mark.parametrize("rows", [3, 6, 7, 12])
@pytest.mark.parametrize("day", [0, 30, 59])
def test_a_letter_stands_below_its_day(day: int, rows: int) -> None:
    chart = over(60, marks=(Mark(FIRST + timedelta(days=day), "V"),), title="title")
    (line,) = (line for line in plain(plot(chart, 62, rows, DARK)).splitlines() if "V" in line)
    assert line.index("V") == 2 + day, "the scale takes two columns, a day one"


@given(PLOTS, st.integers(20, 130), st.integers(3, 40))
def test_no_date_is_cut_and_none_touches_another_word(chart: Plot, columns: int, rows: int) -> None:
    chart = chart._replace(unit="", left=0, right=0, is_dated=True)
    words = plain(plot(chart, columns, rows, DARK)).splitlines()[-1].split()
    letters = {mark.letter for mark in chart.marks}
    for word in words:
        assert word in MONTHS or word.isdigit() or set(word) <= letters


def test_of_letters_that_meet_in_a_column_the_first_is_seen() -> None:
    day = FIRST + timedelta(days=100)
    seen = plain(plot(over(200, marks=(Mark(day, "↓"), Mark(day, "↑"))), 60, 8, DARK))
    assert "↓" in seen
    assert "↑" not in seen


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("chart", [pain(84), load(84)], ids=["points", "bars"])
def test_the_cursor_is_a_column_from_top_to_foot_unlike_both_beside_it(chart: Plot, palette: Palette) -> None:
    day = chart.first + timedelta(days=60)
    bare, chosen = (dots(plot(chart._replace(cursor=at), 78, 9, palette)) for at in (None, day))
    changed = {
        (column, dot)
        for dot, rows in enumerate(zip(bare, chosen, strict=True))
        for column, (before, after) in enumerate(zip(*rows, strict=True))
        if before != after
    }
    high = 2 * (9 - 2 - bool(chart.marks))
    assert len({column for column, _ in changed}) == 1
    assert len(changed) == high


def test_without_colour_the_cursor_differs_in_lightness() -> None:
    for ink in (Ink.FIELD, Ink.AREA):
        assert abs(lightness(GREYS[Ink.CURSOR]) - lightness(GREYS[ink])) >= 8
    for ink in (Ink.BAR, Ink.POINTS, Ink.CURSOR):
        assert abs(lightness(GREYS[Ink.TEXT]) - lightness(GREYS[ink])) >= 10


@pytest.mark.parametrize("columns", [36, 46, 78, 110])
def test_the_same_day_has_the_same_column_in_plots_above_each_other(columns: int) -> None:
    charts = aligned((pain(84), load(84)), columns, (6, 5), DARK)
    cursors = []
    for chart, rows in zip(charts, (6, 5), strict=True):
        picture = plot(chart._replace(cursor=days_ago(30), marks=()), columns, rows, DARK)
        drawn = dots(picture)
        cursors.append({row.index(DARK[Ink.CURSOR]) for row in drawn if DARK[Ink.CURSOR] in row})
    assert cursors[0] == cursors[1]
    assert len(cursors[0]) == 1


@given(st.lists(PLOTS, max_size=5), COLUMNS, ROWS, st.sampled_from(PALETTES))
def test_any_stack_has_the_size_that_was_asked_for(
    charts: list[Plot], columns: int, rows: int, palette: Palette
) -> None:
    picture = stack(charts, columns, rows, palette)
    assert has_size(picture, columns, rows) if charts else not picture


@given(st.integers(0, 6), st.integers(1, 100))
def test_the_rows_of_a_stack_are_all_given_out_and_the_first_plot_has_the_most(most: int, rows: int) -> None:
    given_out = shares(most, rows)
    assert sum(given_out) == (rows if most else 0)
    assert len(given_out) <= most
    assert list(given_out[:1]) == sorted(given_out)[-1:]


def test_in_a_stack_only_the_last_plot_has_dates_and_a_small_field_shows_the_first_alone() -> None:
    lines = plain(stack((pain(84), load(84)), 78, 14, DARK)).splitlines()
    assert "Morning pain" in lines[0]
    assert any("Time under tension" in line for line in lines)
    assert [row for row, line in enumerate(lines) if "Jan 2026" in line] == [13]
    alone = plain(stack((pain(84), load(84)), 78, 7, DARK))
    assert "Morning pain" in alone
    assert "tension" not in alone
    assert "Jan 2026" in alone


@pytest.mark.parametrize("rows", [4, 7, 12])
def test_a_plot_without_dates_still_has_its_letters_and_its_unit(rows: int) -> None:
    chart = over(60, marks=(Mark(FIRST + timedelta(days=30), "V"),), unit="kg", is_dated=False, title="title")
    last = plain(plot(chart, 63, rows, DARK)).splitlines()[-1]
    assert last.split() == ["kg", "V"]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_nothing_in_a_plot_is_the_red_of_stop(palette: Palette) -> None:
    for chart in (pain(84), load(84), pain(YEARS)):
        assert palette is GREYS or palette[Ink.STOP] not in colours(plot(chart, 78, 10, palette))


def test_a_title_loses_its_last_parts_first() -> None:
    title = "Pain · line: median · dots: each day"
    assert shortened(title, 80) == title
    assert shortened(title, 30) == "Pain · line: median"
    assert shortened(title, 10) == "Pain"
    assert shortened(title, 3) == "Pa…"


def test_a_plot_says_when_points_have_become_a_range() -> None:
    few, many = (plain(plot(pain(days), 78, 10, DARK)) for days in (84, YEARS))
    assert "dots: each day" in few
    assert "lowest to highest" in many
    assert "dots" not in many


def test_today_is_the_last_column() -> None:
    chart = pain(84)._replace(cursor=TODAY, rules=(), marks=())
    drawn = dots(plot(chart, 78, 8, DARK))
    assert any(row[-1] in {DARK[Ink.CURSOR], DARK[Ink.TEXT]} for row in drawn)
