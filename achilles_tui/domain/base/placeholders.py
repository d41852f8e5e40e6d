"""Puts values into texts that name them in braces: `{pain_limit}`."""

import re
from collections.abc import Collection, Iterator, Mapping

from achilles_tui.domain.base.text import nearest

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names that stand in braces, in order."""
    return tuple(_PLACEHOLDER.findall(text))


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return the text with the value of each name in its place. Raises KeyError for a name without a value."""
    return _PLACEHOLDER.sub(lambda match: str(values[match[1]]), text)


def misspelt(text: str, names: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each name in braces that is not among these names, and for a brace without a partner."""
    for name in placeholders(text):
        if name not in names:
            near = nearest(name, names)
            yield f"nothing is called {{{name}}}" + (f"; did you mean {{{near}}}?" if near else "")
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        yield "a brace has no partner: what stands between { and } names a value"
