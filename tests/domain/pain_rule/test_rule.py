"""The pain rule: its rows in words, and what it refuses to be."""

from fractions import Fraction
from typing import Any

import pytest
from msgspec import structs

from achilles_tui.domain.pain_rule.decide import decide
from achilles_tui.domain.pain_rule.rule import NUMBERS, PLACEHOLDERS, ROW_OF, ROWS
from tests.domain.pain_rule.judging import RULE, judged


def test_each_row_says_its_condition_with_the_numbers_and_its_source() -> None:
    for row in ROWS:
        line = row.line(RULE)
        assert line.startswith(f"{row.id}: ")
        assert "{" not in line
        assert line.endswith(f": {row.output.value} ({row.source})")


def test_a_row_as_a_person_reads_it() -> None:
    lines = {row.id: row.line(RULE) for row in ROWS}

    assert lines["D6"] == "D6: any value 6 or more: step back (published: Silbernagel 2007)"
    assert lines["D12"] == (
        "D12: any value 4 to 5, or morning pain 1 or more above its baseline, or a flare-up in the last 7 days: "
        "hold (our choice)"
    )


def test_each_number_that_a_row_names_has_its_provenance() -> None:
    assert ROW_OF["D12"].numbers(RULE) == ("pain_calm", "pain_limit", "morning_hold", "flare_days")
    assert ROW_OF["D15"].numbers(RULE) == (
        "min_days",
        "min_days_of.leg-press-heel-raise",
        "min_days_of.seated-calf-raise",
        "gap_hold",
    )
    assert {key for row in ROWS for key in row.numbers(RULE)} <= RULE.provenance.keys()


def test_every_name_that_a_text_may_put_in_braces_has_a_value() -> None:
    own = {f"min_days_of.{exercise}" for exercise in RULE.min_days_of}

    assert RULE.values.keys() - own == PLACEHOLDERS
    for name in NUMBERS:
        assert RULE.numbers_in(f"{{{name}}}"), name


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pain_calm": 5}, "pain_calm is less than pain_limit"),
        ({"pain_stop": 5}, "pain_limit is less than pain_stop"),
        ({"morning_hold": 2}, "morning_hold is less than morning_step_back"),
        ({"week_rise_allowed": 1}, "week_rise_allowed is less than week_rise_step_back"),
        ({"gap_hold": 14}, "gap_hold is less than gap_step_back"),
        ({"baseline_fewest": 8}, "baseline_fewest is at most baseline_mornings"),
        ({"min_days_of": {}}, "provenance names 'min_days_of.leg-press-heel-raise', which is no number"),
        ({"provenance": {}}, "provenance does not say where 'advice.last_week' comes from"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        structs.replace(RULE, **changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stiffness_mornings": 8}, "stiffness_mornings must not be more than stiffness_days"),
        ({"review_week": 12}, "review_week comes before last_week"),
    ],
)
def test_advice_that_contradicts_itself_is_refused(changes: dict[str, int], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        structs.replace(RULE.advice, **changes)


def test_an_exercise_without_days_of_its_own_has_those_of_all() -> None:
    assert RULE.days_between_increases("gastrocnemius-heel-raise") == 7
    assert RULE.days_between_increases("leg-press-heel-raise") == 14


STEP_BACKS = {"during": 6, "step_backs_7d": 2}
TWO_WEEKS = {"week_rise": 1, "week_rise_before": 1, "week_mean": 4}


@pytest.mark.parametrize(
    ("number", "value", "changes", "before", "after"),
    [
        ("pain_stop", 9, {"during": 8}, "D2", "D6"),
        ("pain_limit", 4, {"during": 5, "previous": 5}, "D12", "D3"),
        ("pain_limit", 4, {"during": 5}, "D12", "D6"),
        ("pain_calm", 2, {"during": 3}, "D18", "D12"),
        ("step_backs", 3, STEP_BACKS, "D5", "D6"),
        ("step_back_stop", 7, STEP_BACKS, "D5", "D6"),
        ("morning_step_back", 3, {"morning": 3}, "D7", "D12"),
        ("morning_least", 4, {"morning": 3}, "D7", "D12"),
        ("week_rise_step_back", 2, TWO_WEEKS, "D4", "D13"),
        ("week_rise_step_back", 2, {"week_rise": 1}, "D9", "D13"),
        ("week_mean_stop", 5, TWO_WEEKS, "D4", "D9"),
        ("week_rise_days", 8, {"week_rise": 1, "days_since_step_back": 7}, "D9", "D13"),
        ("stiffness_step_back", 16, {"stiffness_over": 15}, "D9", "D18"),
        ("gap_step_back", 15, {"gap_days": 14}, "D10", "D15"),
        ("gap_hold", 6, {"gap_days": 6}, "D18", "D15"),
        ("completion_percent", 81, {"completion_7d": Fraction(4, 5)}, "D18", "D14"),
        ("green_streak", 4, {"green_streak": 3}, "D18", "D14"),
        ("min_days", 15, {}, "D18", "D15"),
    ],
)
def test_the_number_in_the_file_decides(
    number: str, value: int, changes: dict[str, Any], before: str, after: str
) -> None:
    inputs = judged(**changes)

    assert decide(inputs, RULE).row == before
    assert decide(inputs, structs.replace(RULE, **{number: value})).row == after


def test_the_two_numbers_that_have_neighbours_decide_too() -> None:
    late = structs.replace(RULE, morning_hold=2, morning_step_back=3)
    loose = structs.replace(RULE, week_rise_allowed=1, week_rise_step_back=2)

    assert (decide(judged(morning=2), late).row, decide(judged(week_rise=1), loose).row) == ("D18", "D18")
