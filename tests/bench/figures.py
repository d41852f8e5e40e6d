"""What benches have in common: figures of several rounds, beside those of something simpler, against budgets."""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Budget(NamedTuple):
    """The most a figure may be."""

    limit: float
    of_base: bool = False
    """Whether it is a multiple of what it stands beside."""


class Figure(NamedTuple):
    """One thing measured in one round."""

    case: str
    unit: str
    value: float


class Row(NamedTuple):
    """One thing measured, over all rounds, beside what it is compared with."""

    case: str
    unit: str
    rounds: list[float]
    median: float
    base: float | None
    ratio: float | None
    limit: float | None
    is_met: bool | None


class Sheet(NamedTuple):
    """How figures are told.

    base: the name of what they stand beside. beside: the case that a case is compared with, in a unit. hides: whether a
    case, which others are compared with, has no rows of its own. units: all there are, in order.
    """

    base: str
    beside: Callable[[str, str], str]
    hides: Callable[[str], bool]
    units: Sequence[str]
    budgets: Mapping[tuple[str, str], Budget]

    def rows(self, figures: Iterable[Figure]) -> list[Row]:
        """Return the medians, and how they stand to what they are compared with and to the budgets."""
        rounds: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for figure in figures:
            rounds[figure.case, figure.unit].append(figure.value)
        cases = list(dict.fromkeys(case for case, _ in rounds))
        keys = [(case, unit) for case in cases for unit in self.units if (case, unit) in rounds]
        return [self._row(case, unit, rounds) for case, unit in keys if not self.hides(case)]

    def _row(self, case: str, unit: str, rounds: Mapping[tuple[str, str], list[float]]) -> Row:
        value, other = median(rounds[case, unit]), (self.beside(case, unit), unit)
        base = median(rounds[other]) if other[0] != case and other in rounds else None
        budget = self.budgets.get((case, unit))
        limit = None if budget is None else budget.limit * ((base or 0) if budget.of_base else 1)
        is_met = None if limit is None else value <= limit
        return Row(case, unit, rounds[case, unit], value, base, value / base if base else None, limit, is_met)

    def table(self, measured: Sequence[Row]) -> str:
        """Return the rows as text, in columns."""
        cells = [("", "measured", "", self.base, "ratio", "budget", "")]
        cells += [
            (row.case, _short(row.median), row.unit, _short(row.base), _short(row.ratio), _short(row.limit), _said(row))
            for row in measured
        ]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        aligned = [str.ljust, str.rjust, str.ljust, str.rjust, str.rjust, str.rjust, str.ljust]
        lines = ("  ".join(map(_aligned, aligned, line, widths)).rstrip() for line in cells)
        return "\n".join(lines)


def in_rounds(count: int, measurements: Sequence[Callable[[], Iterator[Figure]]]) -> Iterator[Figure]:
    """Measure everything in each round, in one order and then in the other: load that comes and goes meets all."""
    for number in range(count):
        for one in measurements[:: -1 if number % 2 else 1]:
            yield from one()


def run(description: str, measure: Callable[[bool], Iterator[Figure]], sheet: Sheet) -> None:
    """Measure and print, and keep the figures where that was asked for. measure: is told whether to be quick."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="as little as tells something")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked = parser.parse_args()
    before = _load()
    measured = sheet.rows(measure(asked.quick))
    sys.stdout.write(f"{sheet.table(measured)}\nBefore: {before}. After: {_load()}.\n")
    if asked.json:
        told = {"before": before, "after": _load(), "figures": [row._asdict() for row in measured]}
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _aligned(align: Callable[[str, int], str], cell: str, width: int) -> str:
    return align(cell, width)


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.2f}"


def _said(row: Row) -> str:
    return "" if row.is_met is None else "met" if row.is_met else "NOT MET"


def _load() -> str:
    """Return how busy the machine is: the processes that want a core, over 1, 5 and 15 minutes."""
    return f"load {' '.join(f'{one:.2f}' for one in os.getloadavg())} on {os.cpu_count()} cores"
