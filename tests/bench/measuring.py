"""Measures a program in a terminal from outside: what it writes, computes and keeps, and how soon it answers a key.

Costs are those of the whole process tree, read from /proc; so this needs Linux. It must not know the program.
"""

import os
import re
import socket
import subprocess
import time
from collections import deque
from pathlib import Path
from typing import NamedTuple

from tests.terminal_emulator import Terminal

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SYNCHRONIZED_UPDATES = (b"\x1b[?2026$p", b"\x1b[?2026;2$y")
"""The question whether the terminal shows frames at once, and the answer that most terminals of today give."""

ANSWER_LIMIT = 2.0
"""Seconds to wait at most for the answer to a key."""
START_LIMIT = 20.0
"""Seconds to wait at most for a program's first picture."""


class Stat(NamedTuple):
    """What is needed of a line of /proc/PID/stat."""

    parent: int
    ticks: int
    """Processor time used, by the process itself and by those of its children that have ended."""


class Usage(NamedTuple):
    """What a process tree has used or uses now."""

    processor_seconds: float
    resident: int
    """Bytes in memory (RSS), those shared with other programs included."""
    proportional: int
    """Bytes in memory (Pss), where what n programs share counts an nth."""


class Flow(NamedTuple):
    """What a program did during a while."""

    bytes_per_second: float
    core_percent: float
    """Share of one processor core."""


class Stopwatch(Terminal):
    """A terminal that notes when each piece of output came, so that interpreting it delays no later note."""

    def __init__(self, program: subprocess.Popen[bytes], line: socket.socket, master: int) -> None:
        super().__init__(program, line, master)
        self._spawned = time.monotonic()
        self._notes: deque[tuple[float, int]] = deque()
        self.answer(*SYNCHRONIZED_UPDATES)

    @property
    def age(self) -> float:
        """Seconds since the program was started."""
        return time.monotonic() - self._spawned

    def pump(self, seconds: float = 0.0) -> bool:
        """Read what is there, waiting for it at most so long; return whether there was anything."""
        has_read = super().pump(seconds)
        if has_read:
            self._notes.append((time.monotonic(), len(self.raw)))
        return has_read

    def read_for(self, seconds: float) -> None:
        """Read for so long, and look at nothing."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(left)

    def flow(self, seconds: float) -> Flow:
        """Read for so long; return what the program wrote and computed meanwhile."""
        begun, length, before = time.monotonic(), len(self.raw), usage(self.pid)
        self.read_for(seconds)
        took = time.monotonic() - begun
        computed = usage(self.pid).processor_seconds - before.processor_seconds
        return Flow((len(self.raw) - length) / took, 100 * computed / took)

    def press(self, key: str, pattern: str, *, limit: float = ANSWER_LIMIT) -> float:
        """Press a key; return the seconds until output came after which the screen shows the pattern.

        limit: seconds to wait at most.
        """
        self.text()
        self._notes.clear()
        pressed = time.monotonic()
        self.send(key)
        return self._seen(pattern, pressed + limit) - pressed

    def opened(self, pattern: str) -> float:
        """Return the seconds from the program's start until output came after which the screen shows the pattern."""
        return self._seen(pattern, self._spawned + START_LIMIT) - self._spawned

    def _seen(self, pattern: str, end: float) -> float:
        while time.monotonic() < end:
            # The emulator is slow; it works when nothing comes, on what has been noted by then.
            while self.pump(0.05):
                pass
            while self._notes:
                came, length = self._notes.popleft()
                if re.search(pattern, self._text_until(length)):
                    return came
        raise AssertionError(f"nothing led to {pattern!r}; the screen shows:\n{self.text()}")

    def _text_until(self, end: int) -> str:
        self._stream.feed(bytes(self.raw[self._fed : end]))
        self._fed = end
        return "\n".join(self._screen.display)


def usage(root: int) -> Usage:
    """Return what a process and all below it have used and use."""
    stats = {int(path.name): stat for path in Path("/proc").glob("[0-9]*") if (stat := _stat(path))}
    tree = [root]
    for one in tree:
        tree += [pid for pid, stat in stats.items() if stat.parent == one]
    memory = [_memory(Path(f"/proc/{pid}")) for pid in tree]
    return Usage(
        sum(stats[pid].ticks for pid in tree) / TICKS_PER_SECOND,
        sum(resident for resident, _ in memory),
        sum(proportional for _, proportional in memory),
    )


def parse_stat(line: str) -> Stat:
    """Read a line of /proc/PID/stat, whose second field is a name that may hold blanks and brackets."""
    fields = line.rpartition(")")[2].split()
    return Stat(int(fields[1]), sum(map(int, fields[11:15])))


def parse_memory(text: str) -> tuple[int, int]:
    """Read /proc/PID/smaps_rollup; return RSS and Pss in bytes."""
    kilobytes = {name: int(value) for name, value in re.findall(r"^(\w+): +(\d+) kB$", text, re.MULTILINE)}
    return 1024 * kilobytes["Rss"], 1024 * kilobytes["Pss"]


def percentile(values: list[float], percent: int) -> float:
    """Return the value below which this share of the values lies, between two neighbours where it must."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _stat(process: Path) -> Stat | None:
    try:
        return parse_stat((process / "stat").read_text("utf-8", errors="replace"))
    except OSError:  # it has ended meanwhile
        return None


def _memory(process: Path) -> tuple[int, int]:
    return parse_memory((process / "smaps_rollup").read_text("ascii"))
