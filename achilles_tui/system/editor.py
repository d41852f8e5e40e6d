"""Opens a file in the user's editor and waits for it."""

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

EDITORS = ("sensible-editor", "nano", "vim", "vi")
"""Tried in this order if the environment names no editor."""


def edit(path: Path) -> None:
    """Open a file in the user's editor and return when it has ended. Raises NoEditor, also if the editor fails."""
    command = _command()
    try:
        with _ignoring_interrupts():
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 the user's own choice
    except OSError as error:
        raise NoEditor(
            f"The editor {command[0]!r} cannot be started: {error.strerror or error}. Set EDITOR."
        ) from error
    if code:
        raise NoEditor(f"The editor {command[0]!r} ended with code {code}. Your changes are in {path}.")


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Leave Ctrl-C to the editor, by a handler that does nothing: it would inherit an ignored signal."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _command() -> list[str]:
    variables = ((name, os.environ.get(name, "").strip()) for name in ("VISUAL", "EDITOR"))
    variable, setting = next(((name, text) for name, text in variables if text), ("", ""))
    try:
        words = shlex.split(setting)
    except ValueError:
        raise NoEditor(f"{variable} is {setting!r}, which has an unclosed quotation mark.") from None
    command = words or [name for name in EDITORS if shutil.which(name)][:1]
    if not command:
        raise NoEditor("No editor was found: set EDITOR, such as EDITOR=nano.")
    return command
