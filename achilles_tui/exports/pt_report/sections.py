"""Writes the sections of a report, before a format lays them out. Pure; every number comes from the report."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from achilles_tui.domain.agenda.verdict_text import SIGNS
from achilles_tui.domain.base.units import MY_PT, Region, Verdict, exact_text
from achilles_tui.domain.describe.programs import DoseLine
from achilles_tui.domain.history.day_mark import mark_of
from achilles_tui.domain.history.history import HistoryWeek
from achilles_tui.domain.history.rule_events import RuleEvent, day_in_words
from achilles_tui.domain.session.phrases import EDUCATION, LOW_END_ADVICE, origin
from achilles_tui.exports.pt_report.document import DayGroup, DoseNow, ProgramNow, Report
from achilles_tui.exports.pt_report.parts import (
    INTERRUPTIONS,
    NOTHING,
    SIGNS_EXPLAINED,
    Facts,
    Figure,
    Section,
    SideBySide,
    Table,
    count,
    day_text,
    minutes,
    number_text,
    share,
)

TITLE = "Achilles exercise log"
AGAINST = (
    "Your log against the stated rule. A verdict changes nothing by itself: the person answers each one. "
    "In these sentences 'you' means the person, who sees the same text in the app."
)
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
        _locks(report),
        _summary(report),
        _rule_now(report),
        _program(report),
        _pain(report),
        _adherence(report),
        _work(report),
        _answers(report),
        _scores(report),
        _notes(report),
        _numbers(report),
        _about(report),
    )
    return tuple(section for section in whole if section.parts)


def _locks(report: Report) -> Section:
    """Return the stops that hold, at the top of the report."""
    return Section("stop", "STOP", tuple(_lock(event) for event in report.locks))


def _lock(event: RuleEvent) -> str:
    return f"All sessions are locked since {day_in_words(event.day)} ({event.row}): {event.sentence} {_STAY_LOCKED}"


_STAY_LOCKED = "They stay locked until a clinician note is recorded."


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
    complete = report.count_days("complete")
    counted = complete + report.count_days("incomplete")
    mornings = [span for span in report.spans if span.morning is not None]
    facts = [
        ("Program", _program_summary(report)),
        ("Planned sets done", share(report.history.done, report.history.planned)),
        ("Days completed", f"{complete:,} of {counted:,}{_interruptions(report)}"),
        ("Streak", f"{count(report.streak, 'completed day')} in a row, up to {day_text(report.last)}"),
        ("Sessions", _volume(report)),
        (f"Morning pain, {report.span}ly median", _first_and_last(mornings, report.span)),
        ("The rule now", _rule_summary(report)),
    ]
    return Section("short", "In short", (Facts(tuple(facts)), ("pain",)))


def _program_summary(report: Report) -> str:
    program = report.program
    if program is None:
        return "none chosen"
    start = f", since {day_text(program.start_day)}" if program.start_day else ", not started yet"
    length = f" of {program.length}" if program.length else ""
    if program.length and program.week > program.length:
        length = f", beyond its {program.length} weeks"
    stage = f", stage {program.stage} of {program.stages}" if program.stages > 1 else ""
    pt_doses = "; with doses their PT set" if any(dose.from_pt for dose in program.doses) else ""
    return f"{program.title}{start}; week {program.week}{length}{stage}{pt_doses}"


def _interruptions(report: Report) -> str:
    counts = [count(days, f"{group} day") for group in _INTERRUPTED if (days := report.count_days(group))]
    return f"; not counted: {', '.join(counts)}" if counts else ""


_INTERRUPTED: tuple[DayGroup, ...] = ("flare-up", "pause", "locked")


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
        f"{_verdict_text(judged.verdict)} ({judged.row}) for {_exercise_names(report, judged.exercises)}"
        for judged in report.verdicts_now
    )


def _rule_now(report: Report) -> Section:
    rows = tuple(
        (
            f"{_verdict_text(judged.verdict)}, {judged.row}",
            _exercise_names(report, judged.exercises),
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


def _verdict_text(verdict: Verdict) -> str:
    return f"{SIGNS[verdict]} {verdict.value.upper()}"


def _exercise_names(report: Report, exercises: Sequence[str]) -> str:
    # Separated by semicolons, since names have commas in them.
    doses = report.program.doses if report.program else ()
    is_all = len(doses) > 1 and set(exercises) == {dose.name for dose in doses}
    return "all exercises" if is_all else "; ".join(exercises)


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
            f"{exercise.reps:,}", f"{exercise.paced:,}", minutes(exercise.tension), _loads(exercise.loads),
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


def _loads(loads: Sequence[tuple[date, float]]) -> str:
    if not loads:
        return NOTHING
    first, last, most = loads[0][1], loads[-1][1], max(load for _, load in loads)
    if all(load == first for _, load in loads):
        return _kilograms(first)
    heaviest = f", heaviest {_kilograms(most)}" if most > max(first, last) else ""
    return f"recorded {_kilograms(first)}, then {_kilograms(last)}{heaviest}"


def _kilograms(load: float) -> str:
    """Return a load with a no-break space before its unit."""
    return f"{load:g}\u00a0kg"


def _program(report: Report) -> Section:
    program = report.program
    if program is None:
        return Section("program", "Current program and doses", ())
    entered = f", entered on {day_text(program.pt_doses_day)}" if program.pt_doses_day else ""
    bold = (
        f"Bold rows have numbers of the person's own PT (source {MY_PT!r}){entered}; they replace those of the program."
    )
    explained = (bold,) if any(dose.from_pt for dose in program.doses) else ()
    low_end = (LOW_END_ADVICE,) if any(dose.stays_low for dose in program.doses) else ()
    return Section("program", "Current program and doses", (program.takes, _doses(program), *explained, *low_end))


def _numbers(report: Report) -> Section:
    program = report.program
    if program is None:
        return Section("numbers", _NUMBERS, ())
    rows = tuple(_row(line) for line in program.lines)
    about = Table(program.title, ("Program", "Value", "Source"), rows)
    return Section("numbers", _NUMBERS, (SideBySide((about, *map(_dose, program.doses))),))


_NUMBERS = "Every number and its source"


def _doses(program: ProgramNow) -> Table:
    rows = tuple(
        (
            dose.name, dose.level, _pace(dose), dose.value("Rest between sets"), dose.value("Load"),
            dose.value("How often"), dose.why,
        )
        for dose in program.doses
    )  # fmt: skip
    head = ("Exercise", "Level, sets x repetitions", "Tempo", "Rest", "Load", "How often", "Why")
    from_pt = frozenset(place for place, dose in enumerate(program.doses) if dose.from_pt)
    return Table("Current doses", head, rows, whole=(1, 2, 3, 4), highlighted_rows=from_pt)


def _pace(dose: DoseNow) -> str:
    """Return the tempo as PTs write it; a hold says so, since its tempo is a bare number."""
    hold = dose.value("Hold")
    return f"hold {hold}" if hold else dose.value("Tempo")


def _dose(dose: DoseNow) -> Table:
    doubt = f". Doubtful: {dose.doubt}" if dose.doubt else ""
    return Table(
        f"{dose.name}: {dose.level}{doubt}",
        ("Dose", "Value", "Source"),
        tuple(_row(line) for line in dose.lines),
        highlighted_rows=frozenset(place for place, line in enumerate(dose.lines) if line.provenance == MY_PT),
    )


def _row(line: DoseLine) -> tuple[str, str, str]:
    return line.name, line.value, line.remark


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


def _answers(report: Report) -> Section:
    notes = any(answered.note for answered in report.verdicts_answered)
    head = ("Day", "Verdict, row", "Exercises", "Answer", "Dose from then on", *(("Note",) if notes else ()))
    rows = tuple(
        (
            day_text(answered.day), f"{_verdict_text(answered.verdict)}, {answered.row}",
            _exercise_names(report, answered.exercises), answered.answer, answered.change or "unchanged",
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
    if not filled:
        return Section("marks", _SCORES, ())
    tables = SideBySide(tuple(table for table, _ in filled))
    return Section("marks", _SCORES, (tables, *(explanation for _, explanation in filled)))


_SCORES = "VISA-A and heel-rise test"


def _notes(report: Report) -> Section:
    if report.noted.is_empty:
        return Section("notes", "Notes", ("Notes are left out of this report.",))
    rows = tuple((day_text(note.day), _ABOUT[note.about], note.text) for note in report.notes)
    table = (Table("In the person's own words", ("Day", "About", "Note"), rows, whole=(0, 1)),) if rows else ()
    return Section("notes", "Notes", table if report.noted.days is None else (*table, CHOSEN_NOTES))


_ABOUT = {"session": "session", "answer": "answer to a verdict", "clinician": "what a clinician said"}


def _about(report: Report) -> Section:
    unread = (f"{count(report.set_aside, 'file')} could not be read; their content is missing from this report.",)
    return Section("about", "About this report", (EDUCATION, RECORDED, *(unread if report.set_aside else ())))
