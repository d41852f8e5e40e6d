"""What was done to the past since the history was opened, so that it can be undone, and done again. Writes no file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from achilles_tui.application.history import HistoryService
from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.records.correction_rules import Kept


class Doing(NamedTuple):
    """One thing that was done. what: in words; day: where it shows; back: undoes it."""

    what: str
    day: date
    back: Callable[[], Kept]


class Doings:
    """All that was done, the last first to be undone, and all that was undone, the last first to be done again."""

    def __init__(self, history: HistoryService) -> None:
        """Begin with nothing."""
        self._history = history
        self._done: list[Doing] = []
        self._undone: list[Doing] = []

    def did(self, doing: Doing) -> None:
        """Remember what was done; what was undone before is not done again after it."""
        self._done.append(doing)
        self._undone.clear()

    def undo(self) -> Doing | None:
        """Undo the last thing, and return it; None where there is none. Raises Refused or NotSaved."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Doing | None:
        """Do again what was undone last, likewise."""
        return self._turn(self._undone, self._done)

    def _turn(self, ones: list[Doing], others: list[Doing]) -> Doing | None:
        if not ones:
            return None
        doing = ones[-1]
        try:
            kept = doing.back()
        except Refused:
            # It was undone already, on another machine: it never can be here, unlike what could not be written.
            ones.pop()
            raise
        ones.pop()
        others.append(doing._replace(back=partial(self._history.take_back, kept)))
        return doing
