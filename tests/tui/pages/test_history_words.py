"""A day is told in the same words in a line and in a row of the list, in as many as there is room for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.history.history import Event, History, HistoryDay
from achilles_tui.figure.charts.series import Bars, Mark
from achilles_tui.tui.pages.history.charts import SIGNS, HistoryWindow
from achilles_tui.tui.pages.history.words import day_text, head, row, signs_text

DAY = date(2026, 10, 2)
PAIN = st.none() | st.integers(0, 10)
KINDS = st.sampled_from(["before", "work", "rest", "away", "locked"])
PLAUSIBLE = st.builds(
    HistoryDay,
    day=st.dates(date(2016, 1, 1), date(2030, 12, 31)),
    kind=KINDS,
    flare=st.booleans(),
    planned=st.integers(0, 99),
    done=st.just(0),
    missing=st.just(0),
    is_over=st.booleans(),
    sessions=st.integers(0, 9),
    morning=PAIN,
    stiffness=st.none() | st.integers(0, 999),
    during=PAIN,
    after=PAIN,
    reps=st.just(0),
    tension=st.just(0.0),
    volume=st.just(0.0),
)
DAYS = st.tuples(PLAUSIBLE, st.floats(0, 1), st.floats(0, 1)).map(
    lambda drawn: drawn[0]._replace(
        done=(done := int(drawn[0].planned * drawn[1])), missing=int((drawn[0].planned - done) * drawn[2])
    )
)


def a_day(**told_of_it: object) -> HistoryDay:
    known: dict[str, object] = {
        "day": DAY, "kind": "work", "flare": False, "planned": 12, "done": 12, "missing": 0, "is_over": True,
        "sessions": 2, "morning": 3, "stiffness": 20, "during": 4, "after": 2, "reps": 0, "tension": 0.0, "volume": 0.0,
    }  # fmt: skip
    return HistoryDay(**(known | told_of_it))  # type: ignore[arg-type]


STEP = Event(DAY, "step back", "heel raise: level 1")
SCORE = Event(DAY, "visa-a", "62 of 100", 62)


def test_a_line_tells_what_was_done_and_felt() -> None:
    line = day_text(a_day(), ()).line(80, year=2026)
    assert line == "Fri 02 Oct · 12 of 12 sets · during 4, after 2, morning 3 · stiff 20 min"


def test_what_the_program_left_out_itself_is_told_beside_the_sets() -> None:
    day = day_text(a_day(done=6), ())
    assert day.work == "6 of 12 sets, 6 left out"
    assert " 6 of 12 " in row(day, 80)


def test_a_year_that_is_not_this_one_is_told() -> None:
    assert day_text(a_day(), ()).line(80, year=2027).startswith("Fri 02 Oct 2026 · ")


def test_what_was_not_told_is_not_in_the_line() -> None:
    line = day_text(a_day(morning=None, during=None, after=None, stiffness=None), ()).line(80, year=2026)
    assert line == "Fri 02 Oct · 12 of 12 sets"


@pytest.mark.parametrize(
    ("kind", "words"), [("rest", "─ rest"), ("away", "P pause"), ("locked", "L locked"), ("before", "no program yet")]
)
def test_a_day_without_planned_work_says_why(kind: str, words: str) -> None:
    assert day_text(a_day(kind=kind, sessions=0), ()).work == words
    assert day_text(a_day(kind=kind, sessions=1), ()).work == f"{words}, 1 session"


def test_what_happened_is_told_in_as_many_words_as_there_is_room_for() -> None:
    day = day_text(a_day(flare=True), [SCORE, STEP, STEP._replace(day=DAY + timedelta(days=1))])
    assert day.happenings(99) == "F flare-up, V VISA-A (62 of 100), ↓ step back (heel raise: level 1)"
    assert day.happenings(35) == "F flare-up, V VISA-A, ↓ step back"
    assert day.happenings(5) == "F V ↓"
    assert " · F V ↓ · 12 of 12 sets · " in day.line(80, year=2026)
    assert " · F flare-up, V VISA-A, ↓ step back · 12" in day.line(110, year=2026)


@given(DAYS, st.integers(1, 200))
def test_rows_have_their_numbers_under_their_heads(day: HistoryDay, columns: int) -> None:
    heads, line = head(columns), row(day_text(day, ()), columns)
    cells = f"{line:<{len(heads)}}"[: len(heads)]
    for name, value in (("mor", day.morning), ("dur", day.during), ("aft", day.after)):
        start = heads.index(name)
        end = start + len(heads[start:].split()[0])
        assert cells[:end].rpartition(" ")[2] == ("" if value is None else str(value))
        assert cells[end : end + 1].strip() == ""


@given(DAYS)
def test_a_row_fits_into_the_narrowest_screen_with_three_signs(day: HistoryDay) -> None:
    events = [Event(day.day, "visa-a", "62 of 100", 62), Event(day.day, "begun", "the program")]
    assert len(row(day_text(day._replace(flare=False), events), 46)) <= 46


def test_the_legend_of_the_signs_names_those_that_are_there() -> None:
    assert signs_text((Mark(DAY, "↑"), Mark(DAY, "V"), Mark(DAY, "V"))) == "↑ step up · V VISA-A"
    assert signs_text(()) == ""


def test_every_sign_is_one_cell_and_unlike_all_others() -> None:
    signs = [sign for sign, _ in SIGNS.values()]
    assert len(set(signs)) == len(signs)
    assert {len(sign) for sign in signs} == {1}


def test_of_what_happened_on_one_day_the_most_important_is_marked() -> None:
    past = History((a_day(flare=True),), (SCORE, STEP))
    assert HistoryWindow(past, DAY, DAY, DAY).marks == (Mark(DAY, "↓"),)
    assert HistoryWindow(History((a_day(flare=True),), (SCORE,)), DAY, DAY, DAY).marks == (Mark(DAY, "F"),)


def test_the_week_in_which_all_began_is_plotted_although_it_began_on_a_friday() -> None:
    past = History(tuple(a_day(day=DAY + timedelta(days=number), reps=90) for number in range(7)), ())
    (plot,) = HistoryWindow(past, DAY, DAY + timedelta(days=6), DAY).plots(1, 1)
    (bars,) = plot.series
    assert isinstance(bars, Bars)
    assert (bars.values, bars.start) == ([270.0, 360.0], -4)
