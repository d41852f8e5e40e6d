"""Keeps what the pain rule makes of the older days, so that Today does not read ten years of sessions at each start.

It is worked out from the log, lies in the cache folder, and is never the truth: it counts only while the stamps of all
files of these days are the same, and is made anew otherwise.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from achilles_tui.domain.pain_rule.course import CourseState
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.storage.files.dated_files import day_in, year_in

_KINDS = ("sessions", "days")


class _Stored(Struct, frozen=True):
    """The content of the file. rule: a digest of the numbers; files: checked in full on that day."""

    rule: str
    folders: str
    files: str
    checked: date
    state: CourseState


class CourseIndex:
    """The file of one data folder."""

    def __init__(self, data: Path, cache: Path) -> None:
        """Read nothing yet."""
        self._data = data
        name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        self._path = cache / f"course-{name}.json"

    def load(self, rule: PainRule, today: date) -> CourseState | None:
        """Return what is stored; None where there is nothing, or where a file of these days has changed.

        Folders of earlier years are compared by their own times, which every replaced file changes; once a day each of
        their files is compared too, since an editor may write into a file without touching its folder.
        """
        try:
            stored = msgspec.json.decode(self._path.read_bytes(), type=_Stored)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        through = stored.state.through
        if stored.rule != _digest_of(rule) or stored.folders != self._stamp(through, every_file=False):
            return None
        if stored.checked != today:
            if stored.files != self._stamp(through, every_file=True):
                return None
            self._write(msgspec.structs.replace(stored, checked=today))
        return stored.state

    def save(self, state: CourseState, rule: PainRule, today: date) -> None:
        """Store a state; where that fails, it is worked out again the next time."""
        through = state.through
        stamps = self._stamp(through, every_file=False), self._stamp(through, every_file=True)
        self._write(_Stored(_digest_of(rule), *stamps, today, state))

    def _write(self, stored: _Stored) -> None:
        with suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary = self._path.with_suffix(f".{os.getpid()}")
            temporary.write_bytes(msgspec.json.encode(stored))
            temporary.replace(self._path)

    def _stamp(self, through: date, *, every_file: bool) -> str:
        """Return a digest of the files up to a day: of earlier years only their folders, unless every file counts."""
        lines = sorted(line for kind in _KINDS for line in _lines(self._data / kind, through, every_file=every_file))
        return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def _lines(top: Path, through: date, *, every_file: bool) -> Iterator[str]:
    """Yield a line for each file or folder that counts, with everything that changes when it is written."""
    with suppress(OSError), os.scandir(top) as entries:
        for entry in entries:
            year = year_in(entry.name)
            if year is None:
                yield _line(entry)
            elif year == through.year or (every_file and year < through.year):
                yield from _files(entry.path, through)
            elif year < through.year:
                yield _line(entry)


def _files(folder: str, through: date) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            day = day_in(entry.name)
            if day is None or day <= through:
                yield _line(entry)


def _line(entry: os.DirEntry[str]) -> str:
    with suppress(OSError):
        status = entry.stat()
        return f"{entry.path} {status.st_ino} {status.st_size} {status.st_mtime_ns}"
    return entry.path


def _digest_of(rule: PainRule) -> str:
    return hashlib.sha256(repr(sorted(rule.numbers.items())).encode()).hexdigest()
