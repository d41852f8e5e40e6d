"""The answers about warning signs, and the clinician notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.red_flags.safety import ClinicianNote, Question, RedFlags, Screening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from achilles_tui.application.ports import Clock, SafetyStore


class SafetyService:
    """Reads and writes the answers about warning signs, and the clinician notes."""

    def __init__(self, store: SafetyStore, clock: Clock) -> None:
        """Read from this store."""
        self._store, self._clock = store, clock

    def questions(self) -> Sequence[Question]:
        """Return the questions about warning signs. Raises BadFile."""
        return self._store.questions()

    def flags(self) -> RedFlags:
        """Return the questions with the answers and notes. Raises BadFile."""
        return self._store.load()

    def screening(self, yes: tuple[str, ...]) -> Screening:
        """Return a round of answers of now. yes: the ids of the questions answered yes."""
        return Screening(self._clock.now(), yes)

    def clinician_note(self, text: str) -> ClinicianNote:
        """Return a note of now. text: what a clinician said, in the user's words."""
        return ClinicianNote(self._clock.now(), text)

    def save(self, flags: RedFlags) -> None:
        """Write the answers. Raises NotSaved."""
        self._store.save(flags)
