"""Ends the process cleanly on a fatal signal or a hang-up of the terminal, even if the main thread is stuck.

It handles signals and file descriptors and must not import Textual; what to save is passed in as a function.
"""

import os
import select
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Final

EXIT_SIGNALS: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
LEAVE_LIMIT = 2.5  # seconds from the signal to the end of the process at most

_STOP = 0  # not the number of a signal


class Watch:
    """Waits on its own thread for a fatal signal or a hang-up, calls `last_act`, and ends the process.

    The exit code is 128 plus the number of the signal; a hang-up counts as SIGHUP. `terminal` is the descriptor to
    watch, or None. Python runs signal handlers only on the main thread, between its steps; this thread receives the
    signal's number through the wake-up descriptor at once, whatever the main thread is doing.
    """

    def __init__(self, terminal: int | None, last_act: Callable[[], None]) -> None:
        self.is_leaving = False
        self._terminal = terminal
        self._last_act = last_act
        self._thread: threading.Thread | None = None
        self._handlers_before: dict[signal.Signals, Any] = {}

    def begin(self) -> None:
        """Start watching, once; main thread only."""
        if self._thread is not None:
            return
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)
        self._thread = threading.Thread(target=self._run, name="terminal-watch", daemon=True)
        self._thread.start()
        self._wakeup_before = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        # Even if they were ignored: under nohup, a hang-up would leave the program running without a terminal.
        for number in EXIT_SIGNALS:
            self._handlers_before[number] = signal.signal(number, self._handle)

    def end(self) -> None:
        """Stop watching and restore the signal handlers; main thread only."""
        if self._thread is None:
            return
        for number, handler in self._handlers_before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(self._wakeup_before)
        os.write(self._write_end, bytes([_STOP]))
        self._thread.join()
        self._thread = None
        os.close(self._read_end)
        os.close(self._write_end)

    def wait_if_leaving(self) -> None:
        """Block forever once the process is ending: the watch thread then sets the exit code and the terminal."""
        if self.is_leaving:
            threading.Event().wait()

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        self.is_leaving = True
        # The wake-up descriptor has passed it on already, unless some library has replaced that.
        with suppress(BlockingIOError):
            os.write(self._write_end, bytes([number]))

    def _run(self) -> None:
        poll = select.poll()
        poll.register(self._read_end, select.POLLIN)
        # Some systems cannot poll terminals and report that at once; that is not a hang-up.
        if self._terminal is not None and not is_hung_up(self._terminal, select.POLLNVAL):
            poll.register(self._terminal, 0)  # only hang-ups: typing does not wake this thread
        while True:
            for fd, _event in poll.poll():
                if fd == self._terminal:
                    self._end_process(signal.SIGHUP)
                for number in os.read(self._read_end, 64):
                    if number in EXIT_SIGNALS:
                        self._end_process(number)
                    if number == _STOP:
                        return

    def _end_process(self, number: int) -> None:
        self.is_leaving = True
        try:
            last_resort = threading.Timer(LEAVE_LIMIT, os._exit, (128 + number,))
            last_resort.daemon = True
            last_resort.start()
            self._last_act()
        finally:
            # Not sys.exit: the interpreter would wait for threads that may be stuck.
            os._exit(128 + number)


def is_hung_up(fd: int, signs: int = select.POLLHUP | select.POLLERR | select.POLLNVAL) -> bool:
    """Return whether the descriptor shows any of the signs that the terminal is gone."""
    poll = select.poll()
    poll.register(fd, 0)
    return any(event & signs for _, event in poll.poll(0))
