"""Where a person corrects a session, or enters one that was not recorded. What keys do to a value is the core's."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from achilles_tui.domain.forms.form import Form
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.undoable import UndoableChange


class CorrectionScreen(FormScreen[Form, UndoableChange]):
    """The values of a session. Returns what was done, or None."""

    OWN: ClassVar[tuple[keys.KeyAction, ...]] = keys.CORRECTION
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings((*keys.LISTS, *keys.CORRECTION))]

    def __init__(self, title: str, about: str, form: Form, keep: Callable[[Form], UndoableChange | None]) -> None:
        """Begin with this form. keep: as the method of the screen; returns None where nothing was changed."""
        super().__init__(title, about, form)
        self._keep = keep

    def keep(self) -> UndoableChange | None:
        """Keep it; where nothing was changed, there is nothing to do."""
        return self._keep(self.form)

    def action_note(self) -> None:
        """Write the note."""

        def write(text: str | None) -> None:
            if text is not None:
                self.go_on(self.form.enter(text, "note"))

        self.app.push_screen(TextScreen("A note on this session", "", text=self.form.value("note")), write)
