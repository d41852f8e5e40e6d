"""A question with a few answers, each with its own key."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any, Generic, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.tui import keys
from achilles_tui.tui.widgets.keyed import KeyedModal
from achilles_tui.tui.widgets.line import MARK, NO_MARK, Line

T = TypeVar("T")
Answer = tuple[str, str, T]
"""An answer to a question: its key, its label, and its value."""


def numbered(labelled: Iterable[tuple[str, T]]) -> list[Answer[T]]:
    """Return answers with the keys 1 to 9; further ones have no key. labelled: label and value of each."""
    digits = chain("123456789", repeat(""))
    return [(key, label, value) for key, (label, value) in zip(digits, labelled, strict=False)]


class ChoiceScreen(KeyedModal[T], Generic[T], own=keys.LISTS):
    """Asks a question; returns the value of the answer, or `escape`. start: the answer marked at first, if any."""

    def __init__(
        self, title: str, body: str, answers: Sequence[Answer[T]], *, escape: T, start: int | None = 0
    ) -> None:
        """Ask."""
        super().__init__()
        self._title, self._body = title, body
        self._answers, self._escape, self._marked_index = answers, escape, start

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with VerticalScroll(id="card", can_focus=False):
            yield Line(self._title, id="card-title")
            if self._body:
                yield Line(self._body, id="card-body")
            for index in range(len(self._answers)):
                yield Line(self._row(index), classes="answer")

    def take_key(self, event: events.Key) -> bool:
        """Return the answer that has this key."""
        for key, _, value in self._answers:
            if key == event.character:
                self.dismiss(value)
                return True
        return False

    def action_move(self, step: int) -> None:
        """Mark the next or the previous answer."""
        start = -1 if self._marked_index is None and step > 0 else self._marked_index or 0
        self._marked_index = (start + step) % len(self._answers)
        for index, line in enumerate(self.query(".answer").results(Line)):
            line.show(self._row(index))
        self.query(Line)[-len(self._answers) + self._marked_index].scroll_visible(animate=False)

    def action_choose(self) -> None:
        """Return the marked answer."""
        if self._marked_index is not None:
            self.dismiss(self._answers[self._marked_index][2])

    def action_back(self) -> None:
        """Return no answer."""
        self.dismiss(self._escape)

    def _row(self, index: int) -> str:
        key, label, _ = self._answers[index]
        return f"{MARK if index == self._marked_index else NO_MARK} {key}  {label}"


async def ask(  # noqa: PLR0913 everything a question has
    app: App[Any], title: str, body: str, answers: Sequence[Answer[T]], *, escape: T, start: int | None = 0
) -> T:
    """Ask a question over the present screen, as `ChoiceScreen` does; return the value of the answer."""
    return await app.push_screen_wait(ChoiceScreen(title, body, answers, escape=escape, start=start))
