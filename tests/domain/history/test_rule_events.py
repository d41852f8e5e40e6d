"""What the rule said: every stop, step back and clinician note is named, answered or not, with what came of it."""

from collections.abc import Sequence
from datetime import datetime, time

from msgspec.structs import replace

from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.history.rule_events import RuleEvent, RuleSources, rule_events
from achilles_tui.domain.pain_rule.training_days import JudgedSession
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.records.stop import Cause, Stop
from achilles_tui.domain.records.summary import summary_of
from achilles_tui.domain.red_flags.safety import ClinicianNote, RedFlags, Screening
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.logs import BENT, answer, at, calm, calm_days, day, diary, trained
from tests.domain.pain_rule.simulation import CLEAR, EVENING, OFFERS

NOON = time(12, 0)


def events(  # noqa: PLR0913 all that the events come from
    sessions: Sequence[SessionRecord],
    told: Diary,
    *,
    today: int,
    notes: Sequence[datetime] = (),
    safety: RedFlags = CLEAR,
    first: int | None = None,
) -> list[RuleEvent]:
    """Return the events as they are known on the evening of a day. first: the first day that was read, of a part."""
    for note in notes:
        safety = safety.with_note(ClinicianNote(note, "go on"))
    part = None if first is None else day(first)
    sources = RuleSources(told, safety, RULE, at(today, EVENING), OFFERS, part)
    read = [session for session in sessions if part is None or session.day >= part]
    return list(rule_events((JudgedSession.of_summary(summary_of(session)) for session in read), sources))


def short(told: Sequence[RuleEvent]) -> list[tuple[str, int, str | None, str]]:
    """Return kind, day, row and what came of each."""
    return [(event.kind, (event.day - day(0)).days, event.row, event.outcome) for event in told]


def bad_evening(number: int, pain: int = 6) -> list[SessionRecord]:
    """Return calm days up to one whose evening has this pain."""
    return [*calm_days(number - 1), trained(number, (pain, 1))]


def test_a_calm_log_has_no_events() -> None:
    assert events(calm_days(9), diary(calm(10)), today=10) == []


def test_a_step_back_without_an_answer_is_named() -> None:
    (event,) = events(bad_evening(5), diary(calm(6)), today=6)

    assert short([event]) == [("step back", 5, "D6", "not answered")]
    assert event.line == "STEP BACK (D6): Pain 6 in the last session; the limit in the rule is 5. Not answered."


def test_a_step_back_is_named_once_with_each_answer() -> None:
    bad = bad_evening(5)
    said = [answer(6, verdict=Verdict.STEP_BACK, row="D6", said="yes", session=bad[-1].id)]
    assert short(events(bad, diary(calm(6), answers=said), today=6)) == [
        ("step back", 5, "D6", "followed on 8 March 2026")
    ]

    said += [answer(6, BENT, verdict=Verdict.STEP_BACK, row="D6", said="no", session=bad[-1].id)]
    ((*_, outcome),) = short(events(bad, diary(calm(6), answers=said), today=6))
    assert outcome == (
        "followed on 8 March 2026 for Heel raise, knees straight; declined on 8 March 2026 for Heel raise, knees bent"
    )


def test_a_step_back_that_a_pt_replaced_is_named_although_it_no_longer_counts() -> None:
    bad = bad_evening(5)
    said = [answer(6, verdict=Verdict.STEP_BACK, row="D6", said="my PT says otherwise", session=bad[-1].id)]
    (event,) = events(bad, diary(calm(6), answers=said), today=6)

    assert short([event]) == [("step back", 6, "D6", "replaced by the PT")]
    assert event.sentence == "Pain 6 in the last session; the limit in the rule is 5."


def test_a_stop_holds_until_a_clinician_note_which_is_named_with_it() -> None:
    bad, told = bad_evening(5, 8), diary(calm(9))
    (event,) = events(bad, told, today=7)
    assert event.holds
    assert event.outcome == "all sessions locked until a clinician note is recorded"

    seen = events(bad, told, today=9, notes=[at(8)])
    assert short(seen) == [
        ("stop", 5, "D2", "all sessions locked until the clinician note of 10 March 2026"),
        ("clinician", 8, None, ""),
    ]
    assert not seen[0].holds


def test_nothing_said_after_a_note_joins_what_was_before_it() -> None:
    again = [*bad_evening(5, 8), *(trained(number) for number in range(8, 12)), trained(12, (9, 9))]

    assert short(events(again, diary(calm(13)), today=13, notes=[at(8)])) == [
        ("stop", 5, "D2", "all sessions locked until the clinician note of 10 March 2026"),
        ("clinician", 8, None, ""),
        ("stop", 12, "D2", "all sessions locked until a clinician note is recorded"),
    ]


def test_a_warning_sign_answered_yes_is_a_stop_until_a_note_and_the_same_answer_again_is_the_same_stop() -> None:
    question = next(question for question in CLEAR.questions if question.kind == "stop")
    yes = [Screening(at(2, moment), (question.id,)) for moment in (NOON, EVENING)]
    safety = CLEAR.with_screening(yes[0]).with_screening(yes[1])
    (event,) = events([], diary(), today=3, safety=safety)
    assert (event.kind, event.row, event.holds) == ("stop", "D1", True)
    assert question.text in event.sentence

    assert short(events([], diary(), today=4, safety=safety, notes=[at(4)])) == [
        ("stop", 2, "D1", "all sessions locked until the clinician note of 6 March 2026"),
        ("clinician", 4, None, ""),
    ]


def test_under_18_no_note_ends_the_lock() -> None:
    question = next(question for question in CLEAR.questions if question.kind == "age")
    safety = CLEAR.with_screening(Screening(at(2, NOON), (question.id,)))

    assert events([], diary(), today=4, safety=safety, notes=[at(4)])[0].holds


def with_stop(told: Diary, number: int, *causes: Cause) -> Diary:
    """Return the diary with the entry of a stop."""
    stop = Stop("stop-0001", at(number, NOON), day(number), "D2", day(number), "gone", "Pain 9.", "A note.", causes)
    return Diary({**told.days, day(number): replace(told.day(day(number)), stops=(stop,))})


def test_a_stop_whose_entries_were_corrected_is_still_named() -> None:
    told = with_stop(diary(calm(9)), 5, Cause("session", day(5), 9, "gone"))

    assert short(events(calm_days(8), told, today=9)) == [
        ("stop", 5, "D2", "ended: an entry that it names was corrected or deleted")
    ]


def test_a_log_read_in_part_names_what_was_recorded_and_judges_no_day_without_its_baseline() -> None:
    high = {number: 1 if number < 20 else 3 for number in range(41)}
    said = [answer(25, verdict=Verdict.STEP_BACK, row="D7", said="no")]
    told = with_stop(diary(high, answers=said), 30)

    assert short(events(calm_days(40), told, today=40, first=22, notes=[at(33)])) == [
        ("step back", 25, "D7", "declined"),
        ("stop", 30, "D2", "all sessions locked until the clinician note of 4 April 2026"),
        ("clinician", 33, None, ""),
    ]
