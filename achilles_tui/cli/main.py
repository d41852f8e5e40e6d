"""Reads the command line, runs one command, and exits with its code. Only the modules of that command load."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from achilles_tui import __version__
from achilles_tui.cli.console import BAD_PROGRAM, EXIT_CODES, FAILURE, add_folders, complain, prepare
from achilles_tui.domain.base.errors import AchillesError, BadProgram, UnknownProgram

if TYPE_CHECKING:
    from achilles_tui.application.services import CommandServices

Build = Callable[[str | None, str | None], "CommandServices"]
"""Builds the services. Its arguments: the folders for data and settings; None: those of the environment."""

COMMANDS = {
    "setup": ("setup", "enter what hurts, your program, sound and looks; answer the warning signs"),
    "start": ("start", "start a program at once"),
    "resume": ("resume", "go on with the unfinished session"),
    "log": ("log", "print every session, the oldest first, or one day with every set"),
    "programs": ("programs", "what can be started: list, show, check, new, edit"),
    "today": ("today", "what is due, what is done, what the pain rule says and why"),
    "status": ("status", "what is due now, in one line"),
    "checkin": ("check_in", "record how the morning was"),
    "report": ("report", "write the log for your PT, or the plan for a calendar, as a file"),
    "import": ("import_csv", "add past pain and sessions from a table in CSV; nothing twice"),
    "paths": ("paths", "print the folders of your sessions, settings and programs"),
}
"""Every command: its module in this folder, and what it does."""


def run(arguments: Sequence[str] | None, build: Build) -> NoReturn:
    """Run the program and exit with its code; every error is one sentence."""
    prepare()
    options = _parser().parse_args(arguments)
    try:
        code = options.command(options, build(options.data_dir, options.config_dir))
        sys.stdout.flush()
    except (UnknownProgram, BadProgram) as error:
        code = complain(str(error), BAD_PROGRAM)
    except AchillesError as error:
        code = complain(str(error), FAILURE)
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        # The output failed: a pipe closed early, or a full disk. Python must not try again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        is_closed = isinstance(error, BrokenPipeError)
        code = (
            FAILURE if is_closed else complain(f"The output could not be written: {error.strerror or error}.", FAILURE)
        )
    sys.exit(code)


class _CommandParser(argparse.ArgumentParser):
    """Reads the arguments of one command, whose module loads only then."""

    module = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 argparse's own
        """Load the command and read its arguments."""
        command = import_module(f"achilles_tui.cli.{self.module}")
        getattr(command, "add_arguments", lambda _parser: None)(self)
        add_folders(self)
        self.set_defaults(command=command.run)
        return super().parse_known_args(args, namespace)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="achilles-tui",
        description="A full-screen coach for Achilles tendonitis exercises. General education, not medical advice.",
        epilog=f"Exit: {', '.join(f'{code} {meaning}' for code, meaning in EXIT_CODES.items())}.",
    )
    parser.add_argument("--version", action="version", version=f"achilles-tui {__version__}")
    add_folders(parser, None)
    parser.set_defaults(command=_open)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_CommandParser)
    for name, (module, text) in COMMANDS.items():
        commands.add_parser(name, help=text, description=text).module = module
    return parser


def _open(_options: argparse.Namespace, services: "CommandServices") -> int:
    from achilles_tui.cli.screen import open_screen  # noqa: PLC0415 `--help` does not wait for it

    return open_screen(services)
