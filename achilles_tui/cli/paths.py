"""The command `paths`: the folders of the program."""

import argparse

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.console import OK, say
from achilles_tui.domain.base.text import harmless_line


def run(_options: argparse.Namespace, services: CommandServices) -> int:
    """Print the folders; return the exit code."""
    say(*(f"{name}: {harmless_line(str(path))}" for name, path in services.places().items()))
    return OK
