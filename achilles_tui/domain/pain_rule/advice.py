"""Advice beside the rule: what to tell a clinician, when to review with a PT. Never changes what the rule says. Pure.

What is missing is never taken for good: it does not count as a stiff morning, and it is no fall of pain either.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from achilles_tui.domain.base.units import Exact, exact_text
from achilles_tui.domain.pain_rule.rule import PainRule


class Advice(StrEnum):
    """What is advised."""

    TELL_A_CLINICIAN = "tell a clinician"
    REVIEW_WITH_PT = "review with a PT"
    REVIEW = "review"
    SEE_A_PT_FIRST = "see a PT before starting"


class Advised(Struct, frozen=True):
    """A piece of advice, and one sentence with the numbers it rests on."""

    advice: Advice
    sentence: str = field(name="told")


def on_stiffness(mornings: Sequence[int | None], rule: PainRule) -> Advised | None:
    """Return the advice on morning stiffness, if any. mornings: minutes, one a day, the last is today; None missing."""
    numbers = rule.advice
    last = mornings[-numbers.stiffness_days :]
    stiff = sum(minutes is not None and minutes > numbers.stiffness_minutes for minutes in last)
    if stiff < numbers.stiffness_mornings:
        return None
    sentence = (
        f"Morning stiffness was over {numbers.stiffness_minutes} min on {stiff} of the last "
        f"{numbers.stiffness_days} mornings: tell a clinician."
    )
    return Advised(Advice.TELL_A_CLINICIAN, sentence)


def on_the_weeks(week: int, first: Exact | None, now: Exact | None, rule: PainRule) -> Advised | None:
    """Return the advice that is due in a week of the program, if any.

    week: the first is 1. first, now: mean morning pain (NPRS) of the first week and of this one; None missing.
    """
    numbers = rule.advice
    if week >= numbers.last_week:
        return Advised(Advice.REVIEW, f"Week {week}: a review with your PT or clinician is due.")
    if week < numbers.review_week or first is None or first < numbers.review_from:
        return None
    if now is not None and first - now >= numbers.review_fall:
        return None
    recorded = f"recorded {exact_text(first)} in week 1, then {'nothing' if now is None else exact_text(now)} this week"
    sentence = f"Week {week}, mean morning pain: {recorded}, no fall of {numbers.review_fall}: review with a PT."
    return Advised(Advice.REVIEW_WITH_PT, sentence)


def on_usual_pain(usual: int | None, rule: PainRule) -> Advised | None:
    """Return the advice before one starts, if any. usual: the usual pain (NPRS), None when it was not told."""
    if usual is None or usual < rule.advice.usual_pain:
        return None
    return Advised(Advice.SEE_A_PT_FIRST, f"Your usual pain is {usual}: see a PT before you start.")
