"""Finds the line and column of a place, a path of keys, in a valid TOML file. Loaded only for a file with a problem."""

import tomllib
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from achilles_tui.domain.base.faults import Place
from achilles_tui.domain.base.text import harmless


class Spot(NamedTuple):
    """A line and a column of a file, both from 1; columns count characters."""

    line: int
    column: int


FIRST = Spot(1, 1)

_KEYS = {"bare_key", "quoted_key", "dotted_key"}


class Positions:
    """The spot of every key and list element of one file."""

    def __init__(self, data: bytes) -> None:
        """Read the file's bytes, which are UTF-8."""
        self._lines = data.split(b"\n")
        self._spots: dict[Place, Spot] = {}
        self._lengths: dict[Place, int] = {}
        self._read(Parser(Language(tree_sitter_toml.language())).parse(data).root_node)

    def find(self, place: Place) -> Spot | None:
        """Return the spot of a place, or None if the file does not contain it."""
        return self._spots.get(place)

    def nearest(self, place: Place) -> Spot:
        """Return the spot of a place, or of the innermost part around it that the file contains."""
        return next((self._spots[place[:end]] for end in range(len(place), 0, -1) if place[:end] in self._spots), FIRST)

    def _read(self, root: Node) -> None:
        for node in root.named_children:
            if node.type == "pair":
                self._pair(node, ())
            elif node.type in {"table", "table_array_element"}:
                self._table(node)

    def _table(self, node: Node) -> None:
        header = next((child for child in node.named_children if child.type in _KEYS), None)
        if header is None:
            return
        keys = [name for name, _ in _names(header)]
        place: Place = ()
        for index, key in enumerate(keys):
            place = (*place, key)
            is_element = node.type == "table_array_element" and index == len(keys) - 1
            if is_element:
                self._lengths[place] = self._lengths.get(place, 0) + 1
                self._spots.setdefault(place, self._spot(header))
            if place in self._lengths:  # a list of tables: the keys that follow belong to its last element
                place = (*place, self._lengths[place] - 1)
            if is_element or place not in self._spots:
                self._spots[place] = self._spot(header)
        for pair in (child for child in node.named_children if child.type == "pair"):
            self._pair(pair, place)

    def _pair(self, node: Node, above: Place) -> None:
        key, *values = (child for child in node.named_children if child.type != "comment")
        place = above
        for name, part in _names(key):
            place = (*place, name)
            self._spots.setdefault(place, self._spot(part))
        for value in values:
            self._value(value, place)

    def _value(self, node: Node, place: Place) -> None:
        inner = [child for child in node.named_children if child.type != "comment"]
        if node.type == "inline_table":
            for pair in (child for child in inner if child.type == "pair"):
                self._pair(pair, place)
        elif node.type == "array":
            for index, element in zip(count(), inner):
                self._spots[(*place, index)] = self._spot(element)
                self._value(element, (*place, index))

    def _spot(self, node: Node) -> Spot:
        row, column = node.start_point
        return Spot(row + 1, len(self._lines[row][:column].decode("utf-8", errors="replace")) + 1)


def _names(key: Node) -> Iterator[tuple[str, Node]]:
    """Yield the parts of a key, which may be dotted and quoted, each with its node."""
    if key.type == "dotted_key":
        for part in key.named_children:
            yield from _names(part)
    elif key.text is not None:
        text = key.text.decode("utf-8", errors="replace")
        yield harmless(next(iter(tomllib.loads(f"{text} = 0"))) if key.type == "quoted_key" else text), key
