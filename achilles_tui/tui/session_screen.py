"""The running session: it shows the runner's view ten times a second and sends it keys. All rules are the core's."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from achilles_tui.core.cues import bells
from achilles_tui.core.phases import Phase, Trigger
from achilles_tui.core.state import Happening, Pause
from achilles_tui.core.view import Dot, SessionView
from achilles_tui.runner import Runner
from achilles_tui.tui import help_screen, moves
from achilles_tui.tui.choice_screen import Answer, ChoiceScreen
from achilles_tui.tui.keyed import KeyedScreen
from achilles_tui.tui.pain_screen import PainReply, PainScreen
from achilles_tui.tui.widgets import BigLine, Line

LOOKS_PER_SECOND = 10
"""How often the clock is looked at; nothing counts these looks."""

DOTS = {Dot.DONE: "●", Dot.SHORT: "◐", Dot.SKIPPED: "–", Dot.NOW: "◉", Dot.TODO: "○"}  # noqa: RUF001 a dash to see

_PAUSED = {
    Pause.PERSON: "Paused. Space goes on.",
    Pause.GAP: "Nobody could watch for a moment, so nothing was counted. Space goes on.",
}


HEADER_PADDING = 4
"""Columns around the two parts of the header."""

ALWAYS_NAMED = frozenset({"help", "leave"})
"""The moves that the key line names however narrow it is."""


class Ending(Enum):
    """How a session screen was left."""

    OVER = "over"
    LATER = "later"
    TAKEN_OVER = "taken over"


class SessionScreen(KeyedScreen[Ending]):
    """One live session; returns how it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*moves.bindings(moves.SESSION)]
    AUTO_FOCUS = ""

    def __init__(self, runner: Runner) -> None:
        """Show this runner's session."""
        super().__init__()
        self._runner = runner
        self._notice = ""
        self._shown: tuple[SessionView, str, str] | None = None
        self._muted = False
        self._held_by_us = False

    def compose(self) -> ComposeResult:
        """Lay out fixed places: nothing moves between phases."""
        with Horizontal(id="header"):
            yield Line(id="what")
            yield Line(id="where")
        with Vertical(id="stage"):
            yield BigLine(id="word")
            yield BigLine(id="seconds", largest=2)
            yield BigLine(id="rep")
        yield Line(id="bar")
        yield Line(id="dots")
        yield Line(id="cue")
        yield Line(id="note")
        yield Line(id="keys")

    def on_mount(self) -> None:
        """Start looking at the clock."""
        self.set_interval(1 / LOOKS_PER_SECOND, self.look)
        self.app.app_suspend_signal.subscribe(self, self._suspended, immediate=True)

    def look(self) -> None:
        """Look at the clock and show what differs."""
        self._follow(self._runner.tick())

    def on_resize(self) -> None:
        """Show everything again in its new place."""
        self._shown = None
        self.call_after_refresh(self._show)

    def take_key(self, event: events.Key) -> bool:
        """Take numbers on the pain scale, and any other key that holds a count-in."""
        view = self._runner.view
        value = moves.PAIN_KEYS.get(event.character or "")
        if value is not None and view.pain:
            self.send_pain(value)
        elif value is not None:
            self._say("p first, then the number.")
        elif view.phase is Phase.SETUP and not view.pause:
            self.action_send(Trigger.PAUSE.value)
        else:
            return False
        return True

    def action_send(self, trigger: str) -> None:
        """Send a trigger; say why when it is refused."""
        happenings, refusal = self._runner.send(Trigger(trigger))
        self._say(refusal or "")
        self._follow(happenings)

    def action_pause_or_go_on(self) -> None:
        """Pause, or go on."""
        paused = self._runner.view.pause is not None
        self.action_send((Trigger.GO_ON if paused else Trigger.PAUSE).value)

    def action_go(self) -> None:
        """Do what Enter means here: go on, or start now."""
        view = self._runner.view
        if view.pause:
            self.action_send(Trigger.GO_ON.value)
        elif view.phase is Phase.SETUP:
            self.action_send(Trigger.NEXT.value)
        else:
            self._say("Nothing waits for Enter now.")

    def action_pain(self) -> None:
        """Ask how much it hurts, with the clock held."""
        self._hold()
        self.app.push_screen(PainScreen("How much does the tendon hurt now?"), self._pain_answered)

    def send_pain(self, value: int) -> None:
        """Send an answer on the pain scale (NPRS)."""
        happenings, refusal = self._runner.send(Trigger.PAIN, value)
        self._say(refusal or f"Pain {value} is noted. u takes it back.")
        self._follow(happenings)

    def action_mute(self) -> None:
        """Turn the bell off, or on again."""
        self._muted = not self._muted
        self._say("The bell is off." if self._muted else "The bell is on.")

    def action_stop(self) -> None:
        """Ask, with stopping marked."""
        self._ask_how_to_leave(chosen=1)

    def action_leave(self) -> None:
        """Ask, with going on marked."""
        self._ask_how_to_leave(chosen=0)

    def action_help(self) -> None:
        """Show the keys."""
        self._hold()
        self.app.push_screen(help_screen.session_help(), lambda _: self._release())

    def action_flags(self) -> None:
        """Show the red flags."""
        self._hold()
        self.app.push_screen(help_screen.red_flags(), lambda _: self._release())

    def _ask_how_to_leave(self, *, chosen: int) -> None:
        if self.app.screen is not self:  # Ctrl+C reaches the app past a question that is open already
            return
        self._hold()
        question = ChoiceScreen(
            "Leave the session?",
            f"{self._runner.view.where} · {self._runner.saved}",
            [
                Answer("g", "go on", "on"),
                Answer("s", "stop here and save: what is done counts", "stop"),
                Answer("l", "leave for later: one Enter goes on from here", "later"),
            ],
            escape="on",
            chosen=chosen,
        )
        self.app.push_screen(question, self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "stop":
            self.action_send(Trigger.STOP.value)
        elif answer == "later":
            self.dismiss(Ending.LATER)
        else:
            self._release()

    def _pain_answered(self, reply: PainReply) -> None:
        if isinstance(reply, int):
            self.send_pain(reply)
        self._release()

    def _finally_answered(self, reply: PainReply) -> None:
        if isinstance(reply, int):
            self.send_pain(reply)
        elif reply == "no answer":
            self.action_send(Trigger.NEXT.value)
        elif reply == "undo":
            self.action_send(Trigger.UNDO.value)
        else:
            self.action_leave()

    def _hold(self) -> None:
        """Stop the clock while the person reads or answers: nothing moves on meanwhile."""
        self._held_by_us = Trigger.PAUSE in self._runner.view.moves
        if self._held_by_us:
            self._follow(self._runner.send(Trigger.PAUSE)[0])

    def _release(self) -> None:
        """Let a rest go on that only a question held; work, and the person's own pause, wait for a key."""
        view = self._runner.view
        if view.pause and view.phase is Phase.REST and self._held_by_us:
            self._follow(self._runner.send(Trigger.GO_ON)[0])
        self._show()

    def _suspended(self, _app: App[object]) -> None:
        self._hold()
        self._runner.flush()

    def _say(self, notice: str) -> None:
        self._notice = notice
        self._show()

    def _follow(self, happenings: Sequence[Happening]) -> None:
        """Sound and show what happened; a word to the person stays until the next phase."""
        if not self._muted:
            for _ in range(bells(happenings)):
                self.app.bell()
        if happenings and self._shown and self._shown[0].phase is not self._runner.view.phase:
            self._notice = ""
        self._show()

    def _show(self) -> None:
        if not self.is_mounted or not self.is_attached:
            return
        view, saved = self._runner.view, self._runner.saved
        now = (view, saved, self._notice)
        if now != self._shown:
            self._shown = now
            self._paint(view, saved)
        if self.app.screen is self:
            self._leave_if_over(view)

    def _leave_if_over(self, view: SessionView) -> None:
        if self._runner.taken_over:
            self.dismiss(Ending.TAKEN_OVER)
        elif self._runner.over:
            self.dismiss(Ending.OVER)
        elif view.phase is Phase.PAIN_CHECK:
            question = f"All done. {view.cue}"
            self.app.push_screen(PainScreen(question, final=True), self._finally_answered)

    def _paint(self, view: SessionView, saved: str) -> None:
        practice = "PRACTICE · " if view.practice else ""
        load = f" · {view.load}" if view.load else ""
        what, where = f"{practice}{view.leg} · {view.exercise}{load}", f"{view.where} · {saved}"
        self._line("what").show(what)
        self._line("where").show(where)
        self.set_class(len(what) + len(where) + HEADER_PADDING > self.size.width, "-two-lines")
        self.set_class(bool(self._runner.trouble), "-unsaved")
        self._set_phase_class(view)
        word = "PAUSED" if view.pause else view.word
        self.query_one("#word", BigLine).show(word, beside="" if view.pause else view.arrow)
        self.query_one("#seconds", BigLine).show("" if view.seconds is None else str(view.seconds))
        self.query_one("#rep", BigLine).show(f"REP {view.rep}")
        self._line("bar").show(self._bar(view))
        self._line("dots").show(" ".join(DOTS[dot] for dot in view.dots))
        self._line("cue").show(view.cue)
        self._line("note").show(self._note(view))
        self._line("keys").show(self._keys(view))

    def _line(self, name: str) -> Line:
        return self.query_one(f"#{name}", Line)

    def _set_phase_class(self, view: SessionView) -> None:
        wanted = "-paused" if view.pause else f"-{view.phase.value.replace('_', '-')}"
        stage = self.query_one("#stage")
        if not stage.has_class(wanted):
            stage.set_classes(wanted)
            self.query_one("#bar").set_classes(wanted)

    def _bar(self, view: SessionView) -> str:
        """Fill on the way up, drain on everything that is counted down."""
        columns = self._line("bar").content_size.width
        part = view.fraction if view.phase in {Phase.RISE, Phase.EASE_IN} else 1 - view.fraction
        return "█" * round(part * columns) if view.seconds is not None else ""

    def _note(self, view: SessionView) -> str:
        if self._notice:
            return self._notice
        if view.pause:
            return _PAUSED[view.pause]
        if view.pain and view.pain.answer is None:
            return f"{view.pain.leg}, {view.pain.exercise}: how much did it hurt? 0-9, t"
        if view.pain:
            return f"Pain {view.pain.answer} is noted; another number changes it."
        return view.coming

    def _keys(self, view: SessionView) -> str:
        """Name as many of the keys that do something now as there is room for; help and quit always."""
        room = self._line("keys").content_size.width
        named = [move for move in moves.SESSION if move.id in ALWAYS_NAMED]
        for move in moves.SESSION:
            legal = move.trigger is None or move.trigger in view.moves or (move.id == "pause" and view.pause)
            idle = move.id == "go" and (view.phase is not Phase.SETUP or view.pause)
            if legal and not idle and move not in named:
                wider = [*named[: -len(ALWAYS_NAMED)], move, *named[-len(ALWAYS_NAMED) :]]
                named = wider if len(_key_line(wider, view)) <= room else named
        return _key_line(named, view)


def _key_line(named: Sequence[moves.Move], view: SessionView) -> str:
    labels = {"pause": "Go on"} if view.pause else {}
    return "  ".join(f"{move.shown} {labels.get(move.id, move.label)}" for move in named)
