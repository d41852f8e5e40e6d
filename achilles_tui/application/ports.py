"""What the services need from outside: the clock, the stores, the voice. Tests use versions in memory."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.records.day import DayRecord
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.readings import DiaryReading, ReadingStep
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
        """Return the local time with fractions of a second: of two entries in one second, the later one counts."""

    def local_time(self, day: date, time_of_day: time) -> datetime:
        """Return a local time of a day with its offset."""

    def seconds(self) -> float:
        """Return seconds on a clock that only runs forward, for animations."""

    def session_seconds(self, speed: float) -> Callable[[], float]:
        """Return a clock that counts session seconds from now; speed: session seconds in a real second."""


class LogStore(Protocol):
    """The recorded sessions that are over, and the entries of days."""

    def entries(self, first: date, last: date) -> DiaryReading:
        """Return the entries of the days from the first to the last."""

    def add_entries(self, entries: DayFile) -> None:
        """Add entries to their day. Raises NotSaved."""

    def add_session(self, record: SessionRecord) -> SessionRecord:
        """Write a session that is over; return it as read back from its file. Raises NotSaved."""

    def day(self, day: date) -> DayRecord:
        """Return everything recorded for one day: its sessions with their corrections, and its entries."""

    def walk(self, diary: Diary, first: date, last: date) -> Iterator[ReadingStep]:
        """Yield the sessions from the first day to the last in steps, with the corrections of the diary."""

    def log(self, program: str | None, safety: RedFlags, now: datetime, rule: PainRule) -> tuple[Log, tuple[str, ...]]:
        """Return the log that the rule needs for a program now, and one sentence for each file that was left out.

        program: None where none is chosen.
        """

    def diary(self, program: str | None, today: date) -> Diary:
        """Return the log entries since the training program began; all if it never did."""

    def first_day(self) -> date | None:
        """Return the day of the earliest session or entry; None where nothing was recorded."""

    def change_stamp(self, first_year: int) -> object:
        """Return a value that changes whenever a record or a setting changes. first_year: older years do not count."""


class LiveSessionStore(Protocol):
    """Sessions in progress, and which process has the one that is live."""

    def unfinished(self, first: date) -> Sequence[SessionRecord]:
        """Return the sessions in progress since a day, the newest first."""

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands now."""

    def holder(self) -> Holder | None:
        """Return the other process that has the live session, if any."""

    def release(self, now: datetime) -> None:
        """Take the live session from the process that has it, and free it at once, so that another can begin."""

    def open_new(self, session_id: str, now: datetime) -> "Journal":
        """Return the journal of a new session. Raises SessionHeld."""

    def reopen(self, session_id: str, now: datetime, *, take_over: bool) -> "tuple[SessionRecord | None, Journal]":
        """Return an unfinished session as it is now, and its journal. Raises SessionHeld unless taken over."""

    def as_text(self, record: SessionRecord) -> str:
        """Return a session's file as text."""

    def trouble(self) -> str | None:
        """Return why nothing can be written, or None when it can."""


class Journal(Protocol):
    """Writes the live session; each change is written before it is shown."""

    def write(self, record: SessionRecord) -> None:
        """Write the record to disk. Raises NotSaved with the reason, or TakenOver if another terminal has it."""

    def discard(self, record: SessionRecord) -> None:
        """Remove the session's file, unless another program changed it. Raises NotSaved."""

    def still_ours(self) -> bool:
        """Return whether no other terminal took the session over."""

    def close(self) -> None:
        """Free the session, so that another terminal may have it."""


class ProgramStore(Protocol):
    """The programs that ship and the user's own, the PT's doses, and the pain rule."""

    def library(self) -> ProgramLibrary:
        """Return the programs."""

    def rule(self) -> PainRule:
        """Return the pain rule that ships. Raises BadFile."""

    def topics(self) -> "TopicSources":
        """Return the shipped texts on the Learn page. Raises BadFile."""

    def create(self, name: str, *, like: str | None, exercise: bool) -> Path:
        """Write a new program or exercise file of the user; return its path. Raises BadProgram or NotSaved."""

    def draft(self, name: str) -> Path:
        """Return the path of the draft of the user's own file. Raises BadProgram or NotSaved."""

    def accept_draft(self, name: str) -> Sequence[str]:
        """Save the draft if it has no errors; else return its errors as lines. Raises BadProgram or NotSaved."""

    def drop_draft(self, name: str) -> None:
        """Delete the draft. Raises BadProgram."""

    def problems(self, path: Path) -> Sequence[str]:
        """Return the errors in a file of a program, an exercise or the PT's doses, as lines."""

    def save_pt_doses(self, doses: PtDoses) -> None:
        """Write the doses that the PT changed in a program. Raises NotSaved."""


class SettingsStore(Protocol):
    """The settings."""

    def load(self) -> Settings:
        """Return the settings; the defaults where there are none. Raises BadFile."""

    def save(self, settings: Settings) -> None:
        """Write the settings. Raises NotSaved."""


class SafetyStore(Protocol):
    """The answers about warning signs, and the clinician notes."""

    def questions(self) -> Sequence[Question]:
        """Return the shipped questions about warning signs. Raises BadFile."""

    def load(self) -> RedFlags:
        """Return the questions with the answers and notes. Raises BadFile."""

    def save(self, flags: RedFlags) -> None:
        """Write the answers. Raises NotSaved."""


class DocumentStore(Protocol):
    """Writes documents for other people and programs."""

    def refuse(self, target: Path, *, force: bool) -> None:
        """Check before any work that a document can be written there. Raises NotSaved with the reason."""

    def write(self, target: Path, data: bytes, *, force: bool) -> None:
        """Write a document; replace an existing file only with force. Raises NotSaved."""


class Speaker(Protocol):
    """A voice for the cues; if it fails, the session goes on."""

    def say(self, text: str) -> str | None:
        """Say a text and return at once: None, or the first time it fails a sentence with the reason."""
