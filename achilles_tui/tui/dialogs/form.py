"""The screen of every form: its values one below the other. What keys do to a value is the form's."""

from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.domain.base.errors import NotSaved, Refused
from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.forms.form import Form, FormLine
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import MARK, NO_MARK, KeyLine, Line

MOST_NAME, VALUE_COLUMNS = 24, 7
"""Columns that names have at most before the values begin, and those a value has at least (ours)."""

FormT = TypeVar("FormT", bound=Form)
ResultT = TypeVar("ResultT")


class FormScreen(KeyedScreen[ResultT], Generic[FormT, ResultT], inherit_bindings=False):
    """A form; Enter keeps it, Escape keeps nothing. Each form has its own keys, and may have a look of its own."""

    AUTO_FOCUS = ""
    OWN: ClassVar[tuple[keys.KeyAction, ...]] = ()
    """The keys of this form."""

    def __init__(self, title: str, about: str, form: FormT) -> None:
        """Begin with this form. about: what it is for, in a line or two."""
        super().__init__()
        self._title, self._about, self.form = title, about, form

    def compose(self) -> ComposeResult:
        """Lay out the rows below what they are about."""
        yield Line(self._title, id="form-title", classes="page-title")
        yield Line(self._about, id="form-about")
        with VerticalScroll(id="form-rows", can_focus=False):
            for line in self.form.lines:
                if line.heading:
                    yield Line(line.heading, classes="form-heading")
                yield Line(classes="form-row")
        yield Line(id="form-trouble", classes="trouble")
        named = keys.line_actions(self.OWN, choose="keep", back="leave", arrows="row")
        digits = keys.KeyAction("digits", (), "0-9", "type it", "", "")
        yield KeyLine((named[0], digits, *named[1:]))

    def on_mount(self) -> None:
        """Show the values."""
        self.show()

    def take_key(self, event: events.Key) -> bool:
        """Take a character of a value that is typed."""
        form = self.form.type_letter(event.character or "")
        is_new = form is not self.form
        if is_new:
            self.go_on(form)
        return is_new

    def action_move(self, by: int) -> None:
        """Mark the next or the previous row."""
        self.go_on(self.form.move(by))

    def action_step(self, by: int) -> None:
        """Change the marked value by a step."""
        self.go_on(self.form.step(by))

    def action_take_back(self) -> None:
        """Take the marked value back to what it was before."""
        self.go_on(self.form.take_back())

    def action_erase(self) -> None:
        """Take the last typed character back."""
        self.go_on(self.form.erase())

    def keep(self) -> ResultT | None:
        """Keep the form, and return what the screen returns. Raises Faulty, Refused or NotSaved, and keeps nothing."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Keep it; where that cannot be, say why, and keep nothing."""
        try:
            result = self.keep()
        except Faulty as error:
            self.show("\n".join(("Nothing is kept yet.", *(fault.sentence for fault in error.faults))))
        except Refused as error:
            self.show(f"Nothing is kept yet. {error}")
        except NotSaved as error:
            self.show(f"NOT SAVED: {error}")
        else:
            self.dismiss(result)

    def action_back(self) -> None:
        """Leave, and keep nothing."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(key_help.keys_help(keys.LISTS, self.OWN))

    def go_on(self, form: FormT) -> None:
        """Go on with a changed form."""
        self.form = form
        self.show()

    def show(self, trouble: str = "") -> None:
        """Show the values, and what keeps them from being kept."""
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
