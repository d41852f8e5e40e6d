"""Checks before a session whether its record can be written."""

import tempfile
from pathlib import Path

from achilles_tui.storage.files.paths import make_folder


def trouble_writing(folder: Path) -> str | None:
    """Try to create a file in a folder; return a sentence that says why it failed, or None."""
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"{folder} cannot be written: {error.strerror or error}."
