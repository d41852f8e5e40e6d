"""The command `status`: today in one line, for a prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.cli.console import NO_PROGRAM, OK, say
from achilles_tui.text.today import headline

if TYPE_CHECKING:
    import argparse

    from achilles_tui.application.services import CommandServices


def run(_options: argparse.Namespace, services: CommandServices) -> int:
    """Print the line; return the exit code."""
    now = services.agenda.today()
    if now is not None:
        say(headline(now))
    else:
        lock = services.gate.read().lock
        say(NO_PROGRAM if lock is None else lock.headline)
    return OK
