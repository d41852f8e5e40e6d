"""Writes bytes to a terminal on a thread, so that the program never waits for it. It must not import Textual."""

import os
import select
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress

# With more bytes than this not yet accepted, the terminal is behind. A working terminal takes a frame in a few
# milliseconds; at 2 kB/s this is a delay of two seconds, the most that is acceptable on screen.
BACKLOG = 4096

_CHUNK = 16384  # bytes per write to a terminal that is non-blocking
_SMALL_CHUNK = 1024  # and to one that blocks until it has taken them all
_GLANCE = 0.1  # seconds between checks whether to give up a stalled terminal


class TerminalOutput:
    """An unbounded queue to a terminal, emptied by its own thread; `on_empty` is then called if a frame was refused."""

    def __init__(self, fd: int, on_empty: Callable[[], None], *, encoding: str = "utf-8") -> None:
        self._fd, self._is_private = _open_again(fd)
        self._on_empty = on_empty
        self._encoding = encoding
        self._waiting = bytearray()
        self._changed = threading.Condition()
        self._frame_refused = False
        self._closing = False
        self._discarding = False
        # Held around each write, so that the code that restores the terminal can be sure to write last.
        self._pen = threading.Lock()
        # A daemon: the interpreter must be able to end while a terminal holds the thread in a write.
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)

    def start(self) -> None:
        """Start writing."""
        self._thread.start()

    @property
    def pending(self) -> int:
        """Bytes not yet accepted by the terminal."""
        return len(self._waiting)

    def write(self, text: str) -> None:
        """Queue the text and return at once, from any thread. After `stop` or `abandon` the text is discarded."""
        data = text.encode(self._encoding, errors="replace")
        with self._changed:
            if not (self._closing or self._discarding):
                self._waiting += data
                self._changed.notify()

    def accepts_frame(self) -> bool:
        """Return whether the terminal keeps up; once False, it stays False until `on_empty` is called."""
        with self._changed:
            # Returning True earlier would let fast changes take all the room, and the rest would never be drawn.
            self._frame_refused |= len(self._waiting) > BACKLOG
            return not self._frame_refused

    def stop(self, patience: float = 1.0) -> bool:
        """Wait at most `patience` seconds for the terminal to take what is pending, then discard the rest.

        Returns whether everything was taken. `send_now` works until `close`.
        """
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(patience)
        was_taken = not self._waiting
        self.abandon()
        return was_taken

    def abandon(self) -> None:
        """Discard what is pending and all later writes; wait at most 0.2 seconds for a write in progress."""
        self._discarding = True
        with self._changed:
            self._waiting.clear()
            self._changed.notify()
        # This times out only if the descriptor could not be opened a second time and a write hangs in it.
        if self._pen.acquire(timeout=0.2):
            self._pen.release()

    def send_now(self, data: bytes, patience: float = 0.1) -> bool:
        """Write the data past the queue, for at most twice `patience` seconds; return whether all was written.

        Halfway, what a stalled terminal has accepted but not shown is discarded to make room: it belongs to a screen
        that is about to go, and otherwise the modes reset here would outlive the program.
        """
        if not self._is_private:
            with suppress(OSError):
                os.set_blocking(self._fd, False)
        try:
            return self._send_now(data, patience)
        except OSError:
            return False
        finally:
            # Other programs, such as the shell, share this descriptor's flags unless it is private.
            if not self._is_private:
                with suppress(OSError):
                    os.set_blocking(self._fd, True)

    def close(self) -> None:
        """Close the descriptor; nothing can be written afterwards."""
        self.abandon()
        if self._thread.is_alive():
            self._thread.join(2 * _GLANCE)
        # A descriptor that a thread still waits on must not be closed: its number could be reused for another file.
        if self._is_private and not self._thread.is_alive():
            self._is_private = False
            os.close(self._fd)
            self._fd = -1

    def _send_now(self, data: bytes, patience: float) -> bool:
        for attempt in range(2):
            deadline = time.monotonic() + patience
            while data and time.monotonic() < deadline:
                try:
                    data = data[os.write(self._fd, data) :]
                except BlockingIOError:
                    select.select([], [self._fd], [], patience / 5)
            if data and attempt == 0:
                with suppress(termios.error):
                    termios.tcflush(self._fd, termios.TCOFLUSH)
        return not data

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing or self._discarding)
                chunk = bytes(self._waiting[: _CHUNK if self._is_private else _SMALL_CHUNK])
            if not chunk:
                return
            try:
                count = self._offer(chunk)
            except (OSError, ValueError):  # hung up, or closed meanwhile; this terminal will not be read again
                self.abandon()
                return
            if self._forget(count):
                self._on_empty()

    def _offer(self, chunk: bytes) -> int:
        """Write as much as the terminal takes at once; return the number of bytes."""
        if not select.select([], [self._fd], [], _GLANCE)[1]:
            return 0
        with self._pen:
            if self._discarding:
                return 0
            try:
                return os.write(self._fd, chunk)
            except BlockingIOError:
                # Another process is writing to the same terminal, so it is busy although `select` said it was free.
                time.sleep(_GLANCE / 10)
                return 0

    def _forget(self, count: int) -> bool:
        """Remove the bytes that were taken; return whether to call `on_empty`."""
        with self._changed:
            del self._waiting[:count]
            is_due = self._frame_refused and not self._waiting and not (self._closing or self._discarding)
            if is_due:
                self._frame_refused = False
            return is_due


def _open_again(fd: int) -> tuple[int, bool]:
    """Open the descriptor's terminal a second time, so that only this program's writes are non-blocking.

    The flags of the descriptor itself are shared with the shell and other programs that write there. Returns the
    descriptor to use and whether it is private; if opening fails, the old one is used and may block our thread.
    """
    if os.isatty(fd):
        for path in (_name_of(fd), "/dev/tty"):
            with suppress(OSError):
                return os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC), True
    return fd, False


def _name_of(fd: int) -> str:
    try:
        return os.ttyname(fd)
    except OSError:  # the terminal was made in another container
        return "/dev/tty"
