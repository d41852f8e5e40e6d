"""The inputs of the decision table: one session and its training day. Decides nothing.

Missing is None, never 0. No field has a default, so that none can be forgotten.
"""

from dataclasses import dataclass, fields

from achilles_tui.domain.base.units import PAIN_SCALE, Exact
from achilles_tui.domain.records.session_record import highest

DURING, AFTER, MORNING = "pain during the session", "pain after the session", "pain in the morning"


@dataclass(frozen=True, slots=True)
class Pains:
    """The pain values of a training day (NPRS); of several sessions, the highest of each.

    Raises ValueError for a value that is not on the scale.
    """

    during: int | None
    """The highest of all answers during the session."""
    after: int | None
    """The final pain check."""
    morning: int | None
    """The highest on the first steps of the days after it, up to the next training day or today."""
    next_morning: int | None
    """On the first steps of the very next day. Without it a step up waits, even if a later morning is recorded."""

    def __post_init__(self) -> None:
        """Check that every value is on the scale."""
        for name, value in (*self.named, (MORNING, self.next_morning)):
            if value is not None and value not in PAIN_SCALE:
                raise ValueError(f"{name} is {value}, which is not on the pain scale")
        if self.next_morning is not None and (self.morning is None or self.morning < self.next_morning):
            raise ValueError("the next morning is one of the mornings, so none of them is higher than the highest")

    @property
    def is_complete(self) -> bool:
        """Whether every value is recorded, the very next morning too."""
        return None not in {self.during, self.after, self.next_morning}

    @property
    def named(self) -> tuple[tuple[str, int | None], ...]:
        """Each value with its name."""
        return (DURING, self.during), (AFTER, self.after), (MORNING, self.morning)

    @property
    def highest(self) -> int | None:
        """The highest recorded value; None when none is."""
        return highest(value for _, value in self.named)

    def above(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the recorded values above a limit (NPRS), each with its name."""
        return tuple((name, value) for name, value in self.named if value is not None and value > limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All inputs of the decision table, for the judged session: the last that is over and is not practice.

    The numbers of the rule say over how many days or mornings they are counted. After a clinician note they read only
    what came after it.
    Raises ValueError for impossible values: off the scale, a count below 0, a rounded number.
    """

    exercise: str
    """The id of the exercise whose level is judged."""
    red_flag: bool | None
    """Whether a warning sign that stops is answered yes; None when they were never answered."""
    pains: Pains
    previous: Pains | None
    """The training day before this one, not the session before, so that one morning cannot count twice. None on the
    very first day, and on the first after a clinician note."""
    morning_baseline: Exact | None
    """The median of mornings (NPRS); it can lie halfway between two values."""
    stiffness: Exact | None
    """The longest morning stiffness of the days after it, in minutes, up to the next training day or today."""
    next_stiffness: Exact | None
    """Morning stiffness of the very next day in minutes; without it a step up waits."""
    stiffness_baseline: Exact | None
    """In minutes."""
    week_mean: Exact | None
    """Mean morning pain of the last 7 days (NPRS)."""
    week_rise: Exact | None
    """Mean morning pain of the last 7 days minus that of the 7 before, in points; below 0 is a fall."""
    week_rise_before: Exact | None
    """The same, as it stood 7 days ago."""
    completion_7d: Exact
    """Sets done divided by sets planned, a leg; 1 when nothing was planned."""
    green_streak: int
    """Calm sessions in a row, back from the judged one."""
    flare_7d: bool
    """A flare-up was marked in the last 7 days."""
    days_since_change: int
    """Days since the last increase, step back, clinician note or the start of the program."""
    days_since_step_back: int | None
    """Days since the last step back for an earlier training day; None when there is none."""
    gap_days: int
    """Days since the last session; the gap counts until one full session follows it."""
    step_backs_7d: int
    """Step-backs for earlier training days in 7 days, followed or declined, at most one for each training day."""
    ended_for_pain: bool
    """A session of the judged day was stopped with the reason pain."""
    gym: bool
    """Whether the exercise needs a PT."""
    pt_confirmed: bool
    """The PT agreed to the next step in the last 7 days."""
    at_top: bool
    """The level is at the top of its range."""

    def __post_init__(self) -> None:
        """Refuse impossible values; above all a NaN, which is on neither side of any limit."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, float):
                raise ValueError(f"{field.name} is {value}: a rounded number must not decide")  # noqa: TRY004 as the others
            if field.name in _NEVER_BELOW_0 and value is not None and value < 0:
                raise ValueError(f"{field.name} is {value}, which is below 0")
        if self.morning_baseline is not None and self.morning_baseline > PAIN_SCALE[-1]:
            raise ValueError(f"morning_baseline is {self.morning_baseline}, which is not on the pain scale")
        if self.next_stiffness is not None and (self.stiffness is None or self.stiffness < self.next_stiffness):
            raise ValueError("the next morning is one of the mornings, so none of them is stiffer than the stiffest")

    @property
    def previous_highest(self) -> int | None:
        """The highest recorded value of the training day before (D3)."""
        return None if self.previous is None else self.previous.highest

    @property
    def morning_rise(self) -> Exact | None:
        """Points of morning pain above its baseline; None when either is missing."""
        return _difference(self.pains.morning, self.morning_baseline)

    @property
    def stiffness_rise(self) -> Exact | None:
        """Minutes of morning stiffness over its baseline; None when either is missing."""
        return _difference(self.stiffness, self.stiffness_baseline)


_NEVER_BELOW_0 = frozenset(
    {
        "morning_baseline",
        "stiffness",
        "stiffness_baseline",
        "completion_7d",
        "green_streak",
        "days_since_change",
        "gap_days",
        "step_backs_7d",
    }
)


def _difference(value: Exact | None, baseline: Exact | None) -> Exact | None:
    return None if value is None or baseline is None else value - baseline
