"""Five hundred improving and five hundred worsening people, as the pain rule judges them each morning.

`python -m tests.bench.populations [COUNT]` prints, of the improving, how many ever meet a stop; of the worsening, after
how many days they are first stepped back, and how many steps up they are offered after it began.

Improving: pain from 4 to 1 over 84 days. Worsening: 2, and from day 20 on 1 more a week. The pain of a day's sessions
and that of its morning have noise of their own and are rounded to the scale. 85 % of the mornings are recorded and
85 % of the sessions done, two a day; every offer is taken.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import median
from typing import NamedTuple

from achilles_tui.domain.agenda.today import Today, answer_entry, today
from achilles_tui.domain.base.units import Region, Verdict
from achilles_tui.domain.pain_rule.course import CourseState
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.mornings import ONE_DAY
from achilles_tui.domain.pain_rule.verdicts import DAYS_READ
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, Diary, ProgramStart
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import ECCENTRIC, only
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MONDAY, MORNING, WAKING, ZONE, done

DAYS, ONSET = 84, 20
KEPT = 0.85
"""The share of mornings recorded, and of sessions done."""


class Kind(NamedTuple):
    """A kind of course. pain, stiffness: the true value of a day, in NPRS and minutes; noise: of pain, as an SD."""

    pain: Callable[[int], float]
    noise: float
    stiffness: Callable[[float], float]


IMPROVING = Kind(lambda day: 4 - 3 * day / (DAYS - 1), 0.8, lambda pain: 5 * pain)
WORSENING = Kind(lambda day: 2 + max(0, day - ONSET) / 7, 0.6, lambda _pain: 10)


@dataclass
class Person:
    """One course, day by day."""

    kind: Kind
    random: Random
    sessions: list[SessionRecord] = field(default_factory=list)
    days: dict[date, DayFile] = field(default_factory=dict)
    state: CourseState | None = None
    offers: list[int] = field(default_factory=list)
    """The days on which a step up was offered."""
    step_backs: list[int] = field(default_factory=list)
    """The days that said a step back."""
    stopped: int | None = None
    count: int = 0

    def live(self) -> None:
        """Live through the days, or up to a stop."""
        self._write(MONDAY, DayFile(1, MONDAY, begun=(ProgramStart(self._id(), _at(0, time(6)), "eccentric"),)))
        for number in range(DAYS):
            if not self._wake(number):
                self.stopped = number
                return
            pain = self._value(number)
            for moment in (MORNING, EVENING):
                if self.random.random() < KEPT:
                    self.sessions.append(done(_PLAN, self._id(), _at(number, moment), (pain, pain)))

    def _wake(self, number: int) -> bool:
        """Record the morning, and take what is offered; return whether training may go on."""
        day = MONDAY + timedelta(days=number)
        if self.random.random() < KEPT:
            pain = self._value(number)
            stiff = round(max(0.0, self.kind.stiffness(self.kind.pain(number))))
            self._write(day, DayFile(1, day, (CheckIn(self._id(), _at(number, WAKING), pain, stiff),)))
        now = self._today(number)
        outputs = {verdict.decision.output for verdict in now.verdicts}
        if Verdict.STOP in outputs:
            return False
        if Verdict.STEP_BACK in outputs:
            self.step_backs.append(number)
        if any(verdict.decision.output is Verdict.PROGRESS for verdict in now.open_verdicts):
            self.offers.append(number)
        while now.open_verdicts:
            entry = answer_entry(now, now.open_verdicts[0], "yes", entry=(self._id(), _at(number, WAKING)))
            self._write(day, DayFile(1, day, answers=(entry,)))
            now = self._today(number)
        return True

    def _today(self, number: int) -> Today:
        """Return what the program says on a morning, from the last weeks and the state before them."""
        moment = _at(number, WAKING)
        first = moment.date() - timedelta(days=DAYS_READ)
        if number > DAYS_READ and (self.state is None or self.state.through < first - ONE_DAY):
            self.state = course_of(self._log(datetime.combine(first - ONE_DAY, time(23, 59), ZONE)), RULE).state()
        return today(ECCENTRIC, self._log(moment), Region.MID_PORTION, RULE)

    def _log(self, now: datetime) -> Log:
        first = self.state.through if self.state else date.min
        recent = tuple(session for session in self.sessions if first < session.day)
        return Log(
            recent, Diary(dict(self.days)), CLEAR, now, self.sessions[0].day if self.sessions else None, self.state
        )

    def _value(self, number: int) -> int:
        return min(10, max(0, round(self.random.gauss(self.kind.pain(number), self.kind.noise))))

    def _write(self, day: date, new: DayFile) -> None:
        self.days[day] = self.days[day].joined(new) if day in self.days else new

    def _id(self) -> str:
        self.count += 1
        return f"id-{self.count:05d}"


_PLAN = only(ECCENTRIC)


def _at(number: int, moment: time) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=number), moment, ZONE)


def lived(kind: Kind, seed: int) -> Person:
    """Return a course that was lived through."""
    person = Person(kind, Random(seed))  # noqa: S311 the same every time is what is wanted
    person.live()
    return person


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    improving = [lived(IMPROVING, seed) for seed in range(count)]
    stops = sum(person.stopped is not None for person in improving)
    worsening = [lived(WORSENING, seed) for seed in range(count)]
    first = median(next((day - ONSET for day in person.step_backs if day >= ONSET), DAYS) for person in worsening)
    ups = sum(day > ONSET for person in worsening for day in person.offers) / count  # on day 20 pain is still 2
    stopped = [person.stopped - ONSET for person in worsening if person.stopped is not None]
    sys.stdout.write(
        f"improving: {stops} of {count} met a stop ({100 * stops / count:.1f} %)\n"
        f"worsening: stepped back after {first:g} days (median), {ups:.2f} steps up offered each after the onset\n"
        f"worsening: {len(stopped)} stopped, after {median(stopped) if stopped else 0:g} days (median)\n"
    )


if __name__ == "__main__":
    main()
