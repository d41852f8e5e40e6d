"""Makes any text harmless to show, reads whole numbers, and finds the name that was probably meant."""

import re
from collections.abc import Iterable

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# C0 controls and DEL and C1 controls drive terminals; bidirectional marks reorder what a person reads;
# zero-width and tag characters hide in it. Line feed and tab stay: they are layout.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MOST_DIGITS = 9  # a number with more is above any bound, and far more would be slow to read
_BREAKS = re.compile("[\t\n]")


def harmless(text: str) -> str:
    """Return the text with every control, C1, bidirectional and invisible character replaced by U+FFFD."""
    return _HARMFUL.sub(REPLACEMENT, text)


def harmless_line(text: str) -> str:
    """Return the text as one harmless line: as `harmless`, and tabs and line feeds become spaces."""
    return _BREAKS.sub(" ", harmless(text))


def whole_number(text: str, least: int, most: int) -> int | None:
    """Return the whole number in a text; None if it is not one, or not from `least` to `most`."""
    if not (text.isascii() and text.isdigit()):
        return None
    value = int(text.lstrip("0")[:_MOST_DIGITS] or 0)
    return value if least <= value <= most else None


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return which of the names is most like this one; None if none is close."""
    import difflib  # noqa: PLC0415 only for a name that does not exist

    return next(iter(difflib.get_close_matches(name, list(names), n=1)), None)
