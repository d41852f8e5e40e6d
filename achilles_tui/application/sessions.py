"""The live session: who has it, how it begins and how it goes on."""

import os
import secrets
import time
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from achilles_tui.application.history import LogDesk
from achilles_tui.application.runner import Runner
from achilles_tui.domain.base.errors import NothingToResume
from achilles_tui.domain.base.units import PainLimits, Side
from achilles_tui.domain.ports import Holder, Journal
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.session_record import SessionRecord, Status, new_record
from achilles_tui.domain.session.lesson import KeptNowhere, lesson_plan
from achilles_tui.domain.session.resume import closed_late, with_set_restarted
from achilles_tui.storage.files import lock, paths
from achilles_tui.storage.stores import records
from achilles_tui.storage.stores.journal import SessionJournal
from achilles_tui.system.clock import SessionClock


class RealDesk(LogDesk):
    """The desk of the screens and of the command line, over real files and clocks."""

    def __init__(self, folders: paths.Folders) -> None:
        """Work in these folders. Touches nothing yet."""
        super().__init__(folders)
        self._mine: set[str] = set()

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""
        return records.dump(record, self._folders.data).decode()

    def unfinished(self, *, however_old: bool = False) -> Sequence[SessionRecord]:
        """Return the sessions in progress of the last 60 days, or all, the newest first."""
        first = date.min if however_old else self.now().date() - records.UNFINISHED
        return [kept.record for kept in records.unfinished(self._folders.data, first)]

    def holder(self) -> Holder | None:
        """Return which other process has the live session."""
        found = lock.holder(self._folders.data)
        return None if found is None or found.token in self._mine else found

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands on disk now."""
        kept = records.find_session(self._folders.data, session_id)
        return kept.record if kept else None

    def free_session(self) -> None:
        """Take the live session from whoever has it, and give it back at once, so that another can begin."""
        lock.take_over(self._folders.data, self._me("")).release()

    def begin(self, plan: Plan, *, speed: float | None) -> Runner:
        """Open a new session. Raises SessionHeld or BadFile."""
        limits = self.rule().limits  # before it is taken, so that it is not held when the rule cannot be read
        if speed is None:
            self._begun(plan.program)
        record = new_record(plan, self._new_id(), self.now(), speed=speed)
        held = lock.acquire(self._folders.data, self._me(record.id))
        return self._runner(record, SessionJournal(self._folders.data, held), limits)

    def go_on(
        self, record: SessionRecord, *, speed: float | None = None, restart_set: bool = False, take_over: bool = False
    ) -> Runner:
        """Open an unfinished session as it stands on disk now. Raises SessionHeld, NothingToResume or BadFile."""
        limits = self.rule().limits
        newest, journal = self._claim(record, take_over=take_over)
        if restart_set:
            newest = with_set_restarted(newest)
        return self._runner(replace(newest, speed=speed) if speed and newest.practice else newest, journal, limits)

    def lesson(self, side: Side | None) -> Runner:
        """Open a practice session that is kept nowhere and that nobody else sees. Raises UnknownProgram or BadFile."""
        plan = lesson_plan(self.shelf().offers.values(), side)
        record = new_record(plan, secrets.token_hex(5), self.now(), speed=1.0)
        return self._runner(record, KeptNowhere(), self.rule().limits)

    def close_late(self, record: SessionRecord, *, take_over: bool = False) -> None:
        """Close an unfinished session with what was done of it. Raises SessionHeld, NothingToResume or NotSaved."""
        newest, journal = self._claim(record, take_over=take_over)
        try:
            journal.write(closed_late(newest))
        finally:
            journal.close()

    def _claim(self, record: SessionRecord, *, take_over: bool = False) -> tuple[SessionRecord, SessionJournal]:
        """Take the lock first and read then, so that nothing another process wrote meanwhile is missed."""
        data = self._folders.data
        held = (lock.take_over if take_over else lock.acquire)(data, self._me(record.id))
        kept = records.find_session(data, record.id)
        journal = SessionJournal(data, held, kept.files) if kept else SessionJournal(data, held)
        newest = kept.record if kept else record
        if newest.status is not Status.IN_PROGRESS:
            journal.close()
            raise NothingToResume("That session was finished meanwhile, in another terminal or on another machine.")
        return newest, journal

    def _runner(self, record: SessionRecord, journal: Journal, limits: PainLimits) -> Runner:
        clock = SessionClock(time.monotonic, time.time, speed=record.speed)
        run = secrets.token_hex(4)
        return Runner(record, journal, limits=limits, run=run, opened=self.now(), clock=clock)

    def _me(self, session_id: str) -> Holder:
        me = lock.this_process(self.now(), session_id)
        self._mine.add(me.token)
        return me


def real_desk(data_dir: str | None, config_dir: str | None) -> RealDesk:
    """Return the desk over the folders told on the command line, in the environment, or by XDG."""
    return RealDesk(paths.folders(data_dir, config_dir, environ=os.environ))
