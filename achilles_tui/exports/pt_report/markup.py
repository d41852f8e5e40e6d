"""Builds the elements of an HTML page; every text is escaped, so that no note can become markup.

Every element is closed and every attribute quoted, so that a strict XML parser can check the page.
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
"""Code points that are characters neither in HTML nor in XML."""

_VOID: Final = frozenset({"meta"})
"""The elements without an end tag that a report has."""


class Markup(str):
    """A piece of a page whose texts are escaped already; any other string is escaped when it becomes part of a page."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Return a text escaped for a page; markup is returned as it is."""
    return text if isinstance(text, Markup) else Markup(escape(_NO_CHARACTER.sub(REPLACEMENT, harmless(text))))


def tag(name: str, /, *inside: str, **attributes: str | float | None) -> Markup:
    """Return an element. inside: texts and other elements.

    attributes: None leaves one out; `class_` and `stroke_width` are written `class` and `stroke-width`.
    """
    quoted = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{quoted}>")
    return Markup(f"<{name}{quoted}>{''.join(map(escaped, inside))}</{name}>")


def together(parts: Iterable[str]) -> Markup:
    """Join pieces of a page."""
    return Markup("".join(map(escaped, parts)))


def _value(value: str | float) -> str:
    # Paper shows nothing finer than a tenth of a pixel.
    return escaped(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
