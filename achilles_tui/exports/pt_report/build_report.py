"""Draws the report up from sessions in short, the diary and what today says: the one value all formats tell. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.agenda.verdict_text import grouped
from achilles_tui.domain.base.units import MY_PT, RowId, Side
from achilles_tui.domain.describe.programs import DoseLine, dose_lines, program_lines, takes
from achilles_tui.domain.history.history import Event, History, history_of
from achilles_tui.domain.pain_rule.expected_work import HistoryContext
from achilles_tui.domain.pain_rule.rule import ROW_OF, PainRule
from achilles_tui.domain.pain_rule.targets import Target
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.summary import SessionSummary
from achilles_tui.exports.pt_report.document import (
    AnsweredVerdict,
    DatedNote,
    DoseNow,
    ExerciseDone,
    OutcomeScore,
    ProgramNow,
    Report,
    ReportRequest,
    RuleRow,
    VerdictNow,
)
from achilles_tui.exports.pt_report.notes import WhichNotes
from achilles_tui.text.documents.base import Number


def report(  # noqa: PLR0913 all it is told from
    briefs: Sequence[SessionSummary],
    course: HistoryContext,
    asked: ReportRequest,
    rule: PainRule,
    now: Today | None,
    *,
    side: Side | None = None,
    set_aside: int = 0,
) -> Report:
    """Return the report. now: the user's program today, None without one.

    briefs: all sessions, those before the period too: what was planned, medians and streaks look back over its edge.
    """
    whole = history_of(briefs, course)
    first = asked.first_day or whole.days[0].day
    last = asked.last_day or course.today
    upto = History(tuple(one for one in whole.days if one.day <= last), whole.events)
    medians = tuple(median for one, median in zip(upto.days, upto.medians, strict=True) if one.day >= first)
    told = [one for one in briefs if one.counts and first <= one.day <= min(last, course.today)]
    answered = tuple(_verdicts_answered(course, first, last, asked.notes))
    current = tuple(_verdicts_now(now, asked.notes)) if now is not None else ()
    named = {one.row for one in answered} | {one.row for one in current}
    inputs = now.verdicts[0].inputs if now is not None and now.verdicts else None
    return Report(
        made_at=asked.made_at,
        first=first,
        last=last,
        noted=asked.notes,
        side=side,
        region=course.region,
        program=None if now is None else _program(now),
        history=History(
            tuple(one for one in upto.days if one.day >= first),
            tuple(_event(one, asked.notes) for one in whole.events if first <= one.day <= last),
        ),
        medians=medians,
        streak=upto.streak,
        exercises=tuple(_done(told)),
        calm=rule.pain_calm,
        limit=rule.pain_limit,
        baseline=None if inputs is None else inputs.morning_baseline,
        stiffness_baseline=None if inputs is None else inputs.stiffness_baseline,
        verdicts_now=current,
        verdicts_answered=answered,
        rows=tuple(_row(name, rule) for name in ROW_OF if name in named),
        rule_source=rule.source,
        advice=() if now is None else tuple(one.sentence for one in now.advice),
        marks=tuple(_marks(course, first, last)),
        notes=tuple(
            sorted(one for one in _notes(told, answered, course, first, last) if asked.notes.includes(one.day))
        ),
        set_aside=set_aside,
    )


def _event(event: Event, notes: WhichNotes) -> Event:
    return event._replace(detail="") if event.what == "clinician" and not notes.includes(event.day) else event


def _program(now: Today) -> ProgramNow:
    offered, program = now.program, now.program.definition
    return ProgramNow(
        id=program.id,
        title=program.title,
        start_day=now.targets.start_day,
        week=now.week,
        length=program.length,
        stage=now.targets.stage,
        stages=len(program.parts),
        takes=takes(offered, now.targets.stage, now.targets.region),
        lines=program_lines(offered),
        doses=tuple(
            DoseNow(
                exercise=exercise.id,
                name=exercise.name,
                level=str(now.targets.by_dose[dose.id].level),
                why=now.targets.by_dose[dose.id].reason,
                lines=tuple(
                    _lines(
                        dose_lines(dose, offered.loads.get(exercise.id)),
                        now.targets.by_dose[dose.id],
                        now.targets.program,
                    )
                ),
                doubt=dose.doubt,
            )
            for dose, exercise in offered.pairs(now.targets.stage, now.targets.region)
        ),
        pt_doses_day=offered.pt_doses_day,
    )


def _lines(lines: Iterable[DoseLine], target: Target, told: ResolvedProgram) -> Iterator[DoseLine]:
    """Give the lines of a dose; kilograms that came from the log say so, and only the PT's own are marked as such."""
    for line in lines:
        if line.name == "Load" and line.provenance == MY_PT and target.load_kg not in told.loads.values():
            yield line._replace(provenance="", note="; ".join(text for text in (line.note, target.reason) if text))
        else:
            yield line


def _verdicts_now(now: Today, notes: WhichNotes) -> Iterator[VerdictNow]:
    for group in grouped(now):
        names = dict.fromkeys(now.dose_and_exercise(one.exercise)[1].name for one in group.verdicts)
        answers = [one.answer for one in group.verdicts if one.answer is not None]
        said = (
            f"{_answer_text(one)}{f' ({one.note})' if one.note and notes.includes(one.at.date()) else ''}"
            for one in answers
        )
        decision = group.decision
        yield VerdictNow(
            decision.output, decision.row, tuple(names), decision.reason, decision.needed, tuple(dict.fromkeys(said))
        )


def _answer_text(answer: Answer) -> str:
    return f"{answer.said}, {answer.at.day} {answer.at:%B %Y}"


def _verdicts_answered(course: HistoryContext, first: date, last: date, notes: WhichNotes) -> Iterator[AnsweredVerdict]:
    """Give the answers of a period in their order, those of one day that differ in nothing but the exercise as one."""
    names = {(program, one.id): one.name for program, offered in course.programs.items() for one in offered.exercises}
    alike: dict[AnsweredVerdict, list[str]] = {}
    for one in course.diary.answers:
        day = one.at.date()
        note = (one.note or None) if notes.includes(day) else None
        if first <= day <= last:
            key = AnsweredVerdict(day, one.verdict, one.row, (), one.said, _change(one), note)
            alike.setdefault(key, []).append(names.get((one.program, one.exercise), one.exercise))
    for key, exercises in alike.items():
        yield replace(key, exercises=tuple(dict.fromkeys(exercises)))


def _change(answer: Answer) -> str | None:
    told = (
        f"stage {answer.stage}" if answer.stage is not None else "",
        f"L{answer.level}" if answer.level is not None else "",
        f"{answer.load_kg:g} kg" if answer.load_kg is not None else "",
    )
    return ", ".join(text for text in told if text) or None


def _row(name: RowId, rule: PainRule) -> RuleRow:
    row = ROW_OF[name]
    numbers = {key: Number(rule.numbers[key], rule.provenance[key]) for key in row.numbers(rule)}
    return RuleRow(name, row.words(rule), row.output, row.source, numbers)


def _marks(course: HistoryContext, first: date, last: date) -> Iterator[OutcomeScore]:
    for day in sorted(one for one in course.diary.days if first <= one <= last):
        for score in course.diary.days[day].counting.scores:
            yield OutcomeScore(day, score.visa_a, score.heel_rises, score.side)


def _notes(
    briefs: Iterable[SessionSummary],
    answered: Iterable[AnsweredVerdict],
    course: HistoryContext,
    first: date,
    last: date,
) -> Iterator[DatedNote]:
    yield from (DatedNote(one.day, "session", one.note) for one in briefs if one.note)
    yield from (DatedNote(one.day, "answer", one.note) for one in answered if one.note)
    told = ((one.at.date(), one.text) for one in course.notes)
    yield from (DatedNote(day, "clinician", text) for day, text in told if text and first <= day <= last)


class _Sum:
    """What was done of one exercise so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts = [0, 0, 0, 0, 0]
        self.tension = 0.0
        self.loads: dict[date, float] = {}


def _done(briefs: Iterable[SessionSummary]) -> Iterator[ExerciseDone]:
    """Give what was done of each exercise, in the order they were first done."""
    sums: dict[str, _Sum] = {}
    for one in sorted(briefs, key=lambda one: (one.started, one.id)):
        for work in one.works:
            found = sums.setdefault(work.exercise, _Sum(work.name))
            told = (work.reps_done > 0, work.sets_planned, work.sets_done, work.reps_done, work.paced)
            found.counts = [before + more for before, more in zip(found.counts, told, strict=True)]
            found.tension += work.tension
            if work.load_kg is not None and work.reps_done:
                found.loads[one.day] = max(work.load_kg, found.loads.get(one.day, 0.0))
    for name, done in sums.items():
        sessions, planned, sets, reps, paced = done.counts
        loads = tuple(sorted(done.loads.items()))
        yield ExerciseDone(name, done.name, sessions, planned, sets, reps, paced, done.tension, loads)
