"""The program without a disk: the real services over stores in memory, with a clock that the test moves."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from achilles_tui.application.agenda import AgendaService
from achilles_tui.application.entries import EntryWriter
from achilles_tui.application.gate import GateService
from achilles_tui.application.history import HistoryService
from achilles_tui.application.programs import ProgramService
from achilles_tui.application.safety import SafetyService
from achilles_tui.application.sessions import SessionService
from achilles_tui.application.stops import StopRecorder
from achilles_tui.domain.base.errors import BadFile, NotSaved, SessionHeld
from achilles_tui.domain.base.units import Category
from achilles_tui.domain.describe.learning import TopicSources
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.dose import Dose, Often
from achilles_tui.domain.programs.program import Exercise, Program, ResolvedProgram, resolve_program
from achilles_tui.domain.programs.pt_doses import PtDoses, with_pt
from achilles_tui.domain.records.apply_corrections import corrected_sessions
from achilles_tui.domain.records.day import DayRecord, day_record
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep
from achilles_tui.domain.records.session_record import SessionRecord, Status
from achilles_tui.domain.red_flags.safety import Question, RedFlags, Screening
from achilles_tui.domain.settings import Holder, Introduction, ProgramLibrary, Settings
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.shipped_texts import read_pain_rule, read_topics
from tests.builders import NOW, gym_raise, heel_raise, stretch
from tests.red_flags import EMPTY, QUESTIONS

CLEAR = EMPTY.with_screening(Screening(NOW))


class MemoryClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, start: datetime = NOW) -> None:
        """Start at this moment."""
        self.start, self.passed = start, 0.0

    def now(self) -> datetime:
        """Return the moment."""
        return self.start + timedelta(seconds=self.passed)

    def moment(self) -> datetime:
        """Return the moment."""
        return self.now()

    def local_time(self, day: date, time_of_day: time) -> datetime:
        """Return a time of a day in the zone of the test's moment."""
        return datetime.combine(day, time_of_day, self.start.tzinfo)

    def seconds(self) -> float:
        """Return the seconds that the test let pass."""
        return self.passed

    def session_seconds(self, speed: float) -> Callable[[], float]:  # noqa: ARG002 the test says how many pass
        """Return a clock that counts from now."""
        start = self.passed
        return lambda: self.passed - start


class MemoryJournal:
    """Keeps every record it was given; fails while `reason` is set."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.records: list[SessionRecord] = []
        self.discarded: set[str] = set()
        self.reason: str | None = None
        self.ours = True
        self.closed = False

    def write(self, record: SessionRecord) -> None:
        """Keep the record. Raises NotSaved while there is a reason."""
        if self.reason:
            raise NotSaved(self.reason)
        self.records.append(record)

    def discard(self, record: SessionRecord) -> None:
        """Forget the session."""
        self.records = [kept for kept in self.records if kept.id != record.id]
        self.discarded.add(record.id)

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


class MemoryRecords:
    """Sessions and entries of days; fills the ports `LogStore` and `LiveSessionStore`."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.journal = MemoryJournal()
        self.sessions: dict[str, SessionRecord] = {}
        self.days: dict[date, DayFile] = {}
        self.problems: tuple[str, ...] = ()
        self.trouble_writing: str | None = None
        self.someone: Holder | None = None
        self.first_days_read: list[date] = []

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days."""
        return DiaryReading(Diary({day: entries for day, entries in self.days.items() if first <= day <= last}))

    def add_entries(self, entries: DayFile) -> None:
        """Add entries. Raises NotSaved while there is trouble."""
        self._refuse()
        self.days[entries.day] = (self.days.get(entries.day) or DayFile(1, entries.day)).joined(entries)

    def add_session(self, record: SessionRecord) -> SessionRecord:
        """Add a session. Raises NotSaved while there is trouble."""
        self._refuse()
        self.sessions[record.id] = record
        return record

    def day(self, day: date) -> DayRecord:
        """Return everything of a day."""
        return day_record(day, self._written().values(), Diary(dict(self.days)))

    def walk(self, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
        """Give half of the sessions, then all of them. A thread may ask while others are added."""
        self.first_days_read.append(first)
        corrected = corrected_sessions(tuple(self._written().values()), diary.corrections)
        found = sorted((record for record in corrected if first <= record.day <= last), key=lambda one: one.started)
        half, whole = len(found) // 2, len(found)
        yield ReadingStep(tuple(found[:half]), (), half, whole)
        yield ReadingStep(tuple(found[half:]), self.problems, whole, whole)

    def log(
        self,
        program: str | None,  # noqa: ARG002 all is read
        safety: RedFlags,
        now: datetime,
        rule: PainRule,  # noqa: ARG002 nothing is left out
    ) -> tuple[Log, tuple[str, ...]]:
        """Return everything."""
        return Log(tuple(self._written().values()), Diary(dict(self.days)), safety, now), ()

    def diary(self, program: str | None, today: date) -> Diary:  # noqa: ARG002 all is read
        """Return every day."""
        return Diary(dict(self.days))

    def first_day(self) -> date | None:
        """Return the earliest day."""
        return min((*self.days, *(record.day for record in self._written().values())), default=None)

    def change_stamp(self, first_year: int) -> object:  # noqa: ARG002 all is read
        """Return something new each time, so that nothing old is shown."""
        return object()

    def unfinished(self, first: date) -> Sequence[SessionRecord]:
        """Return what is in progress."""
        records = self._written().values()
        return [record for record in records if record.status is Status.IN_PROGRESS and record.day >= first]

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session."""
        return self._written().get(session_id)

    def holder(self) -> Holder | None:
        """Return whom the test says."""
        return self.someone

    def release(self, now: datetime) -> None:  # noqa: ARG002 the port's shape
        """Let nobody have the session."""
        self.someone = None

    def open_new(self, session_id: str, now: datetime) -> MemoryJournal:  # noqa: ARG002 the port's shape
        """Return the journal. Raises SessionHeld while somebody has it."""
        if self.someone:
            raise SessionHeld(str(self.someone))
        return self.journal

    def reopen(self, session_id: str, now: datetime, *, take_over: bool) -> tuple[SessionRecord | None, MemoryJournal]:
        """Return a session and the journal. Raises SessionHeld while somebody has it, unless it is taken over."""
        if take_over:
            self.release(now)
        return self.session(session_id), self.open_new(session_id, now)

    def as_text(self, record: SessionRecord) -> str:
        """Return its id, which is enough here."""
        return record.id

    def trouble(self) -> str | None:
        """Return what the test says."""
        return self.trouble_writing

    def _written(self) -> dict[str, SessionRecord]:
        self.sessions |= {record.id: record for record in self.journal.records}
        for discarded in self.journal.discarded:
            self.sessions.pop(discarded, None)
        return self.sessions

    def _refuse(self) -> None:
        if self.trouble_writing:
            raise NotSaved(self.trouble_writing)


class MemoryPrograms:
    """Programs and the rule that ships; fills the port `ProgramStore`."""

    def __init__(self, shelf: ProgramLibrary) -> None:
        """Offer these."""
        self.shelf = shelf
        self.trouble_reading_rule: str | None = None
        self.trouble_reading_topics: str | None = None
        self.topics_read = 0
        self.trouble_writing: str | None = None
        self.wrong: tuple[str, ...] = ()
        self.edited: list[str] = []

    def library(self) -> ProgramLibrary:
        """Return the programs."""
        return self.shelf

    def rule(self) -> PainRule:
        """Return the rule that ships. Raises BadFile while there is trouble with it."""
        if self.trouble_reading_rule:
            raise BadFile(self.trouble_reading_rule)
        return read_pain_rule(shipped_programs())

    def topics(self) -> TopicSources:
        """Return what ships to be read. Raises BadFile while there is trouble with the texts."""
        if self.trouble_reading_topics:
            raise BadFile(self.trouble_reading_topics)
        self.topics_read += 1
        return read_topics(shipped_programs())

    def create(self, name: str, *, like: str | None, exercise: bool) -> Path:  # noqa: ARG002 only copies are made
        """Put a copy on the shelf."""
        copied = self.shelf.programs[like or ""]
        copied = copied._replace(definition=replace(copied.definition, id=name))
        self.shelf = self.shelf._replace(programs={**self.shelf.programs, name: copied}, own=self.shelf.own | {name})
        return Path(name)

    def draft(self, name: str) -> Path:
        """Return a path that stands for the draft."""
        self.edited.append(name)
        return Path(name)

    def accept_draft(self, name: str) -> Sequence[str]:  # noqa: ARG002 the port's shape
        """Say what the test says is wrong."""
        return self.wrong

    def drop_draft(self, name: str) -> None:
        """Forget nothing."""

    def problems(self, path: Path) -> Sequence[str]:  # noqa: ARG002 the port's shape
        """Find nothing."""
        return ()

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Keep what the PT changed, and offer it. Raises NotSaved while there is trouble."""
        if self.trouble_writing:
            raise NotSaved(self.trouble_writing)
        plain = self.shelf.plain_programs or self.shelf.programs
        self.shelf = self.shelf._replace(
            plain_programs=plain,
            pt_doses={**self.shelf.pt_doses, doses.program: doses},
            programs={**self.shelf.programs, doses.program: with_pt(plain[doses.program], doses)},
        )


class MemorySettings:
    """The settings; fills the port `SettingsStore`."""

    def __init__(self, settings: Settings) -> None:
        """Hold these."""
        self.settings = settings
        self.trouble_writing: str | None = None

    def load(self) -> Settings:
        """Return the settings."""
        return self.settings

    def save(self, settings: Settings) -> None:
        """Keep the settings. Raises NotSaved while there is trouble."""
        if self.trouble_writing:
            raise NotSaved(self.trouble_writing)
        self.settings = settings


class MemorySafety:
    """The red-flag answers; fills the port `SafetyStore`."""

    def __init__(self, flags: RedFlags) -> None:
        """Hold these."""
        self.flags = flags
        self.trouble_reading: str | None = None

    def questions(self) -> Sequence[Question]:
        """Return the questions that ship. Raises BadFile while there is trouble with the texts."""
        if self.trouble_reading:
            raise BadFile(self.trouble_reading)
        return QUESTIONS

    def load(self) -> RedFlags:
        """Return the answers."""
        return self.flags

    def save(self, flags: RedFlags) -> None:
        """Keep the answers."""
        self.flags = flags


class MemoryServices:
    """The real services over memory. `pass_time` moves the clock, in session seconds.

    introduction: on where the first run itself is tested; elsewhere the program opens on the Today page.
    """

    def __init__(
        self,
        *,
        safety: RedFlags = CLEAR,
        settings: Settings | None = None,
        introduction: Introduction = "off",
        shelf: ProgramLibrary | None = None,
    ) -> None:
        """Begin at the test's moment, with two small programs unless others are given."""
        shelf = shelf or ProgramLibrary({"raises": _offer("raises", heavy=False), "gym": _offer("gym", heavy=True)})
        self.clock, self.records, self.program_store = MemoryClock(), MemoryRecords(), MemoryPrograms(shelf)
        self.settings_store = MemorySettings(replace(settings or Settings(), introduction=introduction))
        self.safety_store = MemorySafety(safety)
        self.voice = MemorySpeaker()
        self._ids = 0
        self.programs = ProgramService(self.program_store, lambda _path: None)
        self.stops = stops = StopRecorder(self.records, self.programs, self.safety_store, self.clock, self._next_id)
        entries = EntryWriter(self.records, stops, self.clock, self._next_id)
        self.settings = self.settings_store
        self.safety = SafetyService(self.safety_store, self.clock)
        stores = self.settings_store, self.safety_store, entries, stops, self.clock
        self.agenda = AgendaService(self.records, self.programs, *stores)
        self.history = HistoryService(self.records, self.agenda, self.programs, *stores)
        self.gate = GateService(stops, self.programs, self.settings_store, entries)
        self.sessions = SessionService(self.records, self.records, self.programs, entries, self.gate, stops, self.clock)

    @property
    def journal(self) -> MemoryJournal:
        """Where the live session is written."""
        return self.records.journal

    def pass_time(self, seconds: float) -> None:
        """Move the clock."""
        self.clock.passed += seconds

    def speaker(self, command: Sequence[str]) -> MemorySpeaker:  # noqa: ARG002 the port's shape
        """Return the voice that keeps what it says."""
        return self.voice

    def _next_id(self) -> str:
        self._ids += 1
        return f"id-{self._ids:04d}"


def _offer(name: str, *, heavy: bool) -> ResolvedProgram:
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
    return resolve_program(program, exercises)


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
