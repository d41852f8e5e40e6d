"""The log for people: one line per session, and one per stop, step back and clinician note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.session_record import SessionRecord, Status

if TYPE_CHECKING:
    from achilles_tui.domain.history.rule_events import RuleEvent

BY_HAND = "entered by hand"


def session_line(record: SessionRecord, *, corrected: bool) -> str:
    """Return a session as a line that begins with its day and time."""
    return f"{record.started:%Y-%m-%d %H:%M} · {session_words(record, corrected=corrected)}"


def event_line(event: RuleEvent) -> str:
    """Return a stop, a step back or a clinician note as a line that begins with its day."""
    return harmless_line(f"{event.day:%Y-%m-%d} · {event.line}")


def session_words(record: SessionRecord, *, corrected: bool) -> str:
    """Return a session as a line without its day and time."""
    done = sum(set_record.done for set_record in record.sets)
    planned = sum(set_record.planned for set_record in record.sets)
    pain = record.highest_pain()
    parts = [
        record.plan.title,
        f"{done} of {planned} repetitions",
        "pain not recorded" if pain is None else f"highest pain {pain}",
        {Status.DONE: "done", Status.STOPPED: "stopped", Status.IN_PROGRESS: "unfinished"}[record.status],
    ]
    marks = {"practice": record.practice, BY_HAND: record.by_hand, "corrected": corrected}
    parts += [mark for mark, applies in marks.items() if applies]
    return harmless_line(" · ".join(parts))
