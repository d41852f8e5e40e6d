"""Random logs, each from one number: people who train, skip, fall ill, forget, correct themselves and answer.

Answers need verdicts, so each person asks the second reading of the rule as the days go by. Nothing is asked of the
program itself.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

from tests.oracle.courses import PROGRAMS, Course
from tests.oracle.events import (
    Answer,
    Correction,
    Event,
    How,
    Leg,
    Log,
    Morning,
    Note,
    RedFlags,
    Said,
    Session,
    SetDone,
    Start,
    Where,
)
from tests.oracle.habits import habits_of
from tests.oracle.log_inputs import Judgement, Person
from tests.oracle.replay import OTHERWISE
from tests.oracle.table import HOLD, PROGRESS, STEP_BACK, STOP

SHORTEST, LONGEST = 5, 60
STOP_FLAGS = ("pop-or-blow", "cannot-rise", "swollen-calf", "fluoroquinolone")
FAR_FLIGHT = 7
"""Hours; farther, and the evening of one day would come after the next morning."""


def random_log(seed: int) -> Log:
    """Return the log of this number; always the same."""
    return _Life(seed).log()


def random_case(seed: int) -> tuple[Log, dict[str, Judgement | None]]:
    """Return the log of this number and its verdicts, which cost nothing more: the person was judged all along."""
    life = _Life(seed)
    log = life.log()
    return log, life.person.verdicts(log.now)


def random_logs(count: int, first: int = 0) -> Iterator[Log]:
    """Yield as many logs, from the number `first` on."""
    return (random_log(seed) for seed in range(first, first + count))


class _Life:
    """One person, day by day."""

    def __init__(self, seed: int) -> None:
        self.rng = rng = Random(seed)  # noqa: S311 the same every time is what is wanted
        self.habits = habits_of(rng)
        self.count = rng.randint(SHORTEST if rng.random() < 0.2 else LONGEST // 2, LONGEST)
        self.first_day = date(2025, 1, 1) + timedelta(days=rng.randrange(600))
        self.features: set[str] = set()
        self.programs, self.zones = self._programs(), self._zones()
        side: Leg = rng.choice(["left", "left", "right", "both"])
        region: Where = rng.choice(["mid-portion", "mid-portion", "insertional", "not-sure"])
        asked = self.programs[-1] if rng.random() < 0.9 else self.programs[0]
        self.blank = Log((), asked, side, region, self._at(self.count - 1, 7.25))
        self.person = Person(self.blank)
        self.events: list[Event] = []
        self.entries_later: dict[int, list[Event]] = {}
        self.answered: set[tuple[str, date, str]] = set()
        self.verdict, self.gap_left, self.serial = PROGRESS, 0, 0

    def log(self) -> Log:
        """Live through all days."""
        for day in range(self.count - 1):
            self._live(day)
        last, now = self.count - 1, 7.25
        self._begin(last)
        self._wake(last)
        if self.rng.random() < 0.4:
            now = 22.5
            self._train(last)
            self._add_later_entries(last)
        self.person.program = self.blank.program
        return Log(
            tuple(self.events),
            self.blank.program,
            self.blank.side,
            self.blank.region,
            self._at(last, now),
            frozenset(self.features),
        )

    def _live(self, day: int) -> None:
        self._begin(day)
        is_early = self.rng.random() < 0.3
        if is_early:
            self._ask_clinician(day, 5.5)
        self._wake(day)
        in_the_evening = self.rng.random() < 0.2
        if not in_the_evening:
            self._answer(day, 7)
        self._train(day, note=not is_early)
        if in_the_evening:
            self._answer(day, 20.5)
        self._slip(day)
        self._add_later_entries(day)

    # Days, programs and clocks.

    def _programs(self) -> list[str]:
        names = list(PROGRAMS)
        first, second = self.rng.choice(names), self.rng.choice(names)
        change = self.rng.randrange(self.count) if self.rng.random() < 0.3 else self.count
        if change < self.count and first != second:
            self.features.add("second program")
        return [first if day < change else second for day in range(self.count)]

    def _zones(self) -> list[timezone]:
        hours = [self.rng.choice([-5, 0, 1, 1, 1, 9])] * self.count
        if self.rng.random() < 0.2:
            self._shift(hours, self.rng.choice([-1, 1]), "clock change")
        if self.rng.random() < 0.1:
            self._shift(hours, self.rng.randint(-FAR_FLIGHT, 4), "travel")
        return [timezone(timedelta(hours=hour)) for hour in hours]

    def _shift(self, hours: list[int], by: int, feature: str) -> None:
        self.features.add(feature)
        for day in range(self.rng.randrange(self.count), self.count):
            hours[day] += by

    def _at(self, day: int, hour: float) -> datetime:
        midnight = datetime.combine(self._date(day), datetime.min.time(), self.zones[day])
        return midnight + timedelta(hours=hour)

    def _date(self, day: int) -> date:
        return self.first_day + timedelta(days=day)

    def _id(self, kind: str) -> str:
        self.serial += 1
        return f"{kind}-{self.serial:04}"

    def _tell(self, event: Event) -> None:
        self.events.append(event)
        self.person.tell(event)

    def _begin(self, day: int) -> None:
        self.person.program = self.programs[day]
        if day == 0:
            self._tell(RedFlags(self._at(0, 4), self._id("flags")))
        if (day == 0 or self.programs[day] != self.programs[day - 1]) and self.rng.random() < 0.9:
            self._tell(Start(self._at(day, 5), self._id("start"), self.programs[day]))

    # Mornings.

    def _feel(self, day: int, more: float = 0) -> int:
        spike = self.rng.randint(3, 7) if self.rng.random() < self.habits.spike else 0
        felt = self.habits.pain + self.habits.drift * day + self.rng.gauss(0, self.habits.noise) + spike + more
        return max(0, min(10, round(felt)))

    def _wake(self, day: int) -> None:
        rng = self.rng
        pain: int | None = self._feel(day)
        stiffness: int | None = 5 * max(0, round(1 + (pain or 0) + rng.gauss(0, self.habits.noise)))
        kinds: tuple[How | None, ...] = (None, "usual", "flare-up", "away")
        marked = rng.choices(kinds, [90, 6, 1, 3])[0]
        if rng.random() >= self.habits.tells_stiffness:
            stiffness = None
        if rng.random() < self.habits.tells_morning:
            hour = 6 if rng.random() < 0.95 else 21
            event = Morning(self._at(day, hour), self._id("morning"), self._date(day), pain, stiffness, marked)
            if hour == 6:
                self._tell(event)
            elif day < self.count - 1:
                self.entries_later.setdefault(day, []).append(event)
        elif rng.random() < 0.3 and self.habits.slips:
            imported = rng.random() < 0.3
            self.features.add("imported morning" if imported else "late morning")
            morning = Morning(
                self._at(0, 0), self._id("morning"), self._date(day), pain, stiffness, marked, imported=imported
            )
            self.entries_later.setdefault(day + rng.randint(1, 6), []).append(morning)

    # Sessions.

    def _train(self, day: int, *, note: bool = False) -> None:
        hours: list[float] = [8, 18]
        if self._rests(day):
            hours = []
        elif PROGRAMS[self.programs[day]][0].gym:
            hours = [18] if day % 7 in {0, 2, 4} or self.rng.random() < 0.1 else []
        elif self.rng.random() < 0.08:
            hours = [8, 13, 18]
        for hour in [hour for hour in hours if hour < 12]:
            self._do_session(day, hour)
        if note:
            self._ask_clinician(day, 12)
        if self.rng.random() < 0.002:
            self.features.add("red flag")
            young = self.rng.random() < 0.05
            stops = () if young else (self.rng.choice(STOP_FLAGS),)
            self._tell(RedFlags(self._at(day, 12.5), self._id("flags"), stops, under_18=young))
        for hour in [hour for hour in hours if hour > 12]:
            self._do_session(day, hour)

    def _rests(self, day: int) -> bool:
        rng, habits = self.rng, self.habits
        if self.gap_left:
            self.gap_left -= 1
            return True
        if day and rng.random() < habits.gap:
            self.gap_left = rng.randint(0, 30)
            return True
        if self.verdict in {STOP, STEP_BACK} and rng.random() < habits.obeys:
            return self.verdict == STOP or rng.random() < 0.5
        return rng.random() >= habits.trains

    def _do_session(self, day: int, hour: float) -> None:
        rng, habits = self.rng, self.habits
        if rng.random() > 0.97:
            return
        during: int | None = self._feel(day, rng.choice([0, 0, 0, 1]))
        after: int | None = self._feel(day)
        hurts = max(during or 0, after or 0) >= 6
        if rng.random() >= habits.tells_pain:
            during, after = rng.choice([(None, after), (during, None), (None, None)])
        is_part = rng.random() < habits.part or (hurts and rng.random() < 0.7)
        levels = {course.exercise: self.person.level(course) for course in PROGRAMS[self.programs[day]]}
        sets = self._sets(day, levels, is_part=is_part)
        full = all(one.done >= one.planned for one in sets)
        for_pain = not full and (hurts or rng.random() < 0.1)
        practice, unfinished = rng.random() < 0.01, rng.random() < 0.003
        self.features |= {name for name, fits in (("practice", practice), ("unfinished", unfinished)) if fits}
        started = self._at(day, hour)
        session = Session(
            known=started + timedelta(minutes=30),
            id=self._id("session"),
            program=self.programs[day],
            started=started,
            sets=sets,
            during=during,
            after=after,
            status="in-progress" if unfinished else "done" if full else "stopped",
            stopped_for=None if full or unfinished else "pain" if for_pain else "choice",
            practice=practice,
            pt_confirmed=PROGRAMS[self.programs[day]][0].gym and rng.random() < habits.confirms,
            levels=tuple(levels.items()),
        )
        self._record(day, session)

    def _record(self, day: int, session: Session) -> None:
        if self.rng.random() < self.habits.slips and session.status != "in-progress" and not session.practice:
            self.features.add("by hand")
            later = 0 if self.rng.random() < 0.4 else self.rng.randint(1, 8)
            self.features |= {"late session"} if later else set()
            # What is entered by hand was ended by choice or done.
            stopped: dict[str, object] = {} if session.stopped_for is None else {"stopped_for": "choice"}
            by_hand = _with(session, by_hand=True, pt_confirmed=False, **stopped)
            self.entries_later.setdefault(day + later, []).append(by_hand)
        else:
            self._tell(session)

    def _sets(self, day: int, levels: dict[str, int], *, is_part: bool) -> tuple[SetDone, ...]:
        rng, odd, side = self.rng, self.habits.odd_sessions, self.blank.side
        courses = list(PROGRAMS[self.programs[day]])
        legs: tuple[Leg, ...] = ("left", "right") if side == "both" else (side,)
        if rng.random() < odd:
            legs = rng.choice([("left",), ("right",)])
            self.features.add("one leg")
        if rng.random() < odd and len(courses) > 1:
            courses = [rng.choice(courses)]
            self.features.add("some exercises")
        planned = [
            (course, leg)
            for course in courses
            for leg in _legs(course, levels[course.exercise], legs)
            for _ in range(course.sets)
        ]
        least = 0 if rng.random() < odd else 1
        self.features |= {"no repetition"} if is_part and not least else set()
        whole = rng.randrange(len(planned)) if is_part else len(planned)
        sets = []
        for index, (course, leg) in enumerate(planned):
            reps = course.reps(levels[course.exercise])
            done = reps if index < whole else rng.randint(least, reps - 1) if index == whole and least else 0
            sets.append(SetDone(course.exercise, leg, reps, done))
        return tuple(sets)

    # Answers, notes and slips.

    def _answer(self, day: int, hour: float) -> None:
        moment = self._at(day, hour)
        if self.rng.random() >= max(self.habits.answers, 0.1):
            return
        found = {name: one for name, one in self.person.verdicts(moment).items() if one is not None}
        if not found:
            return
        self.verdict = max((one.verdict for one in found.values()), key=[PROGRESS, HOLD, STEP_BACK, STOP].index)
        if self.rng.random() >= self.habits.answers:
            return
        said: dict[str, Said | None] = {verdict: self._said(verdict) for verdict in (PROGRESS, HOLD, STEP_BACK, STOP)}
        for course in PROGRAMS[self.programs[day]]:
            judgement = found[course.exercise]
            word: Said | None = said[judgement.verdict]
            if judgement.row == "D16" and self.rng.random() < 0.4:
                word = OTHERWISE
            if word is not None:
                self._say(day, moment, course, judgement, word)

    def _say(self, day: int, moment: datetime, course: Course, judgement: Judgement, word: Said) -> None:
        judged = next((judged for judged, row in judgement.parts if row == judgement.row), self._date(day))
        key = course.exercise, judged, judgement.row
        if key in self.answered:
            return
        self.answered.add(key)
        self.features |= {"override"} if word == OTHERWISE else set()
        level, top = self.person.level(course), course.top(self.blank.region)
        to = {PROGRESS: min(level + 1, top or level), STEP_BACK: max(level - 1, course.lowest)}.get(judgement.verdict)
        load = {PROGRESS: 42.0, STEP_BACK: 36.0}.get(judgement.verdict)
        self._tell(
            Answer(
                moment,
                self._id("answer"),
                self.programs[day],
                course.exercise,
                judgement.verdict,
                judgement.row,
                word,
                session=self._session_of(judged),
                level=to if word == "yes" and not course.gym else None,
                load_kg=load if word == "yes" and course.gym else None,
            )
        )

    def _said(self, verdict: str) -> Said | None:
        chances = {PROGRESS: (75, 15, 10, 0), STEP_BACK: (50, 20, 20, 10), STOP: (30, 5, 0, 65), HOLD: (10, 3, 2, 85)}
        words: tuple[Said | None, ...] = ("yes", "no", "my PT says otherwise", None)
        return self.rng.choices(words, chances[verdict])[0]

    def _session_of(self, judged: date) -> str | None:
        sessions = self.person.era.sessions.get(judged.toordinal())
        return sessions[-1].id if sessions else None

    def _ask_clinician(self, day: int, hour: float) -> None:
        chance = 0.25 if self.verdict == STOP else 0.002
        if self.rng.random() < chance:
            stop = self.person.stop(self._date(day).toordinal()) is not None
            self.features |= {"note"} if stop else {"note", "note without a stop"}
            self._tell(Note(self._at(day, hour), self._id("note")))
            self.verdict = HOLD

    def _slip(self, day: int) -> None:
        rng = self.rng
        if rng.random() >= self.habits.slips:
            return
        sessions = [event for event in self.events if isinstance(event, Session) and event.status != "in-progress"]
        mornings = [event for event in self.events if isinstance(event, Morning) and event.pain is not None]
        if sessions and rng.random() < 0.6:
            self.features.add("correction")
            session, known = rng.choice(sessions[-12:]), self._at(day, 21.2)
            pain = rng.randint(0, 4) if rng.random() < 0.8 else rng.randint(5, 9)
            change = rng.choice([(True, None, None), (False, pain, None), (False, None, pain)])
            self._tell(Correction(known, self._id("correction"), session.id, *change))
        elif mornings:
            self.features.add("morning corrected")
            known, about = self._at(day, 21.2), rng.choice(mornings[-12:]).day
            self._tell(Morning(known, self._id("morning"), about, self._feel(day), None))

    def _add_later_entries(self, day: int) -> None:
        for number, event in enumerate(self.entries_later.pop(day, [])):
            self._tell(_with(event, known=self._at(day, 21.5) + timedelta(minutes=number)))


def _legs(course: Course, level: int, legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    return ("both",) if course.gym or (level == 0 and course.lowest == 0) else legs


def _with(event: Event, **changes: object) -> Event:
    return replace(event, **changes)  # type: ignore[arg-type]
