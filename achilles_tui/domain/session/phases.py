"""The rule book: which phase may follow which, and what brings it about. The only place that builds a Machine.

The table is flat and has one Machine for the whole program. A move is tried on a throw-away draft; whatever refuses it
leaves nothing behind. Where a move leads is told from outside (`heading`, the phase that the script or the person's
position asks for): the table says whether a body can get there.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from transitions import Machine


class Phase(Enum):
    """What the body does now."""

    READY = "ready"
    SETUP = "setup"
    RISE = "rise"
    SHIFT = "shift"
    LOWER = "lower"
    RESET = "reset"
    EASE_IN = "ease_in"
    HOLD = "hold"
    EASE_OUT = "ease_out"
    REST = "rest"
    PAIN_CHECK = "pain_check"
    DONE = "done"
    STOPPED = "stopped"

    @staticmethod
    @cache
    def working() -> frozenset["Phase"]:
        """Return the phases that make up a repetition."""
        return frozenset({Phase.RISE, Phase.SHIFT, Phase.LOWER, Phase.RESET, Phase.EASE_IN, Phase.HOLD, Phase.EASE_OUT})

    @staticmethod
    @cache
    def timed() -> frozenset["Phase"]:
        """Return the phases that a clock ends."""
        return Phase.working() | {Phase.SETUP, Phase.REST}

    @staticmethod
    @cache
    def over() -> frozenset["Phase"]:
        """Return the phases after which nothing comes."""
        return frozenset({Phase.DONE, Phase.STOPPED})


class Trigger(Enum):
    """What can bring about a move: the clock (ELAPSE) or a person (all others)."""

    BEGIN = "begin"
    ELAPSE = "elapse"
    NEXT = "next"
    REDO = "redo"
    PAUSE = "pause"
    GO_ON = "go_on"
    LONGER = "longer"
    SHORTER = "shorter"
    PAIN = "pain"
    STOP = "stop"
    UNDO = "undo"


class Row(NamedTuple):
    """One line of the table: in any of these phases, this trigger leads to any of those.

    An empty `to` means the trigger is legal and the phase stays.
    """

    trigger: Trigger
    source: tuple[Phase, ...]
    to: tuple[Phase, ...] = ()


_P, _T = Phase, Trigger
_ALIVE = tuple(phase for phase in Phase if phase not in Phase.over() and phase is not Phase.READY)
_TIMED = tuple(phase for phase in Phase if phase in Phase.timed())

TABLE: tuple[Row, ...] = (
    Row(_T.BEGIN, (_P.READY,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.ELAPSE, (_P.SETUP,), (_P.RISE, _P.EASE_IN)),
    Row(_T.ELAPSE, (_P.RISE,), (_P.SHIFT, _P.LOWER)),
    Row(_T.ELAPSE, (_P.SHIFT,), (_P.LOWER,)),
    Row(_T.ELAPSE, (_P.LOWER,), (_P.RESET, _P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.ELAPSE, (_P.RESET,), (_P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.ELAPSE, (_P.EASE_IN,), (_P.HOLD,)),
    Row(_T.ELAPSE, (_P.HOLD,), (_P.EASE_OUT,)),
    Row(_T.ELAPSE, (_P.EASE_OUT,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.ELAPSE, (_P.REST,), (_P.SETUP,)),
    # A person goes on early: out of a raise only by way of both feet down.
    Row(_T.NEXT, (_P.SETUP,), (_P.RISE, _P.EASE_IN)),
    Row(_T.NEXT, (_P.RISE,), (_P.RESET, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.NEXT, (_P.SHIFT,), (_P.RESET,)),
    Row(_T.NEXT, (_P.LOWER,), (_P.RESET, _P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.NEXT, (_P.RESET,), (_P.RISE, _P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.NEXT, (_P.EASE_IN, _P.HOLD), (_P.EASE_OUT,)),
    Row(_T.NEXT, (_P.EASE_OUT,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.NEXT, (_P.REST,), (_P.SETUP,)),
    Row(_T.NEXT, (_P.PAIN_CHECK,), (_P.DONE,)),
    Row(_T.REDO, _TIMED, (_P.SETUP,)),
    Row(_T.PAUSE, _TIMED),
    # After a pause nothing starts straight into work.
    Row(_T.GO_ON, (_P.SETUP, _P.RISE, _P.SHIFT, _P.LOWER), (_P.SETUP,)),
    Row(_T.GO_ON, (_P.RESET,), (_P.SETUP, _P.REST, _P.PAIN_CHECK)),
    Row(_T.GO_ON, (_P.EASE_IN, _P.HOLD), (_P.EASE_IN,)),
    Row(_T.GO_ON, (_P.EASE_OUT,), (_P.EASE_OUT,)),
    Row(_T.GO_ON, (_P.REST,), (_P.REST,)),
    Row(_T.LONGER, (_P.REST,)),
    Row(_T.SHORTER, (_P.REST,)),
    Row(_T.PAIN, _TIMED),
    # At the end all is done already: too much pain then is said in the record, not by breaking anything off.
    Row(_T.PAIN, (_P.PAIN_CHECK,), (_P.DONE,)),
    Row(_T.PAIN, _TIMED, (_P.STOPPED,)),
    # What hurts may be said after the last key too.
    Row(_T.PAIN, (_P.DONE, _P.STOPPED)),
    Row(_T.STOP, _ALIVE, (_P.STOPPED,)),
)


class _HeadsTo:
    """A guard: the move leads to this phase."""

    def __init__(self, phase: Phase) -> None:
        self.phase = phase
        self.__name__ = f"next is {phase.value.replace('_', ' ')}"

    def __call__(self, heading: Phase | None) -> bool:
        return heading is self.phase


class _Stays:
    """A guard: the move leads nowhere; the phase stays."""

    __name__ = "stays"

    def __call__(self, heading: Phase | None) -> bool:
        return heading is None


class _Draft:
    """The throw-away model a move is tried on."""

    __slots__ = ("phase",)

    def __init__(self, phase: Phase) -> None:
        self.phase = phase


def _transitions(table: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {
            "trigger": row.trigger.value,
            "source": source,
            "dest": to,
            "conditions": _Stays() if to is None else _HeadsTo(to),
        }
        for row in table
        for source in row.source
        for to in (row.to or (None,))
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
    """Return the phase that the trigger leads to, or None when the table has no such move.

    heading: the phase asked for, or None for a trigger after which the phase stays.
    """
    event = RULES.events.get(trigger.value)
    if event is None or phase.name not in event.transitions:
        return None
    draft = _Draft(phase)
    return draft.phase if event.trigger(draft, heading) else None
