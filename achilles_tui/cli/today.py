"""The commands about the day: today, status, checkin. What they print is told by `report.today`."""

import argparse
from typing import Any, get_args

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.console import FAILURE, OK, USAGE, complain, say, say_json, words
from achilles_tui.cli.log import day_argument, day_of
from achilles_tui.cli.programs import Add
from achilles_tui.domain.agenda.today import no_heel_rise_test
from achilles_tui.domain.base.text import whole_number as whole
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, MOST_HEEL_RISES, MOST_VISA_A, How
from achilles_tui.text import today as told
from achilles_tui.text.documents.base import SCHEMA

NO_PROGRAM = "No program is yours yet: `achilles-tui setup --program ID` tells it; `programs list` names them."


def add_commands(commands: Any, add: Add) -> None:  # noqa: ANN401 argparse has no public name for it
    """Add the commands. add: makes one, with the folders every command takes."""
    now = add(commands, "today", _today, "what is due, what is done, what the rule says and why")
    now.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")
    add(commands, "status", _status, "the same in one line, for a prompt")
    checkin = add(commands, "checkin", _checkin, "tell how the morning was")
    checkin.add_argument("--pain", type=whole_number(0, 10), metavar="N", help="on the first steps, 0 to 10")
    checkin.add_argument(
        "--stiffness", type=whole_number(0, LONGEST_STIFFNESS), metavar="MINUTES", help="in the morning"
    )
    checkin.add_argument("--how", choices=get_args(How), help="how the day is; `away` pauses it")
    checkin.add_argument("--day", type=day_argument, metavar="DAY", help="yesterday, or a date such as 2026-11-22")
    checkin.add_argument(
        "--visa-a", type=whole_number(0, MOST_VISA_A), metavar="N", help="a VISA-A total, worked out elsewhere"
    )
    test = "repetitions of the single-leg heel-rise test, 30 a minute; differences up to 6 are day-to-day spread"
    checkin.add_argument("--heel-rises", type=whole_number(0, MOST_HEEL_RISES), metavar="N", help=test)
    checkin.add_argument("--side", choices=["left", "right"], help="the leg of the heel-rise test")


def _today(given: argparse.Namespace, services: CommandServices) -> int:
    now = services.agenda.today()
    if now is None:
        return complain(NO_PROGRAM, FAILURE)
    if given.json:
        from achilles_tui.text.documents.today import today_document  # noqa: PLC0415 only for JSON

        say_json(today_document(now))
    else:
        say(*told.today_lines(now))
    return OK


def _status(_given: argparse.Namespace, services: CommandServices) -> int:
    now = services.agenda.today()
    say(NO_PROGRAM if now is None else told.headline(now))
    return OK


def _checkin(given: argparse.Namespace, services: CommandServices) -> int:
    morning = (given.pain, given.stiffness, given.how)
    if all(value is None for value in (*morning, given.visa_a, given.heel_rises)):
        return complain("Nothing was told: --pain, --stiffness, --how, --visa-a or --heel-rises.", USAGE)
    if (given.heel_rises is None) != (given.side is None):
        return complain("--heel-rises and --side go together.", USAGE)
    today = services.clock.now().date()
    day = day_of(given.day, today)
    if day > today:
        return complain(f"--day: {day} has not come yet.", USAGE)
    if any(value is not None for value in morning):
        services.agenda.check_in(day, morning=given.pain, stiffness=given.stiffness, how=given.how)
    if given.visa_a is not None:
        services.agenda.score(day, visa_a=given.visa_a)
    if given.heel_rises is not None:
        now = services.agenda.today(day)
        reason = NO_PROGRAM if now is None else no_heel_rise_test(now)
        if reason:
            return complain(f"The heel-rise test is not kept. {reason}", FAILURE)
        services.agenda.score(day, heel_rises=given.heel_rises, side=Side(given.side))
    kept = services.agenda.entries(day)
    pain, stiffness = ("-" if value is None else value for value in (kept.morning, kept.stiffness))
    words(f"Kept for {day}: pain {pain}, stiffness {stiffness} min.")
    return OK


def whole_number(least: int, most: int) -> Any:  # noqa: ANN401 what argparse calls
    """Return what reads a whole number from the least to the most."""

    def number(text: str) -> int:
        value = whole(text, least, most)
        if value is None:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return value

    return number
