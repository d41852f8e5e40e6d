"""Reads the history in a thread, so that no key waits for it; it can be stopped at any moment."""

from collections.abc import Callable
from datetime import date, timedelta
from time import sleep

from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from achilles_tui.application.history import HistoryService
from achilles_tui.application.ports import Clock
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.history.history import History, HistoryReading
from achilles_tui.domain.pain_rule.log import monday_of

FIRST_WEEKS = 24
"""How many weeks the history shows when it opens (ours)."""

GROUP = "past"
"""The group of its workers; one runs at a time."""

_NEWS_EVERY = 0.1
"""Seconds between two reports of progress."""

_BREATH = 0.0002
"""Seconds to sleep after each day. Only one thread runs at a time: without this, keys wait 5 ms again and again."""


def first_of(weeks: int, last: date) -> date:
    """Return the first Monday of this many weeks that end with the week of `last`."""
    return monday_of(last) - timedelta(weeks=weeks - 1)


class HistoryReader:
    """Reads for one screen. on_reading: gets the progress, at last the history. on_failure: gets a sentence."""

    def __init__(
        self,
        screen: Screen[None],
        history: HistoryService,
        clock: Clock,
        on_reading: Callable[[HistoryReading], None],
        on_failure: Callable[[str], None],
    ) -> None:
        """Read nothing yet."""
        self._screen, self._history, self._clock = screen, history, clock
        self._on_reading, self._on_failure = on_reading, on_failure
        self._worker: Worker[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether it is reading."""
        return self._worker is not None and not self._worker.is_finished

    def read(self, first: date | None) -> None:
        """Start to read from a day on, or everything if None; stop the reading before."""
        self._worker = self._screen.run_worker(lambda: self._read(first), thread=True, exclusive=True, group=GROUP)

    def give_up(self) -> None:
        """Stop reading; nothing more is reported."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _read(self, first: date | None) -> None:
        """Read in the thread; it shares only immutable values with the screen."""
        worker, call = get_current_worker(), self._screen.app.call_from_thread
        last_news = self._clock.seconds()
        try:
            for read in self._history.read(first):
                if worker.is_cancelled:
                    return
                sleep(_BREATH)
                if read.history is not None:
                    _compute(read.history)
                if read.history is not None or self._clock.seconds() >= last_news + _NEWS_EVERY:
                    last_news = self._clock.seconds()
                    call(self._on_reading, read)
        except AchillesError as error:
            call(self._on_failure, str(error))


def _compute(history: History) -> None:
    """Compute the cached values that every picture needs here in the thread, so that no key waits for them."""
    _ = history.medians, history.adherence, history.streak
