"""The recorded sessions and entries, as far back as the rule needs them. Pure.

A training day is the local day a session began on. A session dated after today is left out until that day comes: a
clock was wrong. Practice never counts. Missing is None, never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.pain_rule.course import CourseState
from achilles_tui.domain.records.apply_corrections import corrected_sessions
from achilles_tui.domain.records.day_entries import Answer, Diary, ProgramStart
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.records.summary import SessionWork, work_of
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags


@dataclass(frozen=True)
class Log:
    """Everything recorded up to now.

    recorded: the sessions as their files have them, in any order; the corrections of the diary are applied here.
    earlier: the last training day before the first of them. state: what the rule makes of the days before them; None
    where nothing is left out.
    """

    recorded: tuple[SessionRecord, ...]
    diary: Diary
    safety: RedFlags
    now: datetime
    earlier: date | None = None
    state: CourseState | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @cached_property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The training sessions that are over, in the order they began."""
        counted = (session for session in self._corrected_sessions if session.is_training and session.day <= self.today)
        return tuple(sorted(counted, key=lambda session: (session.started, session.id)))

    @cached_property
    def works(self) -> tuple[SessionWork, ...]:
        """The sets done in each of them."""
        return tuple(map(work_of, self.sessions))

    @property
    def works_since_note(self) -> tuple[SessionWork, ...]:
        """Those of the sessions to judge."""
        note = self.last_note
        return tuple(work for work in self.works if note is None or work.started > note)

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
        """The answers that increased something. "My PT says otherwise" is no increase."""
        return tuple(answer for answer in self.answers if answer.verdict is Verdict.PROGRESS and answer.said == "yes")

    @cached_property
    def notes(self) -> tuple[ClinicianNote, ...]:
        """The clinician notes up to now, in order."""
        return notes_up_to(self.safety, self.now)

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


def notes_up_to(safety: RedFlags, now: datetime) -> tuple[ClinicianNote, ...]:
    """Return the clinician notes up to a time, in order."""
    return tuple(sorted((note for note in safety.clinician_notes if note.at <= now), key=lambda note: note.at))


def last_answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Return the last answer to each verdict, in the order they were recorded. answers: in that order."""
    counted = {
        (answer.program, answer.exercise, answer.session or answer.id, answer.verdict, answer.row): answer
        for answer in answers
    }
    return tuple(sorted(counted.values(), key=lambda answer: (answer.at, answer.id)))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
