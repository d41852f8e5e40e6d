"""After a correction Today and the verdict follow, as if it had been recorded like that; undo returns both exactly."""

from collections.abc import Sequence
from dataclasses import replace as with_values

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.agenda.today import Today
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.correction_rules import correction_files, retraction_file
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary, SetCorrection
from achilles_tui.domain.records.session_record import SessionRecord
from tests.domain.pain_rule.logs import (
    BEGUN,
    ECCENTRIC,
    RAISE,
    after_bad,
    at,
    calm,
    calm_days,
    day,
    diary,
    log_of,
    only,
    row,
    seen,
    trained,
)
from tests.domain.pain_rule.simulation import EVENING, MORNING

NPRS = st.integers(0, 10)


def corrected(log: Log, *corrections: Correction) -> Log:
    """Return the log with these corrections in its diary."""
    return with_days(log, [one for each in corrections for one in correction_files(each)])


def with_days(log: Log, news: Sequence[DayFile]) -> Log:
    """Return the log with more entries in its diary."""
    days = dict(log.diary.days)
    for one in news:
        days[one.day] = one.joined(days.get(one.day, one))
    return with_values(log, diary=Diary(days))


def of(session: SessionRecord, **what: object) -> Correction:
    """Return a correction of a session."""
    return Correction(f"of-{session.id}", at(12), session.id, session.day, **what)  # type: ignore[arg-type]


def verdicts(now: Today) -> list[tuple[object, ...]]:
    """Return what is said, and what it is said from."""
    return [(one.exercise, one.decision, one.inputs, one.training_day.session) for one in now.verdicts]


def undone(log: Log, correction: Correction) -> Log:
    """Return the log after an undo."""
    file = log.diary.day(correction.recorded)
    return with_days(log, [retraction_file(file, [correction.id], at(12), lambda: "undo")])


def test_a_six_that_was_a_two_is_no_step_back_and_undo_says_it_again() -> None:
    log = after_bad(9, last=9)
    bad = log.sessions[-1]
    mended = corrected(log, of(bad, during=2))

    assert row(log) == "D6"
    as_if = after_bad(last=9)
    assert row(mended) == row(as_if)
    assert [one.decision.output for one in seen(mended).verdicts] == [
        one.decision.output for one in seen(as_if).verdicts
    ]
    assert verdicts(seen(undone(mended, of(bad)))) == verdicts(seen(log))


def test_a_one_that_was_a_six_is_a_step_back() -> None:
    log = after_bad(last=9)

    assert row(corrected(log, of(log.sessions[-1], during=6))) == "D6"


@given(st.lists(st.tuples(st.integers(0, 9), NPRS, NPRS), max_size=4, unique_by=lambda one: one[0]))
def test_the_verdict_is_that_of_a_log_in_which_it_was_recorded_so(told: list[tuple[int, int, int]]) -> None:
    sessions = [trained(number, moment=EVENING) for number in range(10)]
    words = diary(calm(10), begun=BEGUN)
    log = log_of(sessions, words, now=at(10))
    said = {number: (during, after) for number, during, after in told}
    mended = corrected(
        log, *(of(sessions[number], during=during, after=after) for number, (during, after) in said.items())
    )
    as_if = log_of(
        [trained(number, said.get(number, (1, 1)), moment=EVENING) for number in range(10)], words, now=at(10)
    )

    assert verdicts(seen(mended)) == verdicts(seen(as_if))


@given(st.integers(0, 9), st.integers(0, 9))
def test_a_moved_session_is_judged_on_its_new_day(recorded: int, moved: int) -> None:
    others = [trained(number, moment=MORNING) for number in range(10)]
    one = trained(recorded, (4, 2))
    words = diary(calm(10), begun=BEGUN)
    log = corrected(log_of([*others, one], words, now=at(10)), of(one, day=day(moved)))
    there = replace(trained(moved, (4, 2)), id=one.id)

    assert verdicts(seen(log)) == verdicts(seen(log_of([*others, there], words, now=at(10))))
    assert [each.id for each in log.sessions_on(day(moved))].count(one.id) == 1
    assert moved == recorded or one.id not in [each.id for each in log.sessions_on(day(recorded))]


def test_a_deleted_session_is_as_if_it_had_not_been_and_undo_brings_it_back() -> None:
    log = after_bad(9, last=9)
    bad = log.sessions[-1]
    gone = corrected(log, of(bad, deleted=True))

    assert row(gone) != "D6"
    without = log_of(log.recorded[:-1], log.diary, now=log.now)
    assert verdicts(seen(gone)) == verdicts(seen(without))
    assert verdicts(seen(undone(gone, of(bad)))) == verdicts(seen(log))


def by_hand(number: int) -> SessionRecord:
    """Return a session that nobody recorded, all of it done."""
    plan, name = only(ECCENTRIC), f"by-hand-{number}"
    reps = [one.reps for one in plan.exercises for _ in range(one.sets)]
    return record_by_hand(plan, name, at(number, EVENING), reps, during=1, after=1)


def test_a_forgotten_session_that_is_entered_closes_a_gap_and_raises_the_completion() -> None:
    sessions = [*calm_days(5), *calm_days(14, but=range(14))]
    log = log_of(sessions, diary(calm(15), begun=BEGUN), now=at(15))
    entered = log_of([*sessions, by_hand(8), by_hand(11)], log.diary, now=log.now)

    before, after = seen(log).verdicts[0].inputs, seen(entered).verdicts[0].inputs
    assert [seen(one).course.gap(index, day(13)).days for one, index in ((log, 5), (entered, 7))] == [8, 2]
    assert after.completion_7d is not None
    assert before.completion_7d is not None
    assert after.completion_7d > before.completion_7d


def test_sets_that_were_not_done_after_all_lower_the_completion_and_end_the_streak() -> None:
    log = log_of(calm_days(9), diary(calm(10), begun=BEGUN), now=at(10))
    few = tuple(SetCorrection(RAISE, Side.LEFT, number, 2) for number in (1, 2, 3))
    mended = corrected(log, of(log.sessions[-1], sets=few))

    before, after = seen(log).verdicts[0].inputs, seen(mended).verdicts[0].inputs
    assert after.green_streak == 0 < before.green_streak
    assert after.completion_7d < before.completion_7d


def test_no_answer_on_the_pain_scale_is_missing_until_it_is_told() -> None:
    quiet = replace(trained(9), pains=())
    log = log_of([*calm_days(8), quiet], diary(calm(10), begun=BEGUN), now=at(10))
    mended = corrected(log, of(quiet, during=1, after=1))

    assert row(log) == "D11"
    assert row(mended) != "D11"
    assert [one.about for one in mended.sessions[-1].pains] == ["during", "final"]


def test_a_session_dated_after_today_by_a_wrong_clock_can_be_put_where_it_was() -> None:
    ahead = trained(30)
    log = log_of([*calm_days(8), ahead], diary(calm(10), begun=BEGUN), now=at(10))
    mended = corrected(log, of(ahead, day=day(9)))

    assert [one.day for one in log.future_sessions] == [day(30)]
    assert mended.future_sessions == ()
    assert [one.id for one in mended.sessions_on(day(9))] == [ahead.id]
