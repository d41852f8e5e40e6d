"""The decision table: the inputs of one judged session against the rule, with the reason; the first match wins. Pure.

A row matches when its check finds a reason, so the verdict and its explanation cannot differ. A missing value is never
above a limit. D11 holds for it, after all rows that stop or step back.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from achilles_tui.domain.base.units import Exact, RowId, Verdict, exact_text
from achilles_tui.domain.pain_rule.inputs import AFTER, DURING, MORNING, Inputs, Pains
from achilles_tui.domain.pain_rule.rule import ROWS, DecisionRow, PainRule

__all__ = ["Decision", "Inputs", "Pains", "Verdict", "decide", "decide_for_every_program"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, the row it comes from, and why."""

    output: Verdict
    row: RowId
    reason: str
    """The log against the stated rule, in a sentence or two."""
    needed: str
    """One sentence: what it takes until this row no longer matches."""


class _Reason(NamedTuple):
    """One thing that makes a row match, as a sentence, and what it takes until it no longer does."""

    sentence: str
    needed: str


_Check = Callable[[Inputs, PainRule], tuple[_Reason, ...]]

_NOTE = "a note of what a clinician said; until you write one down, all sessions are locked"
_ORDINALS = MappingProxyType({2: "second", 3: "third", 4: "fourth"})


def decide(inputs: Inputs, rule: PainRule) -> Decision:
    """Return the decision of the first row that matches. The last row matches whatever the others let pass."""
    return next(_matches(ROWS, inputs, rule))


def decide_for_every_program(inputs: Inputs, rule: PainRule) -> Decision | None:
    """Return the decision if it stops or steps back, which binds all programs; else None.

    Its rows, D1 to D10, look neither at the sets done nor at the exercise.
    """
    return next(_matches(_BINDING_ROWS, inputs, rule), None)


def _matches(rows: Iterable[DecisionRow], inputs: Inputs, rule: PainRule) -> Iterator[Decision]:
    for row in rows:
        if reasons := _CHECKS[row.id](inputs, rule):
            needs = dict.fromkeys(reason.needed for reason in reasons)
            sentence = f"{reasons[0].sentence}{_next_is_a_stop(row, inputs, rule)}"
            yield Decision(row.output, row.id, sentence, _sentence(_listed(needs)))


def _next_is_a_stop(row: DecisionRow, inputs: Inputs, rule: PainRule) -> str:
    """Return what is added to a step back that D5 would have made a stop with more pain."""
    if row.id not in _STEPPING_BACK or inputs.step_backs_7d < rule.step_backs:
        return ""
    count = _ordinal(inputs.step_backs_7d + 1).capitalize()
    return f" {count} step back in {rule.step_back_days} days: show your PT your log."


def _listed(texts: Iterable[str]) -> str:
    """Join texts as a person would."""
    *most, last = texts
    return f"{', '.join(most)} and {last}" if most else last


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _ordinal(number: int) -> str:
    return _ORDINALS.get(number, f"{number}th")


_PAIN_SENTENCES = MappingProxyType(
    {
        DURING: "Pain {value} in the last session",
        AFTER: "Pain {value} after the last session",
        MORNING: "Morning pain {value}",
    }
)


def _pain(pains: Pains, limit: int, rest: str, needed: str) -> tuple[_Reason, ...]:
    """Return a reason for each value above a limit, the highest first. rest: ends its sentence."""
    values = sorted(pains.above(limit), key=lambda pair: pair[1], reverse=True)
    return tuple(_Reason(f"{_PAIN_SENTENCES[name].format(value=value)}{rest}.", needed) for name, value in values)


def _red_flag(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    return (_Reason("You answered yes to a warning sign.", _NOTE),) if inputs.red_flag else ()


def _far_above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    return _pain(inputs.pains, rule.pain_stop - 1, f": the rule stops at {rule.pain_stop}", _NOTE)


def _above_twice(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    before = inputs.previous_highest
    if before is None or before <= rule.pain_limit or not inputs.pains.above(rule.pain_limit):
        return ()
    sentence = f"Pain {rule.pain_limit + 1} or more on two training days running: the rule stops."
    return (_Reason(sentence, _NOTE),)


def _rising_twice(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    least, mean = rule.week_rise_step_back, inputs.week_mean
    rises = inputs.week_rise, inputs.week_rise_before
    if mean is None or mean < rule.week_mean_stop or any(rise is None or rise < least for rise in rises):
        return ()
    sentence = f"Morning pain rose by {least} or more two weeks running and averages {exact_text(mean)}"
    return (_Reason(f"{sentence}: the rule stops at {rule.week_mean_stop}.", _NOTE),)


def _once_more(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    highest = inputs.pains.highest
    if inputs.step_backs_7d < rule.step_backs or highest is None or highest < rule.step_back_stop:
        return ()
    if not any(_CHECKS[row](inputs, rule) for row in _STEPPING_BACK):
        return ()
    count = _ordinal(inputs.step_backs_7d + 1)
    sentence = f"A {count} step back in {rule.step_back_days} days, with pain of {rule.step_back_stop} or more"
    return (_Reason(f"{sentence}: the rule stops.", _NOTE),)


def _above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    needed = f"a session with every value at most {rule.pain_limit}"
    return _pain(inputs.pains, rule.pain_limit, f"; the limit in the rule is {rule.pain_limit}", needed)


def _morning_above(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    rise, points, morning = inputs.morning_rise, rule.morning_step_back, inputs.pains.morning
    if rise is None or rise < points or morning is None or morning < rule.morning_least:
        return ()
    limit = f"the rule steps back at {points} above, if the pain is at least {rule.morning_least}"
    return (_Reason(f"{_morning_fact(inputs, rise)}; {limit}.", f"a morning less than {points} above your usual one"),)


def _morning_fact(inputs: Inputs, rise: Exact) -> str:
    usual = exact_text(inputs.morning_baseline or 0)
    return f"Morning pain {inputs.pains.morning} is {exact_text(rise)} above your usual {usual}"


def _ended_for_pain(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.ended_for_pain:
        return ()
    return (_Reason("The last session was stopped because of pain.", "a session that pain does not end"),)


def _worse(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    rise, points = inputs.week_rise, rule.week_rise_step_back
    if rise is not None and rise >= points and not _waits(inputs, rule):
        sentence = f"Morning pain rose by {exact_text(rise)} this week; the rule steps back at {points}."
        reasons.append(_Reason(sentence, f"a mean morning pain less than {points} above the week before"))
    rise, minutes = inputs.stiffness_rise, rule.stiffness_step_back
    if rise is not None and rise >= minutes:
        sentence = f"Stiff {exact_text(rise)} min longer than usual; the rule steps back at {minutes}."
        reasons.append(_Reason(sentence, f"a morning with stiffness less than {minutes} min over your usual one"))
    return tuple(reasons)


def _waits(inputs: Inputs, rule: PainRule) -> bool:
    """Whether a rise from week to week waits, because a step back was too short ago to show in the mornings."""
    days = inputs.days_since_step_back
    return days is not None and days < rule.week_rise_days


def _long_gap(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    days = rule.gap_step_back
    if inputs.gap_days < days:
        return ()
    return (_Reason(f"No session for {inputs.gap_days} days; the rule steps back at {days}.", "one full session"),)


def _missing(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    fewest, previous = rule.baseline_fewest, inputs.previous
    weeks = f"{rule.week_mornings} mornings in each of two weeks"
    every_value = "a session with every pain value recorded"
    check_in = "a check-in with pain and stiffness on the morning after each training day"
    lacks_all = inputs.pains.next_morning is None and inputs.next_stiffness is None
    required: list[tuple[bool, str, str]] = [
        (inputs.red_flag is None, "The warning signs are not answered yet.", "an answer to each warning sign"),
        (None in {inputs.pains.during, inputs.pains.after}, _no_pain("the last session"), every_value),
        (lacks_all, "The rule waits for the check-in of the morning after your last training day.", check_in),
        (inputs.pains.next_morning is None, _no_check_in("your last training day", "pain"), check_in),
        (inputs.next_stiffness is None, _no_check_in("your last training day", "stiffness"), check_in),
        (previous is None, "Too early to judge: the rule compares two training days.", "one more training day"),
        (previous is not None and not previous.is_complete, _no_values_before(previous), every_value),
        (
            inputs.morning_baseline is None or inputs.stiffness_baseline is None,
            f"Too early to judge: your usual morning takes {fewest} check-ins with pain and stiffness.",
            f"at least {fewest} mornings with pain and stiffness",
        ),
        (inputs.week_rise is None, f"Too early to judge: the rule needs {weeks}.", f"at least {weeks}"),
    ]
    return tuple(_Reason(sentence, needed) for is_missing, sentence, needed in required if is_missing)


def _no_pain(session: str) -> str:
    return f"A pain answer of {session} is missing."


def _no_check_in(day: str, measure: str) -> str:
    return f"No {measure} is recorded for the morning after {day}."


def _no_values_before(previous: Pains | None) -> str:
    day = "the training day before"
    lacks_pain = previous is not None and None in {previous.during, previous.after}
    return _no_pain(day) if lacks_pain else _no_check_in(f"{day} it", "pain")


def _calm(sessions: str, rule: PainRule) -> str:
    settled = f"the morning less than {rule.morning_hold} above your usual one"
    return f"{sessions} with every value at most {rule.pain_calm}, {settled} and all sets done"


def _watched(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    needed = _calm(f"{_count(rule.green_streak, 'session')} in a row", rule)
    limit = f" is within the limit of {rule.pain_limit}, but a step up needs {rule.pain_calm} or less"
    reasons = list(_pain(inputs.pains, rule.pain_calm, limit, needed))
    rise = inputs.morning_rise
    if rise is not None and rise >= rule.morning_hold:
        reasons.append(_Reason(f"{_morning_fact(inputs, rise)}.", needed))
    if inputs.flare_7d:
        days = _count(rule.flare_days, "day")
        reasons.append(_Reason(f"The rule waits {days} after a flare-up.", f"{days} without a flare-up"))
        reasons.append(_Reason(reasons[-1].sentence, needed))
    return tuple(reasons)


def _rising(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    rise, most = inputs.week_rise, rule.week_rise_allowed
    if rise is None or rise <= most:
        return ()
    sentence = f"Morning pain rose by {exact_text(rise)} this week"
    if rise >= rule.week_rise_step_back:
        days = inputs.days_since_step_back
        sentence += f"; the rule waits {rule.week_rise_days} days after a step back, and this is day {days}"
    above = f"at most {most} above" if most else "not above"
    return (_Reason(f"{sentence}.", f"a mean morning pain {above} the week before"),)


def _not_steady(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    missing = rule.green_streak - inputs.green_streak
    if missing > 0:
        sentence = f"The rule asks for {rule.green_streak} calm sessions in a row, and you have {inputs.green_streak}."
        reasons.append(_Reason(sentence, _calm(_count(missing, "more session"), rule)))
    percent, least = inputs.completion_7d * 100, rule.completion_percent
    if percent < least:
        sets = f"of the planned sets in {_count(rule.completion_days, 'day')}"
        sentence = f"The rule asks for {least} % {sets}, and you did {int(percent)} %."
        reasons.append(_Reason(sentence, f"at least {least} % {sets}"))
    return tuple(reasons)


def _too_soon(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    reasons = []
    days, least = inputs.days_since_change, rule.days_between_increases(inputs.exercise)
    if days < least:
        sentence = f"The rule asks for {_count(least, 'day')} at one step, and this is day {days}."
        reasons.append(_Reason(sentence, _count(least - days, "more day")))
    if inputs.gap_days >= rule.gap_hold:
        sentence = f"{inputs.gap_days} days without a session: one full session first."
        reasons.append(_Reason(sentence, "one full session"))
    return tuple(reasons)


def _no_pt(inputs: Inputs, rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.gym or inputs.pt_confirmed:
        return ()
    needed = f"your word that your PT agrees to the next step; it counts for {rule.pt_days} days"
    return (_Reason("The rule waits for your PT.", needed),)


def _at_top(inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    if not inputs.at_top:
        return ()
    return (_Reason("This is the top of the range.", "nothing: there is no level above it"),)


def _otherwise(_inputs: Inputs, _rule: PainRule) -> tuple[_Reason, ...]:
    return (_Reason("Your log is within every limit of the rule.", "your yes: nothing changes without it"),)


_STEPPING_BACK: tuple[RowId, ...] = ("D6", "D7", "D8", "D9")
"""The rows that D5 counts."""

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

_BINDING_ROWS = tuple(row for row in ROWS if row.output in {Verdict.STOP, Verdict.STEP_BACK})
"""D1 to D10."""
