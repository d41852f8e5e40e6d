"""What all pages have in common: they read files, post the chosen intent, and name their keys.

The screens over a page load when they open.
"""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from achilles_tui.application.settings import settings_or_defaults
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.base.units import Side
from achilles_tui.tui import keys
from achilles_tui.tui.widgets.keyed import KeyedScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events

    from achilles_tui.application.intents import Intent
    from achilles_tui.application.services import Services
    from achilles_tui.domain.agenda.gate import Gate
    from achilles_tui.domain.settings import Settings
    from achilles_tui.tui.looks import Looks


class Page(KeyedScreen[None]):
    """A page, or a screen opened from it. It reads everything again whenever it comes to the front."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings((*keys.LISTS, *keys.PAGES, *keys.PAGE)),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]
    TEXT: ClassVar[str] = ""
    """The id of its long text, if it has one."""
    FOOTNOTE: ClassVar[str] = ""
    """What its help says below the keys."""

    class IntentChosen(Message):
        """The person chose something to do."""

        def __init__(self, intent: Intent) -> None:
            """Carry the intent."""
            super().__init__()
            self.intent = intent

    def __init__(self, services: Services, looks: Looks) -> None:
        """Use these services."""
        super().__init__()
        self.services, self.looks = services, looks
        self.busy = False
        """Whether questions or other screens are open over this page."""
        self._is_stale = False

    def read_anew(self) -> None:
        """Read again what the page shows, such as the log, the programs and the settings, and show it."""

    def current_settings(self) -> Settings:
        """Return the settings, or the defaults if they cannot be read; other places report that."""
        return settings_or_defaults(self.services.settings)

    def gate(self) -> Gate | None:
        """Return what decides whether a session may start; None if it cannot be read, which a start reports."""
        try:
            return self.services.gate.read()
        except AchillesError:
            return None

    def leg(self) -> Side:
        """Return the leg to draw: the one that hurts, else the left one."""
        side = self.current_settings().side
        return side if side in {Side.LEFT, Side.RIGHT} else Side.LEFT

    def lead(self, steps: Callable[[], Awaitable[None]]) -> None:
        """Run some screens over this page; show an error that stops them."""
        if not self.busy:
            self.busy = True
            self.run_worker(self._run(steps))

    async def on_key(self, event: events.Key) -> None:
        """Drop a key that arrives between two screens over this page: it was meant for one of them."""
        if self.busy:
            event.stop()
            event.prevent_default()

    def on_screen_resume(self) -> None:
        """Read everything again: another page, or a screen over this one, may have changed something.

        Textual sends this twice when a page opens, and reading can be slow, so the second is ignored.
        """
        if not self.busy and not self._is_stale:
            self._is_stale = True
            self.call_later(self._read_once)

    def _read_once(self) -> None:
        if self._is_stale and not self.busy:
            self.read_anew()
        self._is_stale = False

    def action_back(self) -> None:
        """Stay: there is nothing behind a page."""

    def action_scroll_text(self, step: int) -> None:
        """Scroll the long text a page down or up."""
        text = self.query_one(self.TEXT, VerticalScroll)
        text.scroll_relative(y=step * max(1, text.size.height - 2), animate=False)

    def action_help(self) -> None:
        """Show the keys."""
        from achilles_tui.tui.dialogs import key_help

        self.app.push_screen(key_help.keys_help(keys.LISTS, self.OWN, keys.PAGES, keys.PAGE, footnote=self.FOOTNOTE))

    async def action_flags(self) -> None:
        """Show the warning signs; if one applies now, ask every question again."""
        self.lead(self._flags)

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    async def _flags(self) -> None:
        from achilles_tui.tui.dialogs import key_help
        from achilles_tui.tui.dialogs.gate import ask_anew

        if await self.app.push_screen_wait(
            key_help.warning_signs(self.services.safety.questions, "I have one of these now")
        ):
            await ask_anew(self.app, self.services)

    async def _run(self, steps: Callable[[], Awaitable[None]]) -> None:
        try:
            await steps()
        except AchillesError as error:
            from achilles_tui.tui.dialogs import questions

            await questions.tell(self.app, "That did not work", str(error))
        finally:
            self.busy = False
        if self.is_current:
            self.read_anew()
