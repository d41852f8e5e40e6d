"""The history, day by day and week by week, for the screen and the report. Pure; no verdicts.

A missed day is never called a fault: it is only a day without work.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from statistics import median
from typing import Literal, NamedTuple

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.expected_work import (
    Adherence,
    HistoryContext,
    Kind,
    WorkDay,
    WorkPlan,
    adherence,
)
from achilles_tui.domain.pain_rule.log import monday_of
from achilles_tui.domain.pain_rule.training_days import LOADED, JudgedSession
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import DayFile, Diary, days_up_to
from achilles_tui.domain.records.readings import ReadingStep
from achilles_tui.domain.records.session_record import highest
from achilles_tui.domain.records.summary import SessionSummary, summary_of
from achilles_tui.domain.red_flags.safety import RedFlags, standing
from achilles_tui.domain.settings import Settings

MEDIAN_DAYS, MEDIAN_FEWEST = 7, 3
"""The days of a median morning, and the fewest recorded mornings it needs (ours; as many as a baseline needs)."""


class HistoryDay(NamedTuple):
    """One day. Pain is NPRS 0-10, the highest of the day; None where none was recorded."""

    day: date
    kind: Kind
    flare: bool
    """A flare-up was marked."""
    planned: int
    """Sets planned, at the low end of the dose; 0 where nothing was planned."""
    done: int
    """Of these, the sets done in full; extra sets make up for nothing."""
    missing: int
    """Of these, the sets neither done nor left out by the program itself."""
    is_over: bool
    """Whether the day is over: until then nothing counts as missed."""
    sessions: int
    morning: int | None
    stiffness: int | None
    """In minutes."""
    during: int | None
    after: int | None
    reps: int
    """Repetitions of the exercises that load the tendon."""
    tension: float
    """Time under tension in seconds, without stretches."""
    volume: float
    """Kilograms lifted: the sum, over all sets of the day, of repetitions times kilograms."""

    @property
    def sets_left_out(self) -> int:
        """Sets planned but left out by the program itself, and not done."""
        return self.planned - self.done - self.missing

    @property
    def share(self) -> float | None:
        """Sets done divided by sets planned and not left out, 0 to 1; None where there are none."""
        expected = self.done + self.missing
        return self.done / expected if expected else None

    @property
    def is_complete(self) -> bool | None:
        """Whether all sets planned and not left out were done, as on a rest day; None where the day does not count."""
        if self.flare or self.kind not in {"work", "rest"}:
            return None
        return True if not self.missing else (False if self.is_over else None)


class HistoryWeek(NamedTuple):
    """One week from Monday. Morning pain and stiffness are medians of the recorded days; None where there are none."""

    monday: date
    days: tuple[HistoryDay, ...]
    """Its days, those of the history alone."""

    @property
    def planned(self) -> int:
        """Sets planned on its days that are over; of the other days, the sets done."""
        return adherence(self.days).planned

    @property
    def done(self) -> int:
        """Of these, the sets done."""
        return adherence(self.days).done

    @property
    def sessions(self) -> int:
        """Training sessions."""
        return sum(day.sessions for day in self.days)

    @property
    def reps(self) -> int:
        """Repetitions of the exercises that load the tendon."""
        return sum(day.reps for day in self.days)

    @property
    def tension(self) -> float:
        """Time under tension in seconds, without stretches."""
        return sum(day.tension for day in self.days)

    @property
    def volume(self) -> float:
        """Kilograms lifted: the sum, over all sets of its days, of repetitions times kilograms."""
        return sum(day.volume for day in self.days)

    @property
    def morning(self) -> float | None:
        """Median morning pain (NPRS)."""
        return _median(day.morning for day in self.days)

    @property
    def stiffness(self) -> float | None:
        """Median morning stiffness in minutes."""
        return _median(day.stiffness for day in self.days)

    @property
    def during(self) -> int | None:
        """The highest pain during its sessions (NPRS)."""
        return highest(day.during for day in self.days)

    @property
    def after(self) -> int | None:
        """The highest pain at the end of its sessions (NPRS)."""
        return highest(day.after for day in self.days)


class Event(NamedTuple):
    """An event of a day besides sessions and mornings. detail: one line. value: the measured value, if any."""

    day: date
    what: Literal["step up", "step back", "stop", "clinician", "begun", "visa-a", "heel rises"]
    detail: str
    value: int | None = None


@dataclass(frozen=True, eq=False)
class History:
    """The days from a first one to the last, without a gap.

    Compared by identity, so that what is worked out from years of days can be cached.
    """

    days: tuple[HistoryDay, ...]
    events: tuple[Event, ...]
    """In the order of their days."""
    rule_events: tuple[RuleEvent, ...] = ()
    """Every stop, step back and clinician note, in the order of their days; `events` has them too."""

    @cached_property
    def weeks(self) -> tuple[HistoryWeek, ...]:
        """The weeks of these days."""
        grouped = groupby(self.days, key=lambda day: monday_of(day.day))
        return tuple(HistoryWeek(monday, tuple(days)) for monday, days in grouped)

    @cached_property
    def adherence(self) -> Adherence:
        """The sets planned and done on all days."""
        return adherence(self.days)

    @property
    def planned(self) -> int:
        """Sets planned."""
        return self.adherence.planned

    @property
    def done(self) -> int:
        """Of these, the sets done."""
        return self.adherence.done

    @cached_property
    def streak(self) -> int:
        """Complete days in a row up to now. A flare-up, a pause and a lock neither break nor lengthen it."""
        count = 0
        for day in reversed(self.days):
            if day.is_complete is False or day.kind == "before":
                break
            count += day.is_complete is True
        return count

    @cached_property
    def medians(self) -> tuple[float | None, ...]:
        """For each day the median morning pain (NPRS) of the 7 days up to it; None with too few mornings."""
        mornings = [day.morning for day in self.days]
        return tuple(
            _median(mornings[max(0, end - MEDIAN_DAYS) : end], MEDIAN_FEWEST) for end in range(1, len(mornings) + 1)
        )

    def between(self, first: date, last: date) -> "History":
        """Return the history from a first day to a last one; this same object, with its cache, if that is all."""
        days = tuple(day for day in self.days if first <= day.day <= last)
        events = tuple(event for event in self.events if first <= event.day <= last)
        is_all = (len(days), len(events)) == (len(self.days), len(self.events))
        of_rule = tuple(event for event in self.rule_events if first <= event.day <= last)
        return self if is_all else History(days, events, of_rule)


def context_at(  # noqa: PLR0913, PLR0917 everything that sessions are read with
    moment: datetime,
    diary: Diary,
    safety: RedFlags,
    offers: Mapping[str, ResolvedProgram],
    settings: Settings,
    now: Today | None,
) -> HistoryContext:
    """Return the context of the history at a moment. now: the user's program then; None where there is none."""
    notes = [note for note in safety.clinician_notes if note.at <= moment]
    locked = standing(safety).state in {"locked", "never"} if now is None else now.agenda.locked
    return HistoryContext(diary, notes, offers, settings.region, moment.date(), locked, side=settings.side)


class HistoryReading(NamedTuple):
    """How far the reading of the history has come; the last one has the history."""

    days_read: int
    """Days with their files read so far."""
    days_total: int
    """Days that have files."""
    problems: tuple[str, ...] = ()
    """One sentence for each file left out so far."""
    history: History | None = None
    lines: tuple[tuple[float, str], ...] = ()
    """The pain limits of the rule (NPRS) and the baseline, each with its name."""


def read_history(
    reads: Iterable[ReadingStep], context: HistoryContext, sources: RuleSources, first: date | None = None
) -> Iterator[HistoryReading]:
    """Yield how far the reading has come after each step, and last the history from a first day to today.

    Only the summary of each session stays in memory.
    """
    summaries: list[SessionSummary] = []
    problems: tuple[str, ...] = ()
    done = total = 0
    for read in reads:
        summaries += map(summary_of, read.sessions)
        problems, done, total = (*problems, *read.problems), read.days_read, read.days_total
        yield HistoryReading(done, total, problems)
    events = rule_events(judged_sessions(summaries), sources)
    yield HistoryReading(done, total, problems, history_of(summaries, context, first, events))


def judged_sessions(summaries: Iterable[SessionSummary]) -> Iterator[JudgedSession]:
    """Yield what the rule needs of the training sessions."""
    return (JudgedSession.of_summary(summary) for summary in summaries if summary.counts)


def history_of(
    summaries: Iterable[SessionSummary],
    context: HistoryContext,
    first: date | None = None,
    events_of_rule: tuple[RuleEvent, ...] = (),
) -> History:
    """Return the days up to today.

    first: the first day; None: the day of the earliest session or entry. events_of_rule: the stops, step-backs and
    clinician notes.
    """
    by_day: dict[date, list[SessionSummary]] = defaultdict(list)
    for summary in summaries:
        if summary.counts and summary.day <= context.today:
            by_day[summary.day].append(summary)
    recorded_days = [*by_day, *(day for day in context.diary.days if day <= context.today)]
    first = first or min(recorded_days, default=context.today)
    plan = WorkPlan((summary.work for day_summaries in by_day.values() for summary in day_summaries), context)
    weeks = groupby(days_up_to(context.today, (context.today - first).days + 1), key=monday_of)
    work = (
        work_day
        for monday, days in weeks
        for work_day in plan.week(tuple(days), is_over=monday + timedelta(days=DAYS_OF_A_WEEK) <= context.today)
    )
    days = tuple(_day(work_day, by_day.get(work_day.day, ()), context) for work_day in work)
    of_rule = tuple(event for event in events_of_rule if first <= event.day <= context.today)
    events = tuple(event for event in _events(context, of_rule) if first <= event.day <= context.today)
    return History(days, events, of_rule)


def _day(work: WorkDay, summaries: Sequence[SessionSummary], context: HistoryContext) -> HistoryDay:
    entries = context.diary.day(work.day)
    loaded = [
        exercise_work for summary in summaries for exercise_work in summary.works if exercise_work.category in LOADED
    ]
    return HistoryDay(
        day=work.day,
        kind=work.kind,
        flare=entries.how == "flare-up",
        planned=work.planned,
        done=work.done,
        missing=work.missing,
        is_over=work.is_over,
        sessions=len(summaries),
        morning=entries.morning,
        stiffness=entries.stiffness,
        during=highest(summary.during for summary in summaries),
        after=highest(summary.after for summary in summaries),
        reps=sum(exercise_work.reps_done for exercise_work in loaded),
        tension=sum(exercise_work.tension for exercise_work in loaded),
        volume=sum(exercise_work.volume for exercise_work in loaded),
    )


def _events(context: HistoryContext, of_rule: Iterable[RuleEvent]) -> Iterator[Event]:
    """Yield the events in the order of their days; the same answer to several exercises is one event."""
    events = [event for day in context.diary.days.values() for event in _events_of_day(day.counting)]
    events += [Event(event.day, event.kind, _detail(event)) for event in of_rule]
    yield from sorted(events, key=lambda event: (event.day, event.what, event.detail))


def _detail(event: RuleEvent) -> str:
    return event.sentence if event.kind == "clinician" else f"{event.row}: {event.sentence} {event.outcome}"


def _events_of_day(day: DayFile) -> Iterator[Event]:
    for start in day.begun:
        yield Event(start.at.date(), "begun", start.program)
    alike: dict[tuple[date, str], list[str]] = {}
    for answer in day.answers:
        if answer.verdict is Verdict.PROGRESS and answer.said != "no":
            alike.setdefault((answer.at.date(), f"{answer.row}, said {answer.said}"), []).append(answer.exercise)
    for (answer_day, why), exercises in alike.items():
        yield Event(answer_day, "step up", f"{why}: {', '.join(exercises)}")
    for score in day.scores:
        if score.visa_a is not None:
            yield Event(day.day, "visa-a", f"{score.visa_a} of 100", score.visa_a)
        if score.heel_rises is not None:
            yield Event(
                day.day, "heel rises", f"{score.heel_rises}, {score.side or 'side not recorded'}", score.heel_rises
            )


def _median(values: Iterable[int | None], fewest: int = 1) -> float | None:
    recorded = [value for value in values if value is not None]
    return float(median(recorded)) if len(recorded) >= fewest else None
