"""What the rule says: the log against the stated rule, in a sentence a person in pain understands."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from achilles_tui.domain.pain_rule.decide import decide
from achilles_tui.domain.pain_rule.inputs import Inputs
from achilles_tui.domain.pain_rule.rule import ROWS
from tests.domain.pain_rule.judging import INPUTS, RULE, judged

NOTE = "A note of what a clinician said; until you write one down, all sessions are locked."
CALM_SESSION = "with every value at most 3, the morning less than 1 above your usual one and all sets done"
RISING = {"week_rise_before": 1, "week_rise": Fraction(6, 5)}

FORBIDDEN = (
    "clinically", "proven", "prescribed for you", "algorithm", "recommend", "rupture", "recover", "improve",
    "cure", "heal", "guarantee", " will ", "safe", "should", "!",
)  # fmt: skip


@given(INPUTS)
def test_it_says_a_sentence_without_the_row_and_promises_nothing(inputs: Inputs) -> None:
    decision = decide(inputs, RULE)
    sentences = decision.reason.split(". ")

    assert len(sentences) == 1 or (sentences[1].endswith("step back in 7 days: show your PT your log."))
    assert len(sentences) <= 2
    for sentence in (decision.reason, decision.needed):
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "(D" not in sentence
        assert not [words for words in FORBIDDEN if words in sentence.lower()], sentence


SAID: list[tuple[dict[str, Any], str, str, str]] = [
    ({"red_flag": True}, "D1", "You answered yes to a warning sign.", NOTE),
    ({"during": 8}, "D2", "Pain 8 in the last session: the rule stops at 8.", NOTE),
    ({"morning": 9}, "D2", "Morning pain 9: the rule stops at 8.", NOTE),
    (
        {"during": 6, "after": 7, "previous": 7},
        "D3",
        "Pain 6 or more on two training days running: the rule stops.",
        NOTE,
    ),
    (
        RISING | {"week_mean": Fraction(29, 7)},
        "D4",
        "Morning pain rose by 1 or more two weeks running and averages 4.14: the rule stops at 4.",
        NOTE,
    ),
    (
        {"morning": 4, "step_backs_7d": 2},
        "D5",
        "A third step back in 7 days, with pain of 4 or more: the rule stops.",
        NOTE,
    ),
    (
        {"after": 6},
        "D6",
        "Pain 6 after the last session; the limit in the rule is 5.",
        "A session with every value at most 5.",
    ),
    (
        {"morning": 3},
        "D7",
        "Morning pain 3 is 2 above your usual 1; the rule steps back at 2 above, if the pain is at least 3.",
        "A morning less than 2 above your usual one.",
    ),
    (
        {"ended_for_pain": True},
        "D8",
        "The last session was stopped because of pain.",
        "A session that pain does not end.",
    ),
    (
        {"week_rise": 1},
        "D9",
        "Morning pain rose by 1 this week; the rule steps back at 1.",
        "A mean morning pain less than 1 above the week before.",
    ),
    (
        {"stiffness_over": 15},
        "D9",
        "Stiff 15 min longer than usual; the rule steps back at 15.",
        "A morning with stiffness less than 15 min over your usual one.",
    ),
    (
        {"stiffness_over": 15, "step_backs_7d": 2},
        "D9",
        "Stiff 15 min longer than usual; the rule steps back at 15. Third step back in 7 days: show your PT your log.",
        "A morning with stiffness less than 15 min over your usual one.",
    ),
    ({"gap_days": 14}, "D10", "No session for 14 days; the rule steps back at 14.", "One full session."),
    (
        {"week_rise": None},
        "D11",
        "Too early to judge: the rule needs 4 mornings in each of two weeks.",
        "At least 4 mornings in each of two weeks.",
    ),
    (
        {"morning": 1, "next_morning": None},
        "D11",
        "No pain is recorded for the morning after your last training day.",
        "A check-in with pain and stiffness on the morning after each training day.",
    ),
    (
        {"during": 4},
        "D12",
        "Pain 4 in the last session is within the limit of 5, but a step up needs 3 or less.",
        f"3 sessions in a row {CALM_SESSION}.",
    ),
    ({"morning": 2}, "D12", "Morning pain 2 is 1 above your usual 1.", f"3 sessions in a row {CALM_SESSION}."),
    (
        {"flare_7d": True},
        "D12",
        "The rule waits 7 days after a flare-up.",
        f"7 days without a flare-up and 3 sessions in a row {CALM_SESSION}.",
    ),
    (
        {"week_rise": Fraction(1, 7)},
        "D13",
        "Morning pain rose by 0.14 this week.",
        "A mean morning pain not above the week before.",
    ),
    (
        {"week_rise": 1, "days_since_step_back": 6},
        "D13",
        "Morning pain rose by 1 this week; the rule waits 7 days after a step back, and this is day 6.",
        "A mean morning pain not above the week before.",
    ),
    (
        {"green_streak": 2},
        "D14",
        "The rule asks for 3 calm sessions in a row, and you have 2.",
        f"1 more session {CALM_SESSION}.",
    ),
    (
        {"completion_7d": Fraction(7999, 10_000)},
        "D14",
        "The rule asks for 80 % of the planned sets in 7 days, and you did 79 %.",
        "At least 80 % of the planned sets in 7 days.",
    ),
    (
        {"days_since_change": 4},
        "D15",
        "The rule asks for 7 days at one step, and this is day 4.",
        "3 more days.",
    ),
    ({"gap_days": 9}, "D15", "9 days without a session: one full session first.", "One full session."),
    (
        {"gym": True},
        "D16",
        "The rule waits for your PT.",
        "Your word that your PT agrees to the next step; it counts for 7 days.",
    ),
    ({"at_top": True}, "D17", "This is the top of the range.", "Nothing: there is no level above it."),
    ({}, "D18", "Your log is within every limit of the rule.", "Your yes: nothing changes without it."),
]


@pytest.mark.parametrize(
    ("changes", "row", "why", "needed"), SAID, ids=[f"{one[1]}-{number}" for number, one in enumerate(SAID)]
)
def test_each_row_says_the_log_against_the_rule_in_a_sentence(
    changes: dict[str, Any], row: str, why: str, needed: str
) -> None:
    decision = decide(judged(**changes), RULE)

    assert (decision.row, decision.reason, decision.needed) == (row, why, needed)


def test_every_row_has_its_sentence_here() -> None:
    assert {row for _, row, *_ in SAID} == {row.id for row in ROWS}


def test_of_several_reasons_the_first_is_said_and_all_that_it_takes() -> None:
    decision = decide(judged(ended_for_pain=True, during=7, after=6, stiffness_over=20), RULE)
    other = decide(judged(green_streak=1, completion_7d=Fraction(1, 2)), RULE)

    assert decision.reason == "Pain 7 in the last session; the limit in the rule is 5."
    assert other.needed == f"2 more sessions {CALM_SESSION} and at least 80 % of the planned sets in 7 days."
