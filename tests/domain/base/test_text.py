"""Text from anywhere is harmless to show: it cannot drive a terminal, reorder or hide anything."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.text import REPLACEMENT, harmless, harmless_line

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text())
def test_no_control_and_nothing_that_reorders_is_left(text: str) -> None:
    for character in harmless(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} or character in "\t\n"
        assert unicodedata.bidirectional(character) not in BIDI


@given(st.text())
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert len(once) == len(text)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert not set(harmless_line(text)) & set("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    assert len(harmless_line(text).splitlines()) <= 1


@pytest.mark.parametrize("text", ["Calf raise, knees bent", "Wadenheben – beide Beine", "ふくらはぎ", "3 × 15 · 20 kg"])  # noqa: RUF001
def test_what_people_write_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u200b", "\ufeff", "\U000e0041"]
)
def test_what_could_do_harm_becomes_a_sign_that_can_be_seen(character: str) -> None:
    assert harmless(f"a{character}b") == f"a{REPLACEMENT}b"


def test_no_error_drives_the_terminal_it_is_printed_on() -> None:
    assert str(BadFile("bad \x1b[2J name\nin two lines")) == f"bad {REPLACEMENT}[2J name in two lines"
