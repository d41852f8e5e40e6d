"""Takes a person through each change to a recorded day. The domain decides what may be changed."""

from datetime import date
from functools import partial

from achilles_tui.application.services import Services
from achilles_tui.domain.forms.correction import correction_of, entry_form, form_of, session_of
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.records.correction_rules import deletion
from achilles_tui.domain.records.day import CorrectedSession, DayRecord
from achilles_tui.domain.records.day_entries import Correction, Score, WrittenEntries
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.text.day import morning_line, score_line, session_line, timed_line
from achilles_tui.tui.dialogs import day_questions
from achilles_tui.tui.dialogs.correction import CorrectionScreen
from achilles_tui.tui.dialogs.questions import AnyApp
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.check_in import CheckInScreen
from achilles_tui.tui.undoable import UndoableChange

NEW = ""
"""The id of an entry before it is recorded."""

ABOUT_CORRECTING = "Your corrections count from now on; the values first recorded are kept."
ABOUT_ADDING = "Everything is filled in as planned. Change what was different; enter 0 for anything you skipped."


class DayChanges:
    """Each method asks the person, makes a change and returns it, or None if nothing was changed.

    All raise Refused or NotSaved, except for a form: that shows why it cannot be saved, and stays open.
    """

    def __init__(self, app: AnyApp, services: Services, looks: Looks) -> None:
        """Ask in this app, and save with these services."""
        self._app, self._services, self._looks = app, services, looks

    async def morning(self, day: date) -> UndoableChange | None:
        """Record or correct a morning."""
        limits = self._services.programs.pain_limits()
        entries = await self._app.push_screen_wait(
            CheckInScreen(self._services.agenda, self._looks, self._services.clock.now().date(), limits, day)
        )
        return self._undoable("the morning", entries[-1]) if entries else None

    async def delete_morning(self, whole: DayRecord) -> UndoableChange | None:
        """Delete all answers of a morning."""
        if not await day_questions.delete(self._app, morning_line(whole.file)):
            return None
        entries = WrittenEntries(whole.day, tuple(check_in.id for check_in in whole.file.counting.check_ins))
        return self._undoable("the morning deleted", self._services.history.take_back(entries))

    async def score(self, day: date) -> UndoableChange | None:
        """Enter a VISA-A total or a heel-rise test."""
        entered = await day_questions.score(self._app, self._services.agenda, day)
        if entered is None:
            return None
        return self._undoable("the score", self._services.agenda.score(day, **entered._asdict()))

    async def delete_score(self, day: date, score: Score) -> UndoableChange | None:
        """Delete a score."""
        if not await day_questions.delete(self._app, score_line(score)):
            return None
        return self._undoable("the score deleted", self._services.history.take_back(WrittenEntries(day, (score.id,))))

    async def correct(self, day: date, session: CorrectedSession) -> UndoableChange | None:
        """Correct a recorded session."""
        recorded, before, services = session.recorded, session.whole_record, self._services

        def save(form: Form) -> UndoableChange | None:
            correction = correction_of(form, recorded, (NEW, services.clock.now()))
            return self._undoable("the correction", services.history.correct(correction), day) if correction else None

        form = form_of(recorded, before, services.clock.now().date())
        title = f"Correct: {before.plan.title}, {before.started:%a %d %b %Y %H:%M}"
        return await self._app.push_screen_wait(CorrectionScreen(title, ABOUT_CORRECTING, form, save))

    async def delete(self, whole: DayRecord, session: CorrectedSession) -> UndoableChange | None:
        """Delete a session."""
        if not await day_questions.delete(self._app, timed_line(whole, session)):
            return None
        return self._undoable(
            "the session deleted", self._services.history.correct(self._deletion(session.recorded)), whole.day
        )

    async def bring_back(self, whole: DayRecord, session: CorrectedSession) -> UndoableChange | None:
        """Bring a deleted session back."""
        if not await day_questions.bring_back(self._app, session_line(whole, session)):
            return None
        entries = self._services.history.take_back(WrittenEntries(session.recorded.day, session.deleted_by))
        return self._undoable("the session brought back", entries, whole.day)

    async def add(self, day: date) -> UndoableChange | None:
        """Add a session that was not recorded."""
        services = self._services
        draft = await day_questions.what_was_done(self._app, services, day)
        if draft is None:
            return None

        def save(form: Form) -> UndoableChange:
            record = services.history.enter(session_of(form, draft, services.clock.local_time))
            return UndoableChange(
                "the session added", record.day, lambda: services.history.correct(self._deletion(record))
            )

        form = entry_form(draft, services.clock.now().date())
        title = f"Add a session: {draft.plan.title}"
        return await self._app.push_screen_wait(CorrectionScreen(title, ABOUT_ADDING, form, save))

    def _undoable(self, what: str, entries: WrittenEntries, day: date | None = None) -> UndoableChange:
        """Return a change whose undo takes back all of these entries. day: the day to show, if not theirs."""
        return UndoableChange(what, day or entries.day, partial(self._services.history.take_back, entries))

    def _deletion(self, record: SessionRecord) -> Correction:
        return deletion(record, (NEW, self._services.clock.now()))
