"""Opens a file in the user's own editor and waits for it. It knows nothing of what the file is."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from achilles_tui.core.errors import NoEditor

USUAL = ("sensible-editor", "nano", "vim", "vi")
"""What is tried where the environment names no editor."""


def edit(path: Path) -> None:
    """Let the user edit a file; return when the editor has ended. Raises NoEditor where it cannot be started."""
    command = _command()
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 the user's own choice
    except OSError as error:
        raise NoEditor(
            f"The editor {command[0]!r} cannot be started: {error.strerror or error}. Set EDITOR."
        ) from error
    if code:
        raise NoEditor(f"The editor {command[0]!r} ended with code {code}; what was written is kept in {path}.")


def _command() -> list[str]:
    told = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(told)
    except ValueError:
        raise NoEditor(f"EDITOR is {told!r}, which has a quotation mark without its other one.") from None
    found = words or [name for name in USUAL if shutil.which(name)][:1]
    if not found:
        raise NoEditor("There is no editor: set EDITOR, such as EDITOR=nano.")
    return found
