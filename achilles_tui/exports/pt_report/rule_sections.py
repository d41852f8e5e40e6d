"""Writes the sections of a report about the pain rule: stops that hold, verdicts, answers and rows. Pure."""

from collections.abc import Sequence

from achilles_tui.domain.agenda.verdict_text import SIGNS
from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.history.rule_events import RuleEvent, day_in_words
from achilles_tui.domain.session.phrases import origin
from achilles_tui.exports.pt_report.document import Report
from achilles_tui.exports.pt_report.parts import NOTHING, Section, Table, day_text

AGAINST = (
    "Your log against the stated rule. A verdict changes nothing by itself: the person answers each one. "
    "In these sentences 'you' means the person, who sees the same text in the app."
)


def locks_section(report: Report) -> Section:
    """Return the stops that hold, at the top of the report."""
    return Section("stop", "STOP", tuple(_lock(event) for event in report.locks))


def _lock(event: RuleEvent) -> str:
    return f"All sessions are locked since {day_in_words(event.day)} ({event.row}): {event.sentence} {_STAY_LOCKED}"


_STAY_LOCKED = "They stay locked until a clinician note is recorded."


def rule_section(report: Report) -> Section:
    """Return the verdicts on the day of the report."""
    rows = tuple(
        (
            f"{verdict_text(judged.verdict)}, {judged.row}",
            exercise_names(report, judged.exercises),
            judged.reason,
            judged.needed,
            "; ".join(judged.answers) or ("no answer yet" if judged.verdict in _OFFERS else NOTHING),
        )
        for judged in report.verdicts_now
    )
    head = ("Verdict, row", "Exercises", "What the log shows", "What would change it", "Answer")
    table = Table(f"Verdicts on {day_text(report.made_at.date())}", head, rows, whole=(0,))
    parts: tuple[str | Table, ...] = (AGAINST, table) if rows else ("No verdict yet: no session has been judged.",)
    return Section("rule", "What the rule says now", (*parts, *report.advice))


_OFFERS = {Verdict.PROGRESS, Verdict.STEP_BACK}
"""The verdicts that ask for an answer."""


def verdict_text(verdict: Verdict) -> str:
    """Return a verdict as its sign and its word."""
    return f"{SIGNS[verdict]} {verdict.value.upper()}"


def exercise_names(report: Report, exercises: Sequence[str]) -> str:
    """Return the names of exercises as one text."""
    # Separated by semicolons, since names have commas in them.
    doses = report.program.doses if report.program else ()
    is_all = len(doses) > 1 and set(exercises) == {dose.name for dose in doses}
    return "all exercises" if is_all else "; ".join(exercises)


def _rule_events(report: Report) -> tuple[Table, ...]:
    """Return the table of every stop, step back and clinician note of the period."""
    rows = tuple(
        (day_text(event.day), _EVENTS[event.kind], event.row or NOTHING, event.sentence or NOTHING,
         event.outcome or NOTHING)
        for event in report.history.rule_events
    )  # fmt: skip
    head = ("Day", "What", "Row", "What the log shows, or what the clinician said", "What came of it")
    caption = "Every stop, step back and clinician note, answered or not, the earliest first"
    return (Table(caption, head, rows, whole=(0, 1, 2)),) if rows else ()


_EVENTS = {
    "stop": f"{SIGNS[Verdict.STOP]} STOP",
    "step back": f"{SIGNS[Verdict.STEP_BACK]} STEP BACK",
    "clinician": "clinician note",
}


def verdicts_section(report: Report) -> Section:
    """Return what the rule said in the period, what was answered, and the rows it refers to."""
    notes = any(answered.note for answered in report.verdicts_answered)
    head = ("Day", "Verdict, row", "Exercises", "Answer", "Dose from then on", *(("Note",) if notes else ()))
    rows = tuple(
        (
            day_text(answered.day), f"{verdict_text(answered.verdict)}, {answered.row}",
            exercise_names(report, answered.exercises), answered.answer, answered.change or "unchanged",
            *((answered.note or "",) if notes else ()),
        )
        for answered in report.verdicts_answered
    )  # fmt: skip
    answers = (Table("Answered verdicts, the earliest first", head, rows, whole=(0, 1)),) if rows else ()
    rule_rows = tuple(
        (
            f"{row.id}, {row.verdict.value.upper()}", row.text, row.source,
            "; ".join(f"{key} = {entry.value}: {origin(entry.provenance)}" for key, entry in row.numbers.items())
            or NOTHING,
        )
        for row in report.rows
    )  # fmt: skip
    table = Table(
        "Rows of the pain rule that this report refers to",
        ("Row, verdict", "Condition", "Source", "Numbers and their sources"),
        rule_rows,
        whole=(0,),
    )
    rule = (table, "Source of the rule: " + report.rule_source.replace("`", "'")) if rule_rows else ()
    title = "Advice of the pain rule, the answers, and the row that applied"
    return Section("verdicts", title, (*_rule_events(report), *answers, *rule))
