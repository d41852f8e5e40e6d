"""The lesson about the keys: the real session screen, with a prompt as its note. What it asks for is the core's."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.lesson import Act, Lesson
from achilles_tui.domain.session.phases import Trigger
from achilles_tui.tui.session.screen import Ending, SessionScreen


class LessonScreen(SessionScreen):
    """Teaches the keys on this runner's session, which should be kept nowhere; Escape skips what is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "skip", show=False)]

    _lesson = Lesson()
    """How far it is."""

    @property
    def kept(self) -> str:
        """That nothing is kept."""
        return phrases.LESSON_KEPT

    @property
    def notice(self) -> str:
        """What to press next, before the session's own word to the person."""
        return f"{self._lesson.prompt(self.view.moves)} {super().notice}".strip()

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
