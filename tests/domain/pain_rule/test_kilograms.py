"""How many kilograms: as they were told last, one step at a time, and less after a clinician note."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region
from achilles_tui.domain.pain_rule.targets import heavier, lighter
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.logs import (
    BENT,
    ECCENTRIC,
    HEAVY,
    PRESS,
    RAISE,
    answer,
    at,
    day,
    diary,
    log_of,
    repeated,
    standing,
    trained,
)
from tests.domain.programs.staged import DAILY, SLOW


def load(
    *answers: Answer,
    sessions: Sequence[SessionRecord] = (),
    now: int = 60,
    offered: ResolvedProgram = HEAVY,
    notes: Sequence[datetime] = (),
) -> float | None:
    return standing(log_of(sessions, diary(answers=answers), now=at(now), notes=notes), offered).by_dose[PRESS].load_kg


def test_kilograms_are_those_of_the_last_session_until_an_answer_tells_others() -> None:
    gym = repeated([0, 2], offered=HEAVY, load=40.0)

    assert load() is None
    assert load(sessions=gym) == 40.0
    assert load(answer(3, PRESS, load=42.0), sessions=gym) == 42.0
    assert load(answer(3, PRESS, load=42.0), sessions=gym, now=2) == 40.0


def test_kilograms_typed_in_since_the_answer_are_what_the_next_step_goes_from() -> None:
    gym = [*repeated([0], offered=HEAVY, load=40.0), trained(5, offered=HEAVY, load=36.0)]

    assert load(answer(3, PRESS, load=42.0), sessions=gym) == 36.0


def test_what_the_pt_told_last_stands_above_older_answers_and_below_later_ones() -> None:
    told = HEAVY._replace(loads={PRESS: 30.0}, pt_doses_day=day(10))

    assert load(answer(3, PRESS, load=42.0), offered=told) == 30.0
    assert load(answer(10, PRESS, load=42.0), offered=told) == 30.0
    assert load(answer(11, PRESS, load=31.5), offered=told) == 31.5
    assert load(sessions=repeated([8, 10], offered=HEAVY, load=40.0), offered=told) == 30.0


def test_kilograms_of_an_exercise_without_any_are_none() -> None:
    log = log_of(diary_of=diary(answers=[answer(3, load=42.0)]), now=at(4))

    assert standing(log).by_dose[RAISE].load_kg is None


def test_kilograms_are_told_by_the_exercise_that_is_done_whatever_hurts() -> None:
    doses = tuple(
        replace(dose, load="added kilograms", insertional=BENT) for dose in ECCENTRIC.doses() if dose.id == RAISE
    )
    offered = ECCENTRIC._replace(definition=replace(ECCENTRIC.definition, doses=doses))
    log = log_of(diary_of=diary(answers=[answer(3, load=8.0)]), now=at(4))

    assert standing(log, offered, Region.INSERTIONAL).at_level.loads == {BENT: 8.0}
    assert standing(log, offered).at_level.loads == {RAISE: 8.0}


@pytest.mark.parametrize(
    ("kilograms", "up"),
    [(40, 42), (41, 43), (20, 21), (100, 105), (41.3, 43), (10, 10.5), (9.5, 10), (5, 5.5), (4.5, 4.5)],
)
def test_a_step_up_is_5_percent_in_half_kilograms(kilograms: float, up: float) -> None:
    assert heavier(kilograms, 5) == up


@pytest.mark.parametrize(("kilograms", "back"), [(40, 36), (42, 37.5), (20, 18), (5, 4.5), (0.5, 0.5), (0.2, 0.2)])
def test_a_step_back_is_10_percent_or_a_little_more(kilograms: float, back: float) -> None:
    assert lighter(kilograms) == back


@given(st.floats(0.1, 1000.0), st.floats(0.1, 10.0))
def test_kilograms_never_rise_by_more_than_10_percent_nor_by_more_than_half_a_kilogram_over_the_step(
    kilograms: float, percent: float
) -> None:
    up, back = heavier(kilograms, percent), lighter(kilograms)

    assert kilograms <= up <= kilograms * 1.1 + 1e-9
    assert up <= max(kilograms * (1 + percent / 100), kilograms + 0.5) + 1e-9
    assert back <= kilograms
    assert back <= kilograms * 0.9 + 1e-9 or kilograms <= 0.5 / 0.9 + 1e-9


def test_with_a_heavier_repetition_maximum_kilograms_are_told_anew() -> None:
    gym = repeated([0, 2], offered=HEAVY, load=40.0)
    written = diary(answers=[answer(7, PRESS, stage=2, program="slow")], begun={0: "slow"})
    before = standing(log_of(gym, written, now=at(6)), SLOW)
    after = standing(log_of(gym, written, now=at(7)), SLOW)
    later = standing(log_of([*gym, trained(8, offered=HEAVY, load=44.0)], written, now=at(9)), SLOW)

    assert [(one.stage, one.by_dose[PRESS].load_kg) for one in (before, after, later)] == [
        (1, 40.0),
        (2, None),
        (2, 44.0),
    ]


def test_what_the_pt_told_before_a_heavier_repetition_maximum_is_told_anew_as_well() -> None:
    told = SLOW._replace(loads={PRESS: 40.0}, pt_doses_day=day(2))
    written = diary(answers=[answer(7, PRESS, stage=2, program="slow")], begun={0: "slow"})

    assert standing(log_of(diary_of=written, now=at(6)), told).by_dose[PRESS].load_kg == 40.0
    assert standing(log_of(diary_of=written, now=at(8)), told).by_dose[PRESS].load_kg is None
    assert (
        standing(log_of(diary_of=written, now=at(9)), told._replace(pt_doses_day=day(8))).by_dose[PRESS].load_kg == 40.0
    )


def test_kilograms_of_some_days_a_week_are_asked_for_each_time() -> None:
    stages = [answer(14, stage=2, program="daily"), answer(40, stage=3, program="daily")]
    told = [*stages, answer(45, load=8.0, program="daily")]
    written = diary(answers=told, begun={0: "daily"})
    at_stage_3 = standing(log_of(diary_of=written, now=at(50)), DAILY)

    assert at_stage_3.by_dose[RAISE].load_kg == 8.0
    assert at_stage_3.at_level.loads == {}


def test_after_a_clinician_note_a_machine_has_10_percent_less_and_only_once() -> None:
    gym = repeated([0, 2], offered=HEAVY, load=40.0)
    since = trained(6, offered=HEAVY, load=36.0)

    assert load(sessions=gym, notes=[at(4)]) == 36.0
    assert load(sessions=[*gym, since], notes=[at(4)]) == 36.0
    assert load(answer(3, PRESS, load=42.0), sessions=gym, notes=[at(4)]) == 37.5
    assert load(answer(7, PRESS, load=38.0), sessions=gym, notes=[at(4)]) == 38.0
