"""Where a person writes down the dose that the PT gave. What keys do to numbers, and what is kept, is the core's."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from achilles_tui.core.dose_form import Row, form_of, kept
from achilles_tui.core.errors import NotSaved
from achilles_tui.core.faults import Faulty
from achilles_tui.core.program import Offer
from achilles_tui.core.pt import PtDoses
from achilles_tui.core.units import MY_PT
from achilles_tui.core.words import ONLY_WHAT_THE_PT_TOLD
from achilles_tui.tui import help_screen, moves
from achilles_tui.tui.desk import Desk
from achilles_tui.tui.keyed import KeyedScreen
from achilles_tui.tui.widgets import MARK, NO_MARK, KeyLine, Line

NAME_COLUMNS, VALUE_COLUMNS = 19, 7
TYPED = "0123456789.,"
"""The keys of which numbers are made."""


class DoseScreen(KeyedScreen[None]):
    """The dose of one exercise as the PT gave it; Enter keeps it.

    plain: the program as its file says it. told: what the PT changed so far. exercise: the dose's id. name: of the
    exercise that is done. stage: counted from 1.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*moves.bindings((*moves.LISTS, *moves.DOSE))]
    AUTO_FOCUS = ""

    def __init__(  # noqa: PLR0913, PLR0917 each tells another thing
        self, desk: Desk, plain: Offer, told: PtDoses | None, exercise: str, name: str, stage: int
    ) -> None:
        """Begin with what was told before."""
        super().__init__()
        self._desk, self._plain, self._told = desk, plain, told
        self._of = f"{name}, stage {stage}" if plain.program.stages else name
        self._form = form_of(plain, told, exercise, stage)

    def compose(self) -> ComposeResult:
        """Lay out the numbers below what they are."""
        yield Line(f"The dose my PT gave me: {self._of}", id="pt-title", classes="page-title")
        yield Line(ONLY_WHAT_THE_PT_TOLD, id="pt-about")
        with VerticalScroll(id="pt-rows", can_focus=False):
            for _ in self._form.rows:
                yield Line(classes="pt-row")
        yield Line(id="pt-trouble", classes="trouble")
        named = moves.shown(moves.DOSE, choose="keep", back="leave", arrows="row")
        digits = moves.Move("digits", (), "0-9", "type it", "", "")
        yield KeyLine((named[0], digits, *named[1:]))

    def on_mount(self) -> None:
        """Show the numbers."""
        self._show()

    def take_key(self, event: events.Key) -> bool:
        """Take a digit of a number."""
        if event.character and event.character in TYPED:
            self._form = self._form.typing(event.character)
            self._show()
            return True
        return False

    def action_move(self, by: int) -> None:
        """Mark the next or the previous number."""
        self._form = self._form.moved(by)
        self._show()

    def action_step(self, by: int) -> None:
        """Change the marked number by a step."""
        self._form = self._form.stepped(by)
        self._show()

    def action_take_back(self) -> None:
        """Take the marked number back to the program's own."""
        self._form = self._form.taken_back()
        self._show()

    def action_erase(self) -> None:
        """Take the last digit back."""
        self._form = self._form.erased()
        self._show()

    def action_choose(self) -> None:
        """Keep it, if somebody could do it; else say what is wrong, and keep nothing."""
        try:
            self._desk.keep_pt_doses(kept(self._form, self._plain, self._told, self._desk.now().date()))
        except Faulty as error:
            sentences = "\n".join(fault.told for fault in error.faults)
            self._show(f"Nothing is kept yet.\n{sentences}")
        except NotSaved as error:
            self._show(f"NOT SAVED: {error}")
        else:
            self.dismiss()

    def action_back(self) -> None:
        """Leave, and keep nothing."""
        self.dismiss()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(help_screen.keys(moves.LISTS, moves.DOSE))

    def action_flags(self) -> None:
        """Show the red flags."""
        self.app.push_screen(help_screen.red_flags())

    def _show(self, trouble: str = "") -> None:
        for index, line in enumerate(self.query(".pt-row").results(Line)):
            is_marked = index == self._form.marked
            line.show(_row(self._form.rows[index], self._form.typed if is_marked else "", is_marked=is_marked))
            line.set_class(is_marked, "-marked")
            if is_marked:
                line.scroll_visible(animate=False)
        self.query_one("#pt-trouble", Line).show(trouble)


def _row(row: Row, typed: str, *, is_marked: bool) -> str:
    value = f"{typed}_" if typed else row.value_told
    beside = row.unit
    if row.told is not None:
        beside = f"{row.unit:<2} {MY_PT}" + (f", not {row.plain_told}" if row.plain is not None else "")
    mark = MARK if is_marked else NO_MARK
    return f"{mark} {row.name:<{NAME_COLUMNS}}{value:>{VALUE_COLUMNS}} {beside}".rstrip()
