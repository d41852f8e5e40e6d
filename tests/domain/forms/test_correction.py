"""The form for corrections: what it shows is what comes out of it, and nothing that was not said."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.forms.correction import (
    correction_of,
    draft_session,
    entry_form,
    form_of,
    likely_begin,
    session_of,
)
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.records.apply_corrections import corrected_session
from achilles_tui.domain.records.day_entries import Correction
from achilles_tui.domain.records.session_record import SessionRecord, Status
from tests.domain.pain_rule.logs import HEAVY, RAISE, day, only, trained
from tests.domain.pain_rule.simulation import OFFERS

SESSION, GYM = trained(0, (6, 3)), trained(0, offered=HEAVY, load=40.0)
STOPPED = trained(0, (6, 3), finished=False)
ENTRY = ("told-1", datetime(2026, 3, 5, tzinfo=UTC))
TODAY = day(3)

STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "step"]), st.sampled_from([-1, 1]))
    | st.tuples(st.just("type"), st.sampled_from("0123456789.,t:x")),
    max_size=30,
)


def pressed(form: Form, steps: Sequence[tuple[str, object]]) -> Form:
    """Return the form after these keys."""
    for what, value in steps:
        if what == "move":
            form = form.move(int(str(value)))
        elif what == "step":
            form = form.step(int(str(value)))
        else:
            form = form.type_letter(str(value))
    return form


def at(form: Form, key: str, index: int = 0) -> Form:
    """Return the form with a row marked. index: of the set, where it is one's."""
    return form.mark(key, index) if key in {"done", "load"} else form.mark(key)


def kept(form: Form, recorded: SessionRecord) -> Correction:
    """Return the correction that comes out of a form."""
    told = correction_of(form, recorded, ENTRY)
    assert told is not None
    return told


def shown(form: Form) -> list[tuple[str, object]]:
    """Return all that a form says."""
    return [(str(row.key), row.value) for row in form.rows]


@given(st.sampled_from([SESSION, GYM, STOPPED]), STEPS)
def test_what_the_form_shows_is_what_the_session_then_is(
    recorded: SessionRecord, steps: list[tuple[str, object]]
) -> None:
    form = pressed(form_of(recorded, recorded, TODAY), steps).move(0)
    told = correction_of(form, recorded, ENTRY)
    then = corrected_session(recorded, [told] if told else [])

    assert then is not None
    assert shown(form_of(recorded, then, TODAY)) == shown(form)


def test_a_form_that_nothing_was_said_in_keeps_nothing() -> None:
    assert correction_of(form_of(SESSION, SESSION, TODAY), SESSION, ENTRY) is None


def test_only_what_was_changed_is_kept() -> None:
    told = kept(at(form_of(SESSION, SESSION, TODAY), "done", 1).step(-1), SESSION)

    assert [(one.exercise, one.set, one.done, one.load_kg) for one in told.sets] == [(RAISE, 2, 9, None)]
    assert (told.day, told.side, told.during, told.after, told.note) == (None,) * 5


def test_a_typed_number_takes_the_place_of_the_old_one() -> None:
    form = at(form_of(SESSION, SESSION, TODAY), "during").type_letter("2")

    assert kept(form, SESSION).during == 2
    assert form.lines[form.marked_index].remark == "recorded: 6"


def test_t_is_ten_on_the_pain_scale_and_nowhere_else() -> None:
    form = form_of(SESSION, SESSION, TODAY)

    assert at(form, "after").type_letter("t").row.value == 10
    assert at(form, "done").type_letter("t").row.value == 10  # what was recorded: t changed nothing
    assert at(form, "done").type_letter("t") == at(form, "done")


def test_more_than_twice_what_was_planned_cannot_be_typed() -> None:
    form = at(form_of(SESSION, SESSION, TODAY), "done").type_letter("2").type_letter("1")

    assert form.row.value == 2


def test_kilograms_have_parts_and_steps_of_the_small_plates() -> None:
    form = at(form_of(GYM, GYM, TODAY), "load")

    assert form.step(1).row.value == 42.5
    assert form.type_letter("3").type_letter("7").type_letter(",").type_letter("5").row.value == 37.5
    assert kept(form.step(-1), GYM).sets[0].load_kg == 37.5


def test_a_session_is_never_moved_into_the_future() -> None:
    form = form_of(SESSION, SESSION, TODAY)
    for _ in range(9):
        form = form.step(1)

    assert form.row.value == TODAY


def test_the_other_leg_is_one_step_away() -> None:
    assert kept(at(form_of(SESSION, SESSION, TODAY), "side").step(1), SESSION).side == "right"


def test_why_it_was_stopped_can_be_said_only_of_a_session_that_was() -> None:
    assert ("stopped_for",) not in {row.key for row in form_of(SESSION, SESSION, TODAY).rows}
    assert kept(at(form_of(STOPPED, STOPPED, TODAY), "stopped_for").step(1), STOPPED).stopped_for == "choice"


def test_a_note_is_written_wherever_the_mark_is() -> None:
    assert kept(form_of(SESSION, SESSION, TODAY).enter("stairs", "note"), SESSION).note == "stairs"


def test_what_was_recorded_is_one_key_away() -> None:
    before = corrected_session(
        SESSION, [kept(at(form_of(SESSION, SESSION, TODAY), "during").type_letter("2"), SESSION)]
    )
    assert before is not None
    form = at(form_of(SESSION, before, TODAY), "during")

    assert form.lines[form.marked_index][1:3] == ("2", "recorded: 6")
    again = corrected_session(before, [kept(form.take_back(), SESSION)])
    assert again is not None
    assert again.pain_during() == 6


def test_where_nothing_was_recorded_one_goes_back_to_what_counts() -> None:
    recorded = trained(0, (None, None))
    before = corrected_session(
        recorded, [kept(at(form_of(recorded, recorded, TODAY), "after").type_letter("5"), recorded)]
    )
    assert before is not None
    form = at(form_of(recorded, before, TODAY), "after").type_letter("6").take_back()

    assert form.lines[form.marked_index].value == "5"
    assert correction_of(form, recorded, ENTRY) is None


def test_a_session_that_was_stopped_for_no_known_reason_can_be_told_one() -> None:
    recorded = structs.replace(STOPPED, stopped_for=None)
    form = at(form_of(recorded, recorded, TODAY), "stopped_for")

    assert form.lines[form.marked_index].value == "no answer"
    assert kept(form.step(1), recorded).stopped_for == "choice"


@pytest.mark.parametrize(("key", "typed"), [("load", "0"), ("load", ","), ("clock", "7")])
def test_what_is_typed_and_no_value_yet_is_never_passed_over(key: str, typed: str) -> None:
    form = at(entry_form(draft(), TODAY), key).type_letter(typed)

    with pytest.raises(Faulty, match="is not a value yet"):
        session_of(form, draft(), in_utc)
    assert session_of(form.erase(), draft(), in_utc).by_hand


def test_a_load_below_the_first_step_can_be_typed_and_a_step_less_never_makes_it_more() -> None:
    form = at(form_of(GYM, GYM, TODAY), "load").type_letter("2")

    assert kept(form, GYM).sets[0].load_kg == 2
    assert form.step(-1).row.value == 2


def draft() -> SessionRecord:
    """Return a session told by hand, done as planned."""
    return draft_session(only(HEAVY, load=40.0), datetime(2026, 3, 3, 18, 0, tzinfo=UTC))


def in_utc(day: date, clock: time) -> datetime:
    """Return a wall time in the zone of these tests."""
    return datetime.combine(day, clock, UTC)


@pytest.mark.parametrize(
    ("begun", "now", "likely"),
    [((), 22, 7), ((7,), 22, 19), ((8,), 22, 19), ((19,), 22, 7), ((7, 19), 22, 19), ((7,), 12, 7), ((), 5, 5)],
)
def test_what_was_not_recorded_began_at_a_usual_time_that_nothing_else_has(
    begun: tuple[int, ...], now: int, likely: int
) -> None:
    def hour(number: int) -> datetime:
        return datetime(2026, 3, 3, number, tzinfo=UTC)

    assert likely_begin([hour(7), hour(19)], map(hour, begun), hour(now)) == hour(likely)


def test_a_session_told_by_hand_is_what_the_form_says() -> None:
    form = at(entry_form(draft(), TODAY), "clock").type_letter("7").type_letter("4").type_letter("5")
    form = at(at(form, "during").type_letter("2"), "day").step(-1)
    record = session_of(form.enter("at the hotel", "note"), draft(), in_utc)

    assert (record.day, record.started) == (day(0), datetime(2026, 3, 2, 7, 45, tzinfo=UTC))
    assert (record.pain_during(), record.final_pain(), record.note) == (2, None, "at the hotel")
    assert {one.at for one in record.pains} == {record.started}
    assert not any(line.remark for line in form.lines)  # nothing was recorded that it could be beside
    assert record.by_hand
    assert record.status is Status.DONE


def test_a_session_told_by_hand_that_was_not_whole_is_one_that_was_stopped() -> None:
    record = session_of(at(entry_form(draft(), TODAY), "done", 1).type_letter("1"), draft(), in_utc)

    assert (record.status, record.stopped_for) == (Status.STOPPED, "choice")
    assert record.sets[1].done == 1


def test_of_a_session_told_by_hand_only_the_exercises_that_were_done_are_kept() -> None:
    form = entry_form(draft(), TODAY)
    first = draft().sets[0].exercise
    for index in (index for index, one in enumerate(draft().sets) if one.exercise == first):
        form = at(form, "done", index).type_letter("0")
    record = session_of(form, draft(), in_utc)

    assert {one.exercise for one in record.sets} == {one.id for one in record.plan.exercises} != set()
    assert first not in {one.exercise for one in record.sets}
    assert record.status is Status.DONE


@pytest.mark.parametrize("offered", [HEAVY, OFFERS["alfredson"]])
def test_a_load_can_be_told_where_none_was_known(offered: ResolvedProgram) -> None:
    recorded = trained(0, offered=offered)
    form = at(form_of(recorded, recorded, TODAY), "load").type_letter("4").type_letter("0")

    told = corrected_session(recorded, [kept(form, recorded)])
    assert told is not None
    assert told.sets[0].load_kg == 40.0


def test_what_is_typed_is_erased_letter_by_letter_and_then_taken_back() -> None:
    form = at(form_of(SESSION, SESSION, TODAY), "done").type_letter("1").type_letter("2")
    read = [form := form.erase(), form := form.erase(), form.erase()]

    recorded = str(SESSION.sets[0].done)
    assert [(one.lines[one.marked_index].value, one.row.value) for one in read] == [
        ("1_", 1), (recorded, SESSION.sets[0].done), (recorded, SESSION.sets[0].done),
    ]  # fmt: skip


def test_sets_stand_below_the_name_of_their_exercise_and_leg() -> None:
    headings = [line.heading for line in form_of(SESSION, SESSION, TODAY).lines if line.heading]

    assert len(headings) == len({(one.exercise, one.side) for one in SESSION.sets})
    assert all(heading.endswith(", left") for heading in headings)
