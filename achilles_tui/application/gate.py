"""The one gate that every way into a session passes, with or without a program in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.agenda.gate import ANY_WORK, Gate, Refusal, Work, work_of
from achilles_tui.domain.base.errors import Locked
from achilles_tui.domain.records.day_entries import DayFile, PtWord, WrittenEntries

if TYPE_CHECKING:
    from typing import Literal

    from achilles_tui.application.entries import EntryWriter
    from achilles_tui.application.ports import SettingsStore
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.stops import StopRecorder
    from achilles_tui.domain.programs.session_plan import Plan


class GateService:
    """Says why a session cannot start now, and records the word of a PT that opens it."""

    def __init__(
        self, stops: StopRecorder, programs: ProgramService, settings: SettingsStore, entries: EntryWriter
    ) -> None:
        """Read from these."""
        self._stops, self._programs, self._settings, self._entries = stops, programs, settings, entries

    def read(self) -> Gate:
        """Return what decides whether a session may start now; a new stop is recorded if possible. Raises BadFile."""
        gate = self._stops.gate()
        self._stops.record_if_possible(gate.course.stop)
        return gate

    def work(self, plan: Plan) -> Work:
        """Return what a plan starts. Raises BadFile."""
        return work_of(plan, self._programs.library().programs.get(plan.program), self._settings.load().region)

    def refusal(self, work: Work = ANY_WORK) -> Refusal | None:
        """Return why this work cannot start now; None where it can. Raises BadFile."""
        return self.read().refusal(work)

    def check(self, plan: Plan) -> None:
        """Raise Locked, with the reason and the way on, where a session of this plan cannot start now."""
        if refusal := self.refusal(self.work(plan)):
            raise Locked(f"{refusal.reason} {refusal.way_on}")

    def record_pt_word(
        self, about: Literal["next step", "training after a bad morning"], program: str | None = None
    ) -> WrittenEntries:
        """Record the user's word that their PT agreed. program: of the next step. Raises NotSaved."""
        word = PtWord(*self._entries.stamp(), about, program)
        return self._entries.write(DayFile(1, word.at.date(), pt_words=(word,)))
