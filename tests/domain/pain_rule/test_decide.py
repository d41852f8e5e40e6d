"""The decision table: every vector of the project's rules, and what holds for any log there could be."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Exact, Verdict, exact_text
from achilles_tui.domain.pain_rule.decide import decide
from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.rule import ROW_OF, ROWS
from tests.domain.pain_rule.judging import CALM, INPUTS, RULE, judged

PROGRESS, HOLD, STEP_BACK, STOP = Verdict.PROGRESS, Verdict.HOLD, Verdict.STEP_BACK, Verdict.STOP
LEG_PRESS, SEATED = "leg-press-heel-raise", "seated-calf-raise"
GYM = {"gym": True, "pt_confirmed": True}
RISING = {"week_rise_before": 1, "week_rise": Fraction(6, 5)}
ENDED = {"ended_for_pain": True}
NO_PAINS = {"during": None, "after": None, "morning": None}

# Section 4 of the specification, its whole table, each case in its words. A case with two values is two lines.
VECTORS: list[tuple[str, dict[str, Any], Verdict, str]] = [
    ("defaults", {}, PROGRESS, "D18"),
    ("during 3, after 3, morning 1", {"during": 3, "after": 3, "morning": 1}, PROGRESS, "D18"),
    ("during 4", {"during": 4}, HOLD, "D12"),
    ("during 5, after 5, morning 1", {"during": 5, "after": 5, "morning": 1}, HOLD, "D12"),
    ("during 6", {"during": 6}, STEP_BACK, "D6"),
    ("during 6, previous also >= 6", {"during": 6, "previous": 6}, STOP, "D3"),
    ("during 8", {"during": 8}, STOP, "D2"),
    ("morning 2, base 1", {"morning": 2}, HOLD, "D12"),
    ("morning 3, base 1", {"morning": 3}, STEP_BACK, "D7"),
    ("morning 3, base 3", {"morning": 3, "morning_baseline": 3}, PROGRESS, "D18"),
    ("morning 5, base 5", {"morning": 5, "morning_baseline": 5}, HOLD, "D12"),
    ("morning missing", {"morning": None}, HOLD, "D11"),
    ("morning missing, during 7", {"morning": None, "during": 7}, STEP_BACK, "D6"),
    ("no baseline", {"morning_baseline": None}, HOLD, "D11"),
    ("week_rise missing", {"week_rise": None}, HOLD, "D11"),
    ("stiffness missing", {"stiffness": None}, HOLD, "D11"),
    ("week_rise 0.4", {"week_rise": Fraction(2, 5)}, HOLD, "D13"),
    ("week_rise 1.0, last step back 7 days ago", {"week_rise": 1, "days_since_step_back": 7}, STEP_BACK, "D9"),
    ("week_rise 1.0, last step back 8 days ago", {"week_rise": 1, "days_since_step_back": 8}, STEP_BACK, "D9"),
    ("week_rise 1.0, no step back", {"week_rise": 1}, STEP_BACK, "D9"),
    ("defaults at the top", {"at_top": True}, HOLD, "D17"),
    ("week_rise 1.0 then 1.2, week_mean 4", RISING | {"week_mean": 4}, STOP, "D4"),
    ("week_rise 1.0 then 1.2, week_mean below 4", RISING | {"week_mean": Fraction(27, 7)}, STEP_BACK, "D9"),
    ("stiffness +15 min", {"stiffness_over": 15}, STEP_BACK, "D9"),
    ("ended for pain at 4", {"ended_for_pain": True, "during": 4}, STEP_BACK, "D8"),
    ("during 6, 2 step-backs in 7 d", {"during": 6, "step_backs_7d": 2}, STOP, "D5"),
    ("morning 2, base 0", {"morning": 2, "morning_baseline": 0}, HOLD, "D12"),
    ("stiffness +15, 2 step-backs in 7 d, all pains 1", {"stiffness_over": 15, "step_backs_7d": 2}, STEP_BACK, "D9"),
    ("week_rise 1.0, step back 6 days ago", {"week_rise": 1, "days_since_step_back": 6}, HOLD, "D13"),
    ("morning 4, base 1, 2 step-backs in 7 d", {"morning": 4, "step_backs_7d": 2}, STOP, "D5"),
    ("completion 0.79", {"completion_7d": Fraction(79, 100)}, HOLD, "D14"),
    ("completion 0.80", {"completion_7d": Fraction(4, 5)}, PROGRESS, "D18"),
    ("streak 2", {"green_streak": 2}, HOLD, "D14"),
    ("day 6 of 7", {"days_since_change": 6}, HOLD, "D15"),
    ("day 7 of 7", {"days_since_change": 7}, PROGRESS, "D18"),
    ("gap 8 days", {"gap_days": 8}, HOLD, "D15"),
    ("gap 14 days", {"gap_days": 14}, STEP_BACK, "D10"),
    ("gym, no PT", {"gym": True, "exercise": SEATED}, HOLD, "D16"),
    ("gym, PT", {"gym": True, "exercise": SEATED, "pt_confirmed": True}, PROGRESS, "D18"),
    ("red flag, all pains 0", {"red_flag": True, "during": 0, "after": 0, "morning": 0}, STOP, "D1"),
]

EDGES: list[tuple[str, dict[str, Any], Verdict, str]] = [
    ("7 is not far above yet", {"after": 7}, STEP_BACK, "D6"),
    ("a morning of 8 stops, whatever its baseline", {"morning": 8, "morning_baseline": 8}, STOP, "D2"),
    ("5 on the day before is within the limit", {"during": 6, "previous": 5}, STEP_BACK, "D6"),
    ("10 on the day before alone does not stop", {"previous": 10}, PROGRESS, "D18"),
    ("two weeks running means both", RISING | {"week_mean": 5, "week_rise": Fraction(41, 42)}, HOLD, "D13"),
    ("exactly 1 in both weeks", RISING | {"week_mean": 5, "week_rise": 1}, STOP, "D4"),
    ("a week that is not known is not running", RISING | {"week_mean": 5, "week_rise_before": None}, STEP_BACK, "D9"),
    ("two rising weeks stop right after a step back", RISING | {"week_mean": 4, "days_since_step_back": 1}, STOP, "D4"),
    ("a rise that floats would call 1", {"week_rise": Fraction(7, 5) - Fraction(2, 5)}, STEP_BACK, "D9"),
    ("stiffness waits for no step back", {"stiffness_over": 15, "days_since_step_back": 1}, STEP_BACK, "D9"),
    ("a falling week", {"week_rise": -2}, PROGRESS, "D18"),
    ("1 step-back before", {"during": 6, "step_backs_7d": 1}, STEP_BACK, "D6"),
    ("step-backs alone are no stop", {"step_backs_7d": 5}, PROGRESS, "D18"),
    ("a morning of 3 after 2 step-backs", {"morning": 3, "step_backs_7d": 2}, STEP_BACK, "D7"),
    ("ended for pain of 4 after 2 step-backs", ENDED | {"during": 4, "step_backs_7d": 2}, STOP, "D5"),
    ("ended for pain of 3 after 2 step-backs", ENDED | {"during": 3, "step_backs_7d": 2}, STEP_BACK, "D8"),
    ("ended for pain without a value after 2", ENDED | NO_PAINS | {"step_backs_7d": 2}, STEP_BACK, "D8"),
    ("stiffness after 2 step-backs, pain 4", {"stiffness_over": 15, "after": 4, "step_backs_7d": 2}, STOP, "D5"),
    ("a gap after 2 step-backs is not one of D6 to D9", {"gap_days": 14, "step_backs_7d": 2}, STEP_BACK, "D10"),
    ("a morning of 2 is less than 3, however far above", {"morning": 2, "morning_baseline": 0}, HOLD, "D12"),
    ("half a point above the baseline is settled", {"morning_baseline": Fraction(1, 2)}, PROGRESS, "D18"),
    ("one and a half above", {"morning": 2, "morning_baseline": Fraction(1, 2)}, HOLD, "D12"),
    ("stiffness 14 min over", {"stiffness_over": 14}, PROGRESS, "D18"),
    ("no baseline of stiffness", {"stiffness_baseline": None}, HOLD, "D11"),
    ("the next morning missing, a later one recorded", {"morning": 1, "next_morning": None}, HOLD, "D11"),
    ("the same, the later one far above", {"morning": 3, "next_morning": None}, STEP_BACK, "D7"),
    ("the next stiffness missing, a later one recorded", {"stiffness": 5, "next_stiffness": None}, HOLD, "D11"),
    ("the same, the later one far over", {"stiffness": 20, "next_stiffness": None}, STEP_BACK, "D9"),
    ("the day before without its next morning", {"previous": Pains(1, 1, 1, None)}, HOLD, "D11"),
    ("the same, both above", {"after": 6, "previous": Pains(7, 1, None, None)}, STOP, "D3"),
    ("the very first training day", {"previous": None}, HOLD, "D11"),
    ("red flags never asked", {"red_flag": None}, HOLD, "D11"),
    ("a flare-up", {"flare_7d": True}, HOLD, "D12"),
    ("a gap of 6 days", {"gap_days": 6}, PROGRESS, "D18"),
    ("a gap of 7 days", {"gap_days": 7}, HOLD, "D15"),
    ("a gap of 13 days", {"gap_days": 13}, HOLD, "D15"),
    ("leg press, day 13 of 14", GYM | {"exercise": LEG_PRESS, "days_since_change": 13}, HOLD, "D15"),
    ("leg press, day 14 of 14", GYM | {"exercise": LEG_PRESS, "days_since_change": 14}, PROGRESS, "D18"),
    ("seated raise, day 7 of 7", GYM | {"exercise": SEATED, "days_since_change": 7}, PROGRESS, "D18"),
]


def by_the_table(one: Inputs) -> str:
    """Return the row by the table as it is written, number by number, beside the code that is tested."""
    pains, before = one.pains, one.previous
    known = [value for value in (pains.during, pains.after, pains.morning) if value is not None]
    known_before = [] if before is None else [before.during, before.after, before.morning]
    morning = _less(pains.morning, one.morning_baseline)
    stiff = _less(one.stiffness, one.stiffness_baseline)
    rise, rise_before, mean = _or_low(one.week_rise), _or_low(one.week_rise_before), _or_low(one.week_mean)
    highest = max(known, default=-99)
    d7 = morning >= 2 and _or_low(pains.morning) >= 3
    d9 = (rise >= 1 and (one.days_since_step_back is None or one.days_since_step_back >= 7)) or stiff >= 15
    back = highest >= 6 or d7 or one.ended_for_pain or d9
    needed = (pains.during, pains.after, pains.next_morning, one.morning_baseline, one.week_rise, one.red_flag)
    needed_too = (one.next_stiffness, one.stiffness_baseline, before)
    needed_before = [] if before is None else [before.during, before.after, before.next_morning]
    rows = (
        ("D1", one.red_flag is True),
        ("D2", highest >= 8),
        ("D3", highest >= 6 and any(_or_low(value) >= 6 for value in known_before)),
        ("D4", rise >= 1 and rise_before >= 1 and mean >= 4),
        ("D5", back and one.step_backs_7d >= 2 and highest >= 4),
        ("D6", highest >= 6),
        ("D7", d7),
        ("D8", one.ended_for_pain),
        ("D9", d9),
        ("D10", one.gap_days >= 14),
        ("D11", None in needed or None in needed_too or None in needed_before),
        ("D12", highest >= 4 or morning >= 1 or one.flare_7d),
        ("D13", rise > 0),
        ("D14", one.completion_7d < Fraction(80, 100) or one.green_streak < 3),
        ("D15", one.days_since_change < (14 if one.exercise == LEG_PRESS else 7) or 7 <= one.gap_days <= 13),
        ("D16", one.gym and not one.pt_confirmed),
        ("D17", one.at_top),
        ("D18", True),
    )
    return next(row for row, matches in rows if matches)


def _or_low(value: Exact | None) -> Exact:
    """Return a value; where it is missing, one below every limit."""
    return -99 if value is None else value


def _less(value: Exact | None, baseline: Exact | None) -> Exact:
    return -99 if value is None or baseline is None else value - baseline


@pytest.mark.parametrize(("changes", "output", "row"), [one[1:] for one in VECTORS], ids=[one[0] for one in VECTORS])
def test_each_vector_of_the_rules(changes: dict[str, Any], output: Verdict, row: str) -> None:
    decision = decide(judged(**changes), RULE)

    assert (decision.output, decision.row) == (output, row)


@pytest.mark.parametrize(("changes", "output", "row"), [one[1:] for one in EDGES], ids=[one[0] for one in EDGES])
def test_each_edge_between_two_rows(changes: dict[str, Any], output: Verdict, row: str) -> None:
    decision = decide(judged(**changes), RULE)

    assert (decision.output, decision.row) == (output, row)


def test_every_row_is_reached_by_a_vector_or_an_edge() -> None:
    assert {row for *_, row in VECTORS + EDGES} == {row.id for row in ROWS}


@given(INPUTS)
def test_any_log_is_decided_by_exactly_one_row_the_first_of_the_table_that_matches(inputs: Inputs) -> None:
    decision = decide(inputs, RULE)

    assert decision.row == by_the_table(inputs)
    assert decision.output is ROW_OF[decision.row].output


# What a rise is measured against, in the grid below: the baseline stays where it is and the morning's rise moves with
# the morning, or the rise stays and the baseline moves. The property holds for both readings of "derived inputs fixed".


def baseline_stays(at: int) -> Callable[[int], int]:
    """Return a baseline that no morning of the judged session moves: it is of mornings before the last increase."""
    return lambda _morning: at


def rise_stays(morning: int) -> int:
    """Return the baseline that keeps morning - baseline at 0."""
    return morning


GRIDS: dict[str, tuple[Inputs, Callable[[int], int]]] = {
    "calm, the baseline held": (CALM, baseline_stays(1)),
    "calm, a high baseline held": (CALM, baseline_stays(9)),
    "calm, the rise held": (CALM, rise_stays),
    "after 2 step-backs": (judged(step_backs_7d=2), baseline_stays(1)),
    "ended for pain, after 2 step-backs": (judged(ended_for_pain=True, step_backs_7d=2), baseline_stays(2)),
    "rising, soon after a step back": (judged(week_rise=1, days_since_step_back=6), baseline_stays(1)),
    "stiffness missing": (judged(stiffness=None), rise_stays),
    "at the top": (judged(at_top=True), baseline_stays(0)),
}


EVERY = tuple(range(11))
NEAR_LIMITS = (0, 3, 4, 5, 6, 7, 8)
"""The values on both sides of each limit of the rule, and the low end."""


@pytest.mark.parametrize("grid", GRIDS)
def test_raising_any_pain_value_never_loosens_the_output(grid: str) -> None:
    inputs, baseline = GRIDS[grid]
    # All there are once; in the other grids those between which the answers differ, and every morning.
    scales = [EVERY] * 4 if grid == next(iter(GRIDS)) else [NEAR_LIMITS, (0, 5, 6), EVERY, (5, 6)]
    values = list(product(*scales))
    strictness: dict[tuple[int | None, ...], int] = {}
    for during, after, morning, previous in values:
        one = judged(inputs, during=during, after=after, morning=morning, previous=previous)
        one = replace(one, morning_baseline=baseline(morning))
        decision = decide(one, RULE)
        assert decision.row == by_the_table(one)
        strictness[during, after, morning, previous] = decision.output.strictness

    for combination in values:
        for place, (value, scale) in enumerate(zip(combination, scales, strict=True)):
            higher = scale[scale.index(value) + 1] if value < scale[-1] else None
            raised = (*combination[:place], higher, *combination[place + 1 :])
            assert strictness[combination] <= strictness.get(raised, STOP.strictness), (combination, raised)


PLACES = st.tuples(st.sampled_from(["pains", "previous"]), st.sampled_from(["during", "after", "morning"]))


@given(INPUTS, PLACES, st.integers(0, 10))
def test_raising_a_pain_value_of_any_log_never_loosens_the_output(
    inputs: Inputs, place: tuple[str, str], higher: int
) -> None:
    day, name = place
    pains = getattr(inputs, day)
    value = None if pains is None else getattr(pains, name)
    if value is None or higher < value:
        return
    raised = replace(inputs, **{day: replace(pains, **{name: higher})})

    assert decide(raised, RULE).output.strictness >= decide(inputs, RULE).output.strictness


OPTIONAL: dict[str, dict[str, Any]] = {
    "during": {"during": None},
    "after": {"after": None},
    "morning": {"morning": None},
    "baseline": {"morning_baseline": None},
    "the next morning": {"morning": 1, "next_morning": None},
    "stiffness": {"stiffness": None},
    "the next stiffness": {"stiffness": 5, "next_stiffness": None},
    "stiffness baseline": {"stiffness_baseline": None},
    "week rise": {"week_rise": None},
    "the day before": {"previous": None},
    "one value of the day before": {"previous": Pains(1, None, 1, 1)},
    "the next morning of the day before": {"previous": Pains(1, 1, 1, None)},
    "red flags": {"red_flag": None},
}


def subsets() -> Iterator[tuple[str, ...]]:
    """Return every choice of inputs that are missing, at least one."""
    return chain.from_iterable(combinations(OPTIONAL, size) for size in range(1, len(OPTIONAL) + 1))


def test_no_missing_value_ever_yields_progress() -> None:
    for names in subsets():
        changes: dict[str, Any] = {}
        for name in names:
            changes |= OPTIONAL[name]
        assert decide(judged(**changes), RULE).row == "D11", names


@given(INPUTS)
def test_whatever_lets_progress_is_all_there(inputs: Inputs) -> None:
    if decide(inputs, RULE).output is PROGRESS:
        assert inputs.previous is not None
        assert inputs.pains.is_complete
        assert inputs.previous.is_complete
        mornings = (inputs.morning_baseline, inputs.stiffness, inputs.next_stiffness, inputs.stiffness_baseline)
        assert None not in (*mornings, inputs.week_mean, inputs.week_rise)
        assert inputs.red_flag is False


@given(INPUTS)
def test_the_rise_of_a_week_ago_can_only_make_a_stop_of_what_steps_back_already(inputs: Inputs) -> None:
    without = decide(replace(inputs, week_rise_before=None), RULE)
    with_it = decide(inputs, RULE)

    assert with_it == without or (with_it.row == "D4" and without.output in {STEP_BACK, STOP})


@given(INPUTS)
def test_a_red_flag_stops_whatever_else_the_log_says(inputs: Inputs) -> None:
    assert decide(replace(inputs, red_flag=True), RULE).row == "D1"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"during": 11}, "pain during the session is 11"),
        ({"morning": -1}, "pain in the morning is -1"),
        ({"week_rise": float("nan")}, "week_rise is nan"),
        ({"completion_7d": 0.8}, "completion_7d is 0.8"),
        ({"green_streak": -1}, "green_streak is -1"),
        ({"morning_baseline": 11}, "morning_baseline is 11"),
        ({"morning": 1, "next_morning": 2}, "the next morning is one of the mornings"),
        ({"stiffness": 5, "next_stiffness": 6}, "the next morning is one of the mornings"),
    ],
)
def test_what_cannot_be_is_refused_before_it_decides_anything(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        judged(**changes)


def test_a_number_below_a_limit_is_never_told_as_the_limit() -> None:
    assert [exact_text(number) for number in (Fraction(999, 1000), 1, Fraction(3, 2), Fraction(5, 3))] == [
        "0.99", "1", "1.5", "1.66",
    ]  # fmt: skip


def test_the_verdicts_stand_in_order_of_strictness() -> None:
    assert sorted(Verdict, key=lambda verdict: verdict.strictness) == [PROGRESS, HOLD, STEP_BACK, STOP]
