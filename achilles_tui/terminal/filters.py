"""The last gate before the terminal: no text, wherever it came from, can drive it. It knows segments, not widgets.

Textual hands the characters of a text to the terminal as they are, escape sequences included, with markup or
without. The app puts the filter before all others, which forget which segments are meant as controls:

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [HARMLESS, *super().get_line_filters()]
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
    """Replaces control, C1, bidirectional and invisible characters in drawn text, and drops links that hold any.

    A line keeps its width in cells, so that a widget never spills into its neighbour: what the replacements need
    is cut from the end of the line.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  Textual's signature
        """Return the line with harmless text and the same styles; the list itself where there is nothing to do."""
        # Whatever is harmful is also unprintable, and asking that costs nothing beside drawing.
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
    """Turns every colour into the nearest of the 256 that look the same everywhere, and that take the fewest bytes.

    It comes last: what others make of a colour is then sent as it is. The terminal's own colours stay what they are.
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


# One for all apps: Textual keeps filtered lines by filter.
HARMLESS = HarmlessText()
EXACT = ExactColours()
