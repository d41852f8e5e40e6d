"""Texts to read and to close with any key: the keys, and the warning signs."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.red_flags.safety import Question
from achilles_tui.tui import keys
from achilles_tui.tui.widgets.keyed import KeyedModal
from achilles_tui.tui.widgets.line import Line

SCROLL_KEYS = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -10, "pagedown": 10}
"""Keys that scroll a long text, and by how many lines."""


class ReadScreen(KeyedModal[bool]):
    """A text to read; arrows scroll it, `y` returns True if `yes` has a label for it, any other key False."""

    def __init__(self, title: str, body: str, *, yes: str = "") -> None:
        """Show the text."""
        super().__init__()
        self._title, self._body, self._yes = title, body, yes

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(id="card", can_focus=False):
            yield Line(self._title, id="card-title")
            yield Line(self._body, id="card-body")
        yes = f"y {self._yes} · " if self._yes else ""
        yield Line(f"{yes}↑↓ scroll · any other key goes back", id="read-hint")

    def action_back(self) -> None:
        """Close the text."""
        self.dismiss(False)

    def take_key(self, event: events.Key) -> bool:
        """Scroll the text, or close it."""
        if event.key in SCROLL_KEYS:
            self.query_one(VerticalScroll).scroll_relative(y=SCROLL_KEYS[event.key], animate=False)
        else:
            self.dismiss(bool(self._yes) and event.key == "y")
        return True


def session_help() -> ReadScreen:
    """Return the keys of a session."""
    rows = [f"{move.key_text:<6} {move.help}" for move in keys.SESSION]
    rows += ["0-9 t  answer when pain is asked; t is ten", "other  pause the count-in"]
    return ReadScreen("Keys", "\n".join(rows))


def keys_help(*tables: Sequence[keys.KeyAction], footnote: str = "") -> ReadScreen:
    """Return what the keys of these tables do. footnote: what to add below them."""
    rows = [f"{move.key_text:<6} {move.help}" for table in tables for move in table]
    return ReadScreen("Keys", "\n".join([*rows, *(["", footnote] if footnote else [])]))


def warning_signs(read: Callable[[], Sequence[Question]], yes: str = "") -> ReadScreen:
    """Return the warning signs, or why `read` fails. yes: the label of `y`, for a person who has one of them now."""
    try:
        signs = [f"• {question.text}\n  {question.advice}" for question in read() if question.kind == "stop"]
    except BadFile as error:
        signs = [str(error)]
    return ReadScreen("Warning signs: with any of these, stop and contact a clinician", "\n".join(signs), yes=yes)
