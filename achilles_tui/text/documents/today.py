"""Writes today as JSON: what is due, what is done, and what the rule says and why."""

from datetime import date

from msgspec import Struct, field

from achilles_tui.domain.agenda.due import AgendaItem, State
from achilles_tui.domain.agenda.gate import Gate, Refusal, RefusalKind
from achilles_tui.domain.agenda.legs import LegState
from achilles_tui.domain.agenda.today import Today, VerdictAnswer
from achilles_tui.domain.base.units import Kilograms, Name, Nprs, RowId, Side, Verdict
from achilles_tui.domain.pain_rule.advice import Advised
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict
from achilles_tui.domain.records.day_entries import How, StiffMinutes
from achilles_tui.domain.records.session_record import Id, highest
from achilles_tui.text.documents.base import Document, Moment, fill


class LegSetsToday(Struct, frozen=True):
    """One leg and its sets of the current time of an exercise."""

    side: Side
    state: LegState
    planned: int
    """Sets of one time."""
    done: int
    """Of these, the sets done in full."""
    left: int
    """Of these, the sets that are due now."""


class ExerciseToday(Struct, frozen=True):
    """An exercise of the program with its current dose."""

    exercise: Name
    state: State
    reason: str = field(name="told")
    """The reason for the state."""
    done: int
    """Times that every leg did all sets today, or this week."""
    target: int = field(name="wanted")
    """Times that complete the day, or the week."""
    earliest: Moment | None
    """The earliest time for the exercise; null if it is not known."""
    level: int
    """Counted from 0, the lowest level."""
    sets: int
    reps: int
    load_kg: Kilograms | None
    why: str
    """Why the exercise is at this level."""
    legs: tuple[LegSetsToday, ...]
    """Each leg that it is planned for; `both` where they work together."""


class VerdictToday(Struct, frozen=True):
    """The verdict of the pain rule on an exercise."""

    exercise: Name
    verdict: Verdict
    row: RowId
    """The row of the decision table that matched."""
    reason: str = field(name="told")
    needed: str
    """What has to be recorded so that the row no longer matches."""
    session: Id
    """The session that was judged."""
    answer: VerdictAnswer | None = field(name="answered")
    """The answer of the user; null before an answer."""


class RefusalToday(Struct, frozen=True):
    """Why no session can start now."""

    kind: RefusalKind
    reason: str
    way_on: str
    """What opens it again, or when it opens by itself."""
    end: Moment | None
    """When it opens by itself; null where something has to be done first."""


class TodayDocument(Document, frozen=True):
    """The chosen program today: what is due, what is done, and what the pain rule says and why."""

    day: date
    program: Name | None
    """Null where none is chosen; then there are only the lock, the morning and the notices."""
    week: int | None
    """Of the program, counted from 1."""
    stage: int | None
    """Of the program, counted from 1."""
    minutes: float
    """How long the due exercises take, for one leg."""
    locked: bool
    """Whether all sessions are locked."""
    refusal: RefusalToday | None
    """Why no session can start now; null where one can."""
    exercises: tuple[ExerciseToday, ...]
    morning: Nprs | None
    """Pain on the first steps (NPRS 0-10)."""
    stiffness_minutes: StiffMinutes | None
    how: How | None
    pain_yesterday: Nprs | None
    """The highest pain of yesterday's sessions (NPRS 0-10)."""
    verdicts: tuple[VerdictToday, ...]
    advice: tuple[Advised, ...]
    notices: tuple[str, ...]
    """Notices about the files that were read."""


def today_document(now: Today) -> TodayDocument:
    """Return today as a document."""
    return _document(
        now.gate,
        program=now.targets.program.definition.id,
        week=now.week,
        stage=now.targets.stage,
        minutes=round(now.minutes, 1),
        exercises=tuple(_exercise(now, item) for item in now.agenda.items),
        verdicts=tuple(_verdict(judged) for judged in now.verdicts),
        advice=now.advice,
        notices=now.notices,
    )


def lock_document(gate: Gate) -> TodayDocument:
    """Return the day of somebody who has chosen no program, while no session can start."""
    nothing = dict.fromkeys(("exercises", "verdicts", "advice", "notices"), ())
    return _document(gate, program=None, week=None, stage=None, minutes=0.0, **nothing)


def _document(gate: Gate, **values: object) -> TodayDocument:
    """Return what is the same with and without a program, and these values."""
    day, refusal = gate.log.diary.day(gate.log.today), gate.refusal()
    yesterday = gate.log.sessions_on(gate.log.today - ONE_DAY)
    return fill(
        TodayDocument,
        day,
        locked=refusal is not None and (refusal.is_stop or refusal.kind == "under 18"),
        refusal=_refusal(refusal),
        stiffness_minutes=day.stiffness,
        pain_yesterday=highest(session.highest_pain() for session in yesterday),
        **values,
    )


def _refusal(refusal: Refusal | None) -> RefusalToday | None:
    if refusal is None:
        return None
    return fill(RefusalToday, refusal, end=refusal.end.isoformat() if refusal.end else None)


def _exercise(now: Today, item: AgendaItem) -> ExerciseToday:
    target = now.targets.by_dose[item.dose.id]
    return fill(
        ExerciseToday,
        item,
        exercise=item.exercise.id,
        reason=item.reason,
        target=item.times_needed,
        earliest=item.earliest.isoformat() if item.earliest else None,
        level=target.level.number,
        sets=target.level.sets,
        reps=target.level.reps,
        load_kg=target.load_kg,
        why=target.reason,
        legs=tuple(fill(LegSetsToday, leg) for leg in item.legs),
    )


def _verdict(judged: ExerciseVerdict) -> VerdictToday:
    return fill(
        VerdictToday,
        judged.decision,
        exercise=judged.exercise,
        verdict=judged.decision.output,
        reason=judged.decision.reason,
        session=judged.training_day.session,
        answer=judged.answer.said if judged.answer else None,
    )
