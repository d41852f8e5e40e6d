"""Writes a document, such as a calendar or a report, where the user says.

It holds health data, so only this user can read it. An existing file is replaced only with `force`, a link is never
written through, and only regular files are ever replaced.
"""

from pathlib import Path

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.files.paths import saving


class DocumentFiles:
    """Files at paths the user names; implements the port `DocumentStore`."""

    def refuse(self, target: Path, *, force: bool) -> None:
        """Raise NotSaved if a document cannot be written there, before any work. force: a file may be replaced."""
        with saving(f"cannot write {target}"):
            reason = _reason_to_refuse(target, force=force)
        if reason:
            raise NotSaved(reason)

    def write(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document whole or not at all, readable by this user alone. Raises NotSaved; nothing changed then."""
        self.refuse(target, force=force)
        write_bytes(target, data, fresh=not force)


def _reason_to_refuse(target: Path, *, force: bool) -> str | None:
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
    return None if force else f"{target} already exists. Use --force to replace it."
