"""Opens the full screen. Textual is imported in the function: it takes longer than all small commands together."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from achilles_tui.cli.console import FAILURE, LOCKED, OK, SESSION_HELD, USAGE, complain, words

if TYPE_CHECKING:
    from achilles_tui.application.intents import Intent
    from achilles_tui.application.services import CommandServices
    from achilles_tui.domain.programs.session_plan import Plan


def open_screen(services: CommandServices, intent: Intent | None = None) -> int:
    """Run the app until the user leaves it; return the exit code."""
    if not _is_terminal():
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


def refusal_code(services: CommandServices, planned: Plan | None = None) -> int | None:
    """Where no screen can say it, say why a session of this plan, or any session, cannot start; return the exit code.

    None where it can start, or where the screen says it.
    """
    if _is_terminal():
        return None
    gate = services.gate.read()
    refusal = gate.refusal() if planned is None else gate.refusal(services.gate.work(planned))
    if refusal is None:
        return None
    words(refusal.reason, refusal.way_on)
    return LOCKED


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
