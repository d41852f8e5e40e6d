"""What is read from what was recorded: each fold with a small table, and what never counts."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from achilles_tui.domain.pain_rule.inputs import Pains
from achilles_tui.domain.pain_rule.log import Log, MorningMeasure
from achilles_tui.domain.pain_rule.training_days import is_loaded
from achilles_tui.domain.records.day_entries import DayFile, Diary, ProgramStart
from achilles_tui.domain.records.session_record import PainAnswer, Status
from tests.domain.pain_rule.logs import (
    HOME,
    STRETCH,
    answer,
    at,
    calm,
    corrected,
    day,
    diary,
    log_of,
    repeated,
    trained,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON

NOW = at(20)


def told(values: dict[int, int | None]) -> Log:
    return log_of(diary_of=diary(values), now=NOW)


# ---------------------------------------------------------------- baseline


@pytest.mark.parametrize(
    ("mornings", "baseline"),
    [
        ({0: 2, 1: 4, 2: 3}, 3),
        ({0: 2, 1: 4, 2: 3, 3: 9, 4: 9}, 3),
        ({0: 2, 4: 4, 9: 3, 10: 9}, 3),
        ({0: 2, 1: None, 2: 4, 3: 6}, 4),
        ({0: 0, 1: 0, 2: 0}, 0),
        ({0: 2, 1: 4}, None),
        ({}, None),
    ],
    ids=["three", "later ones change nothing", "with holes", "missing is not 0", "0 is a value", "two", "none"],
)
@pytest.mark.parametrize("which", ["morning", "stiffness"])
def test_at_the_start_the_baseline_is_the_median_of_the_first_three(
    mornings: dict[int, int | None], baseline: int | None, which: MorningMeasure
) -> None:
    stiff = {number: value for number, value in mornings.items() if value is not None}
    log = log_of(diary_of=diary(mornings, stiffness=stiff), now=NOW)

    assert log.first_baseline(which, fewest=3, first=day(0), last=day(20)) == baseline


def test_at_the_start_mornings_before_it_say_nothing_and_those_to_come_neither() -> None:
    log = told({-3: 9, -2: 9, -1: 9, 0: 1, 1: 1, 2: 1})

    assert log.first_baseline("morning", fewest=3, first=day(0), last=day(2)) == 1
    assert log.first_baseline("morning", fewest=3, first=day(0), last=day(1)) is None


@pytest.mark.parametrize(
    ("mornings", "baseline"),
    [
        (dict(enumerate([9, 9, 1, 2, 3, 4, 5, 6, 7])), 4),
        (dict(enumerate([9, 1, 2, 3, 4, 5, 6])), 4),
        ({3: 1, 8: 4}, None),
        ({6: 1, 7: 2, 8: 5, 9: 9, 10: 9}, 2),
        ({5: 1, 6: 2, 7: 3, 8: 4}, Fraction(5, 2)),
    ],
    ids=["the last seven", "seven in all", "two are none", "later ones say nothing", "an even number, exactly"],
)
def test_later_the_baseline_is_the_median_of_the_last_seven_before_a_day(
    mornings: dict[int, int | None], baseline: Fraction | None
) -> None:
    assert told(mornings).baseline("morning", fewest=3, last=day(8), most=7) == baseline


# --------------------------------------------------------------- week rise


def weeks(before: list[int | None], now: list[int | None]) -> dict[int, int | None]:
    return dict(enumerate([*before, *now]))


@pytest.mark.parametrize(
    ("before", "now", "rise"),
    [
        ([1] * 7, [2] * 7, Fraction(1)),
        ([1] * 7, [1] * 6 + [2], Fraction(1, 7)),
        ([3] * 7, [1] * 7, Fraction(-2)),
        ([1, 1, 1, 2, None, None, None], [2, 1, 1, 1, 1, None, None], Fraction(6, 5) - Fraction(5, 4)),
        ([0] * 7, [0] * 7, Fraction(0)),
        ([1, 1, 1, None, None, None, None], [2] * 7, None),
        ([1] * 7, [2, 2, 2, None, None, None, None], None),
        ([None] * 7, [None] * 7, None),
    ],
)
def test_the_week_rise_is_the_mean_of_seven_days_less_that_of_the_seven_before(
    before: list[int | None], now: list[int | None], rise: Fraction | None
) -> None:
    assert told(weeks(before, now)).week_rise(day(13), fewest=4) == rise


def test_the_week_rise_ends_with_the_day_that_is_asked_about() -> None:
    log = told(weeks([1] * 7, [2] * 7))

    assert log.week_rise(day(12), fewest=4) == Fraction(6, 7)
    assert log.week_rise(day(6), fewest=4) is None


def test_mornings_up_to_a_clinician_note_are_no_part_of_the_week_rise() -> None:
    values = weeks([1] * 7, [3] * 7)
    reading = log_of(diary_of=diary(values), now=NOW, notes=[at(3, NOON)])

    assert reading.week_rise(day(13), fewest=4) is None
    assert reading.week_rise(day(13), fewest=3) == 2


# -------------------------------------------------------------------- pain


def test_pain_during_is_the_highest_of_all_answers_before_the_end() -> None:
    session = corrected(
        trained(0),
        PainAnswer(3, at(0), "during"),
        PainAnswer(5, at(0), "during"),
        PainAnswer(4, at(0), "exercise"),
        PainAnswer(7, at(0), "final"),
    )

    assert (session.pain_during(), session.final_pain()) == (5, 7)
    assert corrected(session, PainAnswer(7, at(0), "final")).pain_during() is None


def test_the_values_of_a_session_are_its_own_and_the_next_morning() -> None:
    session = trained(4, (2, 3))

    assert log_of([session], diary({4: 9, 5: 1, 6: 9}), now=NOW).pains(session, calm=3) == Pains(2, 3, 1)


def test_the_values_of_a_day_with_several_sessions_are_the_highest_of_each_up_to_it() -> None:
    first, second = trained(4, (5, 1), moment=MORNING), trained(4, (2, 4))
    log = log_of([first, second], diary({5: 1}), now=NOW)

    assert log.pains(first, calm=3) == Pains(5, 1, 1)
    assert log.pains(second, calm=3) == Pains(5, 4, 1)


@pytest.mark.parametrize(
    ("earlier", "value"),
    [(1, None), (3, None), (4, 4), (7, 7), (None, None)],
    ids=["calm", "just calm", "would hold", "would step back", "missing as well"],
)
def test_a_value_that_a_session_lacks_is_missing_unless_the_days_would_hold_anyway(
    earlier: int | None, value: int | None
) -> None:
    sessions = [trained(4, (earlier, earlier), moment=MORNING), trained(4, (None, None))]

    assert log_of(sessions, now=NOW).pains(sessions[1], calm=3) == Pains(value, value, None)


def test_a_morning_nobody_told_is_missing_and_never_0() -> None:
    assert log_of([trained(4)], now=NOW).pains(trained(4), calm=3).morning is None


@pytest.mark.parametrize(("marked", "flare"), [(13, False), (14, True), (20, True), (21, False)])
def test_a_flare_up_counts_on_its_day_and_the_six_after_it(marked: int, *, flare: bool) -> None:
    log = log_of(diary_of=diary(how={marked: "flare-up", 18: "usual"}), now=NOW)

    assert log.flare(day(20), 7) is flare


def test_a_day_that_is_told_twice_is_told_by_its_later_words() -> None:
    later = replace(diary({4: 3}).days[day(4)].check_ins[0], id="check-later", at=at(4, NOON))
    log = log_of(diary_of=Diary({day(4): diary({4: 7}).days[day(4)].joined(DayFile(1, day(4), (later,)))}), now=NOW)

    assert log.diary.day(day(4)).morning == 3


# --------------------------------------------------------------------- gap


@pytest.mark.parametrize(
    ("trained_on", "asked_on", "gap"),
    [([0], 0, 0), ([0], 8, 8), ([0, 5], 8, 3), ([0], 14, 14), ([], 9, 0)],
)
def test_the_gap_is_today_less_the_last_session(trained_on: list[int], asked_on: int, gap: int) -> None:
    assert log_of(repeated(trained_on), now=at(30)).gap(day(asked_on)) == gap


def test_a_gap_counts_until_one_full_session_has_been_done_after_it() -> None:
    broken_off = [trained(0), trained(16, finished=False), trained(17, finished=False)]

    assert log_of(broken_off, now=at(18)).gap(day(18)) == 16
    assert log_of([*broken_off, trained(18)], now=at(19)).gap(day(19)) == 1


def test_a_gap_reaches_back_to_the_training_before_what_was_read() -> None:
    assert log_of([trained(40, finished=False)], now=at(41), earlier=day(10)).gap(day(41)) == 30
    assert log_of([], now=at(41), earlier=day(10)).gap(day(41)) == 31


def test_the_gap_before_a_session_is_told_without_that_session() -> None:
    first, second = trained(0), trained(9)
    log = log_of([first, second], now=NOW)

    assert (log.gap(day(9)), log.gap(day(9), first)) == (0, 9)


# ------------------------------------------------------------ what counts


def test_practice_a_session_under_way_and_tomorrows_are_no_training() -> None:
    running = replace(trained(3), status=Status.IN_PROGRESS, id="running")
    practice, tomorrow = trained(3, practice=True), trained(4)
    log = log_of([trained(2), running, practice, tomorrow], now=at(3, time(20, 0)))

    assert [one.day for one in log.sessions] == [day(2)]
    assert [one.day for one in log.future_sessions] == [day(4)]


def test_a_session_dated_ahead_counts_once_its_day_has_come() -> None:
    session = trained(4)

    assert not log_of([session], now=at(3, time(23, 59))).sessions
    assert log_of([session], now=at(4, time(0, 0))).sessions == (session,)


def test_with_the_clock_set_back_within_the_day_the_session_of_this_evening_still_counts() -> None:
    assert len(log_of([trained(3, moment=EVENING)], now=at(3, NOON)).sessions) == 1


def test_what_was_written_with_a_clock_ahead_is_left_out_until_then() -> None:
    written = diary(answers=[answer(9, level=2)], begun={9: "eccentric"})
    log = log_of(diary_of=written, now=at(8), notes=[at(9)])

    assert (log.answers, log.program_starts, log.last_note) == ((), (), None)


def test_a_stretch_loads_nothing_and_a_session_is_full_with_all_its_sets() -> None:
    stretching = trained(0, offered=HOME, names=[STRETCH])

    assert (is_loaded(stretching), is_loaded(trained(0))) == (False, True)
    assert (stretching.is_full, trained(0, finished=False).is_full) == (True, False)


def test_only_what_came_after_the_last_clinician_note_is_judged() -> None:
    log = log_of(repeated([1, 3, 5]), now=NOW, notes=[at(2), at(4)])

    assert [one.day for one in log.sessions] == [day(1), day(3), day(5)]
    assert [one.day for one in log.sessions_since_note] == [day(5)]


# ------------------------------------------------------------------- clocks


def test_a_session_past_midnight_belongs_to_the_day_it_began() -> None:
    session = trained(4, moment=time(23, 50))
    log = log_of([session], diary({5: 2, 6: 9}), now=at(6))

    assert session.last_moment.date() == day(5)
    assert log.sessions_on(day(4)) == (session,)
    assert log.pains(session, calm=3).morning == 2


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=["an hour less", "an hour more"])
def test_when_the_clocks_change_a_day_is_a_day(sunday: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    days = [sunday + timedelta(days=back) for back in (-1, 0, 1)]
    sessions = [trained(0, began=datetime.combine(one, time(23, 30), berlin)) for one in days]
    log = log_of(sessions, now=datetime.combine(days[2], time(23, 59), berlin))

    assert [one.day for one in log.sessions] == days
    assert [log.gap(one) for one in days] == [0, 0, 0]
    assert log.gap(days[2] + timedelta(days=7)) == 7


def test_on_a_journey_each_session_keeps_the_day_it_had_where_it_began() -> None:
    auckland, los_angeles = timezone(timedelta(hours=13)), timezone(timedelta(hours=-8))
    before = trained(0, began=datetime(2026, 3, 3, 9, 0, tzinfo=auckland))
    after = trained(0, began=datetime(2026, 3, 2, 20, 0, tzinfo=los_angeles))
    log = log_of([after, before], now=datetime(2026, 3, 3, 7, 0, tzinfo=los_angeles))

    assert log.sessions == (before, after)
    assert [one.day for one in log.sessions] == [date(2026, 3, 3), date(2026, 3, 2)]
    assert log.gap(log.today) == 1


def test_moments_are_compared_wherever_they_were_written() -> None:
    log = log_of([trained(3, moment=time(8, 0))], now=NOW, notes=[at(3, time(7, 30)).astimezone(UTC)])

    assert log.sessions_since_note == log.sessions


# ------------------------------------------------------------------ answers


def test_of_several_answers_to_one_verdict_the_last_counts() -> None:
    yes = answer(9, level=2, session="the-one")
    no = answer(9, said="no", session="the-one", moment=NOON)
    other = answer(9, level=2, session="another")
    written = diary(answers=[yes, no, other])

    assert log_of(diary_of=written, now=at(9, time(8, 0))).answers == (other, yes)
    assert log_of(diary_of=written, now=at(10)).answers == (other, no)


@pytest.mark.parametrize(
    ("programs", "anew"),
    [
        (["eccentric"], None),
        (["eccentric", "eccentric"], 1),
        (["eccentric", "home"], None),
        (["eccentric", "home", "eccentric"], None),
        (["eccentric", "eccentric", "home"], 1),
    ],
)
def test_a_program_is_begun_anew_when_it_was_the_one_that_was_on(programs: list[str], anew: int | None) -> None:
    begun = dict(enumerate(programs))
    log = log_of(diary_of=diary(begun=begun), now=NOW)

    assert log.restarted_at == (None if anew is None else at(anew, time(6, 0)))
    assert all(isinstance(one, ProgramStart) for one in log.program_starts)


def test_asking_changes_nothing_that_is_known() -> None:
    log = log_of(repeated(range(5)), diary(calm(5)), now=NOW)
    before = repr((log.recorded, log.diary, log.safety))
    _ = log.sessions, log.sessions_since_note, log.answers, log.gap(day(5)), log.week_rise(day(5), fewest=1)

    assert repr((log.recorded, log.diary, log.safety)) == before
