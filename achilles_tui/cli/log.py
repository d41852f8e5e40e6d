"""The command `log`: every session in a line, or one day with every set. `text` has the lines it prints."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from operator import itemgetter
from typing import Concatenate, TypeVar

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import day_of, day_or_word
from achilles_tui.cli.console import OK, USAGE, ProgressLine, complain, days_read, report_left_out, say, say_json, words
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.text.day import day_lines
from achilles_tui.text.documents.base import SCHEMA
from achilles_tui.text.log import session_line

_T = TypeVar("_T")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--json", action="store_true", help=f"as JSON, schema {SCHEMA}")
    parser.add_argument("--day", type=day_or_word, metavar="DAY", help="today, yesterday, or a date such as 2026-11-22")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Print the sessions, or one day; return the exit code."""
    return _every_session(options, services) if options.day is None else _one_day(options, services)


def _every_session(options: argparse.Namespace, services: CommandServices) -> int:
    if options.json:
        from achilles_tui.text.documents.log import LogDocument, session_document  # noqa: PLC0415 only for JSON

        sessions, problems = _describe_all(services, session_document)
        say_json(LogDocument(sessions))
    else:
        lines, problems = _describe_all(services, session_line)
        say(*(lines or ["No session yet."]))
    words(*report_left_out(problems))
    return OK


def _describe_all(
    services: CommandServices, describe: Callable[Concatenate[SessionRecord, ...], _T]
) -> tuple[tuple[_T, ...], list[str]]:
    """Describe each session as soon as it is read, so that years of sessions need little memory; sort them last.

    describe: also takes whether the session is corrected. Returns the descriptions, and the problems with files.
    """
    diary, diary_problems = services.history.entries(date.min, date.max)
    corrected, problems = diary.corrections.keys(), list(diary_problems)
    described: list[tuple[datetime, str, _T]] = []
    with ProgressLine(days_read) as progress:
        for read in services.history.walk(diary):
            described += (
                (record.started, record.id, describe(record, corrected=record.id in corrected))
                for record in read.sessions
            )
            problems += read.problems
            progress(read.days_read, read.days_total)
    return tuple(description for *_, description in sorted(described, key=itemgetter(0, 1))), problems


def _one_day(options: argparse.Namespace, services: CommandServices) -> int:
    today = services.clock.now().date()
    day = day_of(options.day, today)
    if day > today:
        return complain(f"--day: {day} has not come yet.", USAGE)
    day_record = services.history.day(day)
    if options.json:
        from achilles_tui.text.documents.log import day_document  # noqa: PLC0415 only for JSON

        say_json(day_document(day_record))
    else:
        say(*day_lines(day_record))
    words(*report_left_out(day_record.problems))
    return OK
