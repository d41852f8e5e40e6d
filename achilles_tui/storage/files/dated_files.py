"""Lists files with a day in their names, in one folder per year, without opening them.

A year's folder is listed only if the year is needed, so the last days cost the same after ten years. Each folder is
listed once, only when it is reached, however many links lead to it.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.storage.toml.reading import toml_names

_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_MOMENT = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T[0-9]{6})")
_YEAR = re.compile(r"[12][0-9]{3}")


class DatedFile(NamedTuple):
    """A file in a folder listing. The path is made only when needed: it costs far more than the name."""

    folder: Path
    name: str
    day: date | None
    """The day in its name, if any."""

    @property
    def path(self) -> Path:
        """The path of the file."""
        return self.folder / self.name


def day_in(name: str) -> date | None:
    """Return the day in a file name; of several, the one with a time of day, else the first; None if there is none."""
    match = _MOMENT.search(name) or _DAY.search(name)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def year_in(name: str) -> int | None:
    """Return the year that a folder's name is; None if it is not a year."""
    return int(name) if _YEAR.fullmatch(name) else None


def walk(
    top: Path, problems: list[str], first: date = date.min, last: date = date.max, *, backwards: bool = False
) -> Iterator[DatedFile]:
    """Yield the files of the days from the first to the last, by day and name.

    Includes files outside the year folders, and all files without a day in their names: those outside the year
    folders come before all others, those in a year's folder before the others of that year. Files in the folder of a
    year outside the range are not found. A missing folder counts as empty; a folder that cannot be listed adds a
    sentence to the problems when it is reached.
    """
    years: dict[int, list[Path]] = {}
    outside: dict[int | None, list[DatedFile]] = {}
    for folder, year, but in _folders(top, problems):
        if year is None:
            for file in _inside(folder, problems, but):
                outside.setdefault(file.day.year if file.day else None, []).append(file)
        elif first.year <= year <= last.year:
            years.setdefault(year, []).append(folder)
    yield from outside.pop(None, ())
    for year in sorted({*years, *(year for year in outside if year)}, reverse=backwards):
        inside = (file for folder in years.get(year, ()) for file in _inside(folder, problems))
        in_range = [file for file in (*outside.get(year, ()), *inside) if file.day is None or first <= file.day <= last]
        yield from sorted(in_range, key=lambda file: (file.day or date.min, file.name), reverse=backwards)


def _folders(top: Path, problems: list[str]) -> Iterator[tuple[Path, int | None, Collection[str]]]:
    """Yield the top folder and its subfolders, each with the year of its name and the names in it that are folders."""
    try:
        inside = sorted(path for path in top.iterdir() if not path.name.startswith(".") and path.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(f"{top} cannot be read: {error.strerror or error}.")
        return
    listed: set[tuple[int, int]] = set()
    for folder in (top, *inside):
        with suppress(OSError):  # reported when it is listed
            stat = folder.stat()
            if (stat.st_dev, stat.st_ino) in listed:
                continue
            listed.add((stat.st_dev, stat.st_ino))
        year = year_in(folder.name) if folder is not top else None
        yield folder, year, {path.name for path in inside} if folder is top else ()


def _inside(folder: Path, problems: list[str], but: Collection[str] = ()) -> list[DatedFile]:
    try:
        return [DatedFile(folder, name, day_in(name)) for name in toml_names(folder) if name not in but]
    except BadFile as error:
        problems.append(str(error))
        return []
