"""The past as a list: a day a line, the newest first, as many as there is room for around the day pointed at."""

from datetime import date

from textual.content import Content
from textual.widgets import Static

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.history.history import History
from achilles_tui.tui.pages.history.words import day_text, head, row
from achilles_tui.tui.widgets.line import MARK


class DayList(Static):
    """Shows the days from the first of a program to today."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 Textual's name
        """Show nothing yet."""
        super().__init__(id=id, markup=False)
        self._past, self._cursor = History((), ()), date.min
        self._top = 0
        """How many days newer than the uppermost one there are."""

    def show(self, past: History, cursor: date) -> None:
        """Show these days; cursor: the one that is pointed at."""
        self._past, self._cursor = past, cursor
        columns, rows = self.content_size.width, self.content_size.height - 1
        if columns <= 0 or rows <= 0:
            return
        days = [one for one in reversed(past.days) if one.kind != "before" or one.day == cursor]
        index = next((index for index, one in enumerate(days) if one.day <= cursor), 0)
        if self._top - 1 <= index <= self._top + rows:
            self._top = min(max(self._top, index - rows + 1), index)
        else:  # it was led far away: what is before it and after it is to be seen
            self._top = index - rows // 2
        self._top = max(0, min(self._top, len(days) - rows))
        lines = [Content.styled(f"  {head(columns - 2)}", "$faint")]
        for one in days[self._top : self._top + rows]:
            is_chosen = one.day == cursor
            text = harmless_line(row(day_text(one, past.events), columns - 2))
            lines.append(Content.styled(f"{MARK if is_chosen else ' '} {text}", "bold $primary" if is_chosen else ""))
        self.update(Content("\n").join(lines), layout=False)

    def on_resize(self) -> None:
        """Show as many as there is room for now."""
        self.show(self._past, self._cursor)
