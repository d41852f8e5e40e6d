"""A day has one shade and one mark, wherever it is drawn."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.history.day_mark import DARKEST, DayMark, Tile, mark_of, tile_of
from achilles_tui.domain.history.history import HistoryDay
from tests.strategies import past_days

SHARES = st.fractions(0, 1)


@pytest.mark.parametrize(
    ("share", "shade"),
    [(None, 0), (0, 0), ("1/100", 1), ("1/4", 1), ("49/100", 1), ("1/2", 2), ("3/4", 3), ("99/100", 3), (1, 4)],
)
def test_shades_begin_at_half_and_at_three_quarters_and_only_all_is_darkest(
    share: str | int | None, shade: int
) -> None:
    assert Tile(None if share is None else float(Fraction(share))).shade == shade


@given(SHARES, SHARES)
def test_more_is_never_lighter(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert 0 <= Tile(float(low)).shade <= Tile(float(high)).shade <= DARKEST


@given(st.integers(1, 60), st.data())
def test_a_set_done_is_seen_and_a_set_missing_too(planned: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, planned))
    assert (Tile(done / planned).shade == 0) == (done == 0)
    assert (Tile(done / planned).shade == DARKEST) == (done == planned)


@given(past_days())
def test_a_flare_up_is_seen_on_whatever_day_it_comes(day: HistoryDay) -> None:
    assert (mark_of(day) is DayMark.FLARE_UP) == day.flare


@given(past_days())
def test_a_day_before_any_program_is_not_drawn_and_every_other_is(day: HistoryDay) -> None:
    assert (tile_of(day) is None) == (day.kind == "before")


@given(past_days())
def test_nothing_is_missed_before_the_day_is_over(day: HistoryDay) -> None:
    today = day._replace(kind="work", flare=False, planned=12, done=0, missing=12, is_over=False)
    assert tile_of(today) == Tile(None)
    assert tile_of(today._replace(is_over=True)) == Tile(0.0)


def test_every_sign_takes_one_column_and_is_unlike_all_others() -> None:
    signs = [mark.sign for mark in DayMark]
    assert len(set(signs)) == len(signs) == len("".join(signs))
