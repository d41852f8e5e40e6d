"""A text to read over the Learn page: paragraphs, each with its source."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll

from achilles_tui.domain.describe.learning import Topic
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.keys import KeyAction
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import KeyLine, Line

READING = keys.table("reading")
"""The keys of a text."""


class TopicScreen(KeyedScreen[None], own=(*READING, *keys.PAGE)):
    """Shows a topic; Escape goes back."""

    def __init__(self, topic: Topic) -> None:
        """Show this topic."""
        super().__init__()
        self._topic = topic

    def compose(self) -> ComposeResult:
        """Lay out the title above the text."""
        yield Line(self._topic.title, id="topic-title")
        yield from self.compose_body()
        yield KeyLine(self.named_keys, id="topic-keys")

    def compose_body(self) -> ComposeResult:
        """Lay out everything below the title."""
        yield from self.compose_text()

    def compose_text(self) -> ComposeResult:
        """Lay out the text; list entries hang beside their bullet or number."""
        with VerticalScroll(id="reading", can_focus=False):
            for mark, text, look in _pieces(self._topic):
                line = Line(text, classes=f"reading-words {look}")
                if mark:
                    yield Horizontal(Line(mark, classes="reading-mark"), line)
                else:
                    yield line

    @property
    def named_keys(self) -> tuple[KeyAction, ...]:
        """The keys of the key line."""
        return keys.line_actions(keys.PAGE[:2], back="back", arrows="text")

    def show_topic(self, topic: Topic) -> None:
        """Show another text with the same lines, and stay at the same place in it."""
        self._topic = topic
        for line, piece in zip(self.query(".reading-words").results(Line), _pieces(topic), strict=False):
            line.show(piece.text)

    def action_read(self, lines: int) -> None:
        """Scroll the text by lines."""
        self.query_one("#reading").scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scroll the text by pages, less one line."""
        text = self.query_one("#reading")
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(key_help.keys_help(self.OWN))

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()


class _Piece(NamedTuple):
    """A line of a text: its bullet or number, if any, its words, and its style class."""

    mark: str
    text: str
    look: str = ""


_POINT = re.compile(r"(•|\d+\.) (.*)")


def _pieces(topic: Topic) -> Iterator[_Piece]:
    for paragraph in topic.paragraphs:
        if paragraph.head:
            yield _Piece("", paragraph.head, "reading-head")
        for line in paragraph.text.split("\n"):
            point = _POINT.fullmatch(line)
            yield _Piece(point[1], point[2]) if point else _Piece("", line)
        # Without a source this is the blank line after the paragraph.
        yield _Piece("", f"— {'; '.join(paragraph.origins)}" if paragraph.origins else "", "reading-origin")
