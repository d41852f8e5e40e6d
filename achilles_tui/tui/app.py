"""The Textual app: themes, start and exit. Everything else is a screen, a question or the flow.

A page, a dialog and the flow load when they open.
"""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

import os
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType

from achilles_tui.application.intents import Guide, Intent
from achilles_tui.application.settings import settings_or_defaults
from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.red_flags.onboarding import to_ask
from achilles_tui.terminal.driver import CalmApp
from achilles_tui.terminal.filters import EXACT, HARMLESS
from achilles_tui.tui.looks import Looks, color_system, looks
from achilles_tui.tui.pages.modes import PAGES
from achilles_tui.tui.pages.page import Page
from achilles_tui.tui.stylesheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.filter import LineFilter

    from achilles_tui.application.runner import Runner
    from achilles_tui.application.services import Services
    from achilles_tui.domain.records.session_record import SessionRecord
    from achilles_tui.tui.flow import Flow

ALL_SAVED = "Everything you did is saved."
NOT_SAVED = "What could not be saved follows below."


class AchillesApp(CalmApp[None]):
    """The coach on the screen.

    intent: what the command line asked for; None opens the Today page.
    looks_override: theme, palette and motion; None takes them from the settings and this terminal.
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

    def __init__(self, services: Services, intent: Intent | None = None, looks_override: Looks | None = None) -> None:
        """Use these services."""
        # First of all: Textual reads the style sheet in its constructor, and the sheet needs these colours.
        settings = settings_or_defaults(services.settings)
        self._looks = looks_override or looks(settings, os.environ, color_system())
        super().__init__()
        # Before the app runs: setting the theme later would parse the whole sheet again.
        self.register_theme(self._looks.theme)
        self.theme = self._looks.theme.name
        self.stylesheet = Sheet(variables=self.get_css_variables())
        self._services, self._intent, self._settings = services, intent, settings
        self._flow: Flow | None = None
        """Made for the first intent."""
        for name, page in PAGES.items():
            self.add_mode(name, partial(self._open, page))

    @property
    def unsaved(self) -> SessionRecord | None:
        """The session record that could not be saved when the program was left, or None."""
        return self._flow.unsaved if self._flow else None

    @property
    def is_held_elsewhere(self) -> bool:
        """Whether the program was left while another process holds the session."""
        return self._flow is not None and self._flow.is_held_elsewhere

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Strip control characters from all output, and send only colours that look the same everywhere."""
        return [HARMLESS, *super().get_line_filters(), EXACT]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colour names, which the sheet needs even before the theme is set."""
        return self._looks.theme.variables

    def on_mount(self) -> None:
        """Open the Today page, and carry out the intent over it."""
        self.switch_mode("today")
        if self._services.sessions.holder() is not None:
            self._lead(None)
        elif self._intent is not None:
            self._lead(self._intent)
        elif _is_first_run_due(self._services):
            self._lead(Guide.FIRST_RUN)

    @on(Page.IntentChosen)
    def choose(self, event: Page.IntentChosen) -> None:
        """Carry out the intent that was chosen on a page."""
        self._lead(event.intent)

    def action_page(self, name: str) -> None:
        """Go to a page; on the current page, close the screens over it. Does nothing while questions are open."""
        if any(isinstance(screen, Page) and screen.busy for screen in self.screen_stack):
            return
        if name != self.current_mode:
            self.switch_mode(name)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_flags(self) -> None:
        """Show the warning signs."""
        from achilles_tui.tui.dialogs import key_help

        self.push_screen(key_help.warning_signs(self._services.safety.questions))

    def action_lesson(self) -> None:
        """Let the person try the keys in a lesson that records nothing."""
        self._lead(Guide.LESSON)

    def _open(self, page: Callable[[], type[Page]]) -> Page:
        return page()(self._services, self._looks)

    def _lead(self, intent: Intent | None) -> None:
        """Carry out an intent over the page on top; only one at a time. None watches the other process's session."""
        page = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Page))
        if not page.busy:
            page.busy = True
            self.run_worker(self._carry_out(page, intent))

    async def _carry_out(self, page: Page, intent: Intent | None) -> None:
        from achilles_tui.tui.flow import Flow
        from achilles_tui.tui.session.summary import After

        if self._flow is None:
            self._flow = Flow(self, self._services, self._looks, self._settings)
        after = await self._flow.lead(intent)
        page.busy = False
        if after is After.QUIT:
            self.exit()
        elif after is After.TODAY:
            self.action_page("today")
        if self.screen is page:
            page.read_anew()

    def flush_unsaved(self) -> None:
        """Write whatever is not on disk yet; called when a signal ends the program."""
        if (runner := self._runner) is not None:
            runner.flush()

    async def action_quit(self) -> None:
        """Exit at once; during a session the screen on top asks first, so that nothing unsaved is lost."""
        leave = getattr(self.screen, "action_leave", None) or getattr(self.screen, "action_back", None)
        if self._runner is None:
            self.exit()
        elif leave is not None:
            leave()

    @property
    def _runner(self) -> Runner | None:
        """The live session, or None."""
        return self._flow.runner if self._flow else None

    def _fatal_error(self) -> None:
        """Exit with one sentence: a traceback would print the person's own notes and answers."""
        error = self._exception
        where = traceback.extract_tb(error.__traceback__)[-1:] if error else []
        place = f" ({Path(where[0].filename).name}, line {where[0].lineno})" if where else ""
        runner = self._runner
        saved = ALL_SAVED if runner is None or runner.flush() else NOT_SAVED
        sentence = harmless_line(f"achilles-tui has a bug: {type(error).__name__}{place}. {saved}")
        self._exit_renderables.append(Text(sentence))
        self._close_messages_no_wait()


def _is_first_run_due(services: Services) -> bool:
    """Whether settings are missing; False while a session is unfinished or if the settings cannot be read."""
    try:
        return bool(to_ask(services.settings.load(), services.safety.flags())) and not services.sessions.unfinished()
    except BadFile:
        return False
