"""Lists files that carry a day in their names, a folder a year. Opens none of them, and knows no kind of file.

A folder whose name is a year is listed only where that year is asked for: so the last days cost the same after ten
years. Each folder is listed once, when it is its turn, however many links lead to it.
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
    """A file as its folder lists it. A path costs far more than a name, so it is made where a file is wanted."""

    folder: Path
    name: str
    day: date | None
    """The day its name says, if it says one."""

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.name


def day_in(name: str) -> date | None:
    """Return the day that a name says, whatever a sync tool put around it; None where it says none.

    Of several it is the one with a time of day, as sessions have it, else the first.
    """
    found = _MOMENT.search(name) or _DAY.search(name)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def year_in(name: str) -> int | None:
    """Return the year that the name of a folder is; None where it is none."""
    return int(name) if _YEAR.fullmatch(name) else None


def walk(
    top: Path, problems: list[str], first: date = date.min, last: date = date.max, *, backwards: bool = False
) -> Iterator[DatedFile]:
    """Give the files of the days from the first to the last, in the order of their days and names.

    Files beside the folders of years count too, and so do all whose names say no day: those beside the years come
    before all others, those in the folder of a year before the others of it. A file in the folder of a year that none
    of the days is in is not found. A folder that is not there has none; one that cannot be listed adds a sentence to
    the problems, when it is its turn.
    """
    years: dict[int, list[Path]] = {}
    beside: dict[int | None, list[DatedFile]] = {}
    for folder, year, but in _folders(top, problems):
        if year is None:
            for file in _inside(folder, problems, but):
                beside.setdefault(file.day.year if file.day else None, []).append(file)
        elif first.year <= year <= last.year:
            years.setdefault(year, []).append(folder)
    yield from beside.pop(None, ())
    for year in sorted({*years, *(year for year in beside if year)}, reverse=backwards):
        found = [*beside.get(year, ()), *(one for folder in years.get(year, ()) for one in _inside(folder, problems))]
        asked_for = [one for one in found if one.day is None or first <= one.day <= last]
        yield from sorted(asked_for, key=lambda one: (one.day or date.min, one.name), reverse=backwards)


def _folders(top: Path, problems: list[str]) -> Iterator[tuple[Path, int | None, Collection[str]]]:
    """Give the top and the folders in it, each with the year that its name is, and the names in it that are folders."""
    try:
        inside = sorted(one for one in top.iterdir() if not one.name.startswith(".") and one.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(f"{top} cannot be read: {error.strerror or error}.")
        return
    known: set[tuple[int, int]] = set()
    for folder in (top, *inside):
        with suppress(OSError):  # what is wrong with it is told when it is listed
            stat = folder.stat()
            if (stat.st_dev, stat.st_ino) in known:
                continue
            known.add((stat.st_dev, stat.st_ino))
        year = year_in(folder.name) if folder is not top else None
        yield folder, year, {one.name for one in inside} if folder is top else ()


def _inside(folder: Path, problems: list[str], but: Collection[str] = ()) -> list[DatedFile]:
    try:
        return [DatedFile(folder, name, day_in(name)) for name in toml_names(folder) if name not in but]
    except BadFile as error:
        problems.append(str(error))
        return []
