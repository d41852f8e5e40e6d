"""A session that another process holds, shown read-only; one key, confirmed, takes it over."""

from typing import Literal

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.application.ports import Clock
from achilles_tui.application.sessions import SessionService
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.session.resume import place
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.choice import ChoiceScreen
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import Line

LOOK_EVERY = 1.0
"""Seconds between two readings of the session's files."""

Choice = SessionRecord | Literal["free", "unknown", "leave"]
"""The session to take over, or: it is `free`, its record is `unknown`, or the person wants to `leave`."""


class OnlookerScreen(KeyedScreen[Choice], own=keys.ONLOOKER):
    """Shows the progress of the other process's session; returns what the person chose, or that it is free."""

    def __init__(self, sessions: SessionService, clock: Clock) -> None:
        """Show nothing yet."""
        super().__init__()
        self._sessions, self._clock = sessions, clock
        self._record: SessionRecord | None = None

    def compose(self) -> ComposeResult:
        """Lay out which process holds the session above its progress."""
        with VerticalScroll(id="card", can_focus=False):
            yield Line("Read-only: a session is running elsewhere", id="card-title")
            yield Line(id="card-body")
            yield Line(id="onlooker-sets")
            yield Line("t take it over here · q leave it there", id="card-hint")

    def on_mount(self) -> None:
        """Read the session now, and then every second."""
        self._look()
        self.set_interval(LOOK_EVERY, self._look)

    def action_take_over(self) -> None:
        """Ask before taking the session over."""
        answers = [("y", "yes, go on here", True), ("n", "no, leave it there", False)]
        body = "It goes on here; the other terminal becomes read-only."
        question = ChoiceScreen("Take the session over?", body, answers, escape=False, start=1)

        def answered(sure: bool | None) -> None:  # noqa: FBT001 Textual calls it with the answer
            if sure:
                self.dismiss(self._record or "unknown")

        self.app.push_screen(question, answered)

    def action_leave(self) -> None:
        """Leave the session to the other process."""
        self.dismiss("leave")

    def _look(self) -> None:
        holder = self._sessions.holder()
        if holder is None:
            if self.app.screen is self:
                self.dismiss("free")
            return
        self._record = self._sessions.session(holder.session)
        self.query_one("#card-body", Line).show(f"It is in {holder}.")
        self.query_one("#onlooker-sets", Line).show(_progress(self._record, self._clock))


def _progress(record: SessionRecord | None, clock: Clock) -> str:
    if record is None:
        return "Nothing is recorded yet."
    is_unfinished = record.status is Status.IN_PROGRESS
    rows = [
        record.plan.title,
        f"next: {place(record, clock.now())}" if is_unfinished else "The session has ended; its summary is open.",
    ]
    for set_record in record.sets:
        name = record.plan.exercise(set_record.exercise).name
        counts = f"{set_record.done:>2} of {set_record.planned:<2}"
        rows.append(f"{counts} {name}, {set_record.side.value}, set {set_record.set}")
    return "\n".join(rows)
