"""What was recorded, as far back as today's questions need it, and the folds that answer them. Pure; nothing is stored.

A training day is the local day a session began on. What is dated after today is left out until that day comes: a clock
was wrong, and nobody can have trained tomorrow. Practice never counts. Missing is None, never 0.
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
"""What loads the tendon; a stretch does not."""

MorningMeasure = Literal["morning", "stiffness"]
"""What is told of a morning: pain on the first steps (NPRS), or minutes of stiffness."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Log:
    """What is known now.

    recorded: the sessions that were read, in any order, as their files say them; what the diary corrects is corrected
    here. earlier: the last training day before those that were read.
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
        """The training that is over, in the order it began."""
        counted = (session for session in self._corrected_sessions if session.is_training and session.day <= self.today)
        return tuple(sorted(counted, key=lambda session: (session.started, session.id)))

    @property
    def future_sessions(self) -> tuple[SessionRecord, ...]:
        """Training that is dated after today."""
        return tuple(
            session for session in self._corrected_sessions if session.is_training and session.day > self.today
        )

    @cached_property
    def _corrected_sessions(self) -> tuple[SessionRecord, ...]:
        """The sessions as the user says they were."""
        return corrected_sessions(self.recorded, self.diary.corrections)

    @cached_property
    def program_starts(self) -> tuple[ProgramStart, ...]:
        """The beginnings of programs up to now, in order."""
        return tuple(start for start in self.diary.program_starts if start.at <= self.now)

    @cached_property
    def restarted_at(self) -> datetime | None:
        """When the program that was on was begun anew: levels told before say nothing. Replacing it is not that."""
        again = (again.at for before, again in pairwise(self.program_starts) if again.program == before.program)
        return max(again, default=None)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers up to now, in order; of several to one verdict the last one counts."""
        return last_answers(answer for answer in self.diary.answers if answer.at <= self.now)

    @cached_property
    def increases(self) -> tuple[Answer, ...]:
        """The answers that made something more, since the program was last begun anew."""
        anew = self.restarted_at
        raises = (answer for answer in self.answers if answer.verdict is Verdict.PROGRESS and answer.said != "no")
        return tuple(answer for answer in raises if anew is None or answer.at >= anew)

    @cached_property
    def notes(self) -> tuple[ClinicianNote, ...]:
        """The clinician notes up to now, in order."""
        return tuple(
            sorted((note for note in self.safety.clinician_notes if note.at <= self.now), key=lambda note: note.at)
        )

    @property
    def last_note(self) -> datetime | None:
        """When a clinician note was last recorded: what lies before it is not judged any more."""
        return self.notes[-1].at if self.notes else None

    @cached_property
    def sessions_since_note(self) -> tuple[SessionRecord, ...]:
        """The sessions that can be judged: those after the last clinician note."""
        note = self.last_note
        return tuple(session for session in self.sessions if note is None or session.started > note)

    def sessions_on(self, day: date) -> tuple[SessionRecord, ...]:
        """Return the training of a day."""
        return tuple(session for session in self.sessions if session.day == day)

    def day_up_to(self, session: SessionRecord) -> tuple[SessionRecord, ...]:
        """Return what can be judged of the training day of a session, up to the session itself."""
        return tuple(
            record
            for record in self.sessions_since_note
            if record.day == session.day and record.started <= session.started
        )

    # ------------------------------------------------------------------ pain

    def pains(self, session: SessionRecord, *, calm: int, with_morning: bool = True) -> Pains:
        """Return the values of a session and its training day, the highest of each that day has up to it.

        calm: NPRS up to which a value of the day says nothing where the session has none of its own.
        """
        that_day = self.day_up_to(session)
        during = highest(record.pain_during() for record in that_day)
        after = highest(record.final_pain() for record in that_day)
        return Pains(
            _of_day(session.pain_during(), during, calm),
            _of_day(session.final_pain(), after, calm),
            self.diary.day(session.day + ONE_DAY).morning if with_morning else None,
        )

    @cached_property
    def _morning_values(self) -> dict[str, tuple[tuple[date, int], ...]]:
        """What was told of mornings up to today, by its name, the earliest first; a day without it is left out."""
        days = [(day, file) for day, file in sorted(self.diary.days.items()) if day <= self.today]
        mornings = ((day, file.morning) for day, file in days)
        stiffnesses = ((day, file.stiffness) for day, file in days)
        return {
            "morning": tuple((day, value) for day, value in mornings if value is not None),
            "stiffness": tuple((day, value) for day, value in stiffnesses if value is not None),
        }

    def baseline(self, measure: MorningMeasure, *, fewest: int, last: date, most: int) -> Exact | None:
        """Return the median of the last so many recorded mornings up to a day; None with too few."""
        mornings = self._morning_values[measure]
        end = bisect_right(mornings, last, key=itemgetter(0))
        return self._median((measure, max(0, end - most), end), fewest)

    def first_baseline(self, measure: MorningMeasure, *, fewest: int, first: date | None, last: date) -> Exact | None:
        """Return the median of the first so many recorded mornings from a day on; None as long as there are fewer."""
        mornings = self._morning_values[measure]
        start = 0 if first is None else bisect_left(mornings, first, key=itemgetter(0))
        end = min(start + fewest, bisect_right(mornings, last, key=itemgetter(0)))
        return self._median((measure, start, end), fewest)

    def _median(self, part: tuple[MorningMeasure, int, int], fewest: int) -> Exact | None:
        """Return the median of a part of the known mornings; verdicts on many days ask for the same few parts."""
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
        """Those that were asked for."""
        return {}

    @cached_property
    def full_session_ids(self) -> frozenset[str]:
        """The ids of the sessions of which all sets were done."""
        return frozenset(session.id for session in self.sessions if session.is_full)

    def week_rise(self, last: date, *, fewest: int) -> Exact | None:
        """Return by how many points the mean morning pain of the 7 days up to the last rose over the 7 before.

        fewest: recorded mornings that each of the two needs. Those up to a clinician note are not read any more.
        """
        now, before = self._mornings(last), self._mornings(last - timedelta(days=DAYS_OF_A_WEEK))
        if min(len(now), len(before)) < fewest:
            return None
        return Fraction(sum(now), len(now)) - Fraction(sum(before), len(before))

    def _mornings(self, last: date) -> list[int]:
        """Return the recorded mornings of a week after the last clinician note."""
        mornings, before = self._morning_values["morning"], last - timedelta(days=DAYS_OF_A_WEEK)
        note = self.last_note
        start = bisect_right(mornings, before if note is None else max(before, note.date()), key=itemgetter(0))
        return [value for _, value in mornings[start : bisect_right(mornings, last, key=itemgetter(0))]]

    def flare(self, last: date, days: int) -> bool:
        """Whether a flare-up was marked on any of so many days up to the last."""
        return any(self.diary.day(last - timedelta(days=back)).how == "flare-up" for back in range(days))

    # ------------------------------------------------------------------ work

    def gap(self, asked_on: date, last: SessionRecord | None = None) -> int:
        """Return the days without a session that count on a day: until one full session has been done after them.

        last: the last session that counts; without it, the last that there is.
        """
        sessions = [
            session
            for session in self.sessions
            if session.day <= asked_on and (last is None or session.started <= last.started)
        ]
        longest = 0
        later = asked_on
        for session in reversed(sessions):
            longest = max(longest, (later - session.day).days)
            if session.id in self.full_session_ids:
                return longest
            later = session.day
        return max(longest, (later - self.earlier).days) if self.earlier else longest


def last_answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the last answer to each verdict, in the order they were given. answers: in that order."""
    counted = {
        (answer.program, answer.exercise, answer.session or answer.id, answer.verdict): answer for answer in answers
    }
    return tuple(sorted(counted.values(), key=lambda answer: (answer.at, answer.id)))


def monday_of(day: date) -> date:
    """Return the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def is_loaded(record: SessionRecord) -> bool:
    """Whether a session has exercises that load the tendon."""
    return any(exercise.category in LOADED for exercise in record.plan.exercises)


def _of_day(of_session: int | None, of_day: int | None, calm: int) -> int | None:
    """Return the day's value. One that the session does not have stays missing, unless the day's would hold anyway."""
    return None if of_session is None and (of_day is None or of_day <= calm) else of_day
