"""What is heard and said of what happens, and of time running out: a pure table.

Every cue has a visible twin, so that nothing is told to the ears alone. It knows no bell, no voice and no screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from achilles_tui.domain.base.units import Sound
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.state import Happening, PhaseEntered, RepFinished
from achilles_tui.domain.session.view import SessionView

SILENT = frozenset({Phase.SHIFT, Phase.RESET, Phase.EASE_IN})
"""Phases so short or so soon after another that a cue of their own would only blur it."""

COUNTED_DOWN = frozenset({Phase.HOLD, Phase.REST})
"""Phases whose last three seconds are counted aloud."""

LONG = 10.0
"""Seconds a hold or a rest lasts at least for anything to be rung while it goes on."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to be heard."""

    bells: int
    """How often the bell rings, 1 or 2."""
    text: str
    """What a voice says."""
    twin: str
    """The same for the eyes: a word or a number in capitals."""
    level: Sound
    """The quietest level at which it is still heard."""


def cue(before: SessionView | None, after: SessionView, happenings: Sequence[Happening]) -> Cue | None:
    """Return what is heard between two looks at a session, however much happened in between; None for nothing.

    before: what was shown at the last look, or None at the first.
    """
    return _change(after, happenings) or (None if happenings or before is None else _count(before, after))


def heard(one: Cue | None, sound: Sound) -> Cue | None:
    """Return the cue if it is heard at this level, else None."""
    return one if one is not None and sound in {Sound.ALL, one.level} else None


def rest_ended(before: SessionView | None, after: SessionView) -> bool:
    """Say whether a rest gave way to a count-in or to work between two looks at a session."""
    goes_on = after.phase in Phase.working() | {Phase.SETUP}
    return before is not None and before.phase is Phase.REST and goes_on


def bells(happenings: Sequence[Happening]) -> int:
    """Return how many bells these happenings ring: two at the end of a set, one at a change of phase, else none."""
    if any(isinstance(one, RepFinished) and one.ends_set for one in happenings):
        return 2
    return int(any(isinstance(one, PhaseEntered) and one.segment.phase not in SILENT for one in happenings))


def _change(now: SessionView, happenings: Sequence[Happening]) -> Cue | None:
    count = bells(happenings)
    word = phrases.PAUSED if now.pause else now.word
    if count > 1:
        return Cue(
            count, f"{_sentence(phrases.SET_DONE)} {_spoken_line(word, now.cue)}", phrases.SET_DONE, Sound.PHASES
        )
    return Cue(count, _spoken_line(word, now.cue), word, Sound.PHASES) if count else None


def _count(before: SessionView, now: SessionView) -> Cue | None:
    """Count the last three seconds, or half of a hold; both only where nothing else happened since the last look."""
    standing = before.pause or now.pause or before.phase is not now.phase
    if standing or now.phase not in COUNTED_DOWN or (now.length or 0.0) < LONG:
        return None
    if now.seconds in {3, 2, 1} and (before.seconds or 0) > now.seconds:
        return Cue(1, str(now.seconds), str(now.seconds), Sound.ALL)
    if now.phase is Phase.HOLD and before.fraction < 1 / 2 <= now.fraction:
        return Cue(1, phrases.HALF_WAY.capitalize(), phrases.HALF_WAY, Sound.ALL)
    return None


def _spoken_line(word: str, line: str) -> str:
    """Return a phase's word and its cue line as one saying; a line that begins with the word says it already."""
    if line.casefold().startswith(word.casefold()):
        return line
    return f"{_sentence(word)} {line}".rstrip()


def _sentence(word: str) -> str:
    return f"{word.capitalize()}{'' if word.endswith('?') else '.'}"
