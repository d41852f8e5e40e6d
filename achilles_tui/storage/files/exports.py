"""Writes a document of the user's, such as a calendar or a report, where the user says. Knows nothing of what it says.

It tells of somebody's health, so it is for this user alone until the user decides otherwise. Nothing that stands there
is replaced unasked; a link is never written through, and nothing but a plain file is ever replaced.
"""

from pathlib import Path

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.storage.files.atomic import write_bytes


def refuse(target: Path, *, force: bool) -> None:
    """Say before any work is done why a document cannot be written there. Raises NotSaved.

    force: a file that stands there may be replaced.
    """
    try:
        reason = _why_not(target, force=force)
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: cannot write {target}.") from error
    if reason:
        raise NotSaved(reason)


def write_export(target: Path, data: bytes, *, force: bool) -> None:
    """Write a document whole or not at all, readable by this user alone. Raises NotSaved; then all is as it was."""
    refuse(target, force=force)
    write_bytes(target, data, fresh=not force)


def _why_not(target: Path, *, force: bool) -> str | None:
    if target.is_symlink():
        return f"{target} is a link, and links are never written through: name a file, or - for the output."
    if target.is_dir():
        return f"{target} is a folder: name a file in it."
    if not target.parent.is_dir():
        return f"There is no folder {target.parent} to write {target.name} into: make it first."
    if not target.exists():
        return None
    if not target.is_file():
        return f"{target} is not a regular file and is left alone: name another, or - for the output."
    return None if force else f"{target} is there already and is left as it is: --force replaces it."


class DocumentFiles:
    """Files the user names; fills the port `DocumentStore`."""

    def refuse(self, target: Path, *, force: bool) -> None:
        """Say before any work is done why a document cannot be written there. Raises NotSaved."""
        refuse(target, force=force)

    def write(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document, in place of what is there with force only. Raises NotSaved."""
        write_export(target, data, force=force)
