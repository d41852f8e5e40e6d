"""The past as it is shown: what was told and nothing else, missing as missing, a missed day without reproach."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.history.history import MEDIAN_FEWEST, history_of
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.domain.pain_rule.expected_work import HistoryContext
from achilles_tui.domain.records.day_entries import How, Score
from achilles_tui.domain.records.summary import summary_of
from tests.domain.pain_rule.logs import HEAVY, RAISE, answer, at, calm, calm_days, day, diary, trained
from tests.domain.pain_rule.simulation import MORNING, OFFERS
from tests.domain.pain_rule.test_expected_work import ECCENTRIC_DAY, read

BEGUN = {0: "eccentric"}


def test_a_session_in_short_says_what_was_done_of_each_exercise() -> None:
    short = summary_of(trained(0, (2, 1)))

    assert (short.works[0].exercise, short.works[0].sets_done, short.works[0].reps_done) == (RAISE, 3, 30)
    assert (short.during, short.after) == (2, 1)
    assert [leg.side for leg in short.works[0].sets_by_leg] == [Side.LEFT]


def test_kilograms_are_multiplied_by_the_repetitions_done() -> None:
    short = summary_of(trained(0, offered=HEAVY, load=40.0))

    assert {one.load_kg for one in short.works} == {40.0}
    assert sum(one.volume for one in short.works) == 40.0 * sum(one.reps_done for one in short.works)


def test_a_session_stopped_after_a_set_is_told_with_that_set_alone() -> None:
    short = summary_of(trained(0, finished=False))

    assert short.works[0].sets_done == 1
    assert short.works[0].reps_done == 10


def test_the_share_of_a_day_is_what_was_done_of_what_was_planned() -> None:
    seen = read([trained(0), trained(1, moment=MORNING), trained(1)], today=2)

    assert [one.share for one in seen.days] == [0.5, 1.0, 0.0]


def test_adherence_looks_at_days_that_are_over_and_at_what_was_done_today() -> None:
    seen = read([*calm_days(0), trained(2)], today=2)

    assert (seen.done, seen.planned) == (ECCENTRIC_DAY * 3 // 2, ECCENTRIC_DAY * 5 // 2)
    assert seen.adherence.share == Fraction(3, 5)


def test_with_nothing_planned_there_is_no_adherence() -> None:
    assert read([], diary(), today=3).adherence.share is None


def test_the_streak_counts_kept_days_back_from_now_and_today_is_never_missed_yet() -> None:
    assert read(calm_days(3), today=4).streak == 4
    assert read(calm_days(4), today=4).streak == 5
    assert read(calm_days(3, but=[1]), today=4).streak == 2


@pytest.mark.parametrize("how", ["away", "flare-up"])
def test_a_flare_up_or_a_pause_neither_breaks_nor_lengthens_the_streak(how: How) -> None:
    marked: dict[int, How] = {2: how}

    assert read(calm_days(4, but=[2]), diary(how=marked, begun=BEGUN), today=5).streak == 4


def test_the_highest_pain_of_a_day_is_told_and_what_was_not_told_stays_missing() -> None:
    seen = read([trained(0, (2, None), moment=MORNING), trained(0, (4, 1)), trained(1, (None, None))], today=1)

    assert [(one.during, one.after) for one in seen.days] == [(4, 1), (None, None)]


def test_the_median_of_a_week_of_mornings_needs_three_of_them() -> None:
    seen = read([], diary({0: 2, 1: 5, 4: 3, 5: 3}, begun=BEGUN), today=6)

    assert seen.medians == (None, None, None, None, 3.0, 3.0, 3.0)


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 10)))
def test_a_median_lies_between_the_mornings_of_its_week(told: dict[int, int]) -> None:
    seen = read([], diary(dict(told), begun=BEGUN), today=20)

    for number, value in enumerate(seen.medians):
        week = [told[one] for one in range(number - 6, number + 1) if one in told]
        assert (value is None) == (len(week) < MEDIAN_FEWEST)
        assert value is None or min(week) <= value <= max(week)


def test_a_week_sums_its_work_and_tells_the_median_of_its_mornings() -> None:
    seen = read([*calm_days(6), trained(7)], diary(calm(7, d3=4), begun=BEGUN), today=7)

    first, second = seen.weeks
    assert (first.monday, first.sessions, first.reps) == (day(0), 14, 14 * 60)
    assert (first.done, first.planned) == (7 * ECCENTRIC_DAY, 7 * ECCENTRIC_DAY)
    assert first.morning == 1
    assert (second.sessions, second.done, second.planned) == (1, ECCENTRIC_DAY // 2, ECCENTRIC_DAY // 2)


def test_the_weeks_hold_every_day_once() -> None:
    seen = read(calm_days(16), today=17)

    assert tuple(one for week in seen.weeks for one in week.days) == seen.days


def test_a_part_of_the_past_is_its_days_and_what_happened_on_them() -> None:
    seen = read(calm_days(9), diary(calm(9), answers=[answer(4), answer(8)], begun=BEGUN), today=9)
    later = seen.between(day(6), day(9))

    assert later.days == seen.days[6:]
    assert [one.day for one in later.events] == [day(8)]


def test_what_happened_is_told_in_order_and_alike_answers_once() -> None:
    answers = [
        answer(2),
        answer(2, "soleus-heel-raise"),
        answer(3, said="no"),
        answer(4, verdict=Verdict.HOLD, row="D12", said="my PT says otherwise"),
    ]
    seen = read([], diary(answers=answers, begun=BEGUN), today=10)

    assert [(one.day, one.what, one.detail) for one in seen.events] == [
        (day(0), "begun", "eccentric"),
        (day(2), "step up", "D18, said yes: gastrocnemius-heel-raise, soleus-heel-raise"),
    ]


def test_what_the_rule_said_stands_among_the_events() -> None:
    said = (
        RuleEvent(day(4), "step back", "D6", "Pain 6 in the last session.", "declined"),
        RuleEvent(day(6), "stop", "D2", "Pain 9.", "", day(8)),
        RuleEvent(day(8), "clinician", None, "go on"),
        RuleEvent(day(11), "stop", "D2", "Pain 8 in the last session."),
    )
    context = HistoryContext(diary(begun=BEGUN), [], OFFERS, Region.MID_PORTION, day(10))
    seen = history_of([], context, events_of_rule=said)

    assert [(one.day, one.what, one.detail) for one in seen.events[1:]] == [
        (day(4), "step back", "D6: Pain 6 in the last session. declined"),
        (
            day(6),
            "stop",
            "D2: Pain 9. all sessions locked until the clinician note of 10 March 2026",
        ),
        (day(8), "clinician", "go on"),
    ]
    assert seen.rule_events == said[:3]
    assert seen.between(day(5), day(7)).rule_events == said[1:2]


def test_scores_are_told_as_they_were_recorded() -> None:
    told = diary(begun=BEGUN)
    scores = (Score("sc-1", at(1), visa_a=64), Score("sc-2", at(1), heel_rises=18, side=Side.LEFT))
    told.days[day(1)] = replace(told.day(day(1)), scores=scores)

    assert [one.detail for one in read([], told, today=2).events[1:]] == ["18, left", "64 of 100"]
