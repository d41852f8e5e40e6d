"""What is kept of a session, and how copies of one are joined: nothing lost, nothing counted twice."""

from datetime import timedelta
from functools import reduce
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    Status,
    merge,
    new_record,
)
from achilles_tui.domain.session.phases import Phase, Trigger
from achilles_tui.domain.session.resume import closed_late, open_session
from achilles_tui.domain.session.state import Session
from tests.builders import LIMITS, NOW, at, gym_raise, heel_raise, marks, plan_of, press, record_of, run_on, session_of
from tests.domain.pain_rule.strategies import LIVE_WALKS, SESSIONS, WALKS, Action, walked


def rep(rep_id: str, number: int = 1, *, seconds: int = 0, result: Result = Result.DONE) -> RepRecord:
    """Return a repetition at so many seconds after the start."""
    return RepRecord(rep_id, number, NOW + timedelta(seconds=seconds), result, paced=True, seconds=3.0)


def with_reps(*reps: RepRecord) -> SessionRecord:
    """Return a record with these repetitions in its first set."""
    record = record_of(heel_raise())
    for one in reps:
        record = record.with_rep("heel-raise", Side.LEFT, 1, one)
    return record


def with_pains(*answers: PainAnswer) -> SessionRecord:
    record = record_of(heel_raise())
    for answer in answers:
        record = record.with_pain(answer)
    return record


def pain(value: int, about: str = "exercise", *, seconds: int = 0) -> PainAnswer:
    moment = NOW + timedelta(seconds=seconds)
    exercise = None if about == "final" else "heel-raise"
    return PainAnswer(value, moment, about, exercise)  # type: ignore[arg-type]


@st.composite
def copies(draw: st.DrawFn) -> list[SessionRecord]:
    """Draw what three devices made of one session that each of them opened from the same file."""
    begun = walked(draw(SESSIONS), draw(LIVE_WALKS))
    assume(begun.phase not in Phase.is_over())
    found = []
    for device in ("aaaa", "bbbb", "cccc"):
        opened = NOW + timedelta(seconds=draw(st.integers(0, 9000)))
        record = walked(open_session(begun.record, LIMITS, device, opened), draw(WALKS)).record
        if draw(st.booleans()):
            record = structs.replace(record, note=draw(st.sampled_from(["", "Felt fine.", "Cold floor."])))
        if draw(st.booleans()):
            record = record.with_correction(0, draw(st.integers(0, record.sets[0].most)))
        found.append(record)
    return found


def in_time(record: SessionRecord) -> SessionRecord:
    """Return the record in the order of its stamps: on a device whose clock is behind, later things stand earlier."""
    sets = (structs.replace(one, reps=tuple(sorted(one.reps, key=lambda rep: (rep.at, rep.id)))) for one in record.sets)
    pains = sorted(record.pains, key=lambda answer: (answer.at, answer.value, repr(answer)))
    return structs.replace(record, sets=tuple(sets), pains=tuple(pains))


def unique_reps(*records: SessionRecord) -> set[str]:
    return {one.id for record in records for each in record.sets for one in each.reps}


@given(copies())
def test_which_copy_is_read_first_makes_no_difference(found: list[SessionRecord]) -> None:
    one, other, _ = found
    assert merge(one, other) == merge(other, one)


@given(copies())
def test_a_copy_of_itself_adds_nothing(found: list[SessionRecord]) -> None:
    one, other, _ = found
    assert merge(one, one) == in_time(one)
    joined = merge(one, other)
    assert merge(joined, joined) == joined
    assert merge(joined, one).sets == joined.sets
    assert merge(joined, other).pains == joined.pains


@given(copies())
def test_of_three_devices_the_repetitions_and_answers_are_the_same_in_any_order(found: list[SessionRecord]) -> None:
    ways = [reduce(merge, order) for order in permutations(found)]
    assert {tuple(each.reps for each in way.sets) for way in ways} == {tuple(each.reps for each in ways[0].sets)}
    assert {way.pains for way in ways} == {ways[0].pains}


@given(copies())
def test_no_repetition_is_lost_and_none_counts_twice(found: list[SessionRecord]) -> None:
    one, other, _ = found
    joined = merge(one, other)
    ids = [each.id for one_set in joined.sets for each in one_set.reps]
    assert sorted(ids) == sorted(unique_reps(one, other))


@given(copies())
def test_what_was_taken_back_anywhere_stays_taken_back(found: list[SessionRecord]) -> None:
    one, other, _ = found
    gone = {
        each.id
        for record in (one, other)
        for one_set in record.sets
        for each in one_set.reps
        if each.result is Result.TAKEN_BACK
    }
    for one_set in merge(one, other).sets:
        for each in one_set.reps:
            assert (each.result is Result.TAKEN_BACK) == (each.id in gone)


@given(SESSIONS, LIVE_WALKS, LIVE_WALKS)
def test_an_old_copy_adds_nothing_to_what_went_on_without_undo(
    session: Session, first: list[Action], more: list[Action]
) -> None:
    old = walked(session, first)
    new = walked(old, [action for action in more if getattr(action, "trigger", None) is not Trigger.UNDO])
    joined = merge(old.record, new.record)
    assert joined.sets == in_time(new.record).sets
    assert {answer.question for answer in joined.pains} >= {answer.question for answer in new.record.pains}
    assert structs.replace(joined, pains=()) == structs.replace(in_time(new.record), pains=())


def test_two_devices_third_repetitions_are_two() -> None:
    here = with_reps(rep("aaaa-0001"), rep("aaaa-0002", 2), rep("aaaa-0003", 3, seconds=9))
    there = with_reps(rep("aaaa-0001"), rep("aaaa-0002", 2), rep("bbbb-0003", 3, seconds=12))
    joined = merge(here, there)
    assert [one.id for one in joined.sets[0].reps] == ["aaaa-0001", "aaaa-0002", "aaaa-0003", "bbbb-0003"]
    assert joined.sets[0].done == 4


def test_taken_back_on_one_device_is_taken_back() -> None:
    here = with_reps(rep("aaaa-0001"), rep("aaaa-0002", 2, seconds=60))
    there = with_reps(rep("aaaa-0001")).without_rep("aaaa-0001")
    assert [one.result for one in merge(here, there).sets[0].reps] == [Result.TAKEN_BACK, Result.DONE]


def test_taken_back_wins_even_over_a_later_version() -> None:
    here = with_reps(rep("aaaa-0001", seconds=60))
    there = with_reps(rep("aaaa-0001")).without_rep("aaaa-0001")
    assert merge(here, there).sets[0].done == merge(there, here).sets[0].done == 0


def test_of_two_versions_of_a_repetition_the_later_one_counts() -> None:
    here = with_reps(rep("aaaa-0001", seconds=60))
    there = with_reps(rep("aaaa-0001", result=Result.SKIPPED))
    for joined in (merge(here, there), merge(there, here)):
        assert [one.result for one in joined.sets[0].reps] == [Result.DONE]


def test_an_ended_copy_wins_over_one_in_progress_and_keeps_the_others_repetitions() -> None:
    ended = closed_late(with_reps(rep("aaaa-0001")))
    going = with_reps(rep("aaaa-0001"), rep("bbbb-0002", 2, seconds=60))
    joined = merge(going, ended)
    assert (joined.status, joined.sets[0].done) == (Status.STOPPED, 2)


def test_of_two_ended_copies_the_one_that_recorded_last_says_how_it_ended() -> None:
    partial = closed_late(with_reps(rep("aaaa-0001")))
    done = with_reps(rep("aaaa-0001"), rep("aaaa-0002", 2, seconds=60)).closed(Status.DONE, NOW + timedelta(minutes=2))
    assert merge(partial, done).status is Status.DONE


def test_a_correction_is_not_lost_to_a_copy_without_one() -> None:
    ended = press(run_on(session_of(heel_raise(sets=1))), Trigger.NEXT).record
    corrected = structs.replace(ended.with_correction(0, 2), note="The last one was too fast.")
    for joined in (merge(ended, corrected), merge(corrected, ended)):
        assert (joined.sets[0].done, joined.note) == (2, "The last one was too fast.")


def test_an_answer_that_was_corrected_does_not_come_back_from_an_old_copy() -> None:
    old, new = with_pains(pain(7)), with_pains(pain(2, seconds=20))
    assert merge(old, new).pains == merge(new, old).pains == (pain(2, seconds=20),)
    assert merge(with_pains(pain(4, "final")), with_pains(pain(3, "final", seconds=9))).final_pain() == 3


def test_every_answer_in_the_middle_of_it_is_kept_once() -> None:
    one = with_pains(pain(3, "during"), pain(5, "during", seconds=30))
    other = with_pains(pain(3, "during"), pain(4, "during", seconds=20))
    assert [each.value for each in merge(one, other).pains] == [3, 4, 5]


def test_of_two_answers_in_the_same_second_the_worse_one_stays() -> None:
    assert merge(with_pains(pain(2)), with_pains(pain(5))).pains == (pain(5),)


def test_a_new_record_holds_every_planned_set_in_order_and_nothing_else() -> None:
    record = new_record(plan_of(heel_raise(sides=(Side.LEFT, Side.RIGHT)), gym_raise()), "s-0001", NOW)
    assert [each.key for each in record.sets] == [
        ("heel-raise", Side.LEFT, 1),
        ("heel-raise", Side.LEFT, 2),
        ("heel-raise", Side.RIGHT, 1),
        ("heel-raise", Side.RIGHT, 2),
        ("gym-raise", Side.BOTH, 1),
        ("gym-raise", Side.BOTH, 2),
    ]
    assert (record.sets[-1].load_kg, record.sets[0].load_kg) == (40.0, None)
    assert (record.status, record.practice, record.speed, record.day) == (Status.IN_PROGRESS, False, 1.0, NOW.date())


@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_a_practice_walk_is_marked_however_slow_it_is(speed: float) -> None:
    record = record_of(heel_raise(), speed=speed)
    assert (record.practice, record.speed) == (True, speed)


@given(SESSIONS, WALKS)
def test_a_walk_for_practice_stays_one(session: Session, walk: list[Action]) -> None:
    record = walked(session, walk).record
    assert (record.practice, record.speed, record.id) == (
        session.record.practice,
        session.record.speed,
        session.record.id,
    )


def test_stamps_are_local_whole_seconds_at_the_real_pace() -> None:
    session = run_on(session_of(heel_raise(sets=1), speed=10.0))
    first = session.record.sets[0].reps[0]
    # 10 s count-in, 2 up, 1 shift, 3 down: 16 session seconds are 1.6 real ones.
    assert first.at == NOW + timedelta(seconds=1)
    assert (first.at.microsecond, first.at.utcoffset()) == (0, NOW.utcoffset())


def test_a_set_sums_up_what_was_done() -> None:
    session = press(at(Phase.LOWER, heel_raise(sets=1), after=1.0), Trigger.NEXT)
    one = run_on(session).record.sets[0]
    assert (one.counted, one.done, one.paced, one.skipped) == (3, 3, 2, 0)
    assert one.tension == pytest.approx(7.0)


def test_the_users_own_number_goes_before_the_count_and_paced_never_exceeds_it() -> None:
    record = run_on(session_of(heel_raise(sets=1))).record.with_correction(0, 1)
    one = record.sets[0]
    assert (one.counted, one.done, one.paced) == (3, 1, 1)
    assert record.with_correction(0, 3).sets[0].corrected is None


@pytest.mark.parametrize("impossible", [-1, 7])
def test_no_correction_goes_beyond_twice_what_was_planned(impossible: int) -> None:
    with pytest.raises(ValueError, match="are not from 0 to 6"):
        record_of().with_correction(0, impossible)
    assert record_of().with_correction(0, 6).sets[0].done == 6


def test_a_set_that_was_not_planned_is_not_found() -> None:
    with pytest.raises(KeyError):
        record_of(heel_raise()).find("heel-raise", Side.RIGHT, 1)


def test_what_is_taken_back_stays_readable() -> None:
    record = with_reps(rep("aaaa-0001"), rep("aaaa-0002", 2)).without_rep("aaaa-0001")
    assert marks(record) == ["set 1 rep 1 taken-back", "set 1 rep 2 done"]
    assert (record.sets[0].done, record.rep_count, record.sets[0].settled) == (1, 2, frozenset({2}))


def test_going_back_to_an_earlier_record_leaves_what_came_since_readable() -> None:
    earlier = with_reps(rep("aaaa-0001"))
    later = earlier.with_rep("heel-raise", Side.LEFT, 1, rep("aaaa-0002", 2)).with_pain(pain(3, "during"))
    back = later.rewound_to(earlier)
    assert (marks(back), back.pains) == (["set 1 rep 1 done", "set 1 rep 2 taken-back"], ())


def test_going_back_gives_a_repetition_taken_back_since_its_credit_again() -> None:
    earlier = with_reps(rep("aaaa-0001"))
    assert earlier.without_rep("aaaa-0001").rewound_to(earlier) == earlier


def test_the_highest_pain_of_a_session_is_any_answer() -> None:
    assert record_of().highest_pain() is None
    assert with_pains(pain(2, "during"), pain(4), pain(1, "final")).highest_pain() == 4


def test_the_last_moment_is_the_last_repetition_or_answer() -> None:
    assert record_of().last_moment == NOW
    record = with_reps(rep("aaaa-0001", seconds=16)).with_pain(pain(2, seconds=40))
    assert (record.last_work, record.last_moment) == (NOW + timedelta(seconds=16), NOW + timedelta(seconds=40))


def test_a_session_ends_as_done_with_all_its_sets_and_else_as_stopped_by_choice() -> None:
    record = record_of(heel_raise(sets=1, reps=2))
    full, part = record.with_correction(0, 2).ended_by_its_sets(), record.with_correction(0, 1).ended_by_its_sets()

    assert (full.is_full, full.status, full.stopped_for) == (True, Status.DONE, None)
    assert (part.is_full, part.status, part.stopped_for) == (False, Status.STOPPED, "choice")


def test_training_is_over_and_no_practice_walk() -> None:
    untouched = record_of().closed(Status.STOPPED, NOW)
    over = untouched.with_correction(0, 1)

    assert over.is_training
    assert not untouched.is_training
    assert untouched.closed(Status.STOPPED, NOW, stopped_for="pain").is_training
    assert not record_of().is_training
    assert not structs.replace(over, practice=True).is_training
