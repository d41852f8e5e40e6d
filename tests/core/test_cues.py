"""What is heard: two bells at the end of a set, one at a change of phase, none otherwise."""

import pytest
from hypothesis import given

from achilles_tui.core.cues import bells
from achilles_tui.core.phases import Phase, Trigger
from achilles_tui.core.session import send, tick
from achilles_tui.core.state import Session
from tests.builders import at, heel_raise, session_of, stretch, until, wait
from tests.core.strategies import SESSIONS, WALKS, Action, taken


def rung_at_the_end_of(session: Session) -> int:
    """Return the bells at the very moment the phase under way ends."""
    before = wait(session, (session.remaining(session.seen) or 0.0) - 0.05)[0]
    return bells(tick(before, before.seen + 0.1).happenings)


def test_nothing_rings_while_a_phase_goes_on() -> None:
    session = at(Phase.LOWER, heel_raise())
    assert bells(wait(session, 2.0)[1]) == 0


@pytest.mark.parametrize(
    ("phase", "count"),
    [(Phase.SETUP, 1), (Phase.RISE, 0), (Phase.SHIFT, 1), (Phase.LOWER, 0), (Phase.RESET, 1)],
)
def test_within_a_raise_the_way_up_and_the_way_down_ring(phase: Phase, count: int) -> None:
    assert rung_at_the_end_of(at(phase, heel_raise())) == count


def test_the_end_of_a_set_rings_twice() -> None:
    assert rung_at_the_end_of(at(Phase.LOWER, heel_raise(), rep=3)) == 2
    assert rung_at_the_end_of(at(Phase.HOLD, stretch(), rep=3)) == 2


def test_the_end_of_a_rest_rings_once() -> None:
    assert rung_at_the_end_of(until(session_of(heel_raise()), Phase.REST)) == 1


def test_a_refused_key_does_not_ring() -> None:
    session = at(Phase.LOWER, heel_raise())
    assert bells(send(session, Trigger.LONGER, session.seen).happenings) == 0


@given(SESSIONS, WALKS)
def test_never_more_than_two_bells_at_once(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        assert bells(moment.step.happenings) in {0, 1, 2}
        if not moment.step.happenings:
            assert bells(moment.step.happenings) == 0
