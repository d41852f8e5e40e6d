"""What an answer, a gap and another program change in what the rule says."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from msgspec.structs import replace

from achilles_tui.domain.agenda.today import VerdictAnswer
from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.inputs import Inputs
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.records.day_entries import Answer
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    BEGUN,
    BENT,
    ECCENTRIC,
    HEAVY,
    PRESS,
    RAISE,
    SEATED,
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
    verdicts,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON


def inputs(log: Log) -> Inputs:
    return verdicts(log)[RAISE].inputs


def rows(log: Log) -> dict[str, str]:
    return {name: verdict.decision.row for name, verdict in verdicts(log).items()}


# ------------------------------------------------------------------ the PT


def pt_says(number: int, row: RowId, verdict: Verdict = Verdict.STEP_BACK) -> Answer:
    return answer(number, verdict=verdict, row=row, said="my PT says otherwise")


def test_my_pt_says_otherwise_to_a_step_up_is_no_increase() -> None:
    mornings = dict.fromkeys(range(3), 0) | dict.fromkeys(range(3, 13), 1)
    said = pt_says(10, "D18", Verdict.PROGRESS)
    without, with_it = (
        inputs(log_of(calm_days(11), diary(mornings, begun=BEGUN, answers=answers), now=at(12)))
        for answers in ([], [said])
    )

    assert with_it == without
    assert (with_it.days_since_change, with_it.morning_baseline) == (12, 0)


@pytest.mark.parametrize(("row", "anew"), [("D7", True), ("D9", True), ("D6", False), ("D8", False)])
def test_my_pt_says_otherwise_to_d7_or_d9_starts_both_baselines_anew(row: RowId, *, anew: bool) -> None:
    mornings = calm(9) | {10: 3, 11: 3, 12: 4, 13: 3}
    stiffness = dict.fromkeys(range(10), 5) | dict.fromkeys(range(10, 14), 20)
    written = diary(mornings, stiffness=stiffness, begun=BEGUN, answers=[pt_says(10, row)])
    found = [inputs(log_of(calm_days(number - 1), written, now=at(number))) for number in (12, 13)]

    assert [one.morning_baseline for one in found] == ([None, 3] if anew else [1, 1])
    assert [one.stiffness_baseline for one in found] == ([None, 20] if anew else [5, 5])


@pytest.mark.parametrize("said", ["yes", "no"])
def test_a_step_back_that_was_followed_or_declined_moves_no_baseline(said: VerdictAnswer) -> None:
    answers = [answer(10, level=0, verdict=Verdict.STEP_BACK, row="D7", said=said)]
    mornings = calm(9) | dict.fromkeys(range(10, 15), 3)

    assert (
        inputs(log_of(calm_days(13), diary(mornings, begun=BEGUN, answers=answers), now=at(14))).morning_baseline == 1
    )


# ---------------------------------------------------------------- the gap


def d10(number: int, exercise: str = RAISE, said: VerdictAnswer = "yes") -> Answer:
    return answer(number, exercise, level=1, verdict=Verdict.STEP_BACK, row="D10", said=said)


def after_a_gap(number: int, answers: Sequence[Answer] = (), *, more: bool = False) -> Log:
    sessions = [*calm_days(12), *([trained(28, moment=MORNING, finished=False)] if more else [])]
    return log_of(sessions, diary(calm(40), begun=BEGUN, answers=answers), now=at(number, NOON))


def test_a_long_gap_speaks_until_it_is_answered_and_then_it_holds_until_a_full_session() -> None:
    assert [rows(after_a_gap(number))[RAISE] for number in (25, 26, 27)] == ["D15", "D10", "D10"]
    for said in ("yes", "no", "my PT says otherwise"):
        answered = after_a_gap(28, [d10(28, said=said)])
        assert rows(answered) == {RAISE: "D15", BENT: "D10"}
        assert inputs(answered).gap_days == 13
    part = after_a_gap(28, [d10(28), d10(28, BENT)], more=True)
    assert set(rows(part).values()) <= {"D11", "D15"}
    assert inputs(part).gap_days == 13


def test_after_a_full_session_the_next_gap_speaks_again() -> None:
    full = trained(28, moment=MORNING)
    written = diary(calm(45), begun=BEGUN, answers=[d10(28)])
    found = [inputs(log_of([*calm_days(12), full], written, now=at(number))).gap_days for number in (29, 41, 42)]

    assert found == [1, 13, 14]
    log = log_of([*calm_days(12), full], written, now=at(42))
    assert rows(log)[RAISE] == "D10"
    assert [step_back.day for step_back in course_of(log, RULE).step_backs] == [day(26), day(42)]


def test_a_long_gap_leaves_no_session_out() -> None:
    assert course_of(after_a_gap(28), RULE).last_skip is None


# ------------------------------------------------------------ another program


def test_pain_in_a_session_of_another_program_is_judged_like_any_other() -> None:
    others = [
        trained(9, (6, 1), moment=NOON, offered=STRETCHES),
        trained(9, (6, 1), moment=NOON, offered=HEAVY, load=40.0),
        replace(trained(9, (6, 1), moment=NOON), program="my-own"),
    ]

    for other in others:
        log = log_of([*calm_days(9), other], diary(calm(10), begun=BEGUN), now=at(10))
        assert rows(log) == {RAISE: "D6", BENT: "D6"}


def test_a_session_of_another_program_ends_a_gap_and_is_the_training_day_before() -> None:
    stretched = trained(20, moment=EVENING, offered=STRETCHES)
    log = log_of([*calm_days(12), stretched], diary(calm(21), begun=BEGUN), now=at(21))

    assert inputs(log).gap_days == 1
    assert inputs(log).pains.next_morning == 1
    assert verdicts(log)[RAISE].training_day.session == stretched.id


def test_the_streak_and_the_sets_done_are_of_the_program_asked_about_alone() -> None:
    gym = repeated(range(7, 10), offered=HEAVY, load=40.0)
    log = log_of([*calm_days(6), *gym], diary(calm(10), begun=BEGUN), now=at(10))

    assert inputs(log).completion_7d == Fraction(4, 7)
    assert (inputs(log).green_streak, verdicts(log, HEAVY)[PRESS].inputs.green_streak) == (3, 3)


def test_a_bad_session_of_another_program_does_not_break_the_streak_of_this_one() -> None:
    part = trained(9, moment=NOON, offered=HEAVY, load=40.0, finished=False)
    log = log_of([*calm_days(9), part], diary(calm(10), begun=BEGUN), now=at(10))

    assert inputs(log).green_streak == 3


def test_an_increase_of_another_program_is_no_change_of_this_one() -> None:
    other = answer(10, program="home", level=2)
    own = answer(10, level=2)
    found = [
        inputs(log_of(calm_days(11), diary(calm(12), begun=BEGUN, answers=[one]), now=at(12))).days_since_change
        for one in (other, own)
    ]

    assert found == [12, 2]


def test_a_step_back_is_a_change_of_every_exercise_of_every_program() -> None:
    sessions = [*calm_days(9), trained(10, (6, 1), offered=STRETCHES)]
    log = log_of(sessions, diary(calm(14), begun=BEGUN), now=at(14))

    assert {one.inputs.days_since_change for one in verdicts(log).values()} == {3}
    assert verdicts(log, HEAVY)[SEATED].inputs.days_since_change == 3
    assert verdicts(log, ECCENTRIC)[BENT].inputs.days_since_step_back is None
