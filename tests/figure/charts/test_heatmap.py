"""A heat map shows each day where it belongs, and what it was can be told without colour."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.history.day_mark import DayMark, Tile
from achilles_tui.figure.cells import Cell, Picture
from achilles_tui.figure.charts.datelines import MONTHS
from achilles_tui.figure.charts.heatmap import TODAY, WEEKDAYS, Heat, grid, heatmap, legend
from achilles_tui.figure.palette import CONTRAST, DARK, GREYS, LIGHT, SIXTEEN, TERMINAL, TERMINAL_LIGHT, Ink, Palette
from tests.figure.charts.realistic import heat
from tests.figure.looking import colours, dots, has_size, lightness, plain

PALETTES = (DARK, LIGHT, CONTRAST, GREYS, TERMINAL, TERMINAL_LIGHT, SIXTEEN)
palettes = pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)

KINDS = {
    "not planned": Tile(),
    "missed": Tile(0.0),
    "a little": Tile(0.1),
    "half": Tile(0.5),
    "most": Tile(0.9),
    "all": Tile(1.0),
    "rest": Tile(None, DayMark.REST),
    "flare-up": Tile(None, DayMark.FLARE_UP),
    "worked in a flare-up": Tile(1.0, DayMark.FLARE_UP),
    "pause": Tile(None, DayMark.PAUSE),
    "locked": Tile(None, DayMark.LOCKED),
}
MONDAY = date(2026, 1, 5)

DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
TILES = st.builds(Tile, st.none() | st.floats(0, 1), st.none() | st.sampled_from(DayMark))
HEATS = st.builds(Heat, DAYS, DAYS, st.dictionaries(DAYS, TILES, max_size=20), st.none() | DAYS, st.none() | DAYS)
COLUMNS, ROWS = st.integers(1, 12) | st.integers(1, 130), st.integers(1, 8) | st.integers(1, 60)


def looks(picture: Picture, columns: int, rows: int, day: date, heat_: Heat) -> list[Cell]:
    """Return the cells of a day."""
    place = grid(heat_.first, heat_.last, columns, rows).place(day)
    assert place is not None
    return list(picture[place.row][place.column : place.column + place.columns])


def one_day(tile: Tile, **more: date) -> Heat:
    return Heat(MONDAY, MONDAY + timedelta(days=83), {MONDAY + timedelta(days=30): tile}, **more)


@given(HEATS, COLUMNS, ROWS, st.sampled_from(PALETTES))
def test_any_heat_map_has_the_size_that_was_asked_for(heat_: Heat, columns: int, rows: int, palette: Palette) -> None:
    assert has_size(heatmap(heat_, columns, rows, palette), columns, rows)


@pytest.mark.parametrize("weeks", [1, 4, 12, 24, 520])
@pytest.mark.parametrize("size", [(1, 1), (5, 2), (46, 8), (78, 5), (78, 8), (300, 90)])
def test_real_heat_maps_have_every_size(weeks: int, size: tuple[int, int]) -> None:
    assert has_size(heatmap(heat(weeks), *size, DARK), *size)


@given(DAYS, st.integers(0, 5000), st.integers(1, 130), st.integers(1, 60), st.data())
def test_every_day_lies_within_the_field_and_shares_its_place_with_no_other_weekday(
    first: date, days: int, columns: int, rows: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=days)
    drawn = grid(first, last, columns, rows)
    day = first + timedelta(days=data.draw(st.integers(0, days)))
    place = drawn.place(day)
    assert place is not None
    assert 0 <= place.column < place.column + place.columns <= columns
    if rows >= 4:
        assert 0 <= place.dot < place.dot + place.dots <= 2 * rows
    other = first + timedelta(days=data.draw(st.integers(0, days)))
    if drawn.place(other) == place:
        assert other.weekday() == day.weekday()
        assert abs(other - day) < timedelta(weeks=drawn.weeks_a_column)


def test_weeks_run_to_the_right_and_days_downwards() -> None:
    drawn = grid(MONDAY, MONDAY + timedelta(days=83), 78, 8)
    spots = [drawn.place(MONDAY + timedelta(days=day)) for day in range(84)]
    assert all(spots)
    places = [(spot.column, spot.row) for spot in spots if spot]
    assert places == sorted(places)
    assert len(set(places)) == 84


@pytest.mark.parametrize("columns", [46, 78, 118])
@pytest.mark.parametrize("rows", [5, 8, 15])
def test_more_weeks_than_columns_share_columns(columns: int, rows: int) -> None:
    few, many = (grid(MONDAY, MONDAY + timedelta(weeks=weeks - 1), columns, rows) for weeks in (24, 520))
    assert few.weeks_a_column == 1 < many.weeks_a_column
    assert many.weeks_a_column * many.columns >= 520


def test_a_column_of_several_weeks_shows_the_mean_of_each_weekday_and_every_flare_up() -> None:
    first, last = MONDAY, MONDAY + timedelta(weeks=520, days=-1)
    drawn = grid(first, last, 78, 8)
    tiles = {first + timedelta(weeks=week): Tile(float(week % 2)) for week in range(520)}
    picture = heatmap(Heat(first, last, tiles), 78, 8, DARK)
    seen = {cell[2] for cell in picture[1][drawn.left : drawn.left + drawn.columns]}
    assert drawn.weeks_a_column > 1
    assert seen <= set(DARK.heat[1:3]), "about half of it was done"
    tiles[first + timedelta(weeks=100)] = Tile(0.0, DayMark.FLARE_UP)
    assert plain(heatmap(Heat(first, last, tiles), 78, 8, DARK)).splitlines()[1].count(DayMark.FLARE_UP.sign) == 1


@palettes
@pytest.mark.parametrize(("columns", "rows"), [(46, 8), (78, 8), (118, 15)])
def test_every_kind_of_day_looks_unlike_every_other(palette: Palette, columns: int, rows: int) -> None:
    day = MONDAY + timedelta(days=30)
    seen = {
        name: tuple(looks(heatmap(heat_, columns, rows, palette), columns, rows, day, heat_))
        for name, heat_ in ((name, one_day(tile)) for name, tile in KINDS.items())
    }
    assert len(set(seen.values())) == len(KINDS)


@palettes
def test_two_days_in_a_row_can_be_told_apart_as_well(palette: Palette) -> None:
    seen = {dots(heatmap(one_day(tile), 78, 5, palette)) for tile in KINDS.values()}
    assert len(seen) == len(KINDS)


def test_without_colour_the_shades_differ_at_a_glance() -> None:
    for palette in (DARK, LIGHT, CONTRAST, GREYS):
        steps = [lightness(palette[Ink.EMPTY]), *(lightness(colour) for colour in palette.heat)]
        gaps = [after - before for before, after in pairwise(steps)]
        assert min(abs(gap) for gap in gaps) >= 10, palette.name
        assert len({gap > 0 for gap in gaps}) == 1, palette.name


@palettes
@pytest.mark.parametrize("tile", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(("columns", "rows"), [(46, 8), (78, 8), (78, 5), (118, 15)])
def test_the_chosen_day_is_marked_on_every_kind_of_day(palette: Palette, tile: Tile, columns: int, rows: int) -> None:
    day = MONDAY + timedelta(days=30)
    bare, chosen = (
        dots(heatmap(heat_, columns, rows, palette)) for heat_ in (one_day(tile), one_day(tile, cursor=day))
    )
    place = grid(MONDAY, MONDAY + timedelta(days=83), columns, rows).place(day)
    assert place is not None
    row = chosen[place.dot]
    assert row[place.column - 1] == row[place.column + place.columns] == palette[Ink.TEXT]
    assert bare[place.dot][place.column - 1] == palette.ground
    changed = sum(a != b for x, y in zip(bare, chosen, strict=True) for a, b in zip(x, y, strict=True))
    assert changed == 2 * place.dots, "and no other day is"


@palettes
def test_where_weeks_touch_the_chosen_day_has_a_colour_of_its_own(palette: Palette) -> None:
    first, last = MONDAY, MONDAY + timedelta(weeks=520, days=-1)
    day = MONDAY + timedelta(weeks=100)
    place = grid(first, last, 78, 8).place(day)
    assert place is not None
    picture = heatmap(Heat(first, last, {day: Tile(1.0)}, cursor=day), 78, 8, palette)
    assert picture[place.row][place.column] == (" ", palette[Ink.TEXT], palette[Ink.TEXT])
    assert palette[Ink.TEXT] not in {*palette.heat, palette[Ink.EMPTY]}


@pytest.mark.parametrize(("columns", "rows"), [(46, 8), (78, 8), (118, 15)])
def test_today_is_pointed_at(columns: int, rows: int) -> None:
    day = MONDAY + timedelta(days=80)
    place = grid(MONDAY, MONDAY + timedelta(days=83), columns, rows).place(day)
    assert place is not None
    picture = heatmap(one_day(Tile(1.0), today=day), columns, rows, DARK)
    assert picture[place.row][place.column + place.columns][0] == TODAY


@given(HEATS, st.integers(1, 130))
def test_no_name_of_a_month_or_a_year_is_cut(heat_: Heat, columns: int) -> None:
    for word in plain(heatmap(heat_, columns, 8, DARK)).splitlines()[0].split():
        assert word in MONTHS or word.isdigit()


def test_the_names_of_the_days_stand_beside_their_rows() -> None:
    lines = plain(heatmap(heat(24), 78, 8, DARK)).splitlines()
    assert [line[:3] for line in lines[1:]] == list(WEEKDAYS)
    lines = plain(heatmap(heat(24)._replace(cursor=None), 78, 5, DARK)).splitlines()
    assert [line[:3] for line in lines[1:]] == list(WEEKDAYS[::2])


def test_the_name_of_the_chosen_day_is_bright() -> None:
    picture = heatmap(heat(24)._replace(cursor=MONDAY + timedelta(days=1)), 78, 8, DARK)
    assert [row[0][1] == DARK[Ink.TEXT] for row in picture[1:]] == [False, True, *[False] * 5]


@palettes
def test_nothing_is_the_red_of_stop(palette: Palette) -> None:
    for weeks in (12, 520):
        assert palette is GREYS or palette[Ink.STOP] not in colours(heatmap(heat(weeks), 78, 8, palette))


LEGEND = {"none", "all", "sets", "rest", "flare-up", "pause", "locked", "today"}


@given(st.integers(1, 130), st.sets(st.sampled_from(DayMark)), st.sampled_from(PALETTES), st.booleans())
def test_the_legend_has_whole_words_only(columns: int, marks: set[DayMark], palette: Palette, small: bool) -> None:  # noqa: FBT001
    picture = legend(columns, palette, marks, small=small)
    assert has_size(picture, columns, 1)
    words = {word for word in plain(picture).split() if word.isascii() and len(word) > 2}
    assert words <= LEGEND


@palettes
@pytest.mark.parametrize("columns", [48, 78, 118])
@pytest.mark.parametrize("count", range(len(DayMark) + 1))
def test_the_legend_says_everything_that_the_map_has_however_narrow_it_is(
    palette: Palette, columns: int, count: int
) -> None:
    for marks in combinations(DayMark, count):
        words = set(plain(legend(columns, palette, marks)).split())
        is_tight = columns < 50 and count > 2 and {DayMark.FLARE_UP, DayMark.LOCKED} <= set(marks)
        assert words >= {"all", *(mark.word for mark in marks)} | (set() if is_tight else {"none", "sets"})
        assert columns < 50 or "today" in words


def test_the_legend_leaves_out_what_the_map_has_not() -> None:
    words = set(plain(legend(78, DARK, {DayMark.PAUSE})).split())
    assert words & {"flare-up", "pause", "rest"} == {"pause"}


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_legend_shows_a_tile_as_the_map_does(share: float) -> None:
    day = MONDAY + timedelta(days=30)
    for rows in (5, 8):
        small = grid(MONDAY, MONDAY + timedelta(days=83), 40, rows).is_small
        row = dots(legend(78, DARK, small=small))[0]
        heat_ = one_day(Tile(share))
        place = grid(heat_.first, heat_.last, 40, rows).place(day)
        assert place is not None
        drawn = dots(heatmap(heat_, 40, rows, DARK))[place.dot][place.column : place.column + place.columns]
        before = 5 + 2 * round(share * 4)
        assert drawn == row[before : before + place.columns]
