"""Builds the report, the value from which every format is written, from session summaries and the diary. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.agenda.verdict_text import grouped
from achilles_tui.domain.base.units import MY_PT, RowId, Side
from achilles_tui.domain.describe.programs import DoseLine, dose_lines, program_lines, takes
from achilles_tui.domain.history.history import Event, History, history_of, judged_sessions
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.expected_work import HistoryContext
from achilles_tui.domain.pain_rule.rule import ROW_OF, PainRule
from achilles_tui.domain.pain_rule.targets import Target
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.levels import ladder
from achilles_tui.domain.programs.low_end import stays_low
from achilles_tui.domain.programs.program import Exercise, ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer
from achilles_tui.domain.records.summary import SessionSummary, Work
from achilles_tui.domain.red_flags.safety import RedFlags
from achilles_tui.exports.notes import WhichNotes
from achilles_tui.exports.pt_report.document import (
    AnsweredVerdict,
    DatedNote,
    OutcomeScore,
    Report,
    ReportDose,
    ReportExercise,
    ReportLine,
    ReportLoad,
    ReportProgram,
    ReportRequest,
    RuleRow,
    VerdictNow,
)
from achilles_tui.text.documents.base import Number


def report(  # noqa: PLR0913 all its sources
    summaries: Sequence[SessionSummary],
    context: HistoryContext,
    request: ReportRequest,
    rule: PainRule,
    now: Today | None,
    *,
    safety: RedFlags,
    side: Side | None = None,
    set_aside: int = 0,
) -> Report:
    """Return the report. now: the chosen program today, None if no program is chosen.

    summaries: of all sessions, also before the period, since planned work, medians and streaks depend on earlier days.
    set_aside: how many files could not be read.
    """
    sources = RuleSources(context.diary, safety, rule, request.made_at, context.programs)
    events = rule_events(judged_sessions(summaries), sources)
    whole = history_of(summaries, context, events_of_rule=events)
    first = request.first_day or whole.days[0].day
    last = request.last_day or context.today
    up_to_last = History(tuple(day for day in whole.days if day.day <= last), whole.events, whole.rule_events)
    medians = tuple(median for day, median in zip(up_to_last.days, up_to_last.medians, strict=True) if day.day >= first)
    sessions = [summary for summary in summaries if summary.counts and first <= summary.day <= min(last, context.today)]
    answered = tuple(_verdicts_answered(context, first, last, request.notes))
    current = tuple(_verdicts_now(now, request.notes)) if now is not None else ()
    of_rule = tuple(_noted(event, request.notes) for event in events if first <= event.day <= last)
    locks = tuple(event for event in events if event.holds)
    named_rows = {verdict.row for verdict in answered} | {verdict.row for verdict in current}
    named_rows |= {event.row for event in (*of_rule, *locks) if event.row is not None}
    notes = _notes(sessions, answered, context, first, last)
    inputs = now.verdicts[0].inputs if now is not None and now.verdicts else None
    return Report(
        made_at=request.made_at,
        first=first,
        last=last,
        noted=request.notes,
        side=side,
        region=context.region,
        program=None if now is None else _program(now),
        history=History(
            tuple(day for day in up_to_last.days if day.day >= first),
            tuple(_event(event, request.notes) for event in whole.events if first <= event.day <= last),
            of_rule,
        ),
        locks=locks,
        medians=medians,
        streak=up_to_last.streak,
        exercises=tuple(_exercises_done(sessions)),
        calm=rule.pain_calm,
        limit=rule.pain_limit,
        baseline=None if inputs is None else inputs.morning_baseline,
        stiffness_baseline=None if inputs is None else inputs.stiffness_baseline,
        verdicts_now=current,
        verdicts_answered=answered,
        rows=tuple(_row(name, rule) for name in ROW_OF if name in named_rows),
        rule_source=rule.source,
        advice=() if now is None else tuple(advice.sentence for advice in now.advice),
        marks=tuple(_scores(context, first, last)),
        notes=tuple(sorted(note for note in notes if request.notes.includes(note.day))),
        files_set_aside=set_aside,
    )


def _event(event: Event, notes: WhichNotes) -> Event:
    return event._replace(detail="") if event.what == "clinician" and not notes.includes(event.day) else event


def _noted(event: RuleEvent, notes: WhichNotes) -> RuleEvent:
    return event._replace(sentence="") if event.kind == "clinician" and not notes.includes(event.day) else event


def _program(now: Today) -> ReportProgram:
    resolved, program, targets = now.program, now.program.definition, now.targets
    return ReportProgram(
        id=program.id,
        title=program.title,
        start=targets.start_day,
        week=now.week,
        weeks=program.length,
        stage=targets.stage,
        stages=len(program.parts),
        takes=takes(resolved, targets.stage, targets.region),
        about=tuple(map(_line, program_lines(resolved))),
        doses=tuple(_dose(now, dose, exercise) for dose, exercise in resolved.pairs(targets.stage, targets.region)),
        pt_doses_written=resolved.pt_doses_day,
    )


def _dose(now: Today, dose: Dose, exercise: Exercise) -> ReportDose:
    target = now.targets.by_dose[dose.id]
    region = now.targets.region
    all_lines = dose_lines(dose, exercise.category, region, now.program.loads.get(exercise.id))
    lines = tuple(_line(line) for line in _lines(all_lines, target, now.targets.program))
    from_pt = any(line.provenance == MY_PT for line in lines)
    is_low = stays_low(exercise.category, region)
    return ReportDose(exercise.id, exercise.name, str(target.level), target.reason, from_pt, dose.doubt, lines, is_low)


def _line(line: DoseLine) -> ReportLine:
    return ReportLine(line.name, line.value, line.provenance or None, line.note or None)


def _lines(lines: Iterable[DoseLine], target: Target, program: ResolvedProgram) -> Iterator[DoseLine]:
    """Yield the lines of a dose; a load that comes from the log says so and is not marked as the PT's own."""
    for line in lines:
        if line.name == "Load" and line.provenance == MY_PT and target.load_kg not in program.loads.values():
            yield line._replace(provenance="", note="; ".join(text for text in (line.note, target.reason) if text))
        else:
            yield line


def _verdicts_now(now: Today, notes: WhichNotes) -> Iterator[VerdictNow]:
    for group in grouped(now):
        names = dict.fromkeys(now.dose_and_exercise(verdict.exercise)[1].name for verdict in group.verdicts)
        answers = dict.fromkeys(
            _answer_text(verdict.answer, notes) for verdict in group.verdicts if verdict.answer is not None
        )
        decision = group.decision
        yield VerdictNow(decision.output, decision.row, tuple(names), decision.reason, decision.needed, tuple(answers))


def _answer_text(answer: Answer, notes: WhichNotes) -> str:
    note = f" ({answer.note})" if answer.note and notes.includes(answer.at.date()) else ""
    return f"{answer.said}, {answer.at.day} {answer.at:%B %Y}{note}"


def _verdicts_answered(
    context: HistoryContext, first: date, last: date, notes: WhichNotes
) -> Iterator[AnsweredVerdict]:
    """Yield the answers of a period in order; answers of a day that differ only in the exercise become one."""
    names = {
        (program_id, exercise.id): exercise.name
        for program_id, program in context.programs.items()
        for exercise in program.exercises
    }
    exercises_of: dict[AnsweredVerdict, list[str]] = {}
    for answer in context.diary.answers:
        day = answer.at.date()
        note = (answer.note or None) if notes.includes(day) else None
        if first <= day <= last:
            verdict = AnsweredVerdict(day, answer.verdict, answer.row, (), answer.said, _change(answer, context), note)
            name = names.get((answer.program, answer.exercise), answer.exercise)
            exercises_of.setdefault(verdict, []).append(name)
    for verdict, exercises in exercises_of.items():
        yield replace(verdict, exercises=tuple(dict.fromkeys(exercises)))


def _change(answer: Answer, context: HistoryContext) -> str | None:
    changes = (
        f"stage {answer.stage}" if answer.stage is not None else "",
        "" if answer.level is None or answer.stage is not None else _level(answer.level, answer, context),
        f"{answer.load_kg:g} kg" if answer.load_kg is not None else "",
    )
    return ", ".join(change for change in changes if change) or None


def _level(number: int, answer: Answer, context: HistoryContext) -> str:
    """Return a level as sets and repetitions; its number where they differ from stage to stage, or are not known."""
    program = context.programs.get(answer.program)
    pairs = [
        pair
        for stage in range(1, len(program.definition.parts) + 1 if program else 1)
        for pair in (program.pairs(stage, context.region) if program else ())
        if pair[0].id == answer.exercise
    ]
    ladders = {ladder(dose, exercise.category, context.region) for dose, exercise in pairs}
    levels = {str(level) for levels in ladders for level in levels if level.number == number}
    return levels.pop() if len(levels) == 1 else f"level {number}"


def _row(name: RowId, rule: PainRule) -> RuleRow:
    row = ROW_OF[name]
    numbers = {key: Number(rule.numbers[key], rule.provenance[key]) for key in row.numbers(rule)}
    return RuleRow(name, row.words(rule), row.output, row.source, numbers)


def _scores(context: HistoryContext, first: date, last: date) -> Iterator[OutcomeScore]:
    for day in sorted(day for day in context.diary.days if first <= day <= last):
        for score in context.diary.days[day].counting.scores:
            yield OutcomeScore(day, score.visa_a, score.heel_rises, score.side)


def _notes(
    sessions: Iterable[SessionSummary],
    answered: Iterable[AnsweredVerdict],
    context: HistoryContext,
    first: date,
    last: date,
) -> Iterator[DatedNote]:
    yield from (DatedNote(session.day, "session", session.note) for session in sessions if session.note)
    yield from (DatedNote(verdict.day, "answer", verdict.note) for verdict in answered if verdict.note)
    clinician_notes = ((note.at.date(), note.text) for note in context.notes)
    yield from (DatedNote(day, "clinician", text) for day, text in clinician_notes if text and first <= day <= last)


def _exercises_done(sessions: Iterable[SessionSummary]) -> Iterator[ReportExercise]:
    """Yield the work of each exercise, in the order in which they were first done."""
    works_of: dict[str, list[tuple[date, Work]]] = {}
    for session in sorted(sessions, key=lambda session: (session.started, session.id)):
        for work in session.works:
            works_of.setdefault(work.exercise, []).append((session.day, work))
    for name, dated in works_of.items():
        works = [work for _, work in dated]
        lifted = sorted((day, work.load_kg) for day, work in dated if work.load_kg is not None and work.reps_done)
        yield ReportExercise(
            exercise=name,
            name=works[0].name,
            sessions=sum(work.reps_done > 0 for work in works),
            sets_planned=sum(work.sets_planned for work in works),
            sets_done=sum(work.sets_done for work in works),
            repetitions=sum(work.reps_done for work in works),
            full_length=sum(work.paced for work in works),
            tension=sum(work.tension for work in works),
            loads=tuple(ReportLoad(day, load) for day, load in dict(lifted).items()),
        )
