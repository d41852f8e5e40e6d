"""Finds the time zone of the machine and its name. It reads no clock.

The `TZ` variable comes first, then the target of the link `/etc/localtime`. A zone without a name, such as
`TZ=CET-1CEST,M3.5.0,M10.5.0/3` or a copy instead of the link, follows the rules of the system.
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
    """A time zone. name: as in the IANA database, or None if it has none.

    localize: gives a wall time its offset. Of a time that occurs twice, when clocks go back, it takes the first; to a
    time that is skipped, when they go forward, it gives the offset from before the change, so it comes later.
    """

    name: str | None
    localize: Callable[[datetime], datetime]


def machine_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> Zone:
    """Return the zone of this machine."""
    variable = environ.get("TZ")
    name = _linked(localtime) if variable is None else variable.removeprefix(":") or "UTC"
    zone = _zone_of(name.rpartition(_FOLDER)[2]) if name else None
    return named_zone(zone) if zone else Zone(None, _localize_by_system)


def named_zone(zone: ZoneInfo) -> Zone:
    """Return a zone of the IANA database."""
    return Zone(zone.key, lambda wall: wall.replace(tzinfo=zone))


def _localize_by_system(wall: datetime) -> datetime:
    # Through the timestamp: `wall.astimezone()` would make a skipped time come earlier.
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
    except (LookupError, ValueError, OSError):  # unknown; not a valid name; a folder of zones
        return None
