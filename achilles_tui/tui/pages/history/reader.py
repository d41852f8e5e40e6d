"""Reads the past beside the screen, so that no key waits for it; can be given up at any moment. It shows nothing."""

from collections.abc import Callable
from datetime import date
from time import sleep

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from achilles_tui.application.history import HistoryService
from achilles_tui.application.ports import Clock
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.history.history import History, HistoryReading

FIRST_WEEKS = 24
"""Weeks that the history shows when it opens (ours)."""

AHEAD = 0.8
"""Seconds after which Today, once it is shown, begins to read them (ours)."""

GROUP = "past"
"""The group of its workers, of which one runs at a time."""

_NEWS_EVERY = 0.1
"""Seconds between two words on how far it has come."""

_BREATH = 0.0002
"""Seconds to stand aside after each piece. One thread runs at a time: without it a key waits 5 ms again and again."""


class HistoryReader:
    """Reads for one screen. came: is told how far it has come, and last of all the past. failed: is told why not."""

    def __init__(
        self,
        screen: Screen[None],
        history: HistoryService,
        clock: Clock,
        came: Callable[[HistoryReading], None],
        failed: Callable[[str], None],
    ) -> None:
        """Read nothing yet."""
        self._screen, self._history, self._clock = screen, history, clock
        self._came, self._failed = came, failed
        self._worker: Worker[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether a reading is under way."""
        return self._worker is not None and not self._worker.is_finished

    def read(self, first: date | None) -> None:
        """Begin to read from a day on, or everything; what was being read is given up."""
        self._worker = self._screen.run_worker(lambda: self._read(first), thread=True, exclusive=True, group=GROUP)

    def give_up(self) -> None:
        """Stop reading; nothing of it is told."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _read(self, first: date | None) -> None:
        """Run in a thread of its own: it shares only values that never change with the screen."""
        worker, tell = get_current_worker(), self._screen.app.call_from_thread
        last_news = self._clock.seconds()
        try:
            for read in self._history.read(first):
                if worker.is_cancelled:
                    return
                sleep(_BREATH)
                if read.history is not None:
                    _fold(read.history)
                if read.history is not None or self._clock.seconds() >= last_news + _NEWS_EVERY:
                    last_news = self._clock.seconds()
                    tell(self._came, read)
        except AchillesError as error:
            tell(self._failed, str(error))


def _fold(past: History) -> None:
    """Have the past fold now what it folds but once, and what every picture of it needs: a key would wait for it."""
    _ = past.medians, past.adherence, past.streak
