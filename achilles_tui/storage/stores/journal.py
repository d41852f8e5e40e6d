"""Writes the live session, and only ever replaces bytes that it wrote itself.

Anything else found in place of its file (an editor's version, a sync tool's, damage) stays as it is, and the session
goes on in a new file with the same session id; reading joins the two. Another program's write between checking the old
file and the rename would be lost: no file system prevents that.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from achilles_tui.domain.base.errors import BadFile, NotSaved, TakenOver
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.settings import Holder
from achilles_tui.storage.files import lock as locks
from achilles_tui.storage.files.lock import SessionLock, holder
from achilles_tui.storage.files.paths import trouble_writing
from achilles_tui.storage.stores.records import dump, find_session, path_of, unfinished
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes


class SessionJournal:
    """The file of the live session; implements the port `Journal`.

    data: the data folder. lock: held by this process. read: for a session that goes on, `StoredSession.files`, read
    after the lock was taken.
    """

    def __init__(self, data: Path, lock: SessionLock, read: Mapping[Path, bytes] = MappingProxyType({})) -> None:
        """Read and write nothing yet."""
        self._data, self._lock, self._read = data, lock, read
        self._path: Path | None = None
        self._own: frozenset[bytes] = frozenset()

    def write(self, record: SessionRecord) -> None:
        """Write the record and sync it; bytes of a failed write count as ours. Raises NotSaved or TakenOver."""
        from achilles_tui.storage.files.atomic import write_bytes  # noqa: PLC0415 for a session alone

        data = dump(record, path_of(self._data, record))
        if not self.still_ours():
            process = holder(self._data)
            raise TakenOver(f"Another terminal took this session over{f': {process}' if process else ''}.")
        path, fresh = self._place(record)
        self._path, self._own = path, self._own | {data}
        write_bytes(path, data, fresh=fresh)
        self._own = frozenset({data})

    def discard(self, record: SessionRecord) -> None:
        """Remove every file of the session that is as this process read or wrote it. Raises NotSaved."""
        path, is_missing = self._place(record)
        own = {copy: frozenset({data}) for copy, data in self._read.items()}
        if not is_missing:
            own[path] = self._own
        try:
            for copy, data in own.items():
                if not copy.is_symlink() and copy.exists() and read_bytes(copy, RECORD_BYTES) in data:
                    copy.unlink()
        except (OSError, BadFile) as error:
            raise NotSaved(f"{error}: cannot remove a session without repetitions.") from error

    def still_ours(self) -> bool:
        """Return whether this process still has the session."""
        return self._lock.still_ours()

    def close(self) -> None:
        """Release the session."""
        self._lock.release()

    def _place(self, record: SessionRecord) -> tuple[Path, bool]:
        """Return the file to write to, and whether it must be new."""
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
    """Sessions in progress, in the data folder, and the lock; implements the port `LiveSessionStore`."""

    def __init__(self, data: Path) -> None:
        """Read and write nothing yet."""
        self._data = data
        self._own: set[str] = set()
        """The tokens with which this process had the session."""

    def unfinished(self, first: date) -> Sequence[SessionRecord]:
        """Return the sessions in progress since a day, the newest first."""
        return [stored.record for stored in unfinished(self._data, first)]

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it is on disk now; None if there is none."""
        stored = find_session(self._data, session_id)
        return stored.record if stored else None

    def holder(self) -> Holder | None:
        """Return the other process that has the live session, if any."""
        process = holder(self._data)
        return None if process is None or process.token in self._own else process

    def release(self, now: datetime) -> None:
        """Take the live session from the process that has it and release it, so that another can start."""
        locks.take_over(self._data, self._this_process(now, "")).release()

    def open_new(self, session_id: str, now: datetime) -> SessionJournal:
        """Return the journal of a new session. Raises SessionHeld."""
        return SessionJournal(self._data, locks.acquire(self._data, self._this_process(now, session_id)))

    def reopen(self, session_id: str, now: datetime, *, take_over: bool) -> tuple[SessionRecord | None, SessionJournal]:
        """Take the lock, then read, so that nothing another process wrote before is missed. Raises SessionHeld."""
        lock = (locks.take_over if take_over else locks.acquire)(self._data, self._this_process(now, session_id))
        stored = find_session(self._data, session_id)
        if stored is None:
            return None, SessionJournal(self._data, lock)
        return stored.record, SessionJournal(self._data, lock, stored.files)

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""
        return dump(record, self._data).decode()

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder; None if it can."""
        return trouble_writing(self._data)

    def _this_process(self, now: datetime, session_id: str) -> Holder:
        me = locks.this_process(now, session_id)
        self._own.add(me.token)
        return me
