"""Says which sessions there are, by their first lines alone: thousands of them in well under a second."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import NamedTuple

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.storage.files.dated_files import Named, walk
from achilles_tui.storage.stores.records import load
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes, read_head

_HEAD_BYTES = 4096
_HEAD = re.compile(
    rb'^id = "([a-z0-9-]{4,40})"$.*^started = ([0-9-]{10})[T ]([0-9:]{8}).*^practice = (true|false)$',
    re.MULTILINE | re.DOTALL,
)


class KnownSession(NamedTuple):
    """A session that has a file."""

    id: str
    day: date
    time: time
    """Local, to the second."""
    practice: bool


def known_sessions(data: Path) -> Iterable[KnownSession]:
    """Give each session that has a file; one that cannot be read is passed over."""
    for file in walk(data / "sessions", []):
        yield from _known(file)


def _known(file: Named) -> Iterator[KnownSession]:
    try:
        # What stands in the tables of a file may look like its head.
        found = _HEAD.search(read_head(file.path, _HEAD_BYTES).partition(b"\n[")[0])
        if found:
            name, day, clock, practice = (part.decode() for part in found.groups())
            yield KnownSession(name, date.fromisoformat(day), time.fromisoformat(clock), practice == "true")
            return
    except (FileNotFoundError, BadFile, ValueError):
        pass
    try:
        record = load(read_bytes(file.path, RECORD_BYTES), file.path)
    except (FileNotFoundError, BadFile):
        return
    started = record.started.replace(microsecond=0, tzinfo=None)
    yield KnownSession(record.id, started.date(), started.time(), record.practice)
