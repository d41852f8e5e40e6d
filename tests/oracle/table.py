"""The decision table D1 to D18, a second time: its inputs as one plain value, its rows one after the other.

Every number stands here as the project's rules say it; nothing is read from the file that ships.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

PROGRESS, HOLD, STEP_BACK, STOP = "progress", "hold", "step back", "stop"
STRICTNESS = {PROGRESS: 0, HOLD: 1, STEP_BACK: 2, STOP: 3}
VERDICTS = {
    **dict.fromkeys(("D1", "D2", "D3", "D4", "D5"), STOP),
    **dict.fromkeys(("D6", "D7", "D8", "D9", "D10"), STEP_BACK),
    **dict.fromkeys(("D11", "D12", "D13", "D14", "D15", "D16", "D17"), HOLD),
    "D18": PROGRESS,
}
ROWS = tuple(VERDICTS)


@dataclass(frozen=True, slots=True)
class Told:
    """The three pains of a training day (NPRS 0-10); None: not told.

    next_morning: whether the morning right after it was told, which D11 asks for; later mornings count for all others.
    """

    during: int | None
    after: int | None
    morning: int | None
    next_morning: bool

    @property
    def highest(self) -> int:
        """The highest of those told; -1 where none was."""
        return max(-1 if pain is None else pain for pain in (self.during, self.after, self.morning))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing for D11."""
        return self.during is not None and self.after is not None and self.morning is not None and self.next_morning


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the table is asked with. None: missing, never 0.

    Defaults are those of the published vectors, so that a test says only what it changes.
    """

    judged: Told = Told(1, 1, 1, next_morning=True)
    previous: Told | None = Told(1, 1, 1, next_morning=True)
    """The training day before; None where there is none."""
    baseline: Fraction | None = Fraction(1)
    stiffness: int | None = 5
    next_stiffness: bool = True
    """Whether the stiffness of the morning right after was told."""
    stiffness_baseline: Fraction | None = Fraction(5)
    week_mean: Fraction | None = Fraction(1)
    week_rise: Fraction | None = Fraction(0)
    week_rise_before: Fraction | None = None
    """The rise of the week as it was seven days ago."""
    red_flag: bool = False
    step_backs_7d: int = 0
    days_since_step_back: int | None = None
    """None where there was none."""
    ended_for_pain: bool = False
    flare_7d: bool = False
    gap_days: int = 0
    gap_answered: bool = False
    completion_7d: Fraction = Fraction(1)
    green_streak: int = 3
    days_since_change: int | None = 14
    min_days: int = 7
    gym: bool = False
    pt_confirmed: bool = False
    top: bool = False

    @property
    def over_baseline(self) -> Fraction | None:
        """The morning's pain over its baseline."""
        return None if self.judged.morning is None or self.baseline is None else self.judged.morning - self.baseline

    @property
    def stiffness_over(self) -> Fraction | None:
        """Minutes of stiffness over their baseline."""
        missing = self.stiffness is None or self.stiffness_baseline is None
        return None if missing else (self.stiffness or 0) - (self.stiffness_baseline or Fraction(0))


def decide(inputs: Inputs) -> tuple[str, str]:
    """Return the first row that fits, and what it says."""
    row = binding_row(inputs) or _hold(inputs) or "D18"
    return row, VERDICTS[row]


def binding_row(inputs: Inputs) -> str | None:
    """Return the row of a STOP or a STEP BACK, if one fits; it needs none of the inputs of D11 on."""
    return _stop(inputs) or _step_back(inputs)


def _stop(inputs: Inputs) -> str | None:
    highest = inputs.judged.highest
    if inputs.red_flag:
        return "D1"
    if highest >= 8:
        return "D2"
    if highest >= 6 and inputs.previous is not None and inputs.previous.highest >= 6:
        return "D3"
    if _rises(inputs.week_rise) and _rises(inputs.week_rise_before) and (inputs.week_mean or 0) >= 4:
        return "D4"
    if inputs.step_backs_7d >= 2 and highest >= 4 and _step_back(inputs) not in {None, "D10"}:
        return "D5"
    return None


def _rises(week_rise: Fraction | None) -> bool:
    return week_rise is not None and week_rise >= 1


def _step_back(inputs: Inputs) -> str | None:
    if inputs.judged.highest >= 6:
        return "D6"
    over = inputs.over_baseline
    if over is not None and over >= 2 and (inputs.judged.morning or 0) >= 3:
        return "D7"
    if inputs.ended_for_pain:
        return "D8"
    waited = inputs.days_since_step_back is None or inputs.days_since_step_back >= 7
    stiffness_over = inputs.stiffness_over
    if (_rises(inputs.week_rise) and waited) or (stiffness_over is not None and stiffness_over >= 15):
        return "D9"
    return "D10" if inputs.gap_days >= 14 and not inputs.gap_answered else None


def _hold(inputs: Inputs) -> str | None:
    return next((row for row, fits in _holds(inputs) if fits), None)


def _holds(inputs: Inputs) -> Iterator[tuple[str, bool]]:
    missing = inputs.baseline is None or inputs.stiffness_baseline is None or inputs.week_rise is None
    stiffness_missing = inputs.stiffness is None or not inputs.next_stiffness
    previous_missing = inputs.previous is None or not inputs.previous.is_whole
    yield "D11", missing or stiffness_missing or previous_missing or not inputs.judged.is_whole
    yield "D12", inputs.judged.highest >= 4 or (inputs.over_baseline or 0) >= 1 or inputs.flare_7d
    yield "D13", (inputs.week_rise or 0) > 0
    yield "D14", inputs.completion_7d < Fraction(80, 100) or inputs.green_streak < 3
    changed_lately = inputs.days_since_change is None or inputs.days_since_change < inputs.min_days
    yield "D15", changed_lately or inputs.gap_days >= 7
    yield "D16", inputs.gym and not inputs.pt_confirmed
    yield "D17", inputs.top
