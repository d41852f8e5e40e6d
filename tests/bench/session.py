"""Measures a running session beside a bare Textual program, and says which budgets are met.

    python -m tests.bench.session [--quick] [--json FILE]

Both run in terminals of 80x24, one after the other, in each of several rounds; a figure is the median of its rounds.
Other work on the machine makes all figures worse, so its load is told as well.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.bare import TEXTS
from tests.bench.figures import Budget, Figure, Sheet, in_rounds, run
from tests.bench.measuring import Flow, Stopwatch, percentile, usage

BYTES, CORE = "bytes/s", "% of a core"
HALF, MOST = "ms, p50", "ms, p95"
RESIDENT, PROPORTIONAL, GROWTH = "MB, RSS", "MB, Pss", "MB/min, RSS"
UNITS = (BYTES, CORE, HALF, MOST, RESIDENT, PROPORTIONAL, GROWTH)

FULL, LOW, HOLD, REST, PAUSE = "full motion", "low motion", "hold", "rest", "pause"
KEY, MEMORY, BARE = "key to screen", "memory", "bare"

ENVIRONMENT = dict.fromkeys(("NO_COLOR", "SSH_CONNECTION", "SSH_TTY")) | {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
}
PROGRAM = [sys.executable, "-m", "achilles_tui"]
BARE_PROGRAM = [sys.executable, "-m", "tests.bench.bare"]
QUICK_REST = """
format = 1
id = "quick"
title = "A quick rest"
about = "For measuring: a rest after one repetition."
source = "tests"

[[exercise]]
id = "gastrocnemius-heel-raise"
sets = 2
reps = 1
tempo = { rise = 2, shift = 1, lower = 3, lower_accept = 2, reset = 1, untimed = ["rise"] }
rest = { sets = 60, exercises = 60, floor = 60 }
often = { per_day = 2 }
"""

READY, MOVES, PAUSED = "enter Go", r"(?s)\A(?!.*enter Go).*space Pause", "space Go on"
REPETITION = 7.0
"""Seconds of a heel raise; motion is measured over whole ones, since its parts cost more or less."""
EASE_IN = 5.0
"""Seconds from the first movement of a stretch to its hold."""
RESET = 1.0
"""Seconds from the end of a repetition to the rest."""
SETTLED = 1.5
"""Seconds after which the frames that a change of phase takes are over."""
MEMORY_AGE = 10.0
"""Seconds from the start of a program to the look at its memory."""


BUDGETS = {
    (FULL, BYTES): Budget(20_000),
    (FULL, CORE): Budget(6),
    (LOW, BYTES): Budget(5_000),
    (LOW, CORE): Budget(4),
    **{(case, BYTES): Budget(1_000) for case in (HOLD, REST, PAUSE)},
    **{(case, CORE): Budget(1.5) for case in (HOLD, REST, PAUSE)},
    (KEY, MOST): Budget(20),
    (MEMORY, RESIDENT): Budget(1.4, of_base=True),
    (MEMORY, PROPORTIONAL): Budget(1.4, of_base=True),
}


class Extent(NamedTuple):
    """How much is measured."""

    rounds: int
    window: float
    """Seconds in which a flow is measured where nothing moves."""
    repetitions: int
    """Heel raises in which a flow is measured where something moves."""
    minute: float
    """Seconds over which the growth of memory is measured; a set of full motion lasts 70."""
    pairs: int
    """How often Space is pressed to pause and again to go on."""


THOROUGH = Extent(rounds=2, window=9.0, repetitions=2, minute=60.0, pairs=12)
QUICK = Extent(rounds=1, window=3.0, repetitions=1, minute=15.0, pairs=4)


Measurement = Callable[[Extent], Iterator[Figure]]


def session(folder: Path, *words: str, motion: str = "full") -> Stopwatch:
    """Start a session in a home of its own, and skip the count-in."""
    folders = ["--data-dir", str(folder / "data"), "--config-dir", str(folder / "config")]
    programs = folder / "config" / "programs"
    programs.mkdir(parents=True)
    (programs / "quick.toml").write_text(QUICK_REST, encoding="utf-8")
    subprocess.run([*PROGRAM, *folders, "setup", "--motion", motion], check=True, stdout=subprocess.DEVNULL)
    command = [*PROGRAM, *folders, "start", *words, "--side", "left", "--speed", "1"]
    terminal = Stopwatch.spawn(command, env=ENVIRONMENT)
    terminal.wait_for(READY, timeout=20)
    terminal.send("\r")
    terminal.wait_for(MOVES)
    return terminal


def measure_full_motion(extent: Extent) -> Iterator[Figure]:
    """Measure heel raises from the second on, and the memory of the program while it does them."""
    with tempfile.TemporaryDirectory() as folder, session(Path(folder), "eccentric") as terminal:
        terminal.read_for(MEMORY_AGE - terminal.age)
        before = usage(terminal.pid)
        yield Figure(MEMORY, RESIDENT, before.resident / 1e6)
        yield Figure(MEMORY, PROPORTIONAL, before.proportional / 1e6)
        yield from _flow(FULL, terminal.flow(extent.repetitions * REPETITION))
        terminal.read_for(MEMORY_AGE + extent.minute - terminal.age)
        grown = usage(terminal.pid).resident - before.resident
        yield Figure(MEMORY, GROWTH, grown / 1e6 * 60 / extent.minute)


def measure_low_motion(extent: Extent) -> Iterator[Figure]:
    """Measure heel raises with little motion."""
    with tempfile.TemporaryDirectory() as folder, session(Path(folder), "eccentric", motion="low") as terminal:
        terminal.read_for(REPETITION)  # whose pictures are drawn for the first time
        yield from _flow(LOW, terminal.flow(extent.repetitions * REPETITION))


def measure_hold(extent: Extent) -> Iterator[Figure]:
    """Measure the hold of a stretch."""
    with tempfile.TemporaryDirectory() as folder, session(Path(folder), "stretches") as terminal:
        terminal.read_for(EASE_IN + SETTLED)
        yield from _flow(HOLD, terminal.flow(extent.window))


def measure_rest(extent: Extent) -> Iterator[Figure]:
    """Measure the rest between two sets."""
    with tempfile.TemporaryDirectory() as folder, session(Path(folder), "quick") as terminal:
        terminal.wait_for("1 of 1 done", timeout=20)
        terminal.read_for(RESET + SETTLED)
        yield from _flow(REST, terminal.flow(extent.window))


def measure_keys(extent: Extent) -> Iterator[Figure]:
    """Measure how soon Space pauses a movement and ends the pause; then the pause itself."""
    answers: list[float] = []
    with tempfile.TemporaryDirectory() as folder, session(Path(folder), "eccentric") as terminal:
        for index in range(extent.pairs):
            # Presses at ever other places between two frames.
            terminal.read_for(0.6 + 0.1 * (index * 0.618 % 1))
            answers.append(terminal.press(" ", PAUSED))
            terminal.read_for(0.3)
            answers.append(terminal.press(" ", READY))
            terminal.send("\r")
            terminal.wait_for(MOVES)
        yield from _answers(KEY, answers)
        terminal.press(" ", PAUSED)
        terminal.read_for(SETTLED)
        yield from _flow(PAUSE, terminal.flow(extent.window))


def measure_bare(extent: Extent) -> Iterator[Figure]:
    """Measure the bare program: its keys, then at rest, as it stays."""
    with Stopwatch.spawn(BARE_PROGRAM, env=ENVIRONMENT) as terminal:
        terminal.wait_for(TEXTS[0], timeout=20)
        answers: list[float] = []
        for index in range(1, 2 * extent.pairs + 1):
            terminal.read_for(0.1 + 0.1 * (index * 0.618 % 1))
            answers.append(terminal.press(" ", TEXTS[index % 2]))
        yield from _answers(BARE, answers)
        terminal.read_for(MEMORY_AGE - terminal.age)
        memory = usage(terminal.pid)
        yield Figure(BARE, RESIDENT, memory.resident / 1e6)
        yield Figure(BARE, PROPORTIONAL, memory.proportional / 1e6)
        yield from _flow(BARE, terminal.flow(extent.window))


MEASUREMENTS: Sequence[Measurement] = (
    measure_bare,
    measure_full_motion,
    measure_low_motion,
    measure_hold,
    measure_rest,
    measure_keys,
)


def _flow(case: str, flow: Flow) -> Iterator[Figure]:
    yield Figure(case, BYTES, flow.bytes_per_second)
    yield Figure(case, CORE, flow.core_percent)


def _answers(case: str, seconds: list[float]) -> Iterator[Figure]:
    yield Figure(case, HALF, 1000 * percentile(seconds, 50))
    yield Figure(case, MOST, 1000 * percentile(seconds, 95))


SHEET = Sheet(BARE, lambda _case, _unit: BARE, hides=lambda _case: False, units=UNITS, budgets=BUDGETS)


def measure(is_quick: bool) -> Iterator[Figure]:  # noqa: FBT001 it is called with nothing else
    """Measure everything."""
    extent = QUICK if is_quick else THOROUGH
    return in_rounds(extent.rounds, [partial(one, extent) for one in MEASUREMENTS])


if __name__ == "__main__":
    run("Measure a session beside a bare Textual program.", measure, SHEET)
