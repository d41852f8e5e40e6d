"""The real records of a plain log: what the program would have on disk, to give to its own judge."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.programs.levels import at_levels, ladder, nearest_level
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records import day_entries as entries
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    SetRecord,
    Status,
    new_record,
)
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags, SafetyLog, Screening
from tests.oracle.events import Answer, Correction, Event, Leg, Log, Morning, Note, Session, SetDone, Start, Where
from tests.oracle.events import RedFlags as Flags
from tests.red_flags import QUESTIONS
from tests.storage.stores.shipped import shelf

Kind = TypeVar("Kind")
FIRST_ZONE = timezone(timedelta(hours=14))
"""Where a day begins first: what a table brings in is dated to its beginning there."""
KILOGRAMS = 40.0


class Records(NamedTuple):
    """Everything the judge of the program reads, with what the settings say."""

    sessions: tuple[SessionRecord, ...]
    """As recorded: corrections stand in the diary."""
    diary: entries.Diary
    safety: RedFlags
    program: ResolvedProgram
    side: Side
    region: Region
    now: datetime


def as_records(log: Log) -> Records:
    """Return the records of everything known by the log's now."""
    known = [event for event in log.events if event.known <= log.now]
    sessions = {session.id: session for session in _of(known, Session)}
    return Records(
        tuple(_session(session, log.region) for session in sessions.values()),
        entries.Diary({file.day: file for file in _day_files(known, sessions)}),
        RedFlags(QUESTIONS, _safety(known)),
        shelf().programs[log.program],
        Side(log.side),
        Region(log.region),
        log.now,
    )


def _of(events: Iterable[Event], kind: type[Kind]) -> Iterator[Kind]:
    return (event for event in events if isinstance(event, kind))


def _safety(known: Iterable[Event]) -> SafetyLog:
    known = tuple(known)
    screenings = (
        Screening(flags.known, (*flags.stops, *(["under-18"] if flags.under_18 else []))) for flags in _of(known, Flags)
    )
    notes = (ClinicianNote(note.known, "Train on.") for note in _of(known, Note))
    return SafetyLog(1, tuple(screenings), tuple(notes))


# Entries of days.


def _day_files(known: Iterable[Event], sessions: dict[str, Session]) -> Iterator[entries.DayFile]:
    files: dict[date, entries.DayFile] = {}
    for event in known:
        for file in _day_file(event, sessions):
            files[file.day] = files[file.day].joined(file) if file.day in files else file
    return iter(files.values())


def _day_file(event: Event, sessions: dict[str, Session]) -> Iterator[entries.DayFile]:
    today = event.known.date()
    if isinstance(event, Morning):
        at = datetime.combine(event.day, time(), FIRST_ZONE) if event.imported else event.known
        check_in = entries.CheckIn(event.id, at, event.pain, event.stiffness, event.how)
        yield entries.DayFile(1, event.day, check_ins=(check_in,))
    elif isinstance(event, Answer):
        yield entries.DayFile(1, today, answers=(_answer(event),))
    elif isinstance(event, Start):
        yield entries.DayFile(1, today, begun=(entries.ProgramStart(event.id, event.known, event.program),))
    elif isinstance(event, Correction):
        recorded = sessions[event.session].day
        correction = entries.Correction(
            event.id,
            event.known,
            event.session,
            recorded,
            during=event.during,
            after=event.after,
            deleted=event.deleted,
        )
        yield entries.DayFile(1, recorded, corrections=(correction,))


def _answer(answer: Answer) -> entries.Answer:
    return entries.Answer(
        answer.id,
        answer.known,
        answer.program,
        answer.exercise,
        Verdict(answer.verdict),
        answer.row,  # type: ignore[arg-type]
        answer.said,
        session=answer.session,
        level=answer.level,
        load_kg=answer.load_kg,
    )


# Sessions.


@cache
def _plan(
    program: str, levels: tuple[tuple[str, int], ...], names: frozenset[str], legs: frozenset[Leg], where: Where
) -> Plan:
    offered, region = shelf().programs[program], Region(where)
    chosen = {
        dose.id: nearest_level(ladder(dose, exercise.category, region), dict(levels)[dose.id])
        for dose, exercise in offered.pairs(1, region)
    }
    sides = tuple(side for side in (Side.LEFT, Side.RIGHT) if side in legs) or (Side.LEFT,)
    loads = dict.fromkeys(chosen, KILOGRAMS)
    return plan(at_levels(offered, chosen), sides, region=region, loads=loads).only(names)


def _session(session: Session, where: Where) -> SessionRecord:
    names = frozenset(one.exercise for one in session.sets)
    legs = frozenset(one.leg for one in session.sets)
    planned = _plan(session.program, session.levels, names, legs, where)
    planned = replace(planned, pt_confirmed=session.pt_confirmed)
    blank = new_record(planned, session.id, session.started)
    pairs = zip(blank.sets, session.sets, strict=True)
    return replace(
        blank,
        status=Status(session.status),
        practice=session.practice,
        speed=20.0 if session.practice else 1.0,
        by_hand=session.by_hand,
        ended=None if session.by_hand or session.status == "in-progress" else session.started + timedelta(minutes=30),
        stopped_for=session.stopped_for,
        sets=tuple(_set(blank, done, session) for blank, done in pairs),
        pains=tuple(_pains(session)),
    )


def _set(blank: SetRecord, done: SetDone, session: Session) -> SetRecord:
    """Return a set as done. Raises ValueError where the plan has another one."""
    if (blank.exercise, blank.side, blank.planned) != (done.exercise, done.leg, done.planned):
        raise ValueError(f"planned is {blank}, done is {done}")
    if session.by_hand:
        return replace(blank, corrected=done.done or None)
    name = f"{session.id}-{blank.exercise[:3]}{blank.side[0]}{blank.set}"
    reps = (
        RepRecord(f"{name}-{number}", number, session.started, Result.DONE, paced=True, seconds=3.0)
        for number in range(1, done.done + 1)
    )
    return replace(blank, reps=tuple(reps))


def _pains(session: Session) -> Iterator[PainAnswer]:
    if session.during is not None:
        yield PainAnswer(session.during, session.started, "during")
    if session.after is not None:
        yield PainAnswer(session.after, session.started, "final")
