"""Where a person corrects a session, or tells one that was not recorded. What keys do to a value is the core's."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.forms.correction import CorrectionForm
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.form import FormScreen
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.undoable import Doing

Keep = Callable[[CorrectionForm], Doing | None]
"""Keeps a form and returns what was done with it; None where nothing was changed. Raises Refused or NotSaved."""


class CorrectionScreen(FormScreen[CorrectionForm, Doing]):
    """The values of a session. Returns what was done, or None."""

    OWN: ClassVar[tuple[keys.Move, ...]] = keys.CORRECTION
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings((*keys.LISTS, *keys.CORRECTION))]

    def __init__(self, title: str, about: str, form: CorrectionForm, keep: Keep) -> None:
        """Begin with this form."""
        super().__init__(title, about, form)
        self._keep = keep

    def action_note(self) -> None:
        """Write the note."""
        note = next(row for row in self.form.rows if row.key == "note")

        def write(text: str | None) -> None:
            if text is not None:
                self.form = self.form.written(text)
                self.show()

        self.app.push_screen(TextScreen("A note on this session", "", text=note.value), write)

    def action_choose(self) -> None:
        """Keep it; where that cannot be, say why, and keep nothing."""
        try:
            done = self._keep(self.form)
        except Refused as error:
            self.show(f"Nothing is kept yet. {error}")
        except NotSaved as error:
            self.show(f"NOT SAVED: {error}")
        else:
            self.dismiss(done)
