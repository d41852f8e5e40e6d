"""Screens that handle keys one after the other, however fast they were typed."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import NoBinding
from textual.screen import ModalScreen, Screen

from achilles_tui.tui import keys

ResultT = TypeVar("ResultT")


class KeyedScreen(Screen[ResultT], inherit_bindings=False):
    """A screen whose keys act in the order they were typed.

    Textual sends a key to the screen on top when it arrives, and runs its binding later. If `q` and `s` arrive
    together, as over a slow line, both would reach the session and none the question that `q` opens. Here a key acts
    when it is handled, and if another screen is on top by then, that screen gets it.
    """

    AUTO_FOCUS = ""
    OWN: ClassVar[tuple[keys.KeyAction, ...]] = ()
    """The keys of this screen alone."""

    def __init_subclass__(cls, *, own: tuple[keys.KeyAction, ...] = (), **inherit: bool) -> None:
        """Bind a screen's own keys, besides those of its base. inherit: Textual's own arguments."""
        if own:
            cls.OWN, cls.BINDINGS = own, [*keys.bindings(own)]
        super().__init_subclass__(**inherit)

    def take_key(self, event: events.Key) -> bool:  # noqa: ARG002 subclasses use it
        """Act on a key that has no binding; return whether it did anything."""
        return False

    def take_text(self, event: events.Key) -> bool:  # noqa: ARG002 subclasses use it
        """Take a key as a letter of a text, before any binding; return whether it was one."""
        return False

    async def action_flags(self) -> None:
        """Show the warning signs; a screen that acts on the answer overrides this."""
        await self.run_action("app.flags")

    async def on_key(self, event: events.Key) -> None:
        """Run the key's binding on whichever screen is on top by now."""
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
    """A pop-up over another screen, whose keys act in the order they were typed."""
