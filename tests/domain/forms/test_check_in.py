"""The questions of a morning: what each key answers, and what is then to be recorded."""

import pytest

from achilles_tui.domain.base.errors import Refused
from achilles_tui.domain.forms.check_in import (
    NO_ANSWER,
    TOO_LONG,
    CheckInForm,
    answers_text,
    check_in_form,
    new_values,
)
from achilles_tui.domain.records.day_entries import CheckIn, DayFile
from tests.domain.pain_rule.logs import at, day

EMPTY = check_in_form(DayFile(1, day(0)))
AGAIN = check_in_form(DayFile(1, day(0), check_ins=(CheckIn("before", at(0), 4, 20, "flare-up"),)))


def press(form: CheckInForm, *keys: str) -> CheckInForm:
    """Return the form after these keys: letters, `enter`, `back`, `none`, `+` and `-`."""
    for key in keys:
        match key:
            case "enter":
                form = form.confirm()
            case "back":
                form = form.erase()
            case "none":
                form = form.pass_over()
            case "+" | "-":
                form = form.step(1 if key == "+" else -1)
            case _:
                form = form.type_letter(key)
    return form


@pytest.mark.parametrize(
    ("keys", "minutes"),
    [
        ("0", 0), ("1", 5), ("2", 10), ("3", 15), ("4", 30), ("6", 60),
        (("5", "enter"), 5), (("1", "0", "enter"), 10), (("3", "0", "enter"), 30), (("1", "2", "0", "enter"), 120),
        (("9", "back", "8", "enter"), 8), (("9", "back", "1"), 5), (("+", "+", "enter"), 5), (("+", "-", "enter"), 0),
    ],
)  # fmt: skip
def test_minutes_are_one_letter_or_are_typed(keys: tuple[str, ...], minutes: int) -> None:
    form = press(EMPTY, "t", *keys, "f")

    assert form.done
    assert new_values(form) == {"morning": 10, "stiffness": minutes, "how": "flare-up"}


def test_a_usual_day_is_marked_and_arrows_go_from_there() -> None:
    form = press(EMPTY, "2", "1")

    assert form.answer == "usual"
    assert new_values(form) == {"morning": 2, "stiffness": 5}
    assert press(form, "+").row.value == "flare-up"
    assert press(form, "+", "+", "+").row.value == "away"
    assert new_values(press(form, "enter"))["how"] == "usual"


def test_what_is_passed_over_stays_as_it_was() -> None:
    assert new_values(press(EMPTY, "none", "2", "none")) == {"stiffness": 10}
    assert new_values(press(AGAIN, "7", "back", "none", "none", "none")) == {}
    assert not press(EMPTY, "none", "none", "none").is_changed


def test_only_what_is_new_is_recorded() -> None:
    assert new_values(press(AGAIN, "4", "enter", "u")) == {"how": "usual"}
    assert answers_text(AGAIN) == "pain 4, stiff for 20 min, the day: flare-up"


@pytest.mark.parametrize(("keys", "reason"), [("", NO_ANSWER), ("0", NO_ANSWER), ("0999", TOO_LONG)])
def test_enter_says_why_it_cannot_go_on(keys: str, reason: str) -> None:
    form = press(EMPTY, *keys)

    with pytest.raises(Refused) as refused:
        form.confirm()
    assert str(refused.value) == reason


def test_backspace_goes_back_a_question_and_changes_none() -> None:
    form = press(EMPTY, "7", "1", "back", "back", "back")

    assert form.row.key == ("morning",)
    assert new_values(press(form, "+", "enter")) == {"morning": 8, "stiffness": 5}
    assert press(form, "x") is form
