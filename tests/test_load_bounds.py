"""The loads that can be are the same wherever a person gives one: typed, asked for, brought in, or in a file."""

import argparse
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import ValidationError, convert

from achilles_tui.cli.arguments import load as load_option
from achilles_tui.domain.base.units import LOAD_BOUNDS
from achilles_tui.domain.csv_import.csv_rows import read_sheet
from achilles_tui.domain.forms.correction import form_of
from achilles_tui.domain.forms.dose import StageDose
from achilles_tui.domain.forms.form import Form
from achilles_tui.domain.programs.pt_doses import PtDose
from achilles_tui.domain.records.correction_rules import refusal
from achilles_tui.domain.records.day import CorrectedSession
from achilles_tui.domain.records.day_entries import Correction, SetCorrection
from achilles_tui.tui.dialogs.questions import _load_problem as load_problem
from tests.domain.pain_rule.logs import HEAVY, PRESS, day, trained

GYM = trained(0, offered=HEAVY, load=40.0)


def a_file_takes(typed: str) -> bool:
    try:
        convert({"id": PRESS, "load_kg": float(typed)}, PtDose)
    except ValidationError:
        return False
    return True


def the_command_line_takes(typed: str) -> bool:
    try:
        load_option(f"{PRESS}={typed}")
    except argparse.ArgumentTypeError:
        return False
    return True


def the_question_takes(typed: str) -> bool:
    return load_problem(typed) is None


def a_table_takes(typed: str) -> bool:
    return not read_sheet(f"day,load_kg\n2026-11-22,{typed}\n").troubles


def a_correction_takes(typed: str) -> bool:
    part = GYM.sets[0]
    said = SetCorrection(part.exercise, part.side, part.set, load_kg=float(typed))
    correction = Correction("c", GYM.started, GYM.id, GYM.day, sets=(said,))
    reason = refusal(CorrectedSession(GYM), correction, day(1))
    return reason is None or "a load is" not in reason


def typed_into(form: Form, typed: str) -> bool:
    for letter in typed:
        form = form.type_letter(letter)
    return form.typed == typed and not form.problems


def the_form_of_a_correction_takes(typed: str) -> bool:
    return typed_into(form_of(GYM, GYM, day(1)).mark("load", 0), typed)


def the_form_of_a_dose_takes(typed: str) -> bool:
    return typed_into(StageDose(HEAVY, None, PRESS, 1).form().mark("load_kg"), typed)


@pytest.mark.parametrize(
    "takes",
    [
        the_command_line_takes,
        the_question_takes,
        a_table_takes,
        a_correction_takes,
        the_form_of_a_correction_takes,
        the_form_of_a_dose_takes,
    ],
)
@given(st.integers(0, 2 * int(LOAD_BOUNDS.most)) | st.decimals(0, 2 * int(LOAD_BOUNDS.most), places=1))
@example(0)
@example(LOAD_BOUNDS.most)
@example(LOAD_BOUNDS.most + 1)
def test_a_load_is_taken_where_a_file_may_hold_it_and_nowhere_else(
    takes: Callable[[str], bool], kilograms: object
) -> None:
    typed = f"{kilograms:g}" if isinstance(kilograms, float) else str(kilograms)

    assert takes(typed) is a_file_takes(typed)
