"""The report for a physiotherapist as one value: all formats tell this and nothing else. Pure.

What was recorded is told, never judged: nothing is called better or worse, and no change of a score has a name.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal, NamedTuple

from msgspec import Struct, field

from achilles_tui.domain.base.units import MY_PT, Exact, Region, RowId, Side, Verdict
from achilles_tui.domain.describe.programs import DoseLine
from achilles_tui.domain.history.history import History, HistoryDay, HistoryWeek
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes
from achilles_tui.text.documents.base import Number

MOST_WEEKLY_ROWS = 104
"""Up to so many weeks a report goes week by week, beyond that month by month, so that it can be printed (ours)."""


class DoseNow(NamedTuple):
    """One exercise as it is to be done now."""

    exercise: str
    name: str
    level: str
    why: str
    """Why it is at this level."""
    lines: tuple[DoseLine, ...]
    doubt: str | None
    """What is doubtful in what the source says of it."""

    def value(self, name: str) -> str:
        """Return a value by its name; an empty text where the dose has none."""
        return next((line.value for line in self.lines if line.name == name), "")

    @property
    def from_pt(self) -> bool:
        """Whether a number of it is the PT's own."""
        return any(line.provenance == MY_PT for line in self.lines)


class ProgramNow(NamedTuple):
    """The program that is on, and where the person stands in it."""

    id: str
    title: str
    start_day: date | None
    week: int
    """Counted from 1."""
    length: int | None
    """In weeks, where the program says it."""
    stage: int
    stages: int
    takes: str
    lines: tuple[DoseLine, ...]
    doses: tuple[DoseNow, ...]
    pt_doses_day: date | None
    """The day the PT's numbers were written down."""


class RuleRow(Struct, frozen=True):
    """A row of the decision table that a verdict of the report names."""

    id: RowId = field(name="row")
    text: str = field(name="condition")
    verdict: Verdict
    source: str
    numbers: dict[str, Number]
    """Each number in it, by its key."""


class VerdictNow(Struct, frozen=True):
    """What the rule says on the day of the report."""

    verdict: Verdict
    row: RowId
    exercises: tuple[str, ...]
    reason: str = field(name="told")
    needed: str
    """What it takes for the row to match no more."""
    answers: tuple[str, ...] = field(name="answered")
    """What the user has said to it already."""


class AnsweredVerdict(Struct, frozen=True):
    """A verdict that the user answered; exercises of which the same was said are together."""

    day: date
    verdict: Verdict
    row: RowId
    exercises: tuple[str, ...]
    answer: str
    change: str | None
    """What is done from then on, where that does not stay."""
    note: str | None


class OutcomeScore(Struct, frozen=True):
    """A measure that is taken now and then: a VISA-A total (0-100), or heel rises on one leg."""

    day: date
    visa_a: int | None
    heel_rises: int | None
    side: Side | None


class DatedNote(Struct, frozen=True, order=True):
    """Words of the user's own. about: a session, an answer to a verdict, or what a clinician said."""

    day: date
    about: Literal["session", "answer", "clinician"]
    text: str


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """One exercise over the whole period. Times in seconds, loads in kilograms."""

    id: str
    name: str
    sessions: int
    sets_planned: int
    sets_done: int
    reps: int
    paced: int
    tension: float
    loads: tuple[tuple[date, float], ...]
    """The heaviest load of each day that had one."""


@dataclass(frozen=True)
class Report:
    """All that a report tells. first, last: the period, both ends included."""

    made_at: datetime
    first: date
    last: date
    noted: WhichNotes
    """Which notes are told; everything in the user's own words is one."""
    side: Side | None
    region: Region | None
    program: ProgramNow | None
    history: History
    medians: tuple[float | None, ...]
    """For each day the median morning pain of the seven days that end with it."""
    streak: int
    """Days kept in a row up to the last one."""
    exercises: tuple[ExerciseDone, ...]
    calm: int
    """NPRS up to which the rule takes no notice."""
    limit: int
    """NPRS up to which the rule lets a session go on."""
    baseline: Exact | None
    """Of the morning pain, as the rule reads it now; None with too few mornings."""
    stiffness_baseline: Exact | None
    verdicts_now: tuple[VerdictNow, ...]
    verdicts_answered: tuple[AnsweredVerdict, ...]
    rows: tuple[RuleRow, ...]
    """Each row that a verdict names, in the order of the table."""
    rule_source: str
    advice: tuple[str, ...]
    marks: tuple[OutcomeScore, ...]
    notes: tuple[DatedNote, ...]
    set_aside: int
    """Files that could not be read."""

    @property
    def by_month(self) -> bool:
        """Whether it is so long that it goes month by month."""
        return (self.last - self.first).days >= MOST_WEEKLY_ROWS * 7

    @property
    def span(self) -> str:
        """The word for one of its parts."""
        return "month" if self.by_month else "week"

    @property
    def spans(self) -> tuple[HistoryWeek, ...]:
        """Its weeks, or its months told in the same way, the day each begins with in place of the Monday."""
        if not self.by_month:
            return self.history.weeks
        months = groupby(self.history.days, key=lambda one: one.day.replace(day=1))
        return tuple(HistoryWeek(first, tuple(days)) for first, days in months)

    @property
    def sessions(self) -> int:
        """Sessions of training that are over."""
        return sum(one.sessions for one in self.history.days)

    @property
    def loads(self) -> dict[str, tuple[tuple[date, float], ...]]:
        """The heaviest kilograms of each week, or month, by the name of the exercise; what has none is left out."""
        found = {}
        for exercise in self.exercises:
            heaviest: dict[date, float] = defaultdict(float)
            for day, load in exercise.loads:
                begin = day.replace(day=1) if self.by_month else monday_of(day)
                heaviest[begin] = max(heaviest[begin], load)
            if heaviest:
                found[exercise.name] = tuple(heaviest.items())
        return found

    def days_that(self, what: "_Which") -> int:
        """Count the days that were so."""
        return sum(_IS[what](one) for one in self.history.days)


_Which = Literal["kept", "not kept", "flare", "away", "locked"]
_IS: Mapping[_Which, Callable[[HistoryDay], bool]] = {
    "kept": lambda one: one.is_complete is True,
    "not kept": lambda one: one.is_complete is False,
    "flare": lambda one: one.flare,
    "away": lambda one: one.kind == "away",
    "locked": lambda one: one.kind == "locked",
}


class ReportRequest(NamedTuple):
    """What a report is asked for. since, until: its first and last day; None is from the beginning, and up to now."""

    made_at: datetime
    first_day: date | None = None
    last_day: date | None = None
    notes: WhichNotes = ALL_NOTES
