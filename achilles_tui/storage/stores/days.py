"""Reads and writes the entries of days, besides sessions: one file per day and machine.

Each machine writes only files with its own name, so two machines can copy their folders into each other without
overwriting anything. Entries are only ever added; reading joins all files of a day, copies of a sync tool too.
What writes loads when something is written.
"""

# See above.
# ruff: noqa: PLC0415

import fcntl
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading
from achilles_tui.storage.files.dated_files import DatedFile, day_in, walk
from achilles_tui.storage.files.paths import make_folder, saving
from achilles_tui.storage.toml import fast_toml
from achilles_tui.storage.toml.reading import FORMAT, RECORD_BYTES, convert, parse, read_bytes, read_or_report


def machine() -> str:
    """Return this machine's part of file names: 8 hex digits of a hash of its host name."""
    import hashlib
    import socket

    return hashlib.sha256(os.fsencode(socket.gethostname())).hexdigest()[:8]


def path_of(data: Path, machine: str, day: date) -> Path:
    """Return the path of a machine's file of a day."""
    return data / "days" / f"{day:%Y}" / f"{day}-{machine}.toml"


def dump(value: DayFile, path: Path) -> bytes:
    """Return the bytes of a day's file. Raises NotSaved, naming the path, if they would not read back."""
    import tomli_w

    from achilles_tui.storage.files.atomic import checked
    from achilles_tui.storage.toml.documents import document

    tables = document(value)
    data = checked(tomli_w.dumps(tables), tables, path)
    try:
        load(data, path)
    except BadFile as error:
        raise NotSaved(str(error)) from error
    return data


def load(data: bytes, path: Path) -> DayFile:
    """Return the content of a day's file. Raises BadFile, naming the path, also when it is about another day."""
    value = fast_toml.value(data, DayFile) or convert(parse(data, path), DayFile, path)
    if value.day != day_in(path.name):
        raise BadFile(f"{path} is about {value.day}, which is not the day in its name, so it is left out.")
    return value


def read_days(data: Path, first: date, last: date) -> DiaryReading:
    """Return the days from the first to the last, and a sentence for each file that was left out.

    Opens only files with such a day in their names, so the cost does not grow over the years; and, where sessions
    were moved to one of these days, the files of the days they were recorded for. A file without a day in its name is
    left out; it is reported if it lies outside the year folders or in the folder of one of these years.
    """
    problems: list[str] = []
    days = _read(_named(data, problems, first, last), problems)
    moved_from = {day for file in days.values() for day in file.moved_from if not first <= day <= last}
    other_days = _read(_named_on(data, moved_from), problems)
    return DiaryReading(Diary(days, {day: file.of_sessions for day, file in other_days.items()}), tuple(problems))


def read_of_sessions(data: Path, days: Collection[date]) -> DiaryReading:
    """Return only what the files of these days say about sessions: corrections, and what was taken back."""
    problems: list[str] = []
    files = _read(_named_on(data, days), problems)
    return DiaryReading(Diary({}, {day: file.of_sessions for day, file in files.items()}), tuple(problems))


def _named_on(data: Path, days: Collection[date]) -> dict[date, list[DatedFile]]:
    """Return the files of these days by the day in their names."""
    named = _named(data, [], min(days), max(days)) if days else {}
    return {day: files for day, files in named.items() if day in days}


def _named(data: Path, problems: list[str], first: date, last: date) -> dict[date, list[DatedFile]]:
    """Return the files by the day in their names; a name without a day adds a sentence to the problems."""
    named: dict[date, list[DatedFile]] = {}
    for file in walk(data / "days", problems, first, last):
        if file.day is None:
            problems.append(f"{file.path} has no day in its name and is left out.")
        else:
            named.setdefault(file.day, []).append(file)
    return named


def _read(named: Mapping[date, Sequence[DatedFile]], problems: list[str]) -> dict[date, DayFile]:
    """Return the joined files of each day; a file that is left out adds a sentence to the problems."""
    days: dict[date, DayFile] = {}
    for day, files in sorted(named.items()):
        for file in files:
            if day_file := read_or_report(file.path, _read_file, problems):
                days[day] = days.get(day, _empty(day)).joined(day_file)
    return days


def oldest_day(data: Path, kind: str = "days") -> date | None:
    """Return the earliest day in the names of the files, without opening any; None if there are none.

    kind: the folder, `days` or `sessions`.
    """
    return next((file.day for file in walk(data / kind, []) if file.day), None)


def add(data: Path, machine: str, new: DayFile) -> None:
    """Add entries, each once, to this machine's file of their day; set an unreadable one aside. Raises NotSaved."""
    from achilles_tui.storage.files.atomic import write_bytes

    path = path_of(data, machine, new.day)
    as_read_back = load(dump(new, path), path)
    with saving(f"cannot write {path}"), _alone_in(path.parent):
        write_bytes(path, dump(_own(path, new.day).joined(as_read_back), path))


def _read_file(path: Path) -> DayFile:
    return load(read_bytes(path, RECORD_BYTES), path)


def _empty(day: date) -> DayFile:
    return DayFile(FORMAT, day)


def _own(path: Path, day: date) -> DayFile:
    """Return this machine's file of a day as it is so far. Raises NotSaved if a newer version wrote it."""
    from achilles_tui.storage.files.quarantine import read_or_set_aside

    return read_or_set_aside(path, _read_file) or _empty(day)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let two terminals add one after the other, where the file system has locks. Raises OSError."""
    make_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
