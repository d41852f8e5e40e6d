"""The lesson about the keys: what it asks for, in which order, and on which session."""

from itertools import permutations

import pytest

from achilles_tui.domain.base.errors import UnknownProgram
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.session.commands import allowed
from achilles_tui.domain.session.lesson import STEPS, DiscardingJournal, Lesson, lesson_plan
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.tui import keys
from achilles_tui.tui.session.lesson import PROMPTS
from tests.builders import at, press, record_of
from tests.memory import MemoryServices

RUNNING = allowed(at(Phase.RISE))
STANDING = allowed(press(at(Phase.RISE), Trigger.PAUSE))


def lesson_with(*left: object) -> Lesson:
    """Return a lesson in which only these steps are left."""
    return Lesson(frozenset(step for step in STEPS if step not in left))


def test_each_step_is_asked_for_until_it_was_done() -> None:
    lesson = Lesson()
    for step in STEPS:
        assert lesson.step == step
        assert lesson.after(Trigger.UNDO).step == step
        lesson = lesson.after(step)
    assert (lesson.step, lesson.next_act(RUNNING)) == (None, None)


def test_in_whatever_order_everything_done_once_is_the_end() -> None:
    for order in permutations(STEPS):
        lesson = Lesson()
        for step in order:
            assert lesson.step is not None
            lesson = lesson.after(step)
        assert lesson.step is None


@pytest.mark.parametrize("step", [Trigger.PAUSE, Trigger.NEXT, Trigger.REDO])
def test_where_the_session_stands_still_it_has_to_go_on_first(step: Trigger) -> None:
    assert lesson_with(step).next_act(RUNNING) == step
    assert lesson_with(step).next_act(STANDING) == Trigger.GO_ON


def test_what_a_pause_allows_is_asked_for_in_a_pause() -> None:
    assert lesson_with(Trigger.PAIN).next_act(STANDING) == Trigger.PAIN
    assert lesson_with("stay").next_act(STANDING) == "stay"


def test_every_prompt_names_the_key_as_it_is() -> None:
    caps = {move.trigger: move.keys[0] for move in keys.SESSION if move.trigger}
    caps[Trigger.GO_ON] = caps[Trigger.PAUSE]
    for trigger, key in caps.items():
        assert trigger not in PROMPTS or key in PROMPTS[trigger].casefold().replace(":", "").split()
    assert set(PROMPTS) == {*STEPS, None}


@pytest.mark.parametrize(
    ("told", "leg"), [(None, Side.LEFT), (Side.LEFT, Side.LEFT), (Side.RIGHT, Side.RIGHT), (Side.BOTH, Side.LEFT)]
)
def test_its_session_is_one_heel_raise_on_one_leg(told: Side | None, leg: Side) -> None:
    plan = lesson_plan(MemoryServices().programs.library().programs.values(), told)
    (exercise,) = plan.exercises
    assert (exercise.id, exercise.sides, exercise.tempo.single_leg) == ("heel-raise", (leg,), True)


def test_it_is_never_one_that_needs_a_pt() -> None:
    with pytest.raises(UnknownProgram, match="has a heel raise"):
        lesson_plan([MemoryServices().programs.library().programs["gym"]], None)


def test_its_journal_keeps_nothing_and_nobody_takes_it_over() -> None:
    journal = DiscardingJournal()
    journal.write(record_of())
    journal.close()
    assert journal.still_ours()
