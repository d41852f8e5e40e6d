"""Says which sessions there are, by the names of their files and their first lines: thousands in well under a second.

It is found anew whenever it is asked for, so that it is never older than the files, and nothing is opened before it is
needed. A file whose first lines are not laid out as the program writes them is parsed whole.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from achilles_tui.domain.base.units import Stamp
from achilles_tui.domain.records.session_record import Id, Status
from achilles_tui.storage.files.dated_files import DatedFile, walk
from achilles_tui.storage.toml.reading import RECORD_BYTES, convert, parse, read_bytes, read_head, read_or_report

_HEAD_BYTES = 4096
_LINE = re.compile(rb'^(id|day|started|status|practice) = "?([^"\n]+)"?$', re.MULTILINE)
_OURS = re.compile(r"[0-9-]{10}T[0-9]{6}[+-][0-9]{4}-")
_FARTHEST_BACK = 50
"""So many files are looked into for the last session, however many practice walks there are."""


class SessionHead(msgspec.Struct, frozen=True):
    """What the first lines of a session's file say of it; the rest of the file may be broken all the same."""

    id: Id
    day: date
    started: Stamp
    status: Status
    practice: bool


def read_session_head(path: Path) -> SessionHead:
    """Return what the first lines of a file say. Raises FileNotFoundError or BadFile."""
    # What stands in the tables of a file may look like its head.
    lines = _LINE.findall(read_head(path, _HEAD_BYTES).partition(b"\n[")[0])
    try:
        return msgspec.convert({key.decode(): value.decode() for key, value in lines}, SessionHead, strict=False)
    except (msgspec.ValidationError, UnicodeDecodeError):
        return convert(parse(read_bytes(path, RECORD_BYTES), path), SessionHead, path)


def session_heads(data: Path, first: date = date.min) -> Iterator[tuple[DatedFile, SessionHead]]:
    """Give each file of a session since a day with its head; one that cannot be read is passed over."""
    for file in walk(data / "sessions", [], first):
        if found := read_or_report(file.path, read_session_head, []):
            yield file, found


def files_by_day(
    data: Path, problems: list[str], first: date, last: date, *, only: Collection[date] | None = None
) -> dict[date, list[DatedFile]]:
    """Return the files of the days from the first to the last, as their names say them. only: of these days alone.

    A file whose name says no day is looked into. A folder that cannot be listed, and a file that says no day, neither
    in its name nor in itself, add a sentence to the problems.
    """
    files: dict[date, list[DatedFile]] = {}
    for file in walk(data / "sessions", problems, first, last):
        inside = None if file.day else read_or_report(file.path, read_session_head, problems)
        day = inside.day if inside else file.day
        if day is not None and first <= day <= last and (only is None or day in only):
            files.setdefault(day, []).append(file)
    return files


def files_of_session(data: Path, session_id: str) -> Iterator[DatedFile]:
    """Give the files of one session. Looks into all but those that still have the name we gave to another session."""
    for file in walk(data / "sessions", []):
        if session_id in file.name or not _OURS.match(file.name):
            found = read_or_report(file.path, read_session_head, [])
            if found and found.id == session_id:
                yield file


def last_session_day_before(data: Path, first: date) -> date | None:
    """Return the day of the last session before a day, as the names of files say it; None where there is none.

    Practice counts as none, and neither does a file that cannot be read. Looks into 50 files at most.
    """
    files = walk(data / "sessions", [], last=first, backwards=True)
    before = islice((file for file in files if file.day and file.day < first), _FARTHEST_BACK)
    read = ((file.day, read_or_report(file.path, read_session_head, [])) for file in before)
    return next((day for day, found in read if found and not found.practice), None)
