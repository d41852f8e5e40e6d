"""A session at one moment, as a frozen value, and the happenings that changes report."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from achilles_tui.domain.base.units import PainLimits
from achilles_tui.domain.records.session_record import Result, SessionRecord
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import Script, Segment


class Pause(Enum):
    """Why a session is paused: by the person, or after a gap in the ticks."""

    PERSON = "person"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Session:
    """A session at one moment; `now` everywhere is session seconds since this value was opened.

    In a timed phase exactly one of `ends_at` (the deadline) and `left` (paused: seconds left) is set.
    """

    record: SessionRecord
    script: Script
    limits: PainLimits
    """From the pain rule as it is now; the record does not contain them."""
    run: str
    """A random word of the process that opened it: makes the repetitions' ids unique."""
    opened: datetime
    """The local time at which `now` was 0."""
    cursor: int = 0
    phase: Phase = Phase.READY
    lead: Segment | None = None
    """A segment outside the plan, before the segment at the cursor: a count-in, or easing in again."""
    length: float | None = None
    """The current segment's whole length in seconds; a person can change it."""
    ends_at: float | None = None
    left: float | None = None
    pause: Pause | None = None
    last_look: float = 0.0
    """The time of the last tick."""
    hold_left: float | None = None
    """Seconds still to hold after an interruption; None for a hold that was not interrupted."""
    asked_again: Trigger | None = None
    """The trigger that was just refused; some are carried out when pressed again."""
    before: "Session | None" = field(default=None, compare=False, repr=False)
    """The session before the last action of the person, for undo."""
    stayed: bool = field(default=False, compare=False, repr=False)
    """Whether that action left the phase as it was: an answer, a longer rest."""

    @property
    def segment(self) -> Segment:
        """The current segment."""
        return self.lead or self.script.segments[self.cursor]

    def remaining(self, now: float) -> float | None:
        """Return the seconds left in this phase, never below 0; None if it waits for a key."""
        if self.left is not None:
            return max(0.0, self.left)
        return None if self.ends_at is None else max(0.0, self.ends_at - now)

    def elapsed(self, now: float) -> float:
        """Return the seconds of this phase that have passed, including those before an interruption of a hold."""
        remaining = self.remaining(now)
        return 0.0 if self.length is None or remaining is None else self.length - remaining

    def stamp(self, seconds: float) -> datetime:
        """Return the local time of a moment in session seconds, to the second."""
        moment = self.opened + timedelta(seconds=seconds / self.record.speed)
        return moment.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """A phase began."""

    segment: Segment
    seconds: float


@dataclass(frozen=True, slots=True)
class RepFinished:
    """A repetition ended."""

    segment: Segment
    result: Result
    seconds: float
    ends_set: bool


Happening = PhaseEntered | RepFinished
Outcome = tuple[Session, tuple[Happening, ...]]


class Step(NamedTuple):
    """The result of one trigger or one tick."""

    session: Session
    happenings: tuple[Happening, ...] = ()
    refusal: str | None = None
    """Why the trigger was refused, as a sentence for the person."""
