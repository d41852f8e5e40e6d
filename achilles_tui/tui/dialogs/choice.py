"""One question with a few answers, each a key: quitting, sides, safety questions. It decides nothing."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.tui import keys
from achilles_tui.tui.widgets.keyed import KeyedModal
from achilles_tui.tui.widgets.line import MARK, NO_MARK, Line

T = TypeVar("T")


class ChoiceAnswer(NamedTuple, Generic[T]):
    """One answer: its key, what it says, and what it stands for."""

    key: str
    label: str
    value: T


def numbered(told: Iterable[tuple[str, T]]) -> list[ChoiceAnswer[T]]:
    """Return answers whose keys are their numbers, as far as digits go. told: what each says and stands for."""
    keys = chain("123456789", repeat(""))
    return [ChoiceAnswer(key, label, value) for key, (label, value) in zip(keys, told, strict=False)]


class ChoiceScreen(KeyedModal[T], Generic[T]):
    """Asks a question and returns the value of the answer given, or that of Escape.

    chosen: the answer Enter gives at first; None when an answer has to be picked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings(keys.LISTS)]
    AUTO_FOCUS = ""

    def __init__(
        self, title: str, body: str, answers: Sequence[ChoiceAnswer[T]], *, escape: T, chosen: int | None = 0
    ) -> None:
        """Ask."""
        super().__init__()
        self._title, self._body = title, body
        self._answers, self._escape, self._chosen = answers, escape, chosen

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with VerticalScroll(id="card", can_focus=False):
            yield Line(self._title, id="card-title")
            if self._body:
                yield Line(self._body, id="card-body")
            for index in range(len(self._answers)):
                yield Line(self._row(index), classes="answer")

    def take_key(self, event: events.Key) -> bool:
        """Take an answer's own key."""
        for answer in self._answers:
            if answer.key == event.character:
                self.dismiss(answer.value)
                return True
        return False

    def action_move(self, by: int) -> None:
        """Go to the next or the previous answer."""
        start = -1 if self._chosen is None and by > 0 else self._chosen or 0
        self._chosen = (start + by) % len(self._answers)
        for index, line in enumerate(self.query(".answer").results(Line)):
            line.show(self._row(index))
        self.query(Line)[-len(self._answers) + self._chosen].scroll_visible(animate=False)

    def action_choose(self) -> None:
        """Give the answer that is marked."""
        if self._chosen is not None:
            self.dismiss(self._answers[self._chosen].value)

    def action_back(self) -> None:
        """Give no answer."""
        self.dismiss(self._escape)

    def _row(self, index: int) -> str:
        answer = self._answers[index]
        return f"{MARK if index == self._chosen else NO_MARK} {answer.key}  {answer.label}"
