"""One day of the past: every set of it, and the keys to correct, delete, undo, and tell what was not recorded."""

import textwrap
from collections.abc import Coroutine
from datetime import date, timedelta
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.application.services import Services
from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.records.correction_rules import why_not_correctable
from achilles_tui.domain.records.day import CorrectedSession, DayRecord
from achilles_tui.domain.records.day_entries import Score
from achilles_tui.text.day import (
    NO_SESSION,
    entry_lines,
    heading,
    morning_line,
    score_line,
    session_lines,
    timed_line,
)
from achilles_tui.tui import keys
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.day_changes import DayChanges
from achilles_tui.tui.pages.page import Page, page_bindings
from achilles_tui.tui.undoable import UndoableChange, UndoableChanges
from achilles_tui.tui.widgets.choices import Choices
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

HANGING = "  "
"""What all lines of a text but its first begin with."""

Entry = Score | CorrectedSession | None
"""What a row is about: a score, a session, or None for the morning."""


class DayScreen(Page):
    """One day, opened from the history. doings: what was done since that was opened."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.DAY
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(keys.DAY)]

    def __init__(self, services: Services, looks: Looks, day: date, doings: UndoableChanges) -> None:
        """Begin at the first session of a day, where there is one."""
        super().__init__(services, looks)
        self._doings = doings
        self._whole = services.history.day(day)
        self._marked = self._first

    def compose(self) -> ComposeResult:
        """Lay out what there is of the day above everything of what is marked."""
        yield Line(id="day-title", classes="page-title")
        yield Choices(id="day-list")
        with VerticalScroll(id="day-text", can_focus=False):
            yield Line(id="day-told")
        yield Notice(id="day-notice", classes="notice")
        yield KeyLine(self._named)

    def on_resize(self) -> None:
        """Lay the text out anew, once there is a new width to lay it out in."""
        self.call_after_refresh(self._show)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._whole.day

    def read_anew(self) -> None:
        """Read the day again."""
        self._go_to(self.day)

    def action_move(self, by: int) -> None:
        """Mark the next or the previous one."""
        self._marked = (self._marked + by) % len(self._entries)
        self._say("")
        self._show()

    def action_day(self, by: int) -> None:
        """Show the next day or the one before."""
        day = self.day + timedelta(days=by)
        if day <= self.services.clock.now().date():
            self._go_to(day)
            self._say("")

    def action_scroll_text(self, by: int) -> None:
        """Move the text a page down or up."""
        text = self.query_one("#day-text", VerticalScroll)
        text.scroll_relative(y=by * max(1, text.size.height - 2), animate=False)

    def action_choose(self) -> None:
        """Correct what is marked; what is deleted is brought back."""
        entry, whole = self._entry, self._whole
        if entry is None:
            self._do(self._changes.morning(whole.day))
        elif isinstance(entry, Score):
            delete, score = (keys.key(keys.DAY, name) for name in ("delete", "score"))
            self._say(f"A score is told anew: {delete} deletes this one, {score} tells another.")
        elif entry.deleted_by:
            self._do(self._changes.bring_back(whole, entry))
        elif reason := why_not_correctable(entry):
            self._say(reason)
        else:
            self._do(self._changes.correct(whole.day, entry))

    def action_delete(self) -> None:
        """Delete what is marked, once that is confirmed."""
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
            self._say("Nothing is told of this morning.")

    def action_add(self) -> None:
        """Tell a session that was not recorded."""
        self._do(self._changes.add(self.day))

    def action_score(self) -> None:
        """Tell a score."""
        self._do(self._changes.score(self.day))

    def action_turn(self, way: str) -> None:
        """Undo what was done last, or do again what was undone, and show the day it shows on."""
        try:
            doing = self._doings.undo() if way == "undo" else self._doings.redo()
        except (Refused, NotSaved) as error:
            self._say(str(error))
            return
        if doing is None:
            self._say(f"There is nothing to {way}.")
        else:
            self._go_to(doing.day)
            self._say(f"Undone: {doing.what}. r does it again." if way == "undo" else f"Done again: {doing.what}.")

    def action_back(self) -> None:
        """Go back to the history."""
        self.dismiss()

    @property
    def _first(self) -> int:
        """The row of the first session; the morning's where there is none."""
        return len(self._entries) - len(self._whole.sessions) if self._whole.sessions else 0

    @property
    def _named(self) -> tuple[keys.KeyAction, ...]:
        """The keys, by what Enter does to what is marked."""
        entry, labels = self._entry, {"back": "back", "arrows": "choose, ←→ day"}
        if isinstance(entry, CorrectedSession):
            labels["choose"] = "bring back" if entry.deleted_by else "correct"
        elif entry is None:
            labels["choose"] = "correct" if self._whole.file.counting.check_ins else "tell it"
        return keys.line_actions(keys.DAY, keys.PAGE[:1], **labels)

    @property
    def _changes(self) -> DayChanges:
        return DayChanges(self.app, self.services, self.looks)

    @property
    def _entries(self) -> tuple[Entry, ...]:
        return (None, *self._whole.file.counting.scores, *self._whole.sessions)

    @property
    def _entry(self) -> Entry:
        return self._entries[self._marked]

    def _do(self, change: Coroutine[Any, Any, UndoableChange | None]) -> None:
        """Lead the person through a change, and remember it."""

        async def led() -> None:
            doing = await change
            if doing is not None:
                self._doings.add(doing)
                if doing.day != self.day:  # its own day is read anew once all steps are done
                    self._go_to(doing.day)
                self._say(f"Kept: {doing.what}. u undoes it.")

        self._say("")
        self.lead(led)

    def _go_to(self, day: date) -> None:
        """Show a day as it is now; what is marked stays marked where it is there, whatever came before it."""
        before, entry = self.day, self._entry
        self._whole = self.services.history.day(day)
        at = [index for index, one in enumerate(self._entries) if _id(one) == _id(entry)]
        self._marked = at[0] if at and day == before else self._first
        self._show()

    def _say(self, notice: str) -> None:
        self.query_one(Notice).show(notice)

    def _show(self) -> None:
        whole, entry = self._whole, self._entry
        self.query_one("#day-title", Line).show(heading(whole.day))
        self.query_one(KeyLine).offer(self._named)
        self.query_one(Choices).show([_row(whole, one) for one in self._entries], self._marked)
        lines = session_lines(whole, entry) if isinstance(entry, CorrectedSession) else entry_lines(whole.file)
        lines += [] if whole.sessions else [NO_SESSION]
        told = self.query_one("#day-told", Line)
        room = max(1, told.content_size.width)
        wrapped = (textwrap.fill(line.strip(), room, subsequent_indent=HANGING) for line in (*lines, *whole.problems))
        told.show("\n".join(wrapped))
        self.query_one("#day-text", VerticalScroll).scroll_home(animate=False)


def _id(entry: Entry) -> str:
    if entry is None:
        return ""
    return entry.id if isinstance(entry, Score) else entry.recorded.id


def _row(whole: DayRecord, entry: Entry) -> str:
    if entry is None:
        return morning_line(whole.file)
    return score_line(entry) if isinstance(entry, Score) else timed_line(whole, entry)
