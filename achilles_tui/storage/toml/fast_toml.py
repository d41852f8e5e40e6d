"""Reads text in the layout the program writes, ten times faster than `reading.parse` reads any TOML.

Anything else is left to `parse`, which decides: on the subset of TOML below both parsers agree, and it contains
nothing that `parse` would make harmless or refuse.
"""

import re
from typing import Final, TypeVar

import msgspec
import rtoml

from achilles_tui.domain.base.text import harmless

LONGEST: Final = 40_000
"""Bytes. A text this short is within all limits of `parse`, except the 4 000 dots."""
_MOST_DOTS: Final = 4_000
_Value = TypeVar("_Value")

STAMPED: Final = ("at", "started", "ended")
"""The keys whose values are a date with a time and its offset, and nothing else, in every file of the program."""

# No escapes, comments, control characters, quoted or dotted keys, or lists in lists; whole numbers far below 63 bits,
# no exponents and so no infinity; stamps of this century. All quantifiers are possessive: matching takes linear time.
_KEY = "[A-Za-z_]++"
_STAMP = r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?+[+-][0-9]{2}:[0-9]{2}"
_NUMBER = r"-?+(?:0|[1-9][0-9]{0,14}+)(?:\.[0-9]{1,17}+)?+"
_VALUE = rf'(?:"[^"\\\x00-\x1f\x7f]*+"|true|false|20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}|{_NUMBER})'
_PAIR = rf"(?:(?:{'|'.join(STAMPED)}) = {_STAMP}|{_KEY} = {_VALUE})"
_ROW = rf"\{{ {_PAIR}(?:, {_PAIR})*+ \}}"
_LIST = rf"{_KEY} = \[\n(?:    (?:{_VALUE}|{_ROW}),\n)*+\]"
_NAME = rf"{_KEY}(?:\.{_KEY}){{0,3}}+"
_PLAIN = re.compile(rf"(?:(?:{_PAIR}|{_LIST}|\[{_NAME}\]|\[\[{_NAME}\]\])?+\n)*+")

# rtoml slowly makes a time zone for each stamp; msgspec reads a stamp from a text as well, so stamps are quoted first.
# Within a text, the quotes would end the text too early and make it invalid.
_STAMPED = re.compile(rf" = ({_STAMP})")


def text_of(data: bytes) -> str | None:
    """Return bytes as text if they are short, UTF-8, and safe to show; else None."""
    if len(data) > LONGEST or data.count(b".") > _MOST_DOTS:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isascii() or harmless(text) == text else None


def tables(text: str) -> dict[str, object] | None:
    """Parse a text of `text_of` as `parse` does, but for the stamps of `STAMPED`; None if its layout is another."""
    if not _PLAIN.fullmatch(text):
        return None
    parts = _STAMPED.split(text)
    parts[1::2] = [f' = "{stamp}"' for stamp in parts[1::2]]
    try:
        return rtoml.loads("".join(parts))
    except rtoml.TomlParsingError:
        return None


def value(data: bytes, kind: type[_Value]) -> _Value | None:
    """Return a file's content as a checked value if it is correct and in the plain layout, else None."""
    text = text_of(data)
    document = None if text is None else tables(text)
    return None if document is None else checked(document, kind)


def checked(document: object, kind: type[_Value]) -> _Value | None:
    """Convert tables to a checked value, or return None if they do not fit."""
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError:
        return None
