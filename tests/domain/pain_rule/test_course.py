"""The days judged one after the other: what a day judges, its values, its gap, its step-backs, and what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.pain_rule.course import Course, CourseFacts
from achilles_tui.domain.pain_rule.course_of_log import course_facts, course_of
from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.training_days import JudgedSession, training_days
from achilles_tui.domain.records.day_entries import Answer, Diary
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    ECCENTRIC,
    HEAVY,
    NPRS,
    STRETCHES,
    answer,
    at,
    calm,
    calm_days,
    day,
    diary,
    log_of,
    repeated,
    trained,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING


def judged(
    sessions: Sequence[SessionRecord], mornings: Mapping[int, int | None] | Diary | None = None, *, on: int
) -> Course:
    """Return the days up to one, looked at in the evening."""
    written = mornings if isinstance(mornings, Diary) else diary(mornings)
    return course_of(log_of(sessions, written, now=at(on, time(22))), RULE)


def rows(course: Course) -> list[tuple[date, str]]:
    """Return the step-backs: the training day and the row."""
    return [(step_back.judged, step_back.row) for step_back in course.step_backs]


# ---------------------------------------------------------- what a day judges


def test_a_day_judges_the_last_training_day_before_it_and_its_own() -> None:
    course = judged(repeated([3, 5]), on=9)

    assert [course.cases(day(number)) for number in range(3, 8)] == [(0,), (0,), (0, 1), (1,), (1,)]
    assert course.cases(day(2)) == ()


def test_the_mornings_of_a_training_day_are_all_up_to_the_day_of_the_next() -> None:
    sessions, mornings = repeated([4, 8]), {4: 9, 5: 1, 6: 7, 8: 3, 9: 2}
    course = judged(sessions, mornings, on=9)

    assert [course.inputs(0, day(number)).pains.morning for number in range(4, 10)] == [None, 1, 7, 7, 7, 7]
    assert course.inputs(1, day(9)).pains == Pains(1, 1, 2, 2)
    assert course.inputs(1, day(9)).previous == Pains(1, 1, 7, 1)


def test_a_later_morning_counts_but_does_not_stand_in_for_the_next_one() -> None:
    written = diary({6: 4}, stiffness={6: 9})
    inputs = judged([trained(4)], written, on=6).inputs(0, day(6))

    assert (inputs.pains.morning, inputs.pains.next_morning) == (4, None)
    assert (inputs.stiffness, inputs.next_stiffness) == (9, None)


def test_of_several_sessions_a_day_the_highest_of_each_counts_whatever_the_program() -> None:
    sessions = [trained(4, (5, 1), moment=MORNING), trained(4, (2, 4), offered=STRETCHES)]
    course = judged(sessions, {5: 1}, on=5)

    assert course.inputs(0, day(5)).pains == Pains(5, 4, 1, 1)
    assert [pain.highest for pain in course.training_days[0].pains] == [5, 4]


@pytest.mark.parametrize(
    ("earlier", "value"),
    [(1, 1), (7, 7), (None, None)],
    ids=["calm", "would step back", "missing as well"],
)
def test_a_value_that_a_session_lacks_is_that_of_the_other_sessions_of_its_day(
    earlier: int | None, value: int | None
) -> None:
    sessions = [trained(4, (earlier, earlier), moment=MORNING), trained(4, (None, None))]

    assert judged(sessions, on=5).inputs(0, day(5)).pains == Pains(value, value, None, None)


@pytest.mark.parametrize(("marked", "flare"), [(13, False), (14, True), (20, True), (21, False)])
def test_a_flare_up_counts_on_its_day_and_the_six_after_it(marked: int, *, flare: bool) -> None:
    written = diary(how={marked: "flare-up", 18: "usual"})

    assert judged([trained(12)], written, on=20).inputs(0, day(20)).flare_7d is flare


# --------------------------------------------------------------------- gap


@pytest.mark.parametrize(("trained_on", "asked_on", "gap"), [([0], 0, 0), ([0], 8, 8), ([0, 5], 8, 3), ([0], 14, 14)])
def test_the_gap_is_today_less_the_last_session(trained_on: list[int], asked_on: int, gap: int) -> None:
    course = judged(repeated(trained_on), on=asked_on)

    assert course.inputs(len(trained_on) - 1, day(asked_on)).gap_days == gap


def test_a_gap_counts_until_one_full_session_has_been_done_after_it() -> None:
    parts = [trained(0), trained(16, finished=False), trained(17, finished=False)]

    assert judged(parts, on=18).inputs(2, day(18)).gap_days == 16
    assert judged([*parts, trained(18)], on=19).inputs(3, day(19)).gap_days == 1


def test_a_session_of_any_program_ends_a_gap() -> None:
    course = judged([trained(0), trained(16, offered=STRETCHES)], on=16)

    assert [course.inputs(index, day(16)).gap_days for index in (0, 1)] == [0, 0]


def test_a_long_gap_steps_back_once_and_skips_nothing() -> None:
    parts = [trained(0), trained(16, finished=False), trained(17, finished=False), trained(18)]
    course = judged(parts, calm(40), on=33)

    assert rows(course) == [(day(0), "D10"), (day(18), "D10")]
    assert [step_back.day for step_back in course.step_backs] == [day(14), day(32)]
    assert course.last_skip is None


# --------------------------------------------------------------- step-backs


def test_a_training_day_steps_back_once_whatever_the_later_mornings_say() -> None:
    course = judged([trained(4, (6, 1))], {5: 3, 6: 3, 7: 3}, on=9)

    assert rows(course) == [(day(4), "D6")]
    assert course.step_backs[0].day == day(4)


def test_a_bad_morning_judges_the_last_training_day_even_after_the_next_session() -> None:
    mornings = calm(10, d10=5)

    for sessions in (calm_days(9), [*calm_days(9), trained(10, moment=MORNING)]):
        assert rows(judged(sessions, mornings, on=10)) == [(day(9), "D7")]


def test_a_stretch_later_on_the_day_makes_no_step_back_begin_later() -> None:
    bad, stretched = trained(4, (6, 1), moment=MORNING), trained(4, offered=STRETCHES)

    assert [judged(sessions, on=4).step_backs[0].started for sessions in ([bad], [bad, stretched])] == [bad.started] * 2


def test_a_step_back_counts_from_the_next_day_whose_morning_judges_the_day_whole() -> None:
    evening = judged([*calm_days(9), trained(10, (6, 1))], calm(11), on=11)
    morning = judged(calm_days(10), calm(12, d11=3), on=11)

    assert [step_back.counts_from for step_back in (*evening.step_backs, *morning.step_backs)] == [day(11), day(11)]


def test_step_backs_of_stretches_alone_count_too() -> None:
    sessions = [trained(number, (6, 1), offered=STRETCHES) for number in (10, 12)]
    course = judged([*sessions, trained(14, (6, 1))], calm(15, d13=1), on=14)

    assert rows(course) == [(day(10), "D6")]
    assert course.stop is not None
    assert (course.stop.row, course.stop.judged) == ("D3", day(12))


@pytest.mark.parametrize(
    ("bad", "count"),
    [((), 0), ((20,), 0), ((18,), 1), ((16, 18), 2), ((15, 18), 2), ((14, 18), 1)],
    ids=["none", "the judged one", "one", "two", "said 6 days ago", "said 7 days ago"],
)
def test_step_backs_are_counted_on_today_and_the_six_days_before(bad: tuple[int, ...], count: int) -> None:
    sessions = [trained(number, (6, 1) if number in bad else (1, 1)) for number in range(21)]
    course = judged(sessions, calm(21), on=21)

    assert course.inputs(20, day(21)).step_backs_7d == count


def test_days_since_the_last_step_back_are_of_one_for_an_earlier_training_day() -> None:
    sessions = [trained(number, (6, 1) if number in {12, 18} else (1, 1)) for number in range(19)]
    course = judged(sessions, calm(19), on=19)

    assert [course.inputs(index, day(19)).days_since_step_back for index in (12, 17, 18)] == [None, 6, 6]


# --------------------------------------------------------------------- stop


def causes(course: Course) -> list[tuple[str, date, int]]:
    assert course.stop is not None
    return [(cause.measure, cause.day, cause.value) for cause in course.stop.causes]


def test_a_stop_names_the_entries_that_it_counts() -> None:
    far_above = judged([trained(4, (9, 1)), trained(4, (2, 1), moment=MORNING)], calm(5), on=5)
    twice = judged([trained(4, (6, 1)), trained(9, (1, 1))], calm(10, d10=7), on=10)

    assert causes(far_above) == [("session", day(4), 9)]
    assert causes(twice) == [("session", day(4), 6), ("morning", day(10), 7)]


def test_a_stop_for_a_rise_names_the_mornings_of_three_weeks() -> None:
    mornings = {number: 3 + number // 7 for number in range(21)}
    course = judged(repeated([0, 20]), mornings, on=20)

    assert (course.stop and course.stop.row) == "D4"
    assert causes(course) == [("morning", day(number), value) for number, value in mornings.items()]


def test_a_third_step_back_names_the_days_of_all_three() -> None:
    course = judged([trained(number, (6 if number in {12, 14, 16} else 1, 1)) for number in range(17)], calm(17), on=17)

    assert course.stop is not None
    assert (course.stop.row, course.stop.day) == ("D5", day(16))
    assert {one for measure, one, _ in causes(course) if measure == "session"} == {day(12), day(14), day(16)}


# -------------------------------------------------- what the days leave behind

LAST = 34
OVERLAP = timedelta(days=20)
"""Days of check-ins before the first day judged: the week, the week before it, and the same of a week ago."""

SESSIONS = st.lists(
    st.tuples(st.integers(0, LAST), st.sampled_from([MORNING, EVENING]), st.integers(0, 7), st.booleans()),
    min_size=1,
    max_size=14,
    unique_by=lambda one: one[:2],
)
MORNINGS = st.dictionaries(st.integers(0, LAST), st.sampled_from([0, 1, 1, 2, 3, 4, 5, 6]), min_size=8)
STIFF = st.dictionaries(st.integers(0, LAST), st.sampled_from([0, 5, 5, 20, 40]), min_size=4)
ANSWERS = st.dictionaries(st.integers(0, LAST), st.sampled_from(["increase", "PT on D7", "PT on D9"]), max_size=3)


def answers(kinds: Mapping[int, str]) -> list[Answer]:
    """Return answers that start a baseline, by day."""
    return [
        answer(number, level=2)
        if kind == "increase"
        else answer(number, verdict=Verdict.STEP_BACK, row="D7" if "D7" in kind else "D9", said="my PT says otherwise")
        for number, kind in kinds.items()
    ]


def today_inputs(course: Course, on: date) -> list[Inputs]:
    """Return the inputs of today; a step back of a week ago and one long ago say the same."""
    found = [course.inputs(index, on) for index in course.cases(on)]
    return [
        replace(one, days_since_step_back=None) if (one.days_since_step_back or 0) >= RULE.week_rise_days else one
        for one in found
    ]


@given(SESSIONS, MORNINGS, STIFF, ANSWERS, st.integers(0, LAST))
def test_judging_all_days_at_once_is_judging_a_head_and_going_on_from_what_it_left(
    drawn: list[tuple[int, time, int, bool]],
    mornings: dict[int, int],
    stiff: dict[int, int],
    kinds: dict[int, str],
    head: int,
) -> None:
    sessions = sorted(
        (trained(number, (pain, 1), moment=moment, finished=full) for number, moment, pain, full in drawn),
        key=lambda session: session.started,
    )
    days, written = training_days(map(JudgedSession.of_record, sessions)), diary(mornings, stiffness=stiff)
    said = sorted(answers(kinds), key=lambda one: one.at)
    cut, last = day(head), day(LAST + 1)

    def facts(first: date, last: date, earliest_day: date) -> CourseFacts:
        """Return the sessions and answers of days, and the check-ins from an earlier day on."""
        return course_facts(
            [one for one in days if first <= one.day <= last],
            Diary({one: file for one, file in written.days.items() if earliest_day <= one}),
            [one for one in said if first <= one.at.date() <= last],
            None,
            last,
        )

    whole = Course(facts(day(0), last, day(0)), RULE, last)
    state = Course(facts(day(0), cut, day(0)), RULE, cut).state()
    tail = Course(facts(cut + timedelta(days=1), last, cut - OVERLAP), RULE, last, state)

    assert tail.stop == whole.stop
    assert tail.step_backs == whole.step_backs[len(whole.step_backs) - len(tail.step_backs) :]
    if whole.stop is None:
        assert today_inputs(tail, last) == today_inputs(whole, last)
    assert tail.state() == whole.state()


def test_a_third_step_back_after_the_head_names_the_days_of_the_other_two() -> None:
    sessions = [trained(number, (6 if number in {12, 14, 16} else 1, 1)) for number in range(17)]
    written = diary(calm(17))
    whole = course_of(log_of(sessions, written, now=at(17)), RULE)

    for head in range(12, 16):
        state = course_of(log_of(sessions, written, now=at(head, time(22))), RULE).state()
        log = replace(log_of(sessions, written, now=at(17)), state=state)
        assert course_of(log, RULE).stop == whole.stop


@given(SESSIONS, MORNINGS, NPRS)
def test_sessions_of_the_gym_judge_the_days_like_all_others(
    drawn: list[tuple[int, time, int, bool]], mornings: dict[int, int], pain: int
) -> None:
    values = {(number, moment): (pain, full) for number, moment, pain, full in drawn}
    values |= {(0, MORNING): (pain, True)}
    home, gym = (
        [
            trained(number, (value, 1), moment=moment, finished=full, offered=offered, load=load)
            for (number, moment), (value, full) in values.items()
        ]
        for offered, load in ((ECCENTRIC, None), (HEAVY, 40.0))
    )

    assert rows(judged(home, mornings, on=LAST)) == rows(judged(gym, mornings, on=LAST))
