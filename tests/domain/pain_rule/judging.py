"""Inputs of the decision table: a session about which the rule has nothing to say, and any session there could be."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from achilles_tui.domain.pain_rule.inputs import Inputs, Pains
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.shipped_texts import read_pain_rule

RULE: PainRule = read_pain_rule(shipped_programs())
"""The rule that ships."""

CALM = Inputs(
    exercise="gastrocnemius-heel-raise",
    red_flag=False,
    pains=Pains(1, 1, 1, 1),
    previous=Pains(1, 1, 1, 1),
    morning_baseline=1,
    stiffness=5,
    next_stiffness=5,
    stiffness_baseline=5,
    week_mean=1,
    week_rise=0,
    week_rise_before=0,
    completion_7d=1,
    green_streak=3,
    flare_7d=False,
    days_since_change=14,
    days_since_step_back=None,
    gap_days=0,
    step_backs_7d=0,
    ended_for_pain=False,
    gym=False,
    pt_confirmed=False,
    at_top=False,
)
"""The defaults of the vectors: pains 1, baseline 1, streak 3, completion 1.0, day 14 of 7."""

_PAINS = ("during", "after", "morning", "next_morning")


def judged(inputs: Inputs = CALM, **changes: Any) -> Inputs:  # noqa: ANN401 the fields have types of their own
    """Return inputs with changes; `during`, `after`, `morning` and, of the day before, `previous` as one value.

    `stiffness_over` is minutes over the baseline. A morning, or its stiffness, is that of the very next day as well,
    unless `next_morning` or `next_stiffness` says another one.
    """
    pains = {name: changes.pop(name) for name in _PAINS if name in changes}
    if "morning" in pains:
        pains.setdefault("next_morning", pains["morning"])
    if isinstance(changes.get("previous"), int):
        changes["previous"] = Pains(changes["previous"], 0, 0, 0)
    if "stiffness_over" in changes:
        changes["stiffness"] = (inputs.stiffness_baseline or 0) + changes.pop("stiffness_over")
    if "stiffness" in changes:
        changes.setdefault("next_stiffness", changes["stiffness"])
    return replace(inputs, pains=replace(inputs.pains, **pains), **changes)


def _or_missing(known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(known, known, known, st.none())


def _often(usual: object, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give the usual value in most cases, so that the rows far down are reached."""
    return st.one_of(st.just(usual), st.just(usual), st.just(usual), other)


NPRS = _or_missing(_often(1, st.integers(0, 10)))


@st.composite
def _pains(draw: st.DrawFn) -> Pains:
    """Return any pains; the next morning is one of the mornings, or was not recorded."""
    during, after, morning = draw(st.tuples(NPRS, NPRS, NPRS))
    following = None if morning is None else draw(st.one_of(st.just(morning), st.integers(0, morning), st.none()))
    return Pains(during, after, morning, following)


PAINS = _pains()
RISES = _or_missing(_often(0, st.fractions(-3, 3, max_denominator=42)))
MINUTES = _or_missing(_often(5, st.integers(0, 90)))


def _stiff(minutes: int | None, next_minutes: int | None, **others: Any) -> Inputs:  # noqa: ANN401 the fields have types of their own
    """Return inputs whose very next morning is one of the mornings."""
    following = None if minutes is None or next_minutes is None else min(minutes, next_minutes)
    return Inputs(stiffness=minutes, next_stiffness=following, **others)


INPUTS: st.SearchStrategy[Inputs] = st.builds(
    _stiff,
    exercise=st.sampled_from(["gastrocnemius-heel-raise", "leg-press-heel-raise", "seated-calf-raise"]),
    red_flag=_often(False, st.sampled_from([True, None])),
    pains=PAINS,
    previous=_often(Pains(1, 1, 1, 1), st.one_of(st.none(), PAINS)),
    morning_baseline=_or_missing(_often(1, st.integers(0, 20).map(lambda halves: Fraction(halves, 2)))),
    minutes=MINUTES,
    next_minutes=MINUTES,
    stiffness_baseline=MINUTES,
    week_mean=_or_missing(_often(1, st.fractions(0, 10, max_denominator=7))),
    week_rise=RISES,
    week_rise_before=RISES,
    completion_7d=_often(1, st.fractions(0, 2, max_denominator=60)),
    green_streak=_often(3, st.integers(0, 9)),
    flare_7d=_often(False, st.booleans()),
    days_since_change=_often(14, st.integers(0, 30)),
    days_since_step_back=_often(None, st.integers(0, 30)),
    gap_days=_often(0, st.integers(0, 30)),
    step_backs_7d=st.integers(0, 4),
    ended_for_pain=_often(False, st.booleans()),
    gym=st.booleans(),
    pt_confirmed=st.booleans(),
    at_top=_often(False, st.booleans()),
)
"""Any inputs, most of them calm."""
