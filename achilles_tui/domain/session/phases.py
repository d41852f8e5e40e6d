"""The phases of a session, and what can cause a move from one to the next."""

from enum import Enum
from functools import cache


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
    def is_over() -> frozenset["Phase"]:
        """Return the phases that end a session."""
        return frozenset({Phase.DONE, Phase.STOPPED})


class Trigger(Enum):
    """What can cause a move: the clock (ELAPSE) or a person (all others)."""

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
