"""The pictures of a report: pain, stiffness, repetitions, time under tension, load. Pure; what is missing is not drawn.

Up to two years each day has its place; of a longer period each month is drawn as one.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from achilles_tui.domain.base.units import PAIN_SCALE, Exact
from achilles_tui.domain.history.day_mark import mark_of
from achilles_tui.domain.history.history import HistoryDay, HistoryWeek
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.heatmap import heat_map
from achilles_tui.exports.pt_report.markup import Markup, tag, together
from achilles_tui.exports.pt_report.parts import MARKED, MARKED_DAYS, Figure, day, number
from achilles_tui.exports.pt_report.svg import (
    HALF,
    Frame,
    Key,
    LevelLine,
    Look,
    Shape,
    Stretch,
    axes,
    bands,
    bars,
    dots,
    legend,
    levels,
    line,
    picture,
    steps,
    words,
)
from achilles_tui.figure.charts.measure import measure

_PAIN = measure((), PAIN_SCALE[0], PAIN_SCALE[-1])
_BRIDGE = 7
"""A line between two sessions or mornings is drawn over at most so many days."""

_NAMES = 96
"""Room at the right for the names of the rule's lines."""


def draw(report: Report, figure: Figure) -> Markup:
    """Return a picture with its caption; of loads one for each exercise."""
    told = _loads(report) if figure == "load" else (_DRAWN[figure](report),)
    wide = f"figure {'half' if figure in _HALVES else 'whole'}"
    return together(tag("figure", drawn, tag("figcaption", caption), class_=wide) for drawn, caption in told)


_HALVES = frozenset({"repetitions", "tension", "load"})


def _pain(report: Report) -> tuple[Markup, str]:
    frame = Frame(report.first, report.last, _PAIN, height=224, right=_NAMES, top=32)
    told: list[Key]
    if report.by_month:
        drawn = steps(frame, _stretches(report, lambda one: one.morning), "first")
        told = [("line", "first", "median of the month")]
    else:
        mornings = [(one.day, one.morning) for one in report.history.days]
        medians = zip((one.day for one in report.history.days), report.medians, strict=True)
        drawn = together([dots(frame, mornings, "faint"), line(frame, medians, "first"), _changes(frame, report)])
        told = [("dots", "faint", "each morning"), ("line", "first", "median of 7 days")]
    caption = (
        "Morning pain on the first steps (NPRS, 0-10), the lines of the rule and the baseline as it is now. "
        f"{MARKED_DAYS}. Triangles: days on which a step up or a step back was answered."
    )
    described = _described(report, "Morning pain from 0 to 10", [one.morning for one in report.history.days])
    pieces = (_backdrop(frame, report, *_baseline(report.baseline)), drawn, legend(frame, told))
    return _plot("pain", frame, "Morning pain", described, *pieces), caption


def _session_pain(report: Report) -> tuple[Markup, str]:
    frame = Frame(report.first, report.last, _PAIN, height=190, right=_NAMES, top=32)
    looks: tuple[tuple[Look, Callable[[HistoryDay | HistoryWeek], int | None]], ...] = (
        ("first", lambda one: one.during),
        ("second", lambda one: one.after),
    )
    pieces = []
    for look, value in looks:
        if report.by_month:
            pieces.append(steps(frame, _stretches(report, value), look))
        else:
            told = [(one.day, value(one)) for one in report.history.days]
            pieces += [line(frame, told, look, bridge=_BRIDGE), dots(frame, told, look)]
    values = [value(one) for one in report.history.days for _, value in looks]
    described = _described(report, "Pain during sessions and at their end from 0 to 10", values)
    shape: Shape = "line" if report.by_month else "both"
    keys = legend(frame, [(shape, "first", "during"), (shape, "second", "at the end")])
    caption = f"Pain during sessions and at their end, the highest of each {_part(report)} (NPRS, 0-10)."
    drawn = (_backdrop(frame, report), *pieces, keys)
    return _plot("session-pain", frame, "Pain of the sessions", described, *drawn), caption


def _part(report: Report) -> str:
    return "month" if report.by_month else "day"


def _stiffness(report: Report) -> tuple[Markup, str]:
    values = [one.stiffness for one in report.history.days]
    scale = measure([30, *(one for one in values if one is not None)])
    frame = Frame(report.first, report.last, scale, height=150, right=_NAMES)
    told: list[Key] = [("line", "first", f"median of the {report.span}")]
    pieces = [steps(frame, _stretches(report, lambda one: one.stiffness), "first")]
    if not report.by_month:
        told.insert(0, ("dots", "faint", "each morning"))
        pieces.insert(0, dots(frame, ((one.day, one.stiffness) for one in report.history.days), "faint"))
    described = _described(report, "Morning stiffness in minutes", values)
    base = levels(frame, _baseline(report.stiffness_baseline))
    drawn = (axes(frame, "minutes"), base, *pieces, legend(frame, told))
    return _plot(
        "stiffness", frame, "Morning stiffness", described, *drawn
    ), "Morning stiffness in minutes, and its baseline as it is now."


def _repetitions(report: Report) -> tuple[Markup, str]:
    return _bars(report, "repetitions", "Repetitions", lambda one: one.reps), (
        f"Repetitions a {report.span} of the exercises that load the tendon."
    )


def _tension(report: Report) -> tuple[Markup, str]:
    return _bars(report, "tension", "Time under tension, minutes", lambda one: one.tension / 60), (
        f"Time under tension a {report.span} as it was measured, stretches apart."
    )


def _loads(report: Report) -> Iterator[tuple[Markup, str]]:
    """Give a picture for each exercise: three lines in one field would be hard to tell apart."""
    for place, (name, loads) in enumerate(report.loads.items(), start=1):
        scale = measure(load for _, load in loads)
        frame = Frame(report.first, report.last, scale, HALF, height=150)
        told = [(max(begin, report.first), load) for begin, load in loads]
        described = _described(report, f"{name}: heaviest load in kilograms", [load for _, load in loads])
        lines = line(frame, told, "first", bridge=frame.days)
        drawn = (axes(frame, "Heaviest load, kg"), lines, dots(frame, told, "first"))
        yield (
            _plot(f"load-{place}", frame, f"Load of {name}", described, *drawn),
            f"{name}: heaviest load of each {report.span}.",
        )


_DRAWN: dict[Figure, Callable[[Report], tuple[Markup, str]]] = {
    "pain": _pain,
    "session pain": _session_pain,
    "stiffness": _stiffness,
    "adherence": heat_map,
    "repetitions": _repetitions,
    "tension": _tension,
}


def _bars(report: Report, name: str, unit: str, value: Callable[[HistoryWeek], float]) -> Markup:
    told = list(_stretches(report, value))
    values = [one for _, _, one in told if one]
    frame = Frame(report.first, report.last, measure([1, *values]), HALF, height=150)
    described = _described(report, f"{unit}, by {report.span}", values)
    return _plot(name, frame, unit, described, axes(frame, unit), bars(frame, told))


def _plot(name: str, frame: Frame, title: str, described: str, *inside: Markup) -> Markup:
    return picture(f"{name}-plot", (frame.width, frame.height), title, described, *inside)


def _baseline(value: Exact | None) -> list[LevelLine]:
    return [] if value is None else [LevelLine(float(value), f"{float(value):g} baseline", "baseline")]


def _backdrop(frame: Frame, report: Report, *more: LevelLine) -> Markup:
    """Return what lies behind a plot of pain: marked days, axes, and the lines of the rule."""
    lines = [
        LevelLine(report.calm, f"{report.calm} no notice", "calm"),
        LevelLine(report.limit, f"{report.limit} limit", "limit"),
    ]
    marked = Markup() if report.by_month else bands(frame, _runs(report.history.days))
    return together([marked, axes(frame, "NPRS"), levels(frame, [*lines, *more])])


def _described(report: Report, what: str, values: Iterable[float | None]) -> str:
    when = f"{what}, {day(report.first)} to {day(report.last)}"
    told = [round(one, 1) for one in values if one is not None]
    if not told:
        return f"{when}: nothing was recorded."
    return f"{when}: recorded from {number(min(told))} to {number(max(told))}. The tables give the numbers."


def _stretches(report: Report, value: Callable[[HistoryWeek], float | None]) -> Iterator[Stretch]:
    return ((one.days[0].day, one.days[-1].day, value(one)) for one in report.spans)


def _runs(days: Iterable[HistoryDay]) -> Iterator[tuple[date, date, str]]:
    for sign, run in groupby(days, key=_sign):
        told = list(run)
        if sign:
            yield told[0].day, told[-1].day, sign


def _sign(one: HistoryDay) -> str:
    mark = mark_of(one)
    return mark.sign if mark in MARKED else ""


def _changes(frame: Frame, report: Report) -> Markup:
    """Return a triangle above the field for each day with a step up or back."""
    pieces = []
    for what, sign in (("step up", "▲"), ("step back", "▼")):
        days = dict.fromkeys(one.day for one in report.history.events if one.what == what)
        pieces += [words((frame.x(one), frame.top - 4), sign, anchor="middle", look="small") for one in days]
    return together(pieces)
