"""Writes the sections of a report, before a format lays them out. Pure; every number comes from the report."""

from collections import Counter
from collections.abc import Sequence

from achilles_tui.domain.base.units import Region, exact_text
from achilles_tui.domain.history.day_mark import mark_of
from achilles_tui.domain.history.history import HistoryWeek
from achilles_tui.domain.session.phrases import EDUCATION
from achilles_tui.exports.pt_report.document import Report, ReportAdherence, ReportLoad
from achilles_tui.exports.pt_report.parts import (
    INTERRUPTIONS,
    NOTHING,
    SIGNS_EXPLAINED,
    Facts,
    Figure,
    Part,
    Section,
    SideBySide,
    Table,
    count,
    day_text,
    minutes,
    number_text,
    share,
)
from achilles_tui.exports.pt_report.program_sections import numbers_section, program_section, program_summary
from achilles_tui.exports.pt_report.rule_sections import (
    exercise_names,
    locks_section,
    rule_section,
    verdict_text,
    verdicts_section,
)

TITLE = "Achilles exercise log"
CHOSEN_NOTES = "The person chose the days whose notes are included; the notes of all other days are left out."
PLANNED = "Planned sets are the low end of each dose. A day without planned sets is a rest day and counts as completed."
LEFT_OUT = "Sets that the app left out after a step back or a stop for pain count as planned, but not as missed."
NOT_COUNTED = "Flare-up days, pauses and days on which the rule allowed no session neither break nor extend the streak."
ON_VISA = (
    "VISA-A: the questionnaire was scored elsewhere, and the total entered here. The published change that matters "
    "ranges from 6.5 to 15.4 points, so this report does not label any change."
)
ON_RISES = "Heel-rise test: single-leg repetitions at 30 a minute; differences of up to 6 are day-to-day variation."
ON_BASELINE = "The baseline is a median of recorded mornings, as the rule calculates it on the day of the report."

RECORDED = (
    "The person recorded all of this with achilles-tui; their later corrections are included. A value that was not "
    f"recorded is never counted as 0: tables show {NOTHING!r} for it, and pictures leave it out."
)


def sections(report: Report) -> tuple[Section, ...]:
    """Return the sections of the report; empty ones are left out."""
    whole = (
        locks_section(report),
        _summary(report),
        rule_section(report),
        program_section(report),
        _pain(report),
        _adherence(report),
        _work(report),
        verdicts_section(report),
        _scores(report),
        _notes(report),
        numbers_section(report),
        _about(report),
    )
    return tuple(section for section in whole if section.parts)


def headline(report: Report) -> str:
    """Return the sore leg and the location of the pain as one line."""
    side = (
        f"{report.side} leg" if report.side in {"left", "right"} else "both legs" if report.side else "leg not recorded"
    )
    return f"{side.capitalize()}, {_REGIONS[report.region]}"


_REGIONS: dict[Region | None, str] = {
    Region.INSERTIONAL: "insertional pain (self-reported)",
    Region.MID_PORTION: "mid-portion pain (self-reported)",
    Region.NOT_SURE: "location of pain: the person is not sure",
    None: "location of pain not recorded",
}


def period(report: Report) -> str:
    """Return the period as text."""
    return f"{day_text(report.first)} to {day_text(report.last)}"


def made_line(report: Report) -> str:
    """Return when the report was created, with the offset from UTC."""
    offset = report.made_at.strftime("%z")
    offset = f"{offset[:3]}:{offset[3:5]}"
    return f"{day_text(report.made_at.date())}, {report.made_at:%H:%M} (UTC{offset})"


def _summary(report: Report) -> Section:
    work = report.adherence
    counted = work.days_kept + work.days_not_kept
    mornings = [span for span in report.spans if span.morning is not None]
    facts = [
        ("Program", program_summary(report)),
        ("Planned sets done", share(work.sets_done, work.sets_planned)),
        ("Days completed", f"{work.days_kept:,} of {counted:,}{_interruptions(work)}"),
        ("Streak", f"{count(report.streak, 'completed day')} in a row, up to {day_text(report.last)}"),
        ("Sessions", _volume(report)),
        (f"Morning pain, {report.span}ly median", _first_and_last(mornings, report.span)),
        ("The rule now", _rule_summary(report)),
    ]
    return Section("short", "In short", (Facts(tuple(facts)), ("pain",)))


def _interruptions(work: ReportAdherence) -> str:
    groups = (("flare-up day", work.flare_up_days), ("pause day", work.pause_days), ("locked day", work.locked_days))
    counts = [count(days, group) for group, days in groups if days]
    return f"; not counted: {', '.join(counts)}" if counts else ""


def _volume(report: Report) -> str:
    reps, tension = sum(day.reps for day in report.history.days), sum(day.tension for day in report.history.days)
    return f"{report.sessions:,}; {reps:,} loaded repetitions, {minutes(tension)} min under tension"


def _first_and_last(spans: Sequence[HistoryWeek], word: str) -> str:
    if not spans:
        return "not recorded"
    first, last = spans[0], spans[-1]
    begin = f"recorded {number_text(first.morning)} in {_span_name(first, word)}"
    return begin if first is last else f"{begin}, then {number_text(last.morning)} in {_span_name(last, word)}"


def _span_name(span: HistoryWeek, word: str) -> str:
    return f"{span.monday:%B %Y}" if word == "month" else f"the week of {day_text(span.monday)}"


def _rule_summary(report: Report) -> str:
    if not report.verdicts_now:
        return "no verdict yet"
    return "; ".join(
        f"{verdict_text(judged.verdict)} ({judged.row}) for {exercise_names(report, judged.exercises)}"
        for judged in report.verdicts_now
    )


def _pain(report: Report) -> Section:
    baseline = (
        "Morning pain has no baseline yet: too few mornings are recorded."
        if report.baseline is None
        else f"The baseline of morning pain is {exact_text(report.baseline)}. {ON_BASELINE}"
    )
    limits = (
        f"In the rule, pain up to {report.calm} is calm, and a session may go on with pain up to {report.limit} "
        "(NPRS, 0-10)."
    )
    return Section("pain", "Pain and stiffness", (f"{limits} {baseline}", ("session pain", "stiffness")))


def _adherence(report: Report) -> Section:
    return Section("adherence", "Adherence", (PLANNED, LEFT_OUT, NOT_COUNTED, ("adherence",), _by_span(report)))


def _by_span(report: Report) -> Table:
    """Return the table with a row per week or month."""
    lifted = any(day.volume for day in report.history.days)
    head = (
        "Month" if report.by_month else "Week of", "Sets done", "Sets planned", "Sessions", "Reps",
        *(("kg x reps",) if lifted else ()), "Tension, min", "Morning pain", "Stiffness, min",
        "Peak pain during", "Peak pain at end", "Marked days",
    )  # fmt: skip
    rows = tuple(
        (
            f"{span.monday:%b %Y}" if report.by_month else day_text(span.monday),
            f"{span.done:,}", f"{span.planned:,}", f"{span.sessions:,}", f"{span.reps:,}",
            *((f"{span.volume:,.0f}",) if lifted else ()), minutes(span.tension), number_text(span.morning),
            number_text(span.stiffness), number_text(span.during), number_text(span.after), _day_marks(span),
        )
        for span in report.spans
    )  # fmt: skip
    kind = "Month by month, because the period is longer than two years" if report.by_month else "Week by week"
    caption = (
        f"{kind}. Repetitions and time under tension without stretches; morning pain and stiffness are medians; pain "
        f"is NPRS 0-10. Marked days: {SIGNS_EXPLAINED}."
    )
    return Table(caption, head, rows, range(1, len(head) - 1), whole=(0, len(head) - 1))


def _day_marks(span: HistoryWeek) -> str:
    marks = Counter(map(mark_of, span.days))
    return ", ".join(f"{marks[mark]} {mark.sign}" for mark in INTERRUPTIONS if marks[mark])


def _work(report: Report) -> Section:
    rows = tuple(
        (
            exercise.name, f"{exercise.sessions:,}", f"{exercise.sets_done:,} of {exercise.sets_planned:,}",
            f"{exercise.repetitions:,}", f"{exercise.full_length:,}", minutes(exercise.tension), _loads(exercise.loads),
        )
        for exercise in report.exercises
    )  # fmt: skip
    head = ("Exercise", "Sessions", "Sets done in full", "Repetitions", "Full length", "Tension, min", "Load")
    caption = (
        "Work by exercise. Sets done in full: of the sets in the sessions done. "
        "Full length: repetitions or holds whose loaded phase lasted its full time."
    )
    loads: tuple[Figure, ...] = ("load",) if report.loads else ()
    parts = (("repetitions", "tension", *loads), Table(caption, head, rows, range(1, 6)))
    return Section("work", "Repetitions, load and time under tension", parts if rows else ())


def _loads(loads: Sequence[ReportLoad]) -> str:
    if not loads:
        return NOTHING
    first, last, most = loads[0].kg, loads[-1].kg, max(load.kg for load in loads)
    if all(load.kg == first for load in loads):
        return _kilograms(first)
    heaviest = f", heaviest {_kilograms(most)}" if most > max(first, last) else ""
    return f"recorded {_kilograms(first)}, then {_kilograms(last)}{heaviest}"


def _kilograms(load: float) -> str:
    """Return a load with a no-break space before its unit."""
    return f"{load:g}\u00a0kg"


def _scores(report: Report) -> Section:
    totals = tuple(
        (day_text(score.day), number_text(score.visa_a)) for score in report.marks if score.visa_a is not None
    )
    rises = tuple(
        (day_text(score.day), number_text(score.heel_rises), score.side or "not recorded")
        for score in report.marks
        if score.heel_rises is not None
    )
    scored = (
        (Table("VISA-A, total as recorded", ("Day", "Total, 0-100"), totals, whole=(0,)), ON_VISA),
        (Table("Single-leg heel-rise test as recorded", ("Day", "Repetitions", "Leg"), rises, whole=(0,)), ON_RISES),
    )
    filled = [(table, explanation) for table, explanation in scored if table.rows]
    tables = SideBySide(tuple(table for table, _ in filled))
    parts: tuple[Part, ...] = (tables, *(explanation for _, explanation in filled))
    return Section("marks", "VISA-A and heel-rise test", parts if filled else ())


def _notes(report: Report) -> Section:
    if report.noted.is_empty:
        return Section("notes", "Notes", ("Notes are left out of this report.",))
    rows = tuple((day_text(note.day), _ABOUT[note.about], note.text) for note in report.notes)
    table = (Table("In the person's own words", ("Day", "About", "Note"), rows, whole=(0, 1)),) if rows else ()
    return Section("notes", "Notes", table if report.noted.days is None else (*table, CHOSEN_NOTES))


_ABOUT = {"session": "session", "answer": "answer to a verdict", "clinician": "what a clinician said"}


def _about(report: Report) -> Section:
    unread = (f"{count(report.files_set_aside, 'file')} could not be read; their content is missing from this report.",)
    return Section("about", "About this report", (EDUCATION, RECORDED, *(unread if report.files_set_aside else ())))
