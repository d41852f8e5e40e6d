"""The command `report`: writes the log or the plan as a document for others, in the formats of one table."""

import argparse
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from achilles_tui.application.services import CommandServices
from achilles_tui.cli import console
from achilles_tui.cli.arguments import past_day, whole_number_from
from achilles_tui.domain.agenda.upcoming import MOST_WEEKS, USUAL_TIMES, WEEKS, UpcomingPlan, weeks_ahead
from achilles_tui.domain.base.errors import NotInstalled
from achilles_tui.domain.session.phrases import DECIDED_ON_THE_DAY
from achilles_tui.exports.notes import WhichNotes
from achilles_tui.text.documents.base import SCHEMA

OUTPUT = "-"
"""The file name that means standard output."""


class MadeDocument(NamedTuple):
    """A document, and the sentences to print with it."""

    data: bytes
    notices: tuple[str, ...] = ()


class Format(NamedTuple):
    """One kind of document: its description, and the function that makes it; that returns None without a program."""

    description: str
    make: Callable[[argparse.Namespace, CommandServices], MadeDocument | None]
    covers_history: bool = False
    """Whether it is about the history, so that it takes a period and can leave out notes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    which = parser.add_mutually_exclusive_group(required=True)
    for name, document_format in FORMATS.items():
        which.add_argument(
            f"--{name}", metavar="FILE", help=f"{document_format.description}; FILE {OUTPUT} writes it to the screen"
        )
    weeks = f"how many weeks ahead the calendar goes, 1 to {MOST_WEEKS}; {WEEKS} by default"
    parser.add_argument("--weeks", type=whole_number_from(1, MOST_WEEKS), default=WEEKS, metavar="N", help=weeks)
    parser.add_argument("--since", type=past_day, metavar="DAY", help="only this day and later, such as 2026-11-22")
    parser.add_argument("--until", type=past_day, metavar="DAY", help="only this day and earlier")
    parser.add_argument("--redact", action="store_true", help="leave out your notes, everything in your own words")
    only = "of your notes, only those of this day; repeat it for more days"
    parser.add_argument("--note", type=past_day, action="append", default=[], metavar="DAY", help=only)
    parser.add_argument("--force", action="store_true", help="replace an existing file")


def run(options: argparse.Namespace, services: CommandServices) -> int:
    """Write the document; return the exit code."""
    name, target = next((name, path) for name in FORMATS if (path := getattr(options, name)) is not None)
    trouble = _trouble(options, name, services.clock.now().date())
    if trouble:
        return console.complain(trouble, console.USAGE)
    if target != OUTPUT:
        services.documents.refuse(Path(target), force=options.force)
    document = FORMATS[name].make(options, services)
    if document is None:
        return console.complain(console.NO_PROGRAM, console.FAILURE)
    if target == OUTPUT:
        console.say_bytes(document.data)
    else:
        services.documents.write(Path(target), document.data, force=options.force)
    console.words(*document.notices)
    return console.OK


def _trouble(options: argparse.Namespace, name: str, today: date) -> str | None:
    """Return what is wrong with the options for the period or the notes; None if nothing is."""
    first, last = options.since, options.until
    if not FORMATS[name].covers_history and (first or last or options.redact or options.note):
        history_options = " ".join(f"--{option}" for option, kind in FORMATS.items() if kind.covers_history)
        return f"--since, --until, --note and --redact are about the past; they go with {history_options}."
    if options.redact and options.note:
        return "--redact leaves out all notes; --note chooses the ones to include. Use one of them."
    for option, day in (("--since", first), ("--until", last)):
        if day is not None and day > today:
            return f"{option}: {day} has not come yet."
    if first is not None and last is not None and last < first:
        return f"--until: {last} comes before --since, {first}."
    return None


def _of_past(name: str) -> Callable[[argparse.Namespace, CommandServices], MadeDocument]:
    """Return the function that makes a format of the history. It reads the whole history, with a progress line."""

    def make(options: argparse.Namespace, services: CommandServices) -> MadeDocument:
        # Imported here: it would be a fifth of the start time of the small commands.
        from achilles_tui.exports.pt_report.formats import TEXTS  # noqa: PLC0415 see above
        from achilles_tui.exports.pt_report.gathering import collect_report  # noqa: PLC0415 see above

        with console.ProgressLine(console.days_read) as progress:
            collected = collect_report(services, **_period(options), progress=progress)
            data = TEXTS[name](collected.report).encode()
        noted = {note.day for note in collected.report.notes}
        return MadeDocument(data, (*_without_note(options, noted), *console.report_left_out(collected.problems)))

    return make


def _csv(options: argparse.Namespace, services: CommandServices) -> MadeDocument:
    """Return everything as a table. It reads the whole period, with a progress line."""
    from achilles_tui.exports.csv_table import csv_export  # noqa: PLC0415 as for the other formats

    with console.ProgressLine(console.days_read) as progress:
        export = csv_export(services, **_period(options), progress=progress)
    return MadeDocument(
        export.text.encode(), (*_without_note(options, export.noted), *console.report_left_out(export.problems))
    )


def _period(options: argparse.Namespace) -> dict[str, Any]:
    """Return the period, and which notes to include."""
    which = frozenset(options.note) if options.note else frozenset() if options.redact else None
    return {"first_day": options.since, "last_day": options.until, "notes": WhichNotes(which)}


def _without_note(options: argparse.Namespace, noted: Collection[date]) -> Iterator[str]:
    """Yield a sentence for each day of --note that has no note."""
    return (
        f"--note: there is no note of {day} in this document."
        for day in dict.fromkeys(options.note)
        if day not in noted
    )


def _ics(options: argparse.Namespace, services: CommandServices) -> MadeDocument | None:
    try:
        from achilles_tui.exports import ics  # noqa: PLC0415 it is there only where the extra is installed
    except ModuleNotFoundError as error:
        raise NotInstalled(
            f"The calendar needs {error.name}, which is not installed: install achilles-tui with its extra `ics`, "
            "as `pip install -e '.[ics]'` does in a checkout."
        ) from error
    now, settings, zone = services.agenda.today(), services.settings.load(), services.zone()
    if now is None:
        return None
    ahead = weeks_ahead(now, settings.times or USUAL_TIMES, options.weeks, zone.localize)
    data = ics.as_calendar(ahead, ics.CalendarContext(now.log.now, zone, settings.side))
    notices = [*_how_many(ahead), *ahead.notices]
    if ahead.locked:
        notices.append(
            "Stop, and contact a clinician: the calendar has no sessions while all are locked. "
            "Delete those you imported before; `achilles-tui today` says why."
        )
    elif ahead.sessions and not settings.times:
        usual = " and ".join(f"{time_of_day:%H:%M}" for time_of_day in USUAL_TIMES)
        notices.append(
            f"You have set no times of day, so the calendar uses {usual}: "
            "set yours with `achilles-tui setup --times 08:00,18:30`."
        )
    if ahead.sessions and zone.name is None:
        notices.append(
            "This machine does not name its time zone, so the file has UTC times; TZ=Europe/Berlin would name it."
        )
    return MadeDocument(data, (*notices, *now.notices))


def _how_many(ahead: UpcomingPlan) -> Iterator[str]:
    if ahead.sessions:
        first, last = ahead.sessions[0].day, ahead.sessions[-1].day
        count = "1 session" if len(ahead.sessions) == 1 else f"{len(ahead.sessions)} sessions"
        yield f"{count}, {first} to {last}. {DECIDED_ON_THE_DAY}"
    if ahead.with_pt:
        names = ", ".join(earliest.exercise.name for earliest in ahead.with_pt)
        yield f"{names}: no sessions, only the earliest day, since you do that with your PT."


FORMATS = {
    "html": Format("a page for your PT that stands on its own and prints well", _of_past("html"), covers_history=True),
    "markdown": Format("the same report as text with tables", _of_past("markdown"), covers_history=True),
    "json": Format(f"the same for other programs, schema {SCHEMA}", _of_past("json"), covers_history=True),
    "csv": Format("everything as a table, one row for each set; `import` reads it", _csv, covers_history=True),
    "ics": Format("the sessions to come, with alarms, for a calendar", _ics),
}
"""Every kind of document by its option."""
