"""Undo and redo for the changes made to recorded days since the history was opened."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from achilles_tui.application.history import HistoryService
from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.records.day_entries import WrittenEntries


class UndoableChange(NamedTuple):
    """One change. what: in words; day: the day to show; undo: undoes it and returns what it wrote."""

    what: str
    day: date
    undo: Callable[[], WrittenEntries]


class UndoableChanges:
    """An undo stack and a redo stack."""

    def __init__(self, history: HistoryService) -> None:
        """Start with both stacks empty."""
        self._history = history
        self._done: list[UndoableChange] = []
        self._undone: list[UndoableChange] = []

    def add(self, change: UndoableChange) -> None:
        """Put a new change on the undo stack, and empty the redo stack."""
        self._done.append(change)
        self._undone.clear()

    def undo(self) -> UndoableChange | None:
        """Undo the last change and return it, or None if there is none. Raises Refused or NotSaved."""
        return self._turn(self._done, self._undone)

    def redo(self) -> UndoableChange | None:
        """Redo the change that was undone last and return it, or None. Raises Refused or NotSaved."""
        return self._turn(self._undone, self._done)

    def _turn(self, source: list[UndoableChange], target: list[UndoableChange]) -> UndoableChange | None:
        """Undo the top of one stack, and put its reverse on the other."""
        if not source:
            return None
        change = source[-1]
        try:
            entries = change.undo()
        except Refused:
            # It was already undone on another machine, so it can never succeed here; NotSaved can be tried again.
            source.pop()
            raise
        source.pop()
        target.append(change._replace(undo=partial(self._history.take_back, entries)))
        return change
