"""What is heard of what happens: a pure table from happenings to bells. The screen shows the same thing."""

from collections.abc import Iterable

from achilles_tui.core.phases import Phase
from achilles_tui.core.state import Entered, Happening, RepFinished

SILENT = frozenset({Phase.SHIFT, Phase.RESET, Phase.EASE_IN})
"""Phases so short or so soon after another that a bell of their own would only blur it."""


def bells(happenings: Iterable[Happening]) -> int:
    """Return how many bells these happenings ring: two at the end of a set, one at a change of phase, else none."""
    count = 0
    for one in happenings:
        if isinstance(one, RepFinished) and one.ends_set:
            return 2
        if isinstance(one, Entered) and one.segment.phase not in SILENT:
            count = 1
    return count
