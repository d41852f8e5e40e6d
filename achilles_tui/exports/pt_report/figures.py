"""Draws the pictures of a report: pain, stiffness, adherence, repetitions, time under tension, load. Pure.

Missing values are not drawn. A report of up to two years shows every day, a longer one every month.
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
from achilles_tui.exports.pt_report.parts import INTERRUPTIONS, SIGNS_EXPLAINED, Figure, day_text, number_text
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
"""The pain of two sessions further apart than so many days is not joined by a line."""

_NAMES = 96
"""The room at the right for the names of the levels, in pixels."""


def draw(report: Report, figure: Figure) -> Markup:
    """Return a picture with its caption; `load` has a picture for each exercise."""
    pictures = _loads(report) if figure == "load" else (_DRAWN[figure](report),)
    wide = f"figure {'half' if figure in _HALVES else 'whole'}"
    return together(tag("figure", drawn, tag("figcaption", caption), class_=wide) for drawn, caption in pictures)


_HALVES = frozenset({"repetitions", "tension", "load"})


def _pain(report: Report) -> tuple[Markup, str]:
    frame = Frame(report.first, report.last, _PAIN, height=224, right=_NAMES, top=32)
    keys: list[Key]
    if report.by_month:
        drawn = steps(frame, _stretches(report, lambda span: span.morning), "first")
        keys = [("line", "first", "monthly median")]
    else:
        mornings = [(day.day, day.morning) for day in report.history.days]
        medians = zip((day.day for day in report.history.days), report.medians, strict=True)
        drawn = together([dots(frame, mornings, "faint"), line(frame, medians, "first"), _changes(frame, report)])
        keys = [("dots", "faint", "each morning"), ("line", "first", "7-day median")]
    caption = (
        "Morning pain on the first steps (NPRS, 0-10), with the limits of the rule and the current baseline. "
        f"{SIGNS_EXPLAINED}. Signs above: an answered step up (▲), a step back (▼), a stop (■)."
    )
    described = _described(report, "Morning pain from 0 to 10", [day.morning for day in report.history.days])
    pieces = (_backdrop(frame, report, *_baseline(report.baseline)), drawn, legend(frame, keys))
    return _plot("pain", frame, "Morning pain", described, *pieces), caption


def _session_pain(report: Report) -> tuple[Markup, str]:
    frame = Frame(report.first, report.last, _PAIN, height=190, right=_NAMES, top=32)
    looks: tuple[tuple[Look, Callable[[HistoryDay | HistoryWeek], int | None]], ...] = (
        ("first", lambda days: days.during),
        ("second", lambda days: days.after),
    )
    pieces = []
    for look, value in looks:
        if report.by_month:
            pieces.append(steps(frame, _stretches(report, value), look))
        else:
            dated = [(day.day, value(day)) for day in report.history.days]
            pieces += [line(frame, dated, look, bridge=_BRIDGE), dots(frame, dated, look)]
    values = [value(day) for day in report.history.days for _, value in looks]
    described = _described(report, "Pain during and at the end of sessions from 0 to 10", values)
    shape: Shape = "line" if report.by_month else "both"
    keys = legend(frame, [(shape, "first", "during"), (shape, "second", "at the end")])
    caption = f"Pain during and at the end of sessions, the highest of each {_part(report)} (NPRS, 0-10)."
    drawn = (_backdrop(frame, report), *pieces, keys)
    return _plot("session-pain", frame, "Session pain", described, *drawn), caption


def _part(report: Report) -> str:
    return "month" if report.by_month else "day"


def _stiffness(report: Report) -> tuple[Markup, str]:
    values = [day.stiffness for day in report.history.days]
    scale = measure([30, *(minutes for minutes in values if minutes is not None)])
    frame = Frame(report.first, report.last, scale, height=150, right=_NAMES)
    keys: list[Key] = [("line", "first", f"{report.span}ly median")]
    pieces = [steps(frame, _stretches(report, lambda span: span.stiffness), "first")]
    if not report.by_month:
        keys.insert(0, ("dots", "faint", "each morning"))
        pieces.insert(0, dots(frame, ((day.day, day.stiffness) for day in report.history.days), "faint"))
    described = _described(report, "Morning stiffness in minutes", values)
    base = levels(frame, _baseline(report.stiffness_baseline))
    drawn = (axes(frame, "minutes"), base, *pieces, legend(frame, keys))
    plot = _plot("stiffness", frame, "Morning stiffness", described, *drawn)
    return plot, "Morning stiffness in minutes, with the current baseline."


def _repetitions(report: Report) -> tuple[Markup, str]:
    return _bars(report, "repetitions", "Repetitions", lambda span: span.reps), (
        f"Repetitions per {report.span} of exercises that load the tendon."
    )


def _tension(report: Report) -> tuple[Markup, str]:
    return _bars(report, "tension", "Time under tension, minutes", lambda span: span.tension / 60), (
        f"Measured time under tension per {report.span}, without stretches."
    )


def _loads(report: Report) -> Iterator[tuple[Markup, str]]:
    """Yield a picture for each exercise: three lines in one field would be hard to distinguish."""
    for place, (name, loads) in enumerate(report.loads.items(), start=1):
        scale = measure(load for _, load in loads)
        frame = Frame(report.first, report.last, scale, HALF, height=150)
        dated = [(max(begin, report.first), load) for begin, load in loads]
        described = _described(report, f"{name}: heaviest load in kilograms", [load for _, load in loads])
        lines = line(frame, dated, "first", bridge=frame.days)
        drawn = (axes(frame, "Heaviest load, kg"), lines, dots(frame, dated, "first"))
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
    stretches = list(_stretches(report, value))
    values = [amount for _, _, amount in stretches if amount]
    frame = Frame(report.first, report.last, measure([1, *values]), HALF, height=150)
    described = _described(report, f"{unit}, by {report.span}", values)
    return _plot(name, frame, unit, described, axes(frame, unit), bars(frame, stretches))


def _plot(name: str, frame: Frame, title: str, described: str, *inside: Markup) -> Markup:
    return picture(f"{name}-plot", (frame.width, frame.height), title, described, *inside)


def _baseline(value: Exact | None) -> list[LevelLine]:
    return [] if value is None else [LevelLine(float(value), f"{float(value):g} baseline", "baseline")]


def _backdrop(frame: Frame, report: Report, *more: LevelLine) -> Markup:
    """Return the background of a pain plot: bands of interrupted days, axes, and the limits of the rule."""
    lines = [
        LevelLine(report.calm, f"{report.calm} calm", "calm"),
        LevelLine(report.limit, f"{report.limit} limit", "limit"),
    ]
    shaded = Markup() if report.by_month else bands(frame, _runs(report.history.days))
    return together([shaded, axes(frame, "NPRS"), levels(frame, [*lines, *more])])


def _described(report: Report, what: str, values: Iterable[float | None]) -> str:
    when = f"{what}, {day_text(report.first)} to {day_text(report.last)}"
    recorded = [round(value, 1) for value in values if value is not None]
    if not recorded:
        return f"{when}: nothing was recorded."
    lowest, highest = number_text(min(recorded)), number_text(max(recorded))
    return f"{when}: recorded from {lowest} to {highest}. The tables have the numbers."


def _stretches(report: Report, value: Callable[[HistoryWeek], float | None]) -> Iterator[Stretch]:
    return ((span.days[0].day, span.days[-1].day, value(span)) for span in report.spans)


def _runs(days: Iterable[HistoryDay]) -> Iterator[tuple[date, date, str]]:
    for sign, run in groupby(days, key=_sign):
        same_sign = list(run)
        if sign:
            yield same_sign[0].day, same_sign[-1].day, sign


def _sign(day: HistoryDay) -> str:
    mark = mark_of(day)
    return mark.sign if mark in INTERRUPTIONS else ""


def _changes(frame: Frame, report: Report) -> Markup:
    """Return a sign above the field for each day with an answered step up, a step back or a stop."""
    pieces = []
    for what, sign in (("step up", "▲"), ("step back", "▼"), ("stop", "■")):
        days = dict.fromkeys(event.day for event in report.history.events if event.what == what)
        pieces += [words((frame.x(day), frame.top - 4), sign, anchor="middle", look="small") for day in days]
    return together(pieces)
