"""Leads a person through each change of the past. What may be changed, and what is kept of it, is the core's."""

from datetime import date
from functools import partial

from achilles_tui.application.services import Services
from achilles_tui.domain.forms.correction import correction_of, entry_form, form_of, session_of
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.records.correction_rules import WrittenEntries, deletion
from achilles_tui.domain.records.day import CorrectedSession, DayRecord
from achilles_tui.domain.records.day_entries import Correction, Score
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

ABOUT_CORRECTING = "What was recorded stays in its file; what you say here counts from now on."
ABOUT_ADDING = "Everything is as planned until you say otherwise. Of what you did not do at all, tell 0."


class DayChanges:
    """Each change asks what it must, makes it, and returns what was done; None where nothing was.

    All raise Refused or NotSaved, but for what is kept from a form: that says why, and waits.
    """

    def __init__(self, app: AnyApp, services: Services, looks: Looks) -> None:
        """Ask in this app, and record with these services."""
        self._app, self._services, self._looks = app, services, looks

    async def morning(self, day: date) -> UndoableChange | None:
        """Tell a morning, or tell it otherwise."""
        limits = self._services.programs.pain_limits()
        kept = await self._app.push_screen_wait(
            CheckInScreen(self._services.agenda, self._looks, self._services.clock.now().date(), limits, day)
        )
        return self._undoable("the morning", kept[-1]) if kept else None

    async def delete_morning(self, whole: DayRecord) -> UndoableChange | None:
        """Have all that was told of a morning count no more."""
        if not await day_questions.delete(self._app, morning_line(whole.file)):
            return None
        told = WrittenEntries(whole.day, tuple(one.id for one in whole.file.counting.check_ins))
        return self._undoable("the morning deleted", self._services.history.take_back(told))

    async def score(self, day: date) -> UndoableChange | None:
        """Tell a VISA-A total, or a heel-rise test."""
        told = await day_questions.score(self._app, self._services.agenda, day)
        if told is None:
            return None
        return self._undoable("the score", self._services.agenda.score(day, **told._asdict()))

    async def delete_score(self, day: date, score: Score) -> UndoableChange | None:
        """Have a score count no more."""
        if not await day_questions.delete(self._app, score_line(score)):
            return None
        return self._undoable("the score deleted", self._services.history.take_back(WrittenEntries(day, (score.id,))))

    async def correct(self, day: date, session: CorrectedSession) -> UndoableChange | None:
        """Tell a session otherwise than it was recorded."""
        recorded, before, services = session.recorded, session.whole_record, self._services

        def keep(form: Form) -> UndoableChange | None:
            told = correction_of(form, recorded, (NEW, services.clock.now()))
            return self._undoable("the correction", services.history.correct(told), day) if told else None

        form = form_of(recorded, before, services.clock.now().date())
        title = f"Correct: {before.plan.title}, {before.started:%a %d %b %Y %H:%M}"
        return await self._app.push_screen_wait(CorrectionScreen(title, ABOUT_CORRECTING, form, keep))

    async def delete(self, whole: DayRecord, session: CorrectedSession) -> UndoableChange | None:
        """Have a session count no more."""
        if not await day_questions.delete(self._app, timed_line(whole, session)):
            return None
        return self._undoable(
            "the session deleted", self._services.history.correct(self._deletion(session.recorded)), whole.day
        )

    async def bring_back(self, whole: DayRecord, session: CorrectedSession) -> UndoableChange | None:
        """Have a session that was deleted count again."""
        if not await day_questions.bring_back(self._app, session_line(whole, session)):
            return None
        kept = self._services.history.take_back(WrittenEntries(session.recorded.day, session.deleted_by))
        return self._undoable("the session brought back", kept, whole.day)

    async def add(self, day: date) -> UndoableChange | None:
        """Tell a session that was not recorded."""
        services = self._services
        draft = await day_questions.what_was_done(self._app, services, day)
        if draft is None:
            return None

        def keep(form: Form) -> UndoableChange:
            record = services.history.enter(session_of(form, draft, services.clock.local_time))
            return UndoableChange(
                "the session added", record.day, lambda: services.history.correct(self._deletion(record))
            )

        form = entry_form(draft, services.clock.now().date())
        title = f"A session that was not recorded: {draft.plan.title}"
        return await self._app.push_screen_wait(CorrectionScreen(title, ABOUT_ADDING, form, keep))

    def _undoable(self, what: str, kept: WrittenEntries, day: date | None = None) -> UndoableChange:
        """Return what was done by entries that are taken back together. day: where it shows, if not on theirs."""
        return UndoableChange(what, day or kept.day, partial(self._services.history.take_back, kept))

    def _deletion(self, record: SessionRecord) -> Correction:
        return deletion(record, (NEW, self._services.clock.now()))
