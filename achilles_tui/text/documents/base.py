"""The types shared by all JSON documents; the files in `text/schemas` are generated from them."""

import json
from typing import Annotated, TypeVar

from msgspec import Meta, Struct, to_builtins

SCHEMA = 1
"""The version of the JSON documents; it increases when readers have to change."""

Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
"""A local time with its offset from UTC, ISO 8601."""

_S = TypeVar("_S", bound=Struct)


class Document(Struct, frozen=True, tag_field="schema", tag=SCHEMA):
    """A whole document; its version comes first. A missing value is null, never 0."""

    def text(self) -> str:
        """Return the document as indented JSON."""
        return f"{json.dumps(to_builtins(self), ensure_ascii=False, indent=2)}\n"


Value = float | tuple[float | str, ...]
"""A number, a range, or the names of phases."""


class Number(Struct, frozen=True):
    """A number of a program or of the pain rule."""

    value: Value
    """A number, a range, or the names of phases."""
    provenance: str | None
    """The source of the number."""


def fill(kind: type[_S], source: object, /, **values: object) -> _S:
    """Return a part of a document: the given values, and for all other fields the source's attribute of that name."""
    names = (name for name in kind.__struct_fields__ if name not in values)
    return kind(**{name: getattr(source, name) for name in names}, **values)
