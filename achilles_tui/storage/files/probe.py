"""Finds out before a session whether its record can be written. Knows nothing of what will be."""

import tempfile
from pathlib import Path

from achilles_tui.storage.files.paths import make_folder


def trouble_writing(folder: Path) -> str | None:
    """Return in one sentence why a file cannot be made in a folder, or None when one was made and removed again."""
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"{folder} cannot be written: {error.strerror or error}."
