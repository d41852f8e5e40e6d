"""What was done, against what was planned, to correct before it is left. The sets are on disk before it opens."""

from enum import Enum
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from achilles_tui.application.runner import Runner
from achilles_tui.domain.base.units import PainLimits, Side
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.domain.session.phrases import after_pain
from achilles_tui.figure.letters import block_of
from achilles_tui.figure.palette import Ink
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import MARK, NO_MARK, Line

NO_WAY_BACK = "The session is not gone back into once its record was corrected."


class After(Enum):
    """Where to go from the summary, and from a wish; `STAY` is where it was wished for."""

    STAY = "stay"
    TODAY = "today"
    BACK_IN = "back in"
    QUIT = "quit"


class SummaryScreen(KeyedScreen[After]):
    """Shows an ended session; returns where to go. why: the rows of the rule on pain, to be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("plus,equals_sign,right,l", "correct(1)", show=False),
        Binding("minus,left,h", "correct(-1)", show=False),
        Binding("n", "note", show=False),
        Binding("u", "back_in", show=False),
        Binding("enter,space,escape", "keep", show=False),
        Binding("q", "leave", show=False),
        Binding("exclamation_mark", "flags", show=False),
        Binding("w", "why", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, runner: Runner, looks: Looks, *, why: str = "") -> None:
        """Show this runner's session."""
        super().__init__()
        self._runner, self._looks, self._rows = runner, looks, why
        self._marked = 0

    def compose(self) -> ComposeResult:
        """Lay out the sets between what they mean and what can be done."""
        yield Canvas(id="summary-word")
        yield Line(id="summary-title")
        yield Line(id="summary-why")
        with VerticalScroll(id="sets", can_focus=False):
            for _ in self._runner.record.sets:
                yield Line(classes="set")
        yield Line(id="summary-pain")
        yield Line(id="summary-note")
        yield Line(id="summary-saved")
        yield Line(
            "↑↓ set · + - correct it · n note · 0-9 t pain now · u back in · w why · Enter keep · q quit",
            id="summary-keys",
        )

    def on_mount(self) -> None:
        """Show everything, and go on trying to save what is not saved."""
        self._show()
        self.set_interval(1.0, self._retry)

    def take_key(self, event: events.Key) -> bool:
        """Take a number as the pain now."""
        value = keys.PAIN_KEYS.get(event.character or "")
        if value is not None:
            self._runner.send(Trigger.PAIN, value)
            self._show()
        return value is not None

    def action_move(self, by: int) -> None:
        """Mark the next or the previous set."""
        self._marked = min(len(self._runner.record.sets) - 1, max(0, self._marked + by))
        self._show()
        self.query(".set")[self._marked].scroll_visible(animate=False)

    def action_correct(self, by: int) -> None:
        """Correct the repetitions done of the marked set; what was counted stays in the file."""
        marked = self._runner.record.sets[self._marked]
        if 0 <= marked.done + by <= marked.most:
            self._runner.amend(self._runner.record.with_correction(self._marked, marked.done + by))
            self._show()

    def action_note(self) -> None:
        """Write a note."""

        def keep(text: str | None) -> None:
            if text is not None:
                self._runner.amend(replace(self._runner.record, note=text))
                self._show()

        self.app.push_screen(TextScreen("A note on this session", "", text=self._runner.record.note), keep)

    def action_back_in(self) -> None:
        """Take the last key back: the session goes on."""
        _, refusal = self._runner.send(Trigger.UNDO)
        if refusal is None:
            self.dismiss(After.BACK_IN)
        else:
            self.query_one("#summary-why", Line).show(NO_WAY_BACK)

    def action_why(self) -> None:
        """Show the rows of the rule that look at the pain of a session."""
        self.app.push_screen(key_help.ReadScreen("Why: the rule on pain", self._rows))

    def action_keep(self) -> None:
        """Go to the Today page."""
        self.dismiss(After.TODAY)

    def action_leave(self) -> None:
        """Leave the program."""
        self.dismiss(After.QUIT)

    def _retry(self) -> None:
        if self._runner.trouble:
            self._runner.flush()
            self._show()

    def _show(self) -> None:
        record = self._runner.record
        word, ink = ("DONE", Ink.RESTING) if record.status is Status.DONE else ("STOPPED", Ink.CALM)
        colours = self._looks.palette[Ink.ON_BLOCK], self._looks.palette[ink]
        self.query_one("#summary-word", Canvas).show(lambda columns, rows: block_of(word, columns, rows, *colours))
        self.query_one("#summary-title", Line).show(_title(record))
        self.query_one("#summary-why", Line).show(_why(record, self._runner.limits))
        for index, line in enumerate(self.query(".set").results(Line)):
            line.show(_set_row(record, record.sets[index], marked=index == self._marked))
        final = record.final_pain()
        pain = "not answered" if final is None else str(final)
        self.query_one("#summary-pain", Line).show(f"Pain now: {pain}")
        self.query_one("#summary-note", Line).show(f"Note: {record.note or '-'}")
        self.query_one("#summary-saved", Line).show(self._runner.saved)
        self.set_class(bool(self._runner.trouble), "-unsaved")


def _title(record: SessionRecord) -> str:
    done, planned = sum(one.done for one in record.sets), sum(one.planned for one in record.sets)
    state = "Done" if record.status is Status.DONE else "Stopped"
    practice = " · PRACTICE, counts for nothing" if record.practice else ""
    return f"{state}: {done} of {planned} repetitions{practice}"


def _why(record: SessionRecord, limits: PainLimits) -> str:
    told = after_pain(record.highest_pain() or 0, limits)
    undo = keys.key(keys.SESSION, "undo")
    return f"{told} {undo} takes a wrong key back." if record.stopped_for == "pain" else told


def _set_row(record: SessionRecord, one: SetRecord, *, marked: bool) -> str:
    name = record.plan.exercise(one.exercise).name
    side = "both legs" if one.side is Side.BOTH else one.side.value
    beside = [f"{one.cut_short} cut short" if one.cut_short else "", f"{one.skipped} skipped" if one.skipped else ""]
    beside.append(f"counted {one.counted}" if one.corrected is not None else "")
    told = ", ".join(text for text in beside if text)
    return f"{MARK if marked else NO_MARK} {one.done:>2} of {one.planned:<2} {name}, {side}, set {one.set}" + (
        f" ({told})" if told else ""
    )
