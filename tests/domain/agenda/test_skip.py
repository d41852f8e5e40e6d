"""Until when a step back leaves loaded work out."""

from datetime import datetime, time

import pytest

from achilles_tui.domain.agenda.skip import skip_end
from achilles_tui.domain.base.units import Category
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import HEAVY, at, calm, diary, log_of, repeated, trained
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON

TWICE_A_DAY = 12.0


def end(
    sessions: list[SessionRecord], now: datetime, category: Category = Category.ECCENTRIC, **more: object
) -> datetime | None:
    log = log_of(sessions, now=now, **more)  # type: ignore[arg-type]
    return skip_end(course_of(log, RULE), category, TWICE_A_DAY, now)


def test_without_a_step_back_nothing_is_left_out() -> None:
    assert end([], at(1)) is None
    assert end([trained(0)], at(1)) is None


def test_of_two_a_day_the_next_is_left_out_and_the_one_after_it_may_start() -> None:
    bad = [trained(0, (6, 1))]

    assert end(bad, at(0, time(21))) == end(bad, at(1, MORNING)) == at(1, EVENING)
    assert end(bad, at(1, EVENING)) is None


@pytest.mark.parametrize("meanwhile", [(), (NOON,)], ids=["nothing", "a session"])
def test_the_skip_ends_at_the_same_moment_whatever_was_opened_meanwhile(meanwhile: tuple[time, ...]) -> None:
    sessions = [trained(0, (6, 1)), *(trained(1, moment=moment) for moment in meanwhile)]

    assert end(sessions, at(1, time(13))) == at(1, EVENING)


def test_a_bad_morning_leaves_out_the_session_that_follows_it() -> None:
    sessions = [*repeated(range(4)), trained(4, moment=MORNING)]

    assert end(sessions, at(5, time(8)), diary_of=diary(calm(5, d5=3))) == at(5, NOON)


def test_the_gym_waits_48_hours_and_a_stretch_is_never_left_out() -> None:
    bad = [trained(0, (6, 1), offered=HEAVY, load=40.0)]

    assert end(bad, at(1), Category.HEAVY) == at(2, EVENING)
    assert end(bad, at(1), Category.STRETCH) is None


def test_a_long_gap_steps_back_and_skips_nothing() -> None:
    log = log_of([trained(0), trained(20, moment=MORNING)], diary(calm(20)), now=at(20, NOON))
    course = course_of(log, RULE)

    assert [step_back.row for step_back in course.step_backs] == ["D10"]
    assert skip_end(course, Category.ECCENTRIC, TWICE_A_DAY, log.now) is None
