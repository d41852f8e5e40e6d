"""What a report says, section by section, before any format lays it out. Pure; the numbers are those of the report."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal

from achilles_tui.domain.agenda.verdict_text import SIGNS
from achilles_tui.domain.base.units import MY_PT, Region, Verdict, exact_text
from achilles_tui.domain.describe.programs import DoseLine
from achilles_tui.domain.history.day_mark import DayMark, mark_of
from achilles_tui.domain.history.history import HistoryWeek
from achilles_tui.domain.session.phrases import EDUCATION
from achilles_tui.exports.pt_report.document import DoseNow, OutcomeScore, ProgramNow, Report
from achilles_tui.exports.pt_report.parts import (
    MARKED,
    MARKED_DAYS,
    NOTHING,
    Facts,
    Figure,
    Part,
    Section,
    SideBySide,
    Table,
    count,
    day,
    minutes,
    number,
    share,
)

TITLE = "Achilles exercise log"
AGAINST = (
    "Your log against the stated rule. A verdict changes nothing by itself: the person answers each one. "
    "Where this report says 'you', it is that person, who was told the same."
)
CHOSEN_NOTES = "The person chose of which days the notes are here; those of all other days are left out."
PLANNED = "Planned is the low end of each dose; a day without planned work is a rest, and counts as kept."
LEFT_OUT = "What the program itself left out, after a step back or a stop for pain, is planned and not missed."
NOT_COUNTED = "Flare-up days, pauses and days on which sessions were locked neither break nor lengthen the streak."
ON_VISA = (
    "VISA-A totals were worked out elsewhere. The published change that matters runs from 6.5 to 15.4 points, so no "
    "change is given a name here."
)
ON_RISES = "Heel rises: repetitions on one leg at 30 a minute; differences up to 6 are day-to-day spread."
ON_BASELINE = "The baseline is a median of recorded mornings, as the rule reads it on the day of the report."


RECORDED = (
    "Recorded by the person with achilles-tui, and corrected where they said so. What was not recorded is missing, "
    f"never 0: it stands as {NOTHING!r} in the tables, and nothing is drawn for it in the pictures."
)


def sections(report: Report) -> tuple[Section, ...]:
    """Return the report section by section; one that would be empty is left out."""
    told = (
        _in_short(report),
        _rule_now(report),
        _program(report),
        _pain(report),
        _adherence(report),
        _work(report),
        _answers(report),
        _marks(report),
        _notes(report),
        _numbers(report),
        _about(report),
    )
    return tuple(one for one in told if one.parts)


def headline(report: Report) -> str:
    """Say in one line whom it is about."""
    side = f"{report.side} leg" if report.side in {"left", "right"} else "both legs" if report.side else "side not told"
    return f"{side.capitalize()}, {_REGIONS[report.region]}"


_REGIONS: dict[Region | None, str] = {
    Region.INSERTIONAL: "insertional pain, as the person says",
    Region.MID_PORTION: "mid-portion pain, as the person says",
    Region.NOT_SURE: "where it hurts: the person is not sure",
    None: "where it hurts: not told",
}


def period(report: Report) -> str:
    """Say which days it is about."""
    return f"{day(report.first)} to {day(report.last)}"


def made_line(report: Report) -> str:
    """Say when it was made."""
    offset = report.made_at.strftime("%z")
    offset = f"{offset[:3]}:{offset[3:5]}"
    return f"{day(report.made_at.date())}, {report.made_at:%H:%M} (UTC{offset})"


def _in_short(report: Report) -> Section:
    counted = report.days_that("kept") + report.days_that("not kept")
    mornings = [one for one in report.spans if one.morning is not None]
    facts = [
        ("Program", _program_in_short(report)),
        ("Planned sets done", share(report.history.done, report.history.planned)),
        ("Days kept", f"{report.days_that('kept'):,} of {counted:,}{_apart(report)}"),
        ("Streak", f"{count(report.streak, 'day')} kept in a row, up to {day(report.last)}"),
        ("Sessions", _volume(report)),
        (f"Morning pain, median of a {report.span}", _recorded(mornings, report.span)),
        ("The rule now", _rule_in_short(report)),
    ]
    return Section("short", "In short", (Facts(tuple(facts)), ("pain",)))


def _program_in_short(report: Report) -> str:
    program = report.program
    if program is None:
        return "none chosen"
    since = f", since {day(program.start_day)}" if program.start_day else ", not begun yet"
    of = f" of {program.length}" if program.length else ""
    if program.length and program.week > program.length:
        of = f", beyond its {program.length} weeks"
    stage = f", stage {program.stage} of {program.stages}" if program.stages > 1 else ""
    theirs = "; with doses from my PT" if any(one.from_pt for one in program.doses) else ""
    return f"{program.title}{since}; week {program.week}{of}{stage}{theirs}"


def _apart(report: Report) -> str:
    told = [count(days, f"{mark.word} day") for what, mark in _APART if (days := report.days_that(what))]
    return f"; beside them {', '.join(told)}" if told else ""


_APART: tuple[tuple[Literal["flare", "away", "locked"], DayMark], ...] = (
    ("flare", DayMark.FLARE_UP), ("away", DayMark.PAUSE), ("locked", DayMark.LOCKED),
)  # fmt: skip


def _volume(report: Report) -> str:
    reps, tension = sum(one.reps for one in report.history.days), sum(one.tension for one in report.history.days)
    return f"{report.sessions:,}; {reps:,} loaded repetitions, {minutes(tension)} min under tension"


def _recorded(spans: Sequence[HistoryWeek], word: str) -> str:
    if not spans:
        return "not recorded"
    first, last = spans[0], spans[-1]
    begin = f"recorded {number(first.morning)} in the {word} {_named(first, word)}"
    return begin if first is last else f"{begin}, then {number(last.morning)} in that {_named(last, word)}"


def _named(span: HistoryWeek, word: str) -> str:
    return f"of {span.monday:%B %Y}" if word == "month" else f"from {day(span.monday)}"


def _rule_in_short(report: Report) -> str:
    if not report.verdicts_now:
        return "no verdict yet"
    return "; ".join(
        f"{SIGNS[one.verdict]} {one.verdict.value.upper()} ({one.row}) for {_whose(report, one.exercises)}"
        for one in report.verdicts_now
    )


def _rule_now(report: Report) -> Section:
    rows = tuple(
        (
            f"{SIGNS[one.verdict]} {one.verdict.value.upper()}, {one.row}",
            _whose(report, one.exercises),
            one.reason,
            one.needed,
            "; ".join(one.answers) or ("not answered" if one.verdict in _ANSWERED else NOTHING),
        )
        for one in report.verdicts_now
    )
    head = ("Verdict, row", "Exercises", "Log against the rule", "What it takes", "Answer")
    table = Table(f"Verdicts on {day(report.made_at.date())}", head, rows, whole=(0,))
    parts: tuple[str | Table, ...] = (AGAINST, table) if rows else ("No verdict yet: no session has been judged.",)
    return Section("rule", "What the rule says now", (*parts, *report.advice))


_ANSWERED = {Verdict.PROGRESS, Verdict.STEP_BACK}
"""The verdicts that ask for an answer."""


def _whose(report: Report, exercises: Sequence[str]) -> str:
    # Names have commas in them.
    doses = report.program.doses if report.program else ()
    is_all = len(doses) > 1 and set(exercises) == {one.name for one in doses}
    return "all exercises" if is_all else "; ".join(exercises)


def _pain(report: Report) -> Section:
    baseline = (
        "The morning baseline: not known yet, too few mornings were recorded."
        if report.baseline is None
        else f"The morning baseline: {exact_text(report.baseline)}. {ON_BASELINE}"
    )
    limits = (
        f"The rule takes no notice up to {report.calm}, and lets a session go on up to {report.limit} (NPRS, 0-10)."
    )
    return Section("pain", "Pain and stiffness", (f"{limits} {baseline}", ("session pain", "stiffness")))


def _adherence(report: Report) -> Section:
    return Section("adherence", "Planned and done", (PLANNED, LEFT_OUT, NOT_COUNTED, ("adherence",), _by_span(report)))


def _by_span(report: Report) -> Table:
    """Return the table week by week, or month by month."""
    lifted = any(one.volume for one in report.history.days)
    head = (
        "Month" if report.by_month else "Week from", "Sets done", "Sets planned", "Sessions", "Reps",
        *(("kg x reps",) if lifted else ()), "Tension, min", "Morning pain", "Stiffness, min",
        "Highest during", "Highest after", "Marked",
    )  # fmt: skip
    rows = tuple(
        (
            f"{one.monday:%b %Y}" if report.by_month else day(one.monday),
            f"{one.done:,}", f"{one.planned:,}", f"{one.sessions:,}", f"{one.reps:,}",
            *((f"{one.volume:,.0f}",) if lifted else ()), minutes(one.tension), number(one.morning),
            number(one.stiffness), number(one.during), number(one.after), _marks_of_span(one),
        )
        for one in report.spans
    )  # fmt: skip
    told = "Month by month, as the period is longer than two years" if report.by_month else "Week by week"
    caption = (
        f"{told}. Repetitions and tension without stretches; morning pain and stiffness are medians; pain NPRS 0-10. "
        f"Marked days: {MARKED_DAYS}."
    )
    return Table(caption, head, rows, range(1, len(head) - 1), whole=(0, len(head) - 1))


def _marks_of_span(span: HistoryWeek) -> str:
    marks = Counter(map(mark_of, span.days))
    return ", ".join(f"{marks[mark]} {mark.sign}" for mark in MARKED if marks[mark])


def _work(report: Report) -> Section:
    rows = tuple(
        (
            one.name, f"{one.sessions:,}", f"{one.sets_done:,} of {one.sets_planned:,}", f"{one.reps:,}",
            f"{one.paced:,}", minutes(one.tension), _loads(one.loads),
        )
        for one in report.exercises
    )  # fmt: skip
    head = ("Exercise", "Sessions", "Sets done in full", "Repetitions", "Full length", "Tension, min", "Load")
    caption = (
        "What was done, by exercise. Sets: of those in its sessions. "
        "Full length: repetitions or holds whose loaded part ran its length."
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
    above = f", at most {_kilograms(most)}" if most > max(first, last) else ""
    return f"recorded {_kilograms(first)}, then {_kilograms(last)}{above}"


def _kilograms(load: float) -> str:
    """Return a load that is never broken over two lines."""
    return f"{load:g}\u00a0kg"


def _program(report: Report) -> Section:
    program = report.program
    if program is None:
        return Section("program", "Program and doses", ())
    when = f", written down on {day(program.pt_doses_day)}" if program.pt_doses_day else ""
    theirs = f"Doses marked with {MY_PT!r} are what the person's own PT told{when}; they stand above the program's own."
    marked = (theirs,) if any(one.from_pt for one in program.doses) else ()
    return Section("program", "Program and doses as they are now", (program.takes, _doses(program), *marked))


def _numbers(report: Report) -> Section:
    program = report.program
    if program is None:
        return Section("numbers", _NUMBERS, ())
    rows = tuple(_row(one) for one in program.lines)
    about = Table(program.title, ("About it", "Value", "Where it comes from"), rows)
    each = SideBySide((about, *(_dose(one) for one in program.doses)))
    return Section("numbers", _NUMBERS, (each,))


_NUMBERS = "Every number, and where it comes from"


def _doses(program: ProgramNow) -> Table:
    rows = tuple(
        (
            one.name, one.level, _pace(one), one.value("Rest between sets"), one.value("Load"),
            one.value("How often"), one.why,
        )
        for one in program.doses
    )  # fmt: skip
    head = ("Exercise", "Level, sets x repetitions", "Tempo", "Rest", "Load", "How often", "Why")
    marked = frozenset(place for place, one in enumerate(program.doses) if one.from_pt)
    return Table("The doses in short", head, rows, whole=(1, 2, 3, 4), marked_rows=marked)


def _pace(dose: DoseNow) -> str:
    """Return the tempo as PTs write it; of a hold that would be a bare number."""
    hold = dose.value("Hold")
    return f"hold {hold}" if hold else dose.value("Tempo")


def _dose(dose: DoseNow) -> Table:
    doubt = f". Doubtful: {dose.doubt}" if dose.doubt else ""
    return Table(
        f"{dose.name}: {dose.level}{doubt}",
        ("Dose", "Value", "Where it comes from"),
        tuple(_row(one) for one in dose.lines),
        marked_rows=frozenset(place for place, one in enumerate(dose.lines) if one.provenance == MY_PT),
    )


def _row(line: DoseLine) -> tuple[str, str, str]:
    return line.name, line.value, line.remark


def _answers(report: Report) -> Section:
    notes = any(one.note for one in report.verdicts_answered)
    head = ("Day", "Verdict, row", "Exercises", "Answer", "From then on", *(("Note",) if notes else ()))
    rows = tuple(
        (
            day(one.day), f"{SIGNS[one.verdict]} {one.verdict.value.upper()}, {one.row}",
            _whose(report, one.exercises), one.answer, one.change or "as it was", *((one.note or "",) if notes else ()),
        )
        for one in report.verdicts_answered
    )  # fmt: skip
    answered = (Table("Verdicts that were answered, the earliest first", head, rows, whole=(0, 1)),) if rows else ()
    named = tuple(
        (
            f"{one.id}, {one.verdict.value.upper()}", one.text, one.source,
            "; ".join(f"{key} = {entry.value}: {entry.provenance}" for key, entry in one.numbers.items()) or NOTHING,
        )
        for one in report.rows
    )  # fmt: skip
    about = Table(
        "The rows named in this report, as the rule states them",
        ("Row, verdict", "Condition", "Source", "Its numbers, and where they come from"),
        named,
        whole=(0,),
    )
    rule = (about, "Where the rule comes from: " + report.rule_source.replace("`", "'")) if named else ()
    return Section("verdicts", "Verdicts answered, and their rows", (*answered, *rule))


def _marks(report: Report) -> Section:
    scores = tuple((day(one.day), number(one.visa_a)) for one in report.marks if one.visa_a is not None)
    rises = tuple(
        (day(one.day), number(one.heel_rises), _leg(one)) for one in report.marks if one.heel_rises is not None
    )
    told = (
        (Table("VISA-A, total as recorded", ("Day", "Total, 0-100"), scores, whole=(0,)), ON_VISA),
        (Table("Single-leg heel-rise test as recorded", ("Day", "Repetitions", "Leg"), rises, whole=(0,)), ON_RISES),
    )
    shown = [(table, about) for table, about in told if table.rows]
    if not shown:
        return Section("marks", _MARKS, ())
    parts: tuple[Part, ...] = (SideBySide(tuple(table for table, _ in shown)), *(about for _, about in shown))
    return Section("marks", _MARKS, parts)


_MARKS = "VISA-A and heel rises"


def _leg(mark: OutcomeScore) -> str:
    return mark.side or "not told"


def _notes(report: Report) -> Section:
    if report.noted.is_empty:
        return Section("notes", "Notes", ("Notes are left out of this report.",))
    rows = tuple((day(one.day), _ABOUT[one.about], one.text) for one in report.notes)
    table = (Table("In the person's own words", ("Day", "About", "Note"), rows, whole=(0, 1)),) if rows else ()
    return Section("notes", "Notes", table if report.noted.days is None else (*table, CHOSEN_NOTES))


_ABOUT = {"session": "session", "answer": "answer to a verdict", "clinician": "what a clinician said"}


def _about(report: Report) -> Section:
    aside = (f"{count(report.set_aside, 'file')} set aside: what could not be read is not in this report.",)
    return Section(
        "about",
        "About this report",
        (
            EDUCATION,
            RECORDED,
            *(aside if report.set_aside else ()),
        ),
    )
