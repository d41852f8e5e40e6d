"""Writes the live session, and only ever replaces bytes of its own. It knows nothing of what happens in a session.

Anything else that stands where our file should be (an editor's version, a sync tool's, damage) stays as it is, and the
session goes on in a new file with the same session id; reading joins the two. Between the look at the old file and the
rename there is an instant in which a foreign write would be lost: no file system offers more.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from achilles_tui.domain.base.errors import BadFile, TakenOver
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.settings import Holder
from achilles_tui.storage.files import lock as locks
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.files.lock import SessionLock, holder
from achilles_tui.storage.files.probe import trouble_writing
from achilles_tui.storage.stores.records import dump, find_session, path_of, unfinished
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes

NOTHING_READ: Mapping[Path, bytes] = MappingProxyType({})


class SessionJournal:
    """Where one live session is kept; fills the port `Journal`.

    data: the data folder. lock: the session, held by this process. read: for a session that goes on, the files it was
    read from, with their bytes as `records.StoredSession` has them; read them after the lock was taken.
    """

    def __init__(self, data: Path, lock: SessionLock, read: Mapping[Path, bytes] = NOTHING_READ) -> None:
        """Touch nothing yet."""
        self._data, self._lock, self._read = data, lock, read
        self._path: Path | None = None
        self._own: frozenset[bytes] = frozenset()

    def write(self, record: SessionRecord) -> None:
        """Make the record safe on disk. Raises NotSaved with the reason, or TakenOver; then nothing is lost in memory.

        What a failed write may have left under the name is remembered as our own.
        """
        data = dump(record, path_of(self._data, record))
        if not self.still_ours():
            by = holder(self._data)
            raise TakenOver(f"Another terminal took this session over{f': {by}' if by else ''}.")
        path, fresh = self._place(record)
        self._path, self._own = path, self._own | {data}
        write_bytes(path, data, fresh=fresh)
        self._own = frozenset({data})

    def still_ours(self) -> bool:
        """Say whether no other terminal took the session over."""
        return self._lock.still_ours()

    def close(self) -> None:
        """Give the session back."""
        self._lock.release()

    def _place(self, record: SessionRecord) -> tuple[Path, bool]:
        """Return the file to write to, and whether nothing may stand there yet."""
        usual = path_of(self._data, record)
        path = self._path
        if path is None:
            path = usual if usual in self._read else min(self._read, default=usual)
            self._own = frozenset({self._read[path]} if path in self._read else ())
        try:
            if read_bytes(path, RECORD_BYTES) in self._own and not path.is_symlink():
                return path, False
        except FileNotFoundError:
            if not path.is_symlink():
                return path, True
        except BadFile:
            pass
        self._own = frozenset()
        return usual.with_name(f"{usual.stem}-{secrets.token_hex(4)}.toml"), True


class LiveSessionFiles:
    """Sessions in progress, in the data folder, and the lock; fills the port `LiveSessionStore`."""

    def __init__(self, data: Path) -> None:
        """Touch nothing yet."""
        self._data = data
        self._own: set[str] = set()
        """The tokens under which this process held the session."""

    def unfinished(self, first: date) -> Sequence[SessionRecord]:
        """Return the sessions in progress since a day, the newest first."""
        return [found.record for found in unfinished(self._data, first)]

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands on disk now."""
        found = find_session(self._data, session_id)
        return found.record if found else None

    def holder(self) -> Holder | None:
        """Return which other process has the live session."""
        found = holder(self._data)
        return None if found is None or found.token in self._own else found

    def release(self, now: datetime) -> None:
        """Take the live session from whoever has it, and give it back at once, so that another can begin."""
        locks.take_over(self._data, self._this_process(now, "")).release()

    def open_new(self, session_id: str, now: datetime) -> SessionJournal:
        """Return where a new session is written. Raises SessionHeld."""
        return SessionJournal(self._data, locks.acquire(self._data, self._this_process(now, session_id)))

    def reopen(self, session_id: str, now: datetime, *, take_over: bool) -> tuple[SessionRecord | None, SessionJournal]:
        """Take the lock first and read then, so that nothing another process wrote meanwhile is missed."""
        held = (locks.take_over if take_over else locks.acquire)(self._data, self._this_process(now, session_id))
        found = find_session(self._data, session_id)
        return (
            (found.record, SessionJournal(self._data, held, found.files))
            if found
            else (None, SessionJournal(self._data, held))
        )

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""
        return dump(record, self._data).decode()

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder, or None when it can."""
        return trouble_writing(self._data)

    def _this_process(self, now: datetime, session_id: str) -> Holder:
        me = locks.this_process(now, session_id)
        self._own.add(me.token)
        return me
