"""Real moments of real sessions as views: every phase, both legs, pauses, and the end."""

from msgspec import structs

from achilles_tui.domain.base.units import Figure, Side
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Session
from achilles_tui.domain.session.view import SessionView, view
from tests.builders import asleep, at, gym_raise, heel_raise, press, run_on, session_of, stretch, until

BOTH_SIDES = (Side.LEFT, Side.RIGHT)


def drawn_as(figure: Figure, exercise: PlannedExercise) -> PlannedExercise:
    """Return the exercise with another drawing."""
    return structs.replace(exercise, figure=figure)


_ENDED = press(run_on(session_of(heel_raise(sets=1))), Trigger.NEXT)

_SESSIONS: dict[str, Session] = {
    "set-up": session_of(heel_raise()),
    "rise": at(Phase.RISE, heel_raise(), after=1.3),
    "shift": at(Phase.SHIFT, heel_raise(sides=(Side.RIGHT,)), after=0.4),
    "lower": at(Phase.LOWER, drawn_as(Figure.BENT_HEEL_RAISE, heel_raise()), rep=2, after=1.1),
    "reset": at(Phase.RESET, heel_raise(reps=12), after=0.5),
    "switch": until(session_of(heel_raise(sets=1, reps=1, sides=BOTH_SIDES)), Phase.SETUP),
    "ease in": at(Phase.EASE_IN, stretch(), after=2.0),
    "hold": at(Phase.HOLD, stretch(sides=(Side.RIGHT,)), after=12.0),
    "end of a hold": at(Phase.HOLD, drawn_as(Figure.BENT_WALL_STRETCH, stretch()), after=28.2),
    "ease out": at(Phase.EASE_OUT, stretch(), after=1.0),
    "rest": at(Phase.REST, heel_raise(sides=BOTH_SIDES), after=7.0),
    "long rest": at(Phase.REST, gym_raise(), after=1.0),
    "press": at(Phase.RISE, drawn_as(Figure.LEG_PRESS, gym_raise()), after=2.0),
    "seat": at(Phase.LOWER, drawn_as(Figure.SEATED_RAISE, gym_raise()), after=2.0),
    "step": at(Phase.LOWER, drawn_as(Figure.STEP_DROP, heel_raise(sides=(Side.RIGHT,))), after=2.5),
    "bent step": at(Phase.RISE, drawn_as(Figure.BENT_STEP_DROP, heel_raise()), after=0.3),
    "alone": at(
        Phase.LOWER, structs.replace(drawn_as(Figure.STEP_DROP, gym_raise()), sides=(Side.LEFT,), alone=True), after=1.0
    ),
    "chair": at(Phase.RISE, drawn_as(Figure.SITTING_RAISE, gym_raise()), after=2.0),
    "barbell": at(Phase.LOWER, drawn_as(Figure.LOADED_RAISE, gym_raise()), after=1.0),
    "not drawn": at(Phase.HOLD, drawn_as(Figure.NEUTRAL, stretch(sides=(Side.RIGHT,))), after=9.0),
    "paused hold": press(at(Phase.HOLD, stretch(), after=12.0), Trigger.PAUSE),
    "paused lowering": press(at(Phase.LOWER, heel_raise(), after=1.0), Trigger.PAUSE),
    "gap": asleep(at(Phase.RISE, heel_raise()), 60.0),
    "pain check": run_on(session_of(heel_raise(sets=1))),
    "done": _ENDED,
    "stopped": press(at(Phase.RISE, heel_raise()), Trigger.STOP),
}

VIEWS: dict[str, SessionView] = {name: view(session) for name, session in _SESSIONS.items()}
"""Each moment by its name."""
