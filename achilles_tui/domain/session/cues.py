"""Chooses the cue when a phase changes, a repetition ends or time runs out; each has a visible twin. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from achilles_tui.domain.base.units import Sound
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.state import Happening, PhaseEntered, RepFinished
from achilles_tui.domain.session.view import SessionView

SILENT = frozenset({Phase.SHIFT, Phase.RESET, Phase.EASE_IN})
"""Phases without a cue: they are so short, or so close to another, that a sound would only confuse."""

COUNTED_DOWN = frozenset({Phase.HOLD, Phase.REST})
"""Phases whose last three seconds are counted aloud."""

LONG = 10.0
"""Seconds: a shorter hold or rest has no cues while it lasts."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sound, what a voice says, and the same for the eyes."""

    bells: int
    """How often the bell rings, 1 or 2."""
    text: str
    """What a voice says."""
    twin: str
    """The same for the eyes: a word or a number in capitals."""
    level: Sound
    """The quietest level at which it is still heard."""


def cue(before: SessionView | None, after: SessionView, happenings: Sequence[Happening]) -> Cue | None:
    """Return the cue for what happened between two ticks; None for silence. before: the last view, if any."""
    return _change(after, happenings) or (None if happenings or before is None else _count(before, after))


def heard(played_cue: Cue | None, sound: Sound) -> Cue | None:
    """Return the cue if it is played at this level, else None."""
    return played_cue if played_cue is not None and sound in {Sound.ALL, played_cue.level} else None


def rest_ended(before: SessionView | None, after: SessionView) -> bool:
    """Whether a rest ended and a count-in or work began between two ticks."""
    goes_on = after.phase in Phase.working() | {Phase.SETUP}
    return before is not None and before.phase is Phase.REST and goes_on


def bells(happenings: Sequence[Happening]) -> int:
    """Return how many bells these happenings ring: two at the end of a set, one at a change of phase, else none."""
    if any(isinstance(happening, RepFinished) and happening.ends_set for happening in happenings):
        return 2
    entered = [happening.segment.phase for happening in happenings if isinstance(happening, PhaseEntered)]
    return int(any(phase not in SILENT for phase in entered))


def _change(now: SessionView, happenings: Sequence[Happening]) -> Cue | None:
    count = bells(happenings)
    word = phrases.PAUSED if now.pause else now.word
    if count > 1:
        return Cue(
            count, f"{_sentence(phrases.SET_DONE)} {_spoken_line(word, now.cue)}", phrases.SET_DONE, Sound.PHASES
        )
    return Cue(count, _spoken_line(word, now.cue), word, Sound.PHASES) if count else None


def _count(before: SessionView, now: SessionView) -> Cue | None:
    """Return the cue for one of the last three seconds, or for half of a hold; only if nothing else happened."""
    standing = before.pause or now.pause or before.phase is not now.phase
    if standing or now.phase not in COUNTED_DOWN or (now.length or 0.0) < LONG:
        return None
    if now.seconds in {3, 2, 1} and (before.seconds or 0) > now.seconds:
        return Cue(1, str(now.seconds), str(now.seconds), Sound.ALL)
    if now.phase is Phase.HOLD and before.fraction < 1 / 2 <= now.fraction:
        return Cue(1, phrases.HALF_WAY.capitalize(), phrases.HALF_WAY, Sound.ALL)
    return None


def _spoken_line(word: str, line: str) -> str:
    """Return a phase's word and its cue line as one text; a line that begins with the word stands alone."""
    if line.casefold().startswith(word.casefold()):
        return line
    return f"{_sentence(word)} {line}".rstrip()


def _sentence(word: str) -> str:
    return f"{word.capitalize()}{'' if word.endswith('?') else '.'}"
