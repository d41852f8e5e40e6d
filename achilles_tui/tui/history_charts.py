"""Lays the past out for drawing: which values, which level lines, which letters. Draws nothing and decides nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from achilles_tui.core.dose import DAYS_OF_A_WEEK
from achilles_tui.core.log import monday_of
from achilles_tui.core.past import Event, Past, PastDay, PastWeek
from achilles_tui.core.units import PAIN_SCALE
from achilles_tui.figure.heatmap import Heat, Mark, Tile
from achilles_tui.figure.series import Bars, Dash, Line, Plot, Points, Rule, Tone
from achilles_tui.figure.series import Mark as Letter

LETTERS: dict[str, str] = {
    "step up": "+", "step back": "-", "clinician": "C", "begun": "B", "visa-a": "V", "heel rises": "H",
}  # fmt: skip
"""What stands below a day on which something happened."""

FLARE = "F"


class Window(NamedTuple):
    """What is looked at: the past from a first day to a last one, and the day that is pointed at.

    lines: the levels of the rule on the pain scale, each with its name.
    """

    past: Past
    first: date
    last: date
    cursor: date
    lines: tuple[tuple[float, str], ...] = ()

    @property
    def part(self) -> Past:
        """What is of its days."""
        return _part(self.past, self.first, self.last)

    @property
    def days(self) -> tuple[PastDay, ...]:
        """One for each day, in order."""
        return self.part.days

    @property
    def weeks(self) -> tuple[PastWeek, ...]:
        """The weeks that begin in it."""
        return tuple(one for one in self.past.weeks if self.first <= one.monday <= self.last)


# Ten years are laid out once, and not again for every day that is pointed at or when they are come back to.
_ZOOMS = 4


@lru_cache(maxsize=_ZOOMS)
def _part(past: Past, first: date, last: date) -> Past:
    return past.between(first, last)


@lru_cache(maxsize=_ZOOMS)
def _tiles(part: Past) -> Mapping[date, Tile]:
    return {one.day: _tile(one) for one in part.days if one.kind != "before"}


def heat(window: Window, today: date) -> Heat:
    """Return the days as tiles."""
    return Heat(window.first, window.last, _tiles(window.part), today, window.cursor)


def _tile(day: PastDay) -> Tile:
    if day.kind in {"away", "locked"}:
        return Tile(None, Mark.AWAY)
    share = day.share if day.over or day.done else None
    if day.flare:
        return Tile(share, Mark.FLARE)
    return Tile(None, Mark.REST) if day.kind == "rest" else Tile(share)


class Measure(NamedTuple):
    """One thing that is plotted. of: makes the plot of a window."""

    id: str
    of: Callable[[Window], Plot]


def _morning(window: Window) -> Plot:
    medians = dict(zip((one.day for one in window.past.days), window.past.medians, strict=True))
    lines = Line([medians[one.day] for one in window.days], Tone.FIRST)
    points = Points([one.morning for one in window.days], Tone.SECOND)
    return _pain("Morning pain: each day, and the median of 7 days", window, (lines, points))


def _sessions(window: Window) -> Plot:
    during = Points([one.during for one in window.days], Tone.FIRST)
    after = Points([one.after for one in window.days], Tone.SECOND)
    return _pain("Pain during sessions (bright) and at their end (pale)", window, (during, after))


def _pain(title: str, window: Window, series: tuple[Line | Points, ...]) -> Plot:
    dashes = (Dash.LONG, Dash.SHORT, Dash.DOTS)
    rules = tuple(Rule(value, name, dash) for (value, name), dash in zip(window.lines, dashes, strict=False))
    return _plot(title, window, series)._replace(
        rules=rules, unit="NPRS", low=float(PAIN_SCALE[0]), high=float(PAIN_SCALE[-1])
    )


def _stiffness(window: Window) -> Plot:
    points = Points([one.stiffness for one in window.days])
    return _plot("Morning stiffness", window, (points,))._replace(unit="min")


def _load(window: Window) -> Plot:
    """Plot kilograms where there are any, else repetitions: at home the body is the load."""
    if any(one.volume for one in window.weeks):
        bars = _bars(window, lambda week: week.volume)
        return _plot("Load a week: repetitions times kilograms", window, (bars,))._replace(unit="kg")
    return _plot("Loaded repetitions a week", window, (_bars(window, lambda week: float(week.reps)),))


def _tension(window: Window) -> Plot:
    bars = _bars(window, lambda week: week.tension / 60)
    return _plot("Time under tension a week", window, (bars,))._replace(unit="min")


def _visa(window: Window) -> Plot:
    return _scored("VISA-A, total as recorded", "visa-a", window)._replace(low=0.0, high=100.0)


def _heel_rises(window: Window) -> Plot:
    return _scored("Heel-rise test, repetitions as recorded", "heel rises", window)


def _scored(title: str, what: str, window: Window) -> Plot:
    values = {one.day: one.value for one in window.past.events if one.what == what}
    return _plot(title, window, (Points([values.get(one.day) for one in window.days]),))


def _bars(window: Window, of: Callable[[PastWeek], float]) -> Bars:
    """Return a bar a week; a week in which nothing was done is missing, not 0."""
    start = (window.weeks[0].monday - window.first).days if window.weeks else 0
    return Bars([of(one) or None for one in window.weeks], DAYS_OF_A_WEEK, start)


def _plot(title: str, window: Window, series: tuple[Line | Points | Bars, ...]) -> Plot:
    marks = tuple(_letter(one) for one in window.past.events if window.first <= one.day <= window.last)
    flares = tuple(Letter(one.day, FLARE) for one in window.days if one.flare)
    return Plot(window.first, window.last, series, marks=(*flares, *marks), title=title, cursor=window.cursor)


def _letter(event: Event) -> Letter:
    return Letter(event.day, LETTERS[event.what])


def _kept(make: Callable[[Window], Plot]) -> Callable[[Window], Plot]:
    """Have a plot made once for all days of a window that may be pointed at."""
    made = lru_cache(maxsize=_ZOOMS)(make)
    return lambda window: made(window._replace(cursor=window.first))._replace(cursor=window.cursor)


MEASURES: tuple[Measure, ...] = (
    Measure("morning", _kept(_morning)),
    Measure("load", _kept(_load)),
    Measure("sessions", _kept(_sessions)),
    Measure("tension", _kept(_tension)),
    Measure("stiffness", _kept(_stiffness)),
    Measure("visa-a", _kept(_visa)),
    Measure("heel-rises", _kept(_heel_rises)),
)
"""What can be plotted, in the order in which it is shown."""


def told(day: PastDay, events: Sequence[Event]) -> str:
    """Say one day in a line: what was planned and done, pain, stiffness, what happened."""
    parts = [f"{day.day:%a %d %b %Y}", *_work(day)]
    pains = [("during", day.during), ("after", day.after), ("morning", day.morning)]
    parts += [", ".join(f"{name} {value}" for name, value in pains if value is not None)]
    parts += [f"stiff {day.stiffness} min" if day.stiffness is not None else "", "flare-up" if day.flare else ""]
    parts += [f"{one.what} ({one.told})" for one in events if one.day == day.day]
    return " · ".join(part for part in parts if part)


def _work(day: PastDay) -> list[str]:
    nothing = {"before": "no program yet", "rest": "a rest", "away": "a pause", "locked": "sessions were locked"}
    if day.kind == "work":
        return [f"{day.done} of {day.planned} sets"]
    extra = [f"{day.sessions} {'session' if day.sessions == 1 else 'sessions'}"] if day.sessions else []
    return [nothing[day.kind], *extra]


def first_of(weeks: int, last: date) -> date:
    """Return the Monday with which so many weeks up to a day begin."""
    return monday_of(last) - timedelta(weeks=weeks - 1)
