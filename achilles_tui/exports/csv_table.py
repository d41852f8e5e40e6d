"""Writes the whole history as a CSV table (RFC 4180); `domain.csv_import.columns` names its columns."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.csv_import.columns import NAMES, guarded
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes

CsvRow = dict[str, object]
"""The values of a row by column; a missing value is None or has no key."""


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
