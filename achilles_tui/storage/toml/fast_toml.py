"""Reads text that is laid out as the program writes it, in a tenth of the time that `reading.parse` takes for any file.

What it does not know for sure it leaves to `parse`, which stays the authority: on the part of TOML below the two
parsers say the same, and there is nothing in it that `parse` would make harmless or refuse.
"""

import re
from typing import Final, TypeVar

import msgspec
import rtoml

from achilles_tui.domain.base.text import harmless

LONGEST: Final = 40_000
"""Bytes. A text this short keeps to every limit of `parse`, but for that on dots, which is 4 000."""
_MOST_DOTS: Final = 4_000
_Value = TypeVar("_Value")

STAMPED: Final = ("at", "started", "ended")
"""The keys under which a date with a time and its offset may stand; nothing else does there in any file of ours."""

# No escapes, comments, control characters, quoted or dotted keys, lists in lists; whole numbers far below 63 bits, no
# exponents and so nothing infinite; stamps of this century. It never goes back: it costs as much as a text is long.
_KEY = "[A-Za-z_]++"
_STAMP = r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?+[+-][0-9]{2}:[0-9]{2}"
_NUMBER = r"-?+(?:0|[1-9][0-9]{0,14}+)(?:\.[0-9]{1,17}+)?+"
_VALUE = rf'(?:"[^"\\\x00-\x1f\x7f]*+"|true|false|20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}|{_NUMBER})'
_PAIR = rf"(?:(?:{'|'.join(STAMPED)}) = {_STAMP}|{_KEY} = {_VALUE})"
_ROW = rf"\{{ {_PAIR}(?:, {_PAIR})*+ \}}"
_LIST = rf"{_KEY} = \[\n(?:    (?:{_VALUE}|{_ROW}),\n)*+\]"
_NAME = rf"{_KEY}(?:\.{_KEY}){{0,3}}+"
_PLAIN = re.compile(rf"(?:(?:{_PAIR}|{_LIST}|\[{_NAME}\]|\[\[{_NAME}\]\])?+\n)*+")

# The other parser makes a zone of its own for each stamp, slowly; the checker of values reads a stamp from a text as
# well. Within a text the quotes would end it too early, and what follows would fit nothing.
_STAMPED = re.compile(rf" = ({_STAMP})")


def text_of(data: bytes) -> str | None:
    """Return bytes as text where they are short, UTF-8, and all of it is harmless to show; else None."""
    if len(data) > LONGEST or data.count(b".") > _MOST_DOTS:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isascii() or harmless(text) == text else None


def tables(text: str) -> dict[str, object] | None:
    """Return what a text of `text_of` says where it is laid out plainly, as `parse` would say it; else None.

    Stamps under the keys of `STAMPED` are texts in it.
    """
    if not _PLAIN.fullmatch(text):
        return None
    parts = _STAMPED.split(text)
    parts[1::2] = [f' = "{stamp}"' for stamp in parts[1::2]]
    try:
        return rtoml.loads("".join(parts))
    except rtoml.TomlParsingError:
        return None


def value(data: bytes, kind: type[_Value]) -> _Value | None:
    """Return what a whole file says as a checked value where it is laid out plainly and well, else None."""
    text = text_of(data)
    found = None if text is None else tables(text)
    return None if found is None else checked(found, kind)


def checked(found: object, kind: type[_Value]) -> _Value | None:
    """Return tables as a checked value, or None where they are none."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError:
        return None
