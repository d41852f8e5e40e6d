"""Elements of a page, made so that no text can break out of its place. What a text says is not its business.

Every element is closed and every attribute quoted, so that a strict parser can say whether it is whole.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from achilles_tui.domain.base.text import REPLACEMENT, harmless

_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
"""What neither HTML nor XML takes for a character."""

_VOID: Final = frozenset({"meta"})
"""The elements without an end that a report has."""


class Markup(str):
    """A piece of a page, whose texts are escaped already. Any other text is escaped where it is put into one."""

    __slots__ = ()


def text(said: str) -> Markup:
    """Return a text as a page takes it."""
    return said if isinstance(said, Markup) else Markup(escape(_NO_CHARACTER.sub(REPLACEMENT, harmless(said))))


def tag(name: str, /, *inside: str, **attributes: str | float | None) -> Markup:
    """Return an element. inside: texts and other elements.

    attributes: those that are None are left out; `class_` and `stroke_width` are written `class` and `stroke-width`.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{''.join(map(text, inside))}</{name}>")


def together(parts: Iterable[str]) -> Markup:
    """Return several pieces as one."""
    return Markup("".join(map(text, parts)))


def _value(value: str | float) -> str:
    # A tenth of a pixel is as fine as paper shows it.
    return text(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
