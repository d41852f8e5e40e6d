"""The command `paths`: the folders of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.cli.console import OK, say
from achilles_tui.domain.base.text import harmless_line

if TYPE_CHECKING:
    import argparse

    from achilles_tui.application.services import CommandServices


def run(_options: argparse.Namespace, services: CommandServices) -> int:
    """Print the folders; return the exit code."""
    say(*(f"{name}: {harmless_line(str(path))}" for name, path in services.places().items()))
    return OK
