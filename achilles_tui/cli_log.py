"""The command `log`: every session in a line, or one day opened to every set. What it prints is told by `report`."""

import argparse
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from achilles_tui.cli_programs import Add
from achilles_tui.console import FAILURE, OK, USAGE, complain, say, say_json, words
from achilles_tui.report.day import day_document, day_lines
from achilles_tui.report.log import SCHEMA, as_document, as_lines
from achilles_tui.wiring import RealDesk


def add_commands(commands: Any, add: Add) -> None:  # noqa: ANN401 argparse has no public name for it
    """Add the command. add: makes one, with the folders every command takes."""
    log = add(commands, "log", _log, "print every session, the oldest first, or one day with every set")
    log.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")
    log.add_argument("--day", type=told_day, metavar="DAY", help="today, yesterday, or a date such as 2026-11-22")


def _log(given: argparse.Namespace, desk: RealDesk) -> int:
    return _every_session(given, desk) if given.day is None else _one_day(given, desk)


def _every_session(given: argparse.Namespace, desk: RealDesk) -> int:
    diary, problems = desk.days(date.min, date.max)
    read = list(desk.walk(diary))
    sessions = sorted((one for part in read for one in part.sessions), key=lambda one: (one.started, one.id))
    corrected = diary.corrections.keys()
    if given.json:
        say_json(as_document(sessions, corrected))
    else:
        say(*(as_lines(sessions, corrected) or ["No session yet."]))
    return _left_out([*(problem for part in read for problem in part.problems), *problems])


def _one_day(given: argparse.Namespace, desk: RealDesk) -> int:
    today = desk.now().date()
    day = day_of(given.day, today)
    if day > today:
        return complain(f"--day: {day} has not come yet.", USAGE)
    told = desk.whole_day(day)
    if given.json:
        say_json(day_document(told))
    else:
        say(*day_lines(told))
    return _left_out(told.problems)


def _left_out(problems: Sequence[str]) -> int:
    for problem in dict.fromkeys(problems):
        words(problem)
    return FAILURE if problems else OK


def day_of(told: date | str | None, today: date) -> date:
    """Return the day that `told_day` read; today where none was told."""
    if isinstance(told, date):
        return told
    return today - timedelta(days=1) if told == "yesterday" else today


def told_day(text: str) -> date | str:
    """Return a date, or the word that stands for one. Raises ArgumentTypeError."""
    if text in {"today", "yesterday"}:
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither today, yesterday nor a date such as 2026-11-22"
        ) from None
