"""Puts the messages of msgspec and the TOML parser into words for the author of the file. Reads no file."""

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
    """Return `place: what was expected` for a message of `msgspec.convert` about a document and its expected type.

    Places are keys, and for lists number and id: `exercise 1 "gastrocnemius-heel-raise", reps`.
    """
    what, _, path = message.rpartition(" - at ") if " - at " in message else (message, "", "")
    steps = [key or int(index) for key, index in _STEP.findall(path)]
    expected = _type_at(inspect.type_info(kind), steps)
    if path.startswith("`key`"):
        dicts = (member for member in _members(expected) if isinstance(member, inspect.DictType))
        expected = next((member.key_type for member in dicts), None)
    where = _where(document, steps) + (", one of its values" if "[...]" in path else "")
    sentence = _shortened(_what(what, expected))
    return f"{where}: {sentence}" if where else sentence


def reason(message: str, value: object, kind: Any) -> str:  # noqa: ANN401 any type that msgspec converts to
    """Return what was expected, for a message of `msgspec.convert` about a value and its expected type."""
    sentence = _what(message.partition(" - at ")[0], inspect.type_info(kind))
    limit = re.search(r"`(?:int|float)[^`]*` (>=|<=|>|<) (-?[\d.]+)$", message)
    if limit and isinstance(value, int | float) and not isinstance(value, bool):
        number = value if isinstance(value, int) else f"{value:g}"
        sentence = f"{number} {_BOUNDS[limit[1]]} {float(limit[2]):g}"
    return _shortened(sentence)


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST]}..."


_SYNTAX = {
    "Illegal character '\\n'": 'a text has no closing quote "',
    "Invalid value": 'what follows = is not a value; put texts in straight quotes: "body weight"',
    "Unclosed inline table": "a { has no }, or something in it is not a value; write numbers without a unit: 45",
    "Unclosed array": "a [ has no ], or something in it is not a value",
    "Expected '=' after a key in a key/value pair": "write = and a value after each key; write decimals as 2.5",
    "Expected newline or end of document after a statement": "one value per key: a range is [3, 5], a decimal 2.5",
    "Cannot overwrite a value": "a key is twice in one table",
}
"""Messages of the TOML parser, in plainer words."""


def syntax(message: str) -> str:
    """Return a message of the TOML parser in plainer words, with its place."""
    what, separator, place = message.partition(" (at ")
    return f"{_SYNTAX.get(what, what)}{separator}{place}"


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
        kind = next((inner for member in _members(kind) if (inner := _inner(member, step))), None)
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
        structs = [member for member in _members(kind) if isinstance(member, inspect.StructType)]
        near = nearest(unknown[1], [field.encode_name for struct in structs for field in struct.fields])
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
    return " or ".join(_WORDS.get(name, name) for name in types[1].split(" | "))


def _choices(kind: inspect.Type | None) -> str:
    values: list[object] = []
    for member in _members(kind):
        if isinstance(member, inspect.LiteralType):
            values += member.values
        elif isinstance(member, inspect.EnumType):
            values += [constant.value for constant in member.cls]
    return ", ".join(str(value) for value in values) or "the values it can have"
