"""Drives the whole app in memory as a person does: keys and passing time in, the text of the screen out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from achilles_tui.application.intents import Wish
from achilles_tui.tui.app import AchillesApp
from achilles_tui.tui.looks import Looks, looks
from achilles_tui.tui.pages.history.reader import GROUP
from achilles_tui.tui.pages.program import ProgramScreen
from achilles_tui.tui.session.screen import SessionScreen
from tests.memory import MemoryServices

Kind = type[Screen[Any]]

STEP = 0.5
"""Session seconds between two looks at the clock; under the gap."""


class Drive:
    """One running app and its services."""

    def __init__(self, app: AchillesApp, pilot: Pilot[Any], services: MemoryServices) -> None:
        """Drive this app."""
        self.app, self.pilot, self.services = app, pilot, services

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def wait(self, seconds: float) -> None:
        """Let session seconds pass, with the screen looking at its clock as it does ten times a second."""
        left = seconds
        while left > 1e-9:
            self.services.pass_time(min(STEP, left))
            left -= STEP
            for screen in self.app.screen_stack:
                if isinstance(screen, SessionScreen | ProgramScreen):
                    screen.look()
        await self.settle()

    async def settle(self) -> None:
        """Let all messages, workers and screen changes come to rest."""
        for _ in range(2):
            await self.pilot.pause()
            reading = [one for one in self.app.workers if one.group == GROUP]
            if reading:  # with none, Textual would wait for all workers, and a session led is one
                await self.app.workers.wait_for_complete(reading)
            await self.pilot.pause()

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


@asynccontextmanager
async def running(
    services: MemoryServices | None = None,
    wish: Wish | None = None,
    size: tuple[int, int] = (80, 24),
    chosen: Looks | None = None,
) -> AsyncIterator[Drive]:
    """Run the app at a size in cells, with a wish from the command line if there is one."""
    services = services or MemoryServices()
    app = AchillesApp(services, wish, chosen or looks(services.settings.load(), {}, "256"))
    async with app.run_test(size=size) as pilot:
        drive = Drive(app, pilot, services)
        await drive.settle()
        yield drive
