"""What the edge of the program fills in: the clock, the stores, the voice. Tests fill it in from memory."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.records.day import DayRecord
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.found import DiaryReading, ReadingStep
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import Question, RedFlags
from achilles_tui.domain.settings import Holder, ProgramLibrary, Settings

if TYPE_CHECKING:
    from achilles_tui.domain.describe.learning import TopicSources


class Clock(Protocol):
    """The time of day, and seconds that only run forward."""

    def now(self) -> datetime:
        """Return the local time with its offset, to the second."""

    def moment(self) -> datetime:
        """Return the local time as exactly as it can be read: of two entries in one second the later one counts."""

    def local_time(self, day: date, time_of_day: time) -> datetime:
        """Return a local time of a day with its offset."""

    def seconds(self) -> float:
        """Return seconds on a clock that only runs forward, for what moves on a page."""

    def session_seconds(self, speed: float) -> Callable[[], float]:
        """Return a clock that counts session seconds from now; speed: session seconds in a real second."""


class LogStore(Protocol):
    """What was recorded: sessions that are over, and the entries of days."""

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days from the first to the last."""

    def add_entries(self, entries: DayFile) -> None:
        """Add entries to their day. Raises NotSaved."""

    def add_session(self, record: SessionRecord) -> SessionRecord:
        """Write a session that is over; return it as it reads back. Raises NotSaved."""

    def day(self, day: date) -> DayRecord:
        """Return everything of one day: its sessions with their corrections, and its entries."""

    def walk(self, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
        """Give the sessions from the first day to the last piece by piece, with what the diary corrects of them."""

    def log(self, program: str, safety: RedFlags, now: datetime) -> tuple[Log, tuple[str, ...]]:
        """Return what the rule needs for a program now, and a sentence for each file that was left out."""

    def diary(self, program: str, today: date) -> Diary:
        """Return the entries back to the day the program was begun, or all where it never was."""

    def change_stamp(self, first_year: int) -> object:
        """Return a value that differs as soon as anything recorded or set differs. since: a year; older ones rest."""


class LiveSessionStore(Protocol):
    """Sessions in progress, and which process has the one that is live."""

    def unfinished(self, first: date) -> Sequence[SessionRecord]:
        """Return the sessions in progress since a day, the newest first."""

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands now."""

    def holder(self) -> Holder | None:
        """Return which other process has the live session."""

    def release(self, now: datetime) -> None:
        """Take the live session from whoever has it, and give it back at once, so that another can begin."""

    def open_new(self, session_id: str, now: datetime) -> "Journal":
        """Return where a new session is written. Raises SessionHeld."""

    def reopen(self, session_id: str, now: datetime, *, take_over: bool) -> "tuple[SessionRecord | None, Journal]":
        """Return an unfinished session as it stands now, and where it goes on. Raises SessionHeld unless taken over."""

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""

    def trouble(self) -> str | None:
        """Return why nothing can be written, or None when it can."""


class Journal(Protocol):
    """Where the live session is written, before anything of it is shown."""

    def write(self, record: SessionRecord) -> None:
        """Make the record safe on disk. Raises NotSaved with the reason, or TakenOver."""

    def still_ours(self) -> bool:
        """Say whether no other terminal took the session over."""

    def close(self) -> None:
        """Give the session back, so that another terminal may have it."""


class ProgramStore(Protocol):
    """The programs that ship and the user's own, the PT's doses, and the pain rule."""

    def library(self) -> ProgramLibrary:
        """Return the programs."""

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""

    def topics(self) -> "TopicSources":
        """Return what ships to be read beside the exercises. Raises BadFile."""

    def create(self, name: str, *, like: str | None, exercise: bool) -> Path:
        """Write a new program or exercise of the user's own; return its path. Raises BadProgram or NotSaved."""

    def draft(self, name: str) -> Path:
        """Return the draft in which the user's own file is changed. Raises BadProgram or NotSaved."""

    def accept_draft(self, name: str) -> Sequence[str]:
        """Keep the draft if it is well; else return the lines of what is wrong. Raises BadProgram or NotSaved."""

    def drop_draft(self, name: str) -> None:
        """Forget the draft. Raises BadProgram."""

    def problems(self, path: Path) -> Sequence[str]:
        """Return the lines of what is wrong with a file of a program, an exercise or the PT's doses."""

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write what the PT changed of a program. Raises NotSaved."""


class SettingsStore(Protocol):
    """The settings."""

    def load(self) -> Settings:
        """Return the settings; the defaults where there are none. Raises BadFile."""

    def save(self, settings: Settings) -> None:
        """Write the settings. Raises NotSaved."""


class SafetyStore(Protocol):
    """The red-flag answers and the clinician notes."""

    def questions(self) -> Sequence[Question]:
        """Return the red-flag questions that ship. Raises BadFile."""

    def load(self) -> RedFlags:
        """Return the questions with the answers and notes. Raises BadFile."""

    def save(self, flags: RedFlags) -> None:
        """Write the answers. Raises NotSaved."""


class DocumentStore(Protocol):
    """Where documents for others go."""

    def refuse(self, target: Path, *, force: bool) -> None:
        """Say before any work is done why a document cannot be written there. Raises NotSaved."""

    def write(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document, in place of what is there with force only. Raises NotSaved."""


class Speaker(Protocol):
    """A voice beside the bell; what it cannot say holds nothing up."""

    def say(self, text: str) -> str | None:
        """Say a text and return at once; return a sentence when it could not, and why, the first time only."""
