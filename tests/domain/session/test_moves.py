"""The rule book, walked row by row: what a body can do, and nothing else."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.session.moves import RULES, TABLE, TRANSITIONS, move
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.script import compile_script
from tests.domain.pain_rule.strategies import PLANS

P, T = Phase, Trigger

BOTH_FEET_DOWN = {P.SETUP, P.REST, P.PAIN_CHECK}
"""Where a repetition may lead when it is over."""

BODY = {
    P.READY: {P.SETUP, P.REST, P.PAIN_CHECK},
    P.SETUP: {P.SETUP, P.RISE, P.EASE_IN, P.STOPPED},
    # On the way up both feet are down: one may stop there, or come down on both.
    P.RISE: {P.SHIFT, P.LOWER, P.RESET, P.STOPPED} | BOTH_FEET_DOWN,
    # At the top on one leg: down on it, or the other foot down again. Nowhere else.
    P.SHIFT: {P.LOWER, P.RESET, P.SETUP, P.STOPPED},
    P.LOWER: {P.RESET, P.RISE, P.STOPPED} | BOTH_FEET_DOWN,
    P.RESET: {P.RISE, P.STOPPED} | BOTH_FEET_DOWN,
    P.EASE_IN: {P.EASE_IN, P.HOLD, P.EASE_OUT, P.SETUP, P.STOPPED},
    # Out of a stretch one eases; a key may end it where one stands.
    P.HOLD: {P.EASE_IN, P.EASE_OUT, P.SETUP, P.STOPPED},
    P.EASE_OUT: {P.EASE_OUT, P.STOPPED} | BOTH_FEET_DOWN,
    # Never straight into work.
    P.REST: {P.REST, P.SETUP, P.STOPPED},
    P.PAIN_CHECK: {P.DONE, P.STOPPED},
    P.DONE: set(),
    P.STOPPED: set(),
}
"""What may come after what, written from the body's point of view and not from the table's."""


def table_pairs() -> dict[Phase, set[Phase]]:
    pairs: dict[Phase, set[Phase]] = defaultdict(set)
    for row in TABLE:
        for source in row.source:
            pairs[source] |= set(row.target)
    return pairs


def reach(start: Phase) -> set[Phase]:
    """Return every phase that can be reached from this one."""
    pairs, found, new = table_pairs(), {start}, {start}
    while new:
        new = {to for phase in new for to in pairs[phase]} - found
        found |= new
    return found


def test_every_phase_can_be_reached() -> None:
    assert reach(Phase.READY) == set(Phase)


@pytest.mark.parametrize("phase", Phase)
def test_an_end_can_be_reached_from_every_phase(phase: Phase) -> None:
    assert reach(phase) & Phase.is_over()


@pytest.mark.parametrize("phase", Phase)
def test_no_body_is_asked_for_what_it_cannot_do(phase: Phase) -> None:
    assert table_pairs()[phase] <= BODY[phase]


@pytest.mark.parametrize("phase", Phase)
def test_whatever_a_body_can_do_there_is_a_way_to(phase: Phase) -> None:
    assert BODY[phase] <= table_pairs()[phase]


def test_rest_and_a_pause_never_lead_straight_into_load() -> None:
    loaded = Phase.working() - {Phase.EASE_IN, Phase.EASE_OUT}
    assert not table_pairs()[Phase.REST] & Phase.working()
    for row in TABLE:
        if row.trigger in {Trigger.GO_ON, Trigger.BEGIN, Trigger.REDO}:
            assert not set(row.target) & loaded


def test_nothing_comes_after_the_end() -> None:
    for phase in Phase.is_over():
        assert table_pairs()[phase] == set()


def test_every_trigger_but_undo_has_a_row() -> None:
    assert {row.trigger for row in TABLE} == set(Trigger) - {Trigger.UNDO}


def test_a_person_can_stop_at_any_moment_of_a_session() -> None:
    for phase in set(Phase) - Phase.is_over() - {Phase.READY}:
        assert move(phase, Trigger.STOP, Phase.STOPPED) is Phase.STOPPED


def test_the_clock_ends_exactly_the_timed_phases() -> None:
    ended = {source for row in TABLE if row.trigger is Trigger.ELAPSE for source in row.source}
    assert ended == Phase.timed()


def test_exactly_the_timed_phases_can_be_paused() -> None:
    for trigger in (Trigger.PAUSE, Trigger.GO_ON, Trigger.REDO):
        assert {source for row in TABLE if row.trigger is trigger for source in row.source} == Phase.timed()


@given(st.sampled_from(Phase), st.sampled_from(Trigger), st.none() | st.sampled_from(Phase))
def test_guards_exclude_each_other(phase: Phase, trigger: Trigger, heading: Phase | None) -> None:
    open_guards = [
        one
        for one in TRANSITIONS
        if (one["trigger"], one["source"]) == (trigger.value, phase) and one["conditions"](heading)
    ]
    assert len(open_guards) <= 1
    assert move(phase, trigger, heading) is (None if not open_guards else (open_guards[0]["dest"] or phase))


def test_every_name_in_the_table_is_one_the_machine_knows() -> None:
    for one in TRANSITIONS:
        assert callable(one["conditions"])
        assert one["source"].name in RULES.states
        assert one["dest"] is None or one["dest"].name in RULES.states
    assert set(RULES.events) == {row.trigger.value for row in TABLE}


@given(PLANS)
def test_the_clock_can_lead_through_every_script_the_compiler_makes(plan: Plan) -> None:
    segments = compile_script(plan).segments
    assert move(Phase.READY, Trigger.BEGIN, segments[0].phase) is segments[0].phase
    for here, after in pairwise(segments):
        assert move(here.phase, Trigger.ELAPSE, after.phase) is after.phase


@given(st.sampled_from(Phase), st.sampled_from(Trigger), st.none() | st.sampled_from(Phase))
def test_a_refused_move_leaves_nothing_behind(phase: Phase, trigger: Trigger, heading: Phase | None) -> None:
    first = move(phase, trigger, heading)
    assert RULES.models == []
    assert move(phase, trigger, heading) is first
    if first is None:
        assert move(Phase.SETUP, Trigger.ELAPSE, Phase.RISE) is Phase.RISE
