"""The screen of every form: its values one below the other. What a key does to a value, the form decides."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.forms.form import Form, FormLine
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

MOST_NAME, VALUE_COLUMNS = 24, 7
"""The most columns for names, and the fewest for a value (ours)."""

FormT = TypeVar("FormT", bound=Form)
ResultT = TypeVar("ResultT")


class FormScreen(KeyedScreen[ResultT], Generic[FormT, ResultT], inherit_bindings=False):
    """A form: Enter saves it, Escape leaves without saving."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings(keys.LISTS)]

    def __init__(self, title: str, about: str, form: FormT, save: Callable[[FormT], ResultT | None]) -> None:
        """Start with this form. about: one or two lines on what it is for.

        save: saves the form, and returns what the screen returns; raises Faulty, Refused or NotSaved if it cannot.
        """
        super().__init__()
        self._title, self._about, self.form, self._save = title, about, form, save

    def compose(self) -> ComposeResult:
        """Lay out the rows below the title and the explanation."""
        yield Line(self._title, id="form-title", classes="page-title")
        yield Line(self._about, id="form-about")
        with VerticalScroll(id="form-rows", can_focus=False):
            for line in self.form.lines:
                if line.heading:
                    yield Line(line.heading, classes="form-heading")
                yield Line(classes="form-row")
        yield Line(id="form-trouble", classes="trouble")
        named = keys.line_actions(self.OWN, choose="save", back="leave unsaved", arrows="row")
        digits = keys.KeyAction("digits", (), "0-9", "type", "", "")
        yield KeyLine((named[0], digits, *named[1:]))

    def on_mount(self) -> None:
        """Show the values."""
        self.show()

    def take_key(self, event: events.Key) -> bool:
        """Add a typed character to the value."""
        form = self.form.type_letter(event.character or "")
        is_new = form is not self.form
        if is_new:
            self.go_on(form)
        return is_new

    def action_move(self, step: int) -> None:
        """Mark the next or the previous row."""
        self.go_on(self.form.move(step))

    def action_step(self, step: int) -> None:
        """Change the marked value."""
        self.go_on(self.form.step(step))

    def action_take_back(self) -> None:
        """Set the marked value back to what it was at first."""
        self.go_on(self.form.take_back())

    def action_erase(self) -> None:
        """Delete the last typed character."""
        self.go_on(self.form.erase())

    def action_choose(self) -> None:
        """Save the form; if that is not possible, say why."""
        try:
            result = self._save(self.form)
        except Faulty as error:
            self.show("\n".join(("Not saved yet.", *(fault.sentence for fault in error.faults))))
        except Refused as error:
            self.show(f"Not saved yet. {error}")
        except NotSaved as error:
            self.show(f"NOT SAVED: {error}")
        else:
            self.dismiss(result)

    def action_back(self) -> None:
        """Leave without saving."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(key_help.keys_help(keys.LISTS, self.OWN))

    def go_on(self, form: FormT) -> None:
        """Show a changed form."""
        self.form = form
        self.show()

    def show(self, trouble: str = "") -> None:
        """Show the values. trouble: why they cannot be saved, if so."""
        lines = self.form.lines
        wide = min(MOST_NAME, max(len(line.name) for line in lines))
        for index, row in enumerate(self.query(".form-row").results(Line)):
            is_marked = index == self.form.marked_index
            row.show(_row(lines[index], wide, is_marked=is_marked))
            row.set_class(is_marked, "-marked")
            if is_marked:
                row.scroll_visible(animate=False)
        self.query_one("#form-trouble", Line).show(trouble)


def _row(line: FormLine, wide: int, *, is_marked: bool) -> str:
    mark = MARK if is_marked else NO_MARK
    return f"{mark} {line.name:<{wide}} {line.value:<{VALUE_COLUMNS}} {line.remark}".rstrip()
