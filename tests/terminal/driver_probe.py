"""A small app for the tests of the driver: it fills the screen with a count and notes in files what it lives through.

    python -m tests.terminal.driver_probe FOLDER [hang]

Keys: f freezes the count, o lets the first line only go on, b blocks the line with bytes that show nothing, s sticks
the main thread in a loop, ctrl+z stops the process, q quits. With `hang`, saving never ends.
"""

import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Key
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from achilles_tui.terminal.driver import CalmApp, CalmDriver
from achilles_tui.terminal.filters import HARMLESS

TICK = 0.01  # seconds


class Wall(Widget):
    """A screen full of one number."""

    DEFAULT_CSS = "Wall { height: 1fr; }"
    count = 0
    rest = 0  # what all lines but the first show

    def render_line(self, y: int) -> Strip:
        """Return one line, filled with the number."""
        word = f"{self.rest if y else self.count:07} "
        return Strip([Segment((word * (self.size.width // len(word) + 1))[: self.size.width])])


class Probe(CalmApp[None]):
    """The app; `folder` receives `status.json` at each tick and `saved` when it is told to save."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit"), ("ctrl+z", "suspend_process")]

    def __init__(self, folder: Path, *, saving_hangs: bool) -> None:
        super().__init__()
        self.folder = folder
        self.saving_hangs = saving_hangs
        self.wall = Wall()
        self.ticks = 0
        self.keys = ""
        self.suspended = 0
        self.is_frozen = False
        self.is_small = False

    def compose(self) -> ComposeResult:
        """Make the wall."""
        yield self.wall

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters, ours first."""
        return [HARMLESS, *super().get_line_filters()]

    def on_mount(self) -> None:
        """Begin to count."""
        self.app_suspend_signal.subscribe(self, self._note_suspend, immediate=True)
        self.set_interval(TICK, self._tick)

    def on_key(self, event: Key) -> None:
        """Note the key."""
        self.keys += event.character or ""
        match event.key:
            case "f":
                self.is_frozen = True
            case "o":
                self.is_small = True
            case "b" if isinstance(self._driver, CalmDriver):
                self._driver.write(f"\x1b]0;{'x' * 100_000}\x07")
            case "s":
                self._note()
                while True:
                    pass

    def flush_unsaved(self) -> None:
        """Leave the marker."""
        (self.folder / "saved").touch()
        if self.saving_hangs:
            threading.Event().wait()

    def _note_suspend(self, _app: object) -> None:
        self.suspended += 1

    def _tick(self) -> None:
        self.ticks += 1
        if not self.is_frozen:
            self.wall.count = self.ticks
            if not self.is_small:
                self.wall.rest = self.ticks
            self.wall.refresh(*([Region(0, 0, self.wall.size.width, 1)] if self.is_small else []))
        self._note()

    def _note(self) -> None:
        driver = self._driver
        status = {
            "ticks": self.ticks,
            "pid": os.getpid(),
            "count": self.wall.count,
            "rest": self.wall.rest,
            "keys": self.keys,
            "suspended": self.suspended,
            "pending": driver.pending if isinstance(driver, CalmDriver) else -1,
            "threads": [thread.name for thread in threading.enumerate()],
        }
        new = self.folder / "status.new"
        new.write_text(json.dumps(status), encoding="utf-8")
        os.replace(new, self.folder / "status.json")  # noqa: PTH105  as short and as whole


if __name__ == "__main__":
    Probe(Path(sys.argv[1]), saving_hangs="hang" in sys.argv[2:]).run()
