"""Asks for one line of text: a note, a load, an id."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from achilles_tui.tui.widgets.line import Line


class TextScreen(ModalScreen[str | None]):
    """Asks for a line of text; Escape returns None. problem: returns a sentence on what is wrong with it, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", show=False)]

    def __init__(
        self, title: str, body: str, *, text: str = "", problem: Callable[[str], str | None] = lambda _: None
    ) -> None:
        """Ask."""
        super().__init__()
        self._title, self._body, self._text, self._problem = title, body, text, problem

    def compose(self) -> ComposeResult:
        """Lay out the question above the line to type in."""
        with VerticalScroll(id="card", can_focus=False):
            yield Line(self._title, id="card-title")
            yield Line(self._body, id="card-body")
            yield Input(self._text, max_length=2000, select_on_focus=False)
            yield Line("Enter saves it, Esc goes back.", id="card-hint")

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Return the text if nothing is wrong with it, or say what is."""
        problem = self._problem(event.value.strip())
        if problem is None:
            self.dismiss(event.value.strip())
        else:
            self.query_one("#card-hint", Line).show(problem)

    def action_back(self) -> None:
        """Return no text."""
        self.dismiss(None)
