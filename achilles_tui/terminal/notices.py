"""Makes the escape sequences that ask a terminal for a notice on the desktop. It sends nothing and decides nothing.

OSC 9 is iTerm2's, and many others know it; OSC 777 is rxvt-unicode's, in the form foot documents; OSC 99 is kitty's.
"""

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import Notice

TITLE = "achilles-tui"

LONGEST = 200
"""Characters of a notice; kitty takes no more than 2048 bytes, and nobody reads as much."""

_BEL, _ST = "\a", "\x1b\\"


def sequence(kind: Notice, text: str) -> str:
    """Return the escape sequence that shows a text, made harmless and short; nothing for `off`."""
    told = harmless_line(text)[:LONGEST]
    if kind == "osc9":
        # ConEmu and others read a number and a semicolon at the beginning as an order, so a word comes first.
        return f"\x1b]9;{TITLE}: {told}{_BEL}"
    if kind == "osc777":
        # Its parts are parted by semicolons, and there is no way to write one inside a part.
        return f"\x1b]777;notify;{TITLE};{told.replace(';', ',')}{_ST}"
    if kind == "osc99":
        # One id: a newer notice takes the place of the old one. The terminal looks at the focus once more.
        return f"\x1b]99;i={TITLE}:o=unfocused;{told}{_ST}"
    return ""
