"""The history: the weeks as a heat map, what was felt and done as plots, and a day that is pointed at."""

from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from achilles_tui.core.dose import DAYS_OF_A_WEEK
from achilles_tui.core.log import monday_of
from achilles_tui.core.past import Past, PastRead
from achilles_tui.figure.heatmap import grid, heatmap
from achilles_tui.figure.plot import plot
from achilles_tui.report.day import day_lines
from achilles_tui.tui import help_screen, moves
from achilles_tui.tui.canvas import Canvas
from achilles_tui.tui.desk import Desk
from achilles_tui.tui.history_charts import MEASURES, Measure, Window, first_of, heat, told
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.page import Page, page_bindings
from achilles_tui.tui.past_reader import FIRST_WEEKS, PastReader
from achilles_tui.tui.widgets import KeyLine, Line

ZOOMS: tuple[int | None, ...] = (4, 12, 24, None)
"""Weeks that are shown; None for all there are."""

MOST_PLOTS, PLOT_ROWS = 4, 6
"""So many plots at once, each with at least so many rows (ours)."""


class HistoryScreen(Page):
    """The past, and the keys to walk through it."""

    OWN: ClassVar[tuple[moves.Move, ...]] = moves.HISTORY
    BINDINGS: ClassVar[list[BindingType]] = [*page_bindings(moves.HISTORY)]

    def __init__(self, desk: Desk, looks: Looks) -> None:
        """Show nothing before it is read."""
        super().__init__(desk, looks)
        self._reader = PastReader(self, desk, self._came, self._failed)
        self._past: Past | None = None
        self._first: date | None = None
        """The day from which on it is to be read; None is everything."""
        self._zoom, self._measure = ZOOMS.index(FIRST_WEEKS), 0
        self._today = self._cursor = desk.now().date()
        self._first = first_of(ZOOMS[self._zoom] or 0, self._today)
        self._problems: tuple[str, ...] = ()
        self._lines: tuple[tuple[float, str], ...] = ()
        self._news = ""

    def compose(self) -> ComposeResult:
        """Lay out the heat map above the day that is pointed at and the plots."""
        yield Line(id="history-title", classes="page-title")
        yield Canvas(id="heat")
        yield Line(id="history-day", fixed=True)
        with Vertical(id="plots"):
            for number in range(MOST_PLOTS):
                yield Canvas(id=f"plot-{number}")
        yield Line(id="history-notice", classes="trouble")
        yield KeyLine(moves.shown(moves.HISTORY, moves.PAGE[:1], choose="open day", arrows="day, ←→ week"))

    def read_anew(self) -> None:
        """Read again what is shown, where that may be something else: a session, a morning, a correction came."""
        today = self.desk.now().date()
        if self._cursor == self._today:
            self._cursor = today
        self._today = today
        self._reader.read(self._first)
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Show as many plots as there is room for."""
        room = event.size.height - sum(self.query_one(name).size.height for name in ("#heat", "#history-day")) - 3
        for number in range(MOST_PLOTS):
            self.query_one(f"#plot-{number}").display = number < max(1, room // PLOT_ROWS)
        self.call_after_refresh(self._show)

    def action_move(self, by: int) -> None:
        """Point at the next day or the one before."""
        self._point(self._cursor + timedelta(days=by))

    def action_week(self, by: int) -> None:
        """Point at the same weekday of the column beside, which may stand for several weeks."""
        size, window = self.query_one("#heat").size, self._window
        weeks = grid(window.first, window.last, max(1, size.width), max(1, size.height)).weeks_a_column
        self._point(self._cursor + timedelta(days=by * weeks * DAYS_OF_A_WEEK))

    def action_zoom(self, by: int) -> None:
        """Show fewer weeks, or more, or all."""
        self._zoom = min(len(ZOOMS) - 1, max(0, self._zoom - by))
        self._need(self._window_first)
        self._show()

    def action_measure(self) -> None:
        """Plot what comes next."""
        self._measure = (self._measure + 1) % len(MEASURES)
        self._show()

    def action_choose(self) -> None:
        """Open the day that is pointed at, to every set."""
        head, *lines = day_lines(self.desk.whole_day(self._cursor))
        self.app.push_screen(help_screen.ReadScreen(head, "\n".join(lines)))

    def action_files(self) -> None:
        """Name the files that were set aside."""
        if self._problems:
            self.app.push_screen(help_screen.ReadScreen("Files set aside", "\n\n".join(self._problems)))

    def action_back(self) -> None:
        """Give up reading; where nothing is read, there is nothing behind a page."""
        if self._reader.busy and self._past is not None:
            self._reader.give_up()
            self._first, self._zoom = self._past.days[0].day, ZOOMS.index(24)
            self._cursor, self._news = max(self._cursor, self._window_first or self._cursor), ""
            self._show()

    def _point(self, day: date) -> None:
        """Point at a day, and read on where it lies before what was read."""
        first = self._past.days[0].day if self._past is not None and self._first is None else date.min
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
    def _window(self) -> Window:
        past = self._past or Past((), ())
        known = past.days[0].day if past.days else self._today
        weeks, first = ZOOMS[self._zoom], self._window_first or known
        last = self._today if weeks is None else min(self._today, first + timedelta(days=weeks * DAYS_OF_A_WEEK - 1))
        return Window(past, first, last, self._cursor, self._lines)

    def _came(self, read: PastRead) -> None:
        """Show what was read, or how far that has come."""
        self._problems = read.problems
        if read.past is None:
            self._news = f"Reading {read.done:,} of {read.of:,} days; Esc gives up"
            self._notice()
        else:
            self._past, self._news, self._lines = read.past, "", read.lines
            self._show()

    def _failed(self, sentence: str) -> None:
        self._news = sentence
        self._show()

    def _show(self) -> None:
        window, palette = self._window, self.looks.palette
        self.query_one("#history-title", Line).show(self._title(window))
        self.query_one("#history-day", Line).show(self._told(window))
        self._notice()
        shown = heat(window, self._today)
        self.query_one("#heat", Canvas).show(lambda columns, rows: heatmap(shown, columns, rows, palette))
        for number in range(MOST_PLOTS):
            self._plot(number, MEASURES[(self._measure + number) % len(MEASURES)], window)

    def _notice(self) -> None:
        aside = len(self._problems)
        files = f"{aside} {'file' if aside == 1 else 'files'} set aside; f names them" if aside else ""
        notice = " · ".join(text for text in (self._news, files) if text)
        line = self.query_one("#history-notice", Line)
        line.show(notice)
        line.display = bool(notice)

    def _plot(self, number: int, measure: Measure, window: Window) -> None:
        canvas = self.query_one(f"#plot-{number}", Canvas)
        if canvas.display:
            # Letters below one plot are enough: all plots have the same days.
            drawn = measure.of(window) if number == 0 else measure.of(window)._replace(marks=())
            palette = self.looks.palette
            canvas.show(lambda columns, rows: plot(drawn, columns, rows, palette))

    def _title(self, window: Window) -> str:
        weeks = ZOOMS[self._zoom]
        span = "all weeks" if weeks is None else f"{weeks} weeks"
        if self._past is None:
            return f"History · {span}"
        part = window.part
        done = f"{part.done} of {part.planned} planned sets" if part.planned else "nothing was planned"
        streak = window.past.streak
        kept = f" · {streak} {'day' if streak == 1 else 'days'} kept in a row" if streak else ""
        return f"History · {span} · {done}{kept}"

    def _told(self, window: Window) -> str:
        day = next((one for one in window.days if one.day == self._cursor), None)
        return f"{self._cursor:%a %d %b %Y}" if day is None else told(day, window.past.events)
