"""One exercise to learn: how it is done and what is known of it, beside the figure that does it over and over."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.describe import learning
from achilles_tui.domain.programs.program import Exercise
from achilles_tui.domain.session.demonstration import demonstration, display_exercise
from achilles_tui.domain.session.phrases import PHASE_WORDS
from achilles_tui.figure.letters import block_of
from achilles_tui.figure.palette import Ink
from achilles_tui.figure.stage import on_its_floor
from achilles_tui.tui import keys
from achilles_tui.tui.dialogs.topic import READING, TopicScreen
from achilles_tui.tui.keys import KeyAction
from achilles_tui.tui.looks import Looks
from achilles_tui.tui.widgets.canvas import Canvas

ONCE = 10.0
"""Seconds of one repetition as it is shown: as long as in the count-in before a new exercise (ours)."""

LEGS: tuple[KeyAction, ...] = (
    KeyAction("left-leg", ("left", "h"), "←", "Left leg", "show the left leg", "leg('left')"),
    KeyAction("right-leg", ("right", "l"), "→", "Right leg", "show the right leg", "leg('right')"),
)
"""The keys of an exercise that works one leg at a time."""

Clock = Callable[[], float]
"""Tells seconds that never run back."""


class ExerciseScreen(TopicScreen):
    """Shows an exercise on one leg, or on both where they work together."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings(LEGS)]
    MOVES: ClassVar[tuple[KeyAction, ...]] = (*READING, *LEGS)

    def __init__(self, exercise: Exercise, looks: Looks, side: Side, *, clock: Clock) -> None:
        """Show this exercise. side: the leg to begin with. clock: paces the figure."""
        self._exercise, self._shown, self._looks = exercise, display_exercise(exercise), looks
        self._side = side if side in self._shown.sides else self._shown.sides[0]
        self._clock, self._began = clock, clock()
        super().__init__(learning.about(exercise, self._side))

    def compose_body(self) -> ComposeResult:
        """Lay out the figure and its phase beside the text."""
        with Container(id="exercise"):
            with Container(id="exercise-show"):
                yield Canvas(id="exercise-figure")
                yield Canvas(id="exercise-phase")
            yield from self.compose_text()

    @property
    def keys(self) -> str:
        """The line that names the keys; those of the leg only where there is one to choose."""
        return f"←→ leg {super().keys}" if len(self._shown.sides) > 1 else super().keys

    def on_mount(self) -> None:
        """Begin to move."""
        self.look()
        self.set_interval(1 / self._looks.motion.looks, self.look)

    def look(self) -> None:
        """Show the figure as it is by now; only what changed of it is sent."""
        if self.app.screen is not self:
            return
        fraction = (self._clock() - self._began) % ONCE / ONCE
        now, palette, motion = demonstration(self._shown, self._side, fraction), self._looks.palette, self._looks.motion
        colours = palette[Ink.ON_BLOCK], palette.for_phase(now.phase)
        self.query_one("#exercise-figure", Canvas).show(
            lambda columns, rows: on_its_floor(now, columns, rows, palette, motion)
        )
        self.query_one("#exercise-phase", Canvas).show(
            lambda columns, rows: block_of(PHASE_WORDS[now.phase], columns, rows, *colours)
        )

    def action_leg(self, side: str) -> None:
        """Show the other leg from the beginning, where each works alone."""
        if Side(side) in self._shown.sides and Side(side) is not self._side:
            self._side, self._began = Side(side), self._clock()
            self.show_topic(learning.about(self._exercise, self._side))
            self.look()
