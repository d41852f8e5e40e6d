"""The command `log`: every session in a line, or one day opened to every set. What it prints is told by `report`."""

import argparse
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.console import OK, USAGE, ProgressLine, complain, days_read, left_out, say, say_json, words
from achilles_tui.cli.programs import Add
from achilles_tui.text.day import day_document, day_lines
from achilles_tui.text.log import SCHEMA, as_document, session_document, session_line


def add_commands(commands: Any, add: Add) -> None:  # noqa: ANN401 argparse has no public name for it
    """Add the command. add: makes one, with the folders every command takes."""
    log = add(commands, "log", _log, "print every session, the oldest first, or one day with every set")
    log.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")
    log.add_argument("--day", type=told_day, metavar="DAY", help="today, yesterday, or a date such as 2026-11-22")


def _log(given: argparse.Namespace, services: CommandServices) -> int:
    return _every_session(given, services) if given.day is None else _one_day(given, services)


def _every_session(given: argparse.Namespace, services: CommandServices) -> int:
    """Tell each session as soon as it is read, so that years of them need little room; their order is made last."""
    diary, found = services.history.entries(date.min, date.max)
    tell = session_document if given.json else session_line
    corrected, problems = diary.corrections.keys(), list(found)
    told: list[tuple[datetime, str, Any]] = []
    with ProgressLine(days_read) as progress:
        for read in services.history.walk(diary):
            told += ((one.started, one.id, tell(one, corrected=one.id in corrected)) for one in read.sessions)
            problems += read.problems
            progress(read.done, read.of)
    in_order = [one for *_, one in sorted(told, key=itemgetter(0, 1))]
    if given.json:
        say_json(as_document(in_order))
    else:
        say(*(in_order or ["No session yet."]))
    words(*left_out(problems))
    return OK


def _one_day(given: argparse.Namespace, services: CommandServices) -> int:
    today = services.clock.now().date()
    day = day_of(given.day, today)
    if day > today:
        return complain(f"--day: {day} has not come yet.", USAGE)
    told = services.history.day(day)
    if given.json:
        say_json(day_document(told))
    else:
        say(*day_lines(told))
    words(*left_out(told.problems))
    return OK


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
