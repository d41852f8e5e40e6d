"""Reads a page the way a strict parser does: what is not whole, or names anything outside of it, is refused."""

import re
from collections import Counter
from xml.etree import ElementTree as ET

_OUTSIDE = re.compile(
    r"""\b(?:src|href|srcset|action|data|poster|xlink:href|on[a-z]+)\s*=|url\(|@import|//""", re.IGNORECASE
)
"""What could make a browser fetch something, or run it."""


def parsed(page: str) -> ET.Element:
    """Return the elements of a page. Raises ParseError where one is not closed, or a text broke out of its place."""
    start = "<!DOCTYPE html>\n"
    assert page.startswith(start)
    return ET.fromstring(re.sub(r"(<meta [^>]*)>", r"\1/>", page.removeprefix(start)))  # noqa: S314 our own page


def text_of(element: ET.Element) -> str:
    """Return all that is written in an element."""
    return "".join(element.itertext())


def outside(page: str) -> list[str]:
    """Return whatever of its markup could reach outside; texts are not markup."""
    tags = re.findall(r"<[^>]*>", page)
    style = text_of(next(parsed(page).iter("style")))
    return [one for one in (*tags, style) if _OUTSIDE.search(one)]


def twice(page: str) -> list[str]:
    """Return the ids that stand more than once."""
    ids = Counter(one.get("id") for one in parsed(page).iter() if one.get("id"))
    return [str(name) for name, count in ids.items() if count > 1]
