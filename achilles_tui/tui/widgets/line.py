"""Lines of plain text that repaint only when the text changes."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from achilles_tui.domain.base.text import harmless
from achilles_tui.tui.keys import KeyAction, key_line

MARK = "▶"
NO_MARK = "·"
"""Before the row that Enter takes, and before all others; a blank there would be trimmed."""


class Line(Static):
    """Plain text: brackets are brackets, and an equal text repaints nothing."""

    def __init__(
        self,
        text: str = "",
        *,
        id: str | None = None,  # noqa: A002 Textual's name
        classes: str | None = None,
        fixed: bool = False,
    ) -> None:
        """Show a text. fixed: the style sheet sets its size, so a new text needs no new layout."""
        super().__init__(Content(harmless(text)), id=id, classes=classes, markup=False)
        self._text, self._fixed = text, fixed

    @property
    def text(self) -> str:
        """The text, before control characters are replaced."""
        return self._text

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update(Content(harmless(text)), layout=not self._fixed)


class Notice(Line):
    """A line that takes room only while it has text."""

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 Textual's name
        """Start empty."""
        super().__init__(id=id, classes=classes)
        self.display = False

    def show(self, text: str) -> None:
        """Show another text; an empty one hides the line."""
        super().show(text)
        self.display = bool(text)


class KeyLine(Line):
    """Names as many keys of a screen as fit."""

    def __init__(self, named: Sequence[KeyAction], *, last: str = "", id: str | None = None) -> None:  # noqa: A002 Textual's name
        """Name these keys. last: the id of the key that gives way to all others."""
        super().__init__(id=id, classes="key-line", fixed=True)
        self._named, self._last = named, last

    def offer(self, named: Sequence[KeyAction]) -> None:
        """Name these keys from now on."""
        self._named = named
        self.on_resize()

    def on_resize(self) -> None:
        """Name as many keys as fit now."""
        self.show(key_line(self._named, self.content_size.width, self._last))
