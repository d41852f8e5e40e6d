"""What was recorded, as far back as today's questions need it, and the folds that answer them. Pure; nothing is stored.

A training day is the local day a session began on. What is dated after today is left out until that day comes: a clock
was wrong, and nobody can have trained tomorrow. Practice never counts. Missing is None, never 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from statistics import median

from achilles_tui.core.diary import Diary, days_up_to
from achilles_tui.core.dose import DAYS_OF_A_WEEK
from achilles_tui.core.history import SessionRecord, SetRecord, Status
from achilles_tui.core.judged import Pains
from achilles_tui.core.safety import SafetyLog
from achilles_tui.core.units import Category, Exact

LOADED = frozenset({Category.STRENGTH, Category.ECCENTRIC, Category.HEAVY, Category.ISOMETRIC})
"""What loads the tendon; a stretch does not."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Log:
    """What is known now.

    recorded: the sessions that were read, in any order. earlier: the last training day before those that were read.
    """

    recorded: tuple[SessionRecord, ...]
    diary: Diary
    safety: SafetyLog
    now: datetime
    earlier: date | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @cached_property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """The training that is over, in the order it began."""
        counted = (one for one in self.recorded if _counts(one) and one.day <= self.today)
        return tuple(sorted(counted, key=lambda one: (one.started, one.id)))

    @property
    def ahead(self) -> tuple[SessionRecord, ...]:
        """Training that is dated after today."""
        return tuple(one for one in self.recorded if _counts(one) and one.day > self.today)

    @property
    def last_note(self) -> datetime | None:
        """When a clinician note was last recorded: what lies before it is not judged any more."""
        return max((note.at for note in self.safety.clinician_notes if note.at <= self.now), default=None)

    @cached_property
    def judged(self) -> tuple[SessionRecord, ...]:
        """The sessions that can be judged: those after the last clinician note."""
        note = self.last_note
        return tuple(one for one in self.sessions if note is None or one.started > note)

    def on(self, day: date) -> tuple[SessionRecord, ...]:
        """Return the training of a day."""
        return tuple(one for one in self.sessions if one.day == day)

    # ------------------------------------------------------------------ pain

    def pains(self, session: SessionRecord, *, calm: int, with_morning: bool = True) -> Pains:
        """Return the values of a session and its training day, the highest of each that day has up to it.

        calm: NPRS up to which a value of the day says nothing where the session has none of its own.
        """
        that_day = [one for one in self.judged if one.day == session.day and one.started <= session.started]
        during = _highest(pain_during(one) for one in that_day)
        after = _highest(one.final_pain() for one in that_day)
        return Pains(
            _known(pain_during(session), during, calm),
            _known(session.final_pain(), after, calm),
            self.diary.day(session.day + ONE_DAY).morning if with_morning else None,
        )

    def baseline(self, values: Iterable[int | None], *, fewest: int, most: int, first: bool) -> Exact | None:
        """Return the median of recorded values: of the first `fewest`, or of the last `most`; None with too few."""
        known = [value for value in values if value is not None]
        if len(known) < fewest:
            return None
        return Fraction(median(map(Fraction, known[:fewest] if first else known[-most:])))

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
        note = self.last_note
        values = zip(days_up_to(last, DAYS_OF_A_WEEK), self.diary.mornings(last, DAYS_OF_A_WEEK), strict=True)
        return [value for day, value in values if value is not None and (note is None or day > note.date())]

    def flare(self, last: date, days: int) -> bool:
        """Whether a flare-up was marked on any of so many days up to the last."""
        return any(self.diary.day(last - timedelta(days=back)).how == "flare-up" for back in range(days))

    # ------------------------------------------------------------------ work

    def gap(self, asked_on: date) -> int:
        """Return the days without a session that count on a day: until one full session has been done after them."""
        days = [one for one in self.sessions if one.day <= asked_on]
        longest = 0
        later = asked_on
        for one in reversed(days):
            longest = max(longest, (later - one.day).days)
            if is_full(one):
                return longest
            later = one.day
        return max(longest, (later - self.earlier).days) if self.earlier else longest


def _counts(record: SessionRecord) -> bool:
    return record.status is not Status.IN_PROGRESS and not record.practice


def pain_during(record: SessionRecord) -> int | None:
    """Return the highest answer given before the end of a session (NPRS), if any was."""
    return _highest(pain.value for pain in record.pains if pain.about != "final")


def is_full(record: SessionRecord) -> bool:
    """Whether all sets of a session were done."""
    return all(is_done(one) for one in record.sets)


def is_done(one: SetRecord) -> bool:
    """Whether a set was done as planned."""
    return one.done >= one.planned


def is_loaded(record: SessionRecord) -> bool:
    """Whether a session has exercises that load the tendon."""
    return any(one.category in LOADED for one in record.plan.exercises)


def _known(of_session: int | None, of_day: int | None, calm: int) -> int | None:
    """Return the day's value. One that the session does not have stays missing, unless the day's would hold anyway."""
    return None if of_session is None and (of_day is None or of_day <= calm) else of_day


def _highest(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)
