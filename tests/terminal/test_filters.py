"""Nothing that is drawn can drive the terminal."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.filter import LineFilter
from textual.widgets import Static

from achilles_tui.domain.base.text import harmless
from achilles_tui.terminal.filters import HARMLESS

BLACK = Color(0, 0, 0)
EVERYTHING = "".join(map(chr, range(0x110000)))
HARMFUL = [old for old, new in zip(EVERYTHING, harmless(EVERYTHING), strict=True) if old != new]

texts = st.text(st.sampled_from(["a", "宽", " ", *HARMFUL]), max_size=20)
lines = st.lists(texts.map(lambda text: Segment(text, Style(bold=True))), max_size=5)


def test_text_without_harm_is_handed_on_as_it_is() -> None:
    line = [Segment("Left heel drop ▁▂▃ 痛み ü", Style(bold=True)), Segment("")]
    assert HARMLESS.apply(line, BLACK) is line


def test_every_harmful_character_is_unprintable_and_so_found_by_the_quick_look() -> None:
    assert not any(character.isprintable() for character in HARMFUL)


@pytest.mark.parametrize("harm", ["\x1b[2J", "\x1b]52;c;cm0=\x07", "\x7f", "\x9b2J", "\u202eabc", "\u2066", "\u200b"])
def test_harmful_characters_become_visible_and_styles_stay(harm: str) -> None:
    style = Style(color="red", bold=True)
    line = HARMLESS.apply([Segment(f"x{harm}y", style), Segment("          ", style)], BLACK)
    assert "".join(segment.text for segment in line).startswith("x\N{REPLACEMENT CHARACTER}")
    assert harmless("".join(segment.text for segment in line)) == "".join(segment.text for segment in line)
    assert {segment.style for segment in line} == {style}


def test_a_tab_and_a_line_feed_become_spaces() -> None:
    assert HARMLESS.apply([Segment("a\tb\nc"), Segment("  ")], BLACK) == [Segment("a b c")]


def test_controls_that_are_meant_as_such_are_left_alone() -> None:
    control = Segment("\x1b[1;1H", None, [(ControlType.HOME,)])
    assert HARMLESS.apply([control, Segment("\x1b "), Segment(" ")], BLACK)[0] is control


def test_a_link_that_would_break_out_of_its_sequence_is_dropped() -> None:
    harmful, harmless_link = Style(bold=True, link="https://x\x1b\\\x1b[2J"), Style(link="https://example.org")
    dropped, kept = HARMLESS.apply([Segment("a", harmful), Segment("b", harmless_link)], BLACK)
    assert dropped.style is not None
    assert dropped.style.link is None
    assert dropped.style.bold
    assert kept == Segment("b", harmless_link)


@given(lines)
def test_any_line_keeps_its_width_and_loses_its_harm(line: list[Segment]) -> None:
    result = HARMLESS.apply(line, BLACK)
    assert Segment.get_line_length(result) == Segment.get_line_length(line)
    assert all(harmless(segment.text) == segment.text for segment in result)


async def test_no_widget_of_an_app_that_uses_it_draws_an_escape_sequence() -> None:
    class Small(App[None]):
        def compose(self) -> ComposeResult:
            hostile: Any = Static("name\x1b]52;c;cm0=\x07 \u202e", markup=False)
            hostile.styles.border = ("solid", "red")
            hostile.border_title = "title\x1b[2J"
            yield hostile

        def get_line_filters(self) -> list[LineFilter]:
            return [HARMLESS, *super().get_line_filters()]

    app = Small()
    async with app.run_test():
        strips = app.screen._compositor.render_strips()  # noqa: SLF001  what a terminal would be sent
        drawn = "".join(segment.text for strip in strips for segment in strip)
    assert "name\N{REPLACEMENT CHARACTER}" in drawn
    assert harmless(drawn) == drawn
