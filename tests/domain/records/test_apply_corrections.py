"""A session is what the user says it was; what was recorded stays, and every word can be taken back."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.apply_corrections import corrected_session, corrected_sessions, record_by_hand
from achilles_tui.domain.records.correction_rules import correction_files, entry_refusal, refusal, retraction_file
from achilles_tui.domain.records.day import CorrectedSession, day_record
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary, Retraction, SetCorrection
from achilles_tui.domain.records.session_record import SessionRecord, Status
from tests.domain.pain_rule.logs import BENT, HEAVY, HOME, PRESS, RAISE, STRETCH, day, only, trained
from tests.domain.pain_rule.simulation import MORNING, done
from tests.strategies import SET_CORRECTIONS, corrections, day_files

DAY, TODAY = day(3), day(5)
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
SESSION = trained(3, (6, 3))
STOPPED = trained(3, (6, 3), finished=False)
GYM = trained(3, offered=HEAVY, load=40.0)
OF_SETS = SET_CORRECTIONS | st.builds(
    SetCorrection, exercise=st.just(RAISE), side=st.just(Side.LEFT), set=st.integers(1, 4), done=st.integers(0, 60)
)
OF_ONE = corrections(st.just(SESSION.id), st.just(DAY), OF_SETS)


def told(minute: int = 0, session: SessionRecord = SESSION, **what: object) -> Correction:
    """Return a correction of a session."""
    at = NOON + timedelta(minutes=minute)
    return Correction(f"told-{minute}", at, session.id, session.day, **what)  # type: ignore[arg-type]


def said(**what: object) -> SetCorrection:
    """Return what is said of the first heel raise."""
    return SetCorrection(RAISE, Side.LEFT, 1, **what)  # type: ignore[arg-type]


def new_ids(stem: str = "new") -> Callable[[], str]:
    """Return what gives an id that nobody has."""
    numbers = count(1)
    return lambda: f"{stem}-of-the-test-{next(numbers):04d}"


def of_day(*entries: Correction | Retraction, on: date = DAY) -> DayFile:
    """Return a day with these entries."""
    corrected = tuple(one for one in entries if isinstance(one, Correction))
    back = tuple(one for one in entries if isinstance(one, Retraction))
    return DayFile(1, on, corrections=corrected, taken_back=back)


def back(entry: str, name: str, minute: int = 30) -> Retraction:
    """Return that an entry is taken back."""
    return Retraction(name, NOON + timedelta(minutes=minute), entry)


def diary(*days: DayFile) -> Diary:
    """Return a diary of these days."""
    whole: dict[date, DayFile] = {}
    for one in days:
        whole[one.day] = one.joined(whole.get(one.day, one))
    return Diary(whole)


# ---------------------------------------------------------------------- what is told


@given(st.sampled_from([SESSION, STOPPED, GYM]))
def test_a_session_of_which_nothing_is_said_is_the_one_that_was_recorded(session: SessionRecord) -> None:
    assert corrected_session(session, ()) is session


@given(st.lists(OF_ONE, max_size=4))
def test_any_correction_leaves_a_session_that_can_be_judged_or_none(said: list[Correction]) -> None:
    record = corrected_session(SESSION, said)

    assert (record is None) == any(one.deleted for one in said)
    if record is not None:
        assert [(one.exercise, one.set, one.planned, one.counted) for one in record.sets] == [
            (one.exercise, one.set, one.planned, one.counted) for one in SESSION.sets
        ]
        assert all(0 <= one.done <= one.most for one in record.sets)
        assert {one.side for one in record.sets} in ({Side.LEFT}, {Side.RIGHT})


@given(st.lists(OF_ONE, max_size=4))
def test_the_same_words_twice_say_nothing_new(words: list[Correction]) -> None:
    once = corrected_session(SESSION, words)

    assert corrected_session(SESSION, [*words, *words[-1:]]) == once


def test_a_correction_says_what_it_names_and_leaves_the_rest() -> None:
    record = corrected_session(SESSION, [told(sets=(said(done=8, load_kg=5.0),), during=2, after=1, note="stairs")])

    assert record is not None
    assert [one.done for one in record.sets] == [8, *(one.done for one in SESSION.sets[1:])]
    assert (record.sets[0].counted, record.sets[0].load_kg) == (10, 5.0)
    assert (record.pain_during(), record.final_pain(), record.note) == (2, 1, "stairs")
    assert (record.day, record.status, record.plan) == (SESSION.day, SESSION.status, SESSION.plan)


def test_a_moved_session_is_at_the_same_time_of_the_other_day_and_the_other_leg_worked_in_all_of_it() -> None:
    record = corrected_session(SESSION, [told(day=day(1), side="right")])

    assert record is not None
    assert (record.day, record.started.date(), record.started.time()) == (day(1), day(1), SESSION.started.time())
    assert {one.side for one in record.sets} == {Side.RIGHT}
    assert all(one.sides == (Side.RIGHT,) for one in record.plan.exercises)


@pytest.mark.parametrize("end", [date.min, date.max])
def test_a_move_to_where_the_calendar_ends_is_no_crash(end: date) -> None:
    record = corrected_session(SESSION, [told(day=end, during=1)])

    assert record is not None
    assert record.pain_during() == 1


def test_a_deleted_session_stays_deleted_whatever_another_machine_said_later() -> None:
    assert corrected_session(SESSION, [told(0, deleted=True), told(1, during=2)]) is None


def test_what_is_said_of_an_unknown_session_or_set_is_passed_over() -> None:
    stranger = SetCorrection("nobody", Side.LEFT, 1, 3)
    words = of_day(told(sets=(stranger, said(done=21)), during=2), replace(told(1), session="nobody", deleted=True))
    (record,) = corrected_sessions([SESSION], diary(words).corrections)

    assert record.sets == SESSION.sets
    assert record.pain_during() == 2


# ---------------------------------------------------------------------- what counts


@given(day_files(st.just(DAY)), day_files(st.just(DAY)))
def test_of_two_machines_corrections_what_counts_is_the_same_in_either_order(one: DayFile, other: DayFile) -> None:
    both, turned = diary(one.joined(other)), diary(other.joined(one))

    assert both.corrections == turned.corrections
    assert both.day(DAY).standing == turned.day(DAY).standing


def test_two_machines_say_different_things_of_one_session_and_both_hear_the_same() -> None:
    here, there = of_day(told(0, during=2), told(2, after=0)), of_day(told(1, during=4, note="from the phone"))
    (record,), (also,) = (
        corrected_sessions([SESSION], diary(one.joined(two)).corrections) for one, two in permutations([here, there])
    )

    assert record == also
    assert (record.pain_during(), record.final_pain(), record.note) == (4, 0, "from the phone")


@given(OF_ONE)
def test_correct_then_take_back_is_as_before_and_back_again_as_it_was_corrected(one: Correction) -> None:
    one = replace(one, id="corrected")
    file = of_day(one)
    undone = file.joined(retraction_file(file, ["corrected"], NOON, new_ids("undo")))
    (undo,) = undone.taken_back
    redone = undone.joined(retraction_file(undone, [undo.id], NOON, new_ids("redo")))

    assert corrected_sessions([SESSION], diary(undone).corrections) == (SESSION,)
    assert corrected_sessions([SESSION], diary(redone).corrections) == corrected_sessions(
        [SESSION], diary(file).corrections
    )


def test_what_stands_does_not_hang_on_the_clocks_of_two_machines() -> None:
    correction = told(during=2)
    undo, redo = back(correction.id, "undo", minute=30), back("undo", "redo", minute=-90)

    assert diary(of_day(correction, undo)).corrections == {}
    assert diary(of_day(correction, undo, redo)).corrections == {SESSION.id: (correction,)}
    assert diary(of_day(correction, redo, undo, back("redo", "once-more"))).corrections == {}


def test_entries_that_take_back_one_another_in_a_circle_take_back_nothing() -> None:
    correction = told(during=2)
    one, other, itself = back("other", "one"), back("one", "other"), back("itself", "itself")

    assert diary(of_day(correction, one, other, itself)).corrections == {SESSION.id: (correction,)}


def test_a_thousand_undos_and_redos_are_followed_to_the_end() -> None:
    correction = told(during=2)
    chain = [
        back(correction.id, "back-0"),
        *(back(f"back-{number - 1}", f"back-{number}") for number in range(1, 5000)),
    ]

    assert diary(of_day(correction, *chain)).corrections == {SESSION.id: (correction,)}
    assert diary(of_day(correction, *chain[:-1])).corrections == {}


def test_a_move_is_told_where_it_goes_and_counts_only_where_the_session_was_recorded() -> None:
    move = told(day=day(1))
    there, here = correction_files(move)

    assert (there.day, here.day) == (day(1), DAY)
    assert there.moved_from == {DAY}
    assert corrected_sessions([SESSION], diary(there).corrections) == (SESSION,)
    assert [one.day for one in corrected_sessions([SESSION], diary(there, here).corrections)] == [day(1)]
    undone = here.joined(retraction_file(here, [move.id], NOON, new_ids()))
    assert corrected_sessions([SESSION], diary(there, undone).corrections) == (SESSION,)


# ---------------------------------------------------------------------- what is refused

HELD = trained(3, offered=HOME)
TWO_LEGS = done(only(HOME, side=(Side.LEFT, Side.RIGHT)), "both-legs", SESSION.started)


@pytest.mark.parametrize(
    ("session", "what", "says"),
    [
        (replace(SESSION, status=Status.IN_PROGRESS), {"during": 2}, "not finished"),
        (SESSION, {"day": day(6)}, "has not come yet"),
        (SESSION, {"during": 11}, "from 0 to 10"),
        (SESSION, {"after": -1}, "pain at the end is a number"),
        (SESSION, {"sets": (said(done=21),)}, "21 is not from 0 to 20, twice the 10 planned"),
        (SESSION, {"sets": (said(load_kg=0.0),)}, "more than 0"),
        (SESSION, {"sets": (SetCorrection(RAISE, Side.LEFT, 9, 3),)}, "no set 9"),
        (SESSION, {"sets": (SetCorrection(RAISE, Side.RIGHT, 1, 3),)}, "no set 1"),
        (HELD, {"sets": (SetCorrection(STRETCH, Side.LEFT, 1, load_kg=5.0),)}, "is a hold"),
        (TWO_LEGS, {"side": "left"}, "both did"),
        (GYM, {"side": "left"}, "both did"),
        (SESSION, {"stopped_for": "choice"}, "was not stopped"),
        (SESSION, {"note": "x" * 2001}, "at most 2000"),
        (SESSION, {}, "This changes nothing"),
        (SESSION, {"side": "left"}, "This changes nothing"),
        (SESSION, {"sets": (said(done=10),), "day": DAY}, "This changes nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(session: SessionRecord, what: dict[str, Any], says: str) -> None:
    reason = refusal(CorrectedSession(session), told(session=session, **what), TODAY)

    assert reason is not None
    assert says in reason


@pytest.mark.parametrize(
    ("session", "what"),
    [
        (SESSION, {"day": TODAY, "during": 0, "after": 10, "note": "x" * 2000}),
        (SESSION, {"sets": (said(done=0), SetCorrection(BENT, Side.LEFT, 3, 20))}),
        (SESSION, {"side": "right"}),
        (SESSION, {"deleted": True}),
        (STOPPED, {"stopped_for": "choice"}),
        (GYM, {"sets": (SetCorrection(PRESS, Side.BOTH, 1, load_kg=42.5),)}),
    ],
)
def test_what_can_be_is_taken_and_once_more_is_refused(session: SessionRecord, what: dict[str, Any]) -> None:
    correction = told(session=session, **what)

    assert refusal(CorrectedSession(session), correction, TODAY) is None
    assert refusal(CorrectedSession(session, (correction,)), correction, TODAY) is not None


def test_a_deleted_session_is_not_corrected_until_that_is_taken_back() -> None:
    reason = refusal(CorrectedSession(SESSION, (told(deleted=True),)), told(1, during=1), TODAY)

    assert reason == "This session is deleted: bring it back first."


@pytest.mark.parametrize("entry", ["nobody", "undone"])
def test_only_what_is_there_and_counts_can_be_taken_back(entry: str) -> None:
    file = of_day(replace(told(), id="undone"), back("undone", "undo"))

    with pytest.raises(Refused, match=r"no entry nobody|taken back already"):
        retraction_file(file, [entry], NOON, new_ids())
    assert retraction_file(file, ["undo"], NOON, new_ids()).taken_back[0].entry == "undo"


# ---------------------------------------------------------------------- entered by hand

PLAN = only(HOME)
SETS = sum(one.sets for one in PLAN.exercises)


def by_hand(done: Sequence[int] = (3,) * SETS, **more: object) -> SessionRecord:
    """Return a session that nobody recorded."""
    return replace(record_by_hand(PLAN, "by-hand", SESSION.started, done, during=2, after=1), **more)


def test_a_session_by_hand_says_what_was_done_and_that_nothing_was_paced() -> None:
    record = by_hand(note="at the hotel")

    assert [one.done for one in record.sets] == [3] * SETS
    assert sum(one.paced for one in record.sets) == 0
    assert (record.pain_during(), record.final_pain(), record.by_hand, record.ended) == (2, 1, True, None)
    assert entry_refusal(record, record.started) is None
    assert entry_refusal(replace(record, started=datetime(1999, 1, 1, tzinfo=UTC)), record.started) is None


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (by_hand(started=SESSION.started + timedelta(seconds=1)), "has not come yet"),
        (by_hand([0] * SETS), "Nothing was done"),
        (by_hand(note="x" * 2001), "at most 2000"),
        (by_hand(practice=True), "You can only enter a training session"),
        (SESSION, "You can only enter a training session"),
        (replace(by_hand(), sets=tuple(replace(one, corrected=200) for one in by_hand().sets)), "more than twice"),
        (record_by_hand(PLAN, "by-hand", SESSION.started, [3] * SETS, during=11), "from 0 to 10"),
    ],
)
def test_what_cannot_be_entered_is_refused(record: SessionRecord, says: str) -> None:
    reason = entry_refusal(record, SESSION.started)

    assert reason is not None
    assert says in reason


# ---------------------------------------------------------------------- one day


def test_a_day_has_the_sessions_recorded_for_it_and_those_that_were_moved_to_it() -> None:
    here, there, stays, other = trained(2), trained(3), trained(3, moment=MORNING), trained(4)
    to_here, to_there = told(0, here, day=DAY), told(1, there, day=day(1))
    words = diary(*correction_files(to_here), *correction_files(to_there))
    found = day_record(DAY, [here, there, stays, other], words)

    assert [one.recorded.id for one in found.sessions] == [there.id, stays.id, here.id]
    assert [one.id for one in found.counting] == [stays.id, here.id]


def test_the_history_of_a_session_tells_each_old_value_and_which_was_recorded() -> None:
    session = CorrectedSession(SESSION, (told(0, sets=(said(done=8),), during=2), told(1, sets=(said(done=9),))))

    first, second = session.history
    assert [(one.what, one.old, one.new, one.place, one.recorded) for one in first.changes] == [
        ("during", 6, 2, None, True),
        ("done", 10, 8, 0, True),
    ]
    assert [(one.old, one.new, one.recorded) for one in second.changes] == [(8, 9, False)]
