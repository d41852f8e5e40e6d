"""The command line: reads it, does the small commands, opens the screen for the others. Imports Textual only then."""

import argparse
import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import time
from typing import Any, NoReturn, get_args

from msgspec.structs import asdict, replace

from achilles_tui import __version__
from achilles_tui.application.intents import Intent, Resume, Start
from achilles_tui.application.services import CommandServices
from achilles_tui.cli import import_csv, log, report, today
from achilles_tui.cli.console import BAD_PROGRAM, FAILURE, HELD, OK, USAGE, complain, prepare, say, words
from achilles_tui.cli.programs import Command, add_commands
from achilles_tui.domain.base.errors import AchillesError, BadFile, BadProgram, NothingToResume, UnknownProgram
from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import FASTEST, LOAD_BOUNDS, Notice, Region, Side, Sound
from achilles_tui.domain.red_flags.safety import standing
from achilles_tui.domain.settings import (
    LONGEST_ARGUMENT,
    MOST_ARGUMENTS,
    MOST_TIMES,
    Introduction,
    Motion,
    Settings,
    Theme,
)
from achilles_tui.system.environment import clean_environment

Build = Callable[[str | None, str | None], CommandServices]
"""Builds the services over the folders for data and settings; without a name, over those of the environment."""


def run(arguments: Sequence[str] | None, build: Build) -> NoReturn:
    """Run the program and leave with its exit code; whatever goes wrong is one sentence."""
    clean_environment(os.environ)
    prepare()
    given = _parser().parse_args(arguments)
    try:
        code = given.command(given, build(given.data_dir, given.config_dir))
        sys.stdout.flush()
    except (UnknownProgram, BadProgram) as error:
        code = complain(str(error), BAD_PROGRAM)
    except AchillesError as error:
        code = complain(str(error), FAILURE)
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        # Output that nobody takes: a pipe closed early, a full disk. Python must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        told = isinstance(error, BrokenPipeError)
        code = FAILURE if told else complain(f"The output could not be written: {error.strerror or error}.", FAILURE)
    sys.exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="achilles-tui",
        description="A full-screen coach for Achilles tendonitis exercises. General education, not medical advice.",
        epilog="Exit: 0 ok, 1 failure, 2 usage or not a terminal, 3 bad program, 4 another process has the session.",
    )
    parser.add_argument("--version", action="version", version=f"achilles-tui {__version__}")
    _add_folders(parser, default=None)
    parser.set_defaults(command=_open)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(among: Any, name: str, command: Command, told: str) -> argparse.ArgumentParser:  # noqa: ANN401 it has no name
        sub: argparse.ArgumentParser = among.add_parser(name, help=told, description=told)
        _add_folders(sub, default=argparse.SUPPRESS)
        sub.set_defaults(command=command)
        return sub

    setup = add(
        commands, "setup", _setup, "tell once what hurts, which program, how it sounds and looks; answer the red flags"
    )
    setup.add_argument("--side", choices=[side.value for side in Side], help="the leg that hurts")
    setup.add_argument("--region", choices=[region.value for region in Region], help="where it hurts, as you say it")
    setup.add_argument("--program", metavar="ID", help="the program that `start` starts")
    setup.add_argument(
        "--no-red-flags", action="store_true", help="every red-flag question is answered no; they are printed"
    )
    setup.add_argument("--sound", choices=[level.value for level in Sound], help="how much is heard")
    setup.add_argument(
        "--cue-command", type=_command, metavar="COMMAND", help="says the cues: 'espeak-ng {text}'; '' for none"
    )
    setup.add_argument("--notice", choices=get_args(Notice), help="how your terminal shows that a rest is over")
    setup.add_argument("--theme", choices=get_args(Theme), help="the colours; `ansi` takes those of your terminal")
    setup.add_argument("--motion", choices=get_args(Motion), help="how much moves; `auto` looks at the terminal")
    setup.add_argument(
        "--introduction", choices=get_args(Introduction), help="whether what was never told is asked on opening"
    )
    setup.add_argument(
        "--times", type=_times, metavar="HH:MM,...", help="your times of day for sessions: 07:30,19:00; '' for none"
    )
    start = add(commands, "start", _start, "start a program at once")
    start.add_argument("program", nargs="?", metavar="PROGRAM", help="its id; without one, that of `setup`")
    start.add_argument("--side", choices=[side.value for side in Side], help="the leg to work, or both in turn")
    start.add_argument("--stage", type=_stage, metavar="N", help="a later stage, where the rule and your PT say so")
    start.add_argument("--speed", type=_speed, metavar="N", help="practise, N times faster (1 to 100)")
    start.add_argument(
        "--pt-confirmed", action="store_true", help="a PT prescribed the heavy exercises and is supervising now"
    )
    start.add_argument(
        "--load", type=_load, action="append", default=[], metavar="EXERCISE=KG", help="the load your PT set"
    )
    resume = add(commands, "resume", _resume, "go on with the unfinished session")
    resume.add_argument("--speed", type=_speed, metavar="N", help="go on with the unfinished practice, N times faster")
    log.add_commands(commands, add)
    programs = commands.add_parser("programs", help="what can be started: list, show, check, new, edit")
    add_commands(programs.add_subparsers(title="commands", metavar="COMMAND", required=True), add)
    today.add_commands(commands, add)
    report.add_commands(commands, add)
    import_csv.add_commands(commands, add)
    add(commands, "paths", _paths, "print where everything is kept")
    return parser


def _add_folders(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--data-dir", metavar="DIR", default=default, help="where sessions are kept")
    parser.add_argument("--config-dir", metavar="DIR", default=default, help="where settings and programs are kept")


def _open(_given: argparse.Namespace, services: CommandServices) -> int:
    return _on_screen(services, None)


def _start(given: argparse.Namespace, services: CommandServices) -> int:
    name = given.program or services.settings.load().program
    if name is None:
        return _on_screen(services, None)
    side = Side(given.side) if given.side else None
    sides = side.legs if side else None
    offer, loads = services.programs.program(name), dict(given.load)
    stray = sorted(loads.keys() - {exercise.id for exercise in offer.exercises})
    if stray:
        ids = ", ".join(exercise.id for exercise in offer.exercises)
        return complain(f"--load: {stray[0]!r} is no exercise of {name}; there are {ids}.", USAGE)
    stages = len(offer.definition.parts)
    if given.stage is not None and given.stage > stages:
        return complain(f"--stage: {name} has {stages} {'stage' if stages == 1 else 'stages'}.", USAGE)
    wish = Start(offer, sides=sides, stage=given.stage, speed=given.speed, loads=loads, pt_confirmed=given.pt_confirmed)
    return _on_screen(services, wish)


def _resume(given: argparse.Namespace, services: CommandServices) -> int:
    """Go on with training before practice; a speed asks for practice."""
    unfinished = sorted(services.sessions.unfinished(however_old=True), key=lambda record: record.practice)
    wanted = [record for record in unfinished if record.practice] if given.speed else unfinished
    if not wanted:
        what = "practice session" if given.speed else "session"
        raise NothingToResume(f"There is no unfinished {what}; `achilles-tui start` begins one.")
    return _on_screen(services, Resume(wanted[0], speed=given.speed))


def _on_screen(services: CommandServices, wish: Intent | None) -> int:
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return complain("The screen needs a terminal: input and output must not be redirected.", USAGE)
    if os.environ.get("TERM", "dumb") in {"", "dumb"}:
        return complain("The screen needs a terminal that can draw; TERM is `dumb` or not set.", USAGE)
    # Only here: Textual takes longer to import than all the small commands take together.
    from achilles_tui.tui.app import AchillesApp  # noqa: PLC0415 see above

    app = AchillesApp(services, wish)
    app.run()
    if app.unsaved is not None:
        words("This session could NOT be saved. Keep it: put the lines below into a file.")
        sys.stdout.write(services.sessions.as_text(app.unsaved))
        return FAILURE
    return HELD if app.is_held_elsewhere else app.return_code or OK


def _setup(given: argparse.Namespace, services: CommandServices) -> int:
    try:
        settings = services.settings.load()
    except BadFile as error:
        words(f"{error} It is set aside, and settings begin anew.")
        settings = Settings()
    if given.program is not None:
        services.programs.program(given.program)
    settings = replace(
        settings,
        side=Side(given.side) if given.side else settings.side,
        region=Region(given.region) if given.region else settings.region,
        program=given.program or settings.program,
        sound=Sound(given.sound or settings.sound),
        cue_command=settings.cue_command if given.cue_command is None else given.cue_command,
        notice=given.notice or settings.notice,
        theme=given.theme or settings.theme,
        motion=given.motion or settings.motion,
        introduction=given.introduction or settings.introduction,
        times=settings.times if given.times is None else given.times,
    )
    services.settings.save(settings)
    if given.no_red_flags:
        flags = services.safety.flags().with_screening(services.safety.screening(()))
        services.safety.save(flags)
        say("Answered no to each of these:", *(f"  - {question.text}" for question in flags.questions))
    times = ",".join(f"{one:%H:%M}" for one in settings.times)
    shown = {**asdict(settings), "cue_command": shlex.join(settings.cue_command), "times": times}
    say(*(harmless_line(f"{name}: {value or '-'}") for name, value in shown.items() if name != "format"))
    say(f"red flags: {_FLAGS[standing(services.safety.flags()).state]}")
    return OK


_FLAGS = {
    "unasked": "not asked yet; they are asked before the first session",
    "clear": "answered, nothing that stops a session",
    "locked": "locked: contact a clinician; the screen says which answer and how to go on",
    "never": "not for people under 18",
}


def _paths(_given: argparse.Namespace, services: CommandServices) -> int:
    say(*(f"{name}: {harmless_line(str(path))}" for name, path in services.places().items()))
    return OK


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 1 <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to {FASTEST:g}")
    return speed


def _stage(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4])):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a stage, counted from 1")
    return int(text[:4])


def _times(text: str) -> tuple[time, ...]:
    told = [one.strip() for one in text.split(",")] if text.strip() else []
    for one in told:
        if not _TIME.fullmatch(one):
            raise argparse.ArgumentTypeError(f"{one!r} is no time of day such as 07:30")
    if len(told) > MOST_TIMES:
        raise argparse.ArgumentTypeError(f"{len(told)} times are more than {MOST_TIMES} a day")
    times = tuple(time(int(one.partition(":")[0]), int(one.partition(":")[2])) for one in told)
    try:
        return Settings(times=times).times
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


_TIME = re.compile("([01]?[0-9]|2[0-3]):[0-5][0-9]")


def _load(text: str) -> tuple[str, float]:
    exercise, _, kilograms = text.partition("=")
    try:
        value = float(kilograms)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not EXERCISE=KG, such as seated-calf-raise=40") from None
    if not LOAD_BOUNDS.hold(value):
        raise argparse.ArgumentTypeError(f"a load is {LOAD_BOUNDS} kg")
    return exercise, value


def _command(text: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} has a quotation mark without its other one") from None
    if words[:1] == ("",):
        raise argparse.ArgumentTypeError(f"{text!r} names no program")
    if len(words) > MOST_ARGUMENTS or any(len(word) > LONGEST_ARGUMENT for word in words):
        raise argparse.ArgumentTypeError(
            f"a command has at most {MOST_ARGUMENTS} words, each of at most {LONGEST_ARGUMENT} characters"
        )
    return words
