"""The command `resume`: resumes the unfinished session."""

import argparse

from achilles_tui.application.intents import Resume
from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import speed
from achilles_tui.cli.screen import open_screen, refusal_code
from achilles_tui.domain.base.errors import NothingToResume


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--speed", type=speed, metavar="N", help="go on with the unfinished practice, N times faster")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Resume training before practice; with a speed, only practice. Return the exit code."""
    unfinished = sorted(services.sessions.unfinished(however_old=True), key=lambda record: record.practice)
    candidates = [record for record in unfinished if record.practice] if options.speed else unfinished
    if not candidates:
        what = "practice session" if options.speed else "session"
        hint = "" if services.gate.read().lock else "; `achilles-tui start` begins one"
        raise NothingToResume(f"There is no unfinished {what}{hint}.")
    record = candidates[0]
    code = None if record.practice else refusal_code(services, record.plan)
    if code is not None:
        return code
    return open_screen(services, Resume(record, speed=options.speed))
