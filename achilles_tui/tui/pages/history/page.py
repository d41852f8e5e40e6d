"""The history: the weeks as a heat map, pain and work as plots or a list, and a selected day."""

from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult

from achilles_tui.application.services import Services
from achilles_tui.domain.history.history import History, HistoryReading
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.figure.cells import Picture
from achilles_tui.figure.charts.heatmap import grid, heatmap, legend
from achilles_tui.figure.charts.plot import shares, stack
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.pages.day import DayScreen
from achilles_tui.tui.pages.history.charts import MEASURES, HistoryWindow, roomy
from achilles_tui.tui.pages.history.day_list import DayList
from achilles_tui.tui.pages.history.reader import FIRST_WEEKS, HistoryReader, first_of
from achilles_tui.tui.pages.history.words import day_text, signs_text
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.undoable import UndoableChanges
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

ZOOMS: tuple[int | None, ...] = (4, 12, 24, None)
"""How many weeks are shown; None for all."""

MOST_PLOTS = 4
"""The most plots at once (ours)."""


class HistoryScreen(Page, own=keys.HISTORY):
    """The history, with a selected day."""

    FOOTNOTE: ClassVar[str] = "For a page for your PT, run: achilles-tui report --html FILE"

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show nothing until something is read."""
        super().__init__(services, looks)
        self._changes = UndoableChanges(services.history)
        self._reader = HistoryReader(self, services.history, services.clock, self._take_reading, self._failed)
        self._history: History | None = None
        self._first: date | None = None
        """The first day to read; None reads everything."""
        self._zoom, self._measure = ZOOMS.index(FIRST_WEEKS), 0
        self._has_zoomed = self._lists = False
        self._last_window: HistoryWindow | None = None
        """The last window with its cached plots: moving the selection within it computes nothing again."""
        self._today = self._cursor = services.clock.now().date()
        self._first = first_of(ZOOMS[self._zoom] or 0, self._today)
        self._problems: tuple[str, ...] = ()
        self._lines: tuple[tuple[float, str], ...] = ()
        self._news = ""

    def compose(self) -> ComposeResult:
        """Lay out the heat map, and below it the selected day and the plots or the list."""
        yield Line(id="history-title", classes="page-title")
        yield Canvas(id="heat")
        yield Canvas(id="heat-legend")
        yield Line(id="history-day", fixed=True)
        yield Canvas(id="plots")
        yield DayList(id="history-list")
        yield Line(id="history-signs")
        yield Notice(id="history-notice", classes="trouble")
        yield KeyLine(self._named)

    @property
    def _named(self) -> tuple[keys.KeyAction, ...]:
        """The keys of the view on show."""
        own = keys.HISTORY
        if self._lists:
            own = tuple(key._replace(label="plots") if key.id == "view" else key for key in own if key.id != "measure")
        return keys.line_actions(own, keys.PAGE[:1], choose="open day", arrows="day, ←→ week")

    def read_anew(self) -> None:
        """Read again: there may be a new session, morning or correction."""
        today = self.services.clock.now().date()
        if self._cursor == self._today:
            self._cursor = today
        self._today = today
        self._reader.read(self._first)
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many weeks as fit with gaps, unless the person chose a zoom."""
        if not self._has_zoomed:
            self._zoom = ZOOMS.index(roomy(event.size.width - 2, self._today))
        self.call_after_refresh(self._show)

    def action_move(self, step: int) -> None:
        """Select the next or the previous day; in the list the day below or above, where the newest is on top."""
        self._select(self._cursor + timedelta(days=-step if self._lists else step))

    def action_view(self) -> None:
        """Show the days as a list, or the plots again."""
        self._lists = not self._lists
        self.set_class(self._lists, "-list")
        self.query_one(KeyLine).offer(self._named)
        self._show()

    def action_week(self, step: int) -> None:
        """Select the same weekday in the next or previous column, which may stand for several weeks."""
        size, window = self.query_one("#heat").size, self._window
        weeks = grid(window.first, window.last, max(1, size.width), max(1, size.height)).weeks_a_column
        self._select(self._cursor + timedelta(days=step * weeks * DAYS_OF_A_WEEK))

    def action_zoom(self, step: int) -> None:
        """Show fewer or more weeks, up to all."""
        self._has_zoomed = True
        self._zoom = min(len(ZOOMS) - 1, max(0, self._zoom - step))
        self._need(self._window_first)
        self._show()

    def action_measure(self) -> None:
        """Start with the next plot."""
        if not self._lists:
            self._measure = (self._measure + 1) % len(MEASURES)
            self._show()

    def action_choose(self) -> None:
        """Open the selected day."""
        self.app.push_screen(DayScreen(self.services, self.looks, self._cursor, self._changes))

    def action_files(self) -> None:
        """List the files that were set aside."""
        if self._problems:
            self.app.push_screen(key_help.ReadScreen("Files set aside", "\n\n".join(self._problems)))

    def action_back(self) -> None:
        """Give up reading, if something is being read."""
        if self._reader.busy and self._history is not None:
            self._reader.give_up()
            self._first, self._zoom = self._history.days[0].day, ZOOMS.index(24)
            self._cursor, self._news = max(self._cursor, self._window_first or self._cursor), ""
            self._show()

    def _select(self, day: date) -> None:
        """Select a day, and read further back if it is earlier than what was read."""
        first = self._history.days[0].day if self._history is not None and self._first is None else date.min
        self._cursor = max(first, min(self._today, day))
        if self._first is not None and self._cursor < self._first:
            self._need(self._first - 2 * (self._today - self._first))
        self._show()

    def _need(self, first: date | None) -> None:
        """Read from a day on, unless that was read already."""
        if self._first is not None and (first is None or first < self._first):
            self._first = first
            self._reader.read(first)

    @property
    def _window_first(self) -> date | None:
        """The first day to show; None for the first of all."""
        weeks = ZOOMS[self._zoom]
        return None if weeks is None else min(first_of(weeks, self._today), monday_of(self._cursor))

    @property
    def _window(self) -> HistoryWindow:
        history = self._history or History((), ())
        first_day = history.days[0].day if history.days else self._today
        weeks, first = ZOOMS[self._zoom], self._window_first or first_day
        last = self._today if weeks is None else min(self._today, first + timedelta(days=weeks * DAYS_OF_A_WEEK - 1))
        window = HistoryWindow(history, first, last, self._today, self._lines)
        if window != self._last_window:
            self._last_window = window
        return self._last_window

    def _take_reading(self, read: HistoryReading) -> None:
        """Show what was read, or the progress of reading."""
        self._problems = read.problems
        if read.history is None:
            self._news = f"Reading {read.days_read:,} of {read.days_total:,} days; Esc stops"
            self._notice()
        else:
            self._history, self._news, self._lines = read.history, "", read.lines
            self._show()

    def _failed(self, sentence: str) -> None:
        self._news = sentence
        self._show()

    def _show(self) -> None:
        window = self._window
        self.query_one("#history-title", Line).show(self._title(window))
        self.query_one("#history-day", Line).show(self._summary_line(window))
        self._notice()
        self._draw(window)

    def _notice(self) -> None:
        count = len(self._problems)
        files = f"{count} {'file' if count == 1 else 'files'} set aside; f lists them" if count else ""
        self.query_one(Notice).show(" · ".join(text for text in (self._news, files) if text))

    def _draw(self, window: HistoryWindow) -> None:
        palette, heat = self.looks.palette, window.heat._replace(cursor=self._cursor)
        size = self.query_one("#heat").size
        small = grid(window.first, window.last, max(1, size.width), max(1, size.height)).is_small
        self.query_one("#heat", Canvas).show(lambda columns, rows: heatmap(heat, columns, rows, palette))
        self.query_one("#heat-legend", Canvas).show(
            lambda columns, _: legend(columns, palette, window.kinds, small=small)
        )
        line = self.query_one("#history-signs", Line)
        line.show(signs_text(window.marks))
        line.set_class(not window.marks, "-empty")
        if self._lists:
            self.query_one(DayList).show(window.history, self._cursor)
            return
        self.query_one("#plots", Canvas).show(lambda columns, rows: self._stacked(window, columns, rows))

    def _stacked(self, window: HistoryWindow, columns: int, rows: int) -> Picture:
        first, *rest = window.plots(self._measure, len(shares(MOST_PLOTS, rows)))
        # Signs below one plot are enough: all have the same days.
        plots = [plot._replace(cursor=self._cursor) for plot in (first._replace(marks=window.marks), *rest)]
        return stack(plots, columns, rows, self.looks.palette)

    def _title(self, window: HistoryWindow) -> str:
        weeks = ZOOMS[self._zoom]
        span = "all weeks" if weeks is None else f"{weeks} weeks"
        if self._history is None:
            return f"History · {span}"
        part, streak = window.part, window.history.streak
        done = f"{part.done} of {part.planned} planned sets done" if part.planned else "nothing planned"
        row = f" · {streak} complete {'day' if streak == 1 else 'days'} in a row" if streak else ""
        return f"History · {span} · {done}{row}"

    def _summary_line(self, window: HistoryWindow) -> str:
        day = next((day for day in window.days if day.day == self._cursor), None)
        size = self.query_one("#history-day", Line).content_size
        if day is None:
            return f"{self._cursor:%a %d %b %Y}"
        return day_text(day, window.history.events).line(size.width * size.height, self._today.year)
