"""Says where things are kept, and makes folders that survive a power cut. Knows nothing of what is in them."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import platformdirs

import achilles_tui

APP = "achilles-tui"
DATA_VARIABLE = "ACHILLES_TUI_DATA_DIR"
CONFIG_VARIABLE = "ACHILLES_TUI_CONFIG_DIR"

# Some file systems (SMB, a few of FUSE) have no fsync of a folder; there is nothing more to do there.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})


class Folders(NamedTuple):
    """Where a user's files are."""

    data: Path
    """Sessions, days, red-flag answers and the lock."""
    config: Path
    """Settings and the user's own programs."""

    @property
    def sessions(self) -> Path:
        """The sessions, a folder a year in it."""
        return self.data / "sessions"

    @property
    def programs(self) -> Path:
        """The user's own programs; the exercises of their own are in `exercises` below it."""
        return self.config / "programs"


def folders(
    data_dir: str | os.PathLike[str] | None = None,
    config_dir: str | os.PathLike[str] | None = None,
    *,
    environ: Mapping[str, str],
) -> Folders:
    """Return the folders: as told, else as the environment says, else the XDG ones. Makes none of them."""
    data = data_dir or environ.get(DATA_VARIABLE) or platformdirs.user_data_path(APP, appauthor=False)
    config = config_dir or environ.get(CONFIG_VARIABLE) or platformdirs.user_config_path(APP, appauthor=False)
    return Folders(_absolute(data), _absolute(config))


def shipped_programs() -> Path:
    """Return the folder of the programs that ship: inside an installed package, or beside it in a checkout."""
    package = Path(achilles_tui.__file__).parent
    inside = package / "programs"
    return inside if inside.is_dir() else package.parent / "programs"


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for this user alone and on disk before it is used.

    Raises OSError.
    """
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
    """Bring a folder's own entries to disk: without it a power cut forgets new names. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _absolute(path: str | os.PathLike[str]) -> Path:
    return Path(os.path.expanduser(path)).absolute()  # noqa: PTH111 Path.expanduser raises where there is no home
