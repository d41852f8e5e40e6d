"""What is wrong with a value, each fault with its place: the path of keys that leads to it. Reads no file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

Place = tuple[str | int, ...]
"""Keys, and indexes from 0, from the whole value down to the faulty part."""


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    place: Place
    sentence: str

    def below(self, *outer: str | int) -> "Fault":
        """Return the same fault with its place prefixed by these keys."""
        return Fault((*outer, *self.place), self.sentence)


class Faulty(ValueError):
    """Raised for a value that is not valid, with all its faults at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Store the faults."""
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.sentence for fault in self.faults))


def hold(faults: Iterable[Fault]) -> None:
    """Raise Faulty with all these faults, if there are any."""
    all_faults = tuple(faults)
    if all_faults:
        raise Faulty(all_faults)


def named_twice(key: str, ids: Iterable[str | None]) -> Iterator[Fault]:
    """Yield a fault for each id that is repeated in the list under this key; entries without an id are None."""
    earlier_ids: set[str] = set()
    for index, name in enumerate(ids):
        if name in earlier_ids:
            yield Fault((key, index, "id"), f"{key} {name!r} stands twice")
        if name is not None:
            earlier_ids.add(name)
