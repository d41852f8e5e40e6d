"""Tells whether anything in some folders was changed, without opening a file.

Whoever replaces a file or writes into it changes its number, its length or its times, the last of which nobody can set.
So the same stamp says that nothing has to be read again to be shown; no dose is ever decided by it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from achilles_tui.storage.files.dated_files import year_in

_DEEPEST = 3
"""Folders below a top one that are looked into; ours have two: the kind, and the year."""


def stamp(*tops: Path, since: int) -> int:
    """Return what stands for all files below these folders as they are now.

    since: a year; of folders of earlier ones only what comes, goes or is replaced is noticed, so that what it costs
    does not grow over the years.
    """
    return hash(frozenset(one for top in tops for one in _files(str(top), since, _DEEPEST)))


def _files(folder: str, since: int, deeper: int) -> Iterator[int]:
    """Give what stands for each file and folder. One that cannot be looked at has nothing."""
    below = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):  # it was removed since, or a link leads nowhere
                told = entry.stat()
                yield hash((entry.path, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns))
                if entry.is_dir() and (year_in(entry.name) or since) >= since:
                    below.append(entry.path)
    if deeper:
        for one in below:
            yield from _files(one, since, deeper - 1)
