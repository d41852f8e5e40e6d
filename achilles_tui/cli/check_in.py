"""The command `checkin`: records a morning, or a score."""

import argparse
from typing import get_args

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import day_of, day_or_word, whole_number_from
from achilles_tui.cli.console import FAILURE, NO_PROGRAM, OK, USAGE, complain, words
from achilles_tui.domain.agenda.today import no_heel_rise_test
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.day_entries import LONGEST_STIFFNESS, MOST_HEEL_RISES, MOST_VISA_A, How
from achilles_tui.text.today import what_the_rule_says


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--pain", type=whole_number_from(0, 10), metavar="N", help="on the first steps, 0 to 10")
    parser.add_argument(
        "--stiffness", type=whole_number_from(0, LONGEST_STIFFNESS), metavar="MINUTES", help="in the morning"
    )
    parser.add_argument("--how", choices=get_args(How), help="how the day is; `away` pauses it")
    parser.add_argument("--day", type=day_or_word, metavar="DAY", help="yesterday, or a date such as 2026-11-22")
    parser.add_argument(
        "--visa-a", type=whole_number_from(0, MOST_VISA_A), metavar="N", help="a VISA-A total, worked out elsewhere"
    )
    test = "repetitions of the single-leg heel-rise test, 30 a minute; differences up to 6 are day-to-day spread"
    parser.add_argument("--heel-rises", type=whole_number_from(0, MOST_HEEL_RISES), metavar="N", help=test)
    parser.add_argument("--side", choices=["left", "right"], help="the leg of the heel-rise test")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Record the values; return the exit code."""
    morning = (options.pain, options.stiffness, options.how)
    if all(value is None for value in (*morning, options.visa_a, options.heel_rises)):
        return complain("Nothing to record: give --pain, --stiffness, --how, --visa-a or --heel-rises.", USAGE)
    if (options.heel_rises is None) != (options.side is None):
        return complain("--heel-rises and --side go together.", USAGE)
    today = services.clock.now().date()
    day = day_of(options.day, today)
    if day > today:
        return complain(f"--day: {day} has not come yet.", USAGE)
    before = services.agenda.entries(day).morning
    if any(value is not None for value in morning):
        services.agenda.check_in(day, morning=options.pain, stiffness=options.stiffness, how=options.how)
    if options.visa_a is not None:
        services.agenda.score(day, visa_a=options.visa_a)
    if options.heel_rises is not None:
        now = services.agenda.today(day)
        reason = NO_PROGRAM if now is None else no_heel_rise_test(now)
        if reason:
            return complain(f"The heel-rise test was not recorded. {reason}", FAILURE)
        services.agenda.score(day, heel_rises=options.heel_rises, side=Side(options.side))
    entries = services.agenda.entries(day)
    pain = "not recorded" if entries.morning is None else entries.morning
    stiffness = "not recorded" if entries.stiffness is None else f"{entries.stiffness} min"
    words(f"Recorded for {day}: pain {pain}, stiffness {stiffness}.")
    if before is not None and before != entries.morning:
        words(f"This replaces pain {before}.")
    if any(value is not None for value in morning):
        now = services.agenda.today()
        words(*what_the_rule_says(now, services.gate.read() if now is None else now.gate))
    return OK
