"""The questions that a person still has to answer at the start. Pure; it knows no screen."""

from collections.abc import Mapping
from enum import Enum

from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.domain.settings import Settings

USUAL_PROGRAM = "eccentric"
"""The program to suggest (ours): both heel raises of the article, done at home."""


class SetupTopic(Enum):
    """The topics of the first run, in the order they are asked."""

    RED_FLAGS = "red flags"
    SIDE = "side"
    REGION = "region"
    PROGRAM = "program"


def to_ask(settings: Settings, flags: RedFlags) -> tuple[SetupTopic, ...]:
    """Return the topics without an answer; none where sessions are locked, or where the user wants no questions."""
    state = standing(flags).state
    if settings.introduction == "off" or state in {"locked", "never"}:
        return ()
    is_answered = {
        SetupTopic.RED_FLAGS: state != "unasked",
        SetupTopic.SIDE: settings.side is not None,
        SetupTopic.REGION: settings.region is not None,
        SetupTopic.PROGRAM: settings.program is not None,
    }
    return tuple(topic for topic in SetupTopic if not is_answered[topic])


def suggested(offers: Mapping[str, ResolvedProgram]) -> int:
    """Return the index of the program to suggest: the usual one, else the first that needs no PT, else the first."""
    names = list(offers)
    alone = [name for name in names if not offers[name].needs_pt and offers[name].definition.supervision == "none"]
    return names.index(USUAL_PROGRAM if USUAL_PROGRAM in names else alone[0]) if alone else 0
