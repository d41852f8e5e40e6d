"""What the pain rule makes of the days before those that are read: from the index, else judged from their files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from achilles_tui.domain.pain_rule.course import Course
from achilles_tui.domain.pain_rule.course_of_log import course_facts
from achilles_tui.domain.pain_rule.log import last_answers, notes_up_to
from achilles_tui.domain.pain_rule.mornings import DAYS_BEFORE, ONE_DAY
from achilles_tui.domain.pain_rule.training_days import JudgedSession, training_days
from achilles_tui.storage.index.course_index import CourseIndex
from achilles_tui.storage.stores.corrected_sessions import walk_corrected
from achilles_tui.storage.stores.days import read_days

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from achilles_tui.domain.pain_rule.course import CourseState
    from achilles_tui.domain.pain_rule.rule import PainRule
    from achilles_tui.domain.red_flags.safety import RedFlags

LASTS = timedelta(days=7)
"""How far behind a stored state may be: that many more days of sessions are then read at each start."""


class OlderDays:
    """The days of one data folder before those that are read. cache: the folder of the index; None keeps none."""

    def __init__(self, data: Path, cache: Path | None) -> None:
        """Read nothing yet."""
        self._data = data
        self._index = None if cache is None else CourseIndex(data, cache)

    def state(self, first: date, safety: RedFlags, now: datetime, rule: PainRule) -> CourseState | None:
        """Return what the days before the first leave behind; None where the last clinician note is no older.

        first: the first day of sessions that is read anyway. Needed are also the days since the last clinician note,
        however long ago.
        """
        notes = notes_up_to(safety, now)
        note = notes[-1].at if notes else None
        if note is not None and note.date() >= first:
            return None
        through, index = first - ONE_DAY, self._index
        stored = index.load(rule, now.date()) if index else None
        if stored is not None and (stored.note != note or stored.through > through):
            stored = None
        if stored is None or through - stored.through > LASTS:
            stored = self._judge(through, note, rule, stored)
            if index:
                index.save(stored, rule, now.date())
        return stored

    def _judge(self, through: date, note: datetime | None, rule: PainRule, stored: CourseState | None) -> CourseState:
        """Judge the days up to one, after those of a stored state; all since the note where there is none."""
        first = stored.through + ONE_DAY if stored else note.date() if note else date.min
        entries = read_days(self._data, first - DAYS_BEFORE if stored else first, through).diary
        sessions = [
            JudgedSession.of_record(session)
            for step in walk_corrected(self._data, entries, first, through)
            for session in step.sessions
            if session.is_training and (note is None or session.started > note)
        ]
        facts = course_facts(training_days(sessions), entries, last_answers(entries.answers), note, through)
        return Course(facts, rule, through, stored).state()
