"""Writes a stop, a step back or a clinician note as JSON, for the log and the report."""

from datetime import date
from typing import Literal

from msgspec import Struct, field

from achilles_tui.domain.base.units import RowId
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.text.documents.base import fill


class LoggedRuleEvent(Struct, frozen=True):
    """A stop, a step back or a clinician note, on the day it was first said."""

    day: date
    kind: Literal["stop", "step back", "clinician"]
    row: RowId | None
    """The row of the decision table that decided; null for a note."""
    sentence: str | None
    """The log against the rule, or the text of the note; null where a report leaves the note out."""
    answer: str | None
    """What was answered to a step back; of a stop, why it ended without a note. Null where there is nothing to say."""
    note_day: date | None = field(name="until")
    """The day of the clinician note that ended a stop."""
    holds: bool
    """Whether it is a stop that locks all sessions now."""


def logged_rule_event(event: RuleEvent) -> LoggedRuleEvent:
    """Return an event as JSON has it."""
    return fill(LoggedRuleEvent, event, sentence=event.sentence or None, answer=event.answer or None)
