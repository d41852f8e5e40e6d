"""Says how a day of the history looks in a calendar of days, on a screen as on paper: its shade and its mark. Pure."""

from enum import Enum
from typing import NamedTuple

from achilles_tui.domain.history.history import HistoryDay
from achilles_tui.domain.pain_rule.expected_work import Kind

DARKEST = 4
"""The shade of a day on which all planned sets were done; 0 is that of one on which none were."""


class DayMark(Enum):
    """What a day is besides how much of it was done: a sign one column wide, and its name. In the order of legends."""

    FLARE_UP = "F", "flare-up"
    PAUSE = "P", "pause"
    LOCKED = "L", "locked"
    REST = "─", "rest"

    def __init__(self, sign: str, word: str) -> None:
        """Name the two."""
        self.sign, self.word = sign, word

    @property
    def named(self) -> str:
        """The sign and its name."""
        return f"{self.sign} {self.word}"


KIND_MARKS: dict[Kind, DayMark] = {"away": DayMark.PAUSE, "locked": DayMark.LOCKED, "rest": DayMark.REST}
"""The marks of days on which nothing was planned."""


class Tile(NamedTuple):
    """How a day looks. share: how much of what was planned is done, 0 to 1; None where nothing was planned."""

    share: float | None = None
    mark: DayMark | None = None

    @property
    def shade(self) -> int:
        """The shade, from 0 to `DARKEST`: by quarters, but a little is never 0, and only all is the darkest.

        Quarters (ours), since most programs plan two sessions a day: half of them done is where a shade begins.
        """
        share = self.share or 0
        return 0 if share <= 0 else max(1, min(DARKEST, int(share * DARKEST)))


def mark_of(day: HistoryDay) -> DayMark | None:
    """Return the mark of a day; a flare-up comes before a lock, whose days beside it say that it goes on."""
    return DayMark.FLARE_UP if day.flare else KIND_MARKS.get(day.kind)


def tile_of(day: HistoryDay) -> Tile | None:
    """Return how a day looks; None for one before any program. While a day is not over nothing of it is missed."""
    if day.kind == "before":
        return None
    return Tile(day.share if day.is_over or day.done else None, mark_of(day))
