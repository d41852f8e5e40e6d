"""The table of moves: which phase may follow which, by which trigger. The only place that builds a Machine.

The table is flat, with one Machine for the whole program. `move` tries each move on a throw-away draft, so a refused
move changes nothing. The caller says which phase it wants (`heading`, from the script); the table says whether a body
can get there.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from transitions import Machine

from achilles_tui.domain.session.phases import Phase, Trigger


class TransitionRow(NamedTuple):
    """One row of the table: in any phase of `source`, the trigger leads to any of `target`; without one, it stays."""

    trigger: Trigger
    source: tuple[Phase, ...]
    target: tuple[Phase, ...] = ()


_P, _T = Phase, Trigger
_ALIVE = tuple(phase for phase in Phase if phase not in Phase.is_over() and phase is not Phase.READY)
_TIMED = tuple(phase for phase in Phase if phase in Phase.timed())

TABLE: tuple[TransitionRow, ...] = (
    TransitionRow(_T.BEGIN, (_P.READY,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.ELAPSE, (_P.SETUP,), (_P.RISE, _P.EASE_IN)),
    TransitionRow(_T.ELAPSE, (_P.RISE,), (_P.SHIFT, _P.LOWER)),
    TransitionRow(_T.ELAPSE, (_P.SHIFT,), (_P.LOWER,)),
    TransitionRow(_T.ELAPSE, (_P.LOWER,), (_P.RESET, _P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.ELAPSE, (_P.RESET,), (_P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.ELAPSE, (_P.EASE_IN,), (_P.HOLD,)),
    TransitionRow(_T.ELAPSE, (_P.HOLD,), (_P.EASE_OUT,)),
    TransitionRow(_T.ELAPSE, (_P.EASE_OUT,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.ELAPSE, (_P.REST,), (_P.SETUP,)),
    # A person goes on early: out of a raise only by way of both feet down.
    TransitionRow(_T.NEXT, (_P.SETUP,), (_P.RISE, _P.EASE_IN)),
    TransitionRow(_T.NEXT, (_P.RISE,), (_P.RESET, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.NEXT, (_P.SHIFT,), (_P.RESET,)),
    TransitionRow(_T.NEXT, (_P.LOWER,), (_P.RESET, _P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.NEXT, (_P.RESET,), (_P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.NEXT, (_P.EASE_IN, _P.HOLD), (_P.EASE_OUT,)),
    TransitionRow(_T.NEXT, (_P.EASE_OUT,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.NEXT, (_P.REST,), (_P.SETUP,)),
    TransitionRow(_T.NEXT, (_P.PAIN_CHECK,), (_P.DONE,)),
    TransitionRow(_T.REDO, _TIMED, (_P.SETUP,)),
    TransitionRow(_T.PAUSE, _TIMED),
    # After a pause nothing starts straight into work.
    TransitionRow(_T.GO_ON, (_P.SETUP, _P.RISE, _P.SHIFT, _P.LOWER), (_P.SETUP,)),
    TransitionRow(_T.GO_ON, (_P.RESET,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    TransitionRow(_T.GO_ON, (_P.EASE_IN, _P.HOLD), (_P.EASE_IN,)),
    TransitionRow(_T.GO_ON, (_P.EASE_OUT,), (_P.EASE_OUT,)),
    TransitionRow(_T.GO_ON, (_P.REST,), (_P.REST,)),
    TransitionRow(_T.LONGER, (_P.REST,)),
    TransitionRow(_T.SHORTER, (_P.REST,)),
    TransitionRow(_T.PAIN, _TIMED),
    # At the end all is done already: too much pain is recorded, and nothing has to be stopped.
    TransitionRow(_T.PAIN, (_P.PAIN_CHECK,), (_P.DONE,)),
    TransitionRow(_T.PAIN, _TIMED, (_P.STOPPED,)),
    # Pain can still be entered after the end.
    TransitionRow(_T.PAIN, (_P.DONE, _P.STOPPED)),
    TransitionRow(_T.STOP, _ALIVE, (_P.STOPPED,)),
)


class _HeadsTo:
    """A guard: the move leads to this phase; to None if the phase stays."""

    def __init__(self, phase: Phase | None) -> None:
        self.phase = phase
        self.__name__ = f"next is {phase.value.replace('_', ' ')}" if phase else "stays"

    def __call__(self, heading: Phase | None) -> bool:
        return heading is self.phase


class _Draft:
    """The throw-away model on which a move is tried."""

    __slots__ = ("phase",)

    def __init__(self, phase: Phase) -> None:
        self.phase = phase


def _transitions(table: Sequence[TransitionRow]) -> list[dict[str, Any]]:
    return [
        {
            "trigger": row.trigger.value,
            "source": source,
            "dest": target,
            "conditions": _HeadsTo(target),
        }
        for row in table
        for source in row.source
        for target in (row.target or (None,))
    ]


TRANSITIONS = _transitions(TABLE)
"""The table as `transitions` takes it; the diagram of `docs/session-states.md` is drawn from it."""

RULES = Machine(
    model=None,
    states=Phase,
    initial=Phase.READY,
    transitions=TRANSITIONS,
    auto_transitions=False,
    queued=False,
    send_event=False,
    model_attribute="phase",
)


def move(phase: Phase, trigger: Trigger, heading: Phase | None) -> Phase | None:
    """Return the phase that the trigger leads to, or None if it leads nowhere. heading: None if the phase stays."""
    event = RULES.events.get(trigger.value)
    if event is None or phase.name not in event.transitions:
        return None
    draft = _Draft(phase)
    return draft.phase if event.trigger(draft, heading) else None
