"""What was told and done as a table: a row a set, each value once, and nothing held longer than it is written."""

import csv
import io
import weakref
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.csv_import.columns import NAMES
from achilles_tui.domain.history.rule_events import RuleEvent
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.day import day_record
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, Diary, Score
from achilles_tui.domain.records.session_record import PainAnswer, RepRecord, Result, SessionRecord, Status
from achilles_tui.exports.csv_table import as_csv
from achilles_tui.exports.notes import ALL_NOTES, NO_NOTES, WhichNotes
from achilles_tui.text.day import session_lines
from achilles_tui.text.documents.log import session_document
from tests.builders import NOW, gym_raise, heel_raise, plan_of, record_of

DAY = NOW.date()
NOTHING = Diary({})
BOTH = (Side.LEFT, Side.RIGHT)


def session(note: str = "") -> SessionRecord:
    """Return a session of two sets of 3 on the left leg: 3 done, one of them cut short, then 1 done."""
    record = record_of(heel_raise())
    for set_number, rep, paced in ((1, 1, True), (1, 2, False), (1, 3, True), (2, 1, True)):
        done = RepRecord(f"rep-{set_number}{rep}", rep, NOW, Result.DONE, paced=paced, seconds=3.0 if paced else 1.25)
        record = record.with_rep("heel-raise", Side.LEFT, set_number, done)
    for value, about, number in ((2, "during", 1), (4, "exercise", 2)):
        record = record.with_pain(PainAnswer(value, NOW, about, "heel-raise", Side.LEFT, number))  # type: ignore[arg-type]
    record = record.with_pain(PainAnswer(1, NOW, "final"))
    return replace(record.closed(Status.STOPPED, NOW, stopped_for="choice"), note=note)


def table(
    sessions: Iterable[SessionRecord], diary: Diary = NOTHING, notes: WhichNotes = ALL_NOTES
) -> list[dict[str, str]]:
    """Return the rows of a table as any program reads them, without empty cells."""
    text = as_csv(sessions, diary, notes)
    assert text.count("\n") == text.count("\r\n")
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    return [{name: value for name, value in row.items() if value} for row in found]


def test_a_set_is_a_row_and_what_is_of_the_whole_session_stands_in_its_first() -> None:
    always = {"day": "2026-11-22", "time": "07:30:12", "kind": "set", "session": "s-0001", "program": "test",
              "exercise": "heel-raise", "side": "left", "reps_planned": "3"}  # fmt: skip

    assert table([session("stairs, then rest")]) == [
        {**always, "set": "1", "reps_done": "3", "reps_paced": "2", "tension_s": "7.2", "set_pain": "2",
         "pain_during": "4", "pain_after": "1", "status": "stopped", "stopped_for": "choice",
         "note": "stairs, then rest"},
        {**always, "set": "2", "reps_done": "1", "reps_paced": "1", "tension_s": "3", "set_pain": "4"},
    ]  # fmt: skip


def test_the_pain_of_a_set_is_the_same_in_the_table_the_log_and_the_day_and_the_end_of_a_session_is_no_set() -> None:
    last = session()
    last = last.with_pain(PainAnswer(7, NOW, "final", "heel-raise", Side.LEFT, 2))

    assert [last.pain_of(one) for one in last.sets] == [2, 4]
    assert [row["set_pain"] for row in table([last])] == ["2", "4"]
    assert [one.pain for one in session_document(last, corrected=False).sets] == [2, 4]
    seen = day_record(DAY, [last], NOTHING)
    assert [line[-6:] for line in session_lines(seen, seen.sessions[0])[:2]] == ["pain 2", "pain 4"]


def test_nothing_told_is_a_line_of_names() -> None:
    assert as_csv([], NOTHING) == f"{','.join(NAMES)}\r\n"


def test_what_nobody_counted_is_empty_and_what_was_not_done_is_nought() -> None:
    told = record_by_hand(plan_of(gym_raise()), "told-1", NOW, (3, 0))
    first, second = table([told])

    assert (first["by_hand"], first["load_kg"], second["reps_done"]) == ("yes", "40", "0")
    assert not {"reps_paced", "tension_s", "pain_during", "pain_after", "set_pain"} & {*first, *second}


def test_a_day_has_a_row_for_its_morning_and_one_for_each_score_before_its_sessions() -> None:
    told = DayFile(
        1, DAY,
        check_ins=(CheckIn("aaaa", NOW, 3, 0), CheckIn("bbbb", NOW + timedelta(1), how="flare-up")),
        scores=(
            Score("cccc", NOW, heel_rises=20, side=Side.RIGHT),
            Score("dddd", NOW, heel_rises=18, side=Side.LEFT),
            Score("eeee", NOW, visa_a=64),
        ),
    )  # fmt: skip
    later = DayFile(1, DAY + timedelta(1), check_ins=(CheckIn("eeee", NOW, 0),))
    rows = table([session()], Diary({DAY: told, later.day: later}))

    assert rows[:4] == [
        {"day": "2026-11-22", "kind": "morning", "morning_pain": "3", "stiffness_min": "0", "how": "flare-up"},
        {"day": "2026-11-22", "kind": "score", "visa_a": "64"},
        {"day": "2026-11-22", "kind": "score", "heel_rises": "18", "side": "left"},
        {"day": "2026-11-22", "kind": "score", "heel_rises": "20", "side": "right"},
    ]
    assert [one["kind"] for one in rows[4:6]] == ["set", "set"]
    assert rows[6:] == [{"day": "2026-11-23", "kind": "morning", "morning_pain": "0"}]


def test_every_column_has_a_value_somewhere() -> None:
    scores = (Score("bbbb", NOW, visa_a=64), Score("cccc", NOW, heel_rises=20, side=Side.LEFT))
    day = DayFile(1, DAY, check_ins=(CheckIn("aaaa", NOW, 3, 0, "usual"),), scores=scores)
    by_hand = record_by_hand(plan_of(gym_raise()), "told-1", NOW, (3, 0))
    rows = table([session("stairs"), by_hand], Diary({DAY: day}))

    assert {name for row in rows for name in row} == set(NAMES) - {"rule"}


def test_what_the_rule_said_is_a_row_at_the_end_of_its_day() -> None:
    said = [
        RuleEvent(DAY, "stop", "D2", "Pain 9 after the last session: the rule stops at 8.", "", DAY),
        RuleEvent(DAY, "clinician", None, "=private"),
    ]
    text = as_csv([session()], Diary({}), events=lambda: said)
    redacted = as_csv([], Diary({}), NO_NOTES, events=lambda: said)

    assert list(csv.DictReader(io.StringIO(text, newline="")))[-1]["rule"] == (
        "STOP (D2): Pain 9 after the last session: the rule stops at 8. "
        "All sessions locked until the clinician note of 22 November 2026."
    )
    assert "Clinician note: =private" in text
    assert "Clinician note" in redacted
    assert "private" not in redacted


def test_practice_and_what_is_not_over_are_left_out() -> None:
    practice = record_of(heel_raise(), speed=20.0).closed(Status.DONE, NOW)

    assert table([record_of(), practice]) == []


def test_redacted_it_has_no_note_and_all_else() -> None:
    (first, second), (bare, _) = table([session("private")]), table([session("private")], notes=NO_NOTES)

    assert second
    assert first == {**bare, "note": "private"}
    assert "private" not in as_csv([session("private")], NOTHING, notes=NO_NOTES)


@pytest.mark.parametrize("note", ["=HYPERLINK(1)", "+1", "-1", "@A1", "  =1"])
def test_a_note_is_no_formula(note: str) -> None:
    assert table([session(note)])[0]["note"] == f"'{note}"


def test_sessions_are_put_in_the_order_of_their_days_and_times_wherever_they_were_found() -> None:
    moments = [NOW + timedelta(hours=12 * count) for count in range(4)]
    whole = [
        replace(session(), id=f"s-{count}", day=DAY + timedelta(count // 2), started=moment)
        for count, moment in enumerate(moments)
    ]
    told = Diary({one.day: DayFile(1, one.day, check_ins=(CheckIn("aaaa", NOW, 1),)) for one in reversed(whole)})

    assert as_csv(reversed(whole), told) == as_csv(whole, told)
    assert [one.get("session", "morning") for one in table(reversed(whole), told)] == [
        "morning", "s-0", "s-0", "s-1", "s-1", "morning", "s-2", "s-2", "s-3", "s-3",
    ]  # fmt: skip


def test_a_session_is_let_go_of_once_it_is_written() -> None:
    written: list[weakref.ref[_Mark]] = []

    def sessions() -> Iterator[SessionRecord]:
        for count in range(10):
            assert not any(one() for one in written[:-2])
            mark = _Mark(f"note {count}")
            written.append(weakref.ref(mark))
            yield replace(session(), note=mark)

    assert as_csv(sessions(), NOTHING).count("note") == 11


class _Mark(str):
    """A text whose end can be seen."""

    __slots__ = ("__weakref__",)
