"""Lists sessions by the names and first lines of their files: thousands in well under a second.

The list is made anew each time, so it is never older than the files, and opens no file before it is needed. A file
whose first lines are not laid out as the program writes them is parsed in full.
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
"""Files opened at most to find the last session, however many practice walks there are."""


class SessionHead(msgspec.Struct, frozen=True):
    """The first lines of a session's file; the rest of the file may still be broken."""

    id: Id
    day: date
    started: Stamp
    status: Status
    practice: bool


def read_session_head(path: Path) -> SessionHead:
    """Return the first lines of a file. Raises FileNotFoundError or BadFile."""
    # Lines within the tables of a file may look like its first lines.
    lines = _LINE.findall(read_head(path, _HEAD_BYTES).partition(b"\n[")[0])
    try:
        return msgspec.convert({key.decode(): value.decode() for key, value in lines}, SessionHead, strict=False)
    except (msgspec.ValidationError, UnicodeDecodeError):
        return convert(parse(read_bytes(path, RECORD_BYTES), path), SessionHead, path)


def session_heads(data: Path, first: date = date.min) -> Iterator[tuple[DatedFile, SessionHead]]:
    """Yield each session file since a day with its head; unreadable files are skipped."""
    for file in walk(data / "sessions", [], first):
        if head := read_or_report(file.path, read_session_head, []):
            yield file, head


def files_by_day(
    data: Path, problems: list[str], first: date, last: date, *, only: Collection[date] | None = None
) -> dict[date, list[DatedFile]]:
    """Return the files of the days from the first to the last, by the day in their names. only: just these days.

    A file without a day in its name is opened. A folder that cannot be listed, and a file without a day in its name
    and its content, add a sentence to the problems.
    """
    files: dict[date, list[DatedFile]] = {}
    for file in walk(data / "sessions", problems, first, last):
        inside = None if file.day else read_or_report(file.path, read_session_head, problems)
        day = inside.day if inside else file.day
        if day is not None and first <= day <= last and (only is None or day in only):
            files.setdefault(day, []).append(file)
    return files


def files_of_session(data: Path, session_id: str) -> Iterator[DatedFile]:
    """Yield the files of one session. Opens all but those whose names, as the program gives them, hold another id."""
    for file in walk(data / "sessions", []):
        if session_id in file.name or not _OURS.match(file.name):
            head = read_or_report(file.path, read_session_head, [])
            if head and head.id == session_id:
                yield file


def last_session_day_before(data: Path, first: date) -> date | None:
    """Return the day of the last session before a day, by the file names; None if there is none.

    Practice and unreadable files do not count. Opens 50 files at most.
    """
    files = walk(data / "sessions", [], last=first, backwards=True)
    before = islice((file for file in files if file.day and file.day < first), _FARTHEST_BACK)
    heads = ((file.day, read_or_report(file.path, read_session_head, [])) for file in before)
    return next((day for day, head in heads if head and not head.practice), None)
