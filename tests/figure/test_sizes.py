"""Every drawing has exactly the size that was asked for, from one cell up, at every moment of a session."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.domain.session.view import SessionView
from achilles_tui.figure.body.drawing import FULL, LOW, STILL, Motion
from achilles_tui.figure.charts.scale import pain_row
from achilles_tui.figure.digits import digits
from achilles_tui.figure.letters import lettering
from achilles_tui.figure.palette import CONTRAST, DARK, GREYS, LIGHT, SIXTEEN, TERMINAL, TERMINAL_LIGHT, Palette
from achilles_tui.figure.signs import PAUSE, sign
from achilles_tui.figure.stage import bar, on_its_floor, panel
from tests.figure.looking import has_size
from tests.figure.scenes import VIEWS

SCENES = st.sampled_from(sorted(VIEWS)).map(lambda name: VIEWS[name])
PALETTES = st.sampled_from([DARK, LIGHT, CONTRAST, GREYS, TERMINAL, TERMINAL_LIGHT, SIXTEEN])
MOTIONS = st.sampled_from([FULL, LOW, STILL])
COLUMNS = st.integers(1, 12) | st.integers(1, 140)
ROWS = st.integers(1, 8) | st.integers(1, 50)

SMALL_FIELDS = [(columns, rows) for columns in (1, 2, 3, 4, 7) for rows in (1, 2, 3, 4, 5, 6)]


@given(SCENES, COLUMNS, ROWS, PALETTES, MOTIONS)
def test_the_pane_of_the_figure(view: SessionView, columns: int, rows: int, palette: Palette, motion: Motion) -> None:
    assert has_size(on_its_floor(view.posture, columns, rows, palette, motion), columns, rows)


@given(SCENES, COLUMNS, ROWS, PALETTES)
def test_the_panel(view: SessionView, columns: int, rows: int, palette: Palette) -> None:
    assert has_size(panel(view, columns, rows, palette), columns, rows)


@given(SCENES, COLUMNS, ROWS, PALETTES)
def test_the_bar(view: SessionView, columns: int, rows: int, palette: Palette) -> None:
    assert has_size(bar(view, columns, rows, palette), columns, rows)


@pytest.mark.parametrize("name", VIEWS)
def test_whatever_moment_it_is_there_is_a_picture_in_the_smallest_field(name: str) -> None:
    for columns, rows in SMALL_FIELDS:
        assert has_size(on_its_floor(VIEWS[name].posture, columns, rows, DARK, LOW), columns, rows)
        assert has_size(panel(VIEWS[name], columns, rows, DARK), columns, rows)
        assert has_size(bar(VIEWS[name], columns, rows, DARK), columns, rows)


@given(st.text("0123456789:?-", max_size=6), COLUMNS, ROWS)
def test_digits(text: str, columns: int, rows: int) -> None:
    assert has_size(digits(text, columns, rows, 231, 16), columns, rows)


@given(st.sampled_from([*"▲▼◀▶■•", PAUSE, "", "x"]), COLUMNS, ROWS, st.booleans())
def test_a_sign(arrow: str, columns: int, rows: int, smooth: bool) -> None:  # noqa: FBT001
    assert has_size(sign(arrow, columns, rows, 231, 16, smooth=smooth), columns, rows)


@given(st.text("AEIOUMWX 019?az·", max_size=9), COLUMNS, ROWS)
def test_letters(text: str, columns: int, rows: int) -> None:
    assert has_size(lettering(text, columns, rows, 231, 16), columns, rows)


@given(st.none() | st.sampled_from(PAIN_SCALE), COLUMNS, ROWS, PALETTES, st.sampled_from([(2, 5), (3, 3), (0, 9)]))
def test_the_pain_scale(marked: int | None, columns: int, rows: int, palette: Palette, rule: tuple[int, int]) -> None:
    calm, limit = rule
    assert has_size(pain_row(marked, columns, rows, palette, calm=calm, limit=limit), columns, rows)
