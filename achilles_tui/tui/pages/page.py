"""What all pages have in common: they show what was recorded, tell what was wished for, and name their keys."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from achilles_tui.application.intents import Intent
from achilles_tui.application.services import Services
from achilles_tui.domain.base.errors import AchillesError
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.settings import Settings
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help, questions
from achilles_tui.tui.dialogs.safety_gate import ask_anew
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.keyed import KeyedScreen


def page_bindings(own: tuple[keys.KeyAction, ...] = ()) -> list[Binding]:
    """Return the bindings of a page with these keys of its own."""
    suspend = Binding("ctrl+z", "app.suspend_process", show=False)
    return [*keys.bindings((*keys.LISTS, *own, *keys.PAGES, *keys.PAGE)), suspend]


class Page(KeyedScreen[None]):
    """One page, or what was opened from it. It is read anew whenever it comes to the front."""

    AUTO_FOCUS = ""
    OWN: ClassVar[tuple[keys.KeyAction, ...]] = ()
    """The keys that only this page has."""
    BESIDES: ClassVar[str] = ""
    """What its help says that no key does."""

    class Chosen(Message):
        """The person chose something to do."""

        def __init__(self, wish: Intent) -> None:
            """Carry the wish."""
            super().__init__()
            self.wish = wish

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show what these services have."""
        super().__init__()
        self.services, self.looks = services, looks
        self.busy = False
        """Whether a person is being led through some screens, over this one."""
        self._is_stale = False

    def read_anew(self) -> None:
        """Read everything again, and show it."""

    def current_settings(self) -> Settings:
        """Return the settings; the defaults where they cannot be read, which is said where it matters."""
        return self.services.settings.or_defaults()

    def leg(self) -> Side:
        """Return the leg to draw: the hurting one where it is known."""
        side = self.services.settings.or_defaults().side
        return side if side in {Side.LEFT, Side.RIGHT} else Side.LEFT

    def lead(self, steps: Callable[[], Awaitable[None]]) -> None:
        """Lead the person through some screens over this page; what goes wrong is said."""
        if not self.busy:
            self.busy = True
            self.run_worker(self._led(steps))

    async def on_key(self, event: events.Key) -> None:
        """Let no key through that comes between two screens of what is led: it was meant for one of them."""
        if self.busy:
            event.stop()
            event.prevent_default()

    def on_screen_resume(self) -> None:
        """Read anew: another page, or a screen over this one, may have changed something.

        A page that opens is told twice, at once one after the other, and what it reads may be much.
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

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(key_help.keys_help(keys.LISTS, self.OWN, keys.PAGES, keys.PAGE, besides=self.BESIDES))

    async def action_flags(self) -> None:
        """Show the red flags; where one of them is so now, ask them all anew."""
        self.lead(self._flags)

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()

    async def _flags(self) -> None:
        if await self.app.push_screen_wait(
            key_help.red_flags(self.services.safety.questions, "one of these is so now")
        ):
            await ask_anew(self.app, self.services.safety)

    async def _led(self, steps: Callable[[], Awaitable[None]]) -> None:
        try:
            await steps()
        except AchillesError as error:
            await questions.tell(self.app, "That did not work", str(error))
        finally:
            self.busy = False
        if self.is_current:
            self.read_anew()
