"""What is heard: changes of phase, the end of a set, the middle of a hold, the last seconds of holds and rests."""

import pytest
from hypothesis import given
from msgspec import structs

from achilles_tui.domain.base.units import Sound
from achilles_tui.domain.programs.dose import Rest
from achilles_tui.domain.programs.session_plan import PlannedExercise
from achilles_tui.domain.session.commands import send
from achilles_tui.domain.session.cues import Cue, cue, heard, rest_ended
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.state import Session, Step
from achilles_tui.domain.session.ticking import tick
from achilles_tui.domain.session.view import view
from tests.builders import HOLD_TEMPO, asleep, at, heel_raise, press, session_of, stretch, until, wait
from tests.domain.pain_rule.strategies import SESSIONS, WALKS, Action, taken


def heard_in(before: Session, step: Step) -> Cue | None:
    return cue(view(before), view(step.session), step.happenings)


def cues_of(session: Session, seconds: float, *, every: float = 0.1) -> list[tuple[float, Cue]]:
    """Return what is heard while the clock runs, each with the seconds since now, as the screen would hear it."""
    begin, found = session.last_look, []
    for look in range(1, round(seconds / every) + 1):
        step = tick(session, begin + look * every)
        one = heard_in(session, step)
        found += [(round(look * every, 1), one)] if one else []
        session = step.session
    return found


def at_the_end_of(session: Session) -> Cue | None:
    """Return what is heard at the very moment the phase under way ends."""
    before = wait(session, (session.remaining(session.last_look) or 0.0) - 0.05)[0]
    return heard_in(before, tick(before, before.last_look + 0.1))


def twins(session: Session, seconds: float, *, every: float = 0.1) -> list[str]:
    return [one.twin for _, one in cues_of(session, seconds, every=every)]


def quick_stretch(*, hold: float = 30.0, rest: float = 10.0) -> PlannedExercise:
    """Return the stretch with holds and rests of other lengths, in seconds."""
    tempo = structs.replace(HOLD_TEMPO, hold=hold)
    return structs.replace(stretch(), tempo=tempo, rest=Rest(sets=rest, exercises=rest, reps=rest))


def test_nothing_is_heard_while_a_lowering_goes_on() -> None:
    assert cues_of(at(Phase.LOWER, heel_raise()), 2.8) == []


@pytest.mark.parametrize(
    ("phase", "count"),
    [(Phase.SETUP, 1), (Phase.RISE, 0), (Phase.SHIFT, 1), (Phase.LOWER, 0), (Phase.RESET, 1)],
)
def test_within_a_raise_the_way_up_and_the_way_down_ring(phase: Phase, count: int) -> None:
    one = at_the_end_of(at(phase, heel_raise()))
    assert (one.bells if one else 0) == count


@pytest.mark.parametrize("last", [at(Phase.LOWER, heel_raise(), rep=3), at(Phase.HOLD, stretch(), rep=3)])
def test_the_end_of_a_set_rings_twice(last: Session) -> None:
    one = at_the_end_of(last)
    assert one is not None
    assert (one.bells, one.twin) == (2, "SET DONE")
    assert one.text.startswith("Set done. ")


def test_a_refused_key_is_not_heard() -> None:
    session = at(Phase.LOWER, heel_raise())
    assert heard_in(session, send(session, Trigger.LONGER, session.last_look)) is None


def test_a_change_of_phase_says_the_word_and_the_cue_line() -> None:
    lowering = at_the_end_of(at(Phase.SHIFT, heel_raise()))
    resting = at_the_end_of(at(Phase.RESET, heel_raise(), rep=3))
    assert lowering == Cue(1, "Lower. Slowly down.", "LOWER", Sound.PHASES)
    assert resting == Cue(1, "Rest. Next: set 2 of 2, LEFT leg", "REST", Sound.PHASES)


def test_a_cue_line_that_begins_with_the_word_is_not_said_twice() -> None:
    one = at_the_end_of(at(Phase.EASE_IN, stretch()))
    assert one is not None
    assert one.text == "Hold. Breathe."


def test_a_word_that_asks_stays_a_question() -> None:
    one = at_the_end_of(at(Phase.EASE_OUT, stretch(), rep=3))
    assert one is not None
    assert one.text == "Pain? How much does the tendon hurt now?"


def test_a_hold_tells_its_middle_and_its_last_seconds_each_at_its_time() -> None:
    found = cues_of(at(Phase.HOLD, stretch()), 29.9)
    assert [one.twin for _, one in found] == ["HALF WAY", "3", "2", "1"]
    assert [one.text for _, one in found] == ["Half way", "3", "2", "1"]
    assert [moment for moment, _ in found] == pytest.approx([15.0, 27.0, 28.0, 29.0], abs=0.11)
    assert {(one.bells, one.level) for _, one in found} == {(1, Sound.ALL)}


def test_a_rest_is_counted_down_and_has_no_middle() -> None:
    assert twins(until(session_of(heel_raise()), Phase.REST), 119.9) == ["3", "2", "1"]


def test_a_rest_of_just_ten_seconds_is_counted_down() -> None:
    assert twins(until(session_of(stretch()), Phase.REST), 9.9) == ["3", "2", "1"]


def test_a_hold_shorter_than_ten_seconds_goes_by_in_silence() -> None:
    assert twins(at(Phase.HOLD, quick_stretch(hold=9.0)), 8.9) == []


def test_a_rest_shorter_than_ten_seconds_goes_by_in_silence() -> None:
    assert twins(until(session_of(quick_stretch(rest=9.0)), Phase.REST), 8.9) == []


def test_a_count_in_is_not_counted_down_aloud() -> None:
    assert twins(session_of(heel_raise()), 4.9) == []


def test_a_look_that_jumps_over_several_numbers_rings_once() -> None:
    fast = until(session_of(stretch(), speed=100.0), Phase.HOLD)
    assert twins(fast, 28.0, every=4.0) == ["HALF WAY", "2"]


def test_a_look_that_sees_nothing_new_does_not_ring_again() -> None:
    session = at(Phase.HOLD, stretch(), after=27.05)
    assert view(session).seconds == 3
    assert heard_in(session, tick(session, session.last_look + 0.1)) is None


def test_nothing_is_counted_while_the_session_is_paused() -> None:
    paused = press(at(Phase.HOLD, stretch(), after=26.9), Trigger.PAUSE)
    assert twins(paused, 10.0) == []


def test_a_pause_in_the_last_seconds_does_not_ring_them_twice() -> None:
    paused = press(at(Phase.HOLD, stretch(), after=27.5), Trigger.PAUSE)
    again = until(press(paused, Trigger.GO_ON), Phase.HOLD)
    assert twins(again, 2.4) == ["2", "1"]


def test_a_hold_interrupted_after_its_middle_has_no_second_middle() -> None:
    paused = press(at(Phase.HOLD, stretch(), after=16.0), Trigger.PAUSE)
    again = until(press(paused, Trigger.GO_ON), Phase.HOLD)
    assert twins(again, 13.9) == ["3", "2", "1"]


def test_a_rest_made_longer_in_its_last_seconds_counts_them_again_when_they_come() -> None:
    resting = wait(until(session_of(heel_raise()), Phase.REST), 118.5)[0]
    assert twins(press(resting, Trigger.LONGER), 16.4) == ["3", "2", "1"]


def test_the_first_look_hears_no_count() -> None:
    assert cue(None, view(at(Phase.HOLD, stretch(), after=27.5)), ()) is None


def test_a_rest_that_ended_unseen_is_told_as_the_pause_it_led_to() -> None:
    resting = until(session_of(heel_raise()), Phase.REST)
    one = heard_in(resting, tick(resting, resting.last_look + 500.0))
    assert one == Cue(1, "Paused. Both feet down. Stand easy.", "PAUSED", Sound.PHASES)


def test_a_rest_ends_when_the_count_in_begins_and_at_no_other_time() -> None:
    resting = until(session_of(heel_raise()), Phase.REST)
    after = until(resting, Phase.SETUP)
    stopped = press(resting, Trigger.STOP)
    assert rest_ended(view(resting), view(after))
    assert rest_ended(view(resting), view(asleep(resting, 500.0)))
    assert not rest_ended(view(resting), view(stopped))
    assert not rest_ended(view(after), view(until(after, Phase.RISE)))
    assert not rest_ended(None, view(after))


def test_the_sound_key_goes_round_all_three_levels() -> None:
    assert [Sound.ALL.next, Sound.PHASES.next, Sound.OFF.next] == [Sound.PHASES, Sound.OFF, Sound.ALL]


@pytest.mark.parametrize(
    ("sound", "of_phases", "of_counts"),
    [(Sound.ALL, True, True), (Sound.PHASES, True, False), (Sound.OFF, False, False)],
)
def test_each_level_lets_through_what_it_says(sound: Sound, *, of_phases: bool, of_counts: bool) -> None:
    phase, count = Cue(1, "Rest.", "REST", Sound.PHASES), Cue(1, "3", "3", Sound.ALL)
    assert heard(phase, sound) is (phase if of_phases else None)
    assert heard(count, sound) is (count if of_counts else None)
    assert heard(None, sound) is None


@given(SESSIONS, WALKS)
def test_whatever_is_done_a_look_gives_one_cue_at_most_and_shows_it_too(session: Session, walk: list[Action]) -> None:
    for moment in taken(session, walk):
        one = heard_in(moment.before, moment.step)
        if one is None:
            continue
        assert one.bells in {1, 2}
        assert one.text
        assert one.twin
        if one.level is Sound.ALL:
            assert not moment.step.happenings
            assert not moment.after.pause
            assert moment.after.phase in {Phase.HOLD, Phase.REST}
        else:
            assert moment.step.happenings
