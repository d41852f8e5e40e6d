"""Decides which process has the live session, by one small file. It knows nothing of what a session is.

`session.holder.toml` names the holder. Two things are true of it, each by one step that the system takes as a whole:

- *Who may write* is whoever's file stands under that name. Taking over renames a new file onto it. The old holder
  need not agree, nor even run: it sees another file there (`still_ours`, before each write) and never writes again.
- *Whether the holder lives* is the flock (fcntl) on that very file, taken before it gets its name and dropped by the
  system when the process ends, however it ends. A file nobody has locked names nobody. It is never removed: a holder
  that slept through being taken over and given back must not find the place empty.

Races: two that begin at once where no file is: the name is given by a hard link, which only one gets. Two that find
the file of a dead holder: only one gets its flock, and only that one may replace it. A take-over between the old
holder's last look and its write: that write still lands, the new holder's journal finds bytes it does not know and goes
on in a file of its own, and reading joins both. Two take-overs at once: the later rename stands.

A separate lock file would open a gap, since the flock of a stopped holder cannot be taken with its name. Where the
folder cannot be written, or the file system has no flock (some NFS), the lock holds nothing and never fails: a session
must be possible anywhere. The file is a note between processes, so it is not brought to disk.
"""

import fcntl
import os
import secrets
import socket
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import tomli_w

from achilles_tui.domain.base.errors import BadFile, SessionHeld
from achilles_tui.domain.settings import Holder
from achilles_tui.storage.files.atomic import publish
from achilles_tui.storage.files.paths import make_folder
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import PROGRAM_BYTES, read

NAME = "session.holder.toml"
_TRIES = 5
"""Each further try means that another process was quicker in that very instant."""


class SessionLock:
    """The live session as one process has it, until `release`. Made by `acquire` and `take_over`."""

    def __init__(self, path: Path, me: Holder, descriptor: int | None) -> None:
        """Keep the open, locked file; None where there is none and nothing is held."""
        self._path, self._me, self._descriptor = path, me, descriptor
        self._ours = True

    def still_ours(self) -> bool:
        """Say whether no other process took the session over. Cheap: one look at the name. Once False, always False."""
        if self._ours and self._descriptor is not None and not _is_at(self._descriptor, self._path):
            self._ours = self._settle()
            if not self._ours:
                self.release()
        return self._ours

    def release(self) -> None:
        """Give the session back, so that another process may have it. The holder file stays and names nobody."""
        self._ours = False
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _settle(self) -> bool:
        """Say whose the session is when another file, or none, stands under the name.

        A sync tool or a clean-up may have put it there: without another's token the session is ours, and our file
        goes back to its place.
        """
        try:
            found: Holder | None = read(self._path, Holder, PROGRAM_BYTES)
        except FileNotFoundError:
            found = None
        except BadFile:
            found = self._me
        if found is not None and found.token != self._me.token:
            return False
        try:
            descriptor = _put(self._path, self._me, fresh=found is None)
        except OSError:
            return True
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = descriptor
        return True


def this_process(now: datetime, session: str = "") -> Holder:
    """Return who this process is, with a token of its own. now: local time with its offset. session: the id it has."""
    return Holder(os.getpid(), socket.gethostname(), _terminal(), now, secrets.token_hex(16), session)


def holder(data: Path) -> Holder | None:
    """Return which living process has the session, without taking it; None when nobody has. It may be this process."""
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
            found: int | None = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            found = None
        except OSError:
            return _claim_unless_held(data, me)
        try:
            if found is None:
                return _claim(path, me, fresh=True)
            free = _flocked(found, fcntl.LOCK_EX)
            if free is None or (free and _is_at(found, path)):
                return _claim(path, me, fresh=False)
            if not free:
                raise _session_held(_named(path, found))
        except FileExistsError:
            continue
        finally:
            if found is not None:
                os.close(found)
    return _claim_unless_held(data, me)


def take_over(data: Path, me: Holder) -> SessionLock:
    """Take the live session from whoever has it, alive or not; the other finds out through `still_ours`."""
    return _claim(data / NAME, me, fresh=False)


def _claim_unless_held(data: Path, me: Holder) -> SessionLock:
    found = holder(data)
    if found is not None:
        raise _session_held(found)
    return _claim(data / NAME, me, fresh=False)


def _claim(path: Path, me: Holder, *, fresh: bool) -> SessionLock:
    """Put our file under the name, or hold nothing where that cannot be. Raises FileExistsError, when `fresh` only."""
    try:
        return SessionLock(path, me, _put(path, me, fresh=fresh))
    except FileExistsError:
        if fresh:
            raise
    except OSError:
        pass
    return SessionLock(path, me, None)


def _put(path: Path, me: Holder, *, fresh: bool) -> int:
    """Write our file, lock it, give it the name; return it open. Raises OSError."""
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
    """Try to lock an open file: whether it worked, or None where the file system has no locks."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # some file systems say the latter for a lock that another has
        return False
    except OSError:
        return None
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Say whether the open file is the one that stands under the name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _named(path: Path, descriptor: int) -> Holder:
    """Return what the holder's file says; a holder that lives stays one even if someone spoilt its file."""
    try:
        return read(path, Holder, PROGRAM_BYTES)
    except (FileNotFoundError, BadFile):
        since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime, tz=UTC).astimezone()
        return Holder(0, "an unknown host", "", since, "")


def _session_held(by: Holder) -> SessionHeld:
    return SessionHeld(f"Another terminal has the session: {by}.")


def _terminal() -> str:
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(descriptor)
    return ""
