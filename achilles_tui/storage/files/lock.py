"""Decides which process has the live session, by one small file.

`session.holder.toml` names the holder. Two facts depend on it, each changed by one atomic step of the system:

- *Who may write*: the process whose file has that name. Taking over renames a new file onto it. The old holder need
  not agree or even run: it sees another file there (`still_ours`, before each write) and never writes again.
- *Whether the holder lives*: the flock (fcntl) on that file, taken before the file gets its name and released by the
  system however the process ends. A file without a flock means no holder. It is never removed: a holder that was
  suspended while another process took over and released must not find the name free.

Races: two processes start at once and there is no file: the name is given by a hard link, which only one gets. Two
find the file of a dead holder: only one gets the flock, and only it may replace the file. A take-over between the old
holder's last check and its write: that write still happens, the new holder's journal finds bytes it does not know and
goes on in its own file, and reading joins both. Two take-overs at once: the later rename wins.

A separate lock file would open a gap, since the flock of a stopped holder cannot be taken along with its name. If the
folder cannot be written, or the file system has no flock (some NFS), the lock does nothing and never fails: a session
must be possible anywhere. The file is a note between processes, so it is not synced to disk.
"""

import fcntl
import os
import secrets
import socket
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, SessionHeld
from achilles_tui.domain.settings import Holder
from achilles_tui.storage.files.paths import make_folder
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, read

NAME = "session.holder.toml"
_TRIES = 5
"""Each further try means that another process was faster."""


class SessionLock:
    """The lock of the live session, held until `release`. Made by `acquire` and `take_over`."""

    def __init__(self, path: Path, me: Holder, descriptor: int | None) -> None:
        """Keep the open, locked file; None if there is none and nothing is held."""
        self._path, self._me, self._descriptor = path, me, descriptor
        self._ours = True

    def still_ours(self) -> bool:
        """Return whether this process still has the session. Cheap: one `stat`. Once False, always False."""
        if self._ours and self._descriptor is not None and not _is_at(self._descriptor, self._path):
            self._ours = self._is_still_ours()
            if not self._ours:
                self.release()
        return self._ours

    def release(self) -> None:
        """Release the session for other processes. The holder file stays, without a flock."""
        self._ours = False
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _is_still_ours(self) -> bool:
        """Return whether the session is still ours when our file no longer has the name.

        A sync tool or a clean-up may have replaced or removed it: unless there is another process's token, the session
        is ours, and our file is put back.
        """
        try:
            process: Holder | None = read(self._path, Holder, PROGRAM_BYTES)
        except FileNotFoundError:
            process = None
        except BadFile:
            process = self._me
        if process is not None and process.token != self._me.token:
            return False
        try:
            descriptor = _put(self._path, self._me, fresh=process is None)
        except OSError:
            return True
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = descriptor
        return True


def this_process(now: datetime, session: str = "") -> Holder:
    """Describe this process, with a new token. now: local time with its offset. session: the id of its session."""
    return Holder(os.getpid(), socket.gethostname(), _terminal(), now, secrets.token_hex(16), session)


def holder(data: Path) -> Holder | None:
    """Return the living process that has the session, perhaps this one; None if there is none. Takes nothing."""
    path = data / NAME
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        if _flocked(descriptor, fcntl.LOCK_SH) is not False:
            return None
        return _named(path, descriptor)
    finally:
        os.close(descriptor)


def acquire(data: Path, me: Holder) -> SessionLock:
    """Take the live session for this process. Raises SessionHeld, naming the process that has it."""
    path = data / NAME
    for _ in range(_TRIES):
        try:
            descriptor: int | None = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            descriptor = None
        except OSError:
            return _claim_unless_held(data, me)
        try:
            if descriptor is None:
                return _claim(path, me, fresh=True)
            free = _flocked(descriptor, fcntl.LOCK_EX)
            if free is None or (free and _is_at(descriptor, path)):
                return _claim(path, me, fresh=False)
            if not free:
                raise _session_held(_named(path, descriptor))
        except FileExistsError:
            continue
        finally:
            if descriptor is not None:
                os.close(descriptor)
    return _claim_unless_held(data, me)


def take_over(data: Path, me: Holder) -> SessionLock:
    """Take the live session from its holder, alive or not; that one notices through `still_ours`."""
    return _claim(data / NAME, me, fresh=False)


def _claim_unless_held(data: Path, me: Holder) -> SessionLock:
    process = holder(data)
    if process is not None:
        raise _session_held(process)
    return _claim(data / NAME, me, fresh=False)


def _claim(path: Path, me: Holder, *, fresh: bool) -> SessionLock:
    """Put our file under the name, or hold nothing if that fails. Raises FileExistsError, only if `fresh`."""
    try:
        return SessionLock(path, me, _put(path, me, fresh=fresh))
    except FileExistsError:
        if fresh:
            raise
    except OSError:
        pass
    return SessionLock(path, me, None)


def _put(path: Path, me: Holder, *, fresh: bool) -> int:
    """Write our file, lock it, give it the name; return its descriptor. Raises OSError."""
    # Imported only here: to look for a holder takes none of them.
    import tomli_w  # noqa: PLC0415 see above

    from achilles_tui.storage.files.atomic import publish  # noqa: PLC0415 see above
    from achilles_tui.storage.toml.documents import document  # noqa: PLC0415 see above

    make_folder(path.parent)
    descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        os.write(descriptor, tomli_w.dumps(document(me)).encode())
        _flocked(descriptor, fcntl.LOCK_EX)
        publish(Path(temporary), path, fresh=fresh)
    except BaseException:
        os.close(descriptor)
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return descriptor


def _flocked(descriptor: int, how: int) -> bool | None:
    """Try to lock an open file; return whether it worked, or None if the file system has no locks."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # some file systems raise the latter for a lock that is held
        return False
    except OSError:
        return None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Return whether the open file is the one with this path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _named(path: Path, descriptor: int) -> Holder:
    """Return the process in the holder's file; a living holder stays the holder even if its file is damaged."""
    try:
        return read(path, Holder, PROGRAM_BYTES)
    except (FileNotFoundError, BadFile):
        started = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, tz=UTC).astimezone()
        return Holder(0, "an unknown host", "", started, "")


def _session_held(process: Holder) -> SessionHeld:
    return SessionHeld(f"Another terminal has the session: {process}.")


def _terminal() -> str:
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(descriptor)
    return ""
