"""Reads and corrects the history, takes entries back, and enters sessions by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today, pain_levels
from achilles_tui.domain.base.errors import AchillesError, Refused
from achilles_tui.domain.history.history import HistoryReading, context_at, read_history
from achilles_tui.domain.history.rule_events import RuleSources
from achilles_tui.domain.records.correction_rules import (
    correction_files,
    entry_refusal,
    refusal,
    retraction_file,
)
from achilles_tui.domain.records.day_entries import Correction, Diary, WrittenEntries
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from achilles_tui.application.agenda import AgendaService
    from achilles_tui.application.entries import EntryWriter
    from achilles_tui.application.ports import Clock, LogStore, SafetyStore, SettingsStore
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.stops import StopRecorder
    from achilles_tui.domain.records.day import DayRecord
    from achilles_tui.domain.records.session_record import SessionRecord


class HistoryService:
    """The history of sessions and entries, and its corrections."""

    def __init__(  # noqa: PLR0913, PLR0917 everything the history is read with
        self,
        log: LogStore,
        agenda: AgendaService,
        programs: ProgramService,
        settings: SettingsStore,
        safety: SafetyStore,
        entries: EntryWriter,
        stops: StopRecorder,
        clock: Clock,
    ) -> None:
        """Read from these stores."""
        self._log, self._agenda, self._programs, self._settings = log, agenda, programs, settings
        self._safety, self._entries, self._stops, self._clock = safety, entries, stops, clock
        self._read: tuple[object, HistoryReading] | None = None
        """The history that was read last, and the state of its files."""

    def day(self, day: date) -> DayRecord:
        """Return everything recorded for one day: its sessions with their corrections, and its entries."""
        return self._log.day(day)

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days from the first to the last."""
        return self._log.entries(first, last)

    def walk(self, diary: Diary, first: date | None = None, last: date | None = None) -> Iterator[ReadingStep]:
        """Yield the sessions from a first day to a last one in steps, with the corrections of the diary."""
        yield from self._log.walk(diary, first or date.min, last or date.max)

    def correct(self, correction: Correction) -> WrittenEntries:
        """Record a correction with a new id and the time of now. Raises Refused with the reason, or NotSaved."""
        session = self.day(correction.recorded).session(correction.session)
        if session is None:
            raise Refused(f"There is no such session of {correction.recorded}: its file is gone or cannot be read.")
        if reason := refusal(session, correction, self._clock.now().date()):
            raise Refused(reason)
        identifier, moment = self._entries.stamp()
        return [self._entries.write(day) for day in correction_files(replace(correction, id=identifier, at=moment))][-1]

    def take_back(self, written_entries: WrittenEntries) -> WrittenEntries:
        """Take entries back, so that they no longer count; taking back the result brings them back.

        Raises Refused where they are taken back already, or NotSaved.
        """
        entries = self._entries.of_day(written_entries.day)
        return self._entries.write(
            retraction_file(entries, written_entries.entries, self._clock.moment(), self._entries.new_id)
        )

    def enter(self, record: SessionRecord) -> SessionRecord:
        """Record a session that was entered by hand, with a new id. Raises Refused or NotSaved."""
        if reason := entry_refusal(record, self._clock.now()):
            raise Refused(reason)
        with self._stops.around_write():
            return self._log.add_session(replace(record, id=self._entries.new_id()))

    def read(self, first: date | None = None) -> Iterator[HistoryReading]:
        """Yield how far the reading has come, and last the history from a first day to today.

        first: None reads everything. The last result is returned again if no file has changed since. Raises BadFile.
        """
        year = 0 if first is None else first.year - 1  # the first days also depend on entries before them
        source = first, self._clock.now().date(), self._log.change_stamp(year)
        if self._read is not None and self._read[0] == source:
            yield self._read[1]
            return
        for read in self._anew(first):
            if read.history is not None:
                self._read = source, read
            yield read

    def _anew(self, first: date | None) -> Iterator[HistoryReading]:
        settings, today, safety = self._settings.load(), self._clock.now().date(), self._safety.load()
        now = self._today_if_well()
        reading = self.entries(first or date.min, today)
        if now is not None:  # its log has the days back to the start of the program, which decide the stage
            reading = DiaryReading(
                Diary({**now.log.diary.days, **reading.diary.days}, reading.diary.other_days), reading.problems
            )
        offers = self._programs.library().programs
        moment, rule = self._clock.now(), self._programs.rule()
        context = context_at(moment, reading.diary, safety, offers, settings, now)
        sources = RuleSources(
            reading.diary, safety, rule, moment, offers, self._first_read(first), now.course if now else None
        )
        lines = pain_levels(rule, now)
        for read in read_history(self.walk(reading.diary, first, today), context, sources, first):
            yield read._replace(problems=(*reading.problems, *read.problems), lines=lines)

    def _first_read(self, first: date | None) -> date | None:
        """Return the first day that is read; None where nothing was recorded before it."""
        recorded = None if first is None else self._log.first_day()
        return first if first is not None and recorded is not None and recorded < first else None

    def _today_if_well(self) -> Today | None:
        """Return today's program; None also where it cannot be read, which other callers report."""
        try:
            return self._agenda.read()
        except AchillesError:
            return None
