"""A terminal to run the real program in: a pty, the screen a person would see, and keys to press.

Nothing is read unless a method says so: a terminal that stops reading is one whose methods are called with
`reading=False`, or not at all. It must not know the program; whoever uses it says what to wait for.

    with Terminal.spawn([sys.executable, "-m", "achilles_tui"]) as terminal:
        terminal.wait_for("Start")
        terminal.send("q")
        assert terminal.wait() == 0
"""

import inspect
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from typing import Any, Self

import pyte

DEADLINE = 30.0
"""Seconds after which what has not come will not come, on however busy a machine."""

# The modes a new terminal has on. Only the others are to be found on in `modes_changed`, and these off.
_ON_AT_FIRST = frozenset({"?7", "?25"})
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[[<>]\d*u")  # pushes and pops of the kitty keyboard; pyte would draw their last letter
_UNFINISHED = re.compile(rb"\x1b(?:\[[\d;<>?$]*)?\Z")


class Terminal:
    """A running program and the terminal it runs in; a context manager that leaves neither behind.

    The program is the foreground job of a very small shell (`_shell` below), as in life.
    """

    def __init__(self, program: "subprocess.Popen[bytes]", line: socket.socket, master: int) -> None:
        self.raw = bytearray()  # every byte read so far
        self._shell_process = program
        self._line = line
        self._master = master
        self._replies: dict[bytes, bytes] = {}
        self._asked = 0
        self._news = b""
        self._pid: int | None = None
        self._code: int | None = None
        self.is_stopped = False  # as the shell was told last; kept up to date by every method that waits
        rows, columns, _, _ = struct.unpack("HHHH", ioctl(master, termios.TIOCGWINSZ, bytes(8)))
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    @classmethod
    def spawn(  # noqa: PLR0913  each is one thing a terminal can differ in
        cls,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        passes_hangup_on: bool = True,
        under_nohup: bool = False,
    ) -> Self:
        """Start the command in a new terminal of `size` (columns, rows).

        `env` changes the environment, None drops a variable. With `passes_hangup_on` the shell sends its jobs SIGHUP
        when the terminal hangs up, as shells do; without, they hear nothing. `under_nohup` starts it ignoring SIGHUP.
        """
        master, slave = pty.openpty()
        ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        ours, theirs = socket.socketpair()
        changes = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": None, "LINES": None, **(env or {})}
        environment = {**os.environ, **changes}
        source = f"{inspect.getsource(_shell)}\n_shell()"
        flags = [str(theirs.fileno()), str(int(passes_hangup_on)), str(int(under_nohup))]
        with theirs:
            program = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", source, *flags, *command],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env={name: value for name, value in environment.items() if value is not None},
                cwd=cwd,
                start_new_session=True,
                pass_fds=[theirs.fileno()],
            )
        os.close(slave)
        terminal = cls(program, ours, master)
        terminal.wait_until(lambda: terminal._pid is not None, "a program in the terminal")
        return terminal

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pid is not None and self.exit_code is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
        self._line.close()  # the shell ends with this
        self.hang_up()
        self._shell_process.kill()
        self._shell_process.wait()

    # ------------------------------------------------------------------- looking

    def pump(self, seconds: float = 0.0) -> bool:
        """Read what is there, waiting for it at most so long; return whether there was anything."""
        if self._master < 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.raw += data
        for query, reply in self._replies.items():
            start = max(0, self._asked - len(query) + 1)
            for _ in range(self.raw.count(query, start)):
                os.write(self._master, reply)
        self._asked = len(self.raw)
        return True

    def text(self) -> str:
        """Return the screen as lines without trailing spaces, as far as it has been read."""
        end = len(self.raw)
        if unfinished := _UNFINISHED.search(self.raw, max(self._fed, end - 32)):
            end = unfinished.start()
        if end > self._fed:
            self._stream.feed(_KITTY.sub(b"", bytes(self.raw[self._fed : end])))
            self._fed = end
        return "\n".join(line.rstrip() for line in self._screen.display)

    def colours(self) -> list[list[tuple[str, str, str]]]:
        """Return every cell of the screen as its letter, its colour and the colour behind it."""
        self.text()
        cells, size = self._screen.buffer, (self._screen.lines, self._screen.columns)
        return [[(cells[y][x].data, cells[y][x].fg, cells[y][x].bg) for x in range(size[1])] for y in range(size[0])]

    def modes_changed(self) -> set[str]:
        """Return the modes that are not as in a new terminal: `?1049` is on, `not ?25` off, `kitty` pushed."""
        changed: dict[str, bool] = {}
        for match in _MODE.finditer(self.raw):
            for number in match[1].decode().split(";"):
                name = f"?{number}"
                is_on = match[2] == b"h"
                changed[name if name not in _ON_AT_FIRST else f"not {name}"] = is_on != (name in _ON_AT_FIRST)
        depth = 0
        for match in _KITTY.finditer(self.raw):
            depth = depth + 1 if match[0][2:3] == b">" else max(0, depth - 1)
        return {name for name, is_changed in changed.items() if is_changed} | ({"kitty"} if depth else set())

    def attributes(self) -> list[Any]:
        """Return the terminal's settings as `termios.tcgetattr` has them."""
        return termios.tcgetattr(self._master)

    # -------------------------------------------------------------------- acting

    def send(self, keys: str | bytes) -> None:
        """Type the keys."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def answer(self, query: bytes, reply: bytes) -> None:
        """Type the reply whenever the program sends the query, as terminals do when asked about themselves."""
        self._replies[query] = reply

    def set_attributes(self, attributes: list[Any]) -> None:
        """Change the terminal's settings, as a shell does when a job stops."""
        termios.tcsetattr(self._master, termios.TCSANOW, attributes)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; the program is told by SIGWINCH."""
        self.text()
        self._screen.resize(rows, columns)
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wipe(self) -> None:
        """Clear the screen behind the program's back, as whatever is drawn there by others does."""
        self.text()
        self._screen.reset()

    def hang_up(self) -> None:
        """Close the terminal, as a window or a connection is closed."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        assert self._pid is not None
        os.kill(self._pid, number)

    # ------------------------------------------------------------------- waiting

    @property
    def pid(self) -> int:
        """The program's process id."""
        assert self._pid is not None
        return self._pid

    @property
    def exit_code(self) -> int | None:
        """What the program ended with, minus n if signal n killed it; None while it lives."""
        self._listen()
        return self._code

    def wait_until(
        self, condition: Callable[[], object], what: str, *, timeout: float = DEADLINE, reading: bool = True
    ) -> None:
        """Wait at most `timeout` seconds until the condition is true; `what` names it in the failure."""
        deadline = time.monotonic() + timeout
        while True:
            self._listen()
            if condition():
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"Waited {timeout} s in vain for {what}; the screen shows:\n{self.text()}")
            if not (reading and self.pump(0.01)):
                time.sleep(0.005)

    def wait_for(self, pattern: str, *, timeout: float = DEADLINE) -> re.Match[str]:
        """Read until the screen shows the pattern."""
        found: list[re.Match[str]] = []

        def is_shown() -> bool:
            if match := re.search(pattern, self.text()):
                found.append(match)
            return match is not None

        self.wait_until(is_shown, f"{pattern!r} on the screen", timeout=timeout)
        return found[0]

    def wait(self, *, timeout: float = DEADLINE, reading: bool = True) -> int:
        """Wait at most `timeout` seconds for the end of the program, read the rest, and return its exit code."""
        self.wait_until(lambda: self.exit_code is not None, "the end of the program", timeout=timeout, reading=reading)
        while self.pump():
            pass
        assert self._code is not None
        return self._code

    def _listen(self) -> None:
        """Take in what the shell has to say about its job."""
        while self._line.fileno() >= 0 and select.select([self._line], [], [], 0)[0]:
            data = self._line.recv(4096)
            if not data:
                return
            *lines, self._news = (self._news + data).split(b"\n")
            for kind, number in (line.split() for line in lines):
                match kind:
                    case b"pid":
                        self._pid = int(number)
                    case b"exit":
                        self._code = int(number)
                    case _:
                        self.is_stopped = kind == b"stopped"


def _shell() -> None:
    """Run one job on a controlling terminal and tell what becomes of it; sent to another interpreter as source.

    It outlives its job until nobody listens: the kernel resets a terminal whose session leader ends, and so would
    hide what the job has left behind.
    """
    import fcntl  # noqa: PLC0415  this function runs alone, in another process
    import os  # noqa: PLC0415
    import signal  # noqa: PLC0415
    import sys  # noqa: PLC0415
    import termios  # noqa: PLC0415

    line, passes_hangup_on, under_nohup = map(int, sys.argv[1:4])
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    job = os.fork()
    if not job:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        if under_nohup:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.close(line)
        os.execvp(sys.argv[4], sys.argv[4:])  # noqa: S606  that is what a shell is for
    signal.signal(signal.SIGHUP, lambda *_: os.kill(job, signal.SIGHUP) if passes_hangup_on else None)
    os.write(line, b"pid %d\n" % job)
    while True:
        _, status = os.waitpid(job, os.WUNTRACED | os.WCONTINUED)
        if os.WIFSTOPPED(status):
            os.write(line, b"stopped 0\n")
        elif os.WIFCONTINUED(status):
            os.write(line, b"continued 0\n")
        else:
            os.write(line, b"exit %d\n" % os.waitstatus_to_exitcode(status))
            break
    os.read(line, 1)
