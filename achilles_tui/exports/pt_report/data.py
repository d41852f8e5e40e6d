"""The report as a document for other programs: ISO 8601 days, missing values None, never 0. Pure."""

from typing import Any

from achilles_tui.domain.describe.programs import Told
from achilles_tui.domain.history.history import PastDay, PastWeek
from achilles_tui.exports.pt_report.document import DoseNow, ExerciseDone, ProgramNow, Report

SCHEMA = 1
"""The version of the JSON shape; it grows when a reader would have to change."""


def as_document(report: Report) -> dict[str, Any]:
    """Return the whole report. Pain is NPRS 0-10, tension seconds, stiffness minutes, loads kilograms."""
    return {
        "schema": SCHEMA,
        "made": report.made.isoformat(),
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "redacted": report.noted.none,
        "notes_of": None if report.noted.days is None else sorted(one.isoformat() for one in report.noted.days),
        "side": report.side.value if report.side else None,
        "region": report.region.value if report.region else None,
        "program": _program(report.program) if report.program else None,
        "adherence": {
            "sets_planned": report.past.planned,
            "sets_done": report.past.done,
            "days_kept": report.days_that("kept"),
            "days_not_kept": report.days_that("not kept"),
            "flare_up_days": report.days_that("flare"),
            "pause_days": report.days_that("away"),
            "locked_days": report.days_that("locked"),
            "streak_days": report.streak,
        },
        "pain_rule": {
            "calm": report.calm,
            "limit": report.limit,
            "morning_baseline": _number(report.baseline),
            "stiffness_baseline": _number(report.stiffness_baseline),
            "source": report.rule_source,
        },
        "days": [_day(one, median) for one, median in zip(report.past.days, report.medians, strict=True)],
        "by": report.span,
        "spans": [_span(one) for one in report.spans],
        "exercises": [_exercise(one) for one in report.exercises],
        "verdicts_now": [
            {
                "verdict": one.verdict.value,
                "row": one.row,
                "exercises": list(one.exercises),
                "told": one.told,
                "needed": one.needed,
                "answered": list(one.said),
            }
            for one in report.now
        ],
        "verdicts_answered": [
            {
                "day": one.day.isoformat(),
                "verdict": one.verdict.value,
                "row": one.row,
                "exercises": list(one.exercises),
                "answer": one.said,
                "change": one.change or None,
                "note": one.note or None,
            }
            for one in report.answered
        ],
        "rows": [
            {
                "row": one.id,
                "condition": one.text,
                "verdict": one.verdict.value,
                "source": one.source,
                "numbers": {key: {"value": value, "provenance": origin} for key, value, origin in one.numbers},
            }
            for one in report.rows
        ],
        "advice": list(report.advice),
        "events": [
            {"day": one.day.isoformat(), "what": one.what, "told": one.told or None} for one in report.past.events
        ],
        "marks": [
            {
                "day": one.day.isoformat(),
                "visa_a": one.visa_a,
                "heel_rises": one.heel_rises,
                "side": one.side.value if one.side else None,
            }
            for one in report.marks
        ],
        "notes": [{"day": one.day.isoformat(), "about": one.about, "text": one.text} for one in report.notes],
        "files_set_aside": report.set_aside,
    }


def _program(told: ProgramNow) -> dict[str, Any]:
    return {
        "id": told.id,
        "title": told.title,
        "begun": told.begun.isoformat() if told.begun else None,
        "week": told.week,
        "weeks": told.length,
        "stage": told.stage,
        "stages": told.stages,
        "takes": told.takes,
        "about": [_line(one) for one in told.lines],
        "doses": [_dose(one) for one in told.doses],
        "pt_doses_written": told.told.isoformat() if told.told else None,
    }


def _dose(told: DoseNow) -> dict[str, Any]:
    return {
        "exercise": told.exercise,
        "name": told.name,
        "level": told.level,
        "why": told.why,
        "from_my_pt": told.from_pt,
        "doubt": told.doubt,
        "numbers": [_line(one) for one in told.lines],
    }


def _line(told: Told) -> dict[str, Any]:
    return {
        "name": told.name,
        "value": told.value,
        "provenance": told.provenance or None,
        "note": told.note or None,
    }


def _day(one: PastDay, median: float | None) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "kind": one.kind,
        "flare_up": one.flare,
        "sets_planned": one.planned,
        "sets_done": one.done,
        "kept": one.kept,
        "sessions": one.sessions,
        "morning": one.morning,
        "morning_median_7_days": median,
        "stiffness": one.stiffness,
        "during": one.during,
        "after": one.after,
        "repetitions": one.reps,
        "tension": round(one.tension, 1),
        "volume": round(one.volume, 1),
    }


def _span(one: PastWeek) -> dict[str, Any]:
    return {
        "first": one.days[0].day.isoformat(),
        "last": one.days[-1].day.isoformat(),
        "sets_planned": one.planned,
        "sets_done": one.done,
        "sessions": one.sessions,
        "repetitions": one.reps,
        "tension": round(one.tension, 1),
        "volume": round(one.volume, 1),
        "morning_median": one.morning,
        "stiffness_median": one.stiffness,
        "highest_during": one.during,
        "highest_after": one.after,
    }


def _exercise(one: ExerciseDone) -> dict[str, Any]:
    return {
        "exercise": one.id,
        "name": one.name,
        "sessions": one.sessions,
        "sets_planned": one.sets_planned,
        "sets_done": one.sets_done,
        "repetitions": one.reps,
        "full_length": one.paced,
        "tension": round(one.tension, 1),
        "loads": [{"day": day.isoformat(), "kg": load} for day, load in one.loads],
    }


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
