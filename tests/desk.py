"""A desk without a disk: the screens' world in memory, with a clock that the test moves."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from achilles_tui.application.runner import Runner
from achilles_tui.domain.agenda.today import Said, Today, answered, levels, today
from achilles_tui.domain.base.errors import BadFile, NotSaved, Refused
from achilles_tui.domain.base.units import Category, Side
from achilles_tui.domain.history.expected_work import Course
from achilles_tui.domain.history.history import PastRead, read_past
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.verdicts import Judged
from achilles_tui.domain.ports import Holder, Introduction, Read, Settings, Shelf, Speaker
from achilles_tui.domain.programs.dose import Dose, Often
from achilles_tui.domain.programs.program import Exercise, Offer, Program, offer
from achilles_tui.domain.programs.pt_doses import PtDoses, with_pt
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.apply_corrections import all_as_told
from achilles_tui.domain.records.correction_rules import Kept, correcting, no_entry, refusal, taking_back
from achilles_tui.domain.records.day import WholeDay, whole_day
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile, Diary, How, Score
from achilles_tui.domain.records.session_record import SessionRecord, Status, new_record
from achilles_tui.domain.red_flags.safety import EMPTY, SafetyLog, Screening
from achilles_tui.domain.session.lesson import KeptNowhere, lesson_plan
from achilles_tui.domain.session.resume import closed_late, with_set_restarted
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.rules import read_pain_rule
from tests.builders import NOW, gym_raise, heel_raise, stretch

CLEAR = EMPTY.with_screening(Screening(NOW))


class MemoryJournal:
    """Keeps every record it was given; fails while `reason` is set."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.records: list[SessionRecord] = []
        self.reason: str | None = None
        self.ours = True
        self.closed = False

    def write(self, record: SessionRecord) -> None:
        """Keep the record. Raises NotSaved while there is a reason."""
        if self.reason:
            raise NotSaved(self.reason)
        self.records.append(record)

    def still_ours(self) -> bool:
        """Say what the test says."""
        return self.ours

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


class MemorySpeaker:
    """Keeps what it was told to say; `trouble` is what it answers, once."""

    def __init__(self) -> None:
        """Have said nothing yet."""
        self.said: list[str] = []
        self.trouble: str | None = None

    def say(self, text: str) -> str | None:
        """Keep the text."""
        self.said.append(text)
        trouble, self.trouble = self.trouble, None
        return trouble


class MemoryDesk:
    """Everything the screens ask for, from memory. `pass_time` moves the session clock, in session seconds.

    introduction: on where the first run itself is tested; elsewhere the program opens on the Today page.
    """

    def __init__(
        self,
        *,
        safety: SafetyLog = CLEAR,
        settings: Settings | None = None,
        introduction: Introduction = "off",
        shelf: Shelf | None = None,
    ) -> None:
        """Begin at the test's moment, with two small programs unless others are given."""
        self._shelf = shelf or Shelf({"raises": _offer("raises", heavy=False), "gym": _offer("gym", heavy=True)})
        self.journal = MemoryJournal()
        self.records: dict[str, SessionRecord] = {}
        self.seconds = 0.0
        self._safety, self._settings = safety, replace(settings or Settings(), introduction=introduction)
        self.someone: Holder | None = None
        self.disk_trouble: str | None = None
        self.config_trouble: str | None = None
        self.rule_trouble: str | None = None
        self.voice = MemorySpeaker()
        self.edited: list[str] = []
        self.days: dict[date, DayFile] = {}
        self._ids = 0
        self.wrong: tuple[str, ...] = ()
        self.aside: tuple[str, ...] = ()
        self.asked_for: list[date | None] = []
        """The days from which on the past was read, each time."""

    def pass_time(self, seconds: float) -> None:
        """Move the clock."""
        self.seconds += seconds

    def now(self) -> datetime:
        """Return the moment."""
        return NOW + timedelta(seconds=self.seconds)

    def at(self, day: date, clock: time) -> datetime:
        """Return a time of a day in the zone of the test's moment."""
        return datetime.combine(day, clock, NOW.tzinfo)

    def clock(self) -> float:
        """Return the seconds that the test let pass."""
        return self.seconds

    def shelf(self) -> Shelf:
        """Return the programs."""
        return self._shelf

    def rule(self) -> PainRule:
        """Return the rule that ships. Raises BadFile while there is trouble with it."""
        if self.rule_trouble:
            raise BadFile(self.rule_trouble)
        return read_pain_rule(shipped_programs())

    def today(self, day: date | None = None) -> Today | None:
        """Return the program of the settings today, or when another day was over, from what is kept in memory."""
        name = self._settings.program
        if name is None:
            return None
        self.unfinished()
        now = self.now() if day is None else min(self.now(), self.at(day, time.max))
        log = Log(tuple(self.records.values()), Diary(dict(self.days)), self._safety, now)
        return today(self._shelf.offers[name], log, self._settings.region, self.rule())

    def past(self, first: date | None = None) -> Iterator[PastRead]:
        """Give half of the sessions, then all of them, then the past. A thread may ask while others are kept."""
        self.asked_for.append(first)
        self.unfinished()
        diary, today = Diary(dict(self.days)), self.now().date()
        told = sorted(all_as_told(tuple(self.records.values()), diary.corrections), key=lambda one: one.started)
        wanted = tuple(one for one in told if first is None or one.day >= first)
        half = len(wanted) // 2
        reads = (Read(wanted[:half], (), half, len(wanted)), Read(wanted[half:], self.aside, len(wanted), len(wanted)))
        course = Course(diary, self._safety.clinician_notes, self._shelf.offers, self._settings.region, today)
        for read in read_past(reads, course, first):
            yield read._replace(lines=levels(self.rule(), self.today()))

    def day(self, day: date) -> DayFile:
        """Return what was told of a day."""
        return self.days.get(day) or DayFile(format=1, day=day)

    def whole_day(self, day: date) -> WholeDay:
        """Return everything of a day."""
        self.unfinished()
        return whole_day(day, self.records.values(), Diary(dict(self.days)))

    def check_in(
        self, day: date, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None
    ) -> Kept:
        """Keep a check-in. Raises NotSaved while there is trouble."""
        entry = CheckIn(self._next_id(), self.now(), morning, stiffness, how)
        return self._keep(DayFile(1, day, check_ins=(entry,)))

    def score(
        self, day: date, *, visa_a: int | None = None, heel_rises: int | None = None, side: Side | None = None
    ) -> Kept:
        """Keep a score. Raises NotSaved while there is trouble."""
        return self._keep(DayFile(1, day, scores=(Score(self._next_id(), self.now(), visa_a, heel_rises, side),)))

    def correct(self, correction: Correction) -> Kept:
        """Keep a correction. Raises Refused, or NotSaved while there is trouble."""
        self.unfinished()
        session = self.whole_day(correction.recorded).session(correction.session)
        reason = "no such session" if session is None else refusal(session, correction, self.now().date())
        if reason:
            raise Refused(reason)
        entry = replace(correction, id=self._next_id(), at=self.now())
        return [self._keep(one) for one in correcting(entry)][-1]

    def take_back(self, kept: Kept) -> Kept:
        """Take entries back. Raises Refused, or NotSaved while there is trouble."""
        return self._keep(taking_back(self.day(kept.day), kept.entries, self.now(), self._next_id))

    def enter(self, record: SessionRecord) -> SessionRecord:
        """Keep a session told by hand. Raises Refused, or NotSaved while there is trouble."""
        if reason := no_entry(record, self.now()):
            raise Refused(reason)
        if self.disk_trouble:
            raise NotSaved(self.disk_trouble)
        record = replace(record, id=self._next_id())
        self.records[record.id] = record
        return record

    def answer(self, now: Today, judged: Judged, said: Said, note: str = "") -> Kept:
        """Keep an answer. Raises NotSaved while there is trouble."""
        entry = answered(now, judged, said, entry=(self._next_id(), self.now()), note=note)
        return self._keep(DayFile(1, self.now().date(), answers=(entry,)))

    def _next_id(self) -> str:
        self._ids += 1
        return f"id-{self._ids:04d}"

    def _keep(self, new: DayFile) -> Kept:
        if self.disk_trouble:
            raise NotSaved(self.disk_trouble)
        self.days[new.day] = self.day(new.day).joined(new)
        return Kept(new.day, new.ids)

    def keep_pt_doses(self, told: PtDoses) -> None:
        """Keep what the PT changed, and offer it. Raises NotSaved while there is trouble."""
        if self.config_trouble:
            raise NotSaved(self.config_trouble)
        plain = self._shelf.plain or self._shelf.offers
        changed = with_pt(plain[told.program], told)
        self._shelf = self._shelf._replace(
            plain=plain,
            told={**self._shelf.told, told.program: told},
            offers={**self._shelf.offers, told.program: changed},
        )

    def copy_program(self, name: str, new: str) -> None:
        """Put a copy on the shelf."""
        copied = self._shelf.offers[name]
        copied = copied._replace(program=replace(copied.program, id=new))
        self._shelf = self._shelf._replace(offers={**self._shelf.offers, new: copied}, own=self._shelf.own | {new})

    def edit_program(self, name: str) -> Sequence[str]:
        """Remember that it was edited, and say what the test says is wrong."""
        self.edited.append(name)
        return self.wrong

    def settings(self) -> Settings:
        """Return the settings."""
        return self._settings

    def keep_settings(self, settings: Settings) -> None:
        """Keep the settings. Raises NotSaved while there is trouble."""
        if self.config_trouble:
            raise NotSaved(self.config_trouble)
        self._settings = settings

    def speaker(self, command: Sequence[str]) -> Speaker:  # noqa: ARG002 the port's shape
        """Return the voice that keeps what it says."""
        return self.voice

    def safety(self) -> SafetyLog:
        """Return the answers."""
        return self._safety

    def keep_safety(self, log: SafetyLog) -> None:
        """Keep the answers."""
        self._safety = log

    def unfinished(self) -> Sequence[SessionRecord]:
        """Return what is in progress."""
        for record in self.journal.records:
            self.records[record.id] = record
        return [one for one in self.records.values() if one.status is Status.IN_PROGRESS]

    def trouble(self) -> str | None:
        """Return what the test says."""
        return self.disk_trouble

    def holder(self) -> Holder | None:
        """Return whom the test says."""
        return self.someone

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session."""
        self.unfinished()
        return self.records.get(session_id)

    def free_session(self) -> None:
        """Let nobody have the session."""
        self.someone = None

    def begin(self, plan: Plan, *, speed: float | None) -> Runner:
        """Open a new session."""
        return self._runner(new_record(plan, f"s-{len(self.records):04d}", self.now(), speed=speed), "new1")

    def go_on(
        self,
        record: SessionRecord,
        *,
        speed: float | None = None,  # noqa: ARG002 the port's shape
        restart_set: bool = False,
        take_over: bool = False,  # noqa: ARG002 the port's shape
    ) -> Runner:
        """Open an unfinished session."""
        return self._runner(with_set_restarted(record) if restart_set else record, "more")

    def lesson(self, side: Side | None) -> Runner:
        """Open the lesson's session, which is kept nowhere."""
        start, plan = self.seconds, lesson_plan(self.shelf().offers.values(), side)
        record = new_record(plan, "lesson", self.now(), speed=1.0)
        return Runner(
            record,
            KeptNowhere(),
            limits=self.rule().limits,
            run="less",
            opened=self.now(),
            clock=lambda: self.seconds - start,
        )

    def close_late(self, record: SessionRecord, *, take_over: bool = False) -> None:  # noqa: ARG002 the port's shape
        """Close the record with what was done."""
        self.journal.write(closed_late(record))

    def _runner(self, record: SessionRecord, run: str) -> Runner:
        start = self.seconds
        return Runner(
            record,
            self.journal,
            limits=self.rule().limits,
            run=run,
            opened=self.now(),
            clock=lambda: self.seconds - start,
        )


def _offer(name: str, *, heavy: bool) -> Offer:
    planned = [gym_raise()] if heavy else [heel_raise(), stretch()]
    exercises = {one.id: _exercise(one.id, one.name, one.category, together=heavy) for one in planned}
    doses = tuple(
        Dose(
            id=one.id,
            sets=one.sets,
            reps=one.reps,
            tempo=one.tempo,
            rest=one.rest,
            often=Often(per_day=2),
            load="kilograms" if heavy else "none",
        )
        for one in planned
    )
    program = Program(format=1, id=name, title=f"The {name}", about="For tests.", source="tests", doses=doses)
    return offer(program, exercises)


def _exercise(name: str, title: str, category: Category, *, together: bool) -> Exercise:
    return Exercise(
        format=1,
        id=name,
        name=title,
        category=category,
        muscle=("soleus",),
        place="home",
        equipment=("a wall",),
        position="Stand ready.",
        steps=("Do it.",),
        mistakes=("Bouncing.",),
        evidence={"insertional": "might help", "mid-portion": "yes"},
        source="tests",
        legs="together" if together else "one",
    )
