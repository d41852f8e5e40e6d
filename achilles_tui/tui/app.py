"""The full-screen program: themes, the way in and the way out. Everything else is a screen, a question or the flow."""

import os
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from achilles_tui.application.intents import Guide, Intent
from achilles_tui.application.services import Services
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.terminal.driver import CalmApp
from achilles_tui.terminal.filters import EXACT, HARMLESS
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.flow import Flow
from achilles_tui.tui.looks import Looks, color_system, looks
from achilles_tui.tui.pages.history.page import HistoryScreen
from achilles_tui.tui.pages.learn import LearnScreen
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.pages.programs import ProgramsScreen
from achilles_tui.tui.pages.today import TodayScreen
from achilles_tui.tui.session.first_run import is_due
from achilles_tui.tui.session.summary import After
from achilles_tui.tui.stylesheet import Sheet

ALL_SAVED = "What was done is on disk."
NOT_SAVED = "What is not on disk follows below."

PAGES: dict[str, type[Page]] = {
    "today": TodayScreen,
    "programs": ProgramsScreen,
    "history": HistoryScreen,
    "learn": LearnScreen,
}
"""The pages by the ids of the moves that lead to them. Each is a mode: it stays as it was left."""


class AchillesApp(CalmApp[None]):
    """The coach in front of the counter.

    wish: what the command line asked for; without one the Today page waits.
    chosen: how it looks; without it, as the settings and this terminal have it.
    """

    CSS_PATH = "app.tcss"
    TITLE = "achilles-tui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
        Binding("ctrl+l", "redraw", show=False, priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (72, "-normal"), (100, "-wide")]  # noqa: RUF012 Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-short"), (18, "-medium"), (22, "-high"), (34, "-tall")]  # noqa: RUF012 Textual declares it so

    def __init__(self, services: Services, wish: Intent | None = None, chosen: Looks | None = None) -> None:
        """Work with these services."""
        # Before all else: Textual reads the sheet, which needs its colours, while it is made.
        settings = services.settings.or_defaults()
        self._looks = chosen or looks(settings, os.environ, color_system())
        super().__init__()
        # Before it runs: a theme that came later would have the whole sheet read once more.
        self.register_theme(self._looks.theme)
        self.theme = self._looks.theme.name
        self.stylesheet = Sheet(variables=self.get_css_variables())
        self._services, self._wish = services, wish
        self._flow = Flow(self, services, self._looks, settings)
        for name, page in PAGES.items():
            self.add_mode(name, partial(page, services, self._looks))

    @property
    def unsaved(self) -> SessionRecord | None:
        """What could not be saved when the person left, or None."""
        return self._flow.unsaved

    @property
    def is_held_elsewhere(self) -> bool:
        """Whether the program was left while another process has the session."""
        return self._flow.is_held_elsewhere

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing that drives a terminal through to it, and only colours that look the same everywhere."""
        return [HARMLESS, *super().get_line_filters(), EXACT]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the sheet its own names for colours even before the theme is set."""
        return self._looks.theme.variables

    def on_mount(self) -> None:
        """Open the Today page, and what was wished for over it."""
        self.switch_mode("today")
        if self._services.sessions.holder() is not None:
            self._lead(None)
        elif self._wish is not None:
            self._lead(self._wish)
        elif is_due(self._services):
            self._lead(Guide.FIRST_RUN)

    @on(Page.Chosen)
    def choose(self, event: Page.Chosen) -> None:
        """Do what was chosen on a page."""
        self._lead(event.wish)

    def action_page(self, name: str) -> None:
        """Go to a page; from what was opened over it, back to the page itself. Never out of what is being led."""
        if any(isinstance(screen, Page) and screen.busy for screen in self.screen_stack):
            return
        if name != self.current_mode:
            self.switch_mode(name)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_flags(self) -> None:
        """Show the red flags."""
        self.push_screen(key_help.red_flags(self._services.safety.questions))

    def action_lesson(self) -> None:
        """Show the keys of a session, on one that is kept nowhere."""
        self._lead(Guide.LESSON)

    def _lead(self, wish: Intent | None) -> None:
        """Lead a wish through its screens, over the page it came from; only one at a time."""
        page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Page))
        if not page.busy:
            page.busy = True
            self.run_worker(self._led(page, wish))

    async def _led(self, page: Page, wish: Intent | None) -> None:
        after = await self._flow.lead(wish)
        page.busy = False
        if after is After.QUIT:
            self.exit()
        elif after is After.TODAY:
            self.action_page("today")
        if self.screen is page:
            page.read_anew()

    def flush_unsaved(self) -> None:
        """Write what is not on disk yet; called when a signal ends the program."""
        if self._flow.runner is not None:
            self._flow.runner.flush()

    async def action_quit(self) -> None:
        """Leave at once, but never out of a session, nor past what is not saved: there the screen on top decides."""
        way_out = getattr(self.screen, "action_leave", None) or getattr(self.screen, "action_back", None)
        if self._flow.runner is None:
            self.exit()
        elif way_out is not None:
            way_out()

    def _fatal_error(self) -> None:
        """Leave with one sentence: a traceback would print the person's own notes and answers."""
        error = self._exception
        where = traceback.extract_tb(error.__traceback__)[-1:] if error else []
        place = f" ({Path(where[0].filename).name}, line {where[0].lineno})" if where else ""
        runner = self._flow.runner
        kept = ALL_SAVED if runner is None or runner.flush() else NOT_SAVED
        told = harmless_line(f"achilles-tui met an error of its own: {type(error).__name__}{place}. {kept}")
        self._exit_renderables.append(Text(told))
        self._close_messages_no_wait()
