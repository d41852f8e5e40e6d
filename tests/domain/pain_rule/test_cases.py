"""The cases of the pain rule, day by day: two full sessions a day from day 0, and the verdict of a morning."""

from collections.abc import Mapping

import pytest

from tests.domain.pain_rule.logs import BEGUN, answer, at, diary, log_of, row, trained
from tests.domain.pain_rule.simulation import EVENING, MORNING


def verdict(  # noqa: PLR0913 what a case is told by
    on: int,
    *,
    mornings: Mapping[int, int | None] | None = None,
    calm: int = 1,
    evenings: Mapping[int, int] | None = None,
    last: int | None = None,
    first: int = 0,
    notes: tuple[int, ...] = (),
    increases: tuple[int, ...] = (),
) -> str:
    """Return the row of the morning of a day. calm: the mornings not named. evenings: pain during evening sessions.

    last: the last day with sessions, else the day before; first: the first one, besides those before a note.
    """
    mornings, evenings = mornings or {}, evenings or {}
    days = [day for day in range(on if last is None else last + 1) if first <= day or day in evenings]
    sessions = [
        trained(day, ((evenings.get(day, 1) if moment is EVENING else 1), 1), moment=moment)
        for day in days
        for moment in (MORNING, EVENING)
    ]
    entries = diary(
        {day: mornings.get(day, calm) for day in range(on + 1)},
        begun=BEGUN,
        answers=[answer(day, level=2) for day in increases],
    )
    return row(log_of(sessions, entries, now=at(on), notes=[at(day) for day in notes]))


def test_1_a_morning_of_9_after_a_rest_day_stops() -> None:
    assert verdict(20, last=18, mornings={20: 9}) == "D2"


def test_2_a_morning_of_5_after_a_rest_day_steps_back() -> None:
    assert verdict(20, last=18, mornings={20: 5}) == "D7"


@pytest.mark.parametrize("on", [15, 16, 17])
def test_3_mornings_of_2_above_0_hold(on: int) -> None:
    assert verdict(on, calm=0, mornings={15: 2, 16: 2, 17: 2}) == "D12"


@pytest.mark.parametrize(("on", "expected"), [(14, "D6"), (15, "D12"), (16, "D12"), (17, "D13"), (21, "D12")])
def test_4_one_bad_morning_does_not_step_back_for_the_week_it_raised(on: int, expected: str) -> None:
    assert verdict(on, calm=0, mornings={14: 6, 15: 1, 16: 1, 21: 2}) == expected


@pytest.mark.parametrize("on", [15, 16, 17])
def test_5_three_mornings_of_3_step_back_and_do_not_stop(on: int) -> None:
    assert verdict(on, mornings={15: 3, 16: 3, 17: 3}) == "D7"


@pytest.mark.parametrize(("on", "expected"), [(15, "D7"), (16, "D7"), (17, "D5")])
def test_6_three_mornings_of_4_stop(on: int, expected: str) -> None:
    assert verdict(on, mornings={15: 4, 16: 4, 17: 4}) == expected


@pytest.mark.parametrize("on", [6, 11, 17])
def test_7_bad_evenings_far_apart_step_back(on: int) -> None:
    assert verdict(on, evenings={5: 6, 10: 6, 16: 6}) == "D6"


@pytest.mark.parametrize(("on", "expected"), [(13, "D6"), (15, "D6"), (17, "D5")])
def test_8_a_third_bad_evening_in_7_days_stops(on: int, expected: str) -> None:
    assert verdict(on, evenings={12: 6, 14: 6, 16: 6}) == expected


@pytest.mark.parametrize(("on", "expected"), [(16, "D6"), (20, "D15"), (21, "D15"), (22, "D15"), (23, "D18")])
def test_9_the_days_at_one_step_count_from_the_step_back(on: int, expected: str) -> None:
    assert verdict(on, evenings={15: 6}, increases=(14,)) == expected


@pytest.mark.parametrize(("on", "expected"), [(13, "D9"), (14, "D7"), (15, "D7"), (16, "D7"), (20, "D7")])
def test_10_mornings_that_rise_by_1_a_week_step_back(on: int, expected: str) -> None:
    mornings = {day: 1 + day // 7 for day in range(21)}
    assert verdict(on, mornings=mornings) == expected


def test_11_a_later_morning_does_not_stand_in_for_the_next_one() -> None:
    assert verdict(20, last=18, mornings={19: None, 20: 1}) == "D11"


@pytest.mark.parametrize(
    ("on", "notes", "expected"), [(21, (), "D2"), (20, (12,), "D11"), (21, (12,), "D11"), (27, (12,), "D18")]
)
def test_12_a_stop_holds_until_a_note_and_everything_begins_anew_after_it(
    on: int, notes: tuple[int, ...], expected: str
) -> None:
    first = 13 if notes else 0
    assert verdict(on, evenings={10: 8}, notes=notes, first=first) == expected
