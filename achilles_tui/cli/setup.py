"""The command `setup`: what hurts, the program, sound and looks; and the warning signs answered no."""

import argparse
import shlex
from collections.abc import Callable
from typing import get_args

from msgspec.structs import asdict, replace

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import command_line, times_of_day
from achilles_tui.cli.console import OK, say, words
from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import Notice, Region, Side, Sound
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.settings import Introduction, Motion, Settings, Theme


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--side", choices=[side.value for side in Side], help="the leg that hurts")
    parser.add_argument("--region", choices=[region.value for region in Region], help="where it hurts, as you say it")
    parser.add_argument("--program", metavar="ID", help="the program that `start` starts")
    parser.add_argument("--no-red-flags", action="store_true", help="answer no to every warning sign; prints them")
    parser.add_argument("--sound", choices=[level.value for level in Sound], help="what you hear")
    parser.add_argument(
        "--cue-command",
        type=command_line,
        metavar="COMMAND",
        help="speaks the cues: 'espeak-ng {text}'; '' for none",
    )
    parser.add_argument("--notice", choices=get_args(Notice), help="how your terminal shows that a rest is over")
    parser.add_argument("--theme", choices=get_args(Theme), help="the colours; `ansi` takes those of your terminal")
    parser.add_argument("--motion", choices=get_args(Motion), help="how much moves; `auto` decides by the terminal")
    parser.add_argument("--introduction", choices=get_args(Introduction), help="ask for missing settings at start")
    parser.add_argument(
        "--times",
        type=times_of_day,
        metavar="HH:MM,...",
        help="your times of day for sessions, such as 07:30,19:00; '' for none",
    )


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Save the options, and print all settings; return the exit code."""
    try:
        settings = services.settings.load()
    except BadFile as error:
        words(f"{error} The file is set aside, and your settings start from the defaults.")
        settings = Settings()
    if options.program is not None:
        services.programs.program(options.program)
    for name, value in vars(options).items():
        if value is not None and hasattr(settings, name):
            settings = replace(settings, **{name: _ENUMS[name](value) if name in _ENUMS else value})
    services.settings.save(settings)
    if options.no_red_flags:
        flags = services.safety.flags().with_screening(services.safety.screening(()))
        services.safety.save(flags)
        say("You answered no to each of these:", *(f"  - {question.text}" for question in flags.questions))
    times = ",".join(f"{time_of_day:%H:%M}" for time_of_day in settings.times)
    values = {**asdict(settings), "cue_command": shlex.join(settings.cue_command), "times": times}
    say(*(harmless_line(f"{name}: {value or '-'}") for name, value in values.items() if name != "format"))
    say(f"warning signs: {_FLAGS[standing(services.safety.flags()).state]}")
    return OK


_ENUMS: dict[str, Callable[[str], object]] = {"side": Side, "region": Region, "sound": Sound}
"""The options whose values are read as members of an enumeration."""

_FLAGS = {
    "unasked": "not asked yet; they are asked before the first session",
    "clear": "answered, nothing that stops a session",
    "locked": "locked: contact a clinician; the screen says which answer and how to go on",
    "never": "not for people under 18",
}
