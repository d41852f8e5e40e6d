"""Advice beside the rule: what to tell a clinician, when to review with a PT. It never changes a verdict. Pure.

A missing value never counts as good news: it is no fall of pain. Nor does it count as a stiff morning.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from achilles_tui.domain.base.units import Exact, exact_text
from achilles_tui.domain.pain_rule.rule import PainRule


class Advice(StrEnum):
    """The kinds of advice."""

    TELL_A_CLINICIAN = "tell a clinician"
    REVIEW_WITH_PT = "review with a PT"
    REVIEW = "review"
    SEE_A_PT_FIRST = "see a PT before starting"


class Advised(Struct, frozen=True):
    """A piece of advice, and one sentence with the numbers behind it."""

    advice: Advice
    sentence: str = field(name="told")


def on_stiffness(mornings: Sequence[int | None], rule: PainRule) -> Advised | None:
    """Return the advice on morning stiffness, if any. mornings: minutes, one a day, today last; None: not recorded."""
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

    week: counted from 1. first, now: mean morning pain (NPRS) of the first week and of this week; None: not recorded.
    """
    numbers = rule.advice
    if week >= numbers.last_week:
        return Advised(Advice.REVIEW, f"Week {week}: a review with your PT or clinician is due.")
    if week < numbers.review_week or first is None or first < numbers.review_from:
        return None
    if now is not None and first - now >= numbers.review_fall:
        return None
    change = (
        "not recorded this week" if now is None else f"{exact_text(now)} this week, no fall of {numbers.review_fall}"
    )
    sentence = f"Week {week}: mean morning pain was {exact_text(first)} in week 1 and is {change}: review with a PT."
    return Advised(Advice.REVIEW_WITH_PT, sentence)


def on_usual_pain(usual: int | None, rule: PainRule) -> Advised | None:
    """Return the advice before the first session, if any. usual: the usual pain (NPRS); None: not recorded."""
    if usual is None or usual < rule.advice.usual_pain:
        return None
    return Advised(Advice.SEE_A_PT_FIRST, f"Your usual pain is {usual}: see a PT before you start.")
