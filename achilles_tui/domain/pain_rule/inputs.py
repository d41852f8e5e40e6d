"""The inputs of the decision table: one session and its training day. Decides nothing.

Missing is None, never 0. No field has a default, so that none can be forgotten.
"""

from dataclasses import dataclass, fields

from achilles_tui.domain.base.units import PAIN_SCALE, Exact
from achilles_tui.domain.records.session_record import highest

DURING, AFTER, MORNING = "pain during the session", "pain after the session", "pain in the morning"


@dataclass(frozen=True, slots=True)
class Pains:
    """The three pain values of a training day (NPRS); of several sessions, the highest of each.

    Raises ValueError for a value that is not on the scale.
    """

    during: int | None
    """The highest of all answers during the session."""
    after: int | None
    """The final pain check."""
    morning: int | None
    """On the first steps of the next day; one value a day."""

    def __post_init__(self) -> None:
        """Check that every value is on the scale."""
        for name, value in self.named:
            if value is not None and value not in PAIN_SCALE:
                raise ValueError(f"{name} is {value}, which is not on the pain scale")

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

    The numbers of the rule say over how many days or mornings they are counted. After a STOP and a clinician note,
    D1 to D5 read only what came after the note.
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
    """Morning stiffness of the next day in minutes."""
    stiffness_baseline: Exact | None
    """In minutes."""
    week_rise: Exact | None
    """Mean morning pain of the last 7 days minus that of the 7 before, in points; below 0 is a fall."""
    week_rise_before: Exact | None
    """The same, as it stood 7 days ago."""
    completion_7d: Exact
    """Sets done divided by sets planned; 1 when nothing was planned."""
    green_streak: int
    """Calm sessions in a row, back from the judged one."""
    flare_7d: bool
    """A flare-up was marked in the last 7 days."""
    days_since_increase: int
    """Days since the last confirmed increase; before any, since the start of the program."""
    gap_days: int
    """Days since the last session; the gap counts until one full session follows it."""
    step_backs_14d: int
    """Step-backs in 14 days, followed or declined, at most one for each loaded session."""
    ended_for_pain: bool
    """The judged session was stopped with the reason pain."""
    gym: bool
    """Whether the exercise needs a PT."""
    pt_confirmed: bool
    """For the next session."""
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
        "days_since_increase",
        "gap_days",
        "step_backs_14d",
    }
)


def _difference(value: Exact | None, baseline: Exact | None) -> Exact | None:
    return None if value is None or baseline is None else value - baseline
