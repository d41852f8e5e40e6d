"""What a person wants to do: start a program, go on with a session, be led through the first run or the lesson."""

from dataclasses import KW_ONLY, dataclass, field
from enum import Enum

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.session_record import SessionRecord


@dataclass(eq=False)
class Start:
    """A wish from the command line or a page: start this program.

    sides: None when still to be asked. stage: of the program, counted from 1; None for what is due in the one the
    person is in. speed: given for a practice walk. loads: kilograms by exercise id.
    """

    program: ResolvedProgram
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


Intent = Start | Resume | Guide
