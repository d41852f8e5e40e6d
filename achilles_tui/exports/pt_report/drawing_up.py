"""Draws the report up from sessions in short, the diary and what today says: the one value all formats tell. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.agenda.verdict_text import grouped
from achilles_tui.domain.base.units import MY_PT, RowId, Side
from achilles_tui.domain.describe.programs import Told, dose_lines, program_lines, takes
from achilles_tui.domain.history.history import Event, Past, past
from achilles_tui.domain.pain_rule.expected_work import Course
from achilles_tui.domain.pain_rule.rule import ROW_OF, PainRule
from achilles_tui.domain.pain_rule.targets import Target
from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.summary import Brief
from achilles_tui.exports.pt_report.document import (
    Answered,
    Asked,
    DoseNow,
    ExerciseDone,
    Mark,
    Noted,
    ProgramNow,
    Report,
    RuleRow,
    VerdictNow,
)
from achilles_tui.exports.pt_report.notes import WhichNotes
from achilles_tui.text.documents.base import Number


def report(  # noqa: PLR0913 all it is told from
    briefs: Sequence[Brief],
    course: Course,
    asked: Asked,
    rule: PainRule,
    now: Today | None,
    *,
    side: Side | None = None,
    set_aside: int = 0,
) -> Report:
    """Return the report. now: the user's program today, None without one.

    briefs: all sessions, those before the period too: what was planned, medians and streaks look back over its edge.
    """
    whole = past(briefs, course)
    first = asked.since or whole.days[0].day
    last = asked.until or course.today
    upto = Past(tuple(one for one in whole.days if one.day <= last), whole.events)
    medians = tuple(median for one, median in zip(upto.days, upto.medians, strict=True) if one.day >= first)
    told = [one for one in briefs if one.counts and first <= one.day <= min(last, course.today)]
    answered = tuple(_answered(course, first, last, asked.notes))
    current = tuple(_now(now, asked.notes)) if now is not None else ()
    named = {one.row for one in answered} | {one.row for one in current}
    inputs = now.judged[0].inputs if now is not None and now.judged else None
    return Report(
        made=asked.made,
        first=first,
        last=last,
        noted=asked.notes,
        side=side,
        region=course.region,
        program=None if now is None else _program(now),
        past=Past(
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
        now=current,
        answered=answered,
        rows=tuple(_row(name, rule) for name in ROW_OF if name in named),
        rule_source=rule.source,
        advice=() if now is None else tuple(one.told for one in now.advice),
        marks=tuple(_marks(course, first, last)),
        notes=tuple(sorted(one for one in _notes(told, answered, course, first, last) if asked.notes.of(one.day))),
        set_aside=set_aside,
    )


def _event(event: Event, notes: WhichNotes) -> Event:
    return event._replace(told="") if event.what == "clinician" and not notes.of(event.day) else event


def _program(now: Today) -> ProgramNow:
    offered, program = now.offered, now.offered.program
    return ProgramNow(
        id=program.id,
        title=program.title,
        begun=now.at.begun,
        week=now.week,
        length=program.length,
        stage=now.at.stage,
        stages=len(program.parts),
        takes=takes(offered, now.at.stage, now.at.region),
        lines=program_lines(offered),
        doses=tuple(
            DoseNow(
                exercise=exercise.id,
                name=exercise.name,
                level=str(now.at.of[dose.id].level),
                why=now.at.of[dose.id].told,
                lines=tuple(
                    _lines(dose_lines(dose, offered.loads.get(exercise.id)), now.at.of[dose.id], now.at.offered)
                ),
                doubt=dose.doubt,
            )
            for dose, exercise in offered.pairs(now.at.stage, now.at.region)
        ),
        told=offered.told,
    )


def _lines(lines: Iterable[Told], target: Target, told: Offer) -> Iterator[Told]:
    """Give the lines of a dose; kilograms that came from the log say so, and only the PT's own are marked as such."""
    for line in lines:
        if line.name == "Load" and line.provenance == MY_PT and target.load_kg not in told.loads.values():
            yield line._replace(provenance="", note="; ".join(text for text in (line.note, target.told) if text))
        else:
            yield line


def _now(now: Today, notes: WhichNotes) -> Iterator[VerdictNow]:
    for group in grouped(now):
        names = dict.fromkeys(now.case(one.exercise)[1].name for one in group.judged)
        answers = [one.answer for one in group.judged if one.answer is not None]
        said = (f"{_said(one)}{f' ({one.note})' if one.note and notes.of(one.at.date()) else ''}" for one in answers)
        decision = group.decision
        yield VerdictNow(
            decision.output, decision.row, tuple(names), decision.told, decision.needed, tuple(dict.fromkeys(said))
        )


def _said(answer: Answer) -> str:
    return f"{answer.said}, {answer.at.day} {answer.at:%B %Y}"


def _answered(course: Course, first: date, last: date, notes: WhichNotes) -> Iterator[Answered]:
    """Give the answers of a period in their order, those of one day that differ in nothing but the exercise as one."""
    names = {(program, one.id): one.name for program, offered in course.offers.items() for one in offered.exercises}
    alike: dict[Answered, list[str]] = {}
    for one in course.diary.answers:
        day = one.at.date()
        note = (one.note or None) if notes.of(day) else None
        if first <= day <= last:
            key = Answered(day, one.verdict, one.row, (), one.said, _change(one), note)
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


def _marks(course: Course, first: date, last: date) -> Iterator[Mark]:
    for day in sorted(one for one in course.diary.days if first <= one <= last):
        for score in course.diary.days[day].counting.scores:
            yield Mark(day, score.visa_a, score.heel_rises, score.side)


def _notes(
    briefs: Iterable[Brief], answered: Iterable[Answered], course: Course, first: date, last: date
) -> Iterator[Noted]:
    yield from (Noted(one.day, "session", one.note) for one in briefs if one.note)
    yield from (Noted(one.day, "answer", one.note) for one in answered if one.note)
    told = ((one.at.date(), one.text) for one in course.notes)
    yield from (Noted(day, "clinician", text) for day, text in told if text and first <= day <= last)


class _Sum:
    """What was done of one exercise so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts = [0, 0, 0, 0, 0]
        self.tension = 0.0
        self.loads: dict[date, float] = {}


def _done(briefs: Iterable[Brief]) -> Iterator[ExerciseDone]:
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
