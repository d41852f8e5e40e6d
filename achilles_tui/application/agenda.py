"""What is due today, what the rule says, and the user's entries for a day."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from achilles_tui.domain.agenda.today import Today, VerdictAnswer, answer_entry, today
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, How, Score, WrittenEntries

if TYPE_CHECKING:
    from achilles_tui.application.entries import EntryWriter
    from achilles_tui.application.ports import Clock, LogStore, SafetyStore, SettingsStore
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.stops import StopRecorder
    from achilles_tui.domain.base.units import Side
    from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict


class AgendaService:
    """Today, its check-in and its verdicts."""

    def __init__(  # noqa: PLR0913, PLR0917 everything a day depends on
        self,
        log: LogStore,
        programs: ProgramService,
        settings: SettingsStore,
        safety: SafetyStore,
        entries: EntryWriter,
        stops: StopRecorder,
        clock: Clock,
    ) -> None:
        """Read from these stores."""
        self._log, self._programs, self._settings, self._safety = log, programs, settings, safety
        self._entries, self._stops, self._clock = entries, stops, clock

    def today(self, day: date | None = None) -> Today | None:
        """Do what `read` does, and record a new stop of today if possible."""
        now = self.read(day)
        if now is not None and day is None:
            self._stops.record_if_possible(now.course.stop)
        return now

    def read(self, day: date | None = None) -> Today | None:
        """Return everything of the user's program today; None where no program is chosen.

        day: an earlier day instead, as it was at its end. Raises BadFile, BadProgram or UnknownProgram.
        """
        settings = self._settings.load()
        if settings.program is None:
            return None
        now = self._clock.now() if day is None else min(self._clock.now(), self._clock.local_time(day, time.max))
        rule = self._programs.rule()
        log, problems = self._log.log(settings.program, self._safety.load(), now, rule)
        program = self._programs.program(settings.program)
        return today(program, log, settings.region, rule, side=settings.side, notices=problems)

    def entries(self, day: date) -> DayFile:
        """Return the entries of one day: check-ins, scores, answers."""
        return self._entries.of_day(day)

    def check_in(
        self, day: date, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None
    ) -> WrittenEntries:
        """Record a morning: pain on the first steps (0-10), stiffness in minutes, how the day is. Raises NotSaved."""
        entry = CheckIn(*self._entries.stamp(), morning, stiffness, how)
        return self._entries.write(DayFile(1, day, check_ins=(entry,)))

    def score(
        self, day: date, *, visa_a: int | None = None, heel_rises: int | None = None, side: Side | None = None
    ) -> WrittenEntries:
        """Record a VISA-A total (0-100), or the repetitions of the heel-rise test of a leg. Raises NotSaved."""
        entry = Score(*self._entries.stamp(), visa_a, heel_rises, side)
        return self._entries.write(DayFile(1, day, scores=(entry,)))

    def answer(self, now: Today, judged: ExerciseVerdict, choice: VerdictAnswer, note: str = "") -> WrittenEntries:
        """Record an answer to a verdict. Raises NotSaved, or ValueError for an answer that the verdict refuses."""
        entry = answer_entry(now, judged, choice, entry=self._entries.stamp(), note=note)
        return self._entries.write(DayFile(1, entry.at.date(), answers=(entry,)))
