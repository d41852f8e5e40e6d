"""Where a person corrects a session, or tells one that was not recorded. What keys do to a value is the core's."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.core.correction_form import CorrectionForm, Row
from achilles_tui.core.errors import AchillesError
from achilles_tui.tui import help_screen, moves
from achilles_tui.tui.keyed import KeyedScreen
from achilles_tui.tui.text_screen import TextScreen
from achilles_tui.tui.widgets import MARK, NO_MARK, KeyLine, Line


class CorrectionScreen(KeyedScreen[bool]):
    """The values of a session, one below the other; Enter keeps them. Returns whether anything was kept.

    keep: keeps the form, and raises an error whose sentence is shown where it cannot.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*moves.bindings((*moves.LISTS, *moves.CORRECTION))]
    AUTO_FOCUS = ""

    def __init__(self, title: str, about: str, form: CorrectionForm, keep: Callable[[CorrectionForm], None]) -> None:
        """Begin with this form."""
        super().__init__()
        self._title, self._about, self._form, self._keep = title, about, form, keep

    def compose(self) -> ComposeResult:
        """Lay out the values below what they are about."""
        yield Line(self._title, id="correction-title", classes="page-title")
        yield Line(self._about, id="correction-about")
        with VerticalScroll(id="correction-rows", can_focus=False):
            for _ in self._form.rows:
                yield Line(classes="correction-row")
        yield Line(id="correction-trouble", classes="trouble")
        named = moves.shown(moves.CORRECTION, choose="keep", back="leave", arrows="row")
        digits = moves.Move("digits", (), "0-9", "type it", "", "")
        yield KeyLine((named[0], digits, *named[1:]))

    def on_mount(self) -> None:
        """Show the values."""
        self._show()

    def take_key(self, event: events.Key) -> bool:
        """Take a character of a value that is typed."""
        form = self._form.typing(event.character or "")
        is_new = form is not self._form
        if is_new:
            self._form = form
            self._show()
        return is_new

    def action_move(self, by: int) -> None:
        """Mark the next or the previous value."""
        self._form = self._form.moved(by)
        self._show()

    def action_step(self, by: int) -> None:
        """Change the marked value by a step."""
        self._form = self._form.stepped(by)
        self._show()

    def action_take_back(self) -> None:
        """Take the marked value back to what was recorded."""
        self._form = self._form.taken_back()
        self._show()

    def action_note(self) -> None:
        """Write the note."""
        note = next(row for row in self._form.rows if row.key == "note")

        def write(text: str | None) -> None:
            if text is not None:
                self._form = self._form.written(text)
                self._show()

        self.app.push_screen(TextScreen("A note on this session", "", text=note.value), write)

    def action_choose(self) -> None:
        """Keep it; where that cannot be, say why, and keep nothing."""
        try:
            self._keep(self._form)
        except AchillesError as error:
            self._show(str(error))
        else:
            self.dismiss(True)

    def action_back(self) -> None:
        """Leave, and keep nothing."""
        self.dismiss(False)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_screen.keys(moves.LISTS, moves.CORRECTION))

    def _show(self, trouble: str = "") -> None:
        for index, line in enumerate(self.query(".correction-row").results(Line)):
            is_marked = index == self._form.marked
            line.show(_row(self._form.rows[index], self._form.typed if is_marked else "", is_marked=is_marked))
            line.set_class(is_marked, "-marked")
            if is_marked:
                line.scroll_visible(animate=False)
        self.query_one("#correction-trouble", Line).show(trouble)


def _row(row: Row, typed: str, *, is_marked: bool) -> str:
    value = f"{typed}_" if typed else row.told
    beside = f"  (recorded: {row.was_told})" if row.was_told else ""
    return f"{MARK if is_marked else NO_MARK} {row.name}: {value}{beside}"
