"""Finds everything in a parsed document that is not as its type wants it, not only the first thing. Reads no file."""

from collections.abc import Iterator
from functools import reduce
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from achilles_tui.core.faults import Fault, Faulty, Place
from achilles_tui.core.text import nearest
from achilles_tui.storage.wording import reason

NO_KEY = "there is no key"
"""How a fault begins that says so of an unknown key; the rest of its table can be looked at all the same."""


def faults(document: object, kind: Any) -> list[Fault]:  # noqa: ANN401 any type that msgspec converts to
    """Return all that is wrong with a document as a value of this type; nothing when it converts."""
    try:
        msgspec.convert(document, kind)
    except msgspec.ValidationError:
        return list(_inside(document, kind)) or list(_whole(document, kind))
    return []


def _inside(value: object, kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    """Give what is wrong with the parts of a value; where it has none, or they are well, with the value itself."""
    table, item = _table_of(kind), _item_of(kind)
    if isinstance(value, dict) and table:
        found = list(_of_table(value, table))
    elif isinstance(value, list) and item:
        found = [fault.below(index) for index, one in enumerate(value) for fault in _inside(one, item)]
    else:
        found = []
    yield from found
    if all(fault.told.startswith(NO_KEY) for fault in found):
        yield from _whole(reduce(_without, [fault.at for fault in found], value), kind)


def _without(value: object, at: Place) -> object:
    """Return a value without the key at this place in it."""
    first, rest = at[0], at[1:]
    if isinstance(value, dict):
        return {key: _without(one, rest) if key == first else one for key, one in value.items() if rest or key != first}
    if isinstance(value, list):
        return [_without(one, rest) if index == first else one for index, one in enumerate(value)]
    return value


def _of_table(value: dict[str, object], kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    if get_origin(kind) is dict:
        key_kind, inner = get_args(kind)
        for key, one in value.items():
            yield from (Fault((key,), fault.told) for fault in _whole(key, key_kind))
            yield from (fault.below(key) for fault in _inside(one, inner))
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in value.keys() - fields.keys():
        near = nearest(key, fields)
        yield Fault((key,), f"{NO_KEY} `{key}` here" + (f"; did you mean `{near}`?" if near else ""))
    for name, field in fields.items():
        if name in value:
            yield from (fault.below(name) for fault in _inside(value[name], field.type))
        elif field.required:
            yield Fault((), f"the key `{name}` is missing")


def _whole(value: object, kind: Any) -> list[Fault]:  # noqa: ANN401 as above
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Faulty):
            return list(error.__cause__.faults)
        return [Fault((), reason(str(error), value, kind))]
    return []


def _members(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 as above
    origin = get_origin(kind)
    if origin is Annotated:
        return _members(get_args(kind)[0])
    if origin in {Union, UnionType}:
        return tuple(member for one in get_args(kind) for member in _members(one))
    return (kind,)


def _table_of(kind: Any) -> Any:  # noqa: ANN401 as above
    """Return the one member of a type that is a table, if it has one."""
    members = _members(kind)
    return next((one for one in members if get_origin(one) is dict or _is_struct(one)), None)


def _item_of(kind: Any) -> Any:  # noqa: ANN401 as above
    """Return the type of the elements of the one member that is a list, if it has one."""
    return next((get_args(one)[0] for one in _members(kind) if get_origin(one) is tuple), None)


def _is_struct(kind: Any) -> bool:  # noqa: ANN401 as above
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
