"""The form that corrects a session, or enters one that was not recorded."""

from achilles_tui.domain.forms.form import Form
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.undoable import UndoableChange


class CorrectionScreen(FormScreen[Form, UndoableChange], own=keys.CORRECTION):
    """The values of a session. Returns the change that was saved, or None."""

    def action_note(self) -> None:
        """Write the note."""

        def write(text: str | None) -> None:
            if text is not None:
                self.go_on(self.form.enter(text, "note"))

        self.app.push_screen(TextScreen("Note on this session", "", text=self.form.value("note")), write)
