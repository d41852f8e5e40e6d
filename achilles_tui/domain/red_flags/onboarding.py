"""What a person who opens the program has still to be asked. Pure; it asks nothing itself and knows no screen."""

from collections.abc import Mapping
from enum import Enum

from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.domain.settings import Settings

USUAL_PROGRAM = "eccentric"
"""The program that is marked first (ours): both heel raises of the article, done at home."""


class Topic(Enum):
    """One thing to be told, in the order they are asked."""

    RED_FLAGS = "red flags"
    SIDE = "side"
    REGION = "region"
    PROGRAM = "program"


def to_ask(settings: Settings, flags: RedFlags) -> tuple[Topic, ...]:
    """Return what was never told; nothing where sessions are locked, or where the person wants no questions."""
    state = standing(flags).state
    if settings.introduction == "off" or state in {"locked", "never"}:
        return ()
    told = {
        Topic.RED_FLAGS: state != "unasked",
        Topic.SIDE: settings.side is not None,
        Topic.REGION: settings.region is not None,
        Topic.PROGRAM: settings.program is not None,
    }
    return tuple(topic for topic in Topic if not told[topic])


def suggested(offers: Mapping[str, Offer]) -> int:
    """Return which program is marked first: the usual one, else the first that needs no PT, else the first."""
    names = list(offers)
    alone = [name for name in names if not offers[name].needs_pt and offers[name].program.supervision == "none"]
    return names.index(USUAL_PROGRAM if USUAL_PROGRAM in names else alone[0]) if alone else 0
