"""The log: every session in one line for people, or whole as JSON for programs."""

from collections.abc import Sequence
from typing import Any

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status

SCHEMA = 1
"""The version of the JSON shape; it grows when a reader would have to change."""

BY_HAND = "entered by hand"


def as_document(sessions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the log as JSON takes it, of what `session_document` says of each session."""
    return {"schema": SCHEMA, "sessions": sessions}


def session_document(record: SessionRecord, *, corrected: bool) -> dict[str, Any]:
    """Return one session, as the user says it was, as JSON takes it: ISO 8601 times, missing values None, never 0.

    corrected: whether it was recorded otherwise.
    """
    return {
        "id": record.id,
        "program": record.program,
        "day": record.day.isoformat(),
        "started": record.started.isoformat(),
        "ended": record.ended.isoformat() if record.ended else None,
        "status": record.status.value,
        "practice": record.practice,
        "by_hand": record.by_hand,
        "corrected": corrected,
        "sets": [_set(record, one) for one in record.sets],
    }


def _set(record: SessionRecord, one: SetRecord) -> dict[str, Any]:
    return {
        "exercise": one.exercise,
        "side": one.side.value,
        "planned": one.planned,
        "done": one.done,
        "paced": one.paced,
        "skipped": one.skipped,
        "load_kg": one.load_kg,
        "pain": record.pain_of(one),
    }


def session_line(record: SessionRecord, *, corrected: bool) -> str:
    """Return one session in one readable line, its moment first."""
    return f"{record.started:%Y-%m-%d %H:%M} · {session_words(record, corrected=corrected)}"


def session_words(record: SessionRecord, *, corrected: bool) -> str:
    """Say what one session was, in a line."""
    done, planned = sum(one.done for one in record.sets), sum(one.planned for one in record.sets)
    pain = record.highest_pain()
    told = [
        record.plan.title,
        f"{done} of {planned} repetitions",
        "pain not answered" if pain is None else f"highest pain {pain}",
        {Status.DONE: "done", Status.STOPPED: "stopped", Status.IN_PROGRESS: "unfinished"}[record.status],
    ]
    marks = {"practice": record.practice, BY_HAND: record.by_hand, "corrected": corrected}
    told += [mark for mark, so in marks.items() if so]
    return harmless_line(" · ".join(told))
