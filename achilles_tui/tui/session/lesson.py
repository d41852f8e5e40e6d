"""The lesson about the keys: the real session screen, with a prompt as its note. What it asks for is the core's."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from achilles_tui.domain.session.lesson import Act, Lesson
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.tui import keys
from achilles_tui.tui.session.screen import Ending, SessionScreen


def _key(name: str) -> str:
    return keys.key(keys.SESSION, name)


PROMPTS: dict[Act | None, str] = {
    Trigger.PAUSE: f"Stand easy: this is about the keys alone. {_key('pause')} pauses. Press it.",
    Trigger.GO_ON: f"{_key('pause')} goes on. Press it.",
    Trigger.NEXT: "{0} goes on early. Press {0}.".format(_key("next")),
    Trigger.REDO: "{0} does a repetition again. Press {0}.".format(_key("redo")),
    Trigger.PAIN: "{0} says how much it hurts: press {0}, then 0.".format(_key("pain")),
    "stay": "{0} asks what to do: go on, stop and save, leave for later. Press {0}, then g.".format(_key("leave")),
    None: f"That is all. {_key('go')} begins the real thing.",
}
"""What the lesson asks for, by what is to be done next; None where all is done."""

NOT_SAVED = "Esc skips, not kept"
"""What stands in the lesson where a session says whether it is saved."""


class LessonScreen(SessionScreen):
    """Teaches the keys on this runner's session, which should be kept nowhere; Escape skips what is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "skip", show=False)]

    _lesson = Lesson()
    """How far it is."""

    @property
    def saved_text(self) -> str:
        """That nothing is kept."""
        return NOT_SAVED

    @property
    def notice(self) -> str:
        """What to press next, before the session's own word to the person."""
        return f"{PROMPTS[self._lesson.next_act(self.view.moves)]} {super().notice}".strip()

    def carry_out(self, trigger: Trigger, value: int | None = None, told: str = "") -> bool:
        """Do what a person asked for, and notice it."""
        done = super().carry_out(trigger, value, told)
        if done:
            self._learn(trigger)
        return done

    def go_on_or_leave(self, answer: str | None) -> None:
        """Do what was answered, and notice going on."""
        super().go_on_or_leave(answer)
        if answer == "on":
            self._learn("stay")

    def action_go(self) -> None:
        """Leave when all is done; before that, do what Enter means in a session."""
        if self._lesson.step is None:
            self.dismiss(Ending.OVER)
        else:
            super().action_go()

    def action_skip(self) -> None:
        """Leave the rest of the lesson."""
        self.dismiss(Ending.LATER)

    def _learn(self, act: Act) -> None:
        self._lesson = self._lesson.after(act)
        self.show_anew()
