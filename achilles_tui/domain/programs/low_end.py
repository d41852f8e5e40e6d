"""Stretches with insertional pain, or if not sure, stay at the low end of their dose (section 5 of the rules). Pure.

Whatever plans, counts or shows a dose takes it from here, so that it is the same everywhere.
"""

from typing import Any

from msgspec.structs import replace

from achilles_tui.domain.base.units import MY_PT, Category, Region, low
from achilles_tui.domain.programs.dose import Dose

MOST_HOLDS, MOST_TIMES = 3, 2
"""Holds in all, and times a day (ours: the low end of the article's 3 to 5 holds, several times a day)."""


def stays_low(category: Category, region: Region | None) -> bool:
    """Whether a dose stays at its low end: a stretch with insertional pain, or if not sure, or not asked yet."""
    return category is Category.STRETCH and region is not Region.MID_PORTION


def dose_for(dose: Dose, category: Category, region: Region | None) -> Dose:
    """Return a dose as it is done for pain in a region. Numbers of the PT's own stay as they are."""
    if not stays_low(category, region):
        return dose
    changed: dict[str, Any] = {}
    origins = dict(dose.provenance)
    if dose.provenance.get("reps") != MY_PT:
        changed["reps"] = min(low(dose.reps), MOST_HOLDS)
    if dose.often.per_day is not None and dose.provenance.get("often.per_day") != MY_PT:
        times = min(dose.often.fewest, MOST_TIMES)
        changed["often"] = replace(dose.often, per_day=times, per_day_range=None)
        origins.pop("often.per_day_range", None)
        if times != dose.often.per_day:
            origins["often.per_day"] = "ours"
    return replace(dose, **changed, provenance=origins)
