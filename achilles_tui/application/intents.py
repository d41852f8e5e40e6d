"""What the user wants to do at the start: begin a program, resume a session, see the first run or the lesson."""

from dataclasses import KW_ONLY, dataclass, field
from enum import Enum

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.session_record import SessionRecord


@dataclass(eq=False)
class Start:
    """Start this program.

    sides: None: ask for them. stage: counted from 1; None: what is due in the current stage. speed: for a practice
    walk. loads: kilograms by exercise id.
    """

    program: ResolvedProgram
    _: KW_ONLY
    sides: tuple[Side, ...] | None = None
    stage: int | None = None
    speed: float | None = None
    loads: dict[str, float] = field(default_factory=dict)
    pt_confirmed: bool = False


class Resume:
    """Resume this unfinished session.

    speed: a new speed for a practice walk. take_over: take it from another process that has it.
    """

    def __init__(self, record: SessionRecord, *, speed: float | None = None, take_over: bool = False) -> None:
        """Set the session and how to resume it."""
        self.record, self.speed, self.take_over = record, speed, take_over


class Guide(Enum):
    """Show the first run, or the lesson about the keys alone."""

    FIRST_RUN = "first run"
    LESSON = "lesson"


Intent = Start | Resume | Guide
