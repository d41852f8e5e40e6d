"""The command `log`: every session in a line, or one day with every set. `text` has the lines it prints."""

import argparse
import math
from collections.abc import Callable
from datetime import date, datetime
from operator import itemgetter
from typing import Concatenate, Generic, NamedTuple, TypeVar

from achilles_tui.application.services import CommandServices
from achilles_tui.cli.arguments import day_of, day_or_word
from achilles_tui.cli.console import OK, USAGE, ProgressLine, complain, days_read, report_left_out, say, say_json, words
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.training_days import JudgedSession
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.text.day import day_lines
from achilles_tui.text.documents.base import SCHEMA
from achilles_tui.text.log import event_line, session_line

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
        from achilles_tui.text.documents.rule_events import logged_rule_event  # noqa: PLC0415 only for JSON

        log = _read_log(services, session_document)
        sessions = tuple(description for *_, description in sorted(log.sessions, key=_BY_TIME))
        say_json(LogDocument(sessions, tuple(map(logged_rule_event, log.events))))
        problems = log.problems
    else:
        lines, problems = _log_lines(services)
        say(*(lines or ["No session yet."]))
    words(*report_left_out(problems))
    return OK


def _log_lines(services: CommandServices) -> tuple[list[str], list[str]]:
    """Return the lines, the events of a day after its sessions, and the problems with files."""
    log = _read_log(services, session_line)
    placed = [(started.date(), started.timestamp(), name, line) for started, name, line in log.sessions]
    placed += [(event.day, math.inf, f"{place:06}", event_line(event)) for place, event in enumerate(log.events)]
    return [line for *_, line in sorted(placed)], log.problems


_BY_TIME = itemgetter(0, 1)


class _Log(NamedTuple, Generic[_T]):
    """What is printed: each session with its start and its id, the events of the rule, the problems with files."""

    sessions: list[tuple[datetime, str, _T]]
    events: tuple[RuleEvent, ...]
    problems: list[str]


def _read_log(services: CommandServices, describe: Callable[Concatenate[SessionRecord, ...], _T]) -> _Log[_T]:
    """Describe each session as soon as it is read, so that years of sessions need little memory.

    describe: also takes whether the session is corrected.
    """
    diary, diary_problems = services.history.entries(date.min, date.max)
    corrected, problems = diary.corrections.keys(), list(diary_problems)
    described: list[tuple[datetime, str, _T]] = []
    judged: list[JudgedSession] = []
    with ProgressLine(days_read) as progress:
        for read in services.history.walk(diary):
            described += (
                (record.started, record.id, describe(record, corrected=record.id in corrected))
                for record in read.sessions
                if record.has_work
            )
            judged += (JudgedSession.of_record(record) for record in read.sessions if record.is_training)
            problems += read.problems
            progress(read.days_read, read.days_total)
    moment, programs = services.clock.now(), services.programs.library().programs
    sources = RuleSources(diary, services.safety.flags(), services.programs.rule(), moment, programs)
    today = moment.date()
    return _Log(described, rule_events([session for session in judged if session.day <= today], sources), problems)


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
