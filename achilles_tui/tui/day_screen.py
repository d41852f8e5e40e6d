"""One day of the past: every set of it, and the keys to correct, delete, undo, and tell what was not recorded."""

import textwrap
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.core.correcting import Kept, closed, deletion
from achilles_tui.core.correction_form import CorrectionForm, correction_of, entered, entry_form, form_of
from achilles_tui.core.diary import Correction
from achilles_tui.core.errors import NotSaved, Refused
from achilles_tui.core.history import SessionRecord
from achilles_tui.core.whole_day import ToldSession, WholeDay
from achilles_tui.report.day import heading, morning_line, session_line, session_lines, told_lines
from achilles_tui.tui import day_questions, moves
from achilles_tui.tui.checkin_screen import CheckInScreen
from achilles_tui.tui.choices import Choices
from achilles_tui.tui.correction_screen import CorrectionScreen
from achilles_tui.tui.desk import Desk
from achilles_tui.tui.doings import Doing, Doings
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.page import Page, page_bindings
from achilles_tui.tui.widgets import KeyLine, Line

HANGING = "  "
"""What all lines of a text but its first begin with."""

NEW = ""
"""The id of an entry before the desk gives it one."""

ABOUT_CORRECTING = "What was recorded stays in its file; what you say here counts from now on."
ABOUT_ADDING = "Everything is as planned until you say otherwise. Of what you did not do at all, tell 0."


class DayScreen(Page):
    """One day, opened from the history. doings: what was done since that was opened."""

    OWN: ClassVar[tuple[moves.Move, ...]] = moves.DAY
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(moves.DAY)]

    def __init__(self, desk: Desk, looks: Looks, day: date, doings: Doings) -> None:
        """Begin at the first session of a day, where there is one."""
        super().__init__(desk, looks)
        self._doings = doings
        self._whole = desk.whole_day(day)
        self._marked = _first_of(self._whole)

    def compose(self) -> ComposeResult:
        """Lay out what there is of the day above everything of what is marked."""
        yield Line(id="day-title", classes="page-title")
        yield Choices(id="day-list")
        with VerticalScroll(id="day-text", can_focus=False):
            yield Line(id="day-told")
        yield Line(id="day-notice", classes="notice")
        yield KeyLine(moves.shown(moves.DAY, moves.PAGE[:1], choose="correct", back="back", arrows="choose, ←→ day"))

    def on_resize(self) -> None:
        """Lay the text out anew, once there is a new width to lay it out in."""
        self.call_after_refresh(self._show)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._whole.day

    def read_anew(self) -> None:
        """Read the day again; what is marked stays marked as far as it is there."""
        self._whole = self.desk.whole_day(self.day)
        self._marked = min(self._marked, len(self._whole.sessions))
        self._show()

    def action_move(self, by: int) -> None:
        """Mark the next or the previous one."""
        self._marked = (self._marked + by) % (len(self._whole.sessions) + 1)
        self._say("")
        self._show()

    def action_day(self, by: int) -> None:
        """Show the next day or the one before."""
        day = self.day + timedelta(days=by)
        if day <= self.desk.now().date():
            self._go_to(day)
            self._say("")

    def action_scroll_text(self, by: int) -> None:
        """Move the text a page down or up."""
        text = self.query_one("#day-text", VerticalScroll)
        text.scroll_relative(y=by * max(1, text.size.height - 2), animate=False)

    def action_choose(self) -> None:
        """Correct what is marked; what is deleted is brought back."""
        session = self._session
        if session is None:
            self._do(self._tell_morning)
        elif session.deleted_by:
            self._do(partial(self._bring_back, session))
        elif reason := closed(session):
            self._say(reason)
        else:
            self._do(partial(self._correct, session))

    def action_delete(self) -> None:
        """Delete what is marked, once that is confirmed."""
        session = self._session
        reason = closed(session) if session else None
        if reason:
            self._say(reason)
        elif session:
            self._do(partial(self._delete, session))
        elif self._whole.file.counting.check_ins:
            self._do(self._delete_morning)
        else:
            self._say("Nothing is told of this morning.")

    def action_add(self) -> None:
        """Tell a session that was not recorded."""
        self._do(self._add)

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
    def _session(self) -> ToldSession | None:
        """The session that is marked; None for the morning."""
        return self._whole.sessions[self._marked - 1] if self._marked else None

    def _do(self, steps: Callable[[], Awaitable[Doing | None]]) -> None:
        """Lead the person through what is to be done; remember it where it was."""

        async def led() -> None:
            doing = await steps()
            if doing is not None:
                self._doings.did(doing)
                self._say(f"Kept: {doing.what}. u undoes it.")

        self._say("")
        self.lead(led)

    async def _tell_morning(self) -> Doing | None:
        day, desk = self.day, self.desk
        kept = await self.app.push_screen_wait(CheckInScreen(desk, self.looks, day))
        return Doing("the morning", day, partial(desk.take_back, kept[-1])) if kept else None

    async def _delete_morning(self) -> Doing | None:
        if not await day_questions.delete(self.app, morning_line(self._whole.file)):
            return None
        told = Kept(self.day, tuple(one.id for one in self._whole.file.counting.check_ins))
        return Doing("the morning deleted", self.day, partial(self.desk.take_back, self.desk.take_back(told)))

    async def _correct(self, session: ToldSession) -> Doing | None:
        recorded, before, desk = session.recorded, session.whole, self.desk

        def keep(form: CorrectionForm) -> Doing | None:
            told = correction_of(form, recorded, (NEW, desk.now()))
            return Doing("the correction", self.day, partial(desk.take_back, desk.correct(told))) if told else None

        form = form_of(recorded, before, desk.now().date())
        title = f"Correct: {before.plan.title}, {before.started:%a %d %b %Y %H:%M}"
        return await self.app.push_screen_wait(CorrectionScreen(title, ABOUT_CORRECTING, form, keep))

    async def _delete(self, session: ToldSession) -> Doing | None:
        line = f"{session.whole.started:%H:%M} · {session_line(self._whole, session)}"
        if not await day_questions.delete(self.app, line):
            return None
        kept = self.desk.correct(self._deletion(session.recorded))
        return Doing("the session deleted", self.day, partial(self.desk.take_back, kept))

    async def _bring_back(self, session: ToldSession) -> Doing | None:
        if not await day_questions.bring_back(self.app, session_line(self._whole, session)):
            return None
        kept = self.desk.take_back(Kept(session.recorded.day, session.deleted_by))
        return Doing("the session brought back", self.day, partial(self.desk.take_back, kept))

    async def _add(self) -> Doing | None:
        desk, day = self.desk, self.day
        draft = await day_questions.what_was_done(self.app, desk, day)
        if draft is None:
            return None

        def keep(form: CorrectionForm) -> Doing:
            record = desk.enter(entered(form, desk.at))
            return Doing("the session added", record.day, lambda: desk.correct(self._deletion(record)))

        form = entry_form(draft, desk.now().date())
        title = f"A session that was not recorded: {draft.plan.title}"
        return await self.app.push_screen_wait(CorrectionScreen(title, ABOUT_ADDING, form, keep))

    def _deletion(self, record: SessionRecord) -> Correction:
        return deletion(record, (NEW, self.desk.now()))

    def _go_to(self, day: date) -> None:
        """Show a day; where it is another one, from its first session on."""
        is_same = day == self.day
        self._whole = self.desk.whole_day(day)
        self._marked = min(self._marked, len(self._whole.sessions)) if is_same else _first_of(self._whole)
        self._show()

    def _say(self, notice: str) -> None:
        line = self.query_one("#day-notice", Line)
        line.show(notice)
        line.display = bool(notice)

    def _show(self) -> None:
        whole, session = self._whole, self._session
        self.query_one("#day-title", Line).show(heading(whole.day))
        self.query_one(Choices).show(_rows(whole), self._marked)
        lines = told_lines(whole.file) if session is None else session_lines(whole, session)
        told = self.query_one("#day-told", Line)
        room = max(1, told.content_size.width)
        wrapped = (textwrap.fill(line.strip(), room, subsequent_indent=HANGING) for line in (*lines, *whole.problems))
        told.show("\n".join(wrapped))
        self.query_one("#day-text", VerticalScroll).scroll_home(animate=False)


def _first_of(whole: WholeDay) -> int:
    """Return the row of the first session; the morning's, 0, where there is none."""
    return min(1, len(whole.sessions))


def _rows(whole: WholeDay) -> list[str]:
    sessions = [f"{one.whole.started:%H:%M} · {session_line(whole, one)}" for one in whole.sessions]
    return [morning_line(whole.file), *sessions]
