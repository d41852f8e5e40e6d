"""Finds everything in a parsed document that is not as its type wants it, not only the first thing. Reads no file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from achilles_tui.domain.base.faults import Fault, Faulty, Place
from achilles_tui.domain.base.text import nearest
from achilles_tui.storage.toml.wording import reason

NO_KEY = "there is no key"
"""How a fault begins that says so of an unknown key; the rest of its table can be looked at all the same."""

LONGEST_KEY = 100
MOST = 100
"""No more is told of one file: nobody reads on, and a file of nothing but mistakes must not take its time."""


def faults(document: object, kind: Any) -> list[Fault]:  # noqa: ANN401 any type that msgspec converts to
    """Return all that is wrong with a document as a value of this type, up to MOST and one; nothing when it is well."""
    try:
        msgspec.convert(document, kind)
    except msgspec.ValidationError:
        return list(islice(_inside(document, kind), MOST + 1)) or _whole(document, kind)
    return []


def partly(
    document: dict[str, Any], kind: type[msgspec.Struct], *, without: Sequence[str] = (), whole: Sequence[str] = ()
) -> Iterator[Fault]:
    """Give what is wrong with a table that may leave keys out, and so may the tables in it.

    without: keys that do not belong there. whole: tables that leave nothing out.
    """
    fields = {one.encode_name: one for one in msgspec.structs.fields(kind) if one.encode_name not in without}
    for key, value in document.items():
        if key not in fields:
            yield stray(key, fields)
            continue
        inner = _table_of(fields[key].type)
        if isinstance(value, dict) and _is_struct(inner) and key not in whole:
            yield from (fault.below(key) for fault in partly(value, inner))
        else:
            yield from (fault.below(key) for fault in faults(value, fields[key].type))


def _inside(value: object, kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    """Give what is wrong with the parts of a value; where it has none, or they are well, with the value itself."""
    strays: set[Place] = set()
    well = True
    for fault in _of_parts(value, kind):
        yield fault
        if fault.sentence.startswith(NO_KEY):
            strays.add(fault.place)
        else:
            well = False
    if well:
        yield from _whole(_without(value, strays), kind)


def _of_parts(value: object, kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    table, item = _table_of(kind), _item_of(kind)
    if isinstance(value, dict) and table:
        yield from _of_table(value, table)
    elif isinstance(value, list) and item:
        for index, one in enumerate(value):
            yield from (fault.below(index) for fault in _inside(one, item))


def _without(value: object, strays: set[Place]) -> object:
    """Return a value without the keys at these places in it."""
    below: dict[str | int, set[Place]] = {}
    for first, *rest in strays:
        below.setdefault(first, set()).add(tuple(rest))
    if isinstance(value, dict):
        kept = ((key, one, below.get(key, set())) for key, one in value.items())
        return {key: _without(one, inner) if inner else one for key, one, inner in kept if () not in inner}
    if isinstance(value, list):
        return [_without(one, below[index]) if index in below else one for index, one in enumerate(value)]
    return value


def _of_table(value: dict[str, object], kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    if get_origin(kind) is dict:
        key_kind, inner = get_args(kind)
        for key, one in value.items():
            yield from (Fault((key,), fault.sentence) for fault in _whole(key, key_kind))
            yield from (fault.below(key) for fault in _inside(one, inner))
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for key in value:
        if key not in fields:
            yield stray(key, fields)
    for name, field in fields.items():
        if name in value:
            yield from (fault.below(name) for fault in _inside(value[name], field.type))
        elif field.required:
            yield Fault((), f"the key `{name}` is missing")


def stray(key: str, known: Iterable[str]) -> Fault:
    """Say that there is no such key, and which may have been meant."""
    near = nearest(key, known)
    shown = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}..."
    return Fault((key,), f"{NO_KEY} `{shown}` here" + (f"; did you mean `{near}`?" if near else ""))


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
