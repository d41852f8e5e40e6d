"""A dose is something that a body can do, in numbers that keep to their bounds, each from somewhere."""

import pytest
from hypothesis import given
from msgspec import ValidationError, convert

from achilles_tui.domain.base.faults import Fault, Faulty
from achilles_tui.domain.programs.dose import Often, Rest, Tempo, Weight
from tests.builders import GYM_TEMPO, HOLD_TEMPO, RAISE_TEMPO
from tests.domain.programs.test_program import dose
from tests.strategies import doses


def faults_of(kind: type, **told: object) -> tuple[Fault, ...]:
    """Return all that is wrong with a value."""
    with pytest.raises(Faulty) as caught:
        kind(**told)
    return caught.value.faults


def test_all_that_is_wrong_with_a_tempo_is_told_each_at_its_key() -> None:
    assert faults_of(Tempo, rise=2.0, shift=1.0, lower_accept=2.0) == (
        Fault((), "a raise needs the keys `rise` and `lower`"),
        Fault((), "shift and reset come together: the foot that leaves the floor comes down again"),
        Fault(("lower_accept",), "`lower_accept` must not be more than `lower`"),
    )


def test_only_a_rise_that_is_there_can_be_untimed() -> None:
    (fault,) = faults_of(Tempo, ease_in=5.0, hold=30.0, ease_out=3.0, untimed=("rise",))
    assert fault == Fault(("untimed",), "there is no rise that could be untimed")


def test_a_tempo_is_written_as_physiotherapists_write_it() -> None:
    assert (RAISE_TEMPO.notation, GYM_TEMPO.notation, HOLD_TEMPO.notation) == ("3-0-U-0", "3-0-3-0", "30")
    assert Tempo(rise=1.5, lower=3.0).notation == "3-0-1.5-0"


def test_a_rest_stands_at_or_above_its_floor_and_is_none_at_nothing() -> None:
    assert Rest(sets=60, exercises=60, floor=60).floor == 60
    assert Rest(sets=0, exercises=0) == Rest(sets=0.0, exercises=0.0, reps=0.0, floor=0.0)
    assert faults_of(Rest, sets=60, exercises=59, floor=60) == (Fault(("floor",), "floor is at most each rest"),)


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ({"per_week": 3, "days_per_week": 3}, "days_per_week"),
        ({"per_week": 3, "per_day_range": (1, 2)}, "per_day_range"),
        ({"per_day": 3, "per_day_range": (1, 2)}, "per_day_range"),
        ({"per_day": 1, "per_day_range": (2, 3)}, "per_day_range"),
    ],
)
def test_what_belongs_to_days_does_not_go_with_weeks(told: dict[str, object], at: str) -> None:
    (fault,) = faults_of(Often, **told)
    assert fault.place == (at,)


@pytest.mark.parametrize(
    ("often", "times"),
    [
        (Often(per_day=2), 14),
        (Often(per_day=2, days_per_week=5), 10),
        (Often(per_week=3, hours_apart=48), 3),
        (Often(per_day=3, per_day_range=(2, 5)), 21),
    ],
)
def test_how_often_is_a_number_a_week(often: Often, times: int) -> None:
    assert often.times_a_week == times


@pytest.mark.parametrize(
    ("often", "days", "fewest", "most", "shares", "hours"),
    [
        (Often(per_day=2), 7, 2, 2, [1, 1, 1, 1, 1, 1, 1], 12.0),
        (Often(per_day=3, per_day_range=(2, 5)), 7, 2, 5, [1, 1, 1, 1, 1, 1, 1], 8.0),
        (Often(per_day=2, days_per_week=5), 5, 2, 2, [1, 1, 1, 0, 1, 1, 0], 12.0),
        (Often(per_week=3), 3, 3, 3, [1, 0, 1, 0, 1, 0, 0], 56.0),
        (Often(per_week=10), 7, 10, 10, [2, 1, 2, 1, 2, 1, 1], 16.8),
    ],
)
def test_how_often_says_its_days_its_least_its_most_and_how_it_is_spread(  # noqa: PLR0913, PLR0917 one row a dose
    often: Often, days: int, fewest: int, most: int, shares: list[int], hours: float
) -> None:
    assert (often.days, often.fewest, often.most, often.hours_between) == (days, fewest, most, hours)
    assert [often.share_of(weekday) for weekday in range(7)] == shares
    assert sum(shares) == often.shares


def test_a_day_of_a_weeks_times_is_complete_with_its_share_and_another_with_the_fewest_of_a_day() -> None:
    assert [Often(per_week=10).fewest_on(weekday) for weekday in range(7)] == [2, 1, 2, 1, 2, 1, 1]
    assert {Often(per_week=3).fewest_on(weekday) for weekday in range(7)} == {1}
    assert {Often(per_day=3, per_day_range=(2, 5)).fewest_on(weekday) for weekday in range(7)} == {2}


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"floor_days": 7}, "floor_days is at most min_days"),
        ({"floor_days": 15, "min_days": 14}, "floor_days is at most min_days"),
        ({"days_per_week": 8}, "8 is more than the days of a week"),
        ({"days_per_week": (2, 8)}, "8 is more than the days of a week"),
        ({"days_per_week": (3, 2)}, "days_per_week [3, 2] does not run from low to high"),
    ],
)
def test_weights_keep_to_a_week_and_their_days_to_an_order(told: dict[str, object], says: str) -> None:
    assert says in [fault.sentence for fault in faults_of(Weight, **told)]


def test_only_what_is_lifted_has_a_weight_to_choose() -> None:
    assert dose(load="kilograms", weight=Weight(rm=15)).weighted
    assert dose(load="added kilograms", weight=Weight(rm=15)).weighted
    for load in ("none", "body weight"):
        with pytest.raises(Faulty, match="has no weight to choose"):
            dose(load=load, weight=Weight(rm=15))


def test_a_range_has_two_ends_that_differ() -> None:
    with pytest.raises(Faulty, match=r"sets \[3, 3\] does not run from low to high"):
        dose(sets=(3, 3))


@pytest.mark.parametrize("percent", [0, -1, 10.5, float("nan"), float("inf")])
def test_no_step_of_the_load_is_above_ten_percent(percent: float) -> None:
    with pytest.raises(ValidationError):
        convert({"step_percent": percent}, Weight)
    assert convert({"step_percent": 10}, Weight).step_percent == 10


def test_a_number_that_is_nothing_comes_from_nowhere() -> None:
    with pytest.raises(Faulty, match=r"'rest\.reps', which is not a number of this dose"):
        dose(provenance={"rest.reps": "ours"})


@given(doses())
def test_every_number_of_a_dose_may_say_where_it_comes_from(one: object) -> None:
    assert isinstance(one, type(dose()))
    told = dict.fromkeys(one.numbers, "ours")
    assert set(
        type(one)(**{name: getattr(one, name) for name in one.__struct_fields__} | {"provenance": told}).provenance
    ) == set(told)
