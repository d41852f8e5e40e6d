"""Makes room for a file that has one fixed name, when what stands there cannot be read. Deletes nothing."""

import secrets
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.storage.files.paths import sync_folder
from achilles_tui.storage.toml.reading import NewerFile, read


def make_room(path: Path, kind: type, limit: int) -> None:
    """Give a file that cannot be read as its kind a new name, which nothing reads; leave one that can.

    Raises NotSaved when that fails, and where a newer version of the program wrote the file: that one stays.
    """
    try:
        read(path, kind, limit)
    except FileNotFoundError:
        return
    except NewerFile as error:
        raise NotSaved(str(error)) from error
    except BadFile:
        set_aside(path)


def set_aside(path: Path) -> None:
    """Give a file a new name, which nothing reads. Raises NotSaved."""
    try:
        path.rename(path.with_name(f"{path.name}.unreadable-{secrets.token_hex(4)}"))
        sync_folder(path.parent)
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: cannot set {path} aside.") from error
