"""Lays the past out for drawing: which values, which level lines, which signs. Draws nothing and decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.domain.history.day_mark import DayMark, tile_of
from achilles_tui.domain.history.history import History, HistoryDay, HistoryWeek
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.records.session_record import highest
from achilles_tui.figure.charts.heatmap import Heat, grid
from achilles_tui.figure.charts.series import Bars, Dash, LineSeries, Mark, Plot, Points, Rule, Tone

SIGNS: dict[str, tuple[str, str]] = {
    "clinician": ("C", "clinician"),
    "step back": ("↓", "step back"),
    "flare-up": DayMark.FLARE_UP.value,
    "begun": ("B", "begun"),
    "step up": ("↑", "step up"),
    "visa-a": ("V", "VISA-A"),
    "heel rises": ("H", "heel-rise test"),
}
"""The sign of a day on which something happened, and its name. Where several meet the first of them is seen (ours)."""


_PAIN_TOPS = (6, PAIN_SCALE[-1])
"""Where the scale of pain ends: at the first that nothing known is above, so that small changes can be seen (ours)."""


@dataclass(frozen=True)
class HistoryWindow:
    """What is looked at: the past from a first day to a last one. It keeps what was laid out of it.

    today: the day that is marked as such. lines: the levels of the rule on the pain scale, each with its name.
    """

    history: History
    first: date
    last: date
    today: date
    lines: Sequence[tuple[float, str]] = ()

    @cached_property
    def part(self) -> History:
        """What is of these days."""
        return self.history.between(self.first, self.last)

    @property
    def days(self) -> tuple[HistoryDay, ...]:
        """One for each day, in order."""
        return self.part.days

    @cached_property
    def weeks(self) -> tuple[HistoryWeek, ...]:
        """The weeks that it has a day of: the first one may have begun before it."""
        return tuple(one for one in self.history.weeks if monday_of(self.first) <= one.monday <= self.last)

    @cached_property
    def heat(self) -> Heat:
        """The days as tiles."""
        tiles = {one.day: tile for one in self.days if (tile := tile_of(one))}
        return Heat(self.first, self.last, tiles, self.today)

    @cached_property
    def kinds(self) -> frozenset[DayMark]:
        """What there is in the heat map besides work."""
        return frozenset(tile.mark for tile in self.heat.tiles.values() if tile.mark)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The sign of each day on which something happened, those to be seen first before the others."""
        happened: set[tuple[date, str]] = {(one.day, one.what) for one in self.part.events}
        happened |= {(one.day, "flare-up") for one in self.days if one.flare}
        first: dict[date, str] = {}
        for known in SIGNS:
            for day in sorted(day for day, what in happened if what == known):
                first.setdefault(day, known)
        return tuple(Mark(day, SIGNS[what][0]) for day, what in first.items())

    @cached_property
    def _laid_out_plots(self) -> dict[int, Plot]:
        return {}

    def plots(self, first: int, most: int) -> tuple[Plot, ...]:
        """Return so many of all plots, one after the other from one of them on."""
        numbers = [(first + number) % len(MEASURES) for number in range(most)]
        for number in numbers:
            if number not in self._laid_out_plots:
                self._laid_out_plots[number] = MEASURES[number](self)
        return tuple(self._laid_out_plots[number] for number in numbers)


def _morning(window: HistoryWindow) -> Plot:
    medians = dict(zip((one.day for one in window.history.days), window.history.medians, strict=True))
    points = Points([one.morning for one in window.days])
    line = LineSeries([medians[one.day] for one in window.days], is_filled=True)
    plot = _pain("Morning pain · line: 7-day median · dots: days", window, (points, line))
    return plot._replace(crowded_title="Morning pain · line: 7-day median · area: range")


def _sessions(window: HistoryWindow) -> Plot:
    during = Points([one.during for one in window.days])
    after = Points([one.after for one in window.days], Tone.SECOND)
    # What is felt during a session lies on top: at its end it is hardly ever more.
    plot = _pain("Pain in sessions · strong: during · faint: at the end", window, (after, during))
    return plot._replace(crowded_title="Pain in sessions · area: during · dots: at the end")


def _pain(title: str, window: HistoryWindow, series: tuple[LineSeries | Points, ...]) -> Plot:
    values = (value for one in window.history.days for value in (one.morning, one.during, one.after))
    top = next(top for top in _PAIN_TOPS if (highest(values) or 0) <= top)
    lines = sorted(window.lines, reverse=True)
    rules = tuple(Rule(value, name, dash) for (value, name), dash in zip(lines, Dash, strict=False))
    return _plot(title, window, series)._replace(rules=rules, unit="NPRS", low=float(PAIN_SCALE[0]), high=float(top))


def _stiffness(window: HistoryWindow) -> Plot:
    points = Points([one.stiffness for one in window.days])
    return _plot("Morning stiffness, minutes", window, (points,))._replace(unit="min")


def _load(window: HistoryWindow) -> Plot:
    """Plot kilograms where there are any, else repetitions: at home the body is the load."""
    if any(one.volume for one in window.weeks):
        bars = _bars(window, lambda week: week.volume)
        return _plot("Load a week, repetitions x kg", window, (bars,))._replace(unit="kg")
    return _plot("Loaded repetitions a week", window, (_bars(window, lambda week: float(week.reps)),))


def _tension(window: HistoryWindow) -> Plot:
    bars = _bars(window, lambda week: week.tension / 60)
    return _plot("Time under tension a week, minutes", window, (bars,))._replace(unit="min")


def _visa(window: HistoryWindow) -> Plot:
    return _scored("VISA-A, totals as recorded", "visa-a", window)._replace(low=0.0, high=100.0)


def _heel_rises(window: HistoryWindow) -> Plot:
    return _scored("Heel-rise test, repetitions", "heel rises", window)


def _scored(title: str, what: str, window: HistoryWindow) -> Plot:
    values = {one.day: one.value for one in window.history.events if one.what == what}
    return _plot(title, window, (Points([values.get(one.day) for one in window.days]),))


def _bars(window: HistoryWindow, of: Callable[[HistoryWeek], float]) -> Bars:
    """Return a bar a week; a week in which nothing was done is missing, not 0."""
    start = (window.weeks[0].monday - window.first).days if window.weeks else 0
    return Bars([of(one) or None for one in window.weeks], DAYS_OF_A_WEEK, start)


def _plot(title: str, window: HistoryWindow, series: tuple[LineSeries | Points | Bars, ...]) -> Plot:
    return Plot(window.first, window.last, series, title=title)


MEASURES: tuple[Callable[[HistoryWindow], Plot], ...] = (
    _morning, _load, _sessions, _tension, _stiffness, _visa, _heel_rises,
)  # fmt: skip
"""What can be plotted, in the order in which it is shown."""


def first_of(weeks: int, last: date) -> date:
    """Return the Monday with which so many weeks up to a day begin."""
    return monday_of(last) - timedelta(weeks=weeks - 1)


def roomy(columns: int, last: date) -> int:
    """Return how many of the weeks up to a day a heat map so many columns wide shows side by side, none touching."""
    return next((weeks for weeks in (24, 12) if grid(first_of(weeks, last), last, columns, 1).gap), 4)
