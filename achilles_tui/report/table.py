"""Everything that was told and done as a table in CSV (RFC 4180), row by row. Its shape is told by `core.table`."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from achilles_tui.core.diary import DayFile, Diary
from achilles_tui.core.history import SessionRecord, SetRecord, Status
from achilles_tui.core.log import pain_during
from achilles_tui.core.table import NAMES, guarded
from achilles_tui.core.text import harmless
from achilles_tui.report.notes import ALL_NOTES, WhichNotes

Row = dict[str, object]
"""Values by their column; what is missing is left out or None."""


def as_csv(sessions: Iterable[SessionRecord], diary: Diary, notes: WhichNotes = ALL_NOTES) -> Iterator[str]:
    """Give the table piece by piece: the header line first, then the days in their order.

    sessions: the earliest first, as the user says they were; each is let go of once it is written. Practice and what is
    not over are left out. notes: which are told.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, NAMES, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(sessions, diary, notes):
        if buffer.tell():
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
        writer.writerow(row)
    yield buffer.getvalue()


def rows(sessions: Iterable[SessionRecord], diary: Diary, notes: WhichNotes = ALL_NOTES) -> Iterator[Row]:
    """Give the rows: of a day first its morning, then its scores, then its sessions."""
    days = sorted(diary.days)
    told = 0
    for session in sessions:
        if not is_told(session):
            continue
        while told < len(days) and days[told] <= session.day:
            yield from _of_day(days[told], diary.day(days[told]))
            told += 1
        yield from _of_session(session, notes)
    for day in days[told:]:
        yield from _of_day(day, diary.day(day))


def is_told(session: SessionRecord) -> bool:
    """Whether a session stands in the table."""
    return not session.practice and session.status is not Status.IN_PROGRESS


def is_noted(session: SessionRecord, notes: WhichNotes) -> bool:
    """Whether it stands there with its note."""
    return is_told(session) and bool(session.note.strip()) and notes.of(session.day)


def _of_day(day: date, told: DayFile) -> Iterator[Row]:
    morning: Row = {"morning_pain": told.morning, "stiffness_min": told.stiffness, "how": told.how}
    if any(value is not None for value in morning.values()):
        yield {"day": day, "kind": "morning", **morning}
    for score in told.counting.scores:
        if score.visa_a is not None:
            yield {"day": day, "kind": "score", "visa_a": score.visa_a}
        if score.heel_rises is not None:
            yield {"day": day, "kind": "score", "heel_rises": score.heel_rises, "side": score.side}


def _of_session(session: SessionRecord, notes: WhichNotes) -> Iterator[Row]:
    whole: Row = {
        "pain_during": pain_during(session),
        "pain_after": session.final_pain(),
        "status": session.status.value,
        "stopped_for": session.stopped_for,
        "note": guarded(harmless(session.note)) if is_noted(session, notes) else None,
    }
    for one in session.sets:
        yield {**_of_set(session, one), **whole}
        whole = {}


def _of_set(session: SessionRecord, one: SetRecord) -> Row:
    return {
        "day": session.day,
        "time": session.started.strftime("%H:%M:%S"),
        "kind": "set",
        "session": guarded(session.id),
        "program": session.program,
        "exercise": one.exercise,
        "side": one.side.value,
        "set": one.set,
        "reps_planned": one.planned,
        "reps_done": one.done,
        "reps_paced": None if session.by_hand else one.paced,
        "load_kg": None if one.load_kg is None else _plain(one.load_kg),
        "tension_s": None if session.by_hand else _plain(round(one.tension, 1)),
        "set_pain": _pain(session, one),
        "by_hand": "yes" if session.by_hand else None,
    }


def _pain(session: SessionRecord, one: SetRecord) -> int | None:
    """Return the highest answer given in or right after a set (NPRS 0-10)."""
    told = (pain for pain in session.pains if (pain.exercise, pain.side, pain.set) == one.key)
    return max((pain.value for pain in told if pain.about != "final"), default=None)


def _plain(number: float) -> str:
    """Return a number in full, without an exponent and without a fraction of nothing."""
    return str(int(number)) if number == int(number) else format(Decimal(repr(number)), "f")
