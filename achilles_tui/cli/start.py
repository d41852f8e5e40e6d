"""The command `start`: begins a program at once."""

import argparse

from achilles_tui.application.intents import Start
from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import load, speed, stage
from achilles_tui.cli.console import USAGE, complain
from achilles_tui.cli.screen import open_screen, refusal_code
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("program", nargs="?", metavar="PROGRAM", help="its id; without it, your program from `setup`")
    parser.add_argument("--side", choices=[side.value for side in Side], help="the leg to work, or both in turn")
    parser.add_argument("--stage", type=stage, metavar="N", help="a later stage, if the rule and your PT say so")
    parser.add_argument("--speed", type=speed, metavar="N", help="practise, N times faster (1 to 100)")
    parser.add_argument(
        "--pt-confirmed", action="store_true", help="a PT prescribed the heavy exercises and is supervising now"
    )
    parser.add_argument(
        "--load", type=load, action="append", default=[], metavar="EXERCISE=KG", help="the load your PT set"
    )


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Start the program on the screen; return the exit code."""
    mine = services.settings.load().program
    name = options.program or mine
    if name is None:
        return refusal_code(services) or open_screen(services, None)
    side = Side(options.side) if options.side else None
    sides = side.legs if side else None
    offer, loads = services.programs.program(name), dict(options.load)
    stray = sorted(loads.keys() - {exercise.id for exercise in offer.exercises})
    if stray:
        ids = ", ".join(exercise.id for exercise in offer.exercises)
        return complain(f"--load: {stray[0]!r} is not an exercise of {name}; its exercises are {ids}.", USAGE)
    stages = len(offer.definition.parts)
    if options.stage is not None and options.stage > stages:
        return complain(f"--stage: {name} has {stages} {'stage' if stages == 1 else 'stages'}.", USAGE)
    wish = Start(
        offer, sides=sides, stage=options.stage, speed=options.speed, loads=loads, pt_confirmed=options.pt_confirmed
    )
    if options.speed is None:
        # Of one's own program without a stage, Today decides what is due.
        is_whole = name != mine or options.stage is not None
        whole = plan(offer, sides or (Side.LEFT,), stage=options.stage or 1)
        code = refusal_code(services, whole if is_whole else None)
        if code is not None:
            return code
    return open_screen(services, wish)
