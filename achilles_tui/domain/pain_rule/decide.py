"""The decision table: the inputs of one judged session against the rule, with the reason; the first match wins. Pure.

A row matches when its check finds a reason, so the verdict and its explanation cannot differ. A missing value is never
above a limit. D11 holds for it, after all rows that stop or step back.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from achilles_tui.domain.base.units import Exact, RowId, Verdict, exact_text
from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.rule import ROWS, PainRule

__all__ = ["Decision", "Inputs", "Pains", "Verdict", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, the row it comes from, and why."""

    output: Verdict
    row: RowId
    reason: str
    """One sentence: the log against the stated rule, with the row's numbers."""
    needed: str
    """One sentence: what it takes until this row no longer matches."""


class _Reason(NamedTuple):
    fact: str
    """What the log says."""
    limit: str
    """What the rule says, after the words "the rule"."""
    needed: str


_Check = Callable[[Inputs, PainRule], tuple[_Reason, ...]]

_STOPS = "says stop and contact a clinician"
_NOTE = "a note of what a clinician said; until one is recorded, no session starts"
_WEEK_WITHOUT_RISE = "a mean morning pain less than {points} above the week before"


def decide(inputs: Inputs, rule: PainRule) -> Decision:
    """Return the decision of the first row that matches. The last row matches whatever the others let pass."""
    row, reasons = next((row, reasons) for row in ROWS if (reasons := _CHECKS[row.id](inputs, rule)))
    facts, limits, needs = (_listed(column) for column in zip(*reasons, strict=True))
    return Decision(row.output, row.id, _sentence(f"{facts}; the rule {limits} ({row.id})"), _sentence(needs))


def _listed(texts: Iterable[str]) -> str:
    """Join texts as a person would, each once."""
    *most, last = dict.fromkeys(texts)
    return f"{', '.join(most)} and {last}" if most else last


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _values(values: Iterable[tuple[str, int]], limit: str, needed: str) -> tuple[_Reason, ...]:
    return tuple(_Reason(f"{name} was {value}", limit, needed) for name, value in values)


def _red_flag(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    return (_Reason("a warning sign was answered yes", _STOPS, _NOTE),) if inputs.red_flag else ()


def _far_above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    return _values(inputs.pains.above(rule.pain_stop - 1), f"{_STOPS} from {rule.pain_stop}", _NOTE)


def _above_twice(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    before = inputs.previous_highest
    if before is None or before <= rule.pain_limit:
        return ()
    limit = f"{_STOPS} above {rule.pain_limit} on two training days running"
    reasons = _values(inputs.pains.above(rule.pain_limit), limit, _NOTE)
    return (
        (*reasons, _Reason(f"the highest value of the training day before was {before}", limit, _NOTE))
        if reasons
        else ()
    )


def _rising_twice(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    now, before, least = inputs.week_rise, inputs.week_rise_before, rule.week_rise_step_back
    if now is None or before is None or now < least or before < least:
        return ()
    fact = f"mean morning pain rose by {exact_text(now)} in a week and by {exact_text(before)} in the week before"
    return (_Reason(fact, f"{_STOPS} from {least} two weeks running", _NOTE),)


def _once_more(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    if inputs.step_backs_14d < rule.step_backs:
        return ()
    reasons = [reason for check in _STEPPING_BACK for reason in check(inputs, rule)]
    if not reasons:
        return ()
    counted = f"{_count(inputs.step_backs_14d, 'step-back')} in {rule.step_back_days} days went before"
    limit = f"{_STOPS} when it would step back again after {rule.step_backs}"
    return tuple(_Reason(fact, limit, _NOTE) for fact in (*(reason.fact for reason in reasons), counted))


def _above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    needed = f"a session with every value at most {rule.pain_limit}"
    return _values(inputs.pains.above(rule.pain_limit), f"allows up to {rule.pain_limit}", needed)


def _morning_fact(inputs: Inputs, rise: Exact) -> str:
    return f"pain in the morning was {inputs.pains.morning}, {exact_text(rise)} above its baseline"


def _morning_above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    rise, least = inputs.morning_rise, rule.morning_step_back
    if rise is None or rise < least:
        return ()
    needed = f"a morning less than {least} above its baseline"
    return (_Reason(_morning_fact(inputs, rise), f"steps back from {least} above the baseline", needed),)


def _ended_for_pain(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.ended_for_pain:
        return ()
    return (_Reason("the session was ended because of pain", "then steps back", "a session that pain does not end"),)


def _worse(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    rise, least = inputs.week_rise, rule.week_rise_step_back
    if rise is not None and rise >= least:
        fact, needed = (
            f"mean morning pain rose by {exact_text(rise)} in a week",
            _WEEK_WITHOUT_RISE.format(points=least),
        )
        reasons.append(_Reason(fact, f"steps back from a rise of {least}", needed))
    rise, least = inputs.stiffness_rise, rule.stiffness_step_back
    if rise is not None and rise >= least:
        fact, needed = (
            f"morning stiffness was {exact_text(rise)} min over its baseline",
            f"less than {least} min over its baseline",
        )
        reasons.append(
            _Reason(fact, f"steps back from {least} min over the baseline", f"a morning with stiffness {needed}")
        )
    return tuple(reasons)


def _long_gap(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    least = rule.gap_step_back
    if inputs.gap_days < least:
        return ()
    return (_Reason(_gap_fact(inputs), f"steps back from {least} days without a session", "one full session"),)


def _gap_fact(inputs: Inputs) -> str:
    return f"{_count(inputs.gap_days, 'day')} went by since the last session"


def _missing(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    every_value, fewest = "a session with every pain value recorded", rule.baseline_fewest
    two_weeks = f"at least {rule.week_mornings} recorded mornings in each of two weeks"
    before = inputs.previous.named if inputs.previous else ()
    required: list[tuple[str, object, str]] = [
        ("the answer to the warning signs", inputs.red_flag, "an answer to each warning sign"),
        *((name, value, every_value) for name, value in inputs.pains.named),
        ("the baseline of morning pain", inputs.morning_baseline, f"at least {fewest} recorded mornings"),
        ("morning stiffness", inputs.stiffness, "morning stiffness recorded"),
        ("the baseline of stiffness", inputs.stiffness_baseline, f"at least {fewest} mornings with stiffness"),
        ("the change of morning pain in a week", inputs.week_rise, two_weeks),
        *((f"{name} on the training day before", value, every_value) for name, value in before),
    ]
    names = [name for name, value, _ in required if value is None]
    reasons = []
    if names:
        fact = f"{_listed(names)} {'is' if len(names) == 1 else 'are'} missing"
        needed = _listed(need for _, value, need in required if value is None)
        reasons.append(_Reason(fact, "waits for every value", needed))
    if inputs.previous is None:
        fact, needed = "there is no training day before this one to compare with", "one more training day"
        reasons.append(_Reason(fact, "compares two training days", needed))
    return tuple(reasons)


def _calm(sessions: str, rule: PainRule) -> str:
    settled = f"the morning less than {rule.morning_hold} above its baseline"
    return f"{sessions} with every value at most {rule.pain_calm}, {settled} and all sets done"


def _watched(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    needed = _calm(f"{_count(rule.green_streak, 'session')} in a row", rule)
    reasons = list(_values(inputs.pains.above(rule.pain_calm), f"goes up with at most {rule.pain_calm}", needed))
    rise, least = inputs.morning_rise, rule.morning_hold
    if rise is not None and rise >= least:
        reasons.append(_Reason(_morning_fact(inputs, rise), f"holds from {least} above the baseline", needed))
    if inputs.flare_7d:
        days = _count(rule.flare_days, "day")
        fact, after = f"a flare-up was marked in the last {days}", f"{days} without a flare-up"
        reasons += [_Reason(fact, f"holds for {days} after a flare-up", needed) for needed in (after, needed)]
    return tuple(reasons)


def _rising(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    rise, most = inputs.week_rise, rule.week_rise_allowed
    if rise is None or rise <= most:
        return ()
    needed = f"a mean morning pain at most {most} above the week before"
    return (
        _Reason(f"mean morning pain rose by {exact_text(rise)} in a week", f"holds above a rise of {most}", needed),
    )


def _not_steady(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    percent, least = inputs.completion_7d * 100, rule.completion_percent
    if percent < least:
        sets = f"of the planned sets done in {_count(rule.completion_days, 'day')}"
        fact, needed = f"{int(percent)} % {sets}", f"at least {least} % {sets}"
        reasons.append(_Reason(f"the log has {fact}", f"asks for {least} %", needed))
    missing = rule.green_streak - inputs.green_streak
    if missing > 0:
        fact, limit = f"{_count(inputs.green_streak, 'calm session')} in a row", f"{rule.green_streak} in a row"
        needed = _calm(_count(missing, "more session"), rule)
        reasons.append(_Reason(f"the log has {fact}", f"asks for {limit}", needed))
    return tuple(reasons)


def _too_soon(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    days, least = inputs.days_since_increase, rule.days_between_increases(inputs.exercise)
    if days < least:
        fact = f"{_count(days, 'day')} went by since the last increase or the start"
        reasons.append(_Reason(fact, f"asks for {_count(least, 'day')}", _count(least - days, "more day")))
    if inputs.gap_days >= rule.gap_hold:
        limit = f"holds from {_count(rule.gap_hold, 'day')} without a session"
        reasons.append(_Reason(_gap_fact(inputs), limit, "one full session"))
    return tuple(reasons)


def _no_pt(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.gym or inputs.pt_confirmed:
        return ()
    fact, limit = "this is a gym exercise and no PT is confirmed for the next session", "asks for one each time"
    return (_Reason(fact, limit, "your word that a PT prescribed it and is supervising"),)


def _at_top(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.at_top:
        return ()
    return (_Reason("the level is at the top of its range", "keeps it there", "nothing: there is no level above it"),)


def _otherwise(_inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    return (_Reason("your log is within every limit", "allows one level up", "your yes: nothing changes without it"),)


_STEPPING_BACK: tuple[_Check, ...] = (_above, _morning_above, _ended_for_pain, _worse)
"""D6 to D9."""

_CHECKS: MappingProxyType[RowId, _Check] = MappingProxyType(
    {
        "D1": _red_flag,
        "D2": _far_above,
        "D3": _above_twice,
        "D4": _rising_twice,
        "D5": _once_more,
        "D6": _above,
        "D7": _morning_above,
        "D8": _ended_for_pain,
        "D9": _worse,
        "D10": _long_gap,
        "D11": _missing,
        "D12": _watched,
        "D13": _rising,
        "D14": _not_steady,
        "D15": _too_soon,
        "D16": _no_pt,
        "D17": _at_top,
        "D18": _otherwise,
    }
)
"""The check of each row; the order of the rows is that of `ROWS`."""
