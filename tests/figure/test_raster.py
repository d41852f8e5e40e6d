"""What an outline covers is painted, exactly that, in colours that are known; and nothing makes it fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Figure
from achilles_tui.figure.body.poses import POSES
from achilles_tui.figure.body.setting import Moment
from achilles_tui.figure.body.shapes import Point, Shape, box, disc
from achilles_tui.figure.colours import DEFAULT, LEVELS, mixed, nearest, rgb
from achilles_tui.figure.palette import CONTRAST, DARK, GREYS, LIGHT, SIXTEEN, TERMINAL, TERMINAL_LIGHT, Ink, Palette
from achilles_tui.figure.raster import Raster, Window
from tests.figure.looking import Dots, colours, dots, has_size

GROUND, INK = 16, 231

COLUMNS, ROWS = st.integers(1, 60), st.integers(1, 40)
PLACES = st.tuples(st.floats(-300.0, 300.0), st.floats(-300.0, 300.0))
POLYGONS = st.lists(PLACES, min_size=1, max_size=9)
KNOWN = st.integers(16, 255)

MOMENTS = (Moment(0.0), Moment(0.4), Moment(1.0, 0.5, moves=True), Moment(0.6, 1.0))


def field(columns: int, rows: int, *, smooth: bool = False, ground: int = GROUND) -> Raster:
    """Return a field of dots one centimetre wide and high, with the origin in its lower left corner."""
    return Raster(columns, rows, Window(0.0, 0.0, columns, 2 * rows), ground, smooth=smooth)


def painted(raster: Raster) -> Dots:
    return dots(raster.picture())


def body(figure: Figure, now: Moment, palette: Palette, *, smooth: bool) -> set[int]:
    """Return the colours that a figure is seen in."""
    pose = POSES[figure]
    raster = Raster(30, 14, pose.window, palette.ground, smooth=smooth)
    raster.draw(pose.draw(now), palette)
    return colours(raster.picture())


@given(COLUMNS, ROWS, st.data(), st.booleans())
def test_a_box_covers_exactly_its_area(columns: int, rows: int, data: st.DataObject, smooth: bool) -> None:  # noqa: FBT001
    left, right = sorted(data.draw(st.integers(0, columns)) for _ in range(2))
    bottom, top = sorted(data.draw(st.integers(0, 2 * rows)) for _ in range(2))
    raster = field(columns, rows, smooth=smooth)
    raster.fill(box(left, bottom, right, top), INK)
    for y, row in enumerate(reversed(painted(raster))):
        for x, dot in enumerate(row):
            assert (dot == INK) == (left <= x < right and bottom <= y < top)


@pytest.mark.parametrize("quarters", range(5))
def test_a_dot_that_is_covered_in_part_has_a_mixture_of_that_part(quarters: int) -> None:
    upright, lying = field(1, 1, smooth=True), field(1, 1, smooth=True)
    upright.fill(box(0.0, 0.0, quarters / 4, 2.0), INK)
    lying.fill(box(0.0, 0.0, 1.0, quarters / 4), INK)
    expected = mixed(GROUND, INK, quarters)
    assert painted(upright) == ((expected,), (expected,))
    assert painted(lying) == ((GROUND,), (expected,))


@pytest.mark.parametrize(("part", "covers"), [(0.45, False), (0.55, True)])
def test_without_smoothing_a_dot_belongs_to_what_covers_half_of_it(part: float, covers: bool) -> None:  # noqa: FBT001
    raster = field(1, 1)
    raster.fill(box(0.0, 0.0, part, 2.0), INK)
    assert painted(raster) == (((INK if covers else GROUND),),) * 2


@given(COLUMNS, ROWS, POLYGONS, st.sampled_from(["left", "right", "above", "below"]), st.booleans())
def test_what_lies_outside_the_field_paints_nothing(
    columns: int,
    rows: int,
    polygon: list[Point],
    where: str,
    smooth: bool,  # noqa: FBT001
) -> None:
    x, y = {"left": (-300.0, 0), "right": (300.0 + columns, 0), "above": (0, 300.0 + 2 * rows), "below": (0, -300.0)}[
        where
    ]
    raster = field(columns, rows, smooth=smooth)
    raster.fill([(x + across, y + up) for across, up in polygon], INK)
    assert colours(raster.picture()) == {GROUND}


@given(COLUMNS, ROWS, POLYGONS, st.booleans())
def test_any_outline_can_be_filled_in_a_field_of_any_size(
    columns: int,
    rows: int,
    polygon: list[Point],
    smooth: bool,  # noqa: FBT001
) -> None:
    raster = Raster(columns, rows, Window(-200.0, -100.0, 150.0, 220.0), GROUND, smooth=smooth)
    raster.fill(polygon, INK)
    picture = raster.picture()
    assert has_size(picture, columns, rows)
    assert colours(picture) <= {mixed(GROUND, INK, level) for level in range(LEVELS + 1)}


@given(COLUMNS, ROWS, PLACES, st.booleans())
def test_a_point_and_a_line_have_no_area(columns: int, rows: int, place: Point, smooth: bool) -> None:  # noqa: FBT001
    raster = Raster(columns, rows, Window(-300.0, -300.0, 300.0, 300.0), GROUND, smooth=smooth)
    raster.fill([place], INK)
    raster.fill([place, (0.0, 0.0)], INK)
    assert colours(raster.picture()) == {GROUND}


def test_an_outline_around_the_whole_field_fills_it() -> None:
    raster = field(7, 4, smooth=True)
    raster.fill(box(-400.0, -400.0, 400.0, 400.0), INK)
    assert colours(raster.picture()) == {INK}


def test_what_an_outline_winds_around_twice_is_filled_as_well() -> None:
    star: list[Point] = [(20.0, 39.0), (31.0, 5.0), (2.0, 26.0), (38.0, 26.0), (9.0, 5.0)]
    raster = field(40, 20)
    raster.fill(star, INK)
    assert painted(raster)[20][20] == INK


def test_a_later_shape_lies_over_an_earlier_one() -> None:
    raster = field(4, 2)
    raster.draw([Shape(box(0, 0, 4, 4), Ink.SKIN), Shape(box(1, 1, 3, 3), Ink.SHOE)], DARK)
    skin, shoe = DARK[Ink.SKIN], DARK[Ink.SHOE]
    assert painted(raster) == ((skin,) * 4, *[(skin, shoe, shoe, skin)] * 2, (skin,) * 4)


def test_a_harder_load_makes_a_muscle_redder_and_nothing_else() -> None:
    loads = [step / 10 for step in range(11)]
    shades = [DARK.shade(Ink.MUSCLE, load) for load in loads]
    assert tuple(dict.fromkeys(shades)) == DARK.muscle
    assert {DARK.shade(Ink.SKIN, load) for load in loads} == {DARK[Ink.SKIN]}


@pytest.mark.parametrize(("columns", "rows"), [(20, 10), (60, 10), (20, 30)])
def test_a_circle_is_round_and_whole_in_a_field_of_any_form(columns: int, rows: int) -> None:
    raster = Raster(columns, rows, Window(-5.0, 0.0, 5.0, 10.0), GROUND, smooth=False)
    raster.fill(disc((0.0, 5.0), 5.0, 80), INK)
    inside = [(x, y) for y, row in enumerate(painted(raster)) for x, dot in enumerate(row) if dot == INK]
    wide, high = (max(places) - min(places) + 1 for places in zip(*inside, strict=True))
    assert wide == high == min(columns, 2 * rows)


@pytest.mark.parametrize("rows", [4, 9, 20])
def test_the_floor_of_the_window_lies_on_the_lower_edge(rows: int) -> None:
    raster = Raster(8, rows, Window(-5.0, 0.0, 5.0, 10.0), GROUND, smooth=False)
    raster.fill(box(-5.0, 0.0, 5.0, 10.0), INK)
    assert set(painted(raster)[-1]) == {INK}


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize(
    "palette", [DARK, LIGHT, CONTRAST, GREYS, TERMINAL, TERMINAL_LIGHT, SIXTEEN], ids=lambda one: one.name
)
def test_without_smoothing_only_colours_of_the_palette_are_seen(figure: Figure, palette: Palette) -> None:
    for now in MOMENTS:
        assert body(figure, now, palette, smooth=False) <= {*palette.inks.values(), *palette.muscle}


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("palette", [DARK, LIGHT, CONTRAST, GREYS], ids=lambda one: one.name)
def test_with_smoothing_only_colours_are_seen_that_are_the_same_everywhere(figure: Figure, palette: Palette) -> None:
    for now in MOMENTS:
        assert body(figure, now, palette, smooth=True) <= set(range(16, 256))


@pytest.mark.parametrize("figure", Figure)
@pytest.mark.parametrize("palette", [TERMINAL, TERMINAL_LIGHT, SIXTEEN], ids=lambda one: one.name)
def test_the_colours_of_a_terminal_are_never_mixed(figure: Figure, palette: Palette) -> None:
    for now in MOMENTS:
        assert body(figure, now, palette, smooth=True) <= {*palette.inks.values(), *palette.muscle}


@given(st.integers(DEFAULT, 15), KNOWN, st.integers(0, LEVELS))
def test_a_mixture_with_what_nobody_knows_is_one_of_the_two(unknown: int, known: int, level: int) -> None:
    larger, smaller = (known, unknown) if 2 * level >= LEVELS else (unknown, known)
    assert mixed(unknown, known, level) == larger
    assert mixed(known, unknown, LEVELS - level) in {larger, smaller}


@given(KNOWN, KNOWN)
def test_a_mixture_begins_with_one_colour_and_ends_with_the_other(under: int, over: int) -> None:
    assert rgb(mixed(under, over, 0)) == rgb(under)
    assert rgb(mixed(under, over, LEVELS)) == rgb(over)


@given(KNOWN)
def test_every_known_colour_is_the_nearest_to_itself(colour: int) -> None:
    assert rgb(nearest(*rgb(colour))) == rgb(colour)
