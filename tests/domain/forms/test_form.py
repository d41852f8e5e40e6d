"""The one form: whatever keys are pressed, it shows what it holds, and what it gives can be kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.faults import Faulty
from achilles_tui.domain.base.units import LOAD_BOUNDS, Bounds
from achilles_tui.domain.forms.check_in import check_in_form
from achilles_tui.domain.forms.correction import entry_form, form_of
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.forms.form import Field, Form
from achilles_tui.domain.forms.kinds import LOAD, PAIN, Choice, NumberKind, TimeOfDay
from achilles_tui.domain.records.day_entries import CheckIn, DayFile
from tests.domain.pain_rule.logs import ECCENTRIC, HEAVY, PRESS, RAISE, day, trained

SESSION, GYM = trained(0, (6, None), finished=False), trained(0, offered=HEAVY, load=40.0)
CALM = DayFile(1, day(0), check_ins=(CheckIn("told", SESSION.started, 3, 20),))
TWO_DIGITS = Form(
    (
        Field(("pain",), "Pain", PAIN, letters={"t": 10}),
        Field(("minutes",), "Stiff", NumberKind(Bounds(0, 240), unit="min")),
        Field(("how",), "How", Choice(("usual", "flare-up", "away")), letters={"d": "usual", "f": "flare-up"}),
    )
)
FORMS: list[Form] = [
    TWO_DIGITS,
    form_of(SESSION, SESSION, day(3)),
    form_of(GYM, GYM, day(3)),
    entry_form(GYM, day(3)),
    StageDose(HEAVY, None, PRESS, 1).form(),
    StageDose(ECCENTRIC, None, RAISE, 1).form(),
    check_in_form(DayFile(1, day(0))),
    check_in_form(CALM),
]
KEYS = st.sampled_from(["up", "down", "+", "-", "x", "bksp", *"0123456789.,:tdfauz \u0663"])


def press(form: Form, *keys: str) -> Form:
    """Return the form after these keys."""
    for key in keys:
        match key:
            case "up" | "down":
                form = form.move(1 if key == "down" else -1)
            case "+" | "-":
                form = form.step(1 if key == "+" else -1)
            case "x":
                form = form.take_back()
            case "bksp":
                form = form.erase()
            case _:
                form = form.type_letter(key)
    return form


def entries(form: Form) -> list[object]:
    """Return what is entered in each row."""
    return [row.entry for row in form.rows]


def typed_numbers(form: Form) -> str:
    """Return what stands in the marked row."""
    return form.lines[form.marked_index].value


@given(st.sampled_from(FORMS), st.lists(KEYS, max_size=40))
def test_after_any_keys_one_row_is_marked_and_each_row_shows_what_it_holds(form: Form, keys: Sequence[str]) -> None:
    pressed = press(form, *keys)

    assert [row.key for row in pressed.rows] == [row.key for row in form.rows]
    assert 0 <= pressed.marked_index < len(pressed.rows)
    for row, line in zip(pressed.rows, pressed.lines, strict=True):
        if pressed.typed and row is pressed.row:
            assert line.value.startswith(f"{pressed.typed}_")
            assert row.kind.parse(pressed.typed) in {None, row.value}
        else:
            assert line.value == row.read(row.value)


@given(st.sampled_from(FORMS), st.lists(KEYS, max_size=40))
def test_what_cannot_be_kept_never_leaves_a_form(form: Form, keys: Sequence[str]) -> None:
    pressed = press(form, *keys)
    problems = [fault.sentence for fault in pressed.problems]
    try:
        values = pressed.entries()
    except Faulty as error:
        assert problems == [fault.sentence for fault in error.faults] != []  # noqa: PT017 either outcome is right
        return
    assert not problems
    assert values == {row.key: row.entry for row in pressed.rows if row.entry is not None}
    assert not any(row.kind.problem(row.entry) for row in pressed.rows if row.entry is not None)
    assert pressed.changes().items() <= values.items()


@given(st.sampled_from(FORMS), st.lists(KEYS, max_size=20), st.text("0123456789.,", max_size=8))
def test_backspace_takes_back_letter_by_letter_what_was_typed(form: Form, keys: Sequence[str], text: str) -> None:
    start = Form(press(form, *keys).rows, marked_index=form.marked_index).take_back()
    seen = [start]
    for letter in text:
        if (typed := seen[-1].type_letter(letter)) is not seen[-1]:
            seen.append(typed)
    form = seen[-1]
    if not form.typed:
        return  # a letter that is a value by itself: Backspace takes the row back at once
    for before in reversed(seen[:-1]):
        form = form.erase()
        # What is typed and no value yet leaves the one before it, which Backspace does not bring back.
        assert form.typed == before.typed
        assert not form.typed or form.row.kind.parse(form.typed) in {None, form.row.value}
    assert form == start


@given(st.sampled_from(FORMS), st.lists(KEYS, max_size=20), KEYS)
def test_a_key_changes_no_row_but_the_one_it_is_for(form: Form, keys: Sequence[str], key: str) -> None:
    before = Form(press(form, *keys).rows)
    after = press(before, key)

    assert entries(after)[1:] == entries(before)[1:]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["1", "0"], 10), (["1"], 1), (["t"], 10), (["2", "5"], 2), (["1", "0", "bksp"], 1), (["1", "bksp"], None),
        (["t", "bksp"], None), (["down", "1", "2", "0"], 120), (["down", "9", "9", "9"], 99),
        (["up", "f"], "flare-up"), (["f"], None), (["up", "+", "+"], "flare-up"),
    ],
)  # fmt: skip
def test_digits_are_the_number_itself_and_a_row_may_have_letters_of_its_own(keys: list[str], value: object) -> None:
    form = press(TWO_DIGITS, *keys)

    assert form.row.value == value


def test_what_holds_already_is_no_change_and_an_entry_beside_it_is_one() -> None:
    form = Form((Field(("pain",), "Pain", PAIN, default=3), Field(("load",), "Load", LOAD)))

    assert press(form, "3").changes() == {}
    assert press(form, "3").entries() == {("pain",): 3}
    assert press(form, "4", "down", "+").changes() == {("pain",): 4, ("load",): 2.5}


def test_what_is_typed_is_lost_neither_when_it_is_no_value_yet_nor_when_it_is_out_of_bounds() -> None:
    form = Form((Field(("load",), "Load", LOAD, default=40.0),))
    late = Form((replace(form.row, kind=replace(LOAD, strict=False)),))

    assert typed_numbers(press(form, "0", ".")) == "0._ kg"
    assert [fault.sentence for fault in press(form, "0").problems] == [
        "Load: 0 is not a value yet. Type on, or press Backspace."
    ]
    assert typed_numbers(press(form, *"12345")) == "123_ kg"
    assert typed_numbers(press(late, *"12345")) == "12345_ kg"
    assert [fault.sentence for fault in press(late, *"12345").problems] == ["Load: more than 0 and at most 1000 kg"]


@given(st.times().map(lambda one: one.replace(second=0, microsecond=0)), st.sampled_from([-1, 1]))
def test_a_quarter_of_an_hour_never_leads_to_another_day(value: time, by: int) -> None:
    moved = TimeOfDay().step_from(value, by)
    assert moved is not None
    then, now = (datetime.combine(date(2026, 3, 2), one) for one in (value, moved))

    assert moved == value or now - then == by * timedelta(minutes=15)


@pytest.mark.parametrize(
    ("typed", "value"), [("730", time(7, 30)), ("0730", time(7, 30)), ("73", None), ("2359", time(23, 59))]
)
def test_a_time_is_typed_without_its_colon(typed: str, value: time | None) -> None:
    assert TimeOfDay().parse(typed) == value


@given(st.floats(0, LOAD_BOUNDS.most), st.sampled_from([-1, 1]))
def test_a_step_lands_on_a_step_and_within_the_bounds(value: float, by: int) -> None:
    stepped = LOAD.step_from(value, by)

    assert isinstance(stepped, float)
    assert stepped % 2.5 == 0 or stepped == value < 2.5
    assert min(value, 2.5) <= stepped <= LOAD_BOUNDS.most
