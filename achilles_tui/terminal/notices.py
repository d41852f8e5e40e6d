"""Makes the escape sequences that ask a terminal for a desktop notification. It sends nothing.

OSC 9 is iTerm2's, and many others support it; OSC 777 is rxvt-unicode's, in the form foot documents; OSC 99 is kitty's.
"""

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import Notice

TITLE = "achilles-tui"

LONGEST = 200
"""Characters of a notice at most; kitty accepts 2048 bytes."""

_BEL, _ST = "\a", "\x1b\\"


def sequence(kind: Notice, text: str) -> str:
    """Return the escape sequence that shows a text, made harmless and short; "" for `off`."""
    message = harmless_line(text)[:LONGEST]
    if kind == "osc9":
        # ConEmu and others take a number and a semicolon at the start as a command, so a word comes first.
        return f"\x1b]9;{TITLE}: {message}{_BEL}"
    if kind == "osc777":
        # Semicolons separate its parts and cannot be escaped within a part.
        return f"\x1b]777;notify;{TITLE};{message.replace(';', ',')}{_ST}"
    if kind == "osc99":
        # With one id, a new notice replaces the old one. The terminal checks the focus once more.
        return f"\x1b]99;i={TITLE}:o=unfocused;{message}{_ST}"
    return ""
