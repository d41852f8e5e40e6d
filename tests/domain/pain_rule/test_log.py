"""What is read from what was recorded, and what never counts."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.training_days import is_loaded
from achilles_tui.domain.records.day_entries import DayFile, Diary, ProgramStart
from achilles_tui.domain.records.session_record import PainAnswer, Status
from tests.domain.pain_rule.judging import RULE
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
from tests.domain.pain_rule.simulation import EVENING, NOON

NOW = at(20)


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


def test_a_day_that_is_told_twice_is_told_by_its_later_words() -> None:
    later = replace(diary({4: 3}).days[day(4)].check_ins[0], id="check-later", at=at(4, NOON))
    log = log_of(diary_of=Diary({day(4): diary({4: 7}).days[day(4)].joined(DayFile(1, day(4), (later,)))}), now=NOW)

    assert log.diary.day(day(4)).morning == 3


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
    log = log_of([session], diary({5: 2}), now=at(6))

    assert session.last_moment.date() == day(5)
    assert log.sessions_on(day(4)) == (session,)
    assert course_of(log, RULE).inputs(0, day(5)).pains.next_morning == 2


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)], ids=["an hour less", "an hour more"])
def test_when_the_clocks_change_a_day_is_a_day(sunday: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    days = [sunday + timedelta(days=back) for back in (-1, 0, 1)]
    sessions = [trained(0, began=datetime.combine(one, time(23, 30), berlin)) for one in days]
    log = log_of(sessions, now=datetime.combine(days[2], time(23, 59), berlin))
    course = course_of(log, RULE)

    assert [one.day for one in log.sessions] == days
    assert [course.gap(days[2] + timedelta(days=more)).days for more in (0, 1, 7)] == [0, 1, 7]


def test_on_a_journey_each_session_keeps_the_day_it_had_where_it_began() -> None:
    auckland, los_angeles = timezone(timedelta(hours=13)), timezone(timedelta(hours=-8))
    before = trained(0, began=datetime(2026, 3, 3, 9, 0, tzinfo=auckland))
    after = trained(0, began=datetime(2026, 3, 2, 20, 0, tzinfo=los_angeles))
    log = log_of([after, before], now=datetime(2026, 3, 3, 7, 0, tzinfo=los_angeles))

    assert log.sessions == (before, after)
    assert [one.day for one in log.sessions] == [date(2026, 3, 3), date(2026, 3, 2)]
    assert course_of(log, RULE).gap(log.today).days == 0


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
    course = course_of(log, RULE)
    _ = log.sessions, log.sessions_since_note, log.answers, course.state(), course.inputs(0, NOW.date())

    assert repr((log.recorded, log.diary, log.safety)) == before
