"""The history as a list: one line a day, the newest first, around the selected day."""

from datetime import date

from textual.content import Content
from textual.widgets import Static

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.history.history import History
from achilles_tui.tui.pages.history.words import day_text, head, row
from achilles_tui.tui.widgets.line import MARK


class DayList(Static):
    """Shows the days from the first day of a program to today."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        """Show nothing yet."""
        super().__init__(id=id, markup=False)
        self._history, self._cursor = History((), ()), date.min
        self._top = 0
        """How many newer days are above the first visible one."""

    def show(self, history: History, cursor: date) -> None:
        """Show these days. cursor: the selected day."""
        self._history, self._cursor = history, cursor
        columns, rows = self.content_size.width, self.content_size.height - 1
        if columns <= 0 or rows <= 0:
            return
        days = [day for day in reversed(history.days) if day.kind != "before" or day.day == cursor]
        index = next((index for index, day in enumerate(days) if day.day <= cursor), 0)
        if self._top - 1 <= index <= self._top + rows:
            self._top = min(max(self._top, index - rows + 1), index)
        else:  # the selection jumped: show the days before and after it
            self._top = index - rows // 2
        self._top = max(0, min(self._top, len(days) - rows))
        lines = [Content.styled(f"  {head(columns - 2)}", "$faint")]
        for day in days[self._top : self._top + rows]:
            is_selected = day.day == cursor
            text = harmless_line(row(day_text(day, history.events), columns - 2))
            lines.append(
                Content.styled(f"{MARK if is_selected else ' '} {text}", "bold $primary" if is_selected else "")
            )
        self.update(Content("\n").join(lines), layout=False)

    def on_resize(self) -> None:
        """Show as many days as fit now."""
        self.show(self._history, self._cursor)
