"""The gate: what keeps a session from starting, in which order, and how it opens again."""

from datetime import datetime, time, timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.domain.agenda.gate import ANY_WORK, Gate, Refusal, Work, work_of
from achilles_tui.domain.base.units import Region
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.day_entries import DayFile, Diary, PtWord
from achilles_tui.domain.red_flags.safety import RedFlags, Screening
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import (
    ECCENTRIC,
    HEAVY,
    HOME,
    STRETCH,
    STRETCHES,
    at,
    calm,
    day,
    diary,
    log_of,
    only,
    repeated,
    trained,
)
from tests.domain.pain_rule.simulation import CLEAR, EVENING, MORNING
from tests.red_flags import EMPTY


def gate(log: Log, safety: RedFlags = CLEAR) -> Gate:
    """Return the gate of a log."""
    notes = log.safety.clinician_notes
    for note in notes:
        safety = safety.with_note(note)
    log = Log(log.recorded, log.diary, safety, log.now)
    return Gate(log, course_of(log, RULE), RULE)


def whole(offered: ResolvedProgram, region: Region = Region.MID_PORTION, *names: str) -> Work:
    """Return what a session of a program starts."""
    return work_of(only(offered, *names), offered, region)


def kind(refusal: Refusal | None) -> str | None:
    """Return why something cannot start, as one word."""
    return None if refusal is None else refusal.kind


LOADED = pytest.mark.parametrize("offered", [ECCENTRIC, HEAVY, HOME], ids=["eccentric", "heavy", "home"])


@LOADED
def test_a_calm_log_lets_everything_start(offered: ResolvedProgram) -> None:
    assert gate(log_of(repeated(range(5)), diary(calm(5)), now=at(5))).refusal(whole(offered)) is None


def test_the_first_that_applies_is_the_answer() -> None:
    stopped = log_of([trained(4, (8, 1))], diary(calm(5)), now=at(5))
    young, sign = Screening(at(0), ("under-18",)), Screening(at(0), ("numbness",))
    assert kind(gate(stopped, EMPTY.with_screening(young).with_screening(sign)).refusal()) == "under 18"
    assert kind(gate(stopped, EMPTY.with_screening(sign)).refusal()) == "warning sign"
    assert kind(gate(stopped, EMPTY).refusal()) == "stop"
    assert kind(gate(log_of([], diary({5: 8}), now=at(5)), EMPTY).refusal()) == "not answered"
    assert kind(gate(log_of([], diary({5: 8}), now=at(5))).refusal()) == "first morning"


def test_a_stop_holds_for_stretches_too_and_a_note_lifts_it() -> None:
    sessions = [trained(4, (8, 1))]
    refusal = gate(log_of(sessions, diary(calm(5)), now=at(5))).refusal(whole(STRETCHES))
    assert refusal is not None
    assert (refusal.kind, refusal.end) == ("stop", None)
    assert "the rule stops at 8" in refusal.reason
    noted = log_of(sessions, diary(calm(5)), now=at(5, EVENING), notes=[at(5)])
    assert gate(noted).refusal(whole(ECCENTRIC)) is None


@pytest.mark.parametrize(
    ("pain", "says"),
    [(5, None), (6, "Ask your PT before you train."), (7, "Ask your PT"), (8, "Contact a clinician before you train.")],
)
def test_a_bad_morning_before_any_session_asks_first(pain: int, says: str | None) -> None:
    refusal = gate(log_of([], diary({3: pain}), now=at(3, MORNING))).refusal(whole(STRETCHES))
    assert (refusal is None) if says is None else (refusal is not None and refusal.way_on.startswith(says))


def test_the_word_of_a_pt_of_that_morning_or_later_lets_it_start() -> None:
    for word_day, opens in ((2, False), (3, True), (4, True)):
        entries = diary({3: 7})
        word = PtWord("word-0001", at(word_day, MORNING), "training after a bad morning")
        days = {**entries.days}
        days[day(word_day)] = entries.day(day(word_day)).joined(DayFile(1, day(word_day), pt_words=(word,)))
        refusal = gate(log_of([], Diary(days), now=at(4, EVENING))).refusal()
        assert (refusal is None) is opens


def test_a_later_calm_morning_lets_it_start_and_one_before_the_note_is_not_asked_about() -> None:
    assert gate(log_of([], diary({3: 7, 4: 2}), now=at(4))).refusal() is None
    assert gate(log_of([], diary({3: 7}), now=at(4), notes=[at(3, EVENING)])).refusal() is None
    assert kind(gate(log_of([], diary({4: 7}), now=at(4), notes=[at(3)])).refusal()) == "first morning"


def test_after_a_judged_session_no_morning_asks_first() -> None:
    assert kind(gate(log_of([trained(2)], diary({0: 4, 3: 6}), now=at(3))).refusal(whole(STRETCHES))) is None


@pytest.mark.parametrize(("pain", "finished"), [((6, 1), True), ((1, 6), True), ((6, None), False)])
def test_after_pain_above_the_limit_today_is_over(pain: tuple[int | None, int | None], *, finished: bool) -> None:
    log = log_of([trained(5, pain, moment=MORNING, finished=finished)], diary(calm(5)), now=at(5, EVENING))
    for offered in (ECCENTRIC, HEAVY, STRETCHES):
        refusal = gate(log).refusal(whole(offered))
        assert refusal is not None
        assert refusal.kind == "over"
        assert refusal.end is not None
        assert refusal.end >= datetime.combine(day(6), time(), at(5).tzinfo)
        assert refusal.way_on.startswith("Nothing more today.")


def test_a_step_back_leaves_the_next_loaded_session_out_whatever_starts_it() -> None:
    sessions = [*repeated(range(4)), trained(4, (6, 1), moment=EVENING)]
    log = log_of(sessions, diary(calm(5)), now=at(5, time(9, 0)))
    begun = sessions[-1].started
    for offered, end in ((ECCENTRIC, timedelta(hours=24)), (HOME, timedelta(hours=24)), (HEAVY, timedelta(hours=48))):
        refusal = gate(log).refusal(whole(offered))
        assert refusal is not None
        assert (refusal.kind, refusal.end) == ("skip", begun + end)
        later = replace_now(log, begun + end)
        assert gate(later).refusal(whole(offered)) is None


def replace_now(log: Log, now: datetime) -> Log:
    """Return the log as it stands at another moment."""
    return Log(log.recorded, log.diary, log.safety, now)


def test_stretches_alone_pass_a_step_back_but_not_where_it_hurts_at_the_heel() -> None:
    sessions = [*repeated(range(4)), trained(4, (6, 1))]
    log = log_of(sessions, diary(calm(5)), now=at(5, time(9, 0)))
    assert gate(log).refusal(whole(HOME, Region.MID_PORTION, STRETCH)) is None
    for region in (Region.INSERTIONAL, Region.NOT_SURE):
        refusal = gate(log).refusal(whole(HOME, region, STRETCH))
        assert refusal is not None
        assert (refusal.kind, refusal.end) == ("skip", None)
        alone = gate(log).refusal(whole(STRETCHES, region))
        assert alone is not None
        assert alone.end is not None
        assert gate(replace_now(log, at(7, EVENING))).refusal(whole(STRETCHES, region)) is None


def test_a_long_gap_keeps_nobody_from_starting() -> None:
    log = log_of(repeated(range(4)), diary(calm(20)), now=at(20))
    for region in Region:
        assert gate(log).refusal(whole(HOME, region)) is None
        assert gate(log).refusal(whole(STRETCHES, region)) is None


def test_a_plan_whose_program_is_gone_waits_as_one_of_once_a_day() -> None:
    sessions = [*repeated(range(4)), trained(4, (6, 1))]
    log = log_of(sessions, diary(calm(5)), now=at(5, time(9, 0)))
    work = work_of(only(ECCENTRIC), None, Region.MID_PORTION)
    refusal = gate(log).refusal(work)
    assert refusal is not None
    assert refusal.end == sessions[-1].started + timedelta(hours=48)
    staged = replace(only(ECCENTRIC), stage=9)
    assert gate(log).refusal(work_of(staged, ECCENTRIC, None)) is not None


def test_every_refusal_says_a_reason_and_a_way_on_in_whole_sentences() -> None:
    logs = [
        log_of([trained(4, (8, 1))], diary(calm(5)), now=at(5)),
        log_of([], diary({5: 8}), now=at(5)),
        log_of([trained(5, (6, 1), moment=MORNING)], diary(calm(5)), now=at(5, EVENING)),
        log_of([trained(4, (6, 1))], diary(calm(5)), now=at(5)),
    ]
    for log in logs:
        refusal = gate(log).refusal(whole(ECCENTRIC))
        assert refusal is not None
        assert refusal.reason.endswith((".", "?"))
        assert refusal.way_on.endswith(".")
    assert gate(logs[0]).refusal(ANY_WORK) == gate(logs[0]).lock
