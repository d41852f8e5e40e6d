"""Keeps what is told of a day besides its sessions: one file a day and machine. Knows nothing of what it means.

Each machine writes files of its own name alone, so that two that copy their folders into each other replace nothing of
the other's. Entries are only ever added; reading joins all files of a day, copies that a sync tool left included.
"""

import fcntl
import hashlib
import os
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import tomli_w

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading
from achilles_tui.storage.files.atomic import checked, write_bytes
from achilles_tui.storage.files.dated_files import DatedFile, day_in, walk
from achilles_tui.storage.files.paths import make_folder
from achilles_tui.storage.files.quarantine import read_or_set_aside
from achilles_tui.storage.toml import fast_toml
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import FORMAT, RECORD_BYTES, convert, parse, read_bytes, read_or_report


def machine() -> str:
    """Return what stands for this machine in names of files: 8 hex digits of a hash of its host name."""
    return hashlib.sha256(os.fsencode(socket.gethostname())).hexdigest()[:8]


def path_of(data: Path, machine: str, day: date) -> Path:
    """Return where a machine writes about a day."""
    return data / "days" / f"{day:%Y}" / f"{day}-{machine}.toml"


def dump(value: DayFile, path: Path) -> bytes:
    """Return the bytes of a day's file. Raises NotSaved, naming the path, where they would not read back."""
    tables = document(value)
    data = checked(tomli_w.dumps(tables), tables, path)
    try:
        load(data, path)
    except BadFile as error:
        raise NotSaved(str(error)) from error
    return data


def load(data: bytes, path: Path) -> DayFile:
    """Return what a day's file says. Raises BadFile, naming the path, also where it is about another day."""
    value = fast_toml.value(data, DayFile) or convert(parse(data, path), DayFile, path)
    if value.day != day_in(path.name):
        raise BadFile(f"{path} says that it is about {value.day}, which is not the day of its name, and is left out.")
    return value


def read_days(data: Path, first: date, last: date) -> DiaryReading:
    """Return the days from the first to the last, and a sentence for each file that was left out.

    Opens only files whose names say such a day, so that what it costs does not grow over the years; and, where sessions
    were moved to one of them, those of the days that the sessions were recorded for. A file whose name says no day is
    left out, and told where it lies beside the years or in the folder of one of these.
    """
    problems: list[str] = []
    days = _read(_named(data, problems, first, last), problems)
    moved_from = {day for one in days.values() for day in one.moved_from if not first <= day <= last}
    beside = _read(_named_on(data, moved_from), problems)
    return DiaryReading(Diary(days, {day: one.of_sessions for day, one in beside.items()}), tuple(problems))


def read_of_sessions(data: Path, wanted: Collection[date]) -> DiaryReading:
    """Return what these days say of the sessions recorded for them, and nothing else."""
    problems: list[str] = []
    days = _read(_named_on(data, wanted), problems)
    return DiaryReading(Diary({}, {day: one.of_sessions for day, one in days.items()}), tuple(problems))


def _named_on(data: Path, days: Collection[date]) -> dict[date, list[DatedFile]]:
    """Return the files of these days by the day their names say."""
    named = _named(data, [], min(days), max(days)) if days else {}
    return {day: files for day, files in named.items() if day in days}


def _named(data: Path, problems: list[str], first: date, last: date) -> dict[date, list[DatedFile]]:
    """Return the files by the day their names say; one that says none adds a sentence to the problems."""
    named: dict[date, list[DatedFile]] = {}
    for file in walk(data / "days", problems, first, last):
        if file.day is None:
            problems.append(f"{file.path} has no day in its name and is left out.")
        else:
            named.setdefault(file.day, []).append(file)
    return named


def _read(named: Mapping[date, Sequence[DatedFile]], problems: list[str]) -> dict[date, DayFile]:
    """Return what the files of each day say together; a file that is left out adds a sentence to the problems."""
    days: dict[date, DayFile] = {}
    for day, files in sorted(named.items()):
        for file in files:
            if found := read_or_report(file.path, _read_file, problems):
                days[day] = days.get(day, _empty(day)).joined(found)
    return days


def oldest_day(data: Path) -> date | None:
    """Return the earliest day that there is a file for, as names say it; None where there is none. Opens none."""
    return next((file.day for file in walk(data / "days", []) if file.day), None)


def add(data: Path, machine: str, new: DayFile) -> None:
    """Add entries to what this machine wrote about their day. Adding the same ones again changes nothing.

    This machine's file is set aside where it cannot be read. Raises NotSaved; then the old file is as it was.
    """
    path = path_of(data, machine, new.day)
    as_kept = load(dump(new, path), path)
    try:
        with _alone_in(path.parent):
            write_bytes(path, dump(_own(path, new.day).joined(as_kept), path))
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: cannot write {path}.") from error


def _read_file(path: Path) -> DayFile:
    return load(read_bytes(path, RECORD_BYTES), path)


def _empty(day: date) -> DayFile:
    return DayFile(FORMAT, day)


def _own(path: Path, day: date) -> DayFile:
    """Return what this machine wrote about the day so far. Raises NotSaved where a newer version did."""
    return read_or_set_aside(path, _read_file) or _empty(day)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let two terminals add one after the other, so that neither replaces what the other just wrote. Raises OSError.

    Where the file system has no locks there is an instant in which that can happen.
    """
    make_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
