"""Finds and makes the folders of the user's files, safe from a power cut, and checks that they can be written to."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import platformdirs

import achilles_tui
from achilles_tui.domain.base.errors import NotSaved

APP = "achilles-tui"
DATA_VARIABLE = "ACHILLES_TUI_DATA_DIR"
CONFIG_VARIABLE = "ACHILLES_TUI_CONFIG_DIR"

# Some file systems (SMB, some FUSE ones) cannot fsync a folder; nothing more can be done there.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})


class Folders(NamedTuple):
    """Where a user's files are."""

    data: Path
    """Sessions, days, red-flag answers and the lock."""
    config: Path
    """Settings and the user's own programs."""
    cache: Path | None = None
    """What is worked out from the log and may be deleted at any time; None keeps nothing."""

    @property
    def sessions(self) -> Path:
        """The sessions, in one folder per year."""
        return self.data / "sessions"

    @property
    def programs(self) -> Path:
        """The user's own programs, and below it, in `exercises`, their exercises."""
        return self.config / "programs"


def folders(
    data_dir: str | os.PathLike[str] | None = None,
    config_dir: str | os.PathLike[str] | None = None,
    *,
    environ: Mapping[str, str],
) -> Folders:
    """Return the folders: as given, else from the environment, else the XDG folders. Creates none of them."""
    data = data_dir or environ.get(DATA_VARIABLE) or platformdirs.user_data_path(APP, appauthor=False)
    config = config_dir or environ.get(CONFIG_VARIABLE) or platformdirs.user_config_path(APP, appauthor=False)
    return Folders(_absolute(data), _absolute(config), platformdirs.user_cache_path(APP, appauthor=False))


def shipped_programs() -> Path:
    """Return the folder of the programs that ship: inside an installed package, next to it in a checkout."""
    package = Path(achilles_tui.__file__).parent
    inside = package / "programs"
    return inside if inside.is_dir() else package.parent / "programs"


@contextmanager
def saving(failure: str) -> Iterator[None]:
    """Turn the system's errors into NotSaved. failure: what cannot be done, to follow the system's reason."""
    try:
        yield
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: {failure}.") from error


def make_folder(folder: Path) -> None:
    """Make a folder and missing parents for this user alone, each synced to disk before its use. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        try:
            new.mkdir(mode=0o700)
        except FileExistsError:
            if not new.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        sync_folder(new.parent)


def sync_folder(folder: Path) -> None:
    """Sync the entries of a folder to disk, so that new names survive a power cut. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def trouble_writing(folder: Path) -> str | None:
    """Try to create a file in a folder; return a sentence that says why it failed, or None."""
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"{folder} cannot be written: {error.strerror or error}."


def _absolute(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111 Path.expanduser raises if there is no home
