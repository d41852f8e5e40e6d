"""Twelve weeks and more as charts: realistic ones, drawn from a seed, that are the same every time."""

from datetime import date, timedelta
from random import Random

from achilles_tui.domain.history.day_mark import DayMark, Tile
from achilles_tui.figure.charts.heatmap import Heat
from achilles_tui.figure.charts.series import Bars, Dash, LineSeries, Plot, Points, Rule, Values
from achilles_tui.figure.charts.series import Mark as Letter

TODAY = date(2026, 3, 12)
YEARS = 3650


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def pains(days: int, seed: int = 1) -> Values:
    """Return mornings whose pain falls from about six to about one, with a flare-up, a day missing here and there."""
    draws = Random(seed)  # noqa: S311 a picture, not a secret
    values: list[float | None] = []
    for day in range(days):
        typical = 6.0 - 5.0 * day / days + (1.5 if days // 2 <= day < days // 2 + 4 else 0.0)
        is_missing = draws.random() < 0.08 or 0.7 <= day / days < 0.75
        values.append(None if is_missing else min(10, max(0, round(draws.gauss(typical, 0.8)))))
    return values


def medians(values: Values) -> Values:
    """Return the median of each seven days that have four values."""
    weeks = ([one for one in values[max(0, day - 6) : day + 1] if one is not None] for day in range(len(values)))
    return [sorted(week)[len(week) // 2] if len(week) >= 4 else None for week in weeks]


def pain(days: int) -> Plot:
    """Return a plot of everything that a plot can show but bars."""
    values = pains(days)
    return Plot(
        first=days_ago(days - 1),
        last=TODAY,
        series=(Points(values), LineSeries(medians(values), is_filled=True)),
        rules=(Rule(5, "limit 5"), Rule(3, "calm 3", Dash.SHORT), Rule(1.5, "base 1.5", Dash.DOTS)),
        marks=(Letter(days_ago(days - 2), "V"), Letter(days_ago(days // 2), "F"), Letter(days_ago(days // 2 - 1), "F")),
        title="Morning pain, 0-10 · line: 7-day median · dots: each day",
        crowded_title="Morning pain, 0-10 · line: median · area: lowest to highest",
        unit="NPRS",
        low=0,
        high=10,
        cursor=days_ago(days // 5),
    )


def load(days: int) -> Plot:
    """Return a plot of weekly bars that grow, with one that is missing and one of nothing at all."""
    first = days_ago(days - 1)
    weeks = days // 7 + 1
    values: list[float | None] = [20 + 60 * week / weeks for week in range(weeks)]
    values[weeks // 2 : weeks // 2 + 2] = [None, 0.0]
    return Plot(
        first, TODAY, (Bars(values, start=-first.weekday()),), title="Time under tension, a week", unit="min", low=0
    )


def heat(weeks: int, seed: int = 3) -> Heat:
    """Return weeks with every kind of day in them."""
    draws = Random(seed)  # noqa: S311 a picture, not a secret
    days = 7 * weeks - 6 + TODAY.weekday()
    kinds = [Tile(1.0)] * 12 + [Tile(0.0), Tile(0.2), Tile(0.5), Tile(0.8), Tile(0.5, DayMark.FLARE_UP)]
    tiles = {days_ago(day): draws.choice(kinds) for day in range(days)}
    tiles |= {day: Tile(None, DayMark.REST) for day in tiles if day.weekday() == 6}
    tiles |= {days_ago(day): Tile(None, DayMark.PAUSE) for day in range(8, 12)}
    return Heat(days_ago(days - 1), TODAY, tiles, TODAY, days_ago(16))
