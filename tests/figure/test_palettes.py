"""Every theme can be read: words on their colours, the leg on its ground, and the tendon in its calf."""

import pytest

from achilles_tui.domain.session.phases import Phase
from achilles_tui.figure.colours import DEFAULT
from achilles_tui.figure.palette import (
    CONTRAST,
    DARK,
    GREYS,
    LIGHT,
    PHASE_INKS,
    SIXTEEN,
    TERMINAL,
    TERMINAL_LIGHT,
    Ink,
    Palette,
)
from tests.figure.looking import contrast, lightness

KNOWN = (DARK, LIGHT, CONTRAST, GREYS)
"""The palettes whose colours are the same in every terminal."""

OWN = (TERMINAL, TERMINAL_LIGHT, SIXTEEN)
"""Those that take the terminal's own colours, whatever these are."""

BLOCKS = sorted({*PHASE_INKS.values(), Ink.CALM}, key=lambda ink: ink.name)
READABLE = 4.5
"""The contrast of a text (WCAG 2, AA)."""

LARGE = 3.0
"""The contrast of large letters, and of what has to be told apart from what lies beside it."""

AT_A_GLANCE = 10.0
"""A difference of lightness that is seen at a glance (ours)."""


def named(palette: Palette) -> str:
    return palette.name


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_a_palette_of_known_colours_has_no_others(palette: Palette) -> None:
    assert {*palette.inks.values(), *palette.muscle} <= set(range(16, 256))
    assert palette.smooth


@pytest.mark.parametrize("palette", OWN, ids=named)
def test_a_palette_of_the_terminals_colours_has_no_others_and_mixes_none(palette: Palette) -> None:
    assert {*palette.inks.values(), *palette.muscle} <= {DEFAULT, *range(16)}
    assert not palette.smooth


@pytest.mark.parametrize("palette", [*KNOWN, *OWN], ids=named)
def test_every_ink_but_the_muscle_has_a_colour(palette: Palette) -> None:
    assert set(palette.inks) >= set(Ink) - {Ink.MUSCLE}


@pytest.mark.parametrize("palette", [*KNOWN, *OWN], ids=named)
def test_no_text_has_the_colour_it_stands_on(palette: Palette) -> None:
    assert all(palette[Ink.ON_BLOCK] != palette.for_phase(phase) for phase in Phase)
    assert palette[Ink.ON_PAUSED] != palette[Ink.PAUSED]
    assert palette.ground not in {palette[Ink.TEXT], palette[Ink.FAINT]}
    assert palette[Ink.FLOOR_WORD] != palette[Ink.FLOOR]


@pytest.mark.parametrize("palette", [*KNOWN, *OWN], ids=named)
def test_up_down_hold_and_rest_have_colours_of_their_own(palette: Palette) -> None:
    phases = (Phase.RISE, Phase.LOWER, Phase.HOLD, Phase.REST)
    assert len({palette.for_phase(phase) for phase in phases}) == len(phases)


@pytest.mark.parametrize("palette", KNOWN, ids=named)
@pytest.mark.parametrize("ink", BLOCKS, ids=lambda ink: ink.name)
def test_the_word_of_every_phase_can_be_read_on_its_colour(palette: Palette, ink: Ink) -> None:
    assert contrast(palette[Ink.ON_BLOCK], palette[ink]) >= READABLE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_the_word_of_a_pause_can_be_read_on_its_colour(palette: Palette) -> None:
    assert contrast(palette[Ink.ON_PAUSED], palette[Ink.PAUSED]) >= READABLE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
@pytest.mark.parametrize("ink", [Ink.TEXT, Ink.FAINT], ids=lambda ink: ink.name)
def test_text_can_be_read_on_the_ground(palette: Palette, ink: Ink) -> None:
    assert contrast(palette[ink], palette.ground) >= READABLE


@pytest.mark.parametrize("palette", [DARK, CONTRAST, GREYS], ids=named)
def test_the_working_leg_stands_out_from_the_ground(palette: Palette) -> None:
    assert contrast(palette[Ink.SKIN], palette.ground) >= LARGE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_the_legs_word_can_be_read_on_the_floor(palette: Palette) -> None:
    assert contrast(palette[Ink.FLOOR_WORD], palette[Ink.FLOOR]) >= LARGE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
@pytest.mark.parametrize("ink", BLOCKS, ids=lambda ink: ink.name)
def test_the_bar_and_the_arrow_stand_out_from_what_they_lie_on(palette: Palette, ink: Ink) -> None:
    assert contrast(palette[ink], palette[Ink.TRACK]) >= LARGE
    assert contrast(palette[ink], palette.ground) >= LARGE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Ink.TENDON, Ink.SKIN),
        (Ink.TENDON, Ink.GROUND),
        (Ink.TENDON, Ink.SHOE),
        (Ink.SHOE, Ink.SOLE),
        (Ink.SKIN, Ink.SHOE),
        (Ink.SKIN, Ink.OTHER_LEG),
    ],
    ids=lambda ink: ink.name,
)
def test_without_colour_parts_that_touch_differ_in_lightness(one: Ink, other: Ink) -> None:
    assert abs(lightness(GREYS[one]) - lightness(GREYS[other])) >= AT_A_GLANCE


def test_without_colour_the_muscle_differs_from_the_skin_and_the_tendon_at_every_load() -> None:
    for shade in GREYS.muscle:
        assert abs(lightness(shade) - lightness(GREYS[Ink.SKIN])) >= AT_A_GLANCE
        assert abs(lightness(shade) - lightness(GREYS[Ink.TENDON])) >= AT_A_GLANCE


def test_without_colour_there_are_only_greys() -> None:
    greys = {16, 231, *range(232, 256)}
    assert {*GREYS.inks.values(), *GREYS.muscle} <= greys


@pytest.mark.parametrize("palette", KNOWN, ids=named)
@pytest.mark.parametrize("ink", [Ink.LINE, Ink.LINE_TOO, Ink.POINTS, Ink.POINTS_TOO, Ink.BAR], ids=lambda ink: ink.name)
def test_what_a_plot_shows_stands_out_from_its_field(palette: Palette, ink: Ink) -> None:
    assert contrast(palette[ink], palette[Ink.FIELD]) >= LARGE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_a_line_stands_out_from_the_area_below_it_and_from_the_points_around_it(palette: Palette) -> None:
    for ink in (Ink.AREA, Ink.POINTS):
        assert abs(lightness(palette[Ink.LINE]) - lightness(palette[ink])) >= 2 * AT_A_GLANCE
    assert abs(lightness(palette[Ink.POINTS]) - lightness(palette[Ink.AREA])) >= AT_A_GLANCE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_the_two_tones_of_a_plot_differ_in_lightness(palette: Palette) -> None:
    for one, other in ((Ink.LINE, Ink.LINE_TOO), (Ink.POINTS, Ink.POINTS_TOO)):
        assert abs(lightness(palette[one]) - lightness(palette[other])) >= AT_A_GLANCE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_level_lines_and_calm_days_can_be_seen(palette: Palette) -> None:
    assert contrast(palette[Ink.RULE], palette[Ink.FIELD]) >= LARGE
    assert abs(lightness(palette[Ink.RULE]) - lightness(palette[Ink.AREA])) >= AT_A_GLANCE
    assert contrast(palette[Ink.REST_DAY], palette.ground) >= LARGE


@pytest.mark.parametrize("palette", KNOWN, ids=named)
def test_no_level_line_is_taken_for_data(palette: Palette) -> None:
    data = (Ink.LINE, Ink.POINTS, *([Ink.POINTS_TOO] if palette is GREYS else []))
    for ink in data:
        assert abs(lightness(palette[Ink.RULE]) - lightness(palette[ink])) >= AT_A_GLANCE
    assert palette[Ink.RULE] not in {palette[ink] for ink in (Ink.POINTS_TOO, Ink.LINE_TOO, Ink.BAR, Ink.CURSOR)}


@pytest.mark.parametrize("palette", [*KNOWN, *OWN], ids=named)
def test_a_missed_day_is_seen_but_far_less_than_one_that_was_done(palette: Palette) -> None:
    assert len({palette.ground, palette[Ink.EMPTY], *palette.heat}) == 2 + len(palette.heat)
    if palette in KNOWN:
        assert contrast(palette[Ink.EMPTY], palette.ground) * 3 < contrast(palette.heat[-1], palette.ground)
