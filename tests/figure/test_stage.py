"""What a person sees at each moment: which leg, which phase, how long still, and that it stands still in a pause."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.view import SessionView, view
from achilles_tui.figure.body.drawing import LOW
from achilles_tui.figure.cells import Picture
from achilles_tui.figure.charts.scale import pain_row
from achilles_tui.figure.colours import Colour
from achilles_tui.figure.palette import DARK, Ink
from achilles_tui.figure.stage import COUNTED_DOWN, bar, on_its_floor, panel
from tests.builders import at, gym_raise, heel_raise, press, session_of, stretch, wait
from tests.figure.looking import colours, dots, plain, reads
from tests.figure.scenes import VIEWS

BLOCK_ROWS = 5
"""Rows of the block with the phase's word on a panel of middling size."""

BARS = " ▏▎▍▌▋▊▉"
FLOORS = (1, 3, 4)


def seen(now: SessionView, columns: int = 40, rows: int = 20) -> Picture:
    """Return the panel in pure colours."""
    return panel(now, columns, rows, DARK)


def time_of(picture: Picture) -> Picture:
    """Return the part of a panel where the seconds stand: under the block, beside the arrow."""
    return tuple(row[len(row) * 3 // 10 :] for row in picture[BLOCK_ROWS:-4])


def sign_of(picture: Picture) -> Picture:
    """Return the part of a panel where the arrow stands."""
    return tuple(row[: len(row) * 3 // 10] for row in picture[BLOCK_ROWS:-4])


def stretches(row: tuple[Colour, ...], colour: Colour) -> int:
    """Return how many separate stretches of a colour a row of dots has."""
    return sum(dot == colour and (not place or row[place - 1] != colour) for place, dot in enumerate(row))


def fill(now: SessionView, columns: int = 60) -> int:
    """Return how much of the bar is filled, in eighths of a cell."""
    row = bar(now, columns, 1, DARK)[0]
    ink, track = DARK.for_phase(now.phase), DARK[Ink.TRACK]
    assert all(ground in {ink, track} for _, _, ground in row)
    return sum(8 if ground == ink else BARS.index(letter) for letter, _, ground in row)


def course(phase: Phase, exercise: PlannedExercise, seconds: float) -> list[SessionView]:
    """Return the views of a phase from its beginning to shortly before its end."""
    session = at(phase, exercise)
    return [view(wait(session, seconds * part / 20)[0]) for part in range(20)]


def paused(phase: Phase, exercise: PlannedExercise, *, after: float = 0.0) -> SessionView:
    return view(press(at(phase, exercise, after=after), Trigger.PAUSE))


@given(st.sampled_from(sorted(VIEWS)), st.integers(5, 140), st.integers(1, 50))
def test_the_working_leg_always_stands_on_the_floor_of_the_figure(name: str, columns: int, rows: int) -> None:
    picture = on_its_floor(VIEWS[name].posture, columns, rows, DARK, LOW)
    word = VIEWS[name].side.value.upper()
    assert any(reads(word, picture[-floor:], DARK[Ink.FLOOR_WORD]) for floor in {*FLOORS, rows})


@pytest.mark.parametrize(
    ("exercise", "word"),
    [(heel_raise(sides=(Side.LEFT,)), "LEFT"), (heel_raise(sides=(Side.RIGHT,)), "RIGHT"), (gym_raise(), "BOTH")],
)
def test_the_floor_says_left_right_or_both(exercise: PlannedExercise, word: str) -> None:
    picture = on_its_floor(view(session_of(exercise)).posture, 40, 18, DARK, LOW)
    assert [name for name in ("LEFT", "RIGHT", "BOTH") if reads(name, picture[-4:], DARK[Ink.FLOOR_WORD])] == [word]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(("columns", "rows"), [(18, 1), (18, 4), (24, 8), (40, 20), (70, 30)])
def test_the_word_of_the_phase_stands_on_its_colour(name: str, columns: int, rows: int) -> None:
    now = VIEWS[name]
    word, ink, ground = (
        ("PAUSED", Ink.ON_PAUSED, DARK[Ink.PAUSED])
        if now.pause
        else (now.word, Ink.ON_BLOCK, DARK.for_phase(now.phase))
    )
    picture = seen(now, columns, rows)
    assert reads(word, picture, DARK[ink])
    assert picture[0][0][2] == ground


@pytest.mark.parametrize(("columns", "rows"), [(24, 8), (40, 20), (70, 30)])
def test_the_block_has_the_same_place_in_all_phases(columns: int, rows: int) -> None:
    heights = set()
    for now in VIEWS.values():
        picture = seen(now, columns, rows)
        heights.add(sum(row[0][2] == picture[0][0][2] for row in picture))
    assert len(heights) == 1


@pytest.mark.parametrize("name", [name for name, now in VIEWS.items() if not now.card])
def test_the_counter_stands_below(name: str) -> None:
    assert reads(VIEWS[name].counter, seen(VIEWS[name])[-4:], DARK[Ink.FAINT])


@pytest.mark.parametrize(
    ("phase", "exercise", "seconds"), [(Phase.RISE, heel_raise(), 2.0), (Phase.EASE_IN, stretch(), 5.0)]
)
def test_the_bar_fills_on_the_way_up_and_into_a_stretch(
    phase: Phase, exercise: PlannedExercise, seconds: float
) -> None:
    filled = [fill(now) for now in course(phase, exercise, seconds)]
    assert all(one < next_one for one, next_one in pairwise(filled))
    assert filled[0] == 0


@pytest.mark.parametrize(
    ("phase", "exercise", "seconds"),
    [
        (Phase.SETUP, heel_raise(), 10.0),
        (Phase.SHIFT, heel_raise(), 1.0),
        (Phase.LOWER, heel_raise(), 3.0),
        (Phase.RESET, heel_raise(), 1.0),
        (Phase.HOLD, stretch(), 30.0),
        (Phase.EASE_OUT, stretch(), 3.0),
        (Phase.REST, heel_raise(), 120.0),
    ],
    ids=lambda one: one.name if isinstance(one, Phase) else "",
)
def test_the_bar_drains_with_everything_that_is_counted_down(
    phase: Phase, exercise: PlannedExercise, seconds: float
) -> None:
    filled = [fill(now) for now in course(phase, exercise, seconds)]
    assert all(one > next_one for one, next_one in pairwise(filled))
    assert filled[0] == 60 * 8


@pytest.mark.parametrize("name", ["pain check", "done", "stopped"])
def test_the_bar_is_empty_where_no_clock_runs(name: str) -> None:
    assert fill(VIEWS[name]) == 0


@pytest.mark.parametrize("name", ["paused hold", "paused lowering", "gap"])
def test_the_bar_of_a_pause_is_hatched_from_end_to_end(name: str) -> None:
    assert plain(bar(VIEWS[name], 30, 1, DARK)) == "░" * 30


@pytest.mark.parametrize(
    ("phase", "exercise", "length"), [(Phase.HOLD, stretch(), 30.0), (Phase.REST, heel_raise(), 120.0)]
)
@pytest.mark.parametrize("left", [5, 4, 3, 2, 1])
def test_the_last_three_seconds_of_a_hold_and_a_rest_have_the_colour_of_the_phase(
    phase: Phase, exercise: PlannedExercise, length: float, left: int
) -> None:
    now = view(at(phase, exercise, after=length - left + 0.2))
    assert now.seconds == left
    rings = left <= COUNTED_DOWN
    time = colours(time_of(seen(now)))
    assert (DARK.for_phase(phase) in time, DARK[Ink.TEXT] in time) == (rings, not rings)


@pytest.mark.parametrize("left", [3, 2, 1])
def test_the_seconds_of_a_movement_are_not_counted_down_in_colour(left: int) -> None:
    now = view(at(Phase.LOWER, heel_raise(), after=3 - left + 0.2))
    assert (now.seconds, DARK[Ink.TEXT] in colours(time_of(seen(now)))) == (left, True)
    assert DARK.for_phase(Phase.LOWER) not in colours(time_of(seen(now)))


def test_a_rest_over_a_minute_and_a_half_is_shown_in_minutes_and_seconds() -> None:
    assert "REST 2:00" in plain(seen(view(at(Phase.REST, heel_raise())), 20, 2))


@pytest.mark.parametrize(
    "now",
    [
        paused(Phase.HOLD, stretch(), after=12.0),
        paused(Phase.LOWER, heel_raise(), after=1.0),
        paused(Phase.REST, stretch()),
    ],
    ids=lambda now: now.phase.name,
)
def test_a_pause_shows_its_word_and_two_upright_bars(now: SessionView) -> None:
    picture = seen(now)
    assert reads("PAUSED", picture, DARK[Ink.ON_PAUSED])
    where = picture[BLOCK_ROWS:-4] if now.seconds is None else sign_of(picture)
    assert {stretches(row, DARK[Ink.PAUSED]) for row in dots(where)} == {0, 2}


def test_a_paused_hold_still_shows_what_is_left() -> None:
    picture = seen(paused(Phase.HOLD, stretch(), after=12.0))
    assert DARK[Ink.TEXT] in colours(time_of(picture))
    assert "PAUSED 18" in plain(seen(paused(Phase.HOLD, stretch(), after=12.0), 20, 2))


def test_a_paused_hold_in_its_last_seconds_rings_nothing() -> None:
    picture = seen(paused(Phase.HOLD, stretch(), after=28.0))
    assert DARK[Ink.HOLD] not in colours(picture)


@pytest.mark.parametrize("phase", [Phase.RISE, Phase.LOWER, Phase.SHIFT, Phase.RESET])
def test_the_arrow_of_a_phase_stands_beside_the_seconds_in_its_colour(phase: Phase) -> None:
    assert DARK.for_phase(phase) in colours(sign_of(seen(view(at(phase, heel_raise())))))


@pytest.mark.parametrize("marked", [None, 0, 7, 10])
def test_the_pain_scale_has_every_number_and_marks_one(marked: int | None) -> None:
    picture = pain_row(marked, 66, 1, DARK, calm=2, limit=5)
    assert plain(picture).split() == [str(number) for number in range(11)]
    turned = [letter for letter, _, ground in picture[0] if ground == DARK[Ink.TEXT] and letter != " "]
    assert "".join(turned) == ("" if marked is None else str(marked))


def test_the_pain_scale_changes_colour_where_the_rule_does() -> None:
    row = pain_row(None, 66, 1, DARK, calm=2, limit=5)[0]
    grounds = dict.fromkeys((letter, ground) for letter, _, ground in row if letter != " ")
    inks = [ground for (letter, ground) in grounds if letter in "0235" or letter == "6"]
    calm, warned, stop = DARK[Ink.RESTING], DARK[Ink.WARNING], DARK[Ink.STOP]
    assert inks[:5] == [calm, calm, warned, warned, stop]
