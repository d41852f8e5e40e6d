"""What was done to the past since the history was opened, so that it can be undone, and done again. Writes no file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from achilles_tui.application.history import HistoryService
from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.records.correction_rules import WrittenEntries


class UndoableChange(NamedTuple):
    """One thing that was done. what: in words; day: where it shows; back: undoes it."""

    what: str
    day: date
    undo: Callable[[], WrittenEntries]


class UndoableChanges:
    """All that was done, the last first to be undone, and all that was undone, the last first to be done again."""

    def __init__(self, history: HistoryService) -> None:
        """Begin with nothing."""
        self._history = history
        self._done: list[UndoableChange] = []
        self._undone: list[UndoableChange] = []

    def add(self, doing: UndoableChange) -> None:
        """Remember what was done; what was undone before is not done again after it."""
        self._done.append(doing)
        self._undone.clear()

    def undo(self) -> UndoableChange | None:
        """Undo the last thing, and return it; None where there is none. Raises Refused or NotSaved."""
        return self._turn(self._done, self._undone)

    def redo(self) -> UndoableChange | None:
        """Do again what was undone last, likewise."""
        return self._turn(self._undone, self._done)

    def _turn(self, ones: list[UndoableChange], others: list[UndoableChange]) -> UndoableChange | None:
        if not ones:
            return None
        doing = ones[-1]
        try:
            kept = doing.undo()
        except Refused:
            # It was undone already, on another machine: it never can be here, unlike what could not be written.
            ones.pop()
            raise
        ones.pop()
        others.append(doing._replace(undo=partial(self._history.take_back, kept)))
        return doing
