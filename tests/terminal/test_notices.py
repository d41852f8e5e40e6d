"""A notice on the desktop is one escape sequence that no text can break out of."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Notice
from achilles_tui.terminal.notices import LONGEST, sequence

KINDS = st.sampled_from([kind for kind in get_args(Notice) if kind != "off"])
ONE_SEQUENCE = re.compile(r"\x1b\](9|777|99);[^\x00-\x1f\x7f-\x9f]*(\x07|\x1b\\)")


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("osc9", "\x1b]9;achilles-tui: Rest is over.\x07"),
        ("osc777", "\x1b]777;notify;achilles-tui;Rest is over.\x1b\\"),
        ("osc99", "\x1b]99;i=achilles-tui:o=unfocused;Rest is over.\x1b\\"),
        ("off", ""),
    ],
)
def test_each_terminal_is_asked_in_its_own_way(kind: Notice, sent: str) -> None:
    assert sequence(kind, "Rest is over.") == sent


@given(KINDS, st.text())
def test_no_text_ends_the_sequence_early_or_hides_another_in_it(kind: Notice, text: str) -> None:
    assert ONE_SEQUENCE.fullmatch(sequence(kind, text))


@given(st.text(alphabet="a;b"))
def test_a_semicolon_in_the_text_makes_no_third_part(text: str) -> None:
    assert sequence("osc777", text).count(";") == 3


@given(st.text(alphabet="0123456789;"))
def test_a_text_of_numbers_is_not_taken_for_an_order_to_show_progress(text: str) -> None:
    assert not re.match(r"\x1b\]9;\d", sequence("osc9", text))


@given(KINDS)
def test_a_long_text_is_cut(kind: Notice) -> None:
    assert sequence(kind, "x" * 10_000).count("x") <= LONGEST + 1
