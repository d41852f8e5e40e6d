"""The recorded mornings: pain on the first steps and stiffness, their baselines and weekly means. Pure.

Missing is None, never 0. Only mornings after the day of the last clinician note count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from achilles_tui.domain.base.units import Exact
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK

ONE_DAY = timedelta(days=1)

DAYS_BEFORE = timedelta(days=21)
"""Days of mornings before the first judged one: three weeks, as D4 compares them."""


class Anchor(NamedTuple):
    """What a baseline counts from: the day of the last increase, or of a PT's word against D7 or D9.

    is_increase: only an increase also looks at the mornings before it.
    """

    day: date
    is_increase: bool


class Morning(NamedTuple):
    """A recorded morning. pain: on the first steps (NPRS)."""

    day: date
    pain: int


class Mornings:
    """One measure of the mornings: pain on the first steps (NPRS), or stiffness in minutes."""

    def __init__(self, values: Mapping[date, int], after: date | None) -> None:
        """Sort the values by day. after: the day of the last clinician note; mornings up to it do not count."""
        self._by_day = {day: value for day, value in values.items() if after is None or day > after}
        self._days = sorted(self._by_day)
        self._values = [self._by_day[day] for day in self._days]
        self._medians: dict[tuple[int, int], Fraction] = {}

    def value(self, day: date) -> int | None:
        """Return the value of one morning."""
        return self._by_day.get(day)

    def highest(self, after: date, last: date) -> int | None:
        """Return the highest morning pain after one day, through another; None where none was recorded."""
        return max(self._values[self._end(after) : self._end(last)], default=None)

    def mean(self, last: date, *, fewest: int) -> Fraction | None:
        """Return the mean of the 7 days that end with the last; None with fewer mornings than needed."""
        values = self._values[self._end(last - timedelta(days=DAYS_OF_A_WEEK)) : self._end(last)]
        return Fraction(sum(values), len(values)) if len(values) >= fewest else None

    def rise(self, last: date, *, fewest: int) -> Fraction | None:
        """Return by how much the mean of the week up to the last day exceeds that of the week before."""
        now, before = self.mean(last, fewest=fewest), self.mean(last - timedelta(days=DAYS_OF_A_WEEK), fewest=fewest)
        return None if now is None or before is None else now - before

    def baseline(self, anchor: Anchor | None, last: date, rule: PainRule) -> Exact | None:
        """Return the baseline on a day: see `baseline_mornings` in the file of the rule. None with too few mornings."""
        begin, end = self._baseline_range(anchor, rule)
        return self._median(begin, end) if end <= self._end(last) else None

    def of_baseline(self, anchor: Anchor | None, rule: PainRule) -> dict[date, int]:
        """Return the mornings that the baseline is made of, by day."""
        begin, end = self._baseline_range(anchor, rule)
        return dict(zip(self._days[begin:end], self._values[begin:end], strict=True))

    def between(self, after: date, last: date) -> tuple[tuple[date, int], ...]:
        """Return the mornings after a day, up to the last, each with its day."""
        part = slice(self._end(after), self._end(last))
        return tuple(zip(self._days[part], self._values[part], strict=True))

    def _baseline_range(self, anchor: Anchor | None, rule: PainRule) -> tuple[int, int]:
        """Return the range of the mornings of a baseline; the end may not have come yet."""
        first = 0 if anchor is None else self._end(anchor.day)
        if anchor is not None and anchor.is_increase:
            begin = bisect_left(self._days, anchor.day - timedelta(days=rule.baseline_days - 1))
            begin = max(begin, first - rule.baseline_mornings)
            if first - begin >= rule.baseline_fewest:
                return begin, first
        return first, first + rule.baseline_fewest

    def _end(self, last: date) -> int:
        """Return how many mornings there are up to a day."""
        return bisect_right(self._days, last)

    def _median(self, begin: int, end: int) -> Fraction:
        """Return the median over a range of mornings. Remembered: verdicts on many days use the same few ranges."""
        if (begin, end) not in self._medians:
            self._medians[begin, end] = Fraction(median(Fraction(value) for value in self._values[begin:end]))
        return self._medians[begin, end]
