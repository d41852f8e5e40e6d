"""Screens that take their keys one after the other, however fast they were typed. Knows no screen in particular."""

from typing import TypeVar

from textual import events
from textual.binding import NoBinding
from textual.screen import ModalScreen, Screen

ResultT = TypeVar("ResultT")


class KeyedScreen(Screen[ResultT], inherit_bindings=False):
    """A screen whose keys act in the order they were typed.

    Textual hands a key to the screen that is on top when it is typed, and runs its binding later. `q` and `s` that
    arrive together, as a slow line delivers them, would both reach the session and none its question. Here a key acts
    where it is handled, and one that finds another screen on top goes on to that.
    """

    def take_key(self, event: events.Key) -> bool:  # noqa: ARG002 for those that have such keys
        """Act on a key that no binding has; say whether there was something to do."""
        return False

    def take_text(self, event: events.Key) -> bool:  # noqa: ARG002 for those that are typed into
        """Take a key as a letter of a text, before any binding has it; say whether it was one."""
        return False

    async def action_flags(self) -> None:
        """Show the red flags; a screen that has more to do about them does it itself."""
        await self.run_action("app.flags")

    async def on_key(self, event: events.Key) -> None:
        """Do what the key is bound to, on whichever screen is on top by now."""
        event.stop()
        top = self.app.screen
        if top is not self:
            top._forward_event(events.Key(event.key, event.character))  # noqa: SLF001 as the app itself does
            return
        if self.take_text(event):
            return
        try:
            bound = self._bindings.get_bindings_for_key(event.key)
        except NoBinding:
            self.take_key(event)
            return
        for binding in bound:
            await self.run_action(binding.action)


class KeyedModal(KeyedScreen[ResultT], ModalScreen[ResultT], inherit_bindings=False):
    """The same, over another screen."""
