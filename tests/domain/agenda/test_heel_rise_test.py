"""When the single-leg heel-rise test, a maximal effort, is offered, and the reason where it is not."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from achilles_tui.domain.agenda.today import no_heel_rise_test, today
from achilles_tui.domain.base.units import Region
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import RedFlags, Screening
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import ECCENTRIC, at, calm, calm_days, diary, log_of, trained
from tests.domain.pain_rule.simulation import CLEAR
from tests.red_flags import EMPTY

WEEK_4 = 22


def reason(
    sessions: Sequence[SessionRecord] | None = None,
    *,
    on: int = WEEK_4,
    notes: Sequence[datetime] = (),
    safety: RedFlags = CLEAR,
    **mornings: int | None,
) -> str | None:
    """Return why the test is not offered on a day; None where it is."""
    told = diary(calm(on, **mornings), begun={0: "eccentric"})
    recorded = calm_days(on - 1) if sessions is None else sessions
    log = log_of(recorded, told, now=at(on), notes=notes, safety=safety)
    return no_heel_rise_test(today(ECCENTRIC, log, Region.MID_PORTION, RULE))


def after_pain(number: int, pain: int, on: int) -> list[SessionRecord]:
    """Return calm sessions up to a day, but with this pain on one evening."""
    return [session for session in calm_days(on - 1, but=[number]) if session.day != at(number).date()] + [
        trained(number, (pain, 1))
    ]


def test_from_week_4_a_calm_log_is_offered_the_test() -> None:
    assert reason() is None


@pytest.mark.parametrize("on", [1, 20])
def test_not_before_week_4(on: int) -> None:
    assert reason(on=on) == f"The test is for week 4 and later; this is week {on // 7 + 1}."


def test_not_after_a_morning_above_2_or_without_one() -> None:
    assert reason(d22=2) is None
    assert reason(d22=3) == "The test needs a morning with pain of 2 or less; that morning's pain was 3."
    assert reason(d22=None) == "The test needs a morning with pain of 2 or less; that morning's pain is not recorded."


@pytest.mark.parametrize(("days_ago", "offered"), [(1, False), (13, False), (14, True)])
def test_not_within_14_days_of_a_step_back(days_ago: int, *, offered: bool) -> None:
    on = 30
    seen = reason(after_pain(on - days_ago, 6, on), on=on)
    assert seen == (None if offered else "Not within 14 days of a step back.")


@pytest.mark.parametrize(("days_ago", "offered"), [(1, False), (13, False), (14, True)])
def test_a_stop_counts_for_14_days_after_the_note_that_ended_it(days_ago: int, *, offered: bool) -> None:
    on = 40
    sessions = after_pain(on - 20, 8, on)
    assert reason(sessions, on=on) == "Not while sessions are locked."

    seen = reason(sessions, on=on, notes=[at(on - days_ago)])
    assert seen == (None if offered else "Not within 14 days of the clinician note after a stop.")


def test_a_warning_sign_forbids_it_although_no_session_was_ever_judged() -> None:
    sign = next(question for question in CLEAR.questions if question.kind == "stop")
    assert reason([], safety=CLEAR.with_screening(Screening(at(1), (sign.id,)))) == "Not while sessions are locked."
    assert reason(safety=EMPTY) == "Answer the questions about warning signs first."
