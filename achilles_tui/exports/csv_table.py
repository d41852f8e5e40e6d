"""Writes the whole history as a CSV table (RFC 4180); `domain.csv_import.columns` names its columns.

It reads the history day by day, so that years of it need little memory.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.csv_import.columns import NAMES, guarded
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.training_days import JudgedSession
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes

CsvRow = dict[str, object]
"""The values of a row by column; a missing value is None or has no key."""


class CsvExport(NamedTuple):
    """The table. noted: the days whose notes it has. problems: a sentence for each file that could not be read."""

    text: str
    noted: frozenset[date]
    problems: tuple[str, ...]


def csv_export(
    services: Services,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> CsvExport:
    """Return the table of a period, by default all up to today. progress: called with the days read, and all days.

    Days outside the period are read too, since what the rule said depends on them.
    """
    moment = services.clock.now()
    first, last = first_day or date.min, last_day or moment.date()
    entries, safety = services.history.entries(date.min, moment.date()), services.safety.flags()
    problems, noted, judged = list(entries.problems), set[date](), list[JudgedSession]()

    def sessions() -> Iterator[SessionRecord]:
        for batch in services.history.walk(entries.diary, last=moment.date()):
            problems.extend(batch.problems)
            progress(batch.days_read, batch.days_total)
            judged.extend(JudgedSession.of_record(session) for session in batch.sessions if session.is_training)
            in_period = [session for session in batch.sessions if first <= session.day <= last]
            noted.update(session.day for session in in_period if is_noted(session, notes))
            yield from in_period

    def events() -> tuple[RuleEvent, ...]:
        programs = services.programs.library().programs
        sources = RuleSources(entries.diary, safety, services.programs.rule(), moment, programs)
        return tuple(event for event in rule_events(judged, sources) if first <= event.day <= last)

    days = {day: file for day, file in entries.diary.days.items() if first <= day <= last}
    text = as_csv(sessions(), Diary(days), notes, events)
    clinicians = {note.at.date() for note in safety.clinician_notes if note.text}
    noted |= {day for day in clinicians if first <= day <= last and notes.includes(day)}
    return CsvExport(text, frozenset(noted), tuple(dict.fromkeys(problems)))


def as_csv(
    sessions: Iterable[SessionRecord],
    diary: Diary,
    notes: WhichNotes = ALL_NOTES,
    events: Callable[[], Iterable[RuleEvent]] = tuple,
) -> str:
    """Return the table, day by day: first the morning, then the scores, the sessions, and what the rule said.

    sessions: in any order, since a moved session is read where it was recorded; each becomes text at once, to save
    memory. Practice and unfinished sessions are left out. notes: the days whose notes are included. events: called
    once the sessions were read; returns the stops, step-backs and clinician notes.
    """
    blocks = [
        ((session.day, 1, session.started.timestamp(), session.id), _lines(_session_rows(session, notes)))
        for session in sessions
        if session.is_training
    ]
    blocks += [((day, 0, 0.0, ""), _lines(_day_rows(day, diary.day(day)))) for day in diary.days]
    blocks += [((event.day, 2, 0.0, event.kind), _lines([_event_row(event, notes)])) for event in events()]
    return "".join([f"{','.join(NAMES)}\r\n", *(lines for _, lines in sorted(blocks))])


def _lines(rows: Iterable[CsvRow]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(map(row.get, NAMES) for row in rows)
    return buffer.getvalue()


def is_noted(session: SessionRecord, notes: WhichNotes) -> bool:
    """Whether the table has the session with a note."""
    return session.is_training and bool(session.note.strip()) and notes.includes(session.day)


def _day_rows(day: date, file: DayFile) -> Iterator[CsvRow]:
    """Yield the morning of a day, then its scores, VISA-A before heel rises: the order in which `import` adds them."""
    morning: CsvRow = {"morning_pain": file.morning, "stiffness_min": file.stiffness, "how": file.how}
    if any(value is not None for value in morning.values()):
        yield {"day": day, "kind": "morning", **morning}
    scores = file.counting.scores
    for score in scores:
        if score.visa_a is not None:
            yield {"day": day, "kind": "score", "visa_a": score.visa_a}
    for score in sorted(scores, key=lambda score: score.side or ""):
        if score.heel_rises is not None:
            yield {"day": day, "kind": "score", "heel_rises": score.heel_rises, "side": score.side}


def _event_row(event: RuleEvent, notes: WhichNotes) -> CsvRow:
    is_left_out = event.kind == "clinician" and not notes.includes(event.day)
    line = event._replace(sentence="").line if is_left_out else event.line
    return {"day": event.day, "kind": event.kind, "rule": guarded(harmless(line))}


def _session_rows(session: SessionRecord, notes: WhichNotes) -> Iterator[CsvRow]:
    # Only the first row of a session has these.
    session_values: CsvRow = {
        "pain_during": session.pain_during(),
        "pain_after": session.final_pain(),
        "status": session.status.value,
        "stopped_for": session.stopped_for,
        "note": guarded(harmless(session.note)) if is_noted(session, notes) else None,
    }
    every_row: CsvRow = {
        "day": session.day,
        "time": session.started.time().isoformat("seconds"),
        "kind": "set",
        "session": guarded(session.id),
        "program": session.program,
        "by_hand": "yes" if session.by_hand else None,
    }
    for set_record in session.sets:
        yield {**every_row, **_set_values(session, set_record), **session_values}
        session_values = {}


def _set_values(session: SessionRecord, set_record: SetRecord) -> CsvRow:
    return {
        "exercise": set_record.exercise,
        "side": set_record.side.value,
        "set": set_record.set,
        "reps_planned": set_record.planned,
        "reps_done": set_record.done,
        "reps_paced": None if session.by_hand else set_record.paced,
        "load_kg": None if set_record.load_kg is None else _plain(set_record.load_kg),
        "tension_s": None if session.by_hand else _plain(round(set_record.tension, 1)),
        "set_pain": session.pain_of(set_record),
    }


def _plain(number: float) -> str:
    """Return a number without an exponent and without a fraction of zero: `20`, `2.5`."""
    return str(int(number)) if number == int(number) else format(Decimal(repr(number)), "f")
