"""That a stop stays until a clinician note or a corrected entry, and what is read after the note."""

from dataclasses import replace as dataclass_replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord
from achilles_tui.domain.records.stop import Stop
from achilles_tui.domain.red_flags.safety import Screening
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    BEGUN,
    NPRS,
    RAISE,
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
)
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MORNING, NOON
from tests.red_flags import EMPTY

NIGHT = time(22)


def stop_of(log: Log) -> Stop:
    """Return the stop that holds."""
    stop = course_of(log, RULE).stop
    assert stop is not None
    return stop


def recorded(log: Log) -> Log:
    """Return the log with its stop as an entry."""
    stop = replace(stop_of(log), id="stop-entry")
    return dataclass_replace(log, diary=joined(log.diary, Diary({stop.day: DayFile(1, stop.day, stops=(stop,))})))


def joined(diary_of: Diary, more: Diary) -> Diary:
    """Return both diaries as one."""
    return Diary(diary_of.days | {one: diary_of.day(one).joined(file) for one, file in more.days.items()})


def changed(log: Log, session: SessionRecord, other: SessionRecord | None) -> Log:
    """Return the log with another session instead of one, or without it."""
    rest = [one for one in log.recorded if one.id != session.id]
    return dataclass_replace(log, recorded=(*rest, *([other] if other else [])))


def calmer(session: SessionRecord) -> SessionRecord:
    """Return a session corrected to a pain of 1."""
    return corrected(session, PainAnswer(1, session.started, "during"), PainAnswer(1, session.started, "final"))


# --------------------------------------------------------------------- stop


def test_a_value_of_8_is_a_stop_and_so_is_one_of_6_on_two_training_days_running() -> None:
    assert row(log_of([*calm_days(5), trained(6, (8, 1))], diary(calm(7)), now=at(7))) == "D2"
    assert row(log_of([trained(3, (6, 1)), trained(6, (1, 6))], diary(calm(7)), now=at(7))) == "D3"
    assert row(log_of([trained(6, (6, 1), moment=MORNING), trained(6, (6, 1))], diary(calm(7)), now=at(7))) == "D6"


@pytest.mark.parametrize("apart", [1, 3, 9, 30])
def test_6_on_two_training_days_running_stops_however_far_apart_they_are(apart: int) -> None:
    sessions = [trained(3, (6, 1)), trained(3 + apart, (1, 6))]

    assert row(log_of(sessions, diary(calm(3 + apart)), now=at(3 + apart, NIGHT))) == "D3"
    assert row(log_of([*sessions, trained(1, (7, 1))], diary(calm(3)), now=at(3, NIGHT))) == "D3"


def test_a_calm_training_day_between_two_of_6_is_no_stop() -> None:
    sessions = [trained(3, (6, 1)), trained(4), trained(5, (6, 1))]

    assert row(log_of(sessions, diary(calm(5)), now=at(5, NIGHT))) == "D6"


def test_a_bad_morning_after_a_training_day_of_6_is_the_same_day_and_no_stop() -> None:
    assert row(log_of([trained(3), trained(5, (6, 1))], diary(calm(6, d6=7)), now=at(6))) == "D6"


def test_a_morning_judges_the_last_training_day_when_a_session_was_done_first_today() -> None:
    today, bad_today = trained(10, moment=MORNING), trained(10, (6, 1), moment=MORNING)
    bad_morning, calm_morning = diary(calm(10, d10=5), begun=BEGUN), diary(calm(10), begun=BEGUN)

    def row_at_noon(session: SessionRecord, mornings: Diary) -> str:
        return row(log_of([*calm_days(9), session], mornings, now=at(10, NOON)))

    assert [row_at_noon(today, mornings) for mornings in (bad_morning, calm_morning)] == ["D7", "D11"]
    assert [row_at_noon(bad_today, mornings) for mornings in (bad_morning, calm_morning)] == ["D6", "D6"]


def test_a_morning_of_8_that_is_told_after_the_next_session_is_a_stop_still() -> None:
    sessions = [trained(6), trained(7, moment=MORNING)]

    assert row(log_of(sessions, diary(calm(7)), now=at(7, NOON))) == "D11"
    assert row(log_of(sessions, diary(calm(7, d7=8)), now=at(7, NOON))) == "D2"


def test_a_calm_session_from_another_machine_takes_no_stop_away() -> None:
    sessions = [trained(6, (8, 1)), trained(7), trained(8)]

    log = log_of(sessions, diary(calm(9)), now=at(9))

    assert row(log) == "D2"
    assert stop_of(log).judged == day(6)


def test_a_rise_two_weeks_running_is_a_stop_even_long_after_the_last_session() -> None:
    mornings = dict.fromkeys(range(23, 30), 2) | dict.fromkeys(range(30, 37), 3) | dict.fromkeys(range(37, 44), 4)
    sessions, written = calm_days(5), diary(mornings, begun=BEGUN)

    assert [row(log_of(sessions, written, now=at(number))) for number in (42, 43, 44, 60, 100)] == [
        "D7", "D4", "D4", "D4", "D4",
    ]  # fmt: skip


def test_a_stop_ends_with_a_corrected_entry() -> None:
    bad = trained(6, (8, 1))
    written = diary(calm(7))

    for is_recorded in (False, True):
        log = log_of([*calm_days(5), bad], written, now=at(7))
        log = recorded(log) if is_recorded else log
        assert [row(changed(log, bad, one)) for one in (bad, calmer(bad), None)] == ["D2", "D11", "D11"]


def test_correcting_another_entry_lifts_no_stop() -> None:
    early, bad, late = trained(5, (5, 5)), trained(6, (8, 1)), trained(7, (4, 1))
    log = recorded(log_of([*calm_days(4), early, bad, late], diary(calm(8, d7=4)), now=at(8)))
    calm_morning = dataclass_replace(log, diary=joined(log.diary, diary({7: 0}, moment=NOON)))

    assert row(log) == "D2"
    assert [row(changed(log, one, None)) for one in (early, late)] == ["D2", "D2"]
    assert [row(changed(log, one, calmer(one))) for one in (early, late)] == ["D2", "D2"]
    assert row(calm_morning) == "D2"


def test_a_corrected_entry_that_is_still_as_bad_lifts_no_stop() -> None:
    bad = trained(6, (8, 1))
    worse = corrected(bad, PainAnswer(9, bad.started, "during"))
    log = recorded(log_of([*calm_days(5), bad], diary(calm(7)), now=at(7)))

    assert row(changed(log, bad, worse)) == "D2"


@pytest.mark.parametrize("number", [12, 14, 16])
def test_a_stop_for_a_third_step_back_ends_with_a_correction_of_any_of_the_three(number: int) -> None:
    log = recorded(after_bad(12, 14, 16, last=16))
    bad = next(one for one in log.recorded if one.day == day(number) and one.started == at(number, EVENING))

    assert row(log) == "D5"
    assert row(changed(log, bad, calmer(bad))) not in {"D2", "D3", "D4", "D5"}


def test_a_stop_for_a_rise_ends_with_a_correction_of_a_morning_of_its_three_weeks() -> None:
    mornings = {number: 3 + number // 7 for number in range(21)}
    log = recorded(log_of(repeated([0, 20]), diary(mornings, begun=BEGUN), now=at(20, NIGHT)))
    lower = dataclass_replace(log, diary=joined(log.diary, diary({20: 1}, moment=NOON)))

    assert (row(log), stop_of(log).row) == ("D4", "D4")
    assert row(lower) != "D4"


def test_a_stop_of_another_day_that_nobody_took_back_holds_beside_the_red_flags() -> None:
    log = recorded(log_of([*calm_days(5), trained(6, (8, 1))], diary(calm(7)), now=at(7)))
    flagged = dataclass_replace(log, safety=CLEAR.with_screening(Screening(at(6), ("pop-or-blow",))))

    assert (row(log), row(flagged)) == ("D2", "D1")


def test_a_red_flag_is_a_stop_whatever_the_log_says_and_a_note_lifts_it() -> None:
    flagged = CLEAR.with_screening(Screening(at(10), ("pop-or-blow",)))
    log = log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11), safety=flagged)

    assert (row(log), verdicts(log)[RAISE].training_day.day) == ("D1", day(10))
    assert row(log_of(calm_days(10), diary(calm(11)), now=at(11), safety=flagged, notes=[at(10, MORNING)])) == "D11"


def test_red_flags_that_were_never_asked_are_missing() -> None:
    log = log_of(calm_days(10), diary(calm(11), begun=BEGUN), now=at(11), safety=EMPTY)

    assert (row(log), verdicts(log)[RAISE].inputs.red_flag) == ("D11", None)


MORNINGS = st.dictionaries(st.integers(0, 79), st.integers(0, 10), max_size=60)


LOOKS = st.sets(st.integers(19, 79), min_size=4, max_size=8).map(sorted)
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


MORE = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([time(9), time(15)]), NPRS, st.booleans()),
    max_size=5,
    unique_by=lambda one: one[:2],
)
"""Sessions that are added later, of any days and hours at which there was none."""


@given(TRAINING, MORNINGS, st.integers(0, 18), MORE, MORNINGS, st.dictionaries(st.integers(0, 30), st.booleans()))
def test_nothing_that_is_added_lifts_a_recorded_stop(  # noqa: PLR0913, PLR0917 all that one may add
    training: list[tuple[int, time, int, int, bool]],
    mornings: dict[int, int],
    bad: int,
    more: list[tuple[int, time, int, bool]],
    more_mornings: dict[int, int],
    answers: dict[int, bool],
) -> None:
    sessions = [*sessions_of(training), trained(bad, (8, 1), moment=time(17))]
    before = {number: value for number, value in mornings.items() if number <= 19}
    log = recorded(log_of(sessions, diary(dict(before), begun=BEGUN), now=at(19)))
    added = [trained(number, (pain, pain), moment=moment, finished=full) for number, moment, pain, full in more]
    new = diary(
        {number: value for number, value in more_mornings.items() if number not in before},
        answers=[
            answer(number, level=2)
            if is_increase
            else answer(number, verdict=Verdict.STEP_BACK, row="D9", said="my PT says otherwise")
            for number, is_increase in answers.items()
        ],
    )

    for number in (19, 31):
        later = log_of([*sessions, *added], joined(log.diary, new), now=at(number))
        assert verdicts(later)[RAISE].decision.output is Verdict.STOP


# ----------------------------------------------------------- clinician note


def test_after_a_clinician_note_nothing_before_it_is_judged() -> None:
    log = log_of([*calm_days(5), trained(6, (9, 9))], diary(calm(8)), now=at(8), notes=[at(7)])

    assert verdicts(log) == {}


def test_after_a_clinician_note_d2_and_d3_read_only_what_came_after() -> None:
    sessions = [trained(5, (6, 1)), trained(6, (8, 1)), trained(8, (6, 1))]

    assert row(log_of(sessions, diary(calm(9)), now=at(9), notes=[at(7)])) == "D6"
    assert verdicts(log_of(sessions, diary(calm(9)), now=at(9), notes=[at(7)]))[RAISE].inputs.previous is None


def test_after_a_clinician_note_d4_reads_only_mornings_after_it() -> None:
    rising = dict.fromkeys(range(7), 3) | dict.fromkeys(range(7, 14), 4) | dict.fromkeys(range(14, 22), 5)
    sessions = repeated([18, 20])

    assert row(log_of(sessions, diary(rising, begun=BEGUN), now=at(20))) == "D4"
    assert row(log_of(sessions, diary(rising, begun=BEGUN), now=at(21), notes=[at(20, NOON)])) != "D4"


def test_after_a_clinician_note_step_backs_before_it_do_not_count() -> None:
    log = after_bad(12, 14, 16, last=16)

    assert row(log) == "D5"
    assert row(log_of(log.recorded, log.diary, now=log.now, notes=[at(15)])) == "D6"


def test_after_a_clinician_note_the_streak_begins_at_0_and_the_days_of_a_step_too() -> None:
    sessions, written = calm_days(13), diary(calm(14), begun=BEGUN)
    inputs = [
        verdicts(log_of(sessions[: 2 * number], written, now=at(number), notes=[at(10, NOON)]))[RAISE].inputs
        for number in (11, 14)
    ]

    assert [one.green_streak for one in inputs] == [0, 3]
    assert [one.days_since_change for one in inputs] == [1, 4]


def test_after_a_clinician_note_only_mornings_after_its_day_count() -> None:
    log = log_of(calm_days(13), diary(calm(14, d10=9), begun=BEGUN), now=at(14), notes=[at(10)])
    inputs = verdicts(log)[RAISE].inputs

    assert inputs.week_rise is None
    assert inputs.morning_baseline == 1
    assert course_of(log, RULE).inputs(0, day(11)).previous is None
    assert course_of(log, RULE).inputs(0, day(11)).pains.morning == 1


def test_after_a_clinician_note_a_recorded_stop_holds_no_more_and_a_new_one_does() -> None:
    log = recorded(log_of([*calm_days(5), trained(6, (8, 1))], diary(calm(20)), now=at(7)))
    again = [*log.recorded, trained(12, (9, 1))]

    assert verdicts(log_of(log.recorded, log.diary, now=at(9), notes=[at(8)])) == {}
    assert row(log_of(again, log.diary, now=at(13), notes=[at(8)])) == "D2"
