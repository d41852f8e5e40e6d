"""Writes the live session, and only ever replaces bytes of its own. It knows nothing of what happens in a session.

Anything else that stands where our file should be (an editor's version, a sync tool's, damage) stays as it is, and the
session goes on in a new file with the same session id; reading joins the two. Between the look at the old file and the
rename there is an instant in which a foreign write would be lost: no file system offers more.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from achilles_tui.domain.base.errors import BadFile, TakenOver
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.files.lock import SessionLock, holder
from achilles_tui.storage.stores.records import dump, path_of
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes

NOTHING_READ: Mapping[Path, bytes] = MappingProxyType({})


class SessionJournal:
    """Where one live session is kept; fills the port `Journal`.

    data: the data folder. lock: the session, held by this process. read: for a session that goes on, the files it was
    read from, with their bytes as `records.Kept` has them; read them after the lock was taken.
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
