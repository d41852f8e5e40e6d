"""What is wrong with a value, each thing at its place in it. A place is a path of keys; no file is known here."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

Place = tuple[str | int, ...]
"""Keys, and indexes from 0, from the whole value down to the part that is meant."""


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    place: Place
    sentence: str

    def below(self, *at: str | int) -> "Fault":
        """Return the same fault seen from further out."""
        return Fault((*at, *self.place), self.sentence)


class Faulty(ValueError):
    """Raised for a value that cannot be what it says, with all that is wrong at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults."""
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.sentence for fault in self.faults))


def hold(faults: Iterable[Fault]) -> None:
    """Raise Faulty with all of them, if there are any."""
    found = tuple(faults)
    if found:
        raise Faulty(found)


def named_twice(key: str, ids: Iterable[str | None]) -> Iterator[Fault]:
    """Give a fault for each id that stands in the list of this key for the second time; what has no id is None."""
    seen: set[str] = set()
    for index, one in enumerate(ids):
        if one in seen:
            yield Fault((key, index, "id"), f"{key} {one!r} stands twice")
        if one is not None:
            seen.add(one)
