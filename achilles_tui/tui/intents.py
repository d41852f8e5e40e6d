"""What the screens may ask of the world outside; `wiring` fills it in with real files and clocks."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from enum import Enum
from typing import Protocol

from achilles_tui.application.runner import Runner
from achilles_tui.domain.agenda.today import Said, Today
from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.history.history import PastRead
from achilles_tui.domain.pain_rule.rule import PainRule
from achilles_tui.domain.pain_rule.verdicts import Judged
from achilles_tui.domain.ports import Holder, Settings, Shelf, Speaker
from achilles_tui.domain.programs.program import Offer
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.correction_rules import Kept
from achilles_tui.domain.records.day import WholeDay
from achilles_tui.domain.records.day_entries import Correction, DayFile, How
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import SafetyLog


@dataclass(eq=False)
class Start:
    """A wish from the command line or a page: start this program.

    sides: None when still to be asked. stage: of the program, counted from 1; None for what is due in the one the
    person is in. speed: given for a practice walk. loads: kilograms by exercise id.
    """

    offer: Offer
    _: KW_ONLY
    sides: tuple[Side, ...] | None = None
    stage: int | None = None
    speed: float | None = None
    loads: dict[str, float] = field(default_factory=dict)
    pt_confirmed: bool = False


class Resume:
    """A wish: go on with this unfinished session.

    speed: for a practice walk, another speed than it had. take_over: from another process that has it.
    """

    def __init__(self, record: SessionRecord, *, speed: float | None = None, take_over: bool = False) -> None:
        """Wish for it."""
        self.record, self.speed, self.take_over = record, speed, take_over


class Guide(Enum):
    """A wish: to be led through what a new person is asked and shown, or to be shown the keys alone."""

    FIRST_RUN = "first run"
    LESSON = "lesson"


Wish = Start | Resume | Guide


class Desk(Protocol):
    """Programs, records, settings, answers, and live sessions."""

    def now(self) -> datetime:
        """Return the local time with its offset."""

    def at(self, day: date, clock: clock_time) -> datetime:
        """Return a local time of a day with its offset."""

    def clock(self) -> float:
        """Return seconds on a clock that only runs forward, for what moves on a page."""

    def shelf(self) -> Shelf:
        """Return the programs."""

    def rule(self) -> PainRule:
        """Return the pain rule. Raises BadFile."""

    def today(self, day: date | None = None) -> Today | None:
        """Return everything of the user's program today; None where no program was chosen.

        day: an earlier day instead, as it stood when that was over. Raises BadFile, BadProgram or UnknownProgram.
        """

    def day(self, day: date) -> DayFile:
        """Return what was told of one day."""

    def whole_day(self, day: date) -> WholeDay:
        """Return everything of one day: its sessions with their corrections, and what was told of it."""

    def check_in(
        self, day: date, *, morning: int | None = None, stiffness: int | None = None, how: How | None = None
    ) -> Kept:
        """Keep what was told of a morning: pain (NPRS), stiffness in minutes, how the day is. Raises NotSaved."""

    def score(
        self, day: date, *, visa_a: int | None = None, heel_rises: int | None = None, side: Side | None = None
    ) -> Kept:
        """Keep a VISA-A total (0-100), or repetitions of the heel-rise test on a leg. Raises NotSaved."""

    def correct(self, correction: Correction) -> Kept:
        """Keep a correction of a session under an id of its own, as of now. Raises Refused, saying why, or NotSaved."""

    def take_back(self, kept: Kept) -> Kept:
        """Take entries back, so that they count no more; taking that back in turn brings them back.

        Raises Refused where they were taken back already, or NotSaved.
        """

    def enter(self, record: SessionRecord) -> SessionRecord:
        """Keep a session that was told by hand under an id of its own; return it. Raises Refused or NotSaved."""

    def answer(self, now: Today, judged: Judged, said: Said, note: str = "") -> Kept:
        """Keep what the user said to a verdict. Raises NotSaved, or ValueError for a word that cannot be said to it."""

    def past(self, first: date | None = None) -> Iterator[PastRead]:
        """Give how far reading the past has come, and last of all the days from a first one to today.

        first: without it, everything is read. Raises BadFile.
        """

    def keep_pt_doses(self, told: PtDoses) -> None:
        """Write what the user's PT changed of a program; no dose left in it, nothing is changed. Raises NotSaved."""

    def copy_program(self, name: str, new: str) -> None:
        """Make a copy of a program under another id, as the user's own. Raises BadProgram or NotSaved."""

    def edit_program(self, name: str) -> Sequence[str]:
        """Open the user's own program in the user's editor, which has the terminal, and keep it if it is well.

        Return the lines of what is wrong, else nothing; the next time goes on with what was written.
        Raises BadProgram where it is not the user's own, NoEditor, or NotSaved where it cannot be written.
        """

    def settings(self) -> Settings:
        """Return the settings; the defaults where there are none. Raises BadFile."""

    def keep_settings(self, settings: Settings) -> None:
        """Write the settings. Raises NotSaved."""

    def speaker(self, command: Sequence[str]) -> Speaker:
        """Return a voice that is this program with its arguments; no program, no voice."""

    def safety(self) -> SafetyLog:
        """Return the red-flag answers. Raises BadFile when they cannot be read."""

    def keep_safety(self, log: SafetyLog) -> None:
        """Write the red-flag answers. Raises NotSaved."""

    def unfinished(self) -> Sequence[SessionRecord]:
        """Return the sessions in progress of the last 60 days, the newest first."""

    def trouble(self) -> str | None:
        """Return why nothing can be written to the data folder, or None when it can."""

    def holder(self) -> Holder | None:
        """Return who has the live session, if another process has it."""

    def session(self, session_id: str) -> SessionRecord | None:
        """Return one session as it stands on disk now."""

    def free_session(self) -> None:
        """Take the live session from whoever has it, and give it back at once."""

    def begin(self, plan: Plan, *, speed: float | None) -> Runner:
        """Open a new session. Raises SessionHeld or BadFile."""

    def go_on(
        self, record: SessionRecord, *, speed: float | None = None, restart_set: bool = False, take_over: bool = False
    ) -> Runner:
        """Open an unfinished session where it is now. Raises SessionHeld, NothingToResume or BadFile."""

    def lesson(self, side: Side | None) -> Runner:
        """Open a practice session for the lesson about the keys, kept nowhere. Raises UnknownProgram or BadFile."""

    def close_late(self, record: SessionRecord, *, take_over: bool = False) -> None:
        """Close an unfinished session with what was done of it. Raises SessionHeld, NothingToResume or NotSaved."""


def settings_or_defaults(desk: Desk) -> Settings:
    """Return the settings; the defaults where they cannot be read, which is said where it matters."""
    try:
        return desk.settings()
    except BadFile:
        return Settings()
