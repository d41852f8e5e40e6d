"""Everything that was told and done as a table in CSV (RFC 4180). Its shape is told by `core.table`."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from achilles_tui.domain.base.text import harmless
from achilles_tui.domain.csv_import.columns import NAMES, guarded
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes

CsvRow = dict[str, object]
"""Values by their column; what is missing is left out or None."""


def as_csv(sessions: Iterable[SessionRecord], diary: Diary, notes: WhichNotes = ALL_NOTES) -> str:
    """Return the table: the days in their order, of each first its morning, then its scores, then its sessions.

    sessions: in any order, as one that was moved is found where it was recorded; each is let go of once its rows are
    written. Practice and what is not over are left out. notes: which are told.
    """
    told = [
        ((one.day, 1, one.started.timestamp(), one.id), _lines(_of_session(one, notes)))
        for one in sessions
        if one.is_training
    ]
    told += [((day, 0, 0.0, ""), _lines(_of_day(day, diary.day(day)))) for day in diary.days]
    return "".join([f"{','.join(NAMES)}\r\n", *(lines for _, lines in sorted(told))])


def _lines(rows: Iterable[CsvRow]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(map(row.get, NAMES) for row in rows)
    return buffer.getvalue()


def is_noted(session: SessionRecord, notes: WhichNotes) -> bool:
    """Whether it stands there with its note."""
    return session.is_training and bool(session.note.strip()) and notes.includes(session.day)


def _of_day(day: date, told: DayFile) -> Iterator[CsvRow]:
    """Give the morning of a day, then its scores, VISA-A before heel rises: as they come back from a table."""
    morning: CsvRow = {"morning_pain": told.morning, "stiffness_min": told.stiffness, "how": told.how}
    if any(value is not None for value in morning.values()):
        yield {"day": day, "kind": "morning", **morning}
    scores = told.counting.scores
    for one in scores:
        if one.visa_a is not None:
            yield {"day": day, "kind": "score", "visa_a": one.visa_a}
    for one in sorted(scores, key=lambda one: one.side or ""):
        if one.heel_rises is not None:
            yield {"day": day, "kind": "score", "heel_rises": one.heel_rises, "side": one.side}


def _of_session(session: SessionRecord, notes: WhichNotes) -> Iterator[CsvRow]:
    whole: CsvRow = {
        "pain_during": session.pain_during(),
        "pain_after": session.final_pain(),
        "status": session.status.value,
        "stopped_for": session.stopped_for,
        "note": guarded(harmless(session.note)) if is_noted(session, notes) else None,
    }
    always: CsvRow = {
        "day": session.day,
        "time": session.started.time().isoformat("seconds"),
        "kind": "set",
        "session": guarded(session.id),
        "program": session.program,
        "by_hand": "yes" if session.by_hand else None,
    }
    for one in session.sets:
        yield {**always, **_of_set(session, one), **whole}
        whole = {}


def _of_set(session: SessionRecord, one: SetRecord) -> CsvRow:
    return {
        "exercise": one.exercise,
        "side": one.side.value,
        "set": one.set,
        "reps_planned": one.planned,
        "reps_done": one.done,
        "reps_paced": None if session.by_hand else one.paced,
        "load_kg": None if one.load_kg is None else _plain(one.load_kg),
        "tension_s": None if session.by_hand else _plain(round(one.tension, 1)),
        "set_pain": session.pain_of(one),
    }


def _plain(number: float) -> str:
    """Return a number in full, without an exponent and without a fraction of nothing."""
    return str(int(number)) if number == int(number) else format(Decimal(repr(number)), "f")
