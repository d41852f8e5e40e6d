"""A log as plain events, in the order in which they became known. They carry data and work out nothing but days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Leg: TypeAlias = Literal["left", "right", "both"]
Said: TypeAlias = Literal["yes", "no", "my PT says otherwise"]
Where: TypeAlias = Literal["insertional", "mid-portion", "not-sure"]
How: TypeAlias = Literal["usual", "flare-up", "away"]


@dataclass(frozen=True, slots=True)
class SetDone:
    """One planned set and its repetitions; leg `both`: both together."""

    exercise: str
    leg: Leg
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class Session:
    """A session. known: when it stood in the log, which may be days after it began."""

    known: datetime
    id: str
    program: str
    started: datetime
    sets: tuple[SetDone, ...]
    during: int | None = None
    after: int | None = None
    status: Literal["done", "stopped", "in-progress"] = "done"
    stopped_for: Literal["choice", "pain"] | None = None
    practice: bool = False
    pt_confirmed: bool = False
    by_hand: bool = False
    levels: tuple[tuple[str, int], ...] = ()
    """The level of each exercise, only for the plan that is recorded with it."""

    @property
    def day(self) -> date:
        """The local day it began."""
        return self.started.date()


@dataclass(frozen=True, slots=True)
class Morning:
    """A check-in about a day; of each value the last one known counts."""

    known: datetime
    id: str
    day: date
    pain: int | None = None
    stiffness: int | None = None
    how: How | None = None
    imported: bool = False
    """It came with a table, which does not say when it was told."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a session: deleted, or with other pains."""

    known: datetime
    id: str
    session: str
    deleted: bool = False
    during: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to a verdict. level: from then on; None: it stays."""

    known: datetime
    id: str
    program: str
    exercise: str
    verdict: str
    row: str
    said: Said
    session: str | None = None
    level: int | None = None
    load_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a clinician said."""

    known: datetime
    id: str


@dataclass(frozen=True, slots=True)
class RedFlags:
    """A round of the red-flag questions, and the ids of those answered yes."""

    known: datetime
    id: str
    stops: tuple[str, ...] = ()
    under_18: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a program."""

    known: datetime
    id: str
    program: str


Event: TypeAlias = Session | Morning | Correction | Answer | Note | RedFlags | Start


@dataclass(frozen=True, slots=True)
class Log:
    """Everything of one person up to now.

    events: in the order in which they became known. program: the one asked about. side: the leg that hurts, or both.
    region: where. now: the moment of asking.
    """

    events: tuple[Event, ...]
    program: str
    side: Leg
    region: Where
    now: datetime
    features: frozenset[str] = frozenset()
    """What is unusual in it, to choose logs by: `late session`, `note`, `red flag`, ..."""
