"""The summary after a session: sets done and planned, with keys to correct them. The sets are saved before it opens."""

from enum import Enum

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from achilles_tui.application.runner import Runner
from achilles_tui.domain.base.units import PainLimits, Side
from achilles_tui.domain.records.session_record import SessionRecord, SetRecord, Status
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.domain.session.phrases import after_pain
from achilles_tui.figure.palette import Ink
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.dialogs.text import TextScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas
from achilles_tui.tui.widgets.keyed import KeyedScreen
from achilles_tui.tui.widgets.line import MARK, NO_MARK, Line

NO_WAY_BACK = "You corrected this session, so you cannot go back into it."


class After(Enum):
    """Where to go after an intent or a summary; `STAY` is the page it came from."""

    STAY = "stay"
    TODAY = "today"
    BACK_IN = "back in"
    QUIT = "quit"


class SummaryScreen(KeyedScreen[After], own=keys.SUMMARY):
    """Shows an ended session; returns where to go. why: the rows of the rule on pain, shown by `w`."""

    def __init__(self, runner: Runner, looks: Looks, *, why: str = "") -> None:
        """Show this runner's session."""
        super().__init__()
        self._runner, self._looks, self._rows = runner, looks, why
        self._marked_index = 0

    def compose(self) -> ComposeResult:
        """Lay out the result, the sets, and the keys."""
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
            "↑↓ set · + - correct it · n note · 0-9 t pain now · u go on with it · w why · Enter done · q quit",
            id="summary-keys",
        )

    def on_mount(self) -> None:
        """Show everything, and keep trying to save what is not saved."""
        self._show()
        self.set_interval(1.0, self._retry)

    def take_key(self, event: events.Key) -> bool:
        """Enter a number as the pain now."""
        value = keys.PAIN_KEYS.get(event.character or "")
        if value is not None:
            self._runner.send(Trigger.PAIN, value)
            self._show()
        return value is not None

    def action_move(self, step: int) -> None:
        """Mark the next or the previous set."""
        self._marked_index = min(len(self._runner.record.sets) - 1, max(0, self._marked_index + step))
        self._show()
        self.query(".set")[self._marked_index].scroll_visible(animate=False)

    def action_correct(self, step: int) -> None:
        """Correct the repetitions of the marked set; the counted number stays in the file."""
        set_record = self._runner.record.sets[self._marked_index]
        if 0 <= set_record.done + step <= set_record.most:
            self._runner.amend(self._runner.record.with_correction(self._marked_index, set_record.done + step))
            self._show()

    def action_note(self) -> None:
        """Write a note."""

        def save(text: str | None) -> None:
            if text is not None:
                self._runner.amend(replace(self._runner.record, note=text))
                self._show()

        self.app.push_screen(TextScreen("Note on this session", "", text=self._runner.record.note), save)

    def action_back_in(self) -> None:
        """Undo the last key, so that the session goes on."""
        _, refusal = self._runner.send(Trigger.UNDO)
        if refusal is None:
            self.dismiss(After.BACK_IN)
        else:
            self.query_one("#summary-why", Line).show(NO_WAY_BACK)

    def action_why(self) -> None:
        """Show the rows of the rule that use the pain in a session."""
        self.app.push_screen(key_help.ReadScreen("Why: the rule on pain", self._rows))

    def action_finish(self) -> None:
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
        self.query_one("#summary-word", Canvas).show(self._looks.word(word, self._looks.palette[ink]))
        self.query_one("#summary-title", Line).show(_title(record))
        self.query_one("#summary-why", Line).show(_why(record, self._runner.limits))
        for index, line in enumerate(self.query(".set").results(Line)):
            line.show(_set_row(record, record.sets[index], is_marked=index == self._marked_index))
        final = record.final_pain()
        pain = "no answer yet" if final is None else str(final)
        self.query_one("#summary-pain", Line).show(f"Pain now: {pain}")
        self.query_one("#summary-note", Line).show(f"Note: {record.note or '-'}")
        self.query_one("#summary-saved", Line).show(self._runner.saved)
        self.set_class(bool(self._runner.trouble), "-unsaved")


def _title(record: SessionRecord) -> str:
    done, planned = sum(part.done for part in record.sets), sum(part.planned for part in record.sets)
    state = "Done" if record.status is Status.DONE else "Stopped"
    practice = " · PRACTICE, does not count" if record.practice else ""
    return f"{state}: {done} of {planned} repetitions{practice}"


def _why(record: SessionRecord, limits: PainLimits) -> str:
    sentence = after_pain(record.highest_pain() or 0, limits, counts=not record.practice)
    undo = keys.key(keys.SESSION, "undo")
    return f"{sentence} {undo} undoes a wrong key." if record.stopped_for == "pain" else sentence


def _set_row(record: SessionRecord, part: SetRecord, *, is_marked: bool) -> str:
    name = record.plan.exercise(part.exercise).name
    side = "both legs" if part.side is Side.BOTH else part.side.value
    remarks = [
        f"{part.cut_short} cut short" if part.cut_short else "",
        f"{part.skipped} skipped" if part.skipped else "",
        f"counted {part.counted}" if part.corrected is not None else "",
    ]
    remark = ", ".join(text for text in remarks if text)
    mark, remark = MARK if is_marked else NO_MARK, f" ({remark})" if remark else ""
    return f"{mark} {part.done:>2} of {part.planned:<2} {name}, {side}, set {part.set}{remark}"
