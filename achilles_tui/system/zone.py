"""Finds the time zone of the machine and its name. It reads no clock.

The `TZ` variable comes first, as everywhere; then where the link `/etc/localtime` leads. A zone that has no name, such
as `TZ=CET-1CEST,M3.5.0,M10.5.0/3`, or a copy in place of the link, still has its rules: those of the system.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

LOCALTIME = Path("/etc/localtime")

_FOLDER = "zoneinfo/"
_KINDS = ("posix/", "right/")


class Zone(NamedTuple):
    """A time zone. name: as in the IANA database, or None where it has none.

    at: gives a wall time its offset. One that is twice, as clocks go back, is the first of the two; one that is left
    out, as they go forward, is taken with the offset from before the change, so it comes as much later.
    """

    name: str | None
    localize: Callable[[datetime], datetime]


def machine_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> Zone:
    """Return the zone of this machine."""
    told = environ.get("TZ")
    name = _linked(localtime) if told is None else told.removeprefix(":") or "UTC"
    known = _zone_of(name.rpartition(_FOLDER)[2]) if name else None
    return named_zone(known) if known else Zone(None, _by_the_system)


def named_zone(known: ZoneInfo) -> Zone:
    """Return a zone of the IANA database."""
    return Zone(known.key, lambda wall: wall.replace(tzinfo=known))


def _by_the_system(wall: datetime) -> datetime:
    # By way of the moment: straight to an offset, a time that is left out would come earlier.
    return datetime.fromtimestamp(wall.timestamp(), UTC).astimezone()


def _linked(localtime: Path) -> str | None:
    try:
        target = str(localtime.readlink())
    except OSError:
        return None
    return target if _FOLDER in target else None


def _zone_of(name: str) -> ZoneInfo | None:
    for kind in _KINDS:
        name = name.removeprefix(kind)
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # not there; no name at all; a folder of names
        return None
