"""One exercise to learn: how to do it and what studies say, beside the figure doing it again and again."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Container

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.describe import learning
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.session.demonstration import demonstration, display_exercise
from achilles_tui.domain.session.phrases import PHASE_WORDS
from achilles_tui.figure.stage import on_its_floor
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.topic import READING, TopicScreen
from achilles_tui.tui.keys import KeyAction
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas

ONCE = 10.0
"""Seconds of one repetition of the figure: as long as in the count-in before a new exercise (ours)."""

LEGS = keys.table("legs")
"""The keys of an exercise that works one leg at a time."""

CHOOSE_LEG = KeyAction("legs", (), "←→", "leg", "", "")
"""Both of them in a key line."""

Clock = Callable[[], float]
"""Returns seconds that never run backwards."""


class ExerciseScreen(TopicScreen, own=(*READING, *LEGS, *keys.PAGE)):
    """Shows an exercise on one leg, or on both if they work together."""

    def __init__(self, exercise: Exercise, looks: Looks, side: Side, *, clock: Clock) -> None:
        """Show this exercise. side: the leg to start with. clock: times the figure."""
        self._exercise, self._planned, self._looks = exercise, display_exercise(exercise), looks
        self._side = side if side in self._planned.sides else self._planned.sides[0]
        self._clock, self._began = clock, clock()
        super().__init__(learning.about(exercise, self._side))

    def compose_body(self) -> ComposeResult:
        """Lay out the figure and the word of its phase beside the text."""
        with Container(id="exercise"):
            with Container(id="exercise-show"):
                yield Canvas(id="exercise-figure")
                yield Canvas(id="exercise-phase")
            yield from self.compose_text()

    @property
    def named_keys(self) -> tuple[KeyAction, ...]:
        """The keys of the key line. The keys that choose a leg are among them only if there is a choice."""
        return (CHOOSE_LEG, *super().named_keys) if len(self._planned.sides) > 1 else super().named_keys

    def on_mount(self) -> None:
        """Start the figure."""
        self.look()
        self.set_interval(1 / self._looks.motion.looks, self.look)

    def look(self) -> None:
        """Show the figure as it is now."""
        if self.app.screen is not self:
            return
        fraction = (self._clock() - self._began) % ONCE / ONCE
        palette, motion = self._looks.palette, self._looks.motion
        now = demonstration(self._planned, self._side, fraction)
        self.query_one("#exercise-figure", Canvas).show(
            lambda columns, rows: on_its_floor(now, columns, rows, palette, motion)
        )
        word = self._looks.word(PHASE_WORDS[now.phase], palette.for_phase(now.phase))
        self.query_one("#exercise-phase", Canvas).show(word)

    def action_leg(self, side: str) -> None:
        """Show this leg from the beginning, if the legs work one at a time."""
        if Side(side) in self._planned.sides and Side(side) is not self._side:
            self._side, self._began = Side(side), self._clock()
            self.show_topic(learning.about(self._exercise, self._side))
            self.look()
