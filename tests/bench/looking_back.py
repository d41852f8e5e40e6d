"""Measures the history page: how soon it is there, what it keeps, and how soon it answers keys, also while it reads."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from tests.bench.figures import Figure
from tests.bench.measuring import START_LIMIT, Stopwatch, percentile, usage

WALL, HALF, MOST, LONGEST = "ms", "ms, p50", "ms, p95", "ms, longest"
RESIDENT, PROPORTIONAL = "MB, RSS", "MB, Pss"

OPENS, FROM_START = "History opens", "History from the start"
MOVING, ZOOMING, WHILE_READING = "moving", "zooming", "keys while reading"
ALL_READ = "History, all years"
KEYS = (MOVING, ZOOMING, WHILE_READING, f"{MOVING}, all years", f"{ZOOMING}, all years")

TODAY_SHOWN = r"heel raises, week \d"
Environment = Mapping[str, str | None]

_PLOTTED = r"History · 24 weeks · (?:\d|nothing)"
"""What is done of what was planned is told as soon as it is read, and the plots are drawn with it."""
_ALL_PLOTTED = r"History · all weeks · (?:\d|nothing)"
_READING = re.compile(r"Reading [\d,]+ of [\d,]+")
_READ_LIMIT: Final = 120.0
"""Seconds to wait at most until years are read."""
_LOOK: Final = 2.0
"""Seconds for which a person looks at Today before the history is wanted; it reads ahead meanwhile."""
_BETWEEN: Final = 0.12, 0.07
"""Seconds from an answer to the next key: at least, and at most so many more, so that keys come at all moments."""


def measure_opening(command: Sequence[str], told: str, environment: Environment) -> Iterator[Figure]:
    """Open the page. told: what follows the names of the cases."""
    with Stopwatch.spawn(command, env=environment) as terminal:
        today = terminal.opened(TODAY_SHOWN)
        terminal.read_for(_LOOK)
        opened = terminal.press("3", _PLOTTED, limit=START_LIMIT)
        yield Figure(f"{OPENS}{told}", WALL, 1000 * opened)
        yield Figure(f"{FROM_START}{told}", WALL, 1000 * (today + opened))


def measure_keys(command: Sequence[str], environment: Environment) -> Iterator[Figure]:
    """Walk through the weeks that are shown at first, then have everything read and walk on."""
    with Stopwatch.spawn(command, env=environment) as terminal:
        terminal.opened(TODAY_SHOWN)
        terminal.press("3", _PLOTTED, limit=START_LIMIT)
        yield from _answers(MOVING, _moves(terminal, lambda pressed: pressed < 16))
        yield from _answers(ZOOMING, _zooms(terminal, 8))
        terminal.send("-")
        yield from _answers(WHILE_READING, _while_reading(terminal))
        terminal.wait_for(_ALL_PLOTTED, timeout=_READ_LIMIT)
        yield from _answers(f"{MOVING}, all years", _moves(terminal, lambda pressed: pressed < 16))
        terminal.press("+", _PLOTTED)
        yield from _answers(f"{ZOOMING}, all years", [*_zooms(terminal, 4), *_to_all_and_back(terminal, 4)])
        memory = usage(terminal.pid)
        yield Figure(ALL_READ, RESIDENT, memory.resident / 1e6)
        yield Figure(ALL_READ, PROPORTIONAL, memory.proportional / 1e6)


def _while_reading(terminal: Stopwatch) -> list[float]:
    """Walk to and fro for as long as the page says that it reads, at least for one key."""
    end = time.monotonic() + 1.0
    while not _READING.search(terminal.text()) and time.monotonic() < end:
        terminal.pump(0.02)
    return _moves(terminal, lambda pressed: not pressed or _READING.search(terminal.text()))


def _moves(terminal: Stopwatch, goes_on: Callable[[int], object]) -> list[float]:
    """Point at the day before and back, again and again."""
    today = date.today()  # noqa: DTZ011 the program's own day
    answers: list[float] = []
    while goes_on(len(answers)):
        _pause(terminal, len(answers))
        back = len(answers) % 2 == 0
        day = today - timedelta(days=1) if back else today
        answers.append(terminal.press("k" if back else "j", f"{day:%a %d %b}"))
    if len(answers) % 2:
        terminal.press("j", f"{today:%a %d %b}")
    return answers


def _zooms(terminal: Stopwatch, times: int) -> list[float]:
    """Look at fewer weeks and at more again."""
    return _pressed(terminal, [("+", "12 weeks"), ("+", " 4 weeks"), ("-", "12 weeks"), ("-", "24 weeks")] * times)


def _to_all_and_back(terminal: Stopwatch, times: int) -> list[float]:
    return _pressed(terminal, [("-", "all weeks"), ("+", "24 weeks")] * times)


def _pressed(terminal: Stopwatch, steps: Sequence[tuple[str, str]]) -> list[float]:
    answers: list[float] = []
    for key, shown in steps:
        _pause(terminal, len(answers))
        answers.append(terminal.press(key, f"History · *{shown.strip()} ·"))
    return answers


def _pause(terminal: Stopwatch, number: int) -> None:
    least, more = _BETWEEN
    terminal.read_for(least + more * (number * 0.618 % 1))


def _answers(case: str, seconds: Sequence[float]) -> Iterator[Figure]:
    yield Figure(case, HALF, 1000 * percentile(list(seconds), 50))
    yield Figure(case, MOST, 1000 * percentile(list(seconds), 95))
    yield Figure(case, LONGEST, 1000 * max(seconds))
