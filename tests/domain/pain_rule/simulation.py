"""Whole courses lived through: sessions, mornings and answers as one person gave them, and the diary of each.

`python -m tests.remake courses` writes the diaries anew to `golden/course.txt`, where a person reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today, VerdictAnswer, answer_entry, today
from achilles_tui.domain.base.units import Region, Side, Verdict
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.verdicts import ExerciseVerdict, first_day_read
from achilles_tui.domain.programs.dose import Tempo
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.day_entries import Answer, CheckIn, DayFile, Diary, How, ProgramStart, PtWord, Score
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    SetRecord,
    Status,
    new_record,
)
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags, Screening
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import read_library
from tests.domain.pain_rule.judging import RULE
from tests.red_flags import EMPTY
from tests.remake import Owned

ZONE = timezone(timedelta(hours=1))
OFFERS = read_library(shipped_programs(), Path("/nowhere")).programs
WAKING, MORNING, NOON, EVENING = time(7, 0), time(7, 30), time(12, 0), time(19, 0)
LASTS = timedelta(minutes=25)
"""How long after its start the last repetition and the last answer of a session are."""

CLEAR = EMPTY.with_screening(Screening(datetime(2026, 1, 1, tzinfo=ZONE)))
GOLDEN = Path(__file__).parent / "golden" / "course.txt"
_INDENT = " " * 12


@dataclass
class Day:
    """What happens on one day.

    times: at which sessions are done. pains: during and after each of them (NPRS); the last holds for all that follow.
    """

    morning: int | None = 1
    stiffness: int | None = 5
    how: How | None = None
    times: tuple[time, ...] = (MORNING, EVENING)
    pains: tuple[tuple[int | None, int | None], ...] = ((1, 1),)
    finished: bool = True
    said: VerdictAnswer = "yes"
    """What is answered to a step that is offered."""
    note: str = ""
    """What a clinician said that day, before anything else."""


AWAY = Day(morning=None, stiffness=None, times=())


@dataclass
class Life:
    """One person's course; what is recorded is all that is kept."""

    offered: ResolvedProgram
    region: Region | None = Region.MID_PORTION
    rule: PainRule = RULE
    kilograms: Mapping[str, float] = field(default_factory=dict)
    """What is typed in where no kilograms are known."""
    sides: tuple[Side, ...] = (Side.LEFT,)
    """The legs that hurt."""
    sessions: list[SessionRecord] = field(default_factory=list)
    days: dict[date, DayFile] = field(default_factory=dict)
    safety: RedFlags = CLEAR
    lines: list[str] = field(default_factory=list)
    count: int = 0
    told: dict[str, object] = field(default_factory=dict)
    """What was printed last: it is not printed twice."""
    _seen: tuple[object, Today] | None = None
    """Today as it was looked at last, and what was recorded then."""

    def log(self, now: datetime) -> Log:
        """Return what is known at a time; as far back as the program reads."""
        last = max((one.day for one in self.sessions if not one.practice and one.day <= now.date()), default=None)
        first = first_day_read(last, now.date())
        recent = tuple(one for one in self.sessions if one.day >= first)
        earlier = max((one.day for one in self.sessions if one.day < first and not one.practice), default=None)
        return Log(recent, Diary(dict(self.days)), self.safety, now, earlier)

    def today(self, now: datetime) -> Today:
        """Return what the program knows and says at a time."""
        state = now, self.count, len(self.sessions), self.safety
        if self._seen is None or self._seen[0] != state:
            self._seen = state, today(self.offered, self.log(now), self.region, self.rule)
        return self._seen[1]

    def write(  # noqa: PLR0913 all that a day has
        self,
        day: date,
        *,
        check_ins: tuple[CheckIn, ...] = (),
        answers: tuple[Answer, ...] = (),
        begun: tuple[ProgramStart, ...] = (),
        scores: tuple[Score, ...] = (),
        pt_words: tuple[PtWord, ...] = (),
    ) -> None:
        """Add to what is kept of a day."""
        new = DayFile(1, day, check_ins, answers, begun, scores, pt_words=pt_words)
        self.days[day] = self.days[day].joined(new) if day in self.days else new

    def next_id(self) -> str:
        """Return an id nobody has."""
        self.count += 1
        return f"id-{self.count:04d}"

    def begin(self, now: datetime) -> None:
        """Begin the program."""
        self.write(now.date(), begun=(ProgramStart(self.next_id(), now, self.offered.definition.id),))

    def live(self, day: date, told: Day) -> None:
        """Live through a day: the check-in, an answer to what is offered, then each session that is due."""
        wake = datetime.combine(day, WAKING, ZONE)
        if told.note:
            self.safety = self.safety.with_note(ClinicianNote(wake, told.note))
        if told.morning is not None or told.how is not None:
            entry = CheckIn(self.next_id(), wake, told.morning, told.stiffness, told.how)
            self.write(day, check_ins=(entry,))
        lines = self._ask_pt(wake)
        now = self.today(wake)
        lines += [*self._news(now, told.note), *(self._answer(wake, told.said) if told.morning is not None else [])]
        sessions = []
        for number, moment in enumerate(told.times):
            at = datetime.combine(day, moment, ZONE)
            sessions.append(self._session(at, told, told.pains[min(number, len(told.pains) - 1)]))
            if max(value or 0 for value in told.pains[min(number, len(told.pains) - 1)]) > RULE.pain_calm:
                lines += self._at_once(at + LASTS, told.said)
        morning = "morning -" if told.morning is None else f"morning {told.morning}"
        how = f" ({told.how})" if told.how else ""
        head = f"{day:%a %d %b}  week {now.week:<2}  {morning}{how}  {_verdicts(now.verdicts)}"
        self.lines += _wrapped(f"{head}  {'; '.join(_grouped(sessions))}".rstrip(), "")
        for line in lines:
            self.lines += _wrapped(line, _INDENT)

    def _ask_pt(self, now: datetime) -> list[str]:
        """Where the rule waits for the PT, write down that the next step is agreed, and say so."""
        if not any(verdict.decision.row == "D16" for verdict in self.today(now).verdicts):
            return []
        word = PtWord(self.next_id(), now, "next step", self.offered.definition.id)
        self.write(now.date(), pt_words=(word,))
        return ["the PT agrees to the next step"]

    def _at_once(self, now: datetime, said: VerdictAnswer) -> list[str]:
        """Return what is said right after a session where that is a step back or a stop."""
        seen = self.today(now)
        worst = max((one.decision.output.strictness for one in seen.verdicts), default=0)
        if worst < Verdict.STEP_BACK.strictness or self.told["verdict"] == [one.decision.row for one in seen.verdicts]:
            return []
        return [f"{now:%H:%M} {_verdicts(seen.verdicts)}", *self._news(seen), *self._answer(now, said)]

    def _news(self, now: Today, note: str = "") -> list[str]:
        """Return what is new since it was printed last: levels, the reason of a verdict, advice, notices."""
        lines = [f"clinician: {note}"] if note else []
        why = "; ".join(dict.fromkeys(one.reason for one in now.targets.by_dose.values()))
        news = {
            "levels": [f"now {_levels(now)} ({why})"],
            "verdict": _reasons(now.verdicts),
            "advice": [one.sentence for one in now.advice],
            "notices": list(now.notices),
        }
        kinds = {
            "levels": _levels(now),
            "verdict": [one.decision.row for one in now.verdicts],
            "advice": [one.advice for one in now.advice],
            "notices": list(now.notices),
        }
        for name, kind in kinds.items():
            lines += news[name] if self.told.get(name, []) != kind else []
        self.told = dict(kinds)
        return lines

    def _answer(self, now: datetime, said: VerdictAnswer) -> list[str]:
        """Answer what is offered, one after the other, as a person does; return what came of it."""
        lines = []
        while found := self.today(now).open_verdicts:
            before = self.today(now)
            entry = answer_entry(before, found[0], said, entry=(self.next_id(), now))
            self.write(now.date(), answers=(entry,))
            after = self.today(now)
            was, now_is = _target(before, entry.exercise), _target(after, entry.exercise)
            stage = f", stage {after.targets.stage}" if after.targets.stage != before.targets.stage else ""
            change = f"stays at {now_is}" if was == now_is else f"{was} -> {now_is}"
            lines.append(f"{said}: {entry.exercise} {change}{stage}")
            self.told["levels"] = _levels(after)
        return lines

    def _session(self, now: datetime, told: Day, pain: tuple[int | None, int | None]) -> tuple[str, str]:
        """Do what is due; return the time and what was done."""
        seen = self.today(now)
        if not seen.agenda.due:
            return f"{now:%H:%M}", f"nothing ({'; '.join(dict.fromkeys(item.reason for item in seen.agenda.items))})"
        loads = {name: load for name, load in self.kilograms.items() if name not in seen.program.loads}
        whole = plan(
            seen.program, self.sides, stage=seen.targets.stage, region=self.region, loads=loads, pt_confirmed=True
        )
        chosen = seen.plan_to_do(whole)
        assert chosen is not None
        self.sessions.append(done(chosen, self.next_id(), now, pain, finished=told.finished))
        names = [one.id for one in chosen.exercises]
        what = "all" if len(names) == len(whole.exercises) else " and ".join(names)
        pains = "" if pain == (1, 1) else f", pain {pain[0]} then {pain[1]}"
        return f"{now:%H:%M}", f"{what}{pains}{'' if told.finished else ', stopped'}"


def done(
    chosen: Plan, name: str, now: datetime, pain: tuple[int | None, int | None] = (1, 1), *, finished: bool = True
) -> SessionRecord:
    """Return a session as it was done. pain: during, after; one that was not finished ends after its first set."""
    record, later = new_record(chosen, name, now), now + LASTS
    sets = tuple(
        _done(one, name, later, chosen.exercise(one.exercise).tempo) if finished or index == 0 else one
        for index, one in enumerate(record.sets)
    )
    during, after = pain
    pains = [PainAnswer(during, later, "during")] if during is not None else []
    pains += [PainAnswer(after, later, "final")] if after is not None else []
    record = replace(record, sets=sets, pains=tuple(pains))
    if finished:
        return record.closed(Status.DONE, later)
    return record.closed(Status.STOPPED, later, stopped_for="pain" if (during or 0) > RULE.pain_limit else "choice")


def _done(one: SetRecord, name: str, later: datetime, tempo: Tempo) -> SetRecord:
    stem = f"{name}-{one.exercise[:4]}-{one.side}-{one.set}"
    worked = tempo.hold or (tempo.lower or 0.0) + (0.0 if "rise" in tempo.untimed else tempo.rise or 0.0)
    reps = (
        RepRecord(f"{stem}-{rep}", rep, later, Result.DONE, paced=True, seconds=worked)
        for rep in range(1, one.planned + 1)
    )
    return replace(one, reps=tuple(reps))


def _wrapped(line: str, indent: str) -> list[str]:
    """Break a line where it gets too long to read."""
    return wrap(line, 116, initial_indent=indent, subsequent_indent=f"{_INDENT}  ", break_on_hyphens=False)


def _target(now: Today, name: str) -> str:
    if name not in now.targets.by_dose:
        return "not in this stage"
    one = now.targets.by_dose[name]
    return f"{one.level}{'' if one.load_kg is None else f', {one.load_kg:g} kg'}"


def _levels(now: Today) -> str:
    """Say the levels; exercises at the same one together."""
    said: dict[str, list[str]] = {}
    for name in now.targets.by_dose:
        said.setdefault(_target(now, name), []).append(name)
    return "; ".join(f"{' and '.join(names)}: {level}" for level, names in said.items())


def _verdicts(judged: tuple[ExerciseVerdict, ...]) -> str:
    """Say the verdict and its row; where exercises differ, each with its name."""
    rows = {one.exercise: f"{one.decision.output.value.upper()} {one.decision.row}" for one in judged}
    if len(set(rows.values())) <= 1:
        return next(iter(rows.values()), "no verdict yet")
    return ", ".join(f"{row} for {name}" for name, row in rows.items())


def _reasons(judged: tuple[ExerciseVerdict, ...]) -> list[str]:
    """Say why; where exercises differ, each with its name."""
    reasons = list(dict.fromkeys(one.decision.reason for one in judged))
    return reasons if len(reasons) <= 1 else [f"{one.exercise}: {one.decision.reason}" for one in judged]


def _grouped(told: list[tuple[str, str]]) -> list[str]:
    """Say what was done, the times of the same thing together."""
    return [
        f"{' '.join(moment for moment, _ in group)} {what}"
        for what, group in ((what, list(group)) for what, group in groupby(told, key=lambda one: one[1]))
    ]


def course(life: Life, first: date, told: Mapping[int, Day], *, days: int, usual: Mapping[int, Day] | Day) -> Life:
    """Live through so many days from a first one on.

    told: what is not as usual, by the number of the day from 0. usual: any other day, or each by its weekday from 0.
    """
    life.begin(datetime.combine(first, WAKING, ZONE))
    for number in range(days):
        day = first + timedelta(days=number)
        ordinary = usual if isinstance(usual, Day) else usual[day.weekday()]
        life.live(day, told.get(number, ordinary))
    return life


MONDAY = date(2026, 3, 2)


def home_course() -> Life:
    """Twelve weeks at home: calm weeks, a mild flare-up, two step backs, two weeks without, and the return."""
    flare = Day(morning=2, pains=((4, 4),), how="flare-up")
    told = dict.fromkeys(range(30, 33), flare)
    told[40] = Day(morning=3)
    told[44] = Day(pains=((6, 3), (1, 1)), times=(MORNING, NOON, EVENING))
    told |= dict.fromkeys(range(54, 70), AWAY)
    return course(Life(OFFERS["home"]), MONDAY, told, days=84, usual=Day())


def gym_course() -> Life:
    """Seven weeks in the gym, three evenings a week: more kilograms, then a step back."""
    rest, gym = Day(times=()), Day(times=(EVENING,))
    usual = {day: gym if day in {0, 2, 4} else rest for day in range(7)}
    told = {35: Day(times=(EVENING,), pains=((6, 4),))}
    kilograms = {"leg-press-heel-raise": 40.0, "seated-calf-raise": 20.0}
    return course(Life(OFFERS["heavy"], kilograms=kilograms), MONDAY, told, days=49, usual=usual)


def stretch_course() -> Life:
    """Three weeks of stretches with insertional pain: low end throughout, and a pause after a bad morning."""
    told = {12: Day(morning=3), 13: Day(morning=2)}
    return course(Life(OFFERS["stretches"], Region.INSERTIONAL), MONDAY, told, days=21, usual=Day())


def stopped_course() -> Life:
    """Two weeks, a stop that waiting does not lift, a clinician note, and the start one level lower."""
    told = {14: Day(pains=((8, 6),), finished=False), 18: Day(note="No tear. Go on, one level lower.")}
    return course(Life(OFFERS["eccentric"]), MONDAY, told, days=35, usual=Day())


COURSES = (home_course, gym_course, stretch_course, stopped_course)


def diary(lives: Iterable[Life]) -> str:
    """Return the diaries of courses, each under what it is."""
    titles = (one.__doc__ or "" for one in COURSES)
    return "\n\n\n".join("\n".join([title, "", *life.lines]) for title, life in zip(titles, lives, strict=True)) + "\n"


OWNED: Owned = {GOLDEN.parent: GOLDEN.name}


def files() -> dict[Path, str]:
    """Return what the file of the diaries should say."""
    return {GOLDEN: diary(one() for one in COURSES)}
