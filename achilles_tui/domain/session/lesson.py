"""The lesson about the keys: what is asked for next, in a session that is kept nowhere. Pure; it knows no screen."""

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
"""What the lesson notices: a trigger that was carried out, or going on when asked how to leave."""

STEPS: tuple[Act, ...] = (Trigger.PAUSE, Trigger.GO_ON, Trigger.NEXT, Trigger.REDO, Trigger.PAIN, "stay")
"""What is learnt, in the order it is asked for."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """How far the lesson is."""

    done: frozenset[Act] = frozenset()

    @property
    def step(self) -> Act | None:
        """What is asked for next, or None when all is done."""
        return next((act for act in STEPS if act not in self.done), None)

    def after(self, act: Act) -> "Lesson":
        """Return the lesson after a person did this, asked for or not."""
        return Lesson(self.done | {act})

    def next_act(self, moves: frozenset[Trigger]) -> Act | None:
        """Return what is asked for now, or None when all is done.

        moves: what the session allows now; where it stands still, it goes on first.
        """
        step = self.step
        waits = isinstance(step, Trigger) and Trigger.GO_ON in moves and step not in moves
        return Trigger.GO_ON if waits else step


def lesson_plan(offers: Iterable[ResolvedProgram], side: Side | None) -> Plan:
    """Return the plan of the lesson: the first single-leg heel raise that needs no PT.

    side: the hurting leg; both or unknown is the left one. Raises UnknownProgram when there is no such exercise.
    """
    leg = Side.RIGHT if side is Side.RIGHT else Side.LEFT
    for offer in offers:
        whole = plan(offer, (leg,))
        for exercise in whole.exercises:
            if exercise.tempo.single_leg and not exercise.needs_pt:
                return Plan(program=whole.program, title=whole.title, exercises=(exercise,))
    raise UnknownProgram("No program here has a heel raise to show the keys with.")


class DiscardingJournal:
    """A journal that writes nothing: what is done in the lesson leaves no trace."""

    def write(self, record: SessionRecord) -> None:
        """Forget the record."""

    def still_ours(self) -> bool:
        """Say that nobody took it over: nobody else can see it."""
        return True

    def close(self) -> None:
        """Have nothing to give back."""
