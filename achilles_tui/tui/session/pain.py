"""The pain scale: one key from 0 to 10, or arrows and Enter."""

from typing import Literal

from textual import events
from textual.app import ComposeResult
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

RULE = "The rule: above {calm} no step up; above {limit} the session ends. w: why."

PainReply = int | Literal["no answer", "undo"] | None


class PainScreen(KeyedModal[PainReply], own=keys.PAIN):
    """Asks for a number on the pain scale (NPRS, 0 to 10); Escape returns None.

    limits: the limits of the pain rule. final: whether this is the check at the end, which can stay without an answer.
    why: the rows of the rule, shown by `w`.
    """

    def __init__(self, question: str, looks: Looks, limits: PainLimits, *, final: bool = False, why: str = "") -> None:
        """Ask."""
        super().__init__(classes="-final" if final else "")
        self._limits = limits
        self._looks, self._why = looks, why
        self._question, self._final = harmless_line(question), final
        self._value: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the question, the marked number and the scale."""
        with Vertical(id="pain"):
            yield Line(self._question, id="pain-question")
            yield Line("0 no pain · 10 the worst imaginable", id="pain-ends")
            yield Canvas(id="pain-number")
            yield Canvas(id="pain-scale")
            yield Line(RULE.format(**self._limits._asdict()), id="pain-rule")
            yield Line(self._hint(), id="pain-hint")

    def on_mount(self) -> None:
        """Show that no number is marked yet."""
        self._show()

    def take_key(self, event: events.Key) -> bool:
        """Return the number of this key."""
        value = keys.PAIN_KEYS.get(event.character or "")
        if value is not None:
            self.dismiss(value)
        return value is not None

    def action_move(self, step: int) -> None:
        """Mark the next number up or down."""
        self._value = 0 if self._value is None else min(10, max(0, self._value + step))
        self._show()

    def action_choose(self) -> None:
        """Return the marked number."""
        if self._value is not None:
            self.dismiss(self._value)

    def action_back(self) -> None:
        """Return no answer."""
        self.dismiss(None)

    def action_pass_over(self) -> None:
        """Leave the check at the end without an answer."""
        if self._final:
            self.dismiss("no answer")

    def action_take_back(self) -> None:
        """Undo the last key of the session."""
        if self._final:
            self.dismiss("undo")

    def action_why(self) -> None:
        """Show the rows of the rule that use the answer."""
        self.app.push_screen(ReadScreen("Why: the rule on pain", self._why))

    def _show(self) -> None:
        number, palette, limits = self._value, self._looks.palette, self._limits
        text = "?" if number is None else str(number)
        ink, ground = palette[Ink.TEXT], palette.ground
        self.query_one("#pain-number", Canvas).show(lambda columns, rows: digits(text, columns, rows, ink, ground))
        self.query_one("#pain-scale", Canvas).show(
            lambda columns, rows: pain_row(number, columns, rows, palette, calm=limits.calm, limit=limits.limit)
        )

    def _hint(self) -> str:
        if self._final:
            return "0-9 or t for ten · ← → Enter · n no answer · u undo · q quit"
        return "0-9 or t for ten · ← → Enter · Esc back"
