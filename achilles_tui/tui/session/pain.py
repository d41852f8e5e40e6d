"""The pain scale: one key from 0 to 10, or arrows and Enter. It asks; what an answer means is decided elsewhere."""

from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from achilles_tui.domain.base.text import harmless_line
from achilles_tui.domain.base.units import PainLimits
from achilles_tui.figure.charts.scale import pain_row
from achilles_tui.figure.digits import digits
from achilles_tui.figure.palette import Ink
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.key_help import ReadScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.keyed import KeyedModal
from achilles_tui.tui.widgets.line import Line

RULE = "By the rule, more than {calm} is no day for a step up; more than {limit} ends the session. w: why."

PainReply = int | Literal["no answer", "undo"] | None


class PainScreen(KeyedModal[PainReply]):
    """Asks for a number on the pain scale (NPRS, 0 to 10); Escape returns None.

    limits: of the pain rule. final: the check at the end, which may also be left without an answer. why: the rows of
    the rule, to be read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,down", "move(-1)", show=False),
        Binding("right,l,up", "move(1)", show=False),
        Binding("enter,space", "choose", show=False),
        Binding("escape,q", "back", show=False),
        Binding("n", "pass_over", show=False),
        Binding("u", "take_back", show=False),
        Binding("w", "why", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, question: str, looks: Looks, limits: PainLimits, *, final: bool = False, why: str = "") -> None:
        """Ask."""
        super().__init__(classes="-final" if final else "")
        self._limits = limits
        self._looks, self._why = looks, why
        self._question, self._final = harmless_line(question), final
        self._marked: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question, the number marked and the scale."""
        with Vertical(id="pain"):
            yield Line(self._question, id="pain-question")
            yield Line("0 no pain · 10 the worst imaginable", id="pain-ends")
            yield Canvas(id="pain-number")
            yield Canvas(id="pain-scale")
            yield Line(RULE.format(**self._limits._asdict()), id="pain-rule")
            yield Line(self._hint(), id="pain-hint")

    def on_mount(self) -> None:
        """Show that no answer is marked yet."""
        self._show()

    def take_key(self, event: events.Key) -> bool:
        """Take a number's own key."""
        value = keys.PAIN_KEYS.get(event.character or "")
        if value is not None:
            self.dismiss(value)
        return value is not None

    def action_move(self, by: int) -> None:
        """Mark the next number up or down."""
        self._marked = 0 if self._marked is None else min(10, max(0, self._marked + by))
        self._show()

    def action_choose(self) -> None:
        """Give the number that is marked."""
        if self._marked is not None:
            self.dismiss(self._marked)

    def action_back(self) -> None:
        """Give no answer now."""
        self.dismiss(None)

    def action_pass_over(self) -> None:
        """Leave the final check without an answer."""
        if self._final:
            self.dismiss("no answer")

    def action_take_back(self) -> None:
        """Take the last key of the session back."""
        if self._final:
            self.dismiss("undo")

    def action_why(self) -> None:
        """Show the rows of the rule that look at the answer."""
        self.app.push_screen(ReadScreen("Why: the rule on pain", self._why))

    def _show(self) -> None:
        marked, palette, limits = self._marked, self._looks.palette, self._limits
        text = "?" if marked is None else str(marked)
        ink, ground = palette[Ink.TEXT], palette.ground
        self.query_one("#pain-number", Canvas).show(lambda columns, rows: digits(text, columns, rows, ink, ground))
        self.query_one("#pain-scale", Canvas).show(
            lambda columns, rows: pain_row(marked, columns, rows, palette, calm=limits.calm, limit=limits.limit)
        )

    def _hint(self) -> str:
        if self._final:
            return "0-9 or t for ten · ← → Enter · n no answer · u undo · q quit"
        return "0-9 or t for ten · ← → Enter · Esc back"
