"""The command `today`: what is due, what is done, what the rule says and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.cli.console import FAILURE, NO_PROGRAM, OK, complain, say, say_json
from achilles_tui.text.documents.base import SCHEMA
from achilles_tui.text.today import gate_lines, today_lines

if TYPE_CHECKING:
    import argparse

    from achilles_tui.application.services import CommandServices


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Print the day; return the exit code."""
    now = services.agenda.today()
    if now is None:
        return _without_program(options, services)
    if options.json:
        from achilles_tui.text.documents.today import today_document  # noqa: PLC0415 only for JSON

        say_json(today_document(now))
    else:
        say(*today_lines(now))
    return OK


def _without_program(options: argparse.Namespace, services: CommandServices) -> int:
    """Print the lock that holds without a program too, else how to choose one; return the exit code."""
    gate = services.gate.read()
    if gate.lock is None:
        return complain(NO_PROGRAM, FAILURE)
    if options.json:
        from achilles_tui.text.documents.today import lock_document  # noqa: PLC0415 only for JSON

        say_json(lock_document(gate))
    else:
        say(*gate_lines(gate.lock))
    return OK
