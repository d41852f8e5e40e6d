"""Where a person stands: told anew from the answers each time, and never two steps at once."""

from collections.abc import Mapping
from dataclasses import replace as changed
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today, VerdictAnswer, answer_entry
from achilles_tui.domain.base.units import Region, Verdict
from achilles_tui.domain.pain_rule.decide import decide
from achilles_tui.domain.pain_rule.targets import Targets
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import Answer
from tests.domain.pain_rule.judging import CALM, RULE, judged
from tests.domain.pain_rule.logs import (
    BENT,
    ECCENTRIC,
    HEAVY,
    HOME,
    RAISE,
    STRETCH,
    answer,
    at,
    day,
    diary,
    log_of,
    repeated,
    seen,
    standing,
    trained,
)
from tests.domain.pain_rule.simulation import NOON
from tests.domain.programs.staged import DAILY, SLOW, WEIGHTED


def levels(
    *answers: Answer, now: int = 60, offered: ResolvedProgram = ECCENTRIC, begun: Mapping[int, str] | None = None
) -> dict[str, int]:
    log = log_of(diary_of=diary(answers=answers, begun=begun), now=at(now))
    return {name: one.level.number for name, one in standing(log, offered).by_dose.items()}


# ------------------------------------------------------------------- levels


def test_one_begins_at_the_low_end() -> None:
    told = standing(log_of(now=at(0)))

    assert {name: str(one.level) for name, one in told.by_dose.items()} == {RAISE: "3 x 10", BENT: "3 x 10"}
    assert told.by_dose[RAISE].reason == "you start at the low end of the dose"


def test_an_answer_tells_the_level_of_its_exercise_from_then_on() -> None:
    said = answer(10, level=2)

    assert levels(said, now=9) == {RAISE: 1, BENT: 1}
    assert levels(said, now=10) == {RAISE: 2, BENT: 1}
    assert (
        standing(log_of(diary_of=diary(answers=[said]), now=at(10))).by_dose[RAISE].reason
        == "your answer of 12 March to D18"
    )


def test_removing_or_correcting_an_answer_changes_the_target() -> None:
    first, second = answer(10, level=2), answer(20, level=3)

    assert levels(first, second)[RAISE] == 3
    assert levels(first)[RAISE] == 2
    assert levels(second)[RAISE] == 3
    assert levels(first, replace(second, level=1))[RAISE] == 1
    assert levels()[RAISE] == 1


def test_a_no_after_a_yes_to_the_same_verdict_takes_it_back() -> None:
    yes = answer(10, level=2, session="the-session")

    assert levels(yes, answer(10, said="no", session="the-session", moment=NOON))[RAISE] == 1


def test_the_same_answer_from_two_machines_is_one_step() -> None:
    assert levels(answer(10, level=2), answer(10, level=2, moment=NOON))[RAISE] == 2


def test_in_another_program_an_exercise_keeps_its_level() -> None:
    said = [answer(10, level=3), answer(10, STRETCH, level=2)]

    assert levels(*said, begun={0: "eccentric", 20: "home"}, offered=HOME)[RAISE] == 3
    assert levels(*said, begun={0: "home", 20: "stretches", 30: "home"}, offered=HOME)[STRETCH] == 2


def test_begun_anew_one_begins_at_the_low_end_again_and_at_week_1() -> None:
    written = diary(answers=[answer(10, level=3)], begun={0: "eccentric", 20: "eccentric"})
    told = standing(log_of(diary_of=written, now=at(22)))

    assert (told.by_dose[RAISE].level.number, told.start_day, told.week(day(22))) == (1, day(20), 1)
    assert levels(answer(10, level=3), answer(30, level=2), begun={0: "eccentric", 20: "eccentric"})[RAISE] == 2


def test_a_level_that_the_program_does_not_have_is_the_nearest_and_that_is_told() -> None:
    log = log_of(diary_of=diary(answers=[answer(10, STRETCH, level=3)]), now=at(11))
    target = standing(log, HOME, Region.INSERTIONAL).by_dose[STRETCH]

    assert (target.level.number, target.lowest, target.highest) == (1, True, True)
    assert target.reason == "your answer of 12 March to D18; that level is not in this program, so this is the nearest"


def test_the_doses_at_their_level_are_what_is_planned() -> None:
    told = standing(log_of(diary_of=diary(answers=[answer(10, level=2)]), now=at(11)))

    assert [dose.reps for dose in told.at_level.doses()] == [12, 10]
    assert [dose.reps for dose in told.program.doses()] == [(10, 15), (10, 15)]


# -------------------------------------------------------------------- stages


def stage(*answers: Answer, now: int = 60, begun: Mapping[int, str] | None = None) -> int:
    written = diary(answers=answers, begun=begun or {0: "daily"})
    return standing(log_of(diary_of=written, now=at(now)), DAILY).stage


def entering(number: int, to: int, *, said: VerdictAnswer = "yes") -> Answer:
    return answer(number, stage=to, program="daily", said=said)


def test_weeks_alone_enter_no_stage() -> None:
    told = standing(log_of(diary_of=diary(begun={0: "daily"}), now=at(60)), DAILY)

    assert (told.stage, told.week(day(60)), told.next_stage_open(day(60))) == (1, 9, True)


def test_a_stage_is_entered_by_an_answer_from_its_first_week_on() -> None:
    assert stage(entering(14, 2)) == 2
    assert stage(entering(14, 2), now=13) == 1
    assert stage(entering(13, 2)) == 1
    assert stage(entering(14, 2), entering(35, 3)) == 3


def test_no_answer_enters_more_than_the_next_stage() -> None:
    assert stage(entering(40, 3)) == 2
    assert stage(entering(14, 2), entering(15, 3)) == 2
    assert stage(entering(14, 2), entering(40, 3), entering(41, 9)) == 3


def test_without_the_answer_the_stage_is_the_one_before() -> None:
    assert stage(entering(14, 2), entering(40, 3)) == 3
    assert stage(entering(14, 2)) == 2
    assert stage() == 1


def test_an_answer_in_another_program_or_before_this_one_was_begun_enters_nothing() -> None:
    assert stage(answer(14, stage=2, program="slow")) == 1
    assert stage(entering(14, 2), begun={0: "daily", 20: "daily"}) == 1
    assert stage(entering(14, 2), begun={0: "daily", 20: "home", 30: "daily"}) == 1


@pytest.mark.parametrize(("number", "is_open"), [(13, False), (14, True), (60, True)])
def test_the_next_stage_is_open_from_its_first_week_on(number: int, *, is_open: bool) -> None:
    told = standing(log_of(diary_of=diary(begun={0: "daily"}), now=at(number)), DAILY)

    assert told.next_stage_open(day(number)) is is_open


def test_after_the_last_stage_none_is_open() -> None:
    written = diary(answers=[entering(14, 2), entering(40, 3)], begun={0: "daily"})

    assert not standing(log_of(diary_of=written, now=at(90)), DAILY).next_stage_open(day(90))


def test_a_level_of_the_stage_before_says_nothing_in_the_next() -> None:
    written = [answer(10, BENT, level=3, program="daily"), entering(14, 2)]

    assert levels(*written, begun={0: "daily"}, offered=DAILY, now=13)[BENT] == 3
    assert levels(*written, begun={0: "daily"}, offered=DAILY)[BENT] == 1


# ----------------------------------------------------------- clinician note


def test_after_a_clinician_note_training_starts_one_level_lower() -> None:
    written = diary(answers=[answer(10, level=3), answer(10, BENT, level=0)])
    told = standing(log_of(repeated([12]), written, now=at(15), notes=[at(14)]))

    assert {name: one.level.number for name, one in told.by_dose.items()} == {RAISE: 2, BENT: 0}
    assert told.by_dose[RAISE].reason == "one level lower after the clinician note of 16 March"
    assert told.by_dose[BENT].reason == "the lowest level after the clinician note of 16 March"


def test_a_stretch_starts_lower_as_well() -> None:
    written = diary(answers=[answer(10, STRETCH, level=3)])

    assert (
        standing(log_of(repeated([12]), written, now=at(15), notes=[at(14)]), HOME).by_dose[STRETCH].level.number == 2
    )


def test_an_answer_after_the_note_goes_from_there() -> None:
    written = diary(answers=[answer(10, level=3), answer(30, level=3)])

    assert standing(log_of(repeated([12]), written, now=at(31), notes=[at(14)])).by_dose[RAISE].level.number == 3


def test_each_stop_takes_one_level_and_two_notes_of_a_day_are_one() -> None:
    written, sessions = diary(answers=[answer(10, level=3)]), repeated([12, 16])

    assert (
        standing(log_of(sessions, written, now=at(20), notes=[at(14), at(14, NOON)])).by_dose[RAISE].level.number == 2
    )
    assert standing(log_of(sessions, written, now=at(20), notes=[at(14), at(18)])).by_dose[RAISE].level.number == 1


def test_a_note_before_any_training_takes_nothing() -> None:
    written = diary(begun={0: "eccentric"})

    assert standing(log_of([], written, now=at(2), notes=[at(1)])).by_dose[RAISE].level.number == 1
    assert standing(log_of(repeated([2]), written, now=at(3), notes=[at(1)])).by_dose[RAISE].level.number == 1


def test_a_note_still_lowers_when_the_sessions_before_it_are_read_no_more() -> None:
    log = log_of(repeated([40]), diary(begun={0: "eccentric"}), now=at(41), notes=[at(14)], earlier=day(12))

    assert standing(log).by_dose[RAISE].level.number == 0


# ------------------------------------------------------- one step at a time


def test_weeks_are_counted_from_the_day_it_was_begun_or_first_done() -> None:
    begun = standing(log_of(diary_of=diary(begun={3: "eccentric"}), now=at(20)))
    done = standing(log_of(repeated([5, 8]), now=at(20)))

    assert [begun.week(day(number)) for number in (3, 9, 10, 17)] == [1, 1, 2, 3]
    assert (done.start_day, standing(log_of(now=at(20))).start_day) == (day(5), None)
    assert standing(log_of(now=at(20))).week(date(2030, 1, 1)) == 1


SAYING = {Verdict.PROGRESS: CALM, Verdict.HOLD: judged(during=4), Verdict.STEP_BACK: judged(during=6)}
"""Inputs about which the rule says each verdict."""

SAID = st.lists(
    st.tuples(
        st.sampled_from([Verdict.PROGRESS, Verdict.PROGRESS, Verdict.STEP_BACK, Verdict.HOLD]),
        st.sampled_from(["yes", "yes", "no", "my PT says otherwise"]),
        st.sampled_from([0, 1]),
    ),
    max_size=14,
)


def with_verdict(now: Today, verdict: Verdict) -> Today:
    """Return a day on which the rule says this of every exercise."""
    decision = decide(SAYING[verdict], RULE)
    return changed(now, verdicts=tuple(one._replace(decision=decision, answer=None) for one in now.verdicts))


@given(st.sampled_from([ECCENTRIC, HOME, WEIGHTED, HEAVY, DAILY, SLOW]), SAID, st.sampled_from(list(Region)))
def test_never_two_steps_at_once(
    offered: ResolvedProgram, said: list[tuple[Verdict, VerdictAnswer, int]], region: Region
) -> None:
    """Whatever is offered and answered: one level, one stage, or one step of the kilograms at most."""
    answers: list[Answer] = []
    gym = [trained(0, offered=HEAVY, load=40.0)]
    for number, (verdict, word, which) in enumerate(said, start=1):
        if word == "yes" and verdict is Verdict.HOLD:
            continue
        begun = {0: offered.definition.id}
        now = with_verdict(
            seen(log_of(gym, diary(answers=answers, begun=begun), now=at(7 * number)), offered, region), verdict
        )
        told = answer_entry(
            now, now.verdicts[which % len(now.verdicts)], word, entry=(f"answer-{number}", at(7 * number))
        )
        answers.append(replace(told, session=f"session-{number}"))
        after = standing(log_of(gym, diary(answers=answers, begun=begun), now=at(7 * number, NOON)), offered, region)
        steps = [
            now.targets.by_dose[name].level.number - one.level.number
            for name, one in after.by_dose.items()
            if name in now.targets.by_dose
        ]
        if after.stage == now.targets.stage:
            assert sum(map(abs, steps)) <= 1
            assert word == "yes" or (steps, loads(after)) == ([0] * len(steps), loads(now.targets))
            assert all(
                0.85 * was - 0.5 <= one <= 1.1 * was for one, was in zip(loads(after), loads(now.targets), strict=True)
            )
            assert verdict is not Verdict.PROGRESS or not any(steps) or loads(after) == loads(now.targets)
        else:
            assert (after.stage, word, verdict) == (now.targets.stage + 1, "yes", Verdict.PROGRESS)
            assert {one.level.number for one in after.by_dose.values()} == {1}


def loads(told: Targets) -> list[float]:
    return [one.load_kg for one in told.by_dose.values() if one.load_kg is not None]
