"""Words and numbers are drawn as large as there is room for, and can be told apart."""

from itertools import combinations
from string import ascii_uppercase
from string import digits as numerals

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.phrases import PAUSED, PHASE_WORDS, SWITCH
from achilles_tui.figure.digits import clock, digits
from achilles_tui.figure.letters import lettering, width
from achilles_tui.figure.signs import PAUSE, sign
from tests.figure.looking import plain, traced

INK, GROUND = 231, 16

WORDS = sorted({*PHASE_WORDS.values(), SWITCH, PAUSED, *(side.value.upper() for side in Side)})
COUNTERS = [f"{name} {number}" for name in ("REP", "SET") for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 100)]
SIGNS = ("▲", "▼", "◀", "▶", "■", "•", PAUSE)

HEIGHTS = {1: 7, 2: 14, 3: 21, 4: 28}
"""How many dots high letters of each size are."""

SMALL = 5

fonts = pytest.mark.parametrize("small", [False, True], ids=["plain", "small"])


def written(word: str, columns: int, rows: int) -> tuple[str, ...]:
    """Return what is drawn of a word, dot by dot; empty where it stands there in plain characters."""
    return traced(lettering(word, columns, rows, INK, GROUND), INK)


def exactly(word: str, *, small: bool) -> tuple[str, ...]:
    """Return the word in letters of the plain size or in small ones, in a field that holds them and no larger ones."""
    return written(word, width(word, small=small), 3 if small else 4)


@fonts
@pytest.mark.parametrize("word", WORDS + COUNTERS)
def test_every_word_of_a_session_can_be_drawn(word: str, small: bool) -> None:  # noqa: FBT001
    drawn = exactly(word, small=small)
    assert len(drawn) == (SMALL if small else HEIGHTS[1])
    assert len(drawn[0]) <= width(word, small=small)
    letters = len(word.replace(" ", ""))
    assert sum(row.count("#") for row in drawn) >= SMALL * letters


@fonts
def test_no_two_words_of_a_session_look_the_same(small: bool) -> None:  # noqa: FBT001
    texts = WORDS + COUNTERS
    assert len({exactly(text, small=small) for text in texts}) == len(texts)


@fonts
@pytest.mark.parametrize("alphabet", [ascii_uppercase, numerals])
def test_no_two_letters_and_no_two_numerals_look_the_same(alphabet: str, small: bool) -> None:  # noqa: FBT001
    for one, other in combinations(alphabet, 2):
        assert exactly(one, small=small) != exactly(other, small=small), f"{one} looks like {other}"


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(("size", "high"), HEIGHTS.items())
def test_the_largest_letters_that_fit_are_taken(word: str, size: int, high: int) -> None:
    columns, rows = size * width(word), (high + 1) // 2
    assert len(written(word, columns, rows)) == high
    assert len(written(word, columns - 1, rows)) < high
    assert len(written(word, columns, rows - 1)) < high


@pytest.mark.parametrize("word", WORDS)
def test_small_letters_are_taken_where_plain_ones_have_no_room(word: str) -> None:
    assert len(written(word, width(word) - 1, 4)) == SMALL
    assert len(written(word, width(word), 3)) == SMALL


@given(st.sampled_from(WORDS), st.integers(1, 140), st.integers(1, 20))
def test_more_room_never_makes_letters_smaller(word: str, columns: int, rows: int) -> None:
    assert len(written(word, columns, rows)) <= len(written(word, columns + 1, rows + 1))


@pytest.mark.parametrize("word", WORDS + COUNTERS)
def test_a_field_too_small_for_any_letters_has_the_word_in_plain_text(word: str) -> None:
    for columns, rows in ((width(word, small=True) - 1, 9), (200, 2), (200, 1), (len(word), 1)):
        picture = lettering(word, columns, rows, INK, GROUND)
        assert word in plain(picture)
        assert {ink for row in picture for letter, ink, _ in row if letter != " "} == {INK}


def test_a_word_with_a_character_that_no_font_has_is_plain_text() -> None:
    assert "50 %" in plain(lettering("50 %", 100, 20, INK, GROUND))


@pytest.mark.parametrize("number", range(10))
@pytest.mark.parametrize(("columns", "rows"), [(7, 4), (10, 8), (22, 12)])
def test_big_digits_can_be_told_apart_at_every_size(number: int, columns: int, rows: int) -> None:
    def big(text: str) -> tuple[str, ...]:
        return traced(digits(text, columns, rows, INK, GROUND), INK)

    assert all(big(str(number)) != big(str(other)) for other in range(10) if other != number)


@pytest.mark.parametrize("text", ["8", "18", "88", "5:00", "59:59"])
@pytest.mark.parametrize(("columns", "rows"), [(30, 8), (30, 20), (90, 12)])
def test_digits_fill_their_field_in_width_or_in_height(text: str, columns: int, rows: int) -> None:
    drawn = traced(digits(text, columns, rows, INK, GROUND), INK)
    assert len(drawn) >= 2 * rows * 0.75 or len(drawn[0]) >= columns * 0.65


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0"), (9, "9"), (99, "99"), (100, "1:40"), (120, "2:00"), (305, "5:05"), (3600, "60:00")]
)
def test_seconds_are_shown_the_way_they_are_read_at_a_glance(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(("columns", "rows"), [(8, 3), (9, 4), (30, 12)])
def test_signs_can_be_told_apart_at_every_size(columns: int, rows: int) -> None:
    drawn = {arrow: traced(sign(arrow, columns, rows, INK, GROUND), INK) for arrow in SIGNS}
    assert all(drawn.values())
    assert len(set(drawn.values())) == len(SIGNS)


@pytest.mark.parametrize(("one", "other"), [("▲", "▼"), ("◀", "▶")])
def test_opposite_arrows_are_each_other_turned_round(one: str, other: str) -> None:
    drawn, turned = (traced(sign(arrow, 20, 10, INK, GROUND), INK) for arrow in (one, other))
    assert drawn == tuple(row[::-1] for row in turned[::-1])


def test_a_phase_without_an_arrow_has_an_empty_place() -> None:
    assert traced(sign("", 9, 4, INK, GROUND), INK) == ()
