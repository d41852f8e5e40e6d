"""The lesson on the keys: the real session screen, with a prompt in its note line."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from achilles_tui.domain.session.lesson import Act, Lesson
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.tui import keys
from achilles_tui.tui.session.screen import Ending, SessionScreen


def _key(name: str) -> str:
    return keys.key(keys.SESSION, name)


PROMPTS: dict[Act | None, str] = {
    Trigger.PAUSE: f"Stand easy: try the keys, not the exercise. {_key('pause')} pauses. Press it.",
    Trigger.GO_ON: f"{_key('pause')} goes on. Press it.",
    Trigger.NEXT: "{0} goes on early. Press {0}.".format(_key("next")),
    Trigger.REDO: "{0} repeats a repetition. Press {0}.".format(_key("redo")),
    Trigger.PAIN: "{0} enters your pain: press {0}, then 0.".format(_key("pain")),
    "stay": "{0} leaves: go on, stop and save, or continue later. Press {0}, then g.".format(_key("leave")),
    None: f"That is all. {_key('go')} ends the lesson.",
}
"""The prompt for each next step; None when all are done."""

NOT_SAVED = "Esc skips, not saved"
"""What the lesson shows where a session says whether it is saved."""


class LessonScreen(SessionScreen):
    """Teaches the keys on this runner's session, which should not be recorded; Escape skips the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "skip", show=False)]

    _lesson = Lesson()
    """The steps done so far."""

    @property
    def saved_text(self) -> str:
        """Says that nothing is saved."""
        return NOT_SAVED

    @property
    def notice(self) -> str:
        """What to press next, then the session's own notice."""
        return f"{PROMPTS[self._lesson.next_act(self.view.moves)]} {super().notice}".strip()

    def carry_out(self, trigger: Trigger, value: int | None = None, notice: str = "") -> bool:
        """Send a trigger, and count it as a step of the lesson if it was done."""
        done = super().carry_out(trigger, value, notice)
        if done:
            self._learn(trigger)
        return done

    def go_on_or_leave(self, answer: str | None) -> None:
        """Act on the answer, and count going on as a step of the lesson."""
        super().go_on_or_leave(answer)
        if answer == "on":
            self._learn("stay")

    def action_go(self) -> None:
        """End the lesson if all steps are done; until then do what Enter does in a session."""
        if self._lesson.step is None:
            self.dismiss(Ending.ENDED)
        else:
            super().action_go()

    def action_skip(self) -> None:
        """Skip the rest of the lesson."""
        self.dismiss(Ending.LATER)

    def _learn(self, act: Act) -> None:
        self._lesson = self._lesson.after(act)
        self.show_anew()
