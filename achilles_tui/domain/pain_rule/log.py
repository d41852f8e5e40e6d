"""The recorded sessions and entries, as far back as the rule needs them, and what it counts in them. Pure.

A training day is the local day a session began on. A session dated after today is left out until that day comes: a
clock was wrong. Practice never counts. Missing is None, never 0.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Literal

from achilles_tui.domain.base.units import Category, Exact, Verdict
from achilles_tui.domain.pain_rule.inputs import Pains
from achilles_tui.domain.programs.dose import DAYS_OF_A_WEEK
from achilles_tui.domain.records.apply_corrections import corrected_sessions
from achilles_tui.domain.records.day_entries import Answer, Diary, ProgramStart
from achilles_tui.domain.records.session_record import SessionRecord, highest
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags

LOADED = frozenset({Category.STRENGTH, Category.ECCENTRIC, Category.HEAVY, Category.ISOMETRIC})
"""The categories that load the tendon; a stretch does not."""

MorningMeasure = Literal["morning", "stiffness"]
"""What is recorded of a morning: pain on the first steps (NPRS), or minutes of stiffness."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Log:
    """Everything recorded up to now.

    recorded: the sessions as their files have them, in any order; the corrections of the diary are applied here.
    earlier: the last training day before the first of them.
    """

    recorded: tuple[SessionRecord, ...]
    diary: Diary
    safety: RedFlags
    now: datetime
    earlier: date | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @cached_property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The training sessions that are over, in the order they began."""
        counted = (session for session in self._corrected_sessions if session.is_training and session.day <= self.today)
        return tuple(sorted(counted, key=lambda session: (session.started, session.id)))

    @property
    def future_sessions(self) -> tuple[SessionRecord, ...]:
        """Training sessions dated after today."""
        return tuple(
            session for session in self._corrected_sessions if session.is_training and session.day > self.today
        )

    @cached_property
    def _corrected_sessions(self) -> tuple[SessionRecord, ...]:
        """The sessions with their corrections."""
        return corrected_sessions(self.recorded, self.diary.corrections)

    @cached_property
    def program_starts(self) -> tuple[ProgramStart, ...]:
        """The beginnings of programs up to now, in order."""
        return tuple(start for start in self.diary.program_starts if start.at <= self.now)

    @cached_property
    def restarted_at(self) -> datetime | None:
        """When the user last restarted the same program: levels recorded before no longer count."""
        again = (again.at for before, again in pairwise(self.program_starts) if again.program == before.program)
        return max(again, default=None)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers up to now, in order; of several to one verdict, the last counts."""
        return last_answers(answer for answer in self.diary.answers if answer.at <= self.now)

    @cached_property
    def increases(self) -> tuple[Answer, ...]:
        """The answers that increased something, since the program was last restarted."""
        restart = self.restarted_at
        raises = (answer for answer in self.answers if answer.verdict is Verdict.PROGRESS and answer.said != "no")
        return tuple(answer for answer in raises if restart is None or answer.at >= restart)

    @cached_property
    def notes(self) -> tuple[ClinicianNote, ...]:
        """The clinician notes up to now, in order."""
        return tuple(
            sorted((note for note in self.safety.clinician_notes if note.at <= self.now), key=lambda note: note.at)
        )

    @property
    def last_note(self) -> datetime | None:
        """When the last clinician note was recorded: what came before it is no longer judged."""
        return self.notes[-1].at if self.notes else None

    @cached_property
    def sessions_since_note(self) -> tuple[SessionRecord, ...]:
        """The sessions to judge: those after the last clinician note."""
        note = self.last_note
        return tuple(session for session in self.sessions if note is None or session.started > note)

    def sessions_on(self, day: date) -> tuple[SessionRecord, ...]:
        """Return the training of a day."""
        return tuple(session for session in self.sessions if session.day == day)

    def day_up_to(self, session: SessionRecord) -> tuple[SessionRecord, ...]:
        """Return the sessions to judge of a session's training day, up to the session itself."""
        return tuple(
            record
            for record in self.sessions_since_note
            if record.day == session.day and record.started <= session.started
        )

    # ------------------------------------------------------------------ pain

    def pains(self, session: SessionRecord, *, calm: int, with_morning: bool = True) -> Pains:
        """Return the pain of a session's training day up to that session, the highest of each value.

        calm: where the session has no value of its own, one of its day up to this (NPRS) does not replace it.
        """
        that_day = self.day_up_to(session)
        during = highest(record.pain_during() for record in that_day)
        after = highest(record.final_pain() for record in that_day)
        return Pains(
            _day_value(session.pain_during(), during, calm),
            _day_value(session.final_pain(), after, calm),
            self.diary.day(session.day + ONE_DAY).morning if with_morning else None,
        )

    @cached_property
    def _morning_values(self) -> dict[str, tuple[tuple[date, int], ...]]:
        """The recorded mornings up to today by their measure, the earliest first."""
        days = [(day, file) for day, file in sorted(self.diary.days.items()) if day <= self.today]
        mornings = ((day, file.morning) for day, file in days)
        stiffnesses = ((day, file.stiffness) for day, file in days)
        return {
            "morning": tuple((day, value) for day, value in mornings if value is not None),
            "stiffness": tuple((day, value) for day, value in stiffnesses if value is not None),
        }

    def baseline(self, measure: MorningMeasure, *, fewest: int, last: date, most: int) -> Exact | None:
        """Return the median of the last mornings recorded up to a day, at most `most`; None with too few."""
        mornings = self._morning_values[measure]
        end = bisect_right(mornings, last, key=itemgetter(0))
        return self._median((measure, max(0, end - most), end), fewest)

    def first_baseline(self, measure: MorningMeasure, *, fewest: int, first: date | None, last: date) -> Exact | None:
        """Return the median of the first `fewest` recorded mornings from a day on; None while there are fewer."""
        mornings = self._morning_values[measure]
        start = 0 if first is None else bisect_left(mornings, first, key=itemgetter(0))
        end = min(start + fewest, bisect_right(mornings, last, key=itemgetter(0)))
        return self._median((measure, start, end), fewest)

    def _median(self, part: tuple[MorningMeasure, int, int], fewest: int) -> Exact | None:
        """Return the median over a range of mornings. Cached: verdicts on many days use the same few ranges."""
        which, start, end = part
        if end - start < fewest:
            return None
        if part not in self._medians:
            self._medians[part] = Fraction(
                median(Fraction(value) for _, value in self._morning_values[which][start:end])
            )
        return self._medians[part]

    @cached_property
    def _medians(self) -> dict[tuple[MorningMeasure, int, int], Fraction]:
        """The medians worked out so far."""
        return {}

    @cached_property
    def full_session_ids(self) -> frozenset[str]:
        """The ids of the sessions with all sets done."""
        return frozenset(session.id for session in self.sessions if session.is_full)

    def week_rise(self, last: date, *, fewest: int) -> Exact | None:
        """Return by how many points mean morning pain rose in the 7 days up to the last, over the 7 before.

        fewest: recorded mornings that each of the two weeks needs. Mornings up to a clinician note do not count.
        """
        now, before = self._mornings(last), self._mornings(last - timedelta(days=DAYS_OF_A_WEEK))
        if min(len(now), len(before)) < fewest:
            return None
        return Fraction(sum(now), len(now)) - Fraction(sum(before), len(before))

    def _mornings(self, last: date) -> list[int]:
        """Return the recorded mornings of a week, only those after the last clinician note."""
        mornings, before = self._morning_values["morning"], last - timedelta(days=DAYS_OF_A_WEEK)
        note = self.last_note
        start = bisect_right(mornings, before if note is None else max(before, note.date()), key=itemgetter(0))
        return [value for _, value in mornings[start : bisect_right(mornings, last, key=itemgetter(0))]]

    def flare(self, last: date, days: int) -> bool:
        """Whether a flare-up was marked on any of these days. days: how many, up to the last."""
        return any(self.diary.day(last - timedelta(days=back)).how == "flare-up" for back in range(days))

    # ------------------------------------------------------------------ work

    def gap(self, day: date, last: SessionRecord | None = None) -> int:
        """Return the longest gap between sessions, in days, that still counts: since the last full session.

        last: the last session that counts; without it, the last of all.
        """
        sessions = [
            session
            for session in self.sessions
            if session.day <= day and (last is None or session.started <= last.started)
        ]
        longest = 0
        later = day
        for session in reversed(sessions):
            longest = max(longest, (later - session.day).days)
            if session.id in self.full_session_ids:
                return longest
            later = session.day
        return max(longest, (later - self.earlier).days) if self.earlier else longest


def last_answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the last answer to each verdict, in the order they were recorded. answers: in that order."""
    counted = {
        (answer.program, answer.exercise, answer.session or answer.id, answer.verdict): answer for answer in answers
    }
    return tuple(sorted(counted.values(), key=lambda answer: (answer.at, answer.id)))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def is_loaded(record: SessionRecord) -> bool:
    """Whether a session has exercises that load the tendon."""
    return any(exercise.category in LOADED for exercise in record.plan.exercises)


def _day_value(session_value: int | None, day_value: int | None, calm: int) -> int | None:
    """Return the day's value; None where the session has none, unless the day's value is above calm."""
    return None if session_value is None and (day_value is None or day_value <= calm) else day_value
