"""The log: every session in one line for people."""

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.session_record import SessionRecord, Status

BY_HAND = "entered by hand"


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
