"""What is known since the last clinician note, by day, and what is measured of it.

Days are ordinals of the calendar. Nothing here knows a row of the table.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from statistics import median

from tests.oracle.courses import PROGRAMS
from tests.oracle.events import Answer, Leg, Morning, Note, Session, Start
from tests.oracle.table import Told

BASELINE_MORNINGS, FEWEST_MORNINGS, BASELINE_DAYS = 7, 3, 14
WEEK, FEWEST_OF_WEEK = 7, 4
LONG_GAP, GAP = 14, 7
GREEN, FULL_STREAK = 3, 3
NEVER = 0
"""A day before all days."""


class Era:
    """What lies after a clinician note, or everything where there is none."""

    def __init__(self, note: Note | None = None) -> None:
        """Begin with nothing."""
        self.note = note
        self.first_day = note.known.date().toordinal() if note else NEVER
        self.sessions: dict[int, list[Session]] = {}
        self.days: list[int] = []
        self.day_of: dict[str, int] = {}
        """The day of each session, by its id."""
        self.pains: dict[int, int] = {}
        self.stiffness: dict[int, int] = {}
        self.hows: dict[int, str] = {}
        self.answers: list[tuple[int, Answer]] = []
        self.starts: dict[str, int] = {}
        self._pains_of_day: dict[int, tuple[int | None, int | None]] = {}
        self._means: dict[int, Fraction | None] = {}
        self._rises: dict[int, Fraction | None] = {}
        self._baselines: dict[tuple[str, int, int], Fraction] = {}

    # What is told.

    def add_session(self, session: Session) -> None:
        """Take a session that counts: over, no practice, with a repetition, begun after the note."""
        if session.status == "in-progress" or session.practice or not any(one.done for one in session.sets):
            return
        if self.note is not None and session.started <= self.note.known:
            return
        day = session.day.toordinal()
        if day not in self.sessions:
            insort(self.days, day)
        same_day = self.sessions.setdefault(day, [])
        same_day.append(session)
        self.day_of[session.id] = day
        same_day.sort(key=lambda one: (one.started, one.id))
        self._pains_of_day.pop(day, None)

    def add_morning(self, morning: Morning) -> None:
        """Take a check-in of a day after the note's; of each value the last counts."""
        day = morning.day.toordinal()
        if day <= self.first_day:
            return
        self._means.clear()
        self._rises.clear()
        if morning.pain is not None:
            self.pains[day] = morning.pain
        if morning.stiffness is not None:
            self.stiffness[day] = morning.stiffness
        if morning.how is not None:
            self.hows[day] = morning.how

    def add_answer(self, answer: Answer) -> None:
        """Take an answer given after the note."""
        if self.note is None or answer.known > self.note.known:
            self.answers.append((answer.known.date().toordinal(), answer))

    def add_start(self, start: Start) -> None:
        """Take the start of a program, before the note as well: the note counts beside it."""
        self.starts[start.program] = start.known.date().toordinal()

    # Days and sessions.

    def day_before(self, day: int) -> int | None:
        """Return the last training day before a day."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else None

    def day_after(self, day: int) -> int | None:
        """Return the first training day after a day."""
        place = bisect_left(self.days, day + 1)
        return self.days[place] if place < len(self.days) else None

    def told(self, day: int, last: int) -> Told:
        """Return the pains of a training day, its mornings up to and including `last`."""
        during, after = self._session_pains(day)
        return Told(during, after, _highest(self.pains, day, last), day + 1 <= last and day + 1 in self.pains)

    def stiffness_after(self, day: int, last: int) -> tuple[int | None, bool]:
        """Return the highest stiffness told after a training day, and whether that of the next day was told."""
        return _highest(self.stiffness, day, last), day + 1 <= last and day + 1 in self.stiffness

    def ended_for_pain(self, day: int) -> bool:
        """Whether a session of the day was stopped for pain."""
        return any(session.stopped_for == "pain" for session in self.sessions[day])

    def _session_pains(self, day: int) -> tuple[int | None, int | None]:
        if day not in self._pains_of_day:
            sessions = self.sessions[day]
            during = max((one.during for one in sessions if one.during is not None), default=None)
            after = max((one.after for one in sessions if one.after is not None), default=None)
            self._pains_of_day[day] = during, after
        return self._pains_of_day[day]

    # Mornings.

    def week_mean(self, today: int) -> Fraction | None:
        """Return the mean morning of the last seven days; None with fewer than four."""
        if today not in self._means:
            values = [self.pains[day] for day in range(today - WEEK + 1, today + 1) if day in self.pains]
            self._means[today] = Fraction(sum(values), len(values)) if len(values) >= FEWEST_OF_WEEK else None
        return self._means[today]

    def week_rise(self, today: int) -> Fraction | None:
        """Return how much the last seven days are above the seven before."""
        if today not in self._rises:
            mean, before = self.week_mean(today), self.week_mean(today - WEEK)
            self._rises[today] = None if mean is None or before is None else mean - before
        return self._rises[today]

    def baselines(self, today: int, answered_to: int) -> tuple[Fraction | None, Fraction | None]:
        """Return the baseline of the pain and of the stiffness as of today.

        answered_to: the last day whose answers count.
        """
        increase, override = NEVER, NEVER
        for day, answer in self.answers:
            if day <= answered_to:
                if answer.verdict == "progress" and answer.said == "yes":
                    increase = day
                if answer.row in {"D7", "D9"} and answer.said == "my PT says otherwise":
                    override = day
        pain = self._baseline("pain", self.pains, today, increase, override)
        return pain, self._baseline("stiffness", self.stiffness, today, increase, override)

    def _baseline(
        self, name: str, values: Mapping[int, int], today: int, increase: int, override: int
    ) -> Fraction | None:
        key = name, increase, override
        if key in self._baselines:
            return self._baselines[key]
        begin = override
        if increase > override:
            window = range(max(increase - BASELINE_DAYS, begin) + 1, min(increase, today) + 1)
            recent = [values[day] for day in window if day in values][-BASELINE_MORNINGS:]
            if len(recent) >= FEWEST_MORNINGS:
                return self._kept(key, recent, settled=increase < today)
            begin = increase
        first = [values[day] for day in sorted(values) if begin < day <= today][:FEWEST_MORNINGS]
        if len(first) < FEWEST_MORNINGS:
            return None
        return self._kept(key, first, settled=increase < today)

    def _kept(self, key: tuple[str, int, int], values: list[int], *, settled: bool) -> Fraction:
        found = Fraction(median([Fraction(value) for value in values]))
        if settled:
            self._baselines[key] = found
        return found

    def flare_day(self, today: int) -> int:
        """Return the last day up to today that was marked as a flare-up."""
        return max((day for day, how in self.hows.items() if how == "flare-up" and day <= today), default=NEVER)

    # Gaps.

    def gaps(self, today: int, *, with_today: bool) -> list[tuple[int, int]]:
        """Return the gaps in which, or after which, no full session was done: the day before each, and its days."""
        found: list[tuple[int, int]] = []
        later = today
        for day in reversed(self.days):
            if day > today or (day == today and not with_today):
                continue
            if later - day >= GAP:
                found.append((day, later - day))
            if any(_is_full(session) for session in self.sessions[day]):
                break
            later = day
        return found

    # Of one program.

    def green_streak(self, program: str, judged: int, today: int, baseline: Fraction | None) -> int:
        """Return the green sessions in a row back from the judged day, as far as three."""
        flare, streak = self.flare_day(today), 0
        for day in reversed(self.days):
            if day > judged or not any(session.program == program for session in self.sessions[day]):
                continue
            told = self.told(day, today if day == judged else min(self.day_after(day) or today, today))
            whole = told.during is not None and told.after is not None and told.morning is not None
            settled = baseline is not None and told.morning is not None and told.morning - baseline < 1
            if day <= flare or not whole or told.highest > GREEN or not settled:
                return streak
            for session in reversed(self.sessions[day]):
                if session.program == program:
                    if not _is_full(session):
                        return streak
                    streak += 1
            if streak >= FULL_STREAK:
                return FULL_STREAK
        return streak

    def begin_of(self, program: str) -> int | None:
        """Return the day a program was last started; without a start, that of its first session since the note."""
        if program in self.starts:
            return self.starts[program]
        return next((day for day in self.days if any(one.program == program for one in self.sessions[day])), None)

    def completion(self, program: str, side: Leg, judged: int) -> Fraction:
        """Return the done part of the planned sets of a week, of the leg with less."""
        begin = max(judged - WEEK + 1, self.begin_of(program) or NEVER, self.first_day + 1)
        days = [day for day in range(begin, judged + 1) if self.hows.get(day) != "away"]
        legs: tuple[Leg, ...] = ("left", "right") if side == "both" else (side,)
        return min(self._completion(program, leg, days) for leg in legs)

    def _completion(self, program: str, leg: Leg, days: Iterable[int]) -> Fraction:
        planned, done = dict.fromkeys((one.exercise for one in PROGRAMS[program]), 0), 0
        done_of = dict(planned)
        for day in days:
            calendar_day = date.fromordinal(day)
            worked = self._sets_of(program, leg, day)
            for course in PROGRAMS[program]:
                planned[course.exercise] += course.planned_sets(calendar_day)
                done_of[course.exercise] += min(worked.get(course.exercise, 0), course.most_sets(calendar_day))
        done = sum(min(done_of[name], planned[name]) for name in planned)
        total = sum(planned.values())
        return Fraction(done, total) if total else Fraction(1)

    def _sets_of(self, program: str, leg: Leg, day: int) -> dict[str, int]:
        worked: dict[str, int] = {}
        for session in self.sessions.get(day, ()):
            if session.program == program:
                for one in session.sets:
                    if one.leg in {leg, "both"} and one.done >= one.planned:
                        worked[one.exercise] = worked.get(one.exercise, 0) + 1
        return worked

    def pt_confirmed(self, program: str, today: int) -> bool:
        """Whether a PT's agreement was recorded in the last seven days."""
        week = range(today - WEEK + 1, today + 1)
        at_start = any(
            session.pt_confirmed and session.program == program
            for day in week
            for session in self.sessions.get(day, ())
        )
        return at_start or any(
            day in week and answer.row == "D16" and answer.program == program and answer.said == "my PT says otherwise"
            for day, answer in self.answers
        )


def _highest(values: Mapping[int, int], after: int, last: int) -> int | None:
    if last - after == 1:
        return values.get(last)
    return max((values[day] for day in range(after + 1, last + 1) if day in values), default=None)


def _is_full(session: Session) -> bool:
    return all(one.done >= one.planned for one in session.sets)
