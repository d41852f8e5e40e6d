"""Writes the report as JSON for other programs. Pure.

Pain is NPRS 0-10; tension is in seconds, stiffness in minutes, loads in kilograms.
"""

from datetime import date
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from achilles_tui.domain.base.units import Exact, Nprs, Region, Side
from achilles_tui.domain.history.history import Event, HistoryDay, HistoryWeek
from achilles_tui.domain.pain_rule.expected_work import Kind
from achilles_tui.exports.pt_report.document import (
    AnsweredVerdict,
    DatedNote,
    OutcomeScore,
    Report,
    ReportAdherence,
    ReportExercise,
    ReportProgram,
    RuleRow,
    VerdictNow,
)
from achilles_tui.text.documents.base import Document, Moment, fill
from achilles_tui.text.documents.rule_events import LoggedRuleEvent, logged_rule_event


class ReportPainRule(Struct, frozen=True):
    """The limits of the pain rule and its baselines."""

    calm: Nprs
    """Pain up to this value is calm in the rule."""
    limit: Nprs
    """With pain up to this value a session may go on."""
    morning_baseline: float | None
    """Baseline of the morning pain; null with too few mornings."""
    stiffness_baseline: float | None
    """Minutes; null with too few mornings."""
    source: str


class ReportDay(Struct, frozen=True):
    """A day of the period."""

    day: date
    kind: Kind
    flare_up: bool
    sets_planned: int
    """At the low end of the dose; 0 if nothing was planned."""
    sets_done: int
    """Of the planned sets; extra sets do not count."""
    complete: bool | None = field(name="kept")
    """Whether all planned sets were done; true on a rest day, null on a day that counts neither way."""
    sessions: int
    morning: Nprs | None
    """Pain on the first steps."""
    morning_median_7_days: float | None
    """The median morning pain of the seven days up to and including this day."""
    stiffness: int | None
    """Minutes."""
    during: Nprs | None
    """The highest pain during the sessions of the day."""
    after: Nprs | None
    """The highest pain at the end of the sessions of the day."""
    repetitions: int
    """Of exercises that load the tendon."""
    tension: float
    """Seconds under tension, without stretches."""
    volume: float
    """Kilograms lifted: the sum, over all sets, of repetitions times kilograms."""


class ReportSpan(Struct, frozen=True):
    """A week or a month of the period."""

    first: date
    last: date
    sets_planned: int
    sets_done: int
    sessions: int
    repetitions: int
    """Of exercises that load the tendon."""
    tension: float
    """Seconds under tension, without stretches."""
    volume: float
    """Kilograms lifted: the sum, over all sets, of repetitions times kilograms."""
    morning_median: float | None
    stiffness_median: float | None
    """Minutes."""
    highest_during: Nprs | None
    highest_after: Nprs | None


class ReportEvent(Struct, frozen=True):
    """An event of a day other than a session or a check-in."""

    day: date
    what: Literal["step up", "step back", "stop", "clinician", "begun", "visa-a", "heel rises"]
    text: str | None = field(name="told")


class ReportDocument(Document, frozen=True):
    """The report for a physiotherapist. Pain is NPRS 0-10."""

    made_at: Moment = field(name="made")
    first: date
    """The first day of the period."""
    last: date
    """The last day of the period."""
    redacted: bool
    """Whether all notes are left out."""
    notes_of: tuple[date, ...] | None
    """The days whose notes are included; null is every day."""
    side: Side | None
    region: Region | None
    program: ReportProgram | None
    adherence: ReportAdherence
    pain_rule: ReportPainRule
    days: tuple[ReportDay, ...]
    span: Literal["week", "month"] = field(name="by")
    """Whether each span is a week or a month."""
    spans: tuple[ReportSpan, ...]
    exercises: tuple[ReportExercise, ...]
    verdicts_now: tuple[VerdictNow, ...]
    verdicts_answered: tuple[AnsweredVerdict, ...]
    rule_events: tuple[LoggedRuleEvent, ...]
    """Every stop, step back and clinician note of the period, answered or not."""
    locks: tuple[LoggedRuleEvent, ...]
    """The stops that lock all sessions on the day of the report, whenever they were said."""
    rows: tuple[RuleRow, ...]
    """The rows named by the verdicts, in the order of the decision table."""
    advice: tuple[str, ...]
    events: tuple[ReportEvent, ...]
    marks: tuple[OutcomeScore, ...]
    notes: tuple[DatedNote, ...]
    files_set_aside: int
    """How many files could not be read."""


def report_document(report: Report) -> ReportDocument:
    """Return the whole report as a document."""
    return fill(
        ReportDocument,
        report,
        made_at=report.made_at.isoformat(),
        redacted=report.noted.is_empty,
        notes_of=None if report.noted.days is None else tuple(sorted(report.noted.days)),
        pain_rule=_pain_rule(report),
        days=tuple(_day(day, median) for day, median in zip(report.history.days, report.medians, strict=True)),
        spans=tuple(_span(span) for span in report.spans),
        exercises=tuple(replace(exercise, tension=round(exercise.tension, 1)) for exercise in report.exercises),
        events=tuple(_event(event) for event in report.history.events),
        rule_events=tuple(map(logged_rule_event, report.history.rule_events)),
        locks=tuple(map(logged_rule_event, report.locks)),
    )


def _pain_rule(report: Report) -> ReportPainRule:
    return fill(
        ReportPainRule,
        report,
        morning_baseline=_number(report.baseline),
        stiffness_baseline=_number(report.stiffness_baseline),
        source=report.rule_source,
    )


def _day(day: HistoryDay, median: float | None) -> ReportDay:
    return fill(
        ReportDay, day, flare_up=day.flare, complete=day.is_complete, morning_median_7_days=median, **_work(day)
    )


def _span(span: HistoryWeek) -> ReportSpan:
    return fill(
        ReportSpan,
        span,
        first=span.days[0].day,
        last=span.days[-1].day,
        morning_median=span.morning,
        stiffness_median=span.stiffness,
        highest_during=span.during,
        highest_after=span.after,
        **_work(span),
    )


def _work(days: HistoryDay | HistoryWeek) -> dict[str, float]:
    return {
        "sets_planned": days.planned,
        "sets_done": days.done,
        "repetitions": days.reps,
        "tension": round(days.tension, 1),
        "volume": round(days.volume, 1),
    }


def _event(event: Event) -> ReportEvent:
    return fill(ReportEvent, event, text=event.detail or None)


def _number(value: Exact | None) -> float | None:
    return None if value is None else float(value)
