"""The table's texts are no formulas, and its columns that are read are the fields of a row."""

from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.csv_import.columns import COLUMNS, guarded, unguarded
from achilles_tui.domain.csv_import.csv_rows import TableRow

LOOKS_LIKE_ONE = st.text("'=+-@\t\n a1", max_size=8)


@given(st.text(max_size=20) | LOOKS_LIKE_ONE)
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(max_size=20) | LOOKS_LIKE_ONE)
def test_no_guarded_text_begins_as_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "  =1", "'=1", "\uff1d1"])
def test_what_a_spreadsheet_would_work_out_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "stairs", "3 - 2", "'s ochtends stijf", "a=b"])
def test_what_it_would_not_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_what_is_said_to_be_read_is_read() -> None:
    assert {one.name for one in COLUMNS if one.read} == set(get_type_hints(TableRow)) - {"line"}
