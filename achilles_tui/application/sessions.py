"""Live sessions: begins, resumes, hands over and closes them. What runs a session loads when one begins."""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

import secrets
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from achilles_tui.domain.base.errors import NothingToResume, NotSaved
from achilles_tui.domain.records.day_entries import DayFile, ProgramStart
from achilles_tui.domain.records.session_record import SessionRecord, Status, new_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from achilles_tui.application.entries import EntryWriter
    from achilles_tui.application.gate import GateService
    from achilles_tui.application.ports import Clock, Journal, LiveSessionStore, LogStore
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.runner import Runner
    from achilles_tui.application.stops import StopRecorder
    from achilles_tui.domain.base.units import PainLimits, Side
    from achilles_tui.domain.programs.session_plan import Plan
    from achilles_tui.domain.settings import Holder

UNFINISHED = timedelta(days=60)
"""How long an unfinished session can be resumed from the screen (ours)."""


class SessionService:
    """Begins and resumes sessions; only one process has the live session."""

    def __init__(  # noqa: PLR0913, PLR0917 everything a session depends on
        self,
        live: LiveSessionStore,
        log: LogStore,
        programs: ProgramService,
        entries: EntryWriter,
        gate: GateService,
        stops: StopRecorder,
        clock: Clock,
    ) -> None:
        """Work with these stores."""
        self._live, self._log, self._programs, self._entries = live, log, programs, entries
        self._gate, self._stops, self._clock = gate, stops, clock

    def unfinished(self, *, however_old: bool = False) -> Sequence[SessionRecord]:
        """Return the sessions in progress of the last 60 days, or all, the newest first."""
        return self._live.unfinished(date.min if however_old else self._clock.now().date() - UNFINISHED)

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it is on disk now."""
        return self._live.session(session_id)

    def holder(self) -> Holder | None:
        """Return the other process that has the live session, if any."""
        return self._live.holder()

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder; None when it can."""
        return self._live.trouble()

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""
        return self._live.as_text(record)

    def release(self) -> None:
        """Take the live session from the process that has it, and free it at once, so that another can begin."""
        self._live.release(self._clock.now())

    def begin(self, plan: Plan, *, speed: float | None) -> Runner:
        """Open a new session; speed: of a practice walk, else None. Raises Locked, SessionHeld or BadFile."""
        limits = self._programs.rule().limits  # first, so that an unreadable rule leaves the session free
        if speed is None:
            self._gate.check(plan)
            self._note_beginning(plan.program)
        record = new_record(plan, self._entries.new_id(), self._clock.now(), speed=speed)
        return self._runner(record, self._live.open_new(record.id, self._clock.now()), limits)

    def go_on(
        self, record: SessionRecord, *, speed: float | None = None, restart_set: bool = False, take_over: bool = False
    ) -> Runner:
        """Open an unfinished session as it is on disk now. Raises Locked, SessionHeld, NothingToResume or BadFile."""
        limits = self._programs.rule().limits
        if not record.practice:
            self._gate.check(record.plan)
        newest, journal = self._reopen(record, take_over=take_over)
        if restart_set:
            from achilles_tui.domain.session.resume import with_set_restarted

            newest = with_set_restarted(newest)
        return self._runner(replace(newest, speed=speed) if speed and newest.practice else newest, journal, limits)

    def lesson(self, side: Side | None) -> Runner:
        """Open a practice session that is never written. Raises UnknownProgram or BadFile."""
        from achilles_tui.domain.session.lesson import DiscardingJournal, lesson_plan

        plan = lesson_plan(self._programs.library().programs.values(), side)
        record = new_record(plan, self._entries.new_id(), self._clock.now(), speed=1.0)
        return self._runner(record, DiscardingJournal(), self._programs.rule().limits)

    def close_late(self, record: SessionRecord, *, take_over: bool = False) -> None:
        """Close an unfinished session with the work done so far; without any it is not kept.

        Raises SessionHeld, NothingToResume or NotSaved.
        """
        from achilles_tui.domain.session.resume import closed_late

        with self._stops.around_write():
            newest, journal = self._reopen(record, take_over=take_over)
            try:
                if newest.has_work:
                    journal.write(closed_late(newest))
                else:
                    journal.discard(newest)
            finally:
                journal.close()

    def leave(self, runner: Runner) -> None:
        """Take leave of a session: record the stop that it brings; one without a repetition is not kept.

        A session that pain ended stays, also before its first repetition. What cannot be removed counts for nothing.
        """
        pain = runner.record.highest_pain() or 0
        if not runner.record.has_work and pain <= runner.limits.limit:
            with suppress(NotSaved):
                runner.discard()
        elif not runner.record.has_work and runner.is_over:
            runner.amend(runner.record.closed(Status.STOPPED, self._clock.now(), stopped_for="pain"))
        with suppress(NotSaved):
            self._stops.record_of_log()

    def _reopen(self, record: SessionRecord, *, take_over: bool) -> tuple[SessionRecord, Journal]:
        stored, journal = self._live.reopen(record.id, self._clock.now(), take_over=take_over)
        newest = stored or record
        if newest.status is not Status.IN_PROGRESS:
            journal.close()
            raise NothingToResume("That session is already finished, in another terminal or on another machine.")
        return newest, journal

    def _runner(self, record: SessionRecord, journal: Journal, limits: PainLimits) -> Runner:
        from achilles_tui.application.runner import Runner

        clock = self._clock.session_seconds(record.speed)
        run, now = secrets.token_hex(4), self._clock.now()
        return Runner(record, journal, limits=limits, run=run, opened=now, clock=clock)

    def _note_beginning(self, program: str) -> None:
        """Record that a program begins, if it is not the last one; if that fails, its first session still shows it."""
        identifier, now = self._entries.new_id(), self._clock.now()
        last = self._log.diary(program, now.date()).program_starts[-1:]
        if not last or last[0].program != program:
            with suppress(NotSaved):
                self._entries.write(DayFile(1, now.date(), begun=(ProgramStart(identifier, now, program),)))
