"""Turns what the checker of values found into words for the person who wrote the file. Reads no file itself."""

import re
from collections.abc import Iterable
from typing import Any, get_args

from msgspec import inspect

from achilles_tui.domain.base import units
from achilles_tui.domain.base.faults import Place
from achilles_tui.domain.base.text import nearest

_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d{1,9})\]")
_LONGEST = 300
_LONGEST_KEY = 64
_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "datetime": "a date and time with its offset",
    "date": "a date",
    "time": "a time",
    "null": "nothing",
}
_BOUNDS = {">": "is not more than", ">=": "is less than", "<": "is not less than", "<=": "is more than"}
_PATTERNS: dict[object, str] = {
    units.Name: "an id: small letters, digits and hyphens, a letter first, 64 at most",
    units.Provenance: 'where the number comes from: "article", "analogy", "ours", "my PT" or "published: ..."',
}
_TIME = "a time of day such as 07:30:00, without quotation marks or an offset"
_ENDINGS = {
    **{f"matching regex {get_args(alias)[1].pattern!r}": words for alias, words in _PATTERNS.items()},
    "encoded time": _TIME,
    "`time` with no timezone component": _TIME,
}


def explain(message: str, document: dict[str, Any], kind: type) -> str:
    """Return `where: what was expected` for a message of `msgspec.convert` about a document and the type it should be.

    Where is told by keys, and lists by number and id: `exercise 1 "gastrocnemius-heel-raise", reps`.
    """
    what, _, at = message.rpartition(" - at ") if " - at " in message else (message, "", "")
    steps = [key or int(index) for key, index in _STEP.findall(at)]
    expected = _type_at(inspect.type_info(kind), steps)
    if at.startswith("`key`"):
        expected = next((one.key_type for one in _members(expected) if isinstance(one, inspect.DictType)), None)
    where = _where(document, steps) + (", one of its values" if "[...]" in at else "")
    told = _what(what, expected)
    told = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}..."
    return f"{where}: {told}" if where else told


def reason(message: str, value: object, kind: Any) -> str:  # noqa: ANN401 any type that msgspec converts to
    """Return what was expected, for a message of `msgspec.convert` about this value and the type it should be."""
    told = _what(message.partition(" - at ")[0], inspect.type_info(kind))
    limit = re.search(r"`(?:int|float)[^`]*` (>=|<=|>|<) (-?[\d.]+)$", message)
    if limit and isinstance(value, int | float) and not isinstance(value, bool):
        shown = value if isinstance(value, int) else f"{value:g}"
        told = f"{shown} {_BOUNDS[limit[1]]} {float(limit[2]):g}"
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}..."


_SYNTAX = {
    "Illegal character '\\n'": 'a text has no closing quote "',
    "Invalid value": 'what stands after = is no value; a text stands in straight quotes: "body weight"',
    "Unclosed inline table": "a { has no }, or a value in it is none; a number stands without its unit: 45",
    "Unclosed array": "a [ has no ], or a value in it is none",
    "Expected '=' after a key in a key/value pair": "after a key comes =, then its value; a decimal point is 2.5",
    "Expected newline or end of document after a statement": "one value a key; a range is [3, 5], a number is 2.5",
    "Cannot overwrite a value": "a key stands twice in one table",
}
"""What the parser of TOML says, and how a person would say it."""


def syntax(message: str) -> str:
    """Return what the parser of TOML says in plainer words, with the place that it names."""
    what, at, place = message.partition(" (at ")
    return f"{_SYNTAX.get(what, what)}{at}{place}"


def path_words(document: object, place: Place) -> str:
    """Return a place as words: lists by number and id, keys with dots: `exercise 1 "soleus-stretch", tempo.hold`."""
    return _where(document, list(place))


def _where(document: object, steps: list[str | int]) -> str:
    parts: list[str] = []
    after_key = False
    for step in steps:
        document = _inside(document, step)
        if isinstance(step, int):
            name = _inside(document, "id")
            quoted = f' "{name[:_LONGEST_KEY]}"' if isinstance(name, str) else ""
            parts[-1:] = [f"{parts[-1] if parts else ''} {step + 1}{quoted}"]
        elif after_key:
            parts[-1] += f".{step[:_LONGEST_KEY]}"
        else:
            parts.append(step[:_LONGEST_KEY])
        after_key = isinstance(step, str)
    return ", ".join(parts)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) else None


def _type_at(kind: inspect.Type | None, steps: Iterable[str | int]) -> inspect.Type | None:
    for step in steps:
        kind = next((inner for one in _members(kind) if (inner := _inner(one, step))), None)
    return kind


def _members(kind: inspect.Type | None) -> tuple[inspect.Type, ...]:
    if isinstance(kind, inspect.Metadata):
        return _members(kind.type)
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,) if kind else ()


def _inner(kind: inspect.Type, step: str | int) -> inspect.Type | None:
    if isinstance(kind, inspect.StructType):
        return next((field.type for field in kind.fields if field.encode_name == step), None)
    if isinstance(kind, inspect.DictType):
        return kind.value_type
    if isinstance(kind, inspect.VarTupleType):
        return kind.item_type
    return kind.item_types[0] if isinstance(kind, inspect.TupleType) else None


def _what(message: str, kind: inspect.Type | None) -> str:
    if unknown := re.search(r"unknown field `(.*)`", message, re.DOTALL):
        structs = [one for one in _members(kind) if isinstance(one, inspect.StructType)]
        near = nearest(unknown[1], [field.encode_name for one in structs for field in one.fields])
        return f"there is no key `{unknown[1]}` here" + (f"; did you mean `{near}`?" if near else "")
    if missing := re.search(r"missing required field `(.*)`", message):
        return f"the key `{missing[1]}` is missing"
    if message == "Expected `array` of length <= 2":
        return "a range has two numbers, such as [8, 12]"
    if message.startswith("Invalid enum value"):
        return f"{message.removeprefix('Invalid enum value ')} is not one of {_choices(kind)}"
    for ending, words in _ENDINGS.items():
        if message.endswith(ending):
            return f"expected {words}"
    return re.sub("`([^`]*)`", _in_words, message[:1].lower() + message[1:])


def _in_words(types: re.Match[str]) -> str:
    return " or ".join(_WORDS.get(one, one) for one in types[1].split(" | "))


def _choices(kind: inspect.Type | None) -> str:
    values: list[object] = []
    for one in _members(kind):
        if isinstance(one, inspect.LiteralType):
            values += one.values
        elif isinstance(one, inspect.EnumType):
            values += [member.value for member in one.cls]
    return ", ".join(str(value) for value in values) or "the values it can have"
