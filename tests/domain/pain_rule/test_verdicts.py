"""What the rule says of a log: the inputs it is given, and that a stop stays."""

from collections.abc import Sequence
from datetime import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region, Verdict
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.verdicts import first_day_read, strictest
from achilles_tui.domain.records.day_entries import DayFile, Diary, How, PtWord
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    BEGUN,
    BENT,
    ECCENTRIC,
    HEAVY,
    HOME,
    NPRS,
    PRESS,
    RAISE,
    SEATED,
    STRETCH,
    TRAINING,
    after_bad,
    answer,
    at,
    calm,
    calm_days,
    corrected,
    day,
    diary,
    log_of,
    repeated,
    row,
    sessions_of,
    trained,
    verdicts,
    with_pt_word,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING, NOON


def test_calm_days_allow_one_level_up_as_soon_as_two_weeks_can_be_compared() -> None:
    rows = [
        row(log_of(calm_days(number - 1), diary(calm(number), begun=BEGUN), now=at(number))) for number in range(12)
    ]

    assert rows == ["none", *["D11"] * 9, "D18", "D18"]


# -------------------------------------------------------------- completion


def completion(sessions: Sequence[SessionRecord], number: int, how: dict[int, How] | None = None) -> Fraction:
    log = log_of(sessions, diary(calm(number), begun=BEGUN, how=how), now=at(number))
    return Fraction(verdicts(log)[RAISE].inputs.completion_7d)


def test_completion_is_sets_done_of_sets_planned_in_the_7_days_that_end_with_the_session() -> None:
    assert completion(calm_days(9), 10) == 1
    assert completion(calm_days(9, but=[7]), 10) == Fraction(6, 7)
    assert completion(calm_days(9, but=[2]), 10) == 1
    assert completion(calm_days(9, but=[3, 5]), 10) == Fraction(5, 7)


def test_a_day_of_completion_ends_with_the_judged_session_not_today() -> None:
    assert completion(calm_days(9), 13) == 1


def test_extra_work_makes_up_for_nothing() -> None:
    more = [*calm_days(9, but=[7]), trained(9, moment=NOON), trained(8, moment=NOON)]
    other = [trained(number, names=[RAISE], moment=moment) for number in range(10) for moment in (MORNING, EVENING)]

    assert completion(more, 10) == Fraction(6, 7)
    assert completion([*other, *(replace(one, id=f"{one.id}-more") for one in other)], 10) == Fraction(1, 2)


def test_a_set_that_was_broken_off_is_not_done() -> None:
    sessions = [*calm_days(8), trained(9, moment=MORNING), trained(9, finished=False)]

    assert completion(sessions, 10) == Fraction(13 * 6 + 1, 14 * 6)


def test_before_the_program_began_and_on_a_day_off_nothing_is_planned() -> None:
    assert completion(calm_days(3), 4) == 1
    assert completion(calm_days(9, but=[7]), 10, {7: "away"}) == 1


def test_of_a_day_that_is_not_over_only_what_was_done_is_planned() -> None:
    log = log_of([*calm_days(8), trained(9, moment=MORNING)], diary(calm(9), begun=BEGUN), now=at(9, NOON))
    later = replace_now(log, 10)

    assert verdicts(log)[RAISE].inputs.completion_7d == 1
    assert verdicts(later)[RAISE].inputs.completion_7d == Fraction(13, 14)


def replace_now(log: Log, number: int) -> Log:
    """Return what is known on another day."""
    return Log(log.recorded, log.diary, log.safety, at(number), log.earlier)


def test_three_times_a_week_are_complete_with_three() -> None:
    gym = repeated([0, 2, 4, 7], offered=HEAVY, load=40.0)
    log = log_of(gym, diary(calm(8), begun={0: "heavy"}), now=at(8))

    assert verdicts(log, HEAVY)[PRESS].inputs.completion_7d == 1


# ------------------------------------------------------------- green streak


@pytest.mark.parametrize(
    ("last", "streak"),
    [
        ([trained(9)], 3),
        ([trained(9, (4, 1))], 0),
        ([trained(9, (1, 4))], 0),
        ([trained(9, (None, 1))], 0),
        ([trained(9, finished=False)], 0),
        ([trained(8, (4, 1)), trained(9)], 1),
        ([trained(8, (4, 1)), trained(9, moment=MORNING), trained(9)], 2),
    ],
    ids=["calm", "during", "after", "missing", "not all sets", "the day before", "two since"],
)
def test_the_streak_is_of_calm_full_sessions_back_from_the_judged_one(last: list[SessionRecord], streak: int) -> None:
    log = log_of([*calm_days(7), *last], diary(calm(10), begun=BEGUN), now=at(10))

    assert verdicts(log)[RAISE].inputs.green_streak == streak


@pytest.mark.parametrize(
    ("mornings", "how", "streak"),
    [
        (calm(10, d10=2), {}, 0),
        (calm(10, d9=2), {}, 2),
        (calm(10, d9=None), {}, 2),
        (calm(10), {8: "flare-up"}, 2),
        (calm(10), {9: "flare-up"}, 0),
    ],
    ids=["not settled", "the one before not settled", "missing", "flare-up before", "flare-up"],
)
def test_the_streak_needs_settled_mornings_and_no_flare_up(
    mornings: dict[int, int | None], how: dict[int, How], streak: int
) -> None:
    log = log_of(calm_days(9), diary(mornings, begun=BEGUN, how=how), now=at(10))

    assert verdicts(log)[RAISE].inputs.green_streak == streak


# ------------------------------------------------- increases and baselines


def test_days_since_the_last_increase_are_of_the_exercise_and_before_any_since_the_start() -> None:
    log = log_of(calm_days(11), diary(calm(12), begun=BEGUN, answers=[answer(10, RAISE, level=2)]), now=at(12))
    said = verdicts(log)

    assert (said[RAISE].inputs.days_since_change, said[BENT].inputs.days_since_change) == (2, 12)


def test_a_step_up_that_was_declined_is_no_increase() -> None:
    log = log_of(calm_days(11), diary(calm(12), begun=BEGUN, answers=[answer(10, said="no")]), now=at(12))

    assert verdicts(log)[RAISE].inputs.days_since_change == 12


def test_a_program_that_replaces_another_begins_to_count_anew() -> None:
    written = diary(calm(12), begun={0: "eccentric", 11: "home"}, answers=[answer(3, level=2)])

    assert verdicts(log_of(calm_days(11), written, now=at(12)), HOME)[RAISE].inputs.days_since_change == 1


def test_the_baseline_is_of_the_mornings_up_to_the_last_increase_of_any_exercise() -> None:
    mornings = dict.fromkeys(range(3), 4) | dict.fromkeys(range(3, 12), 1)
    raised = diary(mornings, begun=BEGUN, answers=[answer(10, BENT, level=2)])

    assert verdicts(log_of(calm_days(10), diary(mornings, begun=BEGUN), now=at(11)))[RAISE].inputs.morning_baseline == 4
    assert verdicts(log_of(calm_days(10), raised, now=at(11)))[RAISE].inputs.morning_baseline == 1


# --------------------------------------------------------------- step backs


def test_a_third_step_back_in_7_days_is_a_stop() -> None:
    assert row(after_bad(12, 14, last=14)) == "D6"
    assert row(after_bad(12, 14, 16, last=16)) == "D5"
    assert row(after_bad(8, 12, 16, last=16)) == "D6"


def test_a_step_back_counts_whether_it_was_followed_or_declined() -> None:
    log = after_bad(14, last=18)
    session = next(one.id for one in log.sessions if one.day == day(14) and one.started == at(14, EVENING))
    said = [answer(15, verdict=Verdict.STEP_BACK, row="D6", said=word, session=session) for word in ("yes", "no")]
    counts = [
        verdicts(log_of(log.recorded, diary(calm(19), begun=BEGUN, answers=[one]), now=at(19)))[RAISE] for one in said
    ]

    assert [one.inputs.step_backs_7d for one in counts] == [1, 1]
    assert [one.inputs.days_since_change for one in counts] == [4, 4]


def test_two_sessions_that_share_a_bad_morning_are_one_step_back() -> None:
    assert verdicts(after_bad(last=18, d13=3))[RAISE].inputs.step_backs_7d == 1


def test_a_calm_session_later_on_a_bad_day_is_no_step_back_of_its_own() -> None:
    stretching = trained(14, moment=NOON, offered=HOME, names=[STRETCH])
    bad = [trained(number, (6, 1) if number in {12, 14} else (1, 1), moment=MORNING) for number in range(15)]
    written = diary(calm(15), begun=BEGUN)

    for more in ([], [stretching], [trained(14, moment=NOON)], [trained(14, (6, 1), moment=NOON)]):
        log = log_of([*bad, *more], written, now=at(14, EVENING))
        assert (row(log), len(course_of(log, RULE).step_backs)) == ("D6", 2)


def test_training_on_a_later_day_with_a_rising_week_is_held_and_not_stepped_back_again() -> None:
    mornings = dict.fromkeys(range(7), 1) | dict.fromkeys(range(7, 20), 2)
    rows = [row(log_of(calm_days(number - 1), diary(mornings, begun=BEGUN), now=at(number))) for number in (13, 14, 15)]

    assert rows == ["D9", "D12", "D12"]


def test_a_step_back_is_answered_once_and_a_stretch_after_it_asks_again_for_nothing() -> None:
    bad = trained(10, (6, 1), moment=MORNING)
    stretching = trained(10, moment=NOON, offered=HOME, names=[STRETCH])
    said = answer(10, verdict=Verdict.STEP_BACK, row="D6", level=0, session=bad.id, moment=MORNING)
    log = log_of([*calm_days(9), bad, stretching], diary(calm(10), begun=BEGUN, answers=[said]), now=at(10, EVENING))

    assert {name: one.is_open for name, one in verdicts(log).items()} == {RAISE: False, BENT: True}


# ----------------------------------------------- practice, corrections, gym


@given(TRAINING, st.lists(st.tuples(st.integers(0, 19), NPRS), max_size=4))
def test_practice_changes_nothing(
    training: list[tuple[int, time, int, int, bool]], practice: list[tuple[int, int]]
) -> None:
    sessions = sessions_of(training)
    played = [trained(number, (pain, pain), practice=True) for number, pain in practice]
    written = diary(calm(19), begun=BEGUN)

    assert verdicts(log_of([*sessions, *played], written, now=at(20))) == verdicts(
        log_of(sessions, written, now=at(20))
    )


def test_correcting_the_judged_session_corrects_todays_verdict() -> None:
    sessions, last = calm_days(9), trained(10)
    wrong = corrected(last, PainAnswer(5, last.started, "during"), PainAnswer(1, last.started, "final"))
    written = diary(calm(11), begun=BEGUN)

    assert row(log_of([*sessions, wrong], written, now=at(11))) == "D12"
    assert row(log_of([*sessions, last], written, now=at(11))) == "D18"


def test_telling_a_missing_morning_later_completes_the_verdict() -> None:
    assert row(log_of(calm_days(10), diary(calm(11, d11=None), begun=BEGUN), now=at(11))) == "D11"
    assert row(log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11))) == "D18"


def test_a_machine_needs_the_word_of_the_pt_and_each_exercise_has_its_own_days() -> None:
    gym = repeated([0, 2, 4, 7, 9], offered=HEAVY, load=40.0)
    log = log_of(gym, diary(calm(11), begun={0: "heavy"}), now=at(11))

    assert {name: one.decision.row for name, one in verdicts(log, HEAVY).items()} == {PRESS: "D15", SEATED: "D16"}
    agreed = verdicts(with_pt_word(log, HEAVY), HEAVY)
    assert {name: one.decision.row for name, one in agreed.items()} == {PRESS: "D15", SEATED: "D18"}


@pytest.mark.parametrize(("spoken", "row_today"), [(11, "D18"), (5, "D18"), (4, "D16")])
def test_the_word_of_a_pt_counts_on_its_day_and_the_six_after_it(spoken: int, row_today: str) -> None:
    gym = repeated([0, 2, 4, 7, 9], offered=HEAVY, load=40.0)
    written = diary(calm(11), begun={0: "heavy"}, pt_words={spoken: "heavy"})

    assert verdicts(log_of(gym, written, now=at(11)), HEAVY)[SEATED].decision.row == row_today


def test_the_word_of_a_pt_is_about_one_program_and_about_the_next_step() -> None:
    gym = repeated([0, 2, 4, 7, 9], offered=HEAVY, load=40.0)
    other = diary(calm(11), begun={0: "heavy"}, pt_words={10: "heavy-slow-resistance"})
    bad_morning = PtWord("pt-word-2", at(10), "training after a bad morning")
    written = Diary({**other.days, day(10): other.day(day(10)).joined(DayFile(1, day(10), pt_words=(bad_morning,)))})

    assert verdicts(log_of(gym, written, now=at(11)), HEAVY)[SEATED].decision.row == "D16"


def test_a_session_ended_for_pain_steps_back_even_when_a_calm_stretch_followed() -> None:
    ended = replace(trained(9, (4, 1), moment=MORNING, finished=False), stopped_for="pain")
    stretching = trained(9, offered=HOME, names=[STRETCH])
    written = diary(calm(10), begun=BEGUN)

    assert row(log_of([*calm_days(8), ended], written, now=at(10))) == "D8"
    assert row(log_of([*calm_days(8), ended, stretching], written, now=at(10))) == "D8"


def test_two_weeks_without_a_session_step_back_and_one_holds() -> None:
    written = diary(calm(30), begun=BEGUN)

    assert [row(log_of(calm_days(12), written, now=at(12 + days))) for days in (6, 7, 13, 14, 18)] == [
        "D18", "D15", "D15", "D10", "D10",
    ]  # fmt: skip


def test_the_strictest_verdict_speaks_for_all_and_there_may_be_none() -> None:
    gym = repeated([0, 2, 4, 7, 9], offered=HEAVY, load=40.0)
    said = verdicts(log_of(gym, diary(calm(11), begun={0: "heavy"}), now=at(11)), HEAVY)
    worst = strictest(said.values())

    assert worst is not None
    assert worst.decision.output is Verdict.HOLD
    assert strictest(()) is None


def test_sessions_are_read_from_three_weeks_before_the_last_one() -> None:
    assert first_day_read(day(30), day(90)) == day(9)
    assert first_day_read(None, day(90)) == day(69)


def test_with_insertional_pain_the_stretches_are_at_their_top() -> None:
    stretching = [trained(number, offered=HOME, moment=moment) for number in range(10) for moment in (MORNING, EVENING)]
    log = log_of(stretching, diary(calm(10), begun={0: "home"}), now=at(10))
    rows = {name: one.decision.row for name, one in verdicts(log, HOME, Region.INSERTIONAL).items()}

    assert (rows[STRETCH], rows[RAISE]) == ("D17", "D18")
    assert verdicts(log, ECCENTRIC).keys() == {RAISE, BENT}
