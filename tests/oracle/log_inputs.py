"""From a log to the verdict of each exercise of the program asked about, by replaying it day by day.

Where the project's rules leave a question open, this is what is read here:

1. A STEP BACK stands on every day on which it is said, until the next training day is judged. `days_since_change` and
   `days_since_step_back` count from the last of these days; `step_backs_7d` has the first. Case 9 supports it: the
   pain of the evening of 15 is said on 15 and 16, and only from 16 on are 22 too early and 23 late enough. Of
   `days_since_step_back` no case says anything.
2. A STEP BACK that nobody answered counts like one that was followed or declined; one that a PT replaced (the answer
   names its session and row) counts nowhere: not in `step_backs_7d`, `days_since_change`, `days_since_step_back`.
   D10 counts as one, of the training day before the gap.
3. D10 is answered for all exercises and programs by one answer to it. Gaps count while no full session was done after
   them; each gap asks for an answer of its own.
4. "After 2 step backs" (D5): two of training days before the judged one. D10 is not among "D6 to D9".
5. An increase is a "yes" to PROGRESS. Of any exercise and program it moves the baselines; only that of the exercise
   itself counts for its `days_since_change`, else a leg press beside a seated raise never gets its 14 days.
6. The baseline is that as of today, for the morning judged and for each session of the green streak. Answers of a day
   count from the evening of that day. An increase after an override of D7 or D9 looks at mornings after the override.
7. A pain of a day is missing only where no session of that day told it. In the streak each session has the highest
   values of its day, over all programs, and a session with a missing value is not green.
8. Without a training day before the judged one, "the previous session's values" are missing (D11). A stiffness baseline
   that is missing is a missing baseline. The previous day's stiffness is not asked for.
9. Two verdicts of one day (its morning's and that of its sessions): of two that are as strict, the earlier row.
10. `week_mean` of D4 is today's alone. A flare-up "in the last 7 days" is of today or the six days before.
11. Completion is that of the whole program, all exercises together, each capped a day; of two legs, the one with less.
    Work of the week is planned on Monday, Wednesday, Friday, and counts on any day, up to one session a day, and no
    more in all than was planned. Days before the start of the program and up to the note are not planned. Nothing is
    taken off for sessions that a STEP BACK skips.
12. The PT's agreement is a session of the program asked about with the confirmation, or "my PT says otherwise" to D16.
13. A program without any start begins with its first session since the note.
14. Every clinician note begins everything anew; the level falls by one only where a STOP held. A session begun before
    the note on its day is not judged; one begun after it is, although that day's morning does not count.
15. A STOP is one that was said on any day with what was known on that day. It holds until a note, or until a session or
    morning it names (the high values of D2 and D3; for D4 and D5 every value compared) is corrected or deleted; then
    the whole log decides anew. Everything else is recomputed from all that is known now, as if it had been known on
    its day: a morning told later counts on its own day.
16. While a STOP holds, its row is that of the first; a red flag goes before it.
17. Before any session is judged there is no verdict (None), unless a red flag stops. Under 18 is D1 for ever.
18. A weight has no top of its range. A dose with a single number of repetitions is at its top at L1.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tests.oracle.courses import PROGRAMS, Course
from tests.oracle.era import Era
from tests.oracle.events import (
    Answer,
    Correction,
    Event,
    Log,
    Morning,
    Note,
    RedFlags,
    Session,
    Start,
)
from tests.oracle.replay import Readings, Replay, Stop
from tests.oracle.table import ROWS, STOP, STRICTNESS, Inputs, decide


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict of one exercise.

    parts: the day that is judged and the row, for each training day that has a say today. inputs: of the part that
    decides; None for a STOP that holds.
    """

    row: str
    verdict: str
    parts: tuple[tuple[date, str], ...] = ()
    inputs: Inputs | None = None


class Person:
    """A log as it grows: events are told in the order in which they become known, and it can be asked at any time."""

    def __init__(self, log: Log, readings: Readings | None = None) -> None:
        """Begin with nothing. log: the person's side, region and program; its events are not read."""
        self.side, self.region, self.program = log.side, log.region, log.program
        self.readings = readings or Readings()
        self.events: list[Event] = []
        self.notes: list[Note] = []
        self.lowered: list[datetime] = []
        """The notes that ended a STOP."""
        self.flags: list[RedFlags] = []
        self.earlier_stop: Stop | None = None
        """One that was said with what was known then."""
        self._levels: dict[tuple[str, str], list[tuple[datetime, int | None]]] = {}
        self._begin_era(None)

    def tell(self, event: Event) -> None:
        """Take one more event."""
        today = event.known.date().toordinal()
        self._close_days_before(today)
        if isinstance(event, Note):
            self._take_note(event, today)
        elif isinstance(event, RedFlags):
            self.flags.append(event)
        elif self._rewrites_the_past(event, today):
            stop = self.stop(today)
            self.earlier_stop = None if stop is None or self._is_named(stop, event) else stop
            self.events.append(event)
            self._begin_era(self._note_of_era)
            self._close_days_before(today)
        else:
            if isinstance(event, Answer) and event.level is not None:
                self._levels.setdefault((event.program, event.exercise), []).append((event.known, event.level))
            self.events.append(event)
            self._add(event)

    def stop(self, today: int) -> Stop | None:
        """Return the STOP that holds, red flags apart."""
        return self.earlier_stop or self.replay.stop or self.replay.through(today).stop

    def verdicts(self, now: datetime) -> dict[str, Judgement | None]:
        """Return the verdict of each exercise of the program as of now; None before any session was judged."""
        today = now.date().toordinal()
        self._close_days_before(today)
        exercises = [course.exercise for course in PROGRAMS[self.program]]
        if self._has_red_flag():
            return dict.fromkeys(exercises, Judgement("D1", STOP))
        replay = self.replay.through(today)
        stop = self.earlier_stop or replay.stop
        if stop is not None:
            held = Judgement(stop.row, STOP, ((date.fromordinal(stop.judged), stop.row),))
            return dict.fromkeys(exercises, held)
        parts = [(judged, self._with_program(judged, inputs, today)) for judged, inputs in replay.parts(today)]
        return {course.exercise: self._judged(course, replay, parts, today) for course in PROGRAMS[self.program]}

    def level(self, course: Course) -> int:
        """Return the level at which an exercise stands."""
        moves = [*self._levels.get((self.program, course.exercise), []), *((moment, None) for moment in self.lowered)]
        level = 1
        for _, to in sorted(moves, key=lambda move: move[0]):
            level = max(course.lowest, level - 1) if to is None else to
        return level

    def _judged(self, course: Course, replay: Replay, parts: list[tuple[int, Inputs]], today: int) -> Judgement | None:
        top, found = course.top(self.region), []
        for judged, general in parts:
            inputs = general
            if decide(general)[0] in {"D15", "D18"}:
                inputs = replace(
                    general,
                    days_since_change=replay.days_since_change(self.program, course.exercise, today),
                    min_days=course.min_days,
                    gym=course.gym,
                    pt_confirmed=course.gym and self.era.pt_confirmed(self.program, today),
                    top=top is not None and self.level(course) >= top,
                )
            row, verdict = decide(inputs)
            found.append((STRICTNESS[verdict], -ROWS.index(row), judged, row, verdict, inputs))
        if not found:
            return None
        *_, row, verdict, inputs = max(found, key=lambda one: one[:2])
        return Judgement(row, verdict, tuple((date.fromordinal(one[2]), one[3]) for one in found), inputs)

    def _with_program(self, judged: int, general: Inputs, today: int) -> Inputs:
        """Return the inputs with those of D14, where it is asked at all."""
        if decide(general)[0] not in {"D15", "D18"}:
            return general
        return replace(
            general,
            completion_7d=self.era.completion(self.program, self.side, judged),
            green_streak=self.era.green_streak(self.program, judged, today, general.baseline),
        )

    def _has_red_flag(self) -> bool:
        last = self.notes[-1].known if self.notes else None
        stops = any(flags.stops and (last is None or flags.known > last) for flags in self.flags)
        return stops or any(flags.under_18 for flags in self.flags)

    def _take_note(self, note: Note, today: int) -> None:
        has_stop = self.stop(today) is not None or self._has_red_flag()
        self.notes.append(note)
        if has_stop:
            self.lowered.append(note.known)
        if has_stop or self.readings.every_note_anew:
            self.earlier_stop = None
            self._begin_era(note)

    def _rewrites_the_past(self, event: Event, today: int) -> bool:
        if isinstance(event, Correction):
            return True
        if isinstance(event, Morning):
            day = event.day.toordinal()
            return day < today or (event.pain is not None and event.pain != self.era.pains.get(day, event.pain))
        return isinstance(event, Session) and event.day.toordinal() < today

    def _is_named(self, stop: Stop, event: Event) -> bool:
        """Whether a STOP names the entry that an event corrects; an entry that is new corrects nothing."""
        if isinstance(event, Correction):
            return event.session in stop.evidence
        if not isinstance(event, Morning) or event.pain is None:
            return False
        day = event.day.toordinal()
        return day in stop.evidence and day in self.era.pains

    def _begin_era(self, note: Note | None) -> None:
        self._note_of_era = note
        self.era = Era(note)
        self.replay = Replay(self.era, self.readings)
        self._corrections: dict[str, list[Correction]] = {}
        for event in self.events:
            if isinstance(event, Correction):
                self._corrections.setdefault(event.session, []).append(event)
        for event in self.events:
            self._add(event)

    def _close_days_before(self, today: int) -> None:
        self.replay.close_days_before(today)

    def _add(self, event: Event) -> None:
        if isinstance(event, Session):
            session = _corrected(event, self._corrections.get(event.id, []))
            if session is not None:
                self.era.add_session(session)
        elif isinstance(event, Morning):
            self.era.add_morning(event)
        elif isinstance(event, Answer):
            self.era.add_answer(event)
        elif isinstance(event, Start):
            self.era.add_start(event)


def verdicts(log: Log, readings: Readings | None = None) -> dict[str, Judgement | None]:
    """Return the verdict of each exercise of the program asked about, as of the log's now."""
    person = Person(log, readings)
    for event in log.events:
        if event.known <= log.now:
            person.tell(event)
    return person.verdicts(log.now)


def _corrected(session: Session, corrections: list[Correction]) -> Session | None:
    if any(correction.deleted for correction in corrections):
        return None
    for correction in corrections:
        during = session.during if correction.during is None else correction.during
        after = session.after if correction.after is None else correction.after
        session = replace(session, during=during, after=after)
    return session
