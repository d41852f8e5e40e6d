"""Opens a file in the user's own editor and waits for it. It knows nothing of what the file is."""

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from achilles_tui.domain.base.errors import NoEditor

USUAL = ("sensible-editor", "nano", "vim", "vi")
"""What is tried where the environment names no editor."""


def edit(path: Path) -> None:
    """Let the user edit a file; return when the editor has ended. Raises NoEditor where it cannot be started."""
    command = _command()
    try:
        with _left_to_the_editor():
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 the user's own choice
    except OSError as error:
        raise NoEditor(
            f"The editor {command[0]!r} cannot be started: {error.strerror or error}. Set EDITOR."
        ) from error
    if code:
        raise NoEditor(f"The editor {command[0]!r} ended with code {code}; what was written is kept in {path}.")


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Let Ctrl-C mean what it means in the editor: it reaches us too, and would end us and with us what is written.

    A handler that does nothing is not handed on to the editor; to ignore the signal would be.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _command() -> list[str]:
    named = ((name, os.environ.get(name, "").strip()) for name in ("VISUAL", "EDITOR"))
    variable, told = next((one for one in named if one[1]), ("", ""))
    try:
        words = shlex.split(told)
    except ValueError:
        raise NoEditor(f"{variable} is {told!r}, which has a quotation mark without its other one.") from None
    found = words or [name for name in USUAL if shutil.which(name)][:1]
    if not found:
        raise NoEditor("There is no editor: set EDITOR, such as EDITOR=nano.")
    return found
