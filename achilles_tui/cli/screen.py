"""Opens the full screen. Textual is imported in the function: it takes longer than all small commands together."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from achilles_tui.cli.console import FAILURE, OK, SESSION_HELD, USAGE, complain, words

if TYPE_CHECKING:
    from achilles_tui.application.intents import Intent
    from achilles_tui.application.services import CommandServices


def open_screen(services: CommandServices, intent: Intent | None = None) -> int:
    """Run the app until the user leaves it; return the exit code."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return complain("The screen needs a terminal: input and output must not be redirected.", USAGE)
    if os.environ.get("TERM", "dumb") in {"", "dumb"}:
        return complain("The screen needs a terminal that can draw, but TERM is `dumb` or not set.", USAGE)
    from achilles_tui.system.environment import clean_environment  # noqa: PLC0415 for the screen alone

    clean_environment(os.environ)
    from achilles_tui.tui.app import AchillesApp  # noqa: PLC0415 see above

    app = AchillesApp(services, intent)
    app.run()
    if app.unsaved is not None:
        words("This session could NOT be saved. Save the lines below in a file yourself.")
        sys.stdout.write(services.sessions.as_text(app.unsaved))
        return FAILURE
    return SESSION_HELD if app.is_held_elsewhere else app.return_code or OK
