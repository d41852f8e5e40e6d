"""A whole course lived through: sessions, mornings and answers as one person gave them, and the diary of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from achilles_tui.core.diary import Answer, Begun, CheckIn, DayFile, Diary, How
from achilles_tui.core.history import PainAnswer, RepRecord, Result, SessionRecord, Status, new_record
from achilles_tui.core.judge import Judged, first_day_read, judge
from achilles_tui.core.log import Log
from achilles_tui.core.planning import plan
from achilles_tui.core.program import Offer
from achilles_tui.core.rule import PainRule, Verdict
from achilles_tui.core.safety import EMPTY, ClinicianNote, SafetyLog, Screening
from achilles_tui.core.schedule import Agenda, due
from achilles_tui.core.targets import Targets, lighter, targets
from achilles_tui.core.units import Region, Side
from achilles_tui.storage.paths import shipped_programs
from achilles_tui.storage.programs import read_shelf
from achilles_tui.storage.rules import read_pain_rule

ZONE = timezone(timedelta(hours=1))
RULE = read_pain_rule(shipped_programs())
OFFERS = read_shelf(shipped_programs(), Path("/nowhere")).offers
MORNING, EVENING = time(7, 30), time(19, 0)


CLEAR = EMPTY.with_screening(Screening(datetime(2026, 1, 1, tzinfo=ZONE)))


@dataclass
class Day:
    """What happens on one day. times: at which sessions are done; pain: during, after (NPRS)."""

    morning: int | None = 1
    stiffness: int | None = 5
    how: How | None = None
    times: tuple[time, ...] = (MORNING, EVENING)
    pain: tuple[int | None, int | None] = (1, 1)
    finished: bool = True
    answer: bool = True
    """Whether a step that is offered is said yes to."""


@dataclass
class Life:
    """One person's course; what is recorded is all that is kept."""

    offered: Offer
    region: Region | None = Region.MID_PORTION
    rule: PainRule = RULE
    sessions: list[SessionRecord] = field(default_factory=list)
    days: dict[date, DayFile] = field(default_factory=dict)
    safety: SafetyLog = CLEAR
    lines: list[str] = field(default_factory=list)
    count: int = 0

    def log(self, now: datetime) -> Log:
        """Return what is known at a time; as far back as the program reads."""
        last = max((one.day for one in self.sessions if not one.practice and one.day <= now.date()), default=None)
        first = first_day_read(last, now.date())
        recent = tuple(one for one in self.sessions if one.day >= first)
        earlier = max((one.day for one in self.sessions if one.day < first and not one.practice), default=None)
        return Log(recent, Diary(dict(self.days)), self.safety, now, earlier)

    def at(self, now: datetime) -> tuple[Targets, tuple[Judged, ...], Agenda]:
        """Return targets, verdicts and what is due at a time."""
        log = self.log(now)
        standing = targets(self.offered, log, self.region)
        judged = judge(log, standing, self.rule)
        return standing, judged, due(log, standing, judged)

    def write(self, day: date, **entries: tuple[object, ...]) -> None:
        """Add entries to a day."""
        new = DayFile(format=1, day=day, **entries)  # type: ignore[arg-type]
        self.days[day] = self.days[day].joined(new) if day in self.days else new

    def next_id(self) -> str:
        """Return an id nobody has."""
        self.count += 1
        return f"id-{self.count:04d}"

    def begin(self, now: datetime) -> None:
        """Begin the program."""
        self.write(now.date(), begun=(Begun(self.next_id(), now, self.offered.program.id),))

    def note(self, now: datetime, text: str) -> None:
        """Record what a clinician said."""
        self.safety = self.safety.with_note(ClinicianNote(now, text))
        self.lines.append(f"{now:%a %d %b} clinician: {text}")

    def live(self, day: date, told: Day) -> None:
        """Live through a day: the check-in, an answer to what is offered, then each session that is due."""
        wake = datetime.combine(day, time(7, 0), ZONE)
        if told.morning is not None or told.how is not None:
            entry = CheckIn(self.next_id(), wake, told.morning, told.stiffness, told.how)
            self.write(day, check_ins=(entry,))
        standing, judged, _ = self.at(wake)
        self.lines.append(self._line(wake, standing, judged, told))
        if told.answer:
            self._answer(wake, standing, judged)
        for moment in told.times:
            self._session(datetime.combine(day, moment, ZONE), told)

    def _line(self, now: datetime, standing: Targets, judged: tuple[Judged, ...], told: Day) -> str:
        """Say in one line what the morning was like, and what the rule made of it."""
        worst = max(judged, key=lambda one: one.decision.output.strictness, default=None)
        said = "no verdict yet" if worst is None else f"{worst.decision.output.value.upper()}: {worst.decision.told}"
        morning = "-" if told.morning is None else str(told.morning)
        how = f" ({told.how})" if told.how else ""
        return f"{now:%a %d %b} week {standing.week(now.date())} morning {morning}{how} | {_levels(standing)} | {said}"

    def _answer(self, now: datetime, standing: Targets, judged: tuple[Judged, ...]) -> None:
        for one in judged:
            if not one.offered:
                continue
            target, up = standing.of[one.exercise], one.decision.output is Verdict.PROGRESS
            level = target.level.number + (1 if up and not target.highest else 0)
            level -= 0 if up or target.lowest else 1
            load = None if target.load_kg is None or up else lighter(target.load_kg)
            answer = Answer(
                self.next_id(), now, self.offered.program.id, one.exercise, one.decision.output, one.decision.row,
                "yes", one.session.id, level, None, load,
            )  # fmt: skip
            self.write(now.date(), answers=(answer,))
            self.lines.append(f"           yes: {one.exercise} to L{level}")

    def _session(self, now: datetime, told: Day) -> None:
        _, _, agenda = self.at(now)
        if not agenda.due:
            why = dict.fromkeys(item.told for item in agenda.items)
            self.lines.append(f"           {now:%H:%M} no session: {'; '.join(why)}")
            return
        whole = plan(agenda.at.at_level, (Side.LEFT,), stage=agenda.at.stage, region=self.region, pt_confirmed=True)
        wanted = {item.exercise.id for item in agenda.due}
        chosen = replace(whole, exercises=tuple(one for one in whole.exercises if one.id in wanted))
        self.sessions.append(done(chosen, self.next_id(), now, told))


def done(chosen: object, name: str, now: datetime, told: Day) -> SessionRecord:
    """Return a session as it was done."""
    record = new_record(chosen, name, now)  # type: ignore[arg-type]
    later = now + timedelta(minutes=25)
    sets = tuple(
        replace(
            one,
            reps=tuple(
                RepRecord(f"{name}-{one.exercise[:4]}-{one.side}-{one.set}-{rep}", rep, later, Result.DONE, paced=True)
                for rep in range(1, one.planned + 1)
            ),
        )
        if told.finished or index == 0
        else one
        for index, one in enumerate(record.sets)
    )
    during, after = told.pain
    pains = [PainAnswer(during, later, "during")] if during is not None else []
    pains += [PainAnswer(after, later, "final")] if after is not None else []
    stopped = None if told.finished else "pain" if (during or 0) > RULE.pain_limit else "choice"
    status = Status.DONE if told.finished else Status.STOPPED
    return replace(record, sets=sets, pains=tuple(pains)).closed(status, later, stopped_for=stopped)  # type: ignore[arg-type]


def _levels(standing: Targets) -> str:
    return "; ".join(f"{name}: {one.level}" for name, one in standing.of.items())


def course(life: Life, first: date, told: Mapping[int, Day], *, days: int, usual: Day | None = None) -> Life:
    """Live through so many days from a first one on. told: what is not as usual, by the number of the day from 0."""
    life.begin(datetime.combine(first, time(7, 0), ZONE))
    for number in range(days):
        life.live(first + timedelta(days=number), told.get(number) or usual or Day())
    return life
