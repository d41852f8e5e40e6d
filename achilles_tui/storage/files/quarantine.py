"""Sets an unreadable file aside when a new one needs its name. Deletes nothing."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.storage.files.paths import saving, sync_folder
from achilles_tui.storage.toml.reading import NewerFile

_Value = TypeVar("_Value")


def read_or_set_aside(path: Path, read_file: Callable[[Path], _Value]) -> _Value | None:
    """Return the content of a file; None if there is none, or if it is unreadable and was renamed.

    Raises NotSaved if renaming fails, or if a newer version of the program wrote the file, which then stays.
    """
    try:
        return read_file(path)
    except FileNotFoundError:
        return None
    except NewerFile as error:
        raise NotSaved(str(error)) from error
    except BadFile:
        pass
    with saving(f"cannot set {path} aside"):
        path.rename(path.with_name(f"{path.name}.unreadable-{secrets.token_hex(4)}"))
        sync_folder(path.parent)
    return None
