"""One day in lines: every set, what was corrected with the value before, and what counts no more."""

import json
from datetime import timedelta

from msgspec.structs import replace

from achilles_tui.domain.base.units import Side, Verdict
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.correction_rules import correction_files
from achilles_tui.domain.records.day import DayRecord, day_record
from achilles_tui.domain.records.day_entries import (
    Answer,
    CheckIn,
    Correction,
    DayFile,
    Diary,
    Retraction,
    Score,
    SetCorrection,
)
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.text.day import day_lines
from achilles_tui.text.documents.log import day_document, session_document
from achilles_tui.text.log import session_line
from tests.domain.pain_rule.logs import HEAVY, PRESS, RAISE, at, day, only, trained
from tests.domain.pain_rule.simulation import MORNING

DAY = day(3)
SESSION, GYM = trained(3, (6, 3)), trained(3, offered=HEAVY, load=40.0, moment=MORNING)


def said(session: SessionRecord = SESSION, minute: int = 0, **what: object) -> Correction:
    """Return a correction of a session."""
    when = at(4) + timedelta(minutes=minute)
    return Correction(f"said-{minute}", when, session.id, session.day, **what)  # type: ignore[arg-type]


def of_day(*sessions: SessionRecord, words: DayFile | None = None, told: tuple[Correction, ...] = ()) -> DayRecord:
    """Return the day with these sessions and words."""
    days = {DAY: words or DayFile(1, DAY)}
    for one in (file for each in told for file in correction_files(each)):
        days[one.day] = one.joined(days.get(one.day, DayFile(1, one.day)))
    return day_record(DAY, sessions, Diary(days))


def test_a_day_nobody_wrote_about_says_so() -> None:
    assert day_lines(of_day()) == ["Thursday 5 March 2026", "Morning: not recorded.", "No session."]


def test_every_set_is_said_with_what_was_planned_done_paced_and_its_load() -> None:
    lines = day_lines(of_day(SESSION, GYM))

    assert lines[2].startswith("2026-03-05 07:30 · ")
    assert "  Leg press heel raise, both legs, set 1: 3 of 3 done, 3 at full length, 40 kg" in lines
    assert "  pain before the end: 6; at the end: 3" in lines
    assert sum(", set " in line for line in lines) == len(SESSION.sets) + len(GYM.sets)


def test_a_correction_says_the_old_value_and_the_new_one() -> None:
    first = said(sets=(SetCorrection(RAISE, Side.LEFT, 1, 8),), during=2)
    second = said(minute=1, sets=(SetCorrection(RAISE, Side.LEFT, 1, 9),), note="stairs\nand more")
    lines = day_lines(of_day(SESSION, told=(first, second)))
    name = SESSION.plan.exercise(RAISE).name

    assert lines[2].endswith(" · corrected")
    assert f"  {name}, left, set 1: 9 of 10 done, 9 at full length" in lines
    assert lines[-4:] == [
        "  corrected 2026-03-06 07:00: pain before the end: recorded 6, now 2",
        f"  corrected 2026-03-06 07:00: {name}, left, set 1, repetitions: recorded 10, now 8",
        "  corrected 2026-03-06 07:01: note: recorded nothing, now stairs and more",
        f"  corrected 2026-03-06 07:01: {name}, left, set 1, repetitions: was 8, now 9",
    ]


def test_a_load_a_leg_and_a_move_are_said_in_words() -> None:
    lines = day_lines(of_day(GYM, told=(said(GYM, sets=(SetCorrection(PRESS, Side.BOTH, 1, load_kg=42.5),)),)))
    assert lines[-1].endswith("both legs, set 1, kg: recorded 40, now 42.5")

    lines = day_lines(of_day(SESSION, told=(said(side="right", day=day(1)),)))
    assert lines[2].endswith("corrected · recorded for this day, moved to 2026-03-03")
    assert lines[3:] == [
        "  corrected 2026-03-06 07:00: day: recorded 2026-03-05, now 2026-03-03",
        "  corrected 2026-03-06 07:00: leg: recorded left, now right",
    ]


def test_a_deleted_session_is_said_in_the_day_with_when() -> None:
    lines = day_lines(of_day(SESSION, told=(said(deleted=True),)))

    assert lines[2].endswith(" · deleted")
    assert lines[3:] == ["  deleted 2026-03-06 07:00"]


def test_a_session_by_hand_says_so_and_claims_no_pace() -> None:
    by_hand = record_by_hand(only(HEAVY), "by-hand", at(3), [2] * len(GYM.sets), note="hotel")
    lines = day_lines(of_day(by_hand))

    assert lines[2].endswith(" · entered by hand")
    assert not any("paced" in line for line in lines)
    assert lines[-2:] == ["  pain before the end: no answer; at the end: no answer", "  note: hotel"]


def test_what_was_told_of_the_day_is_said_in_its_order_and_what_was_taken_back_is_marked() -> None:
    words = DayFile(
        1, DAY,
        (CheckIn("one", at(3), 4, 0, "flare-up"), CheckIn("two", at(3) + timedelta(minutes=5), 2)),
        (Answer("said", at(3) + timedelta(hours=1), "eccentric", RAISE, Verdict.PROGRESS, "D18", "yes", level=2),),
        scores=(Score("score", at(3) + timedelta(hours=2), 64), Score("rises", at(3, MORNING), None, 18, Side.LEFT)),
        taken_back=(Retraction("back", at(4), "two"),),
    )  # fmt: skip

    assert day_lines(of_day(words=words)) == [
        "Thursday 5 March 2026",
        "Morning: pain 4, stiff 0 min, flare-up.",
        "  recorded 2026-03-05 07:00: pain 4, stiff 0 min, flare-up",
        "  recorded 2026-03-05 07:05: pain 2 (taken back)",
        "Heel-rise test: 18 on the left.",
        f"Answered yes to PROGRESS (D18) for {RAISE}: level 2.",
        "VISA-A: 64 of 100.",
        "No session.",
    ]


def test_the_document_says_the_same_for_programs() -> None:
    told = said(sets=(SetCorrection(RAISE, Side.LEFT, 1, 8),), day=day(1))
    document = json.loads(day_document(of_day(SESSION, GYM, told=(told,))).text())

    assert (document["schema"], document["day"], document["morning"]) == (1, "2026-03-05", None)
    moved, gym = document["sessions"]
    assert (gym["corrected"], gym["moved_to"], gym["deleted"], gym["pain_during"]) == (False, None, False, 1)
    assert (moved["corrected"], moved["moved_to"], moved["by_hand"]) == (True, "2026-03-03", False)
    assert moved["sets"][0]["done"] == 8
    (correction,) = moved["corrections"]
    assert correction["changes"] == [
        {"what": "day", "exercise": None, "side": None, "set": None, "was": "2026-03-05", "now": "2026-03-03"},
        {"what": "done", "exercise": RAISE, "side": "left", "set": 1, "was": 10, "now": 8},
    ]


def test_the_log_marks_what_was_corrected_or_entered_by_hand() -> None:
    by_hand = replace(record_by_hand(only(HEAVY), "by-hand", at(3), [2] * len(GYM.sets)), note="hotel")
    sessions = [(SESSION, True), (by_hand, False)]

    first, second = (session_line(one, corrected=so) for one, so in sessions)
    assert first.endswith(" · done · corrected")
    assert second.endswith(" · stopped · entered by hand")
    told = [session_document(one, corrected=so) for one, so in sessions]
    assert [(one.by_hand, one.corrected) for one in told] == [(False, True), (True, False)]
