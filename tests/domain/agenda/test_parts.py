"""Done and due are counted in sets, a leg: what is left of a time, and until when."""

from collections.abc import Sequence
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.due import AgendaItem
from achilles_tui.domain.agenda.today import Today, today
from achilles_tui.domain.base.units import Region, Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.session_record import SessionRecord, Status, new_record
from achilles_tui.domain.session.script import compile_script
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    BENT,
    ECCENTRIC,
    HEAVY,
    HOME,
    PRESS,
    RAISE,
    STRETCH,
    STRETCHES,
    at,
    calm,
    day,
    diary,
    log_of,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON, OFFERS, done

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
LATE = time(22, 0)
SETS = 3
"""Of one exercise and one leg, at one time."""


def some(  # noqa: PLR0913 what a session can be like
    number: int,
    sets: dict[tuple[str, Side], int],
    *,
    moment: time = MORNING,
    offered: ResolvedProgram = ECCENTRIC,
    last_set: int | None = None,
    pain: int = 1,
    stopped_for_pain: bool = False,
) -> SessionRecord:
    """Return a session with the first sets of an exercise and a leg done. last_set: repetitions of the last one."""
    sides = [side for side in (LEFT, RIGHT) if any(leg in {side, BOTH} for _, leg in sets)]
    whole = done(
        plan(offered, sides, pt_confirmed=True), f"some-{number:02d}-{moment:%H%M}", at(number, moment), (pain, 1)
    )
    records = []
    for one in whole.sets:
        count = sets.get((one.exercise, one.side), 0)
        reps = one.reps if one.set <= count else ()
        if one.set == count and last_set is not None:
            reps = reps[:last_set]
        records.append(replace(one, reps=reps))
    record = replace(whole, sets=tuple(records))
    if record.is_full:
        return record
    return replace(record, status=Status.STOPPED, stopped_for="pain" if stopped_for_pain else "choice")


def now_of(  # noqa: PLR0913 what today depends on
    sessions: Sequence[SessionRecord],
    now: datetime,
    *,
    offered: ResolvedProgram = ECCENTRIC,
    side: Side | None = LEFT,
    region: Region = Region.MID_PORTION,
    mornings: int | None = None,
) -> Today:
    entries = diary(calm(mornings)) if mornings is not None else None
    return today(offered, log_of(sessions, entries, now=now), region, RULE, side=side)


def item(now: Today, name: str = RAISE) -> AgendaItem:
    return next(each for each in now.agenda.items if each.exercise.id == name)


def told(now: Today, name: str = RAISE) -> tuple[str, str]:
    return item(now, name).state, item(now, name).reason


def offered_sets(now: Today, side: Side = LEFT) -> dict[tuple[str, Side], int]:
    """Return the sets of each exercise and leg that a session would have now."""
    whole = plan(now.program, side.legs, stage=now.targets.stage, region=now.targets.region)
    to_do = now.plan_to_do(whole)
    exercises = to_do.exercises if to_do else ()
    return {(each.id, leg): each.sets_on(leg) for each in exercises for leg in each.sides}


# --------------------------------------------------------------------- parts


def test_a_part_is_due_until_its_rest_is_done() -> None:
    part = some(0, {(RAISE, LEFT): 1, (BENT, LEFT): 3})
    now = now_of([part], at(0, NOON))

    assert told(now) == ("part", "still due: 2 sets, left leg")
    assert told(now, BENT) == ("due", "1 of 2 today")
    assert offered_sets(now) == {(RAISE, LEFT): 2, (BENT, LEFT): 3}

    rest = done(_plan_of(now), "rest-of-it", at(0, NOON))
    assert told(now_of([part, rest], at(0, LATE))) == ("due", "1 of 2 today")


def _plan_of(now: Today, side: Side = LEFT) -> Plan:
    to_do = now.plan_to_do(plan(now.program, side.legs, region=now.targets.region))
    assert to_do is not None
    return to_do


@pytest.mark.parametrize("reps", [1, 9])
def test_a_set_that_is_not_complete_is_no_set_done(reps: int) -> None:
    now = now_of([some(0, {(RAISE, LEFT): 1}, last_set=reps)], at(0, NOON))

    assert (told(now), item(now).done) == (("part", "still due: 3 sets, left leg"), 0)
    assert [(leg.planned, leg.done, leg.left) for leg in item(now).legs] == [(3, 0, 3)]


def test_the_rest_lapses_when_the_next_time_may_start_and_is_not_made_up_for() -> None:
    part = some(0, {(RAISE, LEFT): 2})
    later = at(0, time(19, 30))

    assert told(now_of([part], at(0, time(19, 29)))) == ("part", "still due: 1 set, left leg")
    assert (told(now_of([part], later)), offered_sets(now_of([part], later))[RAISE, LEFT]) == (
        ("due", "0 of 2 today"),
        SETS,
    )
    evening = some(0, {(RAISE, LEFT): 3}, moment=time(19, 30))
    assert told(now_of([part, evening], at(0, LATE))) == ("done", "1 of 2 today, 1 in part")


def test_at_midnight_a_rest_lapses() -> None:
    assert told(now_of([some(0, {(RAISE, LEFT): 1}, moment=LATE)], at(1, time(0, 30)))) == ("due", "0 of 2 today")


def test_in_the_gym_a_rest_is_due_for_48_hours_and_the_next_time_is_48_hours_after_the_last_start() -> None:
    part = some(0, {(PRESS, BOTH): 1, ("seated-calf-raise", BOTH): 3}, moment=EVENING, offered=HEAVY)

    assert told(now_of([part], at(1, NOON), offered=HEAVY), PRESS) == ("part", "still due: 2 sets, with your PT")
    assert told(now_of([part], at(2, EVENING), offered=HEAVY), PRESS) == ("due", "0 of 3 this week, with your PT")
    rest = some(1, {(PRESS, BOTH): 2}, moment=NOON, offered=HEAVY)
    assert told(now_of([part, rest], at(1, LATE), offered=HEAVY), PRESS) == (
        "later",
        "1 of 3 this week, next from Thursday 12:00, 48 hours apart",
    )


def test_minutes_are_those_of_the_rest() -> None:
    part = some(0, {(RAISE, LEFT): 2, (BENT, LEFT): 3})
    rest = now_of([part, some(0, {(BENT, LEFT): 3}, moment=NOON)], at(0, NOON))

    assert offered_sets(rest) == {(RAISE, LEFT): 1}
    assert 0 < rest.minutes < now_of([], at(0)).minutes / 4


def test_a_session_done_in_two_parts_is_one_of_the_calm_streak() -> None:
    whole = {(RAISE, LEFT): 3, (BENT, LEFT): 3}
    before = [some(number, whole) for number in range(9)]
    part, rest = some(9, {(RAISE, LEFT): 1, (BENT, LEFT): 3}), some(9, {(RAISE, LEFT): 2}, moment=NOON)
    first_only = now_of([*before, part], at(10), mornings=10)
    both_parts = now_of([*before, part, _only_done(rest)], at(10), mornings=10)
    streaks = [{verdict.inputs.green_streak for verdict in now.verdicts} for now in (first_only, both_parts)]

    assert streaks == [{0}, {SETS}]
    alone = now_of([part, _only_done(rest)], at(10), mornings=10)
    assert {verdict.inputs.green_streak for verdict in alone.verdicts} == {1}


def _only_done(session: SessionRecord) -> SessionRecord:
    """Return a session that had planned the sets it did, no more."""
    sets = tuple(one for one in session.sets if one.is_done)
    return replace(session, sets=sets, status=Status.DONE, stopped_for=None)


# ---------------------------------------------------------------------- legs


def test_each_of_two_hurting_legs_is_due_on_its_own() -> None:
    now = now_of([some(0, {(RAISE, LEFT): 3, (RAISE, RIGHT): 1})], at(0, NOON), side=BOTH)

    assert told(now) == ("part", "still due: 3 sets, left leg; 2 sets, right leg")
    assert offered_sets(now, BOTH)[RAISE, RIGHT] == SETS - 1
    planned = _plan_of(now, BOTH).exercise(RAISE)
    assert (planned.sides, planned.sets_on(LEFT), planned.sets_on(RIGHT)) == ((LEFT, RIGHT), 3, 2)


def test_where_one_leg_is_done_the_other_stays_due() -> None:
    sessions = [some(0, {(RAISE, LEFT): 3}, moment=moment) for moment in (MORNING, NOON)]
    now = now_of(sessions, at(0, LATE), side=BOTH)

    assert told(now) == ("due", "2 of 2 today (left leg), 0 of 2 today (right leg)")
    assert [leg for name, leg in offered_sets(now, BOTH) if name == RAISE] == [RIGHT]


def test_work_of_the_leg_that_does_not_hurt_makes_nothing_done() -> None:
    sessions = [
        done(plan(ECCENTRIC, (RIGHT,)), f"right-{number}-{moment:%H}", at(number, moment))
        for number in range(7)
        for moment in (MORNING, EVENING)
    ]
    now = now_of(sessions, at(6, LATE))

    assert told(now) == ("due", "0 of 2 today")
    assert offered_sets(now) == {(RAISE, LEFT): SETS, (BENT, LEFT): SETS}
    assert {verdict.inputs.completion_7d for verdict in now.verdicts} == {0}


def test_gym_work_is_done_with_both_legs_and_never_doubled() -> None:
    now = now_of([], at(0), offered=HEAVY, side=BOTH)

    assert [leg.side for leg in item(now, PRESS).legs] == [BOTH]
    assert offered_sets(now, BOTH)[PRESS, BOTH] == SETS


def test_a_session_with_fewer_sets_of_one_leg_is_paced_and_recorded_so() -> None:
    now = now_of([some(0, {(RAISE, LEFT): 3, (RAISE, RIGHT): 1})], at(0, NOON), side=BOTH)
    planned = _plan_of(now, BOTH).only({RAISE})
    sets = [(one.side, one.set) for one in new_record(planned, "with-rest", at(0, NOON)).sets]

    assert sets == [(LEFT, 1), (LEFT, 2), (LEFT, 3), (RIGHT, 1), (RIGHT, 2)]
    assert len(compile_script(planned).reps) == len(sets) * planned.exercises[0].reps


# -------------------------------------------------------------- pain, stretches


@pytest.mark.parametrize("program", ["eccentric", "stretches"])
def test_after_pain_above_the_limit_nothing_is_due_that_day(program: str) -> None:
    bad = done(plan(OFFERS[program], (LEFT,)), "a-bad-one", at(0, MORNING), (6, 2))
    now = now_of([bad], at(0, LATE), offered=HOME)

    assert {each.state for each in now.agenda.items} == {"not today"}
    assert item(now, STRETCH).reason == "today is over because of pain; stretches go on tomorrow"
    assert offered_sets(now) == {}


def test_after_a_stop_for_pain_nothing_is_due_that_day() -> None:
    stopped = some(0, {(RAISE, LEFT): 1}, pain=3, stopped_for_pain=True)

    assert told(now_of([stopped], at(0, LATE))) == (
        "not today",
        "today is over because of pain; the next session is left out, you go on from Tuesday 07:30",
    )


def test_a_third_stretch_is_offered_and_never_due_not_even_its_rest() -> None:
    stretches = {(STRETCH, LEFT): 1}
    twice = [some(0, stretches, moment=moment, offered=STRETCHES) for moment in (MORNING, NOON)]
    third = some(0, stretches, moment=time(15), offered=STRETCHES, last_set=1)
    now = now_of([*twice, third], at(0, time(16)), offered=STRETCHES)

    assert told(now, STRETCH)[0] == "done"
    assert STRETCH in {each.exercise.id for each in now.agenda.once_more}


# ---------------------------------------------------------------- properties

TIMES = [time(7), time(9), time(12), time(15), time(19), time(21)]
DRAWN = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(TIMES),
        st.sampled_from([LEFT, RIGHT]),
        st.sampled_from([RAISE, BENT]),
        st.integers(0, SETS),
        st.none() | st.integers(1, 9),
    ),
    max_size=6,
    unique_by=lambda one: one[:2],
)


def sessions_of(drawn: Sequence[tuple[int, time, Side, str, int, int | None]]) -> list[SessionRecord]:
    return [
        some(number, {(name, side): sets}, moment=moment, last_set=last_set)
        for number, moment, side, name, sets, last_set in drawn
        if sets
    ]


@given(DRAWN, st.sampled_from(TIMES))
def test_work_of_one_leg_never_changes_what_is_due_on_the_other(
    drawn: list[tuple[int, time, Side, str, int, int | None]], moment: time
) -> None:
    of_left = [one for one in drawn if one[2] is LEFT]
    all_of_it, left_alone = (now_of(sessions_of(each), at(1, moment), side=BOTH) for each in (drawn, of_left))

    for name in (RAISE, BENT):
        assert item(all_of_it, name).legs[0] == item(left_alone, name).legs[0]


@given(DRAWN)
def test_no_session_offers_more_than_its_sets_and_no_day_more_than_it_planned(
    drawn: list[tuple[int, time, Side, str, int, int | None]],
) -> None:
    sessions = sessions_of(drawn)
    for moment in (time(8), time(13), time(18), time(23)):
        now = now_of(sessions, at(1, moment), side=BOTH)
        to_do = offered_sets(now, BOTH)
        sessions += [done(_plan_of(now, BOTH), f"offered-{moment:%H%M}", at(1, moment))] if to_do else []
        assert all(1 <= sets <= SETS for sets in to_do.values())
    recorded = _sets_on(day(1), sessions_of(drawn))
    for key, sets in _sets_on(day(1), sessions).items():
        assert sets <= max(2 * SETS, recorded.get(key, 0))


def _sets_on(on_day: date, sessions: Sequence[SessionRecord]) -> dict[tuple[str, Side], int]:
    counts: dict[tuple[str, Side], int] = {}
    for session in sessions:
        for one in session.sets if session.day == on_day else ():
            counts[one.exercise, one.side] = counts.get((one.exercise, one.side), 0) + one.is_done
    return counts


@given(st.lists(st.sampled_from(TIMES), min_size=1, unique=True))
def test_one_repetition_is_never_done(moments: list[time]) -> None:
    now = now_of([some(0, {(RAISE, LEFT): 1}, moment=moment, last_set=1) for moment in moments], at(0, LATE))

    assert item(now).done == 0
