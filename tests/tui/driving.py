"""Drives the whole app in memory as a person does: keys and passing time in, the text of the screen out."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, ClassVar
from unittest.mock import patch

from textual import events
from textual.css.model import RuleSet
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from achilles_tui.application.intents import Intent
from achilles_tui.tui.app import AchillesApp
from achilles_tui.tui.looks import Looks, looks
from achilles_tui.tui.pages.history.reader import GROUP
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.session.picture import SessionPicture
from achilles_tui.tui.session.screen import SessionScreen
from achilles_tui.tui.stylesheet import Sheet
from tests.memory import MemoryServices

Kind = type[Screen[Any]]

STEP = 1.25
"""Session seconds between two looks at the clock; under the gap."""


FRAMES = 10
"""The most pictures until a screen is at rest. In five by two cells some never are: they are laid out over and over."""


class Drive:
    """One running app and its services."""

    def __init__(self, app: AchillesApp, pilot: Pilot[Any], services: MemoryServices) -> None:
        """Drive this app."""
        self.app, self.pilot, self.services = app, pilot, services

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has had its effect; the screen is painted after the last."""
        for key in keys:
            screen = self.app.screen
            self.app.post_message(_event(key))
            await self._drain()
            if self.app.screen is not screen:
                await self.settle()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def wait(self, seconds: float) -> None:
        """Let session seconds pass, with the screen looking at its clock; only what it shows at last is drawn."""
        left = seconds
        with patch.object(SessionPicture, "show"):
            while left > STEP:
                self._look(STEP)
                left -= STEP
        if left > 1e-9:
            self._look(left)
        await self.settle()

    def _look(self, later: float) -> None:
        self.services.pass_time(later)
        for screen in self.app.screen_stack:
            if isinstance(screen, SessionScreen | ProgramScreen):
                screen.look()

    async def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def settle(self) -> None:
        """Let all messages, readings and screen changes come to rest, and the screen be painted."""
        for _ in range(FRAMES):
            await self._drain()
            while reading := [one for one in self.app.workers if one.group == GROUP and not one.is_finished]:
                await self.app.workers.wait_for_complete(reading)
                await self._drain()
            self.app.screen._on_timer_update()  # noqa: SLF001 what Textual does sixty times a second
            if not _ready():
                break
        self.app.screen._refresh_layout()  # noqa: SLF001 rows that were mounted last wait for the next frame
        _paint(self.app.screen)

    async def _drain(self) -> None:
        """Let everything be done that can be done at once: what is left waits for a key, a thread or the clock."""
        while _ready():  # noqa: ASYNC110 it sleeps for nobody
            await asyncio.sleep(0)

    def text(self) -> str:
        """Return what stands on the screen, without the blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()  # noqa: SLF001 there is no public way to read it
        return "\n".join(strip.text.rstrip() for strip in strips)

    def shows(self, screen: Kind) -> bool:
        """Whether a screen of this kind is on top."""
        return isinstance(self.app.screen, screen)

    def line(self, name: str) -> str:
        """Return one line of the screen on top by its place."""
        from achilles_tui.tui.widgets.line import Line  # noqa: PLC0415

        return self.app.screen.query_one(f"#{name}", Line).text


_paint = Screen._compositor_refresh  # noqa: SLF001 there is no public way to paint


def _leave_unpainted(screen: Screen[Any]) -> None:
    """Take the place of `_paint` until all is at rest: nobody reads what stands there for a moment."""
    screen._dirty_widgets.clear()  # noqa: SLF001 its parts of the screen are noted elsewhere


def _never(pump: MessagePump, _interval: float, *args: Any, **options: Any) -> Timer:  # noqa: ANN401 as Textual has it
    """Take the place of a screen's timers: the test's clock is held, and the screen looks when the test says so."""
    return _set_timer(pump, timedelta(days=1).total_seconds(), *args, **options)


_set_timer = MessagePump.set_timer


def _ready() -> bool:
    """Whether the loop has something to do at once; there is no public way to know."""
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]  # noqa: SLF001


def _event(name: str) -> events.Key:
    """Return the key of this name, or of this letter, as a terminal sends it."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    try:
        return events.Key(key, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key))))
    except KeyError:
        return events.Key(key, key if len(key) == 1 else None)


class _ReadSheet(Sheet):
    """A sheet that reads no rule which an app before has read with the same colours."""

    _READ: ClassVar[dict[object, list[RuleSet]]] = {}

    def _parse_rules(self, *source: Any, **scope: Any) -> list[RuleSet]:  # noqa: ANN401 as Textual has it
        key = (source, *scope.items(), *self._variables.items())
        if key not in self._READ:
            self._READ[key] = super()._parse_rules(*source, **scope)
        return self._READ[key]


@asynccontextmanager
async def running(
    services: MemoryServices | None = None,
    wish: Intent | None = None,
    size: tuple[int, int] = (80, 24),
    chosen: Looks | None = None,
) -> AsyncIterator[Drive]:
    """Run the app at a size in cells, with a wish from the command line if there is one."""
    services = services or MemoryServices()
    app = AchillesApp(services, wish, chosen or looks(services.settings.load(), {}, "256"))
    app.stylesheet = _ReadSheet(variables=app.get_css_variables())
    with patch.multiple(Screen, _compositor_refresh=_leave_unpainted, set_interval=_never, set_timer=_never):
        async with app.run_test(size=size) as pilot:
            drive = Drive(app, pilot, services)
            await drive.settle()
            yield drive
