"""The least a Textual program can be: one text on the screen, and one key that changes it.

What it costs is what Textual costs; the program is measured in multiples of that.
"""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

TEXTS = ("Bare and still", "Bare and changed")
"""What it shows, in turn."""


class BareApp(App[None]):
    """One text, which Space changes."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "change")]

    def __init__(self) -> None:
        """Begin with the first text."""
        super().__init__()
        self._presses = 0

    def compose(self) -> ComposeResult:
        """Show the text."""
        yield Static(TEXTS[0])

    def action_change(self) -> None:
        """Show the other text."""
        self._presses += 1
        self.query_one(Static).update(TEXTS[self._presses % len(TEXTS)])


if __name__ == "__main__":
    BareApp().run()
