"""One recorded day: every set, and the keys to correct, delete, undo, and add what was not recorded."""

import textwrap
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.records.correction_rules import why_not_correctable
from achilles_tui.domain.records.day import CorrectedSession, DayRecord
from achilles_tui.domain.records.day_entries import Score
from achilles_tui.text import day as text
from achilles_tui.tui import keys
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.day_changes import DayChanges
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.undoable import UndoableChange, UndoableChanges
from achilles_tui.tui.widgets.choices import Choices
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

HANGING = "  "
"""The indent of wrapped lines."""

Entry = Score | CorrectedSession | None
"""The subject of a row: a score, a session, or None for the morning."""


class DayScreen(Page, own=keys.DAY):
    """A day, opened from the history. changes: the undo and redo stacks of the history."""

    TEXT: ClassVar[str] = "#day-text"

    def __init__(self, services: Services, looks: Looks, day: date, changes: UndoableChanges) -> None:
        """Mark the first session of the day, if there is one."""
        super().__init__(services, looks)
        self._undoable = changes
        self._whole = services.history.day(day)
        self._marked_index = self._first_session_index

    def compose(self) -> ComposeResult:
        """Lay out the rows of the day above the details of the marked row."""
        yield Line(id="day-title", classes="page-title")
        yield Choices(id="day-list")
        with VerticalScroll(id="day-text", can_focus=False):
            yield Line(id="day-details")
        yield Notice(id="day-notice", classes="notice")
        yield KeyLine(self._named)

    def on_resize(self) -> None:
        """Wrap the text again, once the new width is known."""
        self.call_after_refresh(self._show)

    @property
    def day(self) -> date:
        """The day on show."""
        return self._whole.day

    def read_anew(self) -> None:
        """Read the day again."""
        self._go_to(self.day)

    def action_move(self, step: int) -> None:
        """Mark the next or the previous row."""
        self._marked_index = (self._marked_index + step) % len(self._entries)
        self._say("")
        self._show()

    def action_day(self, step: int) -> None:
        """Show the next or the previous day."""
        day = self.day + timedelta(days=step)
        if day <= self.services.clock.now().date():
            self._go_to(day)
            self._say("")

    def action_choose(self) -> None:
        """Correct the marked row, or bring it back if it was deleted."""
        entry, whole = self._entry, self._whole
        if entry is None:
            self._do(self._changes.morning(whole.day))
        elif isinstance(entry, Score):
            delete, score = (keys.key(keys.DAY, name) for name in ("delete", "score"))
            self._say(f"A score cannot be corrected: {delete} deletes it, {score} enters a new one.")
        elif entry.deleted_by:
            self._do(self._changes.bring_back(whole, entry))
        elif reason := why_not_correctable(entry):
            self._say(reason)
        else:
            self._do(self._changes.correct(whole.day, entry))

    def action_delete(self) -> None:
        """Delete the marked row, after a question."""
        entry, whole = self._entry, self._whole
        if isinstance(entry, Score):
            self._do(self._changes.delete_score(whole.day, entry))
        elif entry is not None and (reason := why_not_correctable(entry)):
            self._say(reason)
        elif entry is not None:
            self._do(self._changes.delete(whole, entry))
        elif whole.file.counting.check_ins:
            self._do(self._changes.delete_morning(whole))
        else:
            self._say("Nothing is recorded for this morning.")

    def action_add(self) -> None:
        """Add a session that was not recorded."""
        self._do(self._changes.add(self.day))

    def action_score(self) -> None:
        """Enter a score."""
        self._do(self._changes.score(self.day))

    def action_turn(self, direction: str) -> None:
        """Undo or redo a change (`undo`, `redo`), and show its day."""
        try:
            change = self._undoable.undo() if direction == "undo" else self._undoable.redo()
        except (Refused, NotSaved) as error:
            self._say(str(error))
            return
        if change is None:
            self._say(f"There is nothing to {direction}.")
        else:
            self._go_to(change.day)
            self._say(f"Undone: {change.what}. r redoes it." if direction == "undo" else f"Redone: {change.what}.")

    def action_back(self) -> None:
        """Go back to the history."""
        self.dismiss()

    @property
    def _first_session_index(self) -> int:
        """The index of the first session's row; the morning's row if there is none."""
        return len(self._entries) - len(self._whole.sessions) if self._whole.sessions else 0

    @property
    def _named(self) -> tuple[keys.KeyAction, ...]:
        """The keys of the key line, with what Enter does to the marked row."""
        entry, labels = self._entry, {"back": "back", "arrows": "choose, ←→ day"}
        if isinstance(entry, CorrectedSession):
            labels["choose"] = "bring back" if entry.deleted_by else "correct"
        elif entry is None:
            labels["choose"] = "correct" if self._whole.file.counting.check_ins else "record it"
        return keys.line_actions(keys.DAY, keys.PAGE[:1], **labels)

    @property
    def _changes(self) -> DayChanges:
        return DayChanges(self.app, self.services, self.looks)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (None, *self._whole.file.counting.scores, *self._whole.sessions)

    @property
    def _entry(self) -> Entry:
        return self._entries[self._marked_index]

    def _do(self, change: Coroutine[Any, Any, UndoableChange | None]) -> None:
        """Take the person through a change, and put it on the undo stack."""

        async def steps() -> None:
            saved_change = await change
            if saved_change is not None:
                self._undoable.add(saved_change)
                if saved_change.day != self.day:  # this day is read again once all steps are done
                    self._go_to(saved_change.day)
                self._say(f"Saved: {saved_change.what}. u undoes it.")

        self._say("")
        self.lead(steps)

    def _go_to(self, day: date) -> None:
        """Read a day and show it; on the same day, the marked row stays marked."""
        before, entry = self.day, self._entry
        self._whole = self.services.history.day(day)
        same_rows = [index for index, row in enumerate(self._entries) if _id(row) == _id(entry)]
        self._marked_index = same_rows[0] if same_rows and day == before else self._first_session_index
        self._show()

    def _say(self, notice: str) -> None:
        self.query_one(Notice).show(notice)

    def _show(self) -> None:
        whole, entry = self._whole, self._entry
        self.query_one("#day-title", Line).show(text.heading(whole.day))
        self.query_one(KeyLine).offer(self._named)
        self.query_one(Choices).show([_row(whole, row) for row in self._entries], self._marked_index)
        entries = text.entry_lines(whole.file)
        lines = text.session_lines(whole, entry) if isinstance(entry, CorrectedSession) else entries
        lines += [] if whole.sessions else [text.NO_SESSION]
        details = self.query_one("#day-details", Line)
        room = max(1, details.content_size.width)
        wrapped = (textwrap.fill(line.strip(), room, subsequent_indent=HANGING) for line in (*lines, *whole.problems))
        details.show("\n".join(wrapped))
        self.query_one("#day-text", VerticalScroll).scroll_home(animate=False)


def _id(entry: Entry) -> str:
    if entry is None:
        return ""
    return entry.id if isinstance(entry, Score) else entry.recorded.id


def _row(whole: DayRecord, entry: Entry) -> str:
    if entry is None:
        return text.morning_line(whole.file)
    return text.score_line(entry) if isinstance(entry, Score) else text.timed_line(whole, entry)
