"""Turns the history into values to draw: series, level lines, signs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from achilles_tui.domain.base.units import PAIN_SCALE
from achilles_tui.domain.history.day_mark import DayMark, tile_of
from achilles_tui.domain.history.history import History, HistoryDay, HistoryWeek
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.records.session_record import highest
from achilles_tui.figure.charts.heatmap import Heat, grid
from achilles_tui.figure.charts.series import Bars, Dash, LineSeries, Mark, Plot, Points, Rule, Tone
from achilles_tui.tui.pages.history.reader import first_of

SIGNS: dict[str, tuple[str, str]] = {
    "stop": ("■", "stop"),
    "clinician": ("C", "clinician"),
    "step back": ("↓", "step back"),
    "flare-up": DayMark.FLARE_UP.value,
    "begun": ("B", "begun"),
    "step up": ("↑", "step up"),
    "visa-a": ("V", "VISA-A"),
    "heel rises": ("H", "heel-rise test"),
}
"""The sign and the name of each kind of event. On a day with several, the first of this list is shown (ours)."""


_PAIN_TOPS = (6, PAIN_SCALE[-1])
"""The tops of the pain scale: the lowest that fits all values, so that small changes show (ours)."""


@dataclass(frozen=True)
class HistoryWindow:
    """The history from a first to a last day, with its plots cached. lines: the rule's limits on pain, with names."""

    history: History
    first: date
    last: date
    today: date
    lines: Sequence[tuple[float, str]] = ()

    @cached_property
    def part(self) -> History:
        """The history of these days alone."""
        return self.history.between(self.first, self.last)

    @property
    def days(self) -> tuple[HistoryDay, ...]:
        """The days, in order."""
        return self.part.days

    @cached_property
    def weeks(self) -> tuple[HistoryWeek, ...]:
        """The weeks that have a day on show; the first may start earlier."""
        return tuple(week for week in self.history.weeks if monday_of(self.first) <= week.monday <= self.last)

    @cached_property
    def heat(self) -> Heat:
        """The days as tiles of the heat map."""
        tiles = {day.day: tile for day in self.days if (tile := tile_of(day))}
        return Heat(self.first, self.last, tiles, self.today)

    @cached_property
    def kinds(self) -> frozenset[DayMark]:
        """The marks that occur in the heat map."""
        return frozenset(tile.mark for tile in self.heat.tiles.values() if tile.mark)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """One sign for each day with events, in the order of SIGNS."""
        happened: set[tuple[date, str]] = {(event.day, event.what) for event in self.part.events}
        happened |= {(day.day, "flare-up") for day in self.days if day.flare}
        first: dict[date, str] = {}
        for kind in SIGNS:
            for day in sorted(day for day, what in happened if what == kind):
                first.setdefault(day, kind)
        return tuple(Mark(day, SIGNS[what][0]) for day, what in first.items())

    @cached_property
    def _laid_out_plots(self) -> dict[int, Plot]:
        return {}

    def plots(self, first: int, most: int) -> tuple[Plot, ...]:
        """Return up to `most` plots, in the order of MEASURES from index `first` on, starting over after the last."""
        numbers = [(first + number) % len(MEASURES) for number in range(most)]
        for number in numbers:
            if number not in self._laid_out_plots:
                self._laid_out_plots[number] = MEASURES[number](self)
        return tuple(self._laid_out_plots[number] for number in numbers)


def _morning(window: HistoryWindow) -> Plot:
    medians = dict(zip((day.day for day in window.history.days), window.history.medians, strict=True))
    points = Points([day.morning for day in window.days])
    line = LineSeries([medians[day.day] for day in window.days], is_filled=True)
    plot = _pain("Morning pain · line: 7-day median · dots: days", window, (points, line))
    return plot._replace(crowded_title="Morning pain · line: 7-day median · area: range")


def _sessions(window: HistoryWindow) -> Plot:
    during = Points([day.during for day in window.days])
    after = Points([day.after for day in window.days], Tone.SECOND)
    # Pain during a session is drawn on top: at the end it is hardly ever higher.
    plot = _pain("Pain in sessions · strong: during · faint: at the end", window, (after, during))
    return plot._replace(crowded_title="Pain in sessions · area: during · dots: at the end")


def _pain(title: str, window: HistoryWindow, series: tuple[LineSeries | Points, ...]) -> Plot:
    values = (value for day in window.history.days for value in (day.morning, day.during, day.after))
    top = next(top for top in _PAIN_TOPS if (highest(values) or 0) <= top)
    lines = sorted(window.lines, reverse=True)
    rules = tuple(Rule(value, name, dash) for (value, name), dash in zip(lines, Dash, strict=False))
    return _plot(title, window, series)._replace(rules=rules, unit="NPRS", low=float(PAIN_SCALE[0]), high=float(top))


def _stiffness(window: HistoryWindow) -> Plot:
    points = Points([day.stiffness for day in window.days])
    return _plot("Morning stiffness, minutes", window, (points,))._replace(unit="min")


def _load(window: HistoryWindow) -> Plot:
    """Plot kilograms if there are any, else repetitions: at home the body is the load."""
    if any(week.volume for week in window.weeks):
        bars = _bars(window, lambda week: week.volume)
        return _plot("Weekly load, repetitions x kg", window, (bars,))._replace(unit="kg")
    return _plot("Loaded repetitions a week", window, (_bars(window, lambda week: float(week.reps)),))


def _tension(window: HistoryWindow) -> Plot:
    bars = _bars(window, lambda week: week.tension / 60)
    return _plot("Time under tension a week, minutes", window, (bars,))._replace(unit="min")


def _visa(window: HistoryWindow) -> Plot:
    return _scored("VISA-A, totals as recorded", "visa-a", window)._replace(low=0.0, high=100.0)


def _heel_rises(window: HistoryWindow) -> Plot:
    return _scored("Heel-rise test, repetitions", "heel rises", window)


def _scored(title: str, what: str, window: HistoryWindow) -> Plot:
    values = {event.day: event.value for event in window.history.events if event.what == what}
    return _plot(title, window, (Points([values.get(day.day) for day in window.days]),))


def _bars(window: HistoryWindow, value_of: Callable[[HistoryWeek], float]) -> Bars:
    """Return one bar a week; a week without training has no bar."""
    start = (window.weeks[0].monday - window.first).days if window.weeks else 0
    return Bars([value_of(week) or None for week in window.weeks], DAYS_OF_A_WEEK, start)


def _plot(title: str, window: HistoryWindow, series: tuple[LineSeries | Points | Bars, ...]) -> Plot:
    return Plot(window.first, window.last, series, title=title)


MEASURES: tuple[Callable[[HistoryWindow], Plot], ...] = (
    _morning, _load, _sessions, _tension, _stiffness, _visa, _heel_rises,
)  # fmt: skip
"""The plots, in the order in which they are shown."""


def roomy(columns: int, last: date) -> int:
    """Return how many weeks up to `last` fit into a heat map this many columns wide with gaps between them."""
    return next((weeks for weeks in (24, 12) if grid(first_of(weeks, last), last, columns, 1).gap), 4)
