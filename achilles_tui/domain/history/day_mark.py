"""How a day of the history looks in a calendar, on a screen and on paper: its shade and its mark. Pure."""

from enum import Enum
from typing import NamedTuple

from achilles_tui.domain.history.history import HistoryDay
from achilles_tui.domain.pain_rule.expected_work import Kind

DARKEST = 4
"""The shade of a day with all planned sets done; 0 is a day with none."""


class DayMark(Enum):
    """The mark of a day: a sign one column wide, and its name. In the order of the legend."""

    FLARE_UP = "F", "flare-up"
    PAUSE = "P", "pause"
    LOCKED = "L", "locked"
    REST = "─", "rest"

    def __init__(self, sign: str, word: str) -> None:
        """Set its sign and its name."""
        self.sign, self.word = sign, word

    @property
    def named(self) -> str:
        """The sign and its name."""
        return f"{self.sign} {self.word}"


KIND_MARKS: dict[Kind, DayMark] = {"away": DayMark.PAUSE, "locked": DayMark.LOCKED, "rest": DayMark.REST}
"""The marks of days on which nothing was planned."""


class Tile(NamedTuple):
    """How a day looks. share: sets done divided by sets planned, 0 to 1; None where nothing was planned."""

    share: float | None = None
    mark: DayMark | None = None

    @property
    def shade(self) -> int:
        """The shade, from 0 to `DARKEST`: by quarters, but never 0 if anything was done, and darkest only if all was.

        Quarters (ours), since most programs plan two sessions a day: a new shade begins at half.
        """
        share = self.share or 0
        return 0 if share <= 0 else max(1, min(DARKEST, int(share * DARKEST)))


def mark_of(day: HistoryDay) -> DayMark | None:
    """Return the mark of a day; a flare-up comes before a lock, which the days around it still show."""
    return DayMark.FLARE_UP if day.flare else KIND_MARKS.get(day.kind)


def tile_of(day: HistoryDay) -> Tile | None:
    """Return how a day looks; None before any program. Until a day is over, nothing counts as missed."""
    if day.kind == "before":
        return None
    return Tile(day.share if day.is_over or day.done else None, mark_of(day))
