"""The sessions to come: on which days, at which times, and what is never promised."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.upcoming import USUAL_TIMES, UpcomingPlan, weeks_ahead
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.dose import Often
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import Screening
from tests.domain.pain_rule.logs import (
    BENT,
    ECCENTRIC,
    HEAVY,
    HOME,
    PRESS,
    RAISE,
    SEATED,
    STRETCH,
    STRETCHES,
    answer,
    at,
    calm,
    day,
    diary,
    log_of,
    repeated,
    seen,
    trained,
)
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MORNING, NOON, OFFERS, ZONE
from tests.domain.programs.staged import DAILY
from tests.strategies import TIMES

BERLIN = ZoneInfo("Europe/Berlin")
THREE = (MORNING, NOON, EVENING)


def fixed(wall: datetime) -> datetime:
    """Give a wall time the offset that every test log has."""
    return wall.replace(tzinfo=ZONE)


def ahead(  # noqa: PLR0913 all it depends on
    sessions: Sequence[SessionRecord] = (),
    *,
    now: datetime | None = None,
    offered: ResolvedProgram = ECCENTRIC,
    times: Sequence[time] = USUAL_TIMES,
    weeks: int = 1,
    region: Region | None = Region.MID_PORTION,
    **more: object,
) -> UpcomingPlan:
    log = log_of(sessions, now=now or at(0), **more)  # type: ignore[arg-type]
    return weeks_ahead(seen(log, offered, region), times, weeks, fixed)


def numbers(found: UpcomingPlan, dose: str) -> list[tuple[int, int]]:
    """Return the day, from the first Monday, and the number of each session of a dose."""
    return [((one.day - day(0)).days, one.number) for one in found.sessions if dose in one.doses]


def days(found: UpcomingPlan, dose: str) -> list[int]:
    return [number for number, _ in numbers(found, dose)]


def done_so_often(often: Often, offered: ResolvedProgram = ECCENTRIC) -> ResolvedProgram:
    """Return a program all of whose exercises are done so often."""
    doses = tuple(replace(dose, often=often, provenance={}) for dose in offered.doses())
    return offered._replace(definition=offered.definition.with_parts([doses]))


# ------------------------------------------------------------------ which times of a day


def test_twice_a_day_is_each_day_at_both_times() -> None:
    found = ahead(weeks=12)

    assert len(found.sessions) == 12 * 7 * 2
    assert {one.doses for one in found.sessions} == {(RAISE, BENT)}
    assert [one.begin for one in found.sessions[:3]] == [at(0, MORNING), at(0, EVENING), at(1, MORNING)]
    assert found.sessions[-1].begin == at(83, EVENING)
    assert found.notices == ()


def test_a_time_that_is_past_today_comes_no_more() -> None:
    assert numbers(ahead(now=at(0, NOON)), RAISE)[:2] == [(0, 2), (1, 1)]
    assert numbers(ahead(now=at(0, EVENING)), RAISE)[:2] == [(0, 2), (1, 1)], "the time has just come"
    assert numbers(ahead(now=at(0, time(21, 0))), RAISE)[0] == (1, 1)


def test_what_was_done_today_is_not_planned_again() -> None:
    early = trained(0, moment=time(6, 0))
    both = [early, trained(0, moment=time(6, 30))]

    assert numbers(ahead([early]), RAISE)[:2] == [(0, 2), (1, 1)]
    assert numbers(ahead(both), RAISE)[0] == (1, 1)


def test_of_more_times_than_an_exercise_needs_it_has_the_first_the_last_and_evenly_between() -> None:
    assert numbers(ahead(times=THREE), RAISE)[:2] == [(0, 1), (0, 3)]
    assert numbers(ahead(times=THREE, offered=done_so_often(Often(per_day=1))), RAISE)[:2] == [(0, 1), (1, 1)]
    six = [time(hour) for hour in range(8, 20, 2)]
    assert numbers(ahead(times=six, offered=done_so_often(Often(per_day=3))), RAISE)[:3] == [(0, 1), (0, 3), (0, 6)]


def test_where_exercises_are_done_differently_often_a_session_has_those_of_its_time() -> None:
    morning, noon, evening = ahead(times=THREE, offered=HOME).sessions[:3]

    assert set(noon.doses) == {STRETCH}
    assert set(morning.doses) == set(evening.doses) > {STRETCH, RAISE, BENT}


@pytest.mark.parametrize("region", [Region.INSERTIONAL, Region.NOT_SURE, None])
def test_where_the_pain_may_be_insertional_stretches_stay_at_two_a_day(region: Region | None) -> None:
    assert numbers(ahead(times=THREE, offered=STRETCHES, region=region), STRETCH)[:3] == [(0, 1), (0, 3), (1, 1)]


def test_fewer_times_than_a_day_needs_are_said_with_what_to_do() -> None:
    found = ahead(times=(MORNING,))

    assert numbers(found, RAISE)[:2] == [(0, 1), (1, 1)]
    (said,) = found.notices
    assert said.endswith(
        ": 2 times a day, but only one time of day is set, so the calendar has no more; "
        "set more with `achilles-tui setup --times`."
    )
    assert ECCENTRIC.exercise(RAISE).name in said


def test_nobody_is_nagged_for_a_third_stretch_as_two_complete_the_day() -> None:
    assert ahead(offered=STRETCHES).notices == ()


# ------------------------------------------------------------------ which days


def test_so_many_days_a_week_are_spread_evenly_from_monday_on() -> None:
    three = done_so_often(Often(per_day=2, days_per_week=3))

    assert numbers(ahead(offered=three), RAISE) == [(0, 1), (0, 2), (2, 1), (2, 2), (4, 1), (4, 2)]
    assert days(ahead(offered=three, now=at(3), weeks=1), RAISE) == [4, 4, 7, 7, 9, 9], "a week from Thursday on"


@pytest.mark.parametrize(
    ("a_week", "expected"),
    [(1, [0]), (2, [0, 3]), (4, [0, 1, 3, 5]), (7, [*range(7)]), (9, [0, 0, 1, 2, 3, 3, 4, 5, 6])],
)
def test_so_many_times_a_week_are_spread_evenly(a_week: int, expected: list[int]) -> None:
    assert days(ahead(offered=done_so_often(Often(per_week=a_week))), RAISE) == expected


def test_what_was_done_this_week_counts() -> None:
    thrice = done_so_often(Often(per_week=3))

    assert days(ahead(repeated([0, 1]), now=at(2), offered=thrice), RAISE) == [2, 7], "one is left this week"
    assert days(ahead(repeated([0, 1, 2]), now=at(3), offered=thrice), RAISE) == [7, 9]
    assert days(ahead([trained(2, moment=time(6, 0))], now=at(2), offered=thrice), RAISE) == [4, 7], "today's is done"

    on_three = done_so_often(Often(per_day=2, days_per_week=3))
    by_chance = ahead([trained(1, moment=time(6, 0))], now=at(1), offered=on_three)
    assert numbers(by_chance, RAISE)[:5] == [(1, 2), (2, 1), (2, 2), (4, 1), (4, 2)], "the rest of an unplanned Tuesday"

    on_two = done_so_often(Often(per_day=1, days_per_week=2))
    assert days(ahead(repeated([0]), now=at(2), offered=on_two), RAISE) == [3, 7]
    assert days(ahead(repeated([0, 1]), now=at(2), offered=on_two), RAISE) == [7]


def test_times_are_as_far_apart_as_the_program_asks() -> None:
    apart = done_so_often(Often(per_day=2, hours_apart=10))
    assert numbers(ahead(offered=apart, times=(MORNING, NOON)), RAISE)[:3] == [(0, 1), (1, 1), (2, 1)]

    thrice = done_so_often(Often(per_week=3, hours_apart=48))
    last_evening = [trained(-1)]
    assert days(ahead(last_evening, offered=thrice), RAISE) == [2, 4], "48 hours after Sunday evening"


def test_the_same_hour_stays_a_day_apart_where_clocks_are_changed() -> None:
    daily = done_so_often(Often(per_day=1, hours_apart=24))
    log = log_of(now=datetime(2027, 3, 26, 6, 0, tzinfo=BERLIN))

    found = weeks_ahead(seen(log, daily), [MORNING], 1, lambda wall: wall.replace(tzinfo=BERLIN))

    assert [one.day for one in found.sessions] == [date(2027, 3, 26) + timedelta(days=more) for more in range(7)]
    assert {one.begin.hour for one in found.sessions} == {7}


# ------------------------------------------------------------------ what is not promised


def test_a_later_stage_is_never_promised_whatever_the_weeks_say() -> None:
    first = ahead(offered=DAILY, weeks=12)
    assert (first.targets.stage, first.program.doses(1)[0].reps) == (1, 10)
    assert {one.doses for one in first.sessions} == {(RAISE, BENT)}

    yes = replace(answer(14, program="daily"), stage=2)
    entered = ahead(offered=DAILY, now=at(15), diary_of=diary(begun={0: "daily"}, answers=[yes]), weeks=12)
    assert (entered.targets.stage, entered.program.doses(2)[0].reps) == (2, 15)


def test_the_doses_are_those_at_the_level_of_now() -> None:
    written = diary(calm(9), begun={0: "eccentric"}, answers=[answer(8, RAISE, level=2)])
    found = ahead(repeated(range(9)), now=at(9), diary_of=written)

    assert [dose.reps for dose in found.program.doses(1)] == [12, 10]


def test_gym_work_is_never_planned_but_told_as_earliest() -> None:
    found = ahead(offered=HEAVY, weeks=12)
    assert found.sessions == ()
    assert [(one.exercise.id, one.day) for one in found.with_pt] == [(PRESS, day(0)), (SEATED, day(0))]

    trained_today = ahead([trained(0, moment=MORNING, offered=HEAVY)], now=at(0, NOON), offered=HEAVY)
    assert {one.day for one in trained_today.with_pt} == {day(2)}, "48 hours later"


def test_gym_work_comes_no_earlier_than_tomorrow_on_a_day_with_other_load() -> None:
    other = ahead([trained(0, moment=MORNING)], now=at(0, NOON), offered=HEAVY)

    assert {one.day for one in other.with_pt} == {day(1)}


@pytest.mark.parametrize(
    ("region", "planned"),
    [(Region.MID_PORTION, True), (Region.INSERTIONAL, False), (Region.NOT_SURE, False), (None, False)],
)
def test_what_needs_a_pt_for_this_pain_is_not_planned_either(region: Region | None, planned: bool) -> None:  # noqa: FBT001 a case
    edged = tuple(replace(one, over_edge=one.id == RAISE) for one in ECCENTRIC.exercises)
    found = ahead(offered=ECCENTRIC._replace(exercises=edged), region=region)

    assert bool(numbers(found, RAISE)) is planned
    assert [one.exercise.id for one in found.with_pt] == ([] if planned else [RAISE])
    assert len(numbers(found, BENT)) == 14


def test_a_stop_leaves_nothing_to_plan() -> None:
    flagged = CLEAR.with_screening(Screening(at(0), ("pop-or-blow",)))

    for offered in (ECCENTRIC, HEAVY):
        found = ahead(offered=offered, safety=flagged)
        assert (found.locked, found.sessions, found.with_pt) == (True, (), ())
    assert ahead([trained(0, (8, 8))], now=at(1)).locked


def test_a_pause_today_ends_today_as_far_as_is_known() -> None:
    assert numbers(ahead(diary_of=diary(how={0: "away"})), RAISE)[0] == (1, 1)


def test_after_a_step_back_the_next_time_is_left_out() -> None:
    stepped = ahead([trained(0, (6, 1), moment=MORNING)], now=at(0, NOON))

    assert numbers(stepped, RAISE)[0] == (1, 1), "the evening is skipped"


def test_stretches_that_a_step_back_pauses_are_left_out_until_the_log_says_otherwise() -> None:
    worse = [trained(0, (6, 1), moment=MORNING, offered=HOME)]
    found = ahead(worse, now=at(0, NOON), offered=HOME, region=Region.INSERTIONAL)

    assert numbers(found, STRETCH) == []
    assert numbers(found, RAISE)[0] == (1, 1)
    assert f"{HOME.exercise(STRETCH).name} is left out: paused after a step back" in found.notices[0]


# ------------------------------------------------------------------ how long


def test_both_legs_take_longer_than_one() -> None:
    found = ahead()
    one, both = (found.minutes((RAISE, BENT), side) for side in (Side.LEFT, Side.BOTH))

    assert found.minutes((RAISE, BENT), None) == found.minutes((RAISE, BENT), Side.RIGHT) == one
    assert 1.5 * one < both < 2.5 * one


# ------------------------------------------------------------------ of any program


MOMENTS = st.builds(at, st.integers(0, 20), st.builds(time, st.integers(0, 23), st.integers(0, 59)))


@given(
    st.tuples(st.sampled_from(sorted(OFFERS)), st.none() | st.sampled_from(Region)),
    TIMES.filter(bool),
    MOMENTS,
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(THREE)), max_size=6, unique=True),
    st.integers(1, 3),
)
def test_of_any_program_sessions_are_to_come_each_once_and_no_more_than_a_day_has(
    which: tuple[str, Region | None],
    times: tuple[time, ...],
    now: datetime,
    trainings: list[tuple[int, time]],
    weeks: int,
) -> None:
    offered, region = OFFERS[which[0]], which[1]
    before = [
        trained(number, moment=moment, offered=offered) for number, moment in trainings if at(number, moment) < now
    ]
    found = ahead(before, now=now, offered=offered, times=times, weeks=weeks, region=region)
    keys = [(one.day, one.number) for one in found.sessions]

    assert keys == sorted(set(keys))
    assert all(one.begin >= now and one.day < now.date() + timedelta(weeks=weeks) for one in found.sessions)
    assert all(one.begin == fixed(datetime.combine(one.day, times[one.number - 1])) for one in found.sessions)
    for dose, exercise in offered.pairs(1, region):
        planned = [one.day for one in found.sessions if dose.id in one.doses]
        assert not (planned and exercise.guarded(region))
        assert all(planned.count(one) <= (dose.often.per_day or 1) for one in planned)
