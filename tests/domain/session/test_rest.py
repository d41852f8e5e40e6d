"""Rest: as long as the dose says, longer and shorter by key, never under its floor by accident."""

from msgspec import structs

from achilles_tui.domain.programs.dose import Rest
from achilles_tui.domain.session import phrases
from achilles_tui.domain.session.commands import allowed, send
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Session
from tests.builders import at, heel_raise, left, press, stretch, until


def resting(after: float = 0.0) -> Session:
    return at(Phase.REST, heel_raise(), after=after)


def test_plus_and_minus_are_fifteen_seconds() -> None:
    session = resting(10.0)
    assert left(press(session, Trigger.LONGER)) == 125.0
    assert left(press(session, Trigger.SHORTER)) == 95.0


def test_plus_stops_at_a_quarter_of_an_hour_and_says_so() -> None:
    session = resting()
    for _ in range(60):
        session = press(session, Trigger.LONGER)
    assert left(session) == 900.0
    refused = send(session, Trigger.LONGER, session.last_look)
    assert refused.refusal == "A rest lasts at most 15 minutes."
    assert send(refused.session, Trigger.LONGER, session.last_look).refusal is not None


def test_minus_stops_at_the_floor_and_goes_below_with_a_second_key() -> None:
    session = resting()
    for _ in range(4):
        session = press(session, Trigger.SHORTER)
    assert left(session) == 60.0
    refused = send(session, Trigger.SHORTER, session.last_look)
    assert refused.refusal == phrases.REST_FLOOR.format(floor=60)
    assert left(press(refused.session, Trigger.SHORTER)) == 45.0


def test_minus_never_jumps_over_the_floor() -> None:
    exercise = structs.replace(heel_raise(), rest=Rest(sets=100, exercises=100, floor=60))
    session = at(Phase.REST, exercise)
    for _ in range(3):
        session = press(session, Trigger.SHORTER)
    assert left(session) == 60.0


def test_next_under_the_floor_needs_a_second_key() -> None:
    session = resting(59.0)
    first = send(session, Trigger.NEXT, session.last_look)
    assert (first.session.phase, first.refusal) == (Phase.REST, phrases.REST_FLOOR.format(floor=60))
    assert Trigger.NEXT not in allowed(session)
    assert Trigger.NEXT in allowed(first.session)
    assert press(first.session, Trigger.NEXT).phase is Phase.SETUP


def test_next_over_the_floor_goes_through_at_once() -> None:
    assert press(resting(60.1), Trigger.NEXT).phase is Phase.SETUP


def test_another_key_between_makes_the_second_key_a_first_one_again() -> None:
    session = press(press(resting(5.0), Trigger.NEXT), Trigger.LONGER)
    assert send(session, Trigger.NEXT, session.last_look).refusal is not None
    session = press(press(resting(5.0), Trigger.NEXT), Trigger.PAIN, 2)
    assert send(session, Trigger.NEXT, session.last_look).refusal is not None


def test_a_second_key_of_another_kind_is_no_second_key() -> None:
    session = press(resting(5.0), Trigger.SHORTER)
    for _ in range(4):
        session = press(session, Trigger.SHORTER)
    session = press(session, Trigger.NEXT)
    assert (session.phase, session.asked_again) == (Phase.REST, Trigger.NEXT)


def test_a_refusal_in_one_rest_is_no_first_key_for_the_next_rest() -> None:
    session = until(press(at(Phase.REST, heel_raise(sets=3), after=5.0), Trigger.NEXT), Phase.REST)
    assert send(session, Trigger.NEXT, session.last_look).refusal is not None


def test_a_stretch_has_no_floor() -> None:
    session = at(Phase.REST, stretch())
    assert press(session, Trigger.NEXT).phase is Phase.SETUP


def test_minus_at_the_end_of_a_rest_ends_it() -> None:
    session = resting(110.0)
    ended = press(session, Trigger.SHORTER)
    assert (ended.phase, ended.segment.set, left(ended)) == (Phase.SETUP, 2, 5.0)


def test_minus_never_shortens_what_has_already_passed() -> None:
    session = press(resting(70.0), Trigger.SHORTER)
    assert left(session) == 35.0
    for _ in range(2):
        session = press(session, Trigger.SHORTER)
    assert left(session) == 5.0
    assert press(session, Trigger.SHORTER).phase is Phase.SETUP


def test_only_a_rest_can_be_made_longer_or_shorter() -> None:
    session = at(Phase.RISE, heel_raise())
    assert send(session, Trigger.LONGER, session.last_look).refusal == "Only a rest can be made longer."
    assert send(session, Trigger.SHORTER, session.last_look).refusal == "Only a rest can be made shorter."


def test_a_longer_rest_stays_longer_through_a_pause() -> None:
    session = press(press(resting(20.0), Trigger.LONGER), Trigger.PAUSE)
    session = press(session, Trigger.GO_ON)
    assert (session.length, left(session)) == (135.0, 115.0)
