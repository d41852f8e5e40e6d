"""Finds everything in a parsed document that does not fit its type, not only the first thing. Reads no file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from achilles_tui.domain.base.faults import Fault, Faulty, Place
from achilles_tui.domain.base.text import nearest

NO_KEY = "there is no key"
"""How the fault for an unknown key begins; the rest of its table is still checked."""

LONGEST_KEY = 100
MOST = 100
"""Problems reported per file at most, so that a file full of mistakes takes little time."""


def faults(document: object, kind: Any) -> list[Fault]:  # noqa: ANN401 any type that msgspec converts to
    """Return everything wrong with a document as a value of this type, at most MOST + 1 faults; [] if it fits."""
    try:
        msgspec.convert(document, kind)
    except msgspec.ValidationError:
        return list(islice(_inside(document, kind), MOST + 1)) or _whole(document, kind)
    return []


def partly(
    document: dict[str, Any], kind: type[msgspec.Struct], *, without: Sequence[str] = (), whole: Sequence[str] = ()
) -> Iterator[Fault]:
    """Yield what is wrong with a table that may lack keys, as may its tables but `whole`. without: forbidden keys."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.encode_name not in without}
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
    """Yield what is wrong with the parts of a value; if they are correct, with the value itself."""
    strays: set[Place] = set()
    parts_fit = True
    for fault in _part_faults(value, kind):
        yield fault
        if fault.sentence.startswith(NO_KEY):
            strays.add(fault.place)
        else:
            parts_fit = False
    if parts_fit:
        yield from _whole(_without(value, strays), kind)


def _part_faults(value: object, kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    table, element_kind = _table_of(kind), _element_kind(kind)
    if isinstance(value, dict) and table:
        yield from _table_faults(value, table)
    elif isinstance(value, list) and element_kind:
        for index, element in enumerate(value):
            yield from (fault.below(index) for fault in _inside(element, element_kind))


def _without(value: object, strays: set[Place]) -> object:
    """Return a value without the keys at these places in it."""
    below: dict[str | int, set[Place]] = {}
    for first, *rest in strays:
        below.setdefault(first, set()).add(tuple(rest))
    if isinstance(value, dict):
        parts = ((key, part, below.get(key, set())) for key, part in value.items())
        return {key: _without(part, inner) if inner else part for key, part, inner in parts if () not in inner}
    if isinstance(value, list):
        return [_without(part, below[index]) if index in below else part for index, part in enumerate(value)]
    return value


def _table_faults(value: dict[str, object], kind: Any) -> Iterator[Fault]:  # noqa: ANN401 as above
    if get_origin(kind) is dict:
        key_kind, inner = get_args(kind)
        for key, part in value.items():
            yield from (Fault((key,), fault.sentence) for fault in _whole(key, key_kind))
            yield from (fault.below(key) for fault in _inside(part, inner))
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


def stray(key: str, keys: Iterable[str]) -> Fault:
    """Return the fault for an unknown key, with the most similar of the known keys."""
    near = nearest(key, keys)
    short = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}..."
    return Fault((key,), f"{NO_KEY} `{short}` here" + (f"; did you mean `{near}`?" if near else ""))


def _whole(value: object, kind: Any) -> list[Fault]:  # noqa: ANN401 as above
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, Faulty):
            return list(error.__cause__.faults)
        from achilles_tui.storage.toml.wording import reason  # noqa: PLC0415 only where something is wrong

        return [Fault((), reason(str(error), value, kind))]
    return []


def _members(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 as above
    origin = get_origin(kind)
    if origin is Annotated:
        return _members(get_args(kind)[0])
    if origin in {Union, UnionType}:
        return tuple(member for part in get_args(kind) for member in _members(part))
    return (kind,)


def _table_of(kind: Any) -> Any:  # noqa: ANN401 as above
    """Return the member of a type that is a table, if any."""
    return next((member for member in _members(kind) if get_origin(member) is dict or _is_struct(member)), None)


def _element_kind(kind: Any) -> Any:  # noqa: ANN401 as above
    """Return the type of the elements of the member that is a list, if any."""
    return next((get_args(member)[0] for member in _members(kind) if get_origin(member) is tuple), None)


def _is_struct(kind: Any) -> bool:  # noqa: ANN401 as above
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
