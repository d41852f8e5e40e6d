"""That a stop stays until a clinician note or a corrected entry, and what is read after the note."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.records.session_record import PainAnswer
from achilles_tui.domain.red_flags.safety import Screening
from tests.domain.pain_rule.logs import (
    BEGUN,
    RAISE,
    TRAINING,
    after_bad,
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
)
from tests.domain.pain_rule.simulation import CLEAR, MORNING, NOON
from tests.red_flags import EMPTY

# --------------------------------------------------------------------- stop


def test_a_value_of_8_is_a_stop_and_so_is_one_of_6_on_two_training_days_running() -> None:
    assert row(log_of([*calm_days(5), trained(6, (8, 1))], diary(calm(7)), now=at(7))) == "D2"
    assert row(log_of([trained(3, (6, 1)), trained(6, (1, 6))], diary(calm(7)), now=at(7))) == "D3"
    assert row(log_of([trained(6, (6, 1), moment=MORNING), trained(6, (6, 1))], diary(calm(7)), now=at(7))) == "D6"


def test_a_morning_of_8_that_is_told_after_the_next_session_is_a_stop_still() -> None:
    sessions = [trained(6), trained(7, moment=MORNING)]

    assert row(log_of(sessions, diary(calm(7)), now=at(7, NOON))) == "D11"
    assert row(log_of(sessions, diary(calm(7, d7=8)), now=at(7, NOON))) == "D2"


def test_a_calm_session_from_another_machine_takes_no_stop_away() -> None:
    sessions = [trained(6, (8, 1)), trained(7), trained(8)]

    assert verdicts(log_of(sessions, diary(calm(9)), now=at(9)))[RAISE].session.day == day(6)
    assert row(log_of(sessions, diary(calm(9)), now=at(9))) == "D2"


def test_a_rise_two_weeks_running_is_a_stop_even_long_after_the_last_session() -> None:
    mornings = dict.fromkeys(range(23, 30), 1) | dict.fromkeys(range(30, 37), 2) | dict.fromkeys(range(37, 44), 3)
    sessions, written = calm_days(5), diary(mornings, begun=BEGUN)

    assert [row(log_of(sessions, written, now=at(number))) for number in (42, 43, 44, 60, 100)] == [
        "D9", "D4", "D4", "D4", "D4",
    ]  # fmt: skip


def test_a_stop_ends_with_a_corrected_entry() -> None:
    bad = trained(6, (8, 1))
    right = corrected(bad, PainAnswer(1, bad.started, "during"), PainAnswer(1, bad.started, "final"))
    written = diary(calm(7))

    assert [row(log_of([*calm_days(5), one], written, now=at(7))) for one in (bad, right)] == ["D2", "D11"]


def test_a_red_flag_is_a_stop_whatever_the_log_says_and_a_note_lifts_it() -> None:
    flagged = CLEAR.with_screening(Screening(at(10), ("pop-or-blow",)))
    log = log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11), safety=flagged)

    assert (row(log), verdicts(log)[RAISE].session) == ("D1", log.sessions[-1])
    assert row(log_of(calm_days(10), diary(calm(11)), now=at(11), safety=flagged, notes=[at(10, MORNING)])) == "D11"


def test_red_flags_that_were_never_asked_are_missing() -> None:
    log = log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11), safety=EMPTY)

    assert (row(log), verdicts(log)[RAISE].inputs.red_flag) == ("D11", None)


MORNINGS = st.dictionaries(st.integers(0, 79), st.integers(0, 10), max_size=60)


LOOKS = st.sets(st.integers(19, 79), min_size=12, max_size=20).map(sorted)
"""Days after the last session on which somebody looks."""


@given(TRAINING, MORNINGS, LOOKS)
def test_a_stop_never_goes_away_by_waiting(
    training: list[tuple[int, time, int, int, bool]], mornings: dict[int, int], looks: list[int]
) -> None:
    sessions = sessions_of(training)
    written = diary(dict(mornings), begun=BEGUN)
    outputs = [verdicts(log_of(sessions, written, now=at(number)))[RAISE].decision.output for number in looks]
    stopped = outputs.index(Verdict.STOP) if Verdict.STOP in outputs else len(outputs)

    assert set(outputs[stopped:]) <= {Verdict.STOP}


# ----------------------------------------------------------- clinician note


def test_after_a_clinician_note_nothing_before_it_is_judged() -> None:
    log = log_of([*calm_days(5), trained(6, (9, 9))], diary(calm(8)), now=at(8), notes=[at(7)])

    assert verdicts(log) == {}


def test_after_a_clinician_note_d2_and_d3_read_only_what_came_after() -> None:
    sessions = [trained(5, (6, 1)), trained(6, (8, 1)), trained(8, (6, 1))]

    assert row(log_of(sessions, diary(calm(9)), now=at(9), notes=[at(7)])) == "D6"
    assert verdicts(log_of(sessions, diary(calm(9)), now=at(9), notes=[at(7)]))[RAISE].inputs.previous is None


def test_after_a_clinician_note_d4_reads_only_mornings_after_it() -> None:
    rising = dict.fromkeys(range(7), 1) | dict.fromkeys(range(7, 14), 2) | dict.fromkeys(range(14, 22), 3)
    sessions = repeated([18, 20])

    assert row(log_of(sessions, diary(rising, begun=BEGUN), now=at(20))) == "D4"
    assert row(log_of(sessions, diary(rising, begun=BEGUN), now=at(21), notes=[at(20, NOON)])) != "D4"


def test_after_a_clinician_note_step_backs_before_it_do_not_count() -> None:
    log = after_bad(10, 14, 18, last=18)

    assert row(log) == "D5"
    assert row(log_of(log.recorded, log.diary, now=log.now, notes=[at(15)])) == "D6"


def test_after_a_clinician_note_the_streak_begins_at_0() -> None:
    log = log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11), notes=[at(10, NOON)])

    assert verdicts(log)[RAISE].inputs.green_streak == 1
