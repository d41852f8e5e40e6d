"""Measures the program with ten years of files beside the program with none, and says which budgets are met.

    python -m tests.bench.decade [--quick] [--json FILE]

Both have the same settings and answers; a figure is the median of its rounds, which alternate. Other work on the
machine makes all figures worse, those of both alike: so ratios say most, and its load is told as well.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench import years
from tests.bench.bare import TEXTS
from tests.bench.figures import Budget, Figure, Sheet, in_rounds, run
from tests.bench.measuring import Stopwatch, usage
from tests.bench.session import BARE_PROGRAM, ENVIRONMENT, MEMORY_AGE, PROGRAM

WALL, CPU = "ms", "ms of CPU"
RESIDENT, PROPORTIONAL = "MB, RSS", "MB, Pss"
MAKE, FILES = "s", "files"

TODAY, STATUS, LOG = "Today opens", "status", "log"
EMPTY = ", none"
"""What follows the name of a case where there are no files."""
BARE = "bare app"

BUDGETS = {
    (TODAY, WALL): Budget(1.1, of_base=True),
    (TODAY, CPU): Budget(1.1, of_base=True),
    (STATUS, CPU): Budget(1.1, of_base=True),
}


class Home(NamedTuple):
    """A person's folders. told: what follows the names of their cases."""

    folder: Path
    told: str = ""

    @property
    def command(self) -> list[str]:
        """The program in these folders."""
        data, config = str(self.folder / "data"), str(self.folder / "config")
        return [*PROGRAM, "--data-dir", data, "--config-dir", config]

    def settle(self) -> None:
        """Tell what is told once, and how this morning was."""
        told = ["--program", years.PROGRAM, "--side", "left", "--region", "mid-portion", "--no-red-flags"]
        subprocess.run([*self.command, "setup", *told], check=True, stdout=subprocess.DEVNULL)
        checkin = [*self.command, "checkin", "--pain", "1", "--stiffness", "5"]
        subprocess.run(checkin, check=True, stderr=subprocess.DEVNULL)


def measure_page(home: Home, case: str, shows: str, *, seconds: float) -> Iterator[Figure]:
    """Measure the opening of the first page, and what it keeps. seconds: its age when memory is looked at."""
    with Stopwatch.spawn(home.command, env=ENVIRONMENT) as terminal:
        yield Figure(f"{case}{home.told}", WALL, 1000 * terminal.opened(shows))
        yield Figure(f"{case}{home.told}", CPU, 1000 * usage(terminal.pid).processor_seconds)
        if seconds:
            terminal.read_for(seconds - terminal.age)
            memory = usage(terminal.pid)
            yield Figure(f"{case}{home.told}", RESIDENT, memory.resident / 1e6)
            yield Figure(f"{case}{home.told}", PROPORTIONAL, memory.proportional / 1e6)


def measure_bare(seconds: float) -> Iterator[Figure]:
    """Measure what the least Textual program keeps."""
    with Stopwatch.spawn(BARE_PROGRAM, env=ENVIRONMENT) as terminal:
        yield Figure(BARE, WALL, 1000 * terminal.opened(TEXTS[0]))
        yield Figure(BARE, CPU, 1000 * usage(terminal.pid).processor_seconds)
        terminal.read_for(seconds - terminal.age)
        memory = usage(terminal.pid)
        yield Figure(BARE, RESIDENT, memory.resident / 1e6)
        yield Figure(BARE, PROPORTIONAL, memory.proportional / 1e6)


def measure_command(home: Home, case: str, *words: str) -> Iterator[Figure]:
    """Measure a command from its start to its end."""
    begun = time.monotonic()
    program = subprocess.Popen([*home.command, *words], stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(code)
    if program.returncode:
        raise AssertionError(f"{words} ended with {program.returncode}")
    yield Figure(f"{case}{home.told}", WALL, 1000 * (time.monotonic() - begun))
    yield Figure(f"{case}{home.told}", CPU, 1000 * (used.ru_utime + used.ru_stime))
    yield Figure(f"{case}{home.told}", RESIDENT, used.ru_maxrss * 1024 / 1e6)


class Extent(NamedTuple):
    """How much is measured: rounds, and the days on disk."""

    rounds: int
    days: int


THOROUGH, QUICK = Extent(rounds=6, days=years.DECADE), Extent(rounds=1, days=400)


def table(home: Home) -> Sequence[Callable[[], Iterator[Figure]]]:
    """Return all that is measured in these folders."""
    return (
        partial(measure_page, home, TODAY, r"heel raises, week \d", seconds=MEMORY_AGE),
        partial(measure_command, home, STATUS, "status"),
        partial(measure_command, home, "today", "today"),
        partial(measure_command, home, LOG, "log"),
    )


def measure(is_quick: bool) -> Iterator[Figure]:  # noqa: FBT001 it is called with nothing else
    """Make the years and measure everything."""
    extent = QUICK if is_quick else THOROUGH
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Home(Path(folder) / "full"), Home(Path(folder) / "empty", EMPTY)
        for home in (full, empty):
            home.settle()
        begun, yesterday = time.monotonic(), date.today() - timedelta(days=1)  # noqa: DTZ011 the program's own day
        yield Figure("making", FILES, years.make(full.folder / "data", yesterday, extent.days))
        yield Figure("making", MAKE, time.monotonic() - begun)
        pairs = [one for both in zip(table(full), table(empty), strict=True) for one in both]
        yield from in_rounds(extent.rounds, [*pairs, partial(measure_bare, MEMORY_AGE)])


def beside(case: str) -> str:
    """Return the case without files."""
    return case if case.endswith(EMPTY) else f"{case}{EMPTY}"


SHEET = Sheet("none", beside, hides=True, units=(FILES, MAKE, WALL, CPU, RESIDENT, PROPORTIONAL), budgets=BUDGETS)

if __name__ == "__main__":
    run("Measure the program with ten years of files beside one with none.", measure, SHEET)
