"""What all JSON documents have in common. The files in `text/schemas` are generated from these types."""

import json
from typing import Annotated, TypeVar

from msgspec import Meta, Struct, to_builtins

SCHEMA = 1
"""The version of the JSON documents; it grows when a reader would have to change."""

Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
"""A local time with its offset from UTC, ISO 8601."""

_S = TypeVar("_S", bound=Struct)


class Document(Struct, frozen=True, tag_field="schema", tag=SCHEMA):
    """A whole document: its version comes first; a missing value is null, never 0."""

    def text(self) -> str:
        """Return it as JSON in lines."""
        return f"{json.dumps(to_builtins(self), ensure_ascii=False, indent=2)}\n"


Value = float | tuple[float | str, ...]
"""A number, a range, or the names of phases."""


class Number(Struct, frozen=True):
    """A number of a program or of the pain rule."""

    value: Value
    """A number, a range, or the names of phases."""
    provenance: str | None
    """Where it comes from."""


def fill(kind: type[_S], source: object, /, **others: object) -> _S:
    """Return a part of a document: the values that its source has under the same names, and the others."""
    names = (name for name in kind.__struct_fields__ if name not in others)
    return kind(**{name: getattr(source, name) for name in names}, **others)
