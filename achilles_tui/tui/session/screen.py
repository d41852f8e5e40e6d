"""The running session: it ticks the runner, shows its view and sends it keys. All rules are the domain's."""

from collections.abc import Callable, Sequence
from enum import Enum

from textual import events
from textual.app import App, ComposeResult

from achilles_tui.application.ports import Speaker
from achilles_tui.application.runner import Runner
from achilles_tui.domain.base.units import Sound
from achilles_tui.domain.red_flags.safety import Question
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.phrases import HALF_WAY, PAUSED_FIRST, noted
from achilles_tui.domain.session.state import Happening
from achilles_tui.domain.session.view import SessionView
from achilles_tui.domain.settings import Settings
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs import key_help
from achilles_tui.tui.dialogs.choice import ChoiceScreen
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.session.pain import PainReply, PainScreen
from achilles_tui.tui.session.picture import PictureContent, SessionPicture
from achilles_tui.tui.session.sounder import Sounder
from achilles_tui.tui.widgets.keyed import KeyedScreen

SOUNDS = {
    Sound.ALL: "Sound: everything.",
    Sound.PHASES: "Sound: phase changes only.",
    Sound.OFF: "Sound: off.",
}
"""The notice when `m` changes the sound."""

GO_ON = f"{keys.key(keys.SESSION, 'pause')} goes on first."
UNDOES = f"{keys.key(keys.SESSION, 'undo')} undoes it."


class Ending(Enum):
    """How a session screen was left."""

    ENDED = "ended"
    FLAGGED = "flagged"
    LATER = "later"
    TAKEN_OVER = "taken over"


class SessionScreen(KeyedScreen[Ending], own=keys.SESSION):
    """A live session; returns how it was left. why: the rows of the rule on pain. flags: reads the questions."""

    def __init__(  # noqa: PLR0913 everything a session needs
        self,
        runner: Runner,
        looks: Looks,
        settings: Settings,
        speaker: Speaker,
        *,
        why: str,
        flags: Callable[[], Sequence[Question]],
    ) -> None:
        """Show this runner's session, with its sounds."""
        super().__init__()
        self._runner, self._looks, self._why, self._red_flags = runner, looks, why, flags
        self._notice = ""
        self._phase = runner.view.phase
        self._sounder = Sounder(self.app, speaker, settings, notify=self._say)
        self._held_by_us = False
        self._flagged = False
        self._asking = False
        """Whether the final question is open, or its answer has not arrived yet: that screen closes before it does."""

    @property
    def view(self) -> SessionView:
        """The session as of the last tick."""
        return self._runner.view

    @property
    def saved_text(self) -> str:
        """Whether the session is saved, in plain words."""
        return self._runner.saved

    @property
    def notice(self) -> str:
        """A message that replaces the view's own note, or an empty text."""
        return self._notice

    def compose(self) -> ComposeResult:
        """Fill the screen with the picture of the session."""
        yield SessionPicture(self._looks.palette, self._looks.motion)

    def on_mount(self) -> None:
        """Start ticking; how often it ticks changes nothing in the session."""
        self.set_interval(1 / self._looks.motion.looks, self.look)
        self.app.app_suspend_signal.subscribe(self, self._suspended, immediate=True)
        # Later: nothing is shown before this handler returns, and the first tick comes after that.
        self.call_later(self._follow, ())

    def look(self) -> None:
        """Tick the session, and show what changed."""
        self._follow(self._runner.tick())

    def take_key(self, event: events.Key) -> bool:
        """Take a number on the pain scale, or pause a count-in with any other key."""
        view = self.view
        value = keys.PAIN_KEYS.get(event.character or "")
        if value is not None and view.pain:
            self.send_pain(value)
        elif value is not None:
            self._say(f"{keys.key(keys.SESSION, 'pain')} first, then the number.")
        elif view.phase is Phase.SETUP and not view.pause:
            self.action_send(Trigger.PAUSE.value)
        else:
            return False
        return True

    def action_send(self, trigger: str) -> None:
        """Send a trigger; say why when it is refused."""
        self.carry_out(Trigger(trigger))

    def carry_out(self, trigger: Trigger, value: int | None = None, notice: str = "") -> bool:
        """Send a trigger; show the notice, or why it was refused. Return whether it was done."""
        happenings, refusal = self._runner.send(trigger, value)
        self._say(f"{refusal} {GO_ON}" if refusal == PAUSED_FIRST else refusal or notice)
        self._follow(happenings)
        return refusal is None

    def action_pause_or_go_on(self) -> None:
        """Pause, or go on."""
        is_paused = self.view.pause is not None
        self.action_send((Trigger.GO_ON if is_paused else Trigger.PAUSE).value)

    def action_go(self) -> None:
        """Do what Enter means here: go on, or start now."""
        view = self.view
        if view.pause:
            self.action_send(Trigger.GO_ON.value)
        elif view.phase is Phase.SETUP:
            self.action_send(Trigger.NEXT.value)
        else:
            self._say("Enter does nothing now.")

    def action_pain(self) -> None:
        """Ask how much it hurts; the clock stands still meanwhile."""
        self._hold()
        self.app.push_screen(self._pain_screen("How much does the tendon hurt now?"), self._pain_answered)

    def send_pain(self, value: int) -> None:
        """Send an answer on the pain scale (NPRS)."""
        self.carry_out(Trigger.PAIN, value, f"{noted(value, self._runner.limits)} {UNDOES}")

    def action_mute(self) -> None:
        """Switch the sound: everything, phase changes only, off."""
        self._say(SOUNDS[self._sounder.cycle()])

    def action_stop(self) -> None:
        """Ask how to leave, with stopping marked."""
        self._ask_how_to_leave(start=1)

    def action_leave(self) -> None:
        """Ask how to leave, with going on marked."""
        self._ask_how_to_leave(start=0)

    def action_help(self) -> None:
        """Show the keys."""
        self._hold()
        self.app.push_screen(key_help.session_help(), lambda _: self._release())

    async def action_flags(self) -> None:
        """Show the warning signs; if one applies now, end the session."""
        self._hold()
        signs = key_help.warning_signs(self._red_flags, "I have one of these now: end the session")
        self.app.push_screen(signs, self._flags_read)

    def _flags_read(self, reply: bool | None) -> None:  # noqa: FBT001 what the screen returns
        if reply:
            self._flagged = True
            self.action_send(Trigger.STOP.value)
        else:
            self._release()

    def _ask_how_to_leave(self, *, start: int) -> None:
        if self.app.screen is not self:  # Ctrl+C reaches the app even while a question is open
            return
        self._hold()
        answers = [
            ("g", "go on", "on"),
            ("s", "stop here and save: what you did counts", "stop"),
            ("l", "continue later: one Enter goes on from here", "later"),
        ]
        body = f"{self.view.where} · {self.saved_text}"
        question = ChoiceScreen("Leave the session?", body, answers, escape="on", start=start)
        self.app.push_screen(question, self.go_on_or_leave)

    def go_on_or_leave(self, answer: str | None) -> None:
        """Act on the answer to the question how to leave."""
        if answer == "stop":
            self.action_send(Trigger.STOP.value)
        elif answer == "later":
            self.dismiss(Ending.LATER)
        else:
            self._release()

    def _pain_screen(self, question: str, *, final: bool = False) -> PainScreen:
        return PainScreen(question, self._looks, self._runner.limits, final=final, why=self._why)

    def _pain_answered(self, reply: PainReply) -> None:
        if isinstance(reply, int):
            self.send_pain(reply)
        self._release()

    def _finally_answered(self, reply: PainReply) -> None:
        self._asking = False
        if isinstance(reply, int):
            self.send_pain(reply)
        elif reply == "no answer":
            self.action_send(Trigger.NEXT.value)
        elif reply == "undo":
            self.action_send(Trigger.UNDO.value)
        else:
            self.action_leave()

    def _hold(self) -> None:
        """Stop the clock while the person reads or answers."""
        self._held_by_us = Trigger.PAUSE in self.view.moves
        if self._held_by_us:
            self._follow(self._runner.send(Trigger.PAUSE)[0])

    def _release(self) -> None:
        """Resume a rest that only a question paused; work, and the person's own pause, wait for a key."""
        view = self.view
        if view.pause and view.phase is Phase.REST and self._held_by_us:
            self._follow(self._runner.send(Trigger.GO_ON)[0])
        self.show_anew()

    def _suspended(self, _app: App[object]) -> None:
        self._hold()
        self._runner.flush()

    def _say(self, notice: str) -> None:
        self._notice = notice
        self.show_anew()

    def _follow(self, happenings: Sequence[Happening]) -> None:
        """Play the sounds of what happened, and show it; a notice stays until the next phase."""
        view = self.view
        if self._phase is not view.phase:
            self._phase, self._notice = view.phase, ""
        cue = self._sounder.follow(view, happenings)
        if cue and cue.twin == HALF_WAY:
            self._notice = cue.twin
        self.show_anew()

    def show_anew(self) -> None:
        """Show what changed, and close the screen if the session is over."""
        if not self.is_mounted or not self.is_attached:
            return
        view = self.view
        self.query_one(SessionPicture).show(
            PictureContent(view, self.saved_text, bool(self._runner.trouble), self.notice)
        )
        if self.app.screen is self:
            self._leave_if_over(view)

    def _leave_if_over(self, view: SessionView) -> None:
        if self._runner.taken_over:
            self.dismiss(Ending.TAKEN_OVER)
        elif self._runner.is_over:
            self.dismiss(Ending.FLAGGED if self._flagged else Ending.ENDED)
        elif view.phase is Phase.PAIN_CHECK and not self._asking:
            self._asking = True
            self.app.push_screen(self._pain_screen(f"All done. {view.cue}", final=True), self._finally_answered)
