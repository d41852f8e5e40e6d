"""The dose of an exercise: tempo, rests, how often, load, and the origin of each number. Frozen values.

Their bounds are checked whenever they are made: a dose that nobody could do raises Faulty with all its faults.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from achilles_tui.domain.base.faults import Fault, hold
from achilles_tui.domain.base.units import Count, CountOrRange, Name, Origins, RestSeconds, Seconds, Words

PHASES_OF_A_RAISE = ("rise", "shift", "lower", "reset")
PHASES_OF_A_STRETCH = ("ease_in", "hold", "ease_out")

DAYS_OF_A_WEEK = 7
HOURS_OF_A_DAY, HOURS_OF_A_WEEK = 24, 168
Percent = Annotated[float, Meta(gt=0, le=10)]
"""A step of the load in percent; never above 10 (published: ACSM position stand 2009, 2 to 10 %)."""

LoadKind = Literal["none", "body weight", "added kilograms", "kilograms"]
"""What is lifted: nothing, the body, the body with added kilograms, or kilograms alone on a machine."""


class Tempo(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The phases of one repetition and their guide lengths in seconds: either a raise or a hold."""

    rise: Seconds | None = None
    """The way up."""
    shift: Seconds | None = None
    """The other foot leaves the floor; with `reset` it makes the lowering a single-leg one."""
    lower: Seconds | None = None
    """The way down."""
    reset: Seconds | None = None
    """The other foot comes down again."""
    ease_in: Seconds | None = None
    """Into the hold."""
    hold: Seconds | None = None
    """Holding still."""
    ease_out: Seconds | None = None
    """Out of the hold."""
    lower_accept: Seconds | None = None
    """The shortest lowering that still counts as paced; without it, its whole guide length."""
    untimed: tuple[Literal["rise"], ...] = ()
    """Phases whose length is a guide for the eye and is never scored."""

    def __post_init__(self) -> None:
        """Refuse phases that nobody can do one after the other."""
        hold(self._faults())

    def _faults(self) -> Iterator[Fault]:
        raises = [name for name in PHASES_OF_A_RAISE if getattr(self, name) is not None]
        holds = [name for name in PHASES_OF_A_STRETCH if getattr(self, name) is not None]
        if bool(raises) == bool(holds):
            yield Fault((), "a tempo is either rise and lower, or a hold")
            return
        if holds and holds != list(PHASES_OF_A_STRETCH):
            yield Fault((), "a hold needs ease_in, hold and ease_out")
        if raises and not {"rise", "lower"} <= set(raises):
            yield Fault((), "a raise needs the keys `rise` and `lower`")
        if ("shift" in raises) != ("reset" in raises):
            yield Fault((), "shift and reset come together: the foot that leaves the floor comes down again")
        if self.lower_accept is not None and (self.lower is None or self.lower_accept > self.lower):
            yield Fault(("lower_accept",), "`lower_accept` must not be more than `lower`")
        if self.untimed and self.rise is None:
            yield Fault(("untimed",), "there is no rise that could be untimed")

    @property
    def phases(self) -> tuple[tuple[str, float], ...]:
        """The phases of one repetition in order, each with its guide seconds."""
        named = ((name, getattr(self, name)) for name in PHASES_OF_A_RAISE + PHASES_OF_A_STRETCH)
        return tuple((name, seconds) for name, seconds in named if seconds is not None)

    @property
    def single_leg(self) -> bool:
        """Whether both feet rise and one leg lowers alone."""
        return self.shift is not None

    @property
    def notation(self) -> str:
        """The tempo as physiotherapists write it: eccentric-bottom-concentric-top, `U` for untimed; `30` for a hold."""
        if self.hold is not None:
            return f"{self.hold:g}"
        rise = "U" if "rise" in self.untimed else f"{self.rise:g}"
        return f"{self.lower:g}-0-{rise}-0"


class Rest(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rests of an exercise in seconds."""

    sets: RestSeconds
    """Between two sets."""
    exercises: RestSeconds
    """Before the exercise that follows."""
    reps: RestSeconds = 0
    """Between two repetitions; above 0, each repetition begins with its own count-in."""
    floor: RestSeconds = 0
    """The shortest rest: to cut it further, the key must be pressed twice."""

    def __post_init__(self) -> None:
        """Check that each rest is at or above the floor."""
        if self.floor > min(self.sets, self.exercises):
            hold([Fault(("floor",), "floor is at most each rest")])


class Often(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How often an exercise is done: either a number of times a day, or a number of times a week."""

    per_day: Count | None = None
    """Times a day."""
    per_day_range: tuple[Count, Count] | None = None
    """The fewest times that complete a day, and the most times a day."""
    days_per_week: Annotated[int, Meta(ge=1, le=DAYS_OF_A_WEEK)] | None = None
    """On how many days of a week; without it, every day."""
    per_week: Count | None = None
    """Times a week."""
    hours_apart: Count | None = None
    """The fewest hours between two times."""

    def __post_init__(self) -> None:
        """Check that either the times a day or the times a week are there, not both."""
        hold(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if (self.per_day is None) == (self.per_week is None):
            too_many = self.per_day is not None
            yield Fault((), f"often needs either per_day or per_week{', not both' if too_many else ''}")
        if self.per_week and self.hours_apart and self.per_week * self.hours_apart > HOURS_OF_A_WEEK:
            yield Fault(("hours_apart",), f"{self.per_week} times, {self.hours_apart} hours apart, is more than a week")
        if self.days_per_week is not None and self.per_day is None:
            yield Fault(("days_per_week",), "days_per_week goes with per_day")
        if self.per_day_range is None:
            return
        fewest, most = self.per_day_range
        if self.per_day is None:
            yield Fault(("per_day_range",), "per_day_range goes with per_day")
        elif not fewest <= self.per_day <= most:
            yield Fault(("per_day_range",), f"per_day_range {[fewest, most]} does not hold per_day {self.per_day}")

    @property
    def times_a_week(self) -> int:
        """How many times a week it is done."""
        return self.per_week or (self.per_day or 0) * self.days

    @property
    def days(self) -> int:
        """On how many days of a week it is done."""
        return min(self.per_week or self.days_per_week or DAYS_OF_A_WEEK, DAYS_OF_A_WEEK)

    @property
    def is_weekly(self) -> bool:
        """Whether it is done a number of times a week, on any days."""
        return self.per_week is not None

    @property
    def shares(self) -> int:
        """How many times a week, or on how many days, to spread over the week."""
        return self.per_week or self.days

    @property
    def fewest(self) -> int:
        """The fewest times that complete a day; for a weekly dose, a week."""
        return self.per_week or (self.per_day_range[0] if self.per_day_range else self.per_day or 0)

    @property
    def most(self) -> int:
        """The most times in a day; for a weekly dose, in a week."""
        return self.per_day_range[1] if self.per_day_range else self.fewest

    @property
    def hours_between(self) -> float:
        """Hours from one time to the next if they are spread evenly."""
        return HOURS_OF_A_DAY / self.per_day if self.per_day else HOURS_OF_A_WEEK / self.times_a_week

    def share_of(self, weekday: int) -> int:
        """Return how many of a week's sessions or days, spread evenly, fall on a day of the week (Monday is 0)."""
        return -(-self.shares * (weekday + 1) // DAYS_OF_A_WEEK) + -self.shares * weekday // DAYS_OF_A_WEEK

    def fewest_on(self, weekday: int) -> int:
        """Return the fewest times that complete a weekday on which it is done (Monday is 0)."""
        return max(1, self.share_of(weekday)) if self.is_weekly else self.fewest


class Weight(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the kilograms of an exercise are chosen and changed. The PT or the user sets the number itself."""

    rm: Count | None = None
    """Repetition maximum: the weight that can be lifted this often and no more. Set by the PT, never tested here."""
    step_percent: Percent | None = None
    """How much heavier after a step up, in percent."""
    min_days: Count | None = None
    """The fewest days between two steps up."""
    floor_days: Count | None = None
    """The days between two steps up below which nobody goes."""
    days_per_week: CountOrRange | None = None
    """On how many days of a week kilograms are added; the other days are at body weight. Without it, on all."""

    def __post_init__(self) -> None:
        """Check that the days are in order and within a week."""
        hold(self._faults())

    def _faults(self) -> Iterator[Fault]:
        if self.floor_days is not None and self.floor_days > (self.min_days or 0):
            yield Fault(("floor_days",), "floor_days is at most min_days")
        if self.days_per_week is not None:
            yield from in_order("days_per_week", self.days_per_week)
            most = self.days_per_week if isinstance(self.days_per_week, int) else self.days_per_week[-1]
            if most > DAYS_OF_A_WEEK:
                yield Fault(("days_per_week",), f"{most} is more than the days of a week")


class Dose(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The dose of an exercise, and where each number comes from."""

    id: Name
    """The exercise."""
    sets: CountOrRange
    """Sets: a number, or a range `[low, high]` that begins at its low end."""
    reps: CountOrRange
    """Repetitions or holds of a set: a number or a range."""
    tempo: Tempo
    rest: Rest
    often: Often
    load: LoadKind = "none"
    """What is lifted."""
    weight: Weight | None = None
    """How the kilograms are chosen, if there are any."""
    insertional: Name | None = None
    """The exercise to do instead with insertional pain or if not sure; for exercises over an edge."""
    doubt: Words | None = None
    """What is doubtful about this dose; shown with it."""
    provenance: Origins = {}
    """Where each number comes from, by its key: `sets`, `reps`, `tempo.lower`, `rest.sets`, ..."""

    def __post_init__(self) -> None:
        """Check that ranges are in order and that provenance names existing numbers."""
        hold(self._faults())

    def _faults(self) -> Iterator[Fault]:
        for name in ("sets", "reps"):
            yield from in_order(name, getattr(self, name))
        for stray in sorted(set(self.provenance) - set(self.numbers)):
            yield Fault(("provenance", stray), f"provenance names {stray!r}, which is not a number of this dose")
        if self.weight and not self.weighted:
            yield Fault(("weight",), f"a load of {self.load!r} has no weight to choose")

    @property
    def weighted(self) -> bool:
        """Whether it is done with kilograms, asked for before the session."""
        return self.load in {"kilograms", "added kilograms"}

    @property
    def numbers(self) -> dict[str, object]:
        """Every number of the dose by its key."""
        numbers: dict[str, object] = {"sets": self.sets, "reps": self.reps}
        for part in ("tempo", "rest", "often", "weight"):
            fields = structs.asdict(getattr(self, part)) if getattr(self, part) else {}
            fields = {key: value for key, value in fields.items() if value not in (None, ()) and value != 0}
            numbers |= {f"{part}.{key}": value for key, value in fields.items()}
        return numbers


def in_order(name: str, value: int | Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for a range that does not run from low to high."""
    if not isinstance(value, int) and value[0] >= value[1]:
        yield Fault((name,), f"{name} {list(value)} does not run from low to high")
