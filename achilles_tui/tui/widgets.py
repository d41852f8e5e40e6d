"""The small pieces screens are made of. Each takes plain text or a value and repaints only when that differs."""

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from achilles_tui.core.text import harmless
from achilles_tui.figure.letters import big, width

MARK = "▶"
NO_MARK = "·"
"""What stands before the choice that Enter takes, and before all others; a blank there would be trimmed."""


class Line(Static):
    """A piece of plain text: brackets are brackets, and an equal text repaints nothing."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 Textual's name
        """Show a text."""
        super().__init__(Content(harmless(text)), id=id, classes=classes, markup=False)
        self._text = text

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.update(Content(harmless(text)))


class BigLine(Widget):
    """Large letters, as large as there is room for, in the middle; plain text where even the smallest do not fit."""

    def __init__(self, *, largest: int = 1, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 Textual's name
        """Show nothing yet. largest: the largest scale of the letters."""
        super().__init__(id=id, classes=classes)
        self._largest = largest
        self._text, self._beside = "", ""

    def show(self, text: str, *, beside: str = "") -> None:
        """Show a text, and a sign beside it where there is room for both in large letters."""
        if (text, beside) != (self._text, self._beside):
            self._text, self._beside = text, beside
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row: a text laid out by Textual would lose the blanks its letters are made of."""
        columns, rows = self.content_size
        drawn = self._drawn(columns, rows)
        row = y - (rows - len(drawn)) // 2
        text = drawn[row] if 0 <= row < len(drawn) else ""
        left = max(0, columns - len(drawn[0])) // 2
        return Strip([Segment(f"{'':{left}}{text}"[:columns].ljust(columns), self.rich_style)], columns)

    def _drawn(self, columns: int, rows: int) -> tuple[str, ...]:
        both = f"{self._text} {self._beside}".strip()
        for text in (both, self._text):
            for scale in range(self._largest, 0, -1):
                drawn = big(text, scale)
                if width(text, scale) <= columns and len(drawn) <= rows:
                    return drawn
        return (both,)
