"""The small pieces screens are made of. Each takes plain text and repaints only when that differs."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from achilles_tui.domain.base.text import harmless
from achilles_tui.tui.keys import KeyAction, key_line

MARK = "▶"
NO_MARK = "·"
"""What stands before the choice that Enter takes, and before all others; a blank there would be trimmed."""


class Line(Static):
    """A piece of plain text: brackets are brackets, and an equal text repaints nothing."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 Textual's name
        classes: str | None = None,
        fixed: bool = False,
    ) -> None:
        """Show a text. fixed: the sheet gives its size whatever it says, so that another text moves nothing."""
        super().__init__(Content(harmless(text)), id=id, classes=classes, markup=False)
        self._text, self._fixed = text, fixed

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update(Content(harmless(text)), layout=not self._fixed)


class Notice(Line):
    """A line that takes room only while it says something."""

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 Textual's name
        """Say nothing yet."""
        super().__init__(id=id, classes=classes)
        self.display = False

    def show(self, text: str) -> None:
        """Say another text, or nothing."""
        super().show(text)
        self.display = bool(text)


class KeyLine(Line):
    """Names the keys of a screen, as many as there is room for."""

    def __init__(self, named: Sequence[KeyAction], *, last: str = "", id: str | None = None) -> None:  # noqa: A002 Textual's name
        """Name these; last: the id of one that all others come before."""
        super().__init__(id=id, classes="key-line", fixed=True)
        self._named, self._last = named, last

    def offer(self, named: Sequence[KeyAction]) -> None:
        """Name others."""
        self._named = named
        self.on_resize()

    def on_resize(self) -> None:
        """Name as many as there is room for now."""
        self.show(key_line(self._named, self.content_size.width, self._last))
