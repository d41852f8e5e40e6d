"""A script does exactly what its plan says: every repetition once a side, rests between, a pain check at the end."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from msgspec import structs

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.dose import Rest
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.session.phases import Phase
from achilles_tui.domain.session.script import COUNT_IN, COUNT_IN_NEW, Script, Segment, compile_script
from tests.builders import gym_raise, heel_raise, plan_of, run_on, session_of, stretch
from tests.domain.pain_rule.strategies import PLANS

BOTH_SIDES = (Side.LEFT, Side.RIGHT)


def phases(script: Script) -> str:
    """Return the phases in a line, as a person would read them out."""
    return " ".join(segment.phase.value for segment in script.segments)


def sums(plan: Plan) -> float:
    """Add up by hand what a plan takes: every set-up, repetition and rest."""
    total, first = 0.0, True
    last_rest = None
    for exercise in plan.exercises:
        one_rep = sum(seconds for _, seconds in exercise.tempo.phases)
        each_alone = exercise.tempo.hold is not None or exercise.rest.reps > 0
        for side_index, _ in enumerate(exercise.sides):
            for number in range(exercise.sets):
                if not first:
                    new = side_index == 0 and number == 0
                    total += last_rest.exercises if new and last_rest else exercise.rest.sets
                first = False
                set_ups = exercise.reps if each_alone else 1
                total += COUNT_IN * set_ups + (COUNT_IN_NEW - COUNT_IN if number == 0 else 0.0)
                total += one_rep * exercise.reps + exercise.rest.reps * (exercise.reps - 1)
        last_rest = exercise.rest
    return total


@given(PLANS)
def test_the_total_time_is_the_sum_of_its_parts(plan: Plan) -> None:
    script = compile_script(plan)
    assert script.timed_seconds == pytest.approx(sum(one.seconds or 0.0 for one in script.segments))
    assert script.timed_seconds == pytest.approx(sums(plan))


@given(PLANS)
def test_a_session_that_runs_by_itself_takes_exactly_that_long(plan: Plan) -> None:
    session = run_on(session_of(*plan.exercises))
    assert session.last_look == pytest.approx(session.script.timed_seconds)


@given(PLANS)
def test_every_planned_repetition_is_there_once_a_side(plan: Plan) -> None:
    script = compile_script(plan)
    planned = [
        (exercise.id, side, number, rep)
        for exercise in plan.exercises
        for side in exercise.sides
        for number in range(1, exercise.sets + 1)
        for rep in range(1, exercise.reps + 1)
    ]
    assert list(script.reps) == planned
    loaded = Counter(one.rep_key for one in script.segments if one.phase in {Phase.LOWER, Phase.HOLD})
    assert loaded == Counter(planned)


@given(PLANS)
def test_all_sets_of_one_side_come_before_the_other(plan: Plan) -> None:
    seen: list[tuple[str, Side]] = []
    for segment in compile_script(plan).segments:
        if not seen or seen[-1] != (segment.exercise, segment.side):
            seen.append((segment.exercise, segment.side))
    assert len(seen) == len(set(seen))


@given(PLANS)
def test_there_is_a_set_up_before_each_set_and_each_hold(plan: Plan) -> None:
    segments = compile_script(plan).segments
    for before, here in pairwise(segments):
        starts = here.phase in {Phase.RISE, Phase.EASE_IN}
        if starts and (here.rep == 1 or here.phase is Phase.EASE_IN):
            assert before.phase is Phase.SETUP
            assert before.rep_key == here.rep_key
    assert segments[0].phase is Phase.SETUP


@given(PLANS)
def test_ten_seconds_to_get_ready_for_a_new_exercise_or_side_else_five(plan: Plan) -> None:
    segments = compile_script(plan).segments
    last: Segment | None = None
    for here in segments:
        if here.phase is not Phase.SETUP:
            continue
        new_exercise = last is None or last.exercise != here.exercise
        new_side = not new_exercise and last is not None and last.side != here.side
        assert here.seconds == (10.0 if new_exercise or new_side else 5.0)
        assert (here.new_exercise, here.new_side) == (new_exercise, new_side)
        last = here


@given(PLANS)
def test_the_rests_are_those_of_the_dose_and_lead_to_a_set_up(plan: Plan) -> None:
    segments = compile_script(plan).segments
    for here, after in pairwise(segments):
        if here.phase is not Phase.REST:
            continue
        rest = plan.exercise(here.exercise).rest
        assert after.phase is Phase.SETUP
        assert here.seconds
        if after.exercise != here.exercise:
            assert here.seconds == rest.exercises
        elif (after.side, after.set) == (here.side, here.set):
            assert here.seconds == rest.reps
        else:
            assert here.seconds == rest.sets


@given(PLANS)
def test_nothing_has_length_zero_and_only_the_pain_check_waits(plan: Plan) -> None:
    *timed, last = compile_script(plan).segments
    assert all(one.seconds is not None and one.seconds > 0 for one in timed)
    assert (last.phase, last.seconds) == (Phase.PAIN_CHECK, None)


@given(PLANS)
def test_there_is_no_rest_after_the_last_set(plan: Plan) -> None:
    assert compile_script(plan).segments[-2].phase in {Phase.LOWER, Phase.RESET, Phase.EASE_OUT}


@given(PLANS)
def test_one_foot_leaves_the_floor_only_to_shift_and_to_lower(plan: Plan) -> None:
    for segment in compile_script(plan).segments:
        single = plan.exercise(segment.exercise).tempo.single_leg
        assert segment.alone == (single and segment.phase in {Phase.SHIFT, Phase.LOWER})


@given(PLANS)
def test_gym_work_is_never_on_one_leg_and_never_doubled(plan: Plan) -> None:
    for segment in compile_script(plan).segments:
        if plan.exercise(segment.exercise).sides == (Side.BOTH,):
            assert segment.side is Side.BOTH
            assert not segment.alone
            assert not segment.new_side


@given(PLANS)
def test_the_same_plan_always_makes_the_same_script(plan: Plan) -> None:
    assert compile_script(plan) == compile_script(plan)


def test_a_heel_raise_goes_up_on_two_feet_and_down_on_one() -> None:
    script = compile_script(plan_of(heel_raise(sets=2, reps=2)))
    assert phases(script) == (
        "setup rise shift lower reset rise shift lower reset rest "
        "setup rise shift lower reset rise shift lower reset pain_check"
    )


def test_each_hold_of_a_stretch_has_its_own_way_in_and_out() -> None:
    script = compile_script(plan_of(stretch(holds=2)))
    assert phases(script) == "setup ease_in hold ease_out rest setup ease_in hold ease_out pain_check"


def test_a_gym_raise_goes_up_and_down_on_both_feet() -> None:
    script = compile_script(plan_of(gym_raise(sets=1, reps=2)))
    assert phases(script) == "setup rise lower rise lower pain_check"


def test_both_legs_get_the_full_time_each() -> None:
    one = compile_script(plan_of(heel_raise(sets=3)))
    two = compile_script(plan_of(heel_raise(sets=3, sides=BOTH_SIDES)))
    assert two.timed_seconds == pytest.approx(2 * one.timed_seconds + 120.0)


def test_a_rest_of_nothing_is_no_rest() -> None:
    planned = structs.replace(stretch(holds=2), rest=Rest(sets=0, exercises=0))
    assert "rest" not in phases(compile_script(plan_of(planned, heel_raise(sets=1))))


def test_the_article_asks_for_five_minutes_before_the_other_heel_raise() -> None:
    script = compile_script(plan_of(heel_raise("straight", sets=2), heel_raise("bent", sets=2)))
    assert [one.seconds for one in script.segments if one.phase is Phase.REST] == [120.0, 300.0, 120.0]
