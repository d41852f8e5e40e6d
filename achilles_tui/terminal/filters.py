"""Filters drawn lines so that no text, from whatever source, can control the terminal.

Textual passes the characters of a text to the terminal unchanged, escape sequences included, with or without markup.
The app puts this filter before all others, since those lose track of which segments are controls.
"""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.figure.colours import nearest


class HarmlessText(LineFilter):
    """Replaces control, C1, bidirectional and invisible characters in drawn text, and removes links that contain any.

    A line keeps its width in cells, so that it does not spill into the next widget: if the replacements are wider,
    the end of the line is cut.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's signature
        """Return the line with harmless text and the same styles; the same list if nothing changes."""
        # All harmful characters are unprintable, which is cheap to check.
        if all(segment.text.isprintable() and not _link(segment.style) for segment in segments):
            return segments
        harmless = [_harmless_segment(segment) for segment in segments]
        return Segment.adjust_line_length(harmless, Segment.get_line_length(segments))


def _harmless_segment(segment: Segment) -> Segment:
    if segment.control:
        return segment
    style, link = segment.style, _link(segment.style)
    if style is not None and link is not None and harmless_line(link) != link:
        style = style.update_link(None)
    return Segment(harmless_line(segment.text), style)


def _link(style: Style | None) -> str | None:
    return None if style is None else style.link


class ExactColours(LineFilter):
    """Replaces every colour by the nearest of the 256 that look the same everywhere and take the fewest bytes.

    It comes last, after filters that change colours. The terminal's own colours stay unchanged.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's signature
        """Return the line with the same text in exact colours."""
        return [
            segment if segment.control or segment.style is None else Segment(segment.text, _exact(segment.style))
            for segment in segments
        ]


@lru_cache(2048)
def _exact(style: Style) -> Style:
    ink, ground = _exact_colour(style.color), _exact_colour(style.bgcolor)
    return style if ink is ground is None else style + Style(color=ink, bgcolor=ground)


def _exact_colour(colour: RichColor | None) -> RichColor | None:
    if colour is None or colour.triplet is None:
        return None
    return RichColor.from_ansi(nearest(*colour.triplet))


# One instance for all apps: Textual caches filtered lines by filter.
HARMLESS = HarmlessText()
EXACT = ExactColours()
