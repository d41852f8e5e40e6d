"""Measures the program with ten years of files beside the program with none, and says which budgets are met.

    python -m tests.bench.decade [--quick] [--json FILE]

Both have the same settings and answers; a figure is the median of its rounds, which alternate. What is kept in memory
stands beside a bare Textual program. Other work on the machine makes all figures worse, those of both alike: so ratios
say most, and its load is told as well.
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

from tests.bench import looking_back, years
from tests.bench.bare import TEXTS
from tests.bench.figures import Budget, Figure, Sheet, in_rounds, run
from tests.bench.looking_back import ALL_READ, FROM_START, HALF, LONGEST, MOST, OPENS, TODAY_SHOWN
from tests.bench.measuring import START_LIMIT, Stopwatch, usage
from tests.bench.session import BARE_PROGRAM, ENVIRONMENT, MEMORY_AGE, PROGRAM

WALL, CPU = "ms", "ms of CPU"
RESIDENT, PROPORTIONAL = "MB, RSS", "MB, Pss"
MAKE, FILES = "s", "files"

TODAY, STATUS, LOG, REPORT = "Today opens", "status", "log", "report"
PAGES = {
    "Programs": ("2", "Programs"),
    "History": ("3", r"History · 24 weeks · (?:\d|nothing)"),
    "Learn": ("4", "Learn"),
}
"""The other pages: the key that leads there, and what is seen then."""
EMPTY = ", none"
"""What follows the name of a case where there are no files."""
BARE = "bare app"

BUDGETS = {
    (TODAY, WALL): Budget(1.1, of_base=True),
    (TODAY, CPU): Budget(1.1, of_base=True),
    (STATUS, CPU): Budget(1.1, of_base=True),
    (OPENS, WALL): Budget(1.3, of_base=True),
    (FROM_START, WALL): Budget(1.3, of_base=True),
    **{(case, LONGEST): Budget(50) for case in looking_back.KEYS},
    (REPORT, WALL): Budget(6_000),
    **{(case, RESIDENT): Budget(2, of_base=True) for case in (TODAY, *PAGES, ALL_READ)},
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


def measure_memory(home: Home, page: str, seconds: float) -> Iterator[Figure]:
    """Measure what another page keeps. seconds: the age of the program then."""
    key, shows = PAGES[page]
    with Stopwatch.spawn(home.command, env=ENVIRONMENT) as terminal:
        terminal.opened(TODAY_SHOWN)
        terminal.press(key, shows, limit=START_LIMIT)
        terminal.read_for(seconds - terminal.age)
        memory = usage(terminal.pid)
        yield Figure(f"{page}{home.told}", RESIDENT, memory.resident / 1e6)
        yield Figure(f"{page}{home.told}", PROPORTIONAL, memory.proportional / 1e6)


def measure_report(home: Home) -> Iterator[Figure]:
    """Measure a report of everything from its start to its end, in a terminal, which shows how far it has come."""
    file = home.folder / "report.html"
    with Stopwatch.spawn([*home.command, "report", "--html", str(file), "--force"], env=ENVIRONMENT) as terminal:
        if not home.told:
            terminal.opened(r"Reading [\d,]+ of [\d,]+ days")
        terminal.wait_until(lambda: terminal.exit_code is not None, "the end of the report", timeout=LONGEST_COMMAND)
        yield Figure(f"{REPORT}{home.told}", WALL, 1000 * terminal.age)
        if terminal.exit_code:
            raise AssertionError(f"the report ended with {terminal.exit_code}")


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


LONGEST_COMMAND = 120.0
"""Seconds to wait at most for the end of a command."""


class Extent(NamedTuple):
    """How much is measured: rounds, and the days on disk."""

    rounds: int
    days: int


THOROUGH, QUICK = Extent(rounds=3, days=years.DECADE), Extent(rounds=1, days=400)


def table(home: Home) -> Sequence[Callable[[], Iterator[Figure]]]:
    """Return all that is measured in these folders; what takes a second and varies, several times a round."""
    opening = partial(looking_back.measure_opening, home.command, home.told, ENVIRONMENT)
    return (
        partial(measure_page, home, TODAY, TODAY_SHOWN, seconds=MEMORY_AGE),
        *[partial(measure_page, home, TODAY, TODAY_SHOWN, seconds=0)] * 2,
        *[opening] * 2,
        partial(measure_command, home, STATUS, "status"),
        partial(measure_command, home, "today", "today"),
        partial(measure_command, home, LOG, "log"),
        partial(measure_report, home),
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
        keys = partial(looking_back.measure_keys, full.command, ENVIRONMENT)
        memory = [partial(measure_memory, full, page, MEMORY_AGE) for page in PAGES]
        yield from in_rounds(extent.rounds, [*pairs, keys, *memory, partial(measure_bare, MEMORY_AGE)])


def beside(case: str, unit: str) -> str:
    """Return the case without files; for memory, the bare program."""
    if unit in {RESIDENT, PROPORTIONAL}:
        return BARE
    return case if case.endswith(EMPTY) else f"{case}{EMPTY}"


UNITS = (FILES, MAKE, WALL, CPU, HALF, MOST, LONGEST, RESIDENT, PROPORTIONAL)
SHEET = Sheet("none / bare", beside, hides=lambda case: case.endswith(EMPTY), units=UNITS, budgets=BUDGETS)

if __name__ == "__main__":
    run("Measure the program with ten years of files beside one with none.", measure, SHEET)
