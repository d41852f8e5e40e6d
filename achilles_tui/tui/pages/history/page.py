"""The history: the weeks as a heat map, what was felt and done as plots, and a day that is pointed at."""

from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

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
from achilles_tui.tui.pages.history.charts import MEASURES, HistoryWindow, first_of, roomy
from achilles_tui.tui.pages.history.day_list import DayList
from achilles_tui.tui.pages.history.reader import FIRST_WEEKS, HistoryReader
from achilles_tui.tui.pages.history.words import day_text, signs_text
from achilles_tui.tui.pages.page import Page, page_bindings
from achilles_tui.tui.undoable import UndoableChanges
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.line import KeyLine, Line, Notice

ZOOMS: tuple[int | None, ...] = (4, 12, 24, None)
"""Weeks that are shown; None for all there are."""

MOST_PLOTS = 4
"""So many plots at once (ours)."""


class HistoryScreen(Page):
    """The past, and the keys to walk through it."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.HISTORY
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(keys.HISTORY)]
    BESIDES: ClassVar[str] = "A page of all this for your PT: achilles-tui report --html FILE, on the command line."

    def __init__(self, services: Services, looks: Looks) -> None:
        """Show nothing before it is read."""
        super().__init__(services, looks)
        self._doings = UndoableChanges(services.history)
        self._reader = HistoryReader(self, services.history, services.clock, self._take_reading, self._failed)
        self._history: History | None = None
        self._first: date | None = None
        """The day from which on it is to be read; None is everything."""
        self._zoom, self._measure = ZOOMS.index(FIRST_WEEKS), 0
        self._has_zoomed = self._lists = False
        self._seen: HistoryWindow | None = None
        """What was looked at last, with all that was laid out of it: moving about in it lays out nothing anew."""
        self._today = self._cursor = services.clock.now().date()
        self._first = first_of(ZOOMS[self._zoom] or 0, self._today)
        self._problems: tuple[str, ...] = ()
        self._lines: tuple[tuple[float, str], ...] = ()
        self._news = ""

    def compose(self) -> ComposeResult:
        """Lay out the heat map, and below it the day that is pointed at and the plots, or the list."""
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
        """The keys of what is shown."""
        own = keys.HISTORY
        if self._lists:
            own = tuple(one._replace(label="plots") if one.id == "view" else one for one in own if one.id != "measure")
        return keys.line_actions(own, keys.PAGE[:1], choose="open day", arrows="day, ←→ week")

    def read_anew(self) -> None:
        """Read again what is shown, where that may be something else: a session, a morning, a correction came."""
        today = self.services.clock.now().date()
        if self._cursor == self._today:
            self._cursor = today
        self._today = today
        self._reader.read(self._first)
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many weeks as do not touch, until another number is asked for."""
        if not self._has_zoomed:
            self._zoom = ZOOMS.index(roomy(event.size.width - 2, self._today))
        self.call_after_refresh(self._show)

    def action_move(self, by: int) -> None:
        """Point at the next day or the one before; in the list at the one below or above, and the newest is above."""
        self._point(self._cursor + timedelta(days=-by if self._lists else by))

    def action_view(self) -> None:
        """Show the days as a list, or the plots again."""
        self._lists = not self._lists
        self.set_class(self._lists, "-list")
        self.query_one(KeyLine).offer(self._named)
        self._show()

    def action_week(self, by: int) -> None:
        """Point at the same weekday of the column beside, which may stand for several weeks."""
        size, window = self.query_one("#heat").size, self._window
        weeks = grid(window.first, window.last, max(1, size.width), max(1, size.height)).weeks_a_column
        self._point(self._cursor + timedelta(days=by * weeks * DAYS_OF_A_WEEK))

    def action_zoom(self, by: int) -> None:
        """Show fewer weeks, or more, or all."""
        self._has_zoomed = True
        self._zoom = min(len(ZOOMS) - 1, max(0, self._zoom - by))
        self._need(self._window_first)
        self._show()

    def action_measure(self) -> None:
        """Plot what comes next."""
        if not self._lists:
            self._measure = (self._measure + 1) % len(MEASURES)
            self._show()

    def action_choose(self) -> None:
        """Open the day that is pointed at."""
        self.app.push_screen(DayScreen(self.services, self.looks, self._cursor, self._doings))

    def action_files(self) -> None:
        """Name the files that were set aside."""
        if self._problems:
            self.app.push_screen(key_help.ReadScreen("Files set aside", "\n\n".join(self._problems)))

    def action_back(self) -> None:
        """Give up reading; where nothing is read, there is nothing behind a page."""
        if self._reader.busy and self._history is not None:
            self._reader.give_up()
            self._first, self._zoom = self._history.days[0].day, ZOOMS.index(24)
            self._cursor, self._news = max(self._cursor, self._window_first or self._cursor), ""
            self._show()

    def _point(self, day: date) -> None:
        """Point at a day, and read on where it lies before what was read."""
        first = self._history.days[0].day if self._history is not None and self._first is None else date.min
        self._cursor = max(first, min(self._today, day))
        if self._first is not None and self._cursor < self._first:
            self._need(self._first - 2 * (self._today - self._first))
        self._show()

    def _need(self, first: date | None) -> None:
        """Read from a day on, where that was not done yet."""
        if self._first is not None and (first is None or first < self._first):
            self._first = first
            self._reader.read(first)

    @property
    def _window_first(self) -> date | None:
        """The first day that is to be shown; None for the very first there is."""
        weeks = ZOOMS[self._zoom]
        return None if weeks is None else min(first_of(weeks, self._today), monday_of(self._cursor))

    @property
    def _window(self) -> HistoryWindow:
        past = self._history or History((), ())
        known = past.days[0].day if past.days else self._today
        weeks, first = ZOOMS[self._zoom], self._window_first or known
        last = self._today if weeks is None else min(self._today, first + timedelta(days=weeks * DAYS_OF_A_WEEK - 1))
        now = HistoryWindow(past, first, last, self._today, self._lines)
        if now != self._seen:
            self._seen = now
        return self._seen

    def _take_reading(self, read: HistoryReading) -> None:
        """Show what was read, or how far that has come."""
        self._problems = read.problems
        if read.history is None:
            self._news = f"Reading {read.days_read:,} of {read.days_total:,} days; Esc gives up"
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
        aside = len(self._problems)
        files = f"{aside} {'file' if aside == 1 else 'files'} set aside; f names them" if aside else ""
        self.query_one(Notice).show(" · ".join(text for text in (self._news, files) if text))

    def _draw(self, window: HistoryWindow) -> None:
        palette, shown = self.looks.palette, window.heat._replace(cursor=self._cursor)
        size = self.query_one("#heat").size
        small = grid(window.first, window.last, max(1, size.width), max(1, size.height)).is_small
        self.query_one("#heat", Canvas).show(lambda columns, rows: heatmap(shown, columns, rows, palette))
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
        first, *others = window.plots(self._measure, len(shares(MOST_PLOTS, rows)))
        # Signs below one plot are enough: all have the same days.
        plots = [one._replace(cursor=self._cursor) for one in (first._replace(marks=window.marks), *others)]
        return stack(plots, columns, rows, self.looks.palette)

    def _title(self, window: HistoryWindow) -> str:
        weeks = ZOOMS[self._zoom]
        span = "all weeks" if weeks is None else f"{weeks} weeks"
        if self._history is None:
            return f"History · {span}"
        part, streak = window.part, window.history.streak
        done = f"{part.done} of {part.planned} planned sets" if part.planned else "nothing was planned"
        kept = f" · {streak} {'day' if streak == 1 else 'days'} kept in a row" if streak else ""
        return f"History · {span} · {done}{kept}"

    def _summary_line(self, window: HistoryWindow) -> str:
        day = next((one for one in window.days if one.day == self._cursor), None)
        size = self.query_one("#history-day", Line).content_size
        if day is None:
            return f"{self._cursor:%a %d %b %Y}"
        return day_text(day, window.history.events).line(size.width * size.height, self._today.year)
