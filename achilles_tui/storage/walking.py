"""Lists files that carry a day in their names, a folder a year. Opens none of them, and knows no kind of file."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from achilles_tui.core.errors import BadFile
from achilles_tui.storage.reading import toml_names

_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")


class Named(NamedTuple):
    """A file as its folder lists it. A path costs far more than a name, so it is made where a file is wanted."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.name

    @property
    def day(self) -> date | None:
        """The day its name says, if it says one."""
        return day_in(self.name)


def day_in(name: str) -> date | None:
    """Return the first day that a name says, whatever a sync tool put around it; None where it says none."""
    found = _DAY.search(name)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def files_by_year(top: Path, problems: list[str]) -> list[Named]:
    """Return the files of all years in the order of their names; a file that lies beside the years counts too.

    A folder that is not there has none; one that cannot be listed adds a sentence to the problems.
    """
    try:
        inside = sorted(one for one in top.iterdir() if not one.name.startswith(".") and one.is_dir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(f"{top} cannot be read: {error.strerror or error}.")
        return []
    folders = {one.name for one in inside}
    found: list[Named] = []
    for folder in (top, *inside):
        try:
            found += (Named(folder, name) for name in toml_names(folder) if folder is not top or name not in folders)
        except BadFile as error:
            problems.append(str(error))
    return found
