"""Writes a file so that a crash or power cut at any moment leaves either the old file or the new one.

Steps: encode, parse back and compare; write a temporary file next to the target, flush, fsync, rename, fsync the
folder. Each attempt uses a new temporary file, because after a failed fsync it is unknown which bytes reached the disk.

A link is never written through and never replaced, since its target may belong to something else; that is an error.
Folders may be links.
"""

import errno
import os
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.storage.files.paths import make_folder, saving, sync_folder


def write_toml(path: Path, document: Mapping[str, object]) -> None:
    """Write a document, replacing any old file. Raises NotSaved; then the old file is unchanged."""
    write_bytes(path, checked(tomli_w.dumps(document), document, path))


def checked(text: str, document: Mapping[str, object], path: Path) -> bytes:
    """Return the text as bytes after checking that they read back as the document. Raises NotSaved."""
    try:
        data = text.encode()
        same = tomllib.loads(data.decode()) == document
    except ValueError as error:
        raise NotSaved(f"{path} cannot be written as TOML: {error}.") from error
    if not same:
        raise NotSaved(f"{path} would not read back as it was written, so nothing was saved.")
    return data


def write_bytes(path: Path, data: bytes, *, fresh: bool = False) -> None:
    """Write a file that only this user can read, replacing any old file; with `fresh`, only if there is none.

    Raises NotSaved; then the old file is unchanged, unless the last step failed, the fsync of the folder: then the
    new bytes may already be in its place.
    """
    with saving(f"cannot write {path}"):
        if path.is_symlink():
            raise NotSaved(f"{path} is a link, and links are never written through: put a file there instead.")
        make_folder(path.parent)
        _write(path, data, fresh=fresh)


def _write(path: Path, data: bytes, *, fresh: bool) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        publish(temporary, path, fresh=fresh)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def publish(temporary: Path, path: Path, *, fresh: bool) -> None:
    """Give a finished temporary file its name. Raises OSError: FileExistsError if `fresh` and the name is taken."""
    if not fresh:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links; the names are random, so a collision now is unlikely
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.replace(path)
    else:
        temporary.unlink()
