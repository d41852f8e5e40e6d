"""A list of rows to choose from, each wrapped to the width of the widget."""

import textwrap
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region

from achilles_tui.tui.widgets.line import MARK, NO_MARK, Line


class Choices(VerticalScroll, can_focus=False):
    """A list with one marked row, which it scrolls into view."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's name
        """Show nothing yet."""
        super().__init__(id=id)
        self._rows: Sequence[str] = ()
        self._marked_index = 0

    def compose(self) -> ComposeResult:
        """Lay out one line for all rows."""
        yield Line()

    def show(self, rows: Sequence[str], marked_index: int) -> None:
        """Show these rows and mark one, counted from 0."""
        self._rows, self._marked_index = rows, marked_index
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap the rows to the new width."""
        line = self.query_one(Line)
        room = max(1, line.content_size.width - 2)
        wrapped = [textwrap.wrap(row, room) or [""] for row in self._rows]
        marks = (MARK if index == self._marked_index else NO_MARK for index in range(len(wrapped)))
        line.show("\n".join(f"{mark} " + "\n  ".join(row) for mark, row in zip(marks, wrapped, strict=True)))
        if wrapped:
            above = sum(len(row) for row in wrapped[: self._marked_index])
            self.scroll_to_region(Region(0, above, 1, len(wrapped[self._marked_index])), animate=False)
