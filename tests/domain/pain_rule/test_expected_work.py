"""What was planned in the past: never more than the program asked for then, and what of it the program left out."""

from collections.abc import Sequence
from datetime import date, time

from hypothesis import given
from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Region, Side, Verdict
from achilles_tui.domain.history.history import History, history_of
from achilles_tui.domain.pain_rule.expected_work import HistoryContext
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.day_entries import Diary, How
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status, new_record
from achilles_tui.domain.records.summary import summary_of
from achilles_tui.domain.red_flags.safety import ClinicianNote
from tests.domain.pain_rule.logs import (
    BENT,
    HEAVY,
    HOME,
    STRETCHES,
    TRAINING,
    answer,
    at,
    calm_days,
    day,
    diary,
    only,
    sessions_of,
    trained,
)
from tests.domain.pain_rule.simulation import MORNING, NOON, OFFERS

ECCENTRIC_DAY = 12
"""Sets of one leg that the eccentric program asks for: two exercises, three sets, twice a day."""


def read(  # noqa: PLR0913 what a past can be like
    sessions: Sequence[SessionRecord],
    diary_of: Diary | None = None,
    *,
    today: int,
    notes: Sequence[int] = (),
    region: Region = Region.MID_PORTION,
    locked: bool = False,
) -> History:
    """Return the past as it is read on a day. notes: days on which a clinician said something."""
    told = [ClinicianNote(at(number), "go on") for number in notes]
    course = HistoryContext(diary_of or diary(begun={0: "eccentric"}), told, OFFERS, region, day(today), locked)
    return history_of(map(summary_of, sessions), course, day(0))


def planned(seen: History) -> list[int]:
    """Return the sets planned on each day."""
    return [one.planned for one in seen.days]


def kinds(seen: History) -> list[str]:
    """Return what kind of day each was."""
    return [one.kind for one in seen.days]


def test_a_program_of_twice_a_day_asks_for_its_sets_twice_on_every_day_from_its_beginning() -> None:
    seen = read([], diary(begun={2: "eccentric"}), today=4)

    assert planned(seen) == [0, 0, ECCENTRIC_DAY, ECCENTRIC_DAY, ECCENTRIC_DAY]
    assert kinds(seen) == ["before", "before", "work", "work", "work"]


def test_where_no_beginning_was_told_the_first_session_is_one() -> None:
    assert kinds(read([trained(1)], diary(), today=2)) == ["before", "work", "work"]


def test_an_exercise_that_two_hurting_legs_do_at_once_is_planned_once() -> None:
    home = OFFERS["home"]
    both = plan(home, (Side.LEFT, Side.RIGHT))
    at_once = {exercise.id for exercise in both.exercises if exercise.category is Category.ECCENTRIC}
    lowest = replace(
        both,
        exercises=tuple(replace(one, sides=(Side.BOTH,)) if one.id in at_once else one for one in both.exercises),
    )
    sets = [one.planned for one in new_record(lowest, "x", at(0)).sets]
    done = record_by_hand(lowest, "lowest-1", at(0, MORNING), sets)

    seen = read([done], diary(begun={0: "home"}), today=1)
    a_time = sum(one.sets * (1 if one.id in at_once else 2) for one in both.exercises)
    assert planned(seen)[1] == 2 * a_time


def test_with_two_legs_twice_as_much_is_planned_from_then_on() -> None:
    both = only(OFFERS["eccentric"], side=(Side.LEFT, Side.RIGHT))
    second = replace(trained(1), plan=both, sets=(*trained(1).sets, *_right(trained(1))))

    assert planned(read([trained(0), second], today=2)) == [ECCENTRIC_DAY, 2 * ECCENTRIC_DAY, 2 * ECCENTRIC_DAY]


def _right(session: SessionRecord) -> list[SetRecord]:
    return [replace(one, side=Side.RIGHT) for one in session.sets]


def test_a_pause_plans_nothing() -> None:
    away: dict[int, How] = {1: "away"}
    seen = read(calm_days(2, but=[1]), diary(how=away, begun={0: "eccentric"}), today=3)

    assert planned(seen)[1] == 0
    assert kinds(seen)[1] == "away"


def test_a_flare_up_is_marked_and_what_was_planned_stays_planned() -> None:
    flare: dict[int, How] = {1: "flare-up"}
    seen = read(calm_days(2), diary(how=flare, begun={0: "eccentric"}), today=3)

    assert [one.flare for one in seen.days] == [False, True, False, False]
    assert planned(seen)[1] == ECCENTRIC_DAY


def test_a_step_back_leaves_out_one_time_of_what_loads_the_tendon() -> None:
    back = answer(1, verdict=Verdict.STEP_BACK, row="D7", level=1)
    told = diary(answers=[back], begun={0: "eccentric"})
    seen = read([*calm_days(0), trained(1), *calm_days(2, but=[0, 1])], told, today=3)

    assert planned(seen)[:3] == [ECCENTRIC_DAY] * 3
    assert [one.sets_left_out for one in seen.days[:3]] == [0, ECCENTRIC_DAY // 2, 0]
    assert [one.is_complete for one in seen.days[:3]] == [True, True, True]


def test_who_trains_all_the_same_after_a_step_back_has_nothing_left_out() -> None:
    back = answer(1, verdict=Verdict.STEP_BACK, row="D7", level=1)
    seen = read(calm_days(2), diary(answers=[back], begun={0: "eccentric"}), today=3)

    assert [(one.done, one.sets_left_out) for one in seen.days[:3]] == [(ECCENTRIC_DAY, 0)] * 3


def test_a_step_back_leaves_stretches_out_for_two_days_where_the_pain_is_insertional() -> None:
    back = answer(1, "gastrocnemius-stretch", program="stretches", verdict=Verdict.STEP_BACK, row="D7")
    told = diary(answers=[back], begun={0: "stretches"})
    sessions = [trained(0, offered=STRETCHES)]

    assert kinds(read(sessions, told, today=3, region=Region.INSERTIONAL)) == ["work", "rest", "rest", "work"]
    assert kinds(read(sessions, told, today=3)) == ["work", "work", "work", "work"]


def test_after_a_session_ended_for_pain_the_rest_of_that_day_is_left_out() -> None:
    ended = trained(0, (8, 6), moment=MORNING, finished=False)
    first, second = read([ended], today=1).days

    assert (first.planned, first.done, first.sets_left_out, first.is_complete) == (
        ECCENTRIC_DAY,
        1,
        ECCENTRIC_DAY - 1,
        True,
    )
    assert (second.planned, second.sets_left_out) == (ECCENTRIC_DAY, 0)


def test_from_a_stop_to_the_clinicians_word_nothing_was_planned() -> None:
    seen = read([trained(0), trained(4)], today=5, notes=[4])

    assert kinds(seen) == ["work", "locked", "locked", "locked", "work", "work"]


def test_while_sessions_are_locked_nothing_is_planned() -> None:
    assert kinds(read([trained(0)], today=3, locked=True)) == ["work", "locked", "locked", "locked"]


def test_a_program_that_is_not_known_any_more_plans_nothing() -> None:
    assert planned(read([trained(0)], diary(begun={0: "gone"}), today=1)) == [0, 0]


def test_another_program_asks_for_its_own_sets_from_the_day_it_was_begun() -> None:
    seen = read([], diary(begun={0: "eccentric", 2: "home"}), today=3)

    assert planned(seen)[1] == ECCENTRIC_DAY
    assert planned(seen)[2] > ECCENTRIC_DAY
    assert {one.id for one in HOME.exercises} > {BENT}


GYM = diary(begun={0: "heavy"})


def gym(*days: int) -> list[SessionRecord]:
    """Return a session in the gym on each of these days."""
    return [trained(number, offered=HEAVY, load=40.0) for number in days]


def test_in_the_gym_a_day_between_is_a_rest_and_the_week_is_complete() -> None:
    seen = read(gym(0, 2, 4), GYM, today=7)

    assert kinds(seen)[:7] == ["work", "rest", "work", "rest", "work", "rest", "rest"]
    assert all(one.is_complete for one in seen.days[:7])


def test_what_a_week_in_the_gym_misses_is_told_on_its_last_free_days() -> None:
    seen = read(gym(0), GYM, today=7)

    assert kinds(seen)[:7] == ["work", "rest", "rest", "rest", "rest", "work", "work"]
    assert [one.is_complete for one in seen.days[:7]] == [True, True, True, True, True, False, False]


def test_a_week_that_is_not_over_misses_nothing() -> None:
    assert all(one.is_complete for one in read(gym(0), GYM, today=6).days[:6])


def test_a_fourth_time_in_the_gym_is_none_that_was_planned() -> None:
    seen = read(gym(0, 1, 2, 3), GYM, today=7)

    assert seen.planned == seen.done
    assert kinds(seen)[3] == "rest"


@given(TRAINING)
def test_never_is_more_counted_than_was_planned(training: list[tuple[int, time, int, int, bool]]) -> None:
    seen = read(sessions_of(training), today=19)

    assert all(0 <= one.done <= one.planned for one in seen.days)
    assert 0 <= seen.done <= seen.planned
    assert [one.day for one in seen.days] == [day(number) for number in range(20)]


@given(TRAINING)
def test_in_whatever_order_sessions_are_read_the_past_is_the_same(
    training: list[tuple[int, time, int, int, bool]],
) -> None:
    sessions = sessions_of(training)

    one, other = read(sessions, today=19), read(sessions[::-1], today=19)
    assert (one.days, one.events) == (other.days, other.events)


def test_what_is_dated_after_today_has_not_been_done() -> None:
    seen = read([trained(5)], today=2)

    assert seen.days[-1].day == date(2026, 3, 4)
    assert seen.done == 0


def test_a_session_that_is_not_over_or_only_practice_counts_for_nothing() -> None:
    unfinished = replace(trained(0, moment=NOON), status=Status.IN_PROGRESS)

    assert read([unfinished, trained(0, practice=True)], today=0).done == 0
