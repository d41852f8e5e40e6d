"""The pain rule: its numbers as a checked value, and its rows in words, each declared once.

It decides nothing (`decide` does) and reads no file (storage reads the numbers from TOML).
"""

from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, structs

from achilles_tui.domain.base.units import PAIN_SCALE, Name, Nprs, PainLimits, Provenance, RowId, Verdict, Words

HIGHEST_LIMIT = 5
"""NPRS; no file may allow more than this (published: Silbernagel 2007)."""

PainLimit = Annotated[int, Meta(ge=0, le=HIGHEST_LIMIT)]
Points = Annotated[int, Meta(ge=1, le=PAIN_SCALE[-1])]
"""A difference in points on the pain scale."""
PointsOrNone = Annotated[int, Meta(ge=0, le=PAIN_SCALE[-1])]
Minutes = Annotated[int, Meta(ge=1, le=240)]
"""Minutes of morning stiffness."""
Days = Annotated[int, Meta(ge=1, le=90)]
"""Days, or mornings."""
Week = Annotated[int, Meta(ge=1, le=52)]
"""A week of the program, counted from 1."""
Times = Annotated[int, Meta(ge=1, le=20)]
PerCent = Annotated[int, Meta(ge=1, le=100)]


class AdviceNumbers(Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of the advice beside the rule. Raises ValueError where they contradict each other."""

    stiffness_minutes: Minutes
    """Minutes; only longer morning stiffness counts."""
    stiffness_mornings: Days
    """Tell a clinician when this many mornings are stiff ..."""
    stiffness_days: Days
    """... of the last so many days."""
    review_week: Week
    """From this week on, pain must have fallen."""
    review_fall: Points
    """Points by which the mean morning pain must have fallen since the first week."""
    review_from: Nprs
    """Only where the first week's mean was this or more."""
    last_week: Week
    """From this week on, a review is due in any case."""
    usual_pain: Nprs
    """With this usual pain or more, see a PT before you start."""

    def __post_init__(self) -> None:
        """Check that mornings fit into their days, and that the weeks are in order."""
        if self.stiffness_mornings > self.stiffness_days:
            raise ValueError("stiffness_mornings must not be more than stiffness_days")
        if self.review_week >= self.last_week:
            raise ValueError("review_week comes before last_week")


class FirstMorning(Struct, frozen=True, forbid_unknown_fields=True):
    """Morning pain (NPRS) before any session was judged. Raises ValueError where the two contradict each other."""

    ask: Nprs
    """From here a session needs the word of a PT."""
    clinician: Nprs
    """From here the person is told to contact a clinician."""

    def __post_init__(self) -> None:
        """Check that the milder number is the smaller."""
        if self.ask >= self.clinician:
            raise ValueError("first_morning.ask is less than first_morning.clinician")


class PainRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Every number of the decision table, whole numbers, so that comparisons are exact.

    Raises ValueError where they contradict each other, or where one has no provenance.
    """

    format: Literal[1]
    about: Words
    source: Words
    pain_calm: PainLimit
    """NPRS up to which a session is calm (D12, D14)."""
    pain_limit: PainLimit
    """NPRS up to which a session may go on (D3, D6)."""
    pain_stop: Nprs
    """NPRS from which the rule stops at once (D2)."""
    morning_hold: Points
    """Morning pain this many points above its baseline holds (D12); below that it is settled (D14)."""
    morning_step_back: Points
    """Morning pain this many points above its baseline steps back (D7) ..."""
    morning_least: Nprs
    """... from this pain on (NPRS)."""
    baseline_mornings: Days
    """Mornings up to the last increase whose median is the baseline, at most ..."""
    baseline_days: Days
    """... of those recorded in so many days."""
    baseline_fewest: Days
    """The fewest recorded mornings for a baseline; the baseline at the start is of this many."""
    week_rise_allowed: PointsOrNone
    """Points by which the mean morning pain of a week may exceed that of the week before (D13)."""
    week_rise_step_back: Points
    """Points of rise from week to week that step back (D9), and stop two weeks running (D4)."""
    week_rise_days: Days
    """Days since the last step back for an earlier training day that D9 waits."""
    week_mean_stop: Nprs
    """Mean morning pain of the last week (NPRS) from which a rise two weeks running stops (D4)."""
    week_mornings: Annotated[int, Meta(ge=1, le=7)]
    """Recorded mornings that each of the two weeks needs."""
    stiffness_step_back: Minutes
    """Minutes of morning stiffness over its baseline that step back (D9)."""
    step_backs: Times
    """Step-backs after which one more is a stop (D5) ..."""
    step_back_days: Days
    """... counted in so many days ..."""
    step_back_stop: Nprs
    """... when the highest value is this or more (NPRS); else the step back stays."""
    flare_days: Days
    """Days for which a flare-up holds (D12)."""
    completion_percent: PerCent
    """Per cent of the planned sets that must be done (D14) ..."""
    completion_days: Days
    """... in so many days."""
    green_streak: Times
    """Calm sessions in a row that an increase needs (D14)."""
    pt_days: Days
    """Days for which a PT's word on the next step counts (D16)."""
    gap_hold: Days
    """Days since the last session that hold (D15)."""
    gap_step_back: Days
    """Days since the last session that step back (D10)."""
    min_days: Days
    """Days since the last change that an increase needs (D15) ..."""
    min_days_of: dict[Name, Days]
    """... and of the exercises that have their own number, by id."""
    first_morning: FirstMorning
    advice: AdviceNumbers
    provenance: dict[str, Provenance]
    """Where each number comes from, by its key: `pain_limit`, `min_days_of.leg-press-heel-raise`, ..."""

    @property
    def limits(self) -> PainLimits:
        """The pain limits of a session."""
        return PainLimits(self.pain_calm, self.pain_limit, self.pain_stop)

    def __post_init__(self) -> None:
        """Check that milder limits are below stricter ones, and that every number has its provenance."""
        for milder, stricter in (
            ("pain_calm", "pain_limit"),
            ("pain_limit", "pain_stop"),
            ("morning_hold", "morning_step_back"),
            ("week_rise_allowed", "week_rise_step_back"),
            ("gap_hold", "gap_step_back"),
        ):
            if getattr(self, milder) >= getattr(self, stricter):
                raise ValueError(f"{milder} is less than {stricter}")
        if self.baseline_fewest > self.baseline_mornings:
            raise ValueError("baseline_fewest is at most baseline_mornings")
        stray = sorted(set(self.provenance) - set(self.numbers))
        if stray:
            raise ValueError(f"provenance names {stray[0]!r}, which is no number of this rule")
        silent = sorted(set(self.numbers) - set(self.provenance))
        if silent:
            raise ValueError(f"provenance does not say where {silent[0]!r} comes from")

    @property
    def numbers(self) -> dict[str, int]:
        """Every number of the rule by its key."""
        own = {key: value for key, value in structs.asdict(self).items() if isinstance(value, int) and key != "format"}
        days = {f"{_MIN_DAYS_OF}{exercise}": value for exercise, value in self.min_days_of.items()}
        tables = {"first_morning": self.first_morning, "advice": self.advice}
        in_tables = {
            f"{table}.{key}": value for table, struct in tables.items() for key, value in structs.asdict(struct).items()
        }
        return own | days | in_tables

    @property
    def values(self) -> dict[str, object]:
        """The values of PLACEHOLDERS, by name."""
        numbers, longest = self.numbers, max((self.min_days, *self.min_days_of.values()))
        return {
            **numbers,
            **{name: numbers[key] + 1 for name, key in _ABOVE.items()},
            "about": self.about,
            "min_days_each": ", ".join(f"{name} {days}" for name, days in self.min_days_of.items()) or "none",
            "min_days_longer": f", {longest} for some exercises" if longest > self.min_days else "",
        }

    def numbers_in(self, text: str) -> tuple[str, ...]:
        """Return the keys of the numbers that a text has in braces, each once."""
        from achilles_tui.domain.base.placeholders import placeholders  # noqa: PLC0415 for texts about the rule alone

        exercise_keys = dict.fromkeys(
            _OF_EXERCISES, tuple(f"{_MIN_DAYS_OF}{exercise}" for exercise in self.min_days_of)
        )
        named = (exercise_keys.get(name, (_ABOVE.get(name, name),)) for name in placeholders(text))
        return tuple(dict.fromkeys(key for keys in named for key in keys if key in self.provenance))

    def days_between_increases(self, exercise: str) -> int:
        """Return the fewest days since the last change that an increase of an exercise needs, by its id (D15)."""
        return self.min_days_of.get(exercise, self.min_days)


_ABOVE = {"above_calm": "pain_calm", "above_limit": "pain_limit"}
"""Placeholders for the first value above a number of the rule."""

_OF_EXERCISES = ("min_days_each", "min_days_longer")
"""Placeholders for the exercises that have their own number of days."""

_MIN_DAYS_OF = "min_days_of."

_NO_NUMBERS = {"format", "about", "source", "min_days_of", "first_morning", "advice", "provenance"}
NUMBERS = frozenset(PainRule.__struct_fields__) - _NO_NUMBERS | {
    *(f"first_morning.{key}" for key in FirstMorning.__struct_fields__),
    *(f"advice.{key}" for key in AdviceNumbers.__struct_fields__),
    *_ABOVE,
    *_OF_EXERCISES,
}
"""The numbers that a text about the rule may have in braces."""

PLACEHOLDERS = NUMBERS | {"about"}
"""Everything that a text about the rule may have in braces."""


class DecisionRow(NamedTuple):
    """One row of the decision table, as a person reads it."""

    id: RowId
    condition: str
    """In words; `{pain_limit}` and other placeholders stand for the numbers of the rule."""
    output: Verdict
    source: str
    """Where the row comes from."""

    def words(self, rule: PainRule) -> str:
        """Return the condition with the numbers of the rule."""
        from achilles_tui.domain.base.placeholders import filled  # noqa: PLC0415 as above

        return filled(self.condition, rule.values)

    def numbers(self, rule: PainRule) -> tuple[str, ...]:
        """Return the keys of the rule's numbers in its condition."""
        return rule.numbers_in(self.condition)

    def line(self, rule: PainRule) -> str:
        """Return the whole row: its id, condition, output and source."""
        return f"{self.id}: {self.words(rule)}: {self.output.value} ({self.source})"


_SILBERNAGEL = "published: Silbernagel 2007"
_OUR_NUMBERS = f"{_SILBERNAGEL} for the rule; the numbers are our choice"

ROWS: tuple[DecisionRow, ...] = (
    DecisionRow("D1", "a warning sign answered yes", Verdict.STOP, "the warning signs"),
    DecisionRow("D2", "any value {pain_stop} or more", Verdict.STOP, "our choice"),
    DecisionRow(
        "D3",
        "any value {above_limit} or more, on two training days running",
        Verdict.STOP,
        f"{_SILBERNAGEL} for the limit; twice is our choice",
    ),
    DecisionRow(
        "D4",
        "mean morning pain {week_rise_step_back} or more above the week before, two weeks running, "
        "and {week_mean_stop} or more in the last week",
        Verdict.STOP,
        _OUR_NUMBERS,
    ),
    DecisionRow(
        "D5",
        "D6 to D9 once more after {step_backs} step-backs in {step_back_days} days, with any value "
        "{step_back_stop} or more",
        Verdict.STOP,
        "our choice",
    ),
    DecisionRow("D6", "any value {above_limit} or more", Verdict.STEP_BACK, _SILBERNAGEL),
    DecisionRow(
        "D7",
        "morning pain {morning_step_back} or more above its baseline, and {morning_least} or more",
        Verdict.STEP_BACK,
        f"{_SILBERNAGEL} for the rule; 2 points: Salaffi 2004, for less pain; for more pain they are our choice",
    ),
    DecisionRow("D8", "the session was ended because of pain", Verdict.STEP_BACK, "our choice"),
    DecisionRow(
        "D9",
        "mean morning pain {week_rise_step_back} or more above the week before and no step back in "
        "{week_rise_days} days, or morning stiffness {stiffness_step_back} min or more over its baseline",
        Verdict.STEP_BACK,
        _OUR_NUMBERS,
    ),
    DecisionRow("D10", "no session for {gap_step_back} days or more", Verdict.STEP_BACK, "our choice"),
    DecisionRow(
        "D11",
        "a pain value, a baseline, the stiffness, the change from week to week, "
        "or a value of the session before is missing",
        Verdict.HOLD,
        "our choice",
    ),
    DecisionRow(
        "D12",
        "any value {above_calm} to {pain_limit}, or morning pain {morning_hold} or more above its baseline, "
        "or a flare-up in the last {flare_days} days",
        Verdict.HOLD,
        "our choice",
    ),
    DecisionRow(
        "D13", "mean morning pain more than {week_rise_allowed} above the week before", Verdict.HOLD, _SILBERNAGEL
    ),
    DecisionRow(
        "D14",
        "under {completion_percent} % of the planned sets done in {completion_days} days, "
        "or fewer than {green_streak} calm sessions in a row",
        Verdict.HOLD,
        "our choice",
    ),
    DecisionRow(
        "D15",
        "fewer than {min_days} days since the last change ({min_days_each}), or no session for {gap_hold} days",
        Verdict.HOLD,
        "article for gym loads; the rest is our choice",
    ),
    DecisionRow("D16", "a gym exercise without a PT's word on the next step", Verdict.HOLD, "article"),
    DecisionRow("D17", "the level is at the top of its range", Verdict.HOLD, "article"),
    DecisionRow("D18", "no other row fits: one level up", Verdict.PROGRESS, "our choice"),
)
"""The decision table in its order: the first row that matches decides."""

ROW_OF: MappingProxyType[RowId, DecisionRow] = MappingProxyType({row.id: row for row in ROWS})
"""Each row by its id."""
