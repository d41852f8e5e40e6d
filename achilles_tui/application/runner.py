"""Runs the live session: clock, session, record, view. It knows no screen and no file.

Each change is written before it is shown. A write that fails is shown in `saved`, tried again, and loses nothing.
"""

from collections.abc import Callable
from datetime import datetime

from achilles_tui.application.ports import Journal
from achilles_tui.domain.base.errors import NotSaved, TakenOver
from achilles_tui.domain.base.units import PainLimits
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.session import commands as core
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.resume import open_session
from achilles_tui.domain.session.state import Happening, Session, Step
from achilles_tui.domain.session.ticking import tick
from achilles_tui.domain.session.view import SessionView, view

RETRY_AFTER = 1.0
"""Real seconds between two tries to write, and between two checks of who has the session."""


class Runner:
    """One live session.

    record: a new or an unfinished one. limits: of the pain rule. clock: session seconds from now on.
    """

    def __init__(  # noqa: PLR0913 everything a live session needs
        self,
        record: SessionRecord,
        journal: Journal,
        *,
        limits: PainLimits,
        run: str,
        opened: datetime,
        clock: Callable[[], float],
    ) -> None:
        """Open the session and write it for the first time."""
        self._journal, self._clock = journal, clock
        self._saved_record: SessionRecord | None = None
        self._next_look = 0.0
        self.trouble: str | None = None
        """Why the newest record is not on disk; None when it is."""
        self.taken_over: str | None = None
        """A sentence that another terminal took the session over; None while it is ours."""
        self._session: Session = open_session(record, limits, run, opened)
        self._viewed: tuple[Session, SessionView] | None = None
        self._write()

    @property
    def record(self) -> SessionRecord:
        """The newest record, in memory."""
        return self._session.record

    @property
    def limits(self) -> PainLimits:
        """The pain limits of the session."""
        return self._session.limits

    @property
    def view(self) -> SessionView:
        """The view to show."""
        if self._viewed is None or self._viewed[0] is not self._session:
            self._viewed = self._session, view(self._session)
        return self._viewed[1]

    @property
    def is_over(self) -> bool:
        """Whether the session has ended."""
        return self._session.phase in Phase.is_over()

    @property
    def saved(self) -> str:
        """`saved`, or a sentence that it is not saved and why."""
        if self.taken_over:
            return "READ-ONLY: another terminal has it"
        return f"NOT SAVED: {self.trouble}" if self.trouble else "saved"

    def tick(self) -> tuple[Happening, ...]:
        """Read the clock, and now and then the disk; return what happened."""
        if self.taken_over:
            return ()
        now = self._clock()
        happenings = self._take(tick(self._session, now))
        if now >= self._next_look:
            self._next_look = now + RETRY_AFTER * self.record.speed
            self._look_at_disk()
        return happenings

    def send(self, trigger: Trigger, value: int | None = None) -> tuple[tuple[Happening, ...], str | None]:
        """Do what the user asked for; return what happened, and the reason if it was refused."""
        if self.taken_over:
            return (), self.taken_over
        step = core.send(self._session, trigger, self._clock(), value)
        return self._take(step), step.refusal

    def amend(self, record: SessionRecord) -> None:
        """Replace the record of an ended session by a corrected one, and write it."""
        if not self.taken_over:
            self._session = core.amended(self._session, record)
            self._write()

    def flush(self) -> bool:
        """Try once more to write what is not on disk; return whether all is saved."""
        if self._saved_record is not self.record and not self.taken_over:
            self._write()
        return self._saved_record is self.record

    def discard(self) -> None:
        """Remove the session's file. Raises NotSaved."""
        if not self.taken_over:
            self._journal.discard(self.record)

    def close(self) -> None:
        """Write the rest, and free the session."""
        self.flush()
        if not self.taken_over:
            self._journal.close()

    def _take(self, step: Step) -> tuple[Happening, ...]:
        before, self._session = self._session, step.session
        if self._session.record is not before.record:
            self._write()
        if self.taken_over:  # the other terminal goes on from what is on disk, so this step does not count
            self._session = before
            return ()
        return step.happenings

    def _write(self) -> None:
        record = self.record
        try:
            self._journal.write(record)
        except NotSaved as error:
            self.trouble = str(error)
        except TakenOver as error:
            self._lose(str(error))
        else:
            self._saved_record, self.trouble = record, None

    def _look_at_disk(self) -> None:
        if not self._journal.still_ours():
            self._lose("Another terminal took this session over.")
        elif self.trouble:
            self._write()

    def _lose(self, who: str) -> None:
        if not self.taken_over:
            self.taken_over = who
            self._journal.close()
