"""A stop of the pain rule as an entry of the log, with the entries it names. Frozen values; no files."""

from datetime import date
from typing import Literal

from msgspec import Struct

from achilles_tui.domain.base.units import RowId, Stamp, Words
from achilles_tui.domain.records.session_record import Id


class Cause(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry that a stop names, with its value at that time."""

    measure: Literal["morning", "stiffness", "session"]
    """Morning pain (NPRS), morning stiffness (minutes), or a session with its highest pain (NPRS)."""
    day: date
    value: int
    session: Id | None = None
    for_pain: bool = False
    """Whether the session was stopped for pain."""


class Stop(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A stop as it was first said. It is an entry of its day, so that nothing added later can lift it."""

    id: Id
    at: Stamp
    day: date
    """The day that first said it."""
    row: RowId
    """The row of the decision table that decided."""
    judged: date
    """The training day it was decided for."""
    session: Id
    """The last session of that day."""
    reason: Words
    """The log against the rule, in one sentence."""
    needed: Words
    """What it takes."""
    causes: tuple[Cause, ...]
    """The entries it names: only correcting or deleting one of them lifts it before a clinician note."""
