"""The report for a physiotherapist as one value, from which every format is written. Pure.

The report states what was recorded and judges nothing: it never says better or worse and labels no change of a score.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal, NamedTuple

from msgspec import Struct, field

from achilles_tui.domain.base.units import Exact, Kilograms, Name, Region, RowId, Side, Verdict
from achilles_tui.domain.history.history import History, HistoryWeek
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes
from achilles_tui.text.documents.base import Number

MOST_WEEKLY_ROWS = 104
"""A report of up to so many weeks has a row per week, a longer one a row per month, so that it prints well (ours)."""


class ReportLine(Struct, frozen=True):
    """One fact about a program or a dose, in words."""

    name: str
    value: str
    """With its unit."""
    provenance: str | None
    """The source of the number."""
    note: str | None


class ReportDose(Struct, frozen=True):
    """The current dose of an exercise."""

    exercise: Name
    name: str
    level: str
    why: str
    """Why the exercise is at this level."""
    from_my_pt: bool
    """Whether any of its numbers is the PT's own."""
    doubt: str | None
    """A doubt about what the source says."""
    numbers: tuple[ReportLine, ...]
    stays_low: bool
    """Whether it is a stretch that stays at its low end, with insertional pain or if not sure."""

    def value(self, name: str) -> str:
        """Return the value of a line by its name; empty if the dose has no such line."""
        return next((line.value for line in self.numbers if line.name == name), "")


class ReportProgram(Struct, frozen=True):
    """The chosen program, and the person's week and stage in it."""

    id: Name
    title: str
    start: date | None = field(name="begun")
    """The day on which the program was started."""
    week: int
    """Counted from 1."""
    weeks: int | None
    """The length of the program; null if it states none."""
    stage: int
    """Counted from 1."""
    stages: int
    takes: str
    about: tuple[ReportLine, ...]
    doses: tuple[ReportDose, ...]
    pt_doses_written: date | None
    """The day on which the PT's numbers were entered."""


class RuleRow(Struct, frozen=True):
    """A row of the decision table named by a verdict in the report."""

    id: RowId = field(name="row")
    text: str = field(name="condition")
    verdict: Verdict
    source: str
    numbers: dict[str, Number]
    """The numbers of the row by key."""


class VerdictNow(Struct, frozen=True):
    """A verdict of the rule on the day of the report."""

    verdict: Verdict
    row: RowId
    exercises: tuple[str, ...]
    reason: str = field(name="told")
    needed: str
    """What has to be recorded so that the row no longer matches."""
    answers: tuple[str, ...] = field(name="answered")
    """The answers of the user so far."""


class AnsweredVerdict(Struct, frozen=True):
    """A verdict that the user answered; exercises with the same answer are grouped."""

    day: date
    verdict: Verdict
    row: RowId
    exercises: tuple[str, ...]
    answer: str
    change: str | None
    """The new level, stage or load; null if nothing changed."""
    note: str | None


class OutcomeScore(Struct, frozen=True):
    """An outcome measure: a VISA-A total (0-100), or the repetitions of a single-leg heel-rise test."""

    day: date
    visa_a: int | None
    heel_rises: int | None
    side: Side | None


class DatedNote(Struct, frozen=True, order=True):
    """A note in the user's own words. about: a session, an answer to a verdict, or what a clinician said."""

    day: date
    about: Literal["session", "answer", "clinician"]
    text: str


class ReportLoad(Struct, frozen=True):
    """The heaviest load of a day."""

    day: date
    kg: Kilograms


class ReportExercise(Struct, frozen=True):
    """The work of an exercise in the period."""

    exercise: Name
    name: str
    sessions: int
    sets_planned: int
    sets_done: int
    repetitions: int
    full_length: int
    """Repetitions whose loaded phase lasted its full time."""
    tension: float
    """Seconds under tension."""
    loads: tuple[ReportLoad, ...]
    """One entry for each day with a load."""


class ReportAdherence(Struct, frozen=True):
    """Adherence in the period."""

    sets_planned: int
    sets_done: int
    days_kept: int
    days_not_kept: int
    flare_up_days: int
    pause_days: int
    locked_days: int
    streak_days: int
    """Completed days in a row up to the last day."""


@dataclass(frozen=True)
class Report:
    """Everything a report contains. first, last: the period, both ends included."""

    made_at: datetime
    first: date
    last: date
    noted: WhichNotes
    """Which notes are included; every text in the user's own words counts as a note."""
    side: Side | None
    region: Region | None
    program: ReportProgram | None
    history: History
    locks: tuple[RuleEvent, ...]
    """The stops that lock all sessions on the day of the report, whenever they were said."""
    medians: tuple[float | None, ...]
    """For each day, the median morning pain of the seven days up to and including it."""
    streak: int
    """Completed days in a row up to the last day."""
    exercises: tuple[ReportExercise, ...]
    calm: int
    """NPRS up to which pain is calm in the rule."""
    limit: int
    """NPRS up to which a session may go on."""
    baseline: Exact | None
    """Baseline of the morning pain on the day of the report; None with too few mornings."""
    stiffness_baseline: Exact | None
    verdicts_now: tuple[VerdictNow, ...]
    verdicts_answered: tuple[AnsweredVerdict, ...]
    rows: tuple[RuleRow, ...]
    """The rows named by the verdicts, in the order of the decision table."""
    rule_source: str
    advice: tuple[str, ...]
    marks: tuple[OutcomeScore, ...]
    notes: tuple[DatedNote, ...]
    files_set_aside: int
    """How many files could not be read."""

    @property
    def by_month(self) -> bool:
        """Whether the period is so long that the report has a row per month."""
        return (self.last - self.first).days >= MOST_WEEKLY_ROWS * 7

    @property
    def span(self) -> str:
        """`month` or `week`."""
        return "month" if self.by_month else "week"

    @property
    def spans(self) -> tuple[HistoryWeek, ...]:
        """The weeks of the period; or its months, whose `monday` is the first day of the month."""
        if not self.by_month:
            return self.history.weeks
        months = groupby(self.history.days, key=lambda history_day: history_day.day.replace(day=1))
        return tuple(HistoryWeek(first, tuple(days)) for first, days in months)

    @property
    def sessions(self) -> int:
        """Finished training sessions."""
        return sum(history_day.sessions for history_day in self.history.days)

    @property
    def loads(self) -> dict[str, tuple[tuple[date, float], ...]]:
        """The heaviest load (kg) of each week or month by exercise name; exercises without a load are left out."""
        heaviest_loads = {}
        for exercise in self.exercises:
            heaviest: dict[date, float] = defaultdict(float)
            for load in exercise.loads:
                begin = load.day.replace(day=1) if self.by_month else monday_of(load.day)
                heaviest[begin] = max(heaviest[begin], load.kg)
            if heaviest:
                heaviest_loads[exercise.name] = tuple(heaviest.items())
        return heaviest_loads

    @property
    def adherence(self) -> ReportAdherence:
        """The sets and the days of the period."""
        days = self.history.days
        return ReportAdherence(
            sets_planned=self.history.planned,
            sets_done=self.history.done,
            days_kept=sum(day.is_complete is True for day in days),
            days_not_kept=sum(day.is_complete is False for day in days),
            flare_up_days=sum(day.flare for day in days),
            pause_days=sum(day.kind == "away" for day in days),
            locked_days=sum(day.kind == "locked" for day in days),
            streak_days=self.streak,
        )


class ReportRequest(NamedTuple):
    """What a report should cover. first_day: None is from the first record; last_day: None is up to today."""

    made_at: datetime
    first_day: date | None = None
    last_day: date | None = None
    notes: WhichNotes = ALL_NOTES
