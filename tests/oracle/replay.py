"""The days since a clinician note, judged one after the other: the step backs and the stop that they led to."""

from collections.abc import Hashable, Iterator
from copy import copy
from typing import Literal, NamedTuple

from tests.oracle.era import LONG_GAP, WEEK, Era
from tests.oracle.events import Answer
from tests.oracle.table import STEP_BACK, STOP, VERDICTS, Inputs, binding_row

OTHERWISE: Literal["my PT says otherwise"] = "my PT says otherwise"
LEAST_MORNING, LEAST_STIFFNESS = 3, 15
"""Below these, D7 and the stiffness of D9 do not fit, whatever the baselines."""


class Readings(NamedTuple):
    """Which reading of a doubtful sentence is taken; the first of each list is the one chosen."""

    change_dated: Literal["last said", "first said", "morning"] = "last said"
    """The day of a STEP BACK for `days_since_change`. `morning`: first said, but not before the day after."""
    step_back_dated: Literal["last said", "first said", "morning"] = "last said"
    """The same for `days_since_step_back`."""
    every_note_anew: bool = True
    """Whether a clinician note begins everything anew also where no STOP held."""


class StepBackDates(NamedTuple):
    """The STEP BACK of a judged training day, and the first and the last day it was said."""

    judged: int
    first: int
    last: int

    def dated(self, reading: str) -> int:
        """Return the day that counts by a reading."""
        return {"first said": self.first, "last said": self.last, "morning": max(self.first, self.judged + 1)}[reading]


class Stop(NamedTuple):
    """A STOP that was said. evidence: the sessions (by id) and mornings (by day) it names."""

    row: str
    day: int
    judged: int
    evidence: frozenset[Hashable]


class Replay:
    """One era, day by day."""

    def __init__(self, era: Era, readings: Readings) -> None:
        """Begin before its first day."""
        self.era, self.readings = era, readings
        self.step_backs: dict[int, dict[str, tuple[int, int]]] = {}
        """By the judged training day and row: the first and the last day it was said."""
        self.stop: Stop | None = None
        self.day: int | None = None
        """The last day that is over."""

    def close_days_before(self, today: int) -> None:
        """Judge every day that is over."""
        if self.day is None:
            if not self.era.days or self.era.days[0] >= today:
                return
            self.day = self.era.days[0] - 1
        while self.day < today - 1 and self.stop is None:
            self.day += 1
            self.close_day(self.day)

    def through(self, today: int) -> "Replay":
        """Return a copy that has judged today as well, as far as it is known."""
        ahead = copy(self)
        ahead.step_backs = {judged: dict(rows) for judged, rows in self.step_backs.items()}
        if ahead.stop is None:
            ahead.close_day(today)
        return ahead

    def close_day(self, today: int) -> None:
        """Judge a day: as of its morning, then with its sessions and answers."""
        morning = self.era.day_before(today)
        if morning is not None:
            self._say(morning, today, answered_to=today - 1, with_today=False)
        if morning is not None and any(day == today for day, _ in self.era.answers):
            self._say(morning, today, answered_to=today, with_today=True)
        if today in self.era.sessions:
            self._say(today, today, answered_to=today, with_today=True)

    def parts(self, today: int) -> Iterator[tuple[int, Inputs]]:
        """Yield what is judged as of today: the last training day before it, and today where it is one."""
        for judged in (self.era.day_before(today), today if today in self.era.sessions else None):
            if judged is not None:
                yield judged, self.inputs(judged, today, answered_to=today, with_today=True)

    def inputs(self, judged: int, today: int, *, answered_to: int, with_today: bool) -> Inputs:
        """Return the inputs of D2 to D13 for a training day as of a day; those of D14 on are left at their defaults."""
        era = self.era
        before = era.day_before(judged)
        baseline, stiffness_baseline = era.baselines(today, answered_to)
        stiffness, next_stiffness = era.stiffness_after(judged, today)
        earlier = [dates for dates in self._counting(answered_to) if dates.judged < judged]
        dates = [one.dated(self.readings.step_back_dated) for one in earlier]
        gaps = era.gaps(today, with_today=with_today)
        unanswered = self._unanswered(gaps, answered_to)
        return Inputs(
            judged=era.told(judged, today),
            previous=None if before is None else era.told(before, judged),
            baseline=baseline,
            stiffness=stiffness,
            next_stiffness=next_stiffness,
            stiffness_baseline=stiffness_baseline,
            week_mean=era.week_mean(today),
            week_rise=era.week_rise(today),
            week_rise_before=era.week_rise(today - WEEK),
            step_backs_7d=sum(today - WEEK < first <= today for _, first, _ in earlier),
            days_since_step_back=today - max(dates) if dates else None,
            ended_for_pain=era.ended_for_pain(judged),
            flare_7d=today - era.flare_day(today) < WEEK,
            gap_days=max((days for _, days in unanswered or gaps), default=0),
            gap_answered=not unanswered,
        )

    def days_since_change(self, program: str, exercise: str, today: int) -> int | None:
        """Return the days since the last change; None where nothing ever began."""
        changes = [dates.dated(self.readings.change_dated) for dates in self._counting(today)]
        changes += [
            day
            for day, answer in self.era.answers
            if answer.verdict == "progress"
            and answer.said == "yes"
            and (answer.program, answer.exercise) == (program, exercise)
        ]
        changes += [self.era.first_day] if self.era.note else []
        begin = self.era.begin_of(program)
        changes += [] if begin is None else [begin]
        return today - max(changes) if changes else None

    def _say(self, judged: int, today: int, *, answered_to: int, with_today: bool) -> None:
        if self.stop is not None or self._is_quiet(judged, today, with_today=with_today):
            return
        row = binding_row(self.inputs(judged, today, answered_to=answered_to, with_today=with_today))
        if row is None:
            return
        if VERDICTS[row] == STOP:
            self.stop = Stop(row, today, judged, frozenset(self._evidence(row, judged, today)))
        else:
            if row == "D10":
                judged = self._unanswered(self.era.gaps(today, with_today=with_today), answered_to)[0][0]
            rows = self.step_backs.setdefault(judged, {})
            rows[row] = rows.get(row, (today, today))[0], today

    def _is_quiet(self, judged: int, today: int, *, with_today: bool) -> bool:
        """Whether no row of a STOP or STEP BACK can fit, whatever the rest: most days, and quicker to see."""
        era = self.era
        rise = era.week_rise(today)
        return (
            era.told(judged, today).highest < LEAST_MORNING
            and (rise is None or rise < 1)
            and (era.stiffness_after(judged, today)[0] or 0) < LEAST_STIFFNESS
            and not era.ended_for_pain(judged)
            and not any(days >= LONG_GAP for _, days in era.gaps(today, with_today=with_today))
        )

    def _counting(self, answered_to: int) -> Iterator[StepBackDates]:
        """Yield the dates of each judged training day with a STEP BACK that no PT replaced."""
        if not self.step_backs:
            return
        replaced = {
            (self._judged_by(answer, day), answer.row)
            for day, answer in self.era.answers
            if answer.verdict == STEP_BACK and answer.said == OTHERWISE and day <= answered_to
        }
        for judged, rows in self.step_backs.items():
            spans = [span for row, span in rows.items() if (judged, row) not in replaced]
            if spans:
                yield StepBackDates(judged, min(first for first, _ in spans), max(last for _, last in spans))

    def _judged_by(self, answer: Answer, day: int) -> int | None:
        if answer.row == "D10":
            return next((judged for judged, rows in self.step_backs.items() if "D10" in rows and judged < day), None)
        return self.era.day_of.get(answer.session or "") or self.era.day_before(day)

    def _unanswered(self, gaps: list[tuple[int, int]], answered_to: int) -> list[tuple[int, int]]:
        """Return the long gaps, the latest first, without an answer to D10 since they became long."""
        answers = [day for day, answer in self.era.answers if answer.row == "D10" and day <= answered_to]
        return [
            (last, days)
            for last, days in gaps
            if days >= LONG_GAP and not any(day >= last + LONG_GAP for day in answers)
        ]

    def _evidence(self, row: str, judged: int, today: int) -> Iterator[Hashable]:
        """Yield what a STOP names: values that are high, or the mornings it compares."""
        if row == "D4":
            yield from range(today - 3 * WEEK + 1, today + 1)
            return
        before = self.era.day_before(judged)
        spans = [(judged, today)]
        if row == "D3" and before is not None:
            spans.append((before, judged))
        if row == "D5":
            spans += [(day, last) for day, rows in self.step_backs.items() for _, last in rows.values() if day < judged]
            yield from range(today - 2 * WEEK + 1, today + 1)
        least = {"D2": 8, "D3": 6, "D5": 0}[row]
        for day, last in spans:
            for session in self.era.sessions[day]:
                if max(session.during or 0, session.after or 0) >= least:
                    yield session.id
            yield from (later for later in range(day + 1, last + 1) if self.era.pains.get(later, 0) >= least)
