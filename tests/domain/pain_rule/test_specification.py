"""Section 4 of the specification, its rows and numbers written once, held against the file of the rule and its rows."""

from typing import NamedTuple

import pytest

from achilles_tui.domain.base.units import RowId, Verdict
from achilles_tui.domain.pain_rule.rule import ROWS, DecisionRow
from achilles_tui.storage.files.paths import shipped_programs
from tests.domain.pain_rule.judging import RULE

STOP, STEP_BACK, HOLD, PROGRESS = Verdict.STOP, Verdict.STEP_BACK, Verdict.HOLD, Verdict.PROGRESS
A, P, O, SIGNS = "article", "published: ", "our choice", "the warning signs"  # noqa: E741 the marks of the specification
"""How a source begins: stated in the article, published elsewhere, our own choice, or section 6."""


class Row(NamedTuple):
    """A row as it is specified. numbers: all that its condition compares with, by key."""

    id: RowId
    output: Verdict
    source: str
    numbers: dict[str, int]


TABLE = (
    Row("D1", STOP, SIGNS, {}),
    Row("D2", STOP, O, {"pain_stop": 8}),
    Row("D3", STOP, P, {"pain_limit": 5}),
    Row("D4", STOP, P, {"week_rise_step_back": 1, "week_mean_stop": 4}),
    Row("D5", STOP, O, {"step_backs": 2, "step_back_days": 7, "step_back_stop": 4}),
    Row("D6", STEP_BACK, P, {"pain_limit": 5}),
    Row("D7", STEP_BACK, P, {"morning_step_back": 2, "morning_least": 3}),
    Row("D8", STEP_BACK, O, {}),
    Row("D9", STEP_BACK, P, {"week_rise_step_back": 1, "week_rise_days": 7, "stiffness_step_back": 15}),
    Row("D10", STEP_BACK, O, {"gap_step_back": 14}),
    Row("D11", HOLD, O, {}),
    Row("D12", HOLD, O, {"pain_calm": 3, "pain_limit": 5, "morning_hold": 1, "flare_days": 7}),
    Row("D13", HOLD, P, {"week_rise_allowed": 0}),
    Row("D14", HOLD, O, {"completion_percent": 80, "completion_days": 7, "green_streak": 3}),
    Row(
        "D15",
        HOLD,
        A,
        {"min_days": 7, "min_days_of.leg-press-heel-raise": 14, "min_days_of.seated-calf-raise": 7, "gap_hold": 7},
    ),
    Row("D16", HOLD, A, {}),
    Row("D17", HOLD, A, {}),
    Row("D18", PROGRESS, O, {}),
)

INPUTS = {"baseline_mornings": 7, "baseline_days": 14, "baseline_fewest": 3, "week_mornings": 4, "pt_days": 7}
FIRST_MORNING = {"first_morning.ask": 6, "first_morning.clinician": 8}
ADVICE = {
    "advice.stiffness_minutes": 30,
    "advice.stiffness_mornings": 3,
    "advice.stiffness_days": 7,
    "advice.review_week": 8,
    "advice.review_fall": 2,
    "advice.review_from": 3,
    "advice.last_week": 12,
    "advice.usual_pain": 6,
}

ORIGINS = {
    "pain_limit": "published: Silbernagel 2007",
    "week_rise_allowed": "published: Silbernagel 2007",
    "morning_step_back": (
        "published: Silbernagel 2007 for the rule; 2 points: Salaffi 2004, for less pain; "
        "for more pain they are our choice"
    ),
    "min_days_of.leg-press-heel-raise": "article",
    "min_days_of.seated-calf-raise": "article",
    "advice.last_week": "published: 12 weeks in Alfredson 1998, Jonsson 2008 and Beyer 2015",
}
"""Where the numbers come from that are not our own choice."""


def test_the_rows_are_those_of_the_specification_in_its_order() -> None:
    assert [(row.id, row.output) for row in ROWS] == [(row.id, row.output) for row in TABLE]


@pytest.mark.parametrize(("row", "specified"), list(zip(ROWS, TABLE, strict=True)), ids=[row.id for row in TABLE])
def test_each_row_names_its_numbers_and_says_where_it_comes_from(row: DecisionRow, specified: Row) -> None:
    assert {key: RULE.numbers[key] for key in row.numbers(RULE)} == specified.numbers
    assert row.source.startswith(specified.source)


def test_each_number_of_the_file_is_that_of_the_specification() -> None:
    of_rows = {key: value for row in TABLE for key, value in row.numbers.items()}

    assert RULE.numbers == of_rows | INPUTS | FIRST_MORNING | ADVICE


def test_each_number_says_where_it_comes_from() -> None:
    assert RULE.provenance == {key: ORIGINS.get(key, "ours") for key in RULE.numbers}


def test_a_long_gap_holds_up_to_the_day_before_it_steps_back() -> None:
    assert range(RULE.gap_hold, RULE.gap_step_back) == range(7, 14)


def test_no_source_is_still_to_be_named() -> None:
    for path in shipped_programs().rglob("*.toml"):
        assert "to be named" not in path.read_text("utf-8"), path
