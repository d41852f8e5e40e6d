"""Detects whether anything in some folders has changed, without opening a file.

Replacing a file or writing to it changes its inode number, its length or its times, one of which (ctime) no program
can set. So an equal stamp means that nothing has to be read again to be shown; no dose is decided by it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from achilles_tui.storage.files.dated_files import year_in

_DEPTH = 3
"""Levels of folders below a top folder that are searched; ours have two: the kind, and the year."""


def stamp(*tops: Path, first_year: int) -> int:
    """Return a number that stands for all files below these folders as they are now.

    first_year: of folders for earlier years only the folders themselves count, so that the cost does not grow over
    the years.
    """
    return hash(frozenset(file for top in tops for file in _files(str(top), first_year, _DEPTH)))


def _files(folder: str, first_year: int, depth: int) -> Iterator[int]:
    """Yield a number for each file and folder that can be examined."""
    subfolders = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):  # removed meanwhile, or a broken link
                status = entry.stat()
                yield hash((entry.path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))
                if entry.is_dir() and (year_in(entry.name) or first_year) >= first_year:
                    subfolders.append(entry.path)
    if depth:
        for subfolder in subfolders:
            yield from _files(subfolder, first_year, depth - 1)
