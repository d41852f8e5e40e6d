"""The lesson about the keys: which key to try next, in a session that is not saved. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from achilles_tui.domain.base.errors import UnknownProgram
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, plan
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.session.phases import Trigger

Act = Trigger | Literal["stay"]
"""What the lesson teaches: a trigger, or staying when asked whether to leave."""

STEPS: tuple[Act, ...] = (Trigger.PAUSE, Trigger.GO_ON, Trigger.NEXT, Trigger.REDO, Trigger.PAIN, "stay")
"""The acts of the lesson, in order."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The progress of the lesson: the acts done so far."""

    done: frozenset[Act] = frozenset()

    @property
    def step(self) -> Act | None:
        """The next act to do, or None when all are done."""
        return next((act for act in STEPS if act not in self.done), None)

    def after(self, act: Act) -> "Lesson":
        """Return the lesson after a person did this, in whatever order."""
        return Lesson(self.done | {act})

    def next_act(self, moves: frozenset[Trigger]) -> Act | None:
        """Return the act to do now, None after the last. moves: what the session allows; a pause has to end first."""
        step = self.step
        waits = isinstance(step, Trigger) and Trigger.GO_ON in moves and step not in moves
        return Trigger.GO_ON if waits else step


def lesson_plan(offers: Iterable[ResolvedProgram], side: Side | None) -> Plan:
    """Return the plan of the lesson: the first single-leg heel raise that needs no PT.

    side: the hurting leg; if both or unknown, the left one. Raises UnknownProgram when there is no such exercise.
    """
    leg = Side.RIGHT if side is Side.RIGHT else Side.LEFT
    for offer in offers:
        whole = plan(offer, (leg,))
        for exercise in whole.exercises:
            if exercise.tempo.single_leg and not exercise.needs_pt:
                return Plan(program=whole.program, title=whole.title, exercises=(exercise,))
    raise UnknownProgram("No program here has a heel raise to practise the keys with.")


class DiscardingJournal:
    """A journal that writes nothing: the lesson leaves no trace."""

    def write(self, record: SessionRecord) -> None:
        """Discard the record."""

    def discard(self, record: SessionRecord) -> None:
        """Do nothing: there is nothing to remove."""

    def still_ours(self) -> bool:
        """Return True: no other process can take over an unsaved session."""
        return True

    def close(self) -> None:
        """Do nothing: there is nothing to close."""
