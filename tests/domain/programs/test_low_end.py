"""With insertional pain, or if not sure, a stretch is told and planned as 3 holds, 2 a day, wherever a dose is told."""

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import MY_PT, Category, Region, Side
from achilles_tui.domain.describe.programs import as_table, dose_lines
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.levels import ladder
from achilles_tui.domain.programs.low_end import dose_for
from achilles_tui.domain.programs.session_plan import plan
from achilles_tui.domain.session.phrases import LOW_END_ADVICE
from achilles_tui.text.documents.programs import program_document
from achilles_tui.text.programs import program_text
from tests.domain.pain_rule.simulation import OFFERS

STRETCHES = [
    (name, dose)
    for name, offered in OFFERS.items()
    for part in offered.definition.parts
    for dose in part
    if offered.exercise(dose.id).category is Category.STRETCH
]
LOW = (Region.INSERTIONAL, Region.NOT_SURE, None)
IDS = [f"{name}, {dose.id}" for name, dose in STRETCHES]


def values(dose: Dose, region: Region | None) -> dict[str, str]:
    """Return the lines of a stretch."""
    return {line.name: line.value for line in dose_lines(dose, Category.STRETCH, region)}


@pytest.mark.parametrize("region", LOW)
@pytest.mark.parametrize(("name", "dose"), STRETCHES, ids=IDS)
def test_a_stretch_has_3_holds_2_a_day_and_a_note_to_ask_the_pt(name: str, dose: Dose, region: Region | None) -> None:
    offered = OFFERS[name]
    lines = values(dose, region)
    assert (lines["Holds"], lines["How often"]) == ("3", "2 a day")
    assert "Counts as done" not in lines
    assert lines["Insertional pain"] == "heel flat, low intensity"
    assert "ask your PT" in as_table(dose_lines(dose, Category.STRETCH, region), 200)

    (planned,) = (pair[0] for pair in offered.pairs(1, region) if pair[0].id == dose.id)
    assert (planned.reps, planned.often.fewest, planned.often.most) == (3, 2, 2)
    assert plan(offered, (Side.LEFT,), region=region).exercise(dose.id).reps == 3
    assert [level.reps for level in ladder(dose, Category.STRETCH, region)] == [3]

    (shown,) = (shown for shown in program_document(offered, region, own=False).stages[0].exercises
                if shown.exercise == dose.id)  # fmt: skip
    assert (shown.numbers["reps"].value, shown.numbers["often.per_day"].value) == (3, 2)
    assert shown.advice == LOW_END_ADVICE
    assert "5 a day" not in "\n".join(program_text(offered, region, own=False))


@pytest.mark.parametrize("dose", [dose for _, dose in STRETCHES], ids=IDS)
def test_mid_portion_it_is_told_as_the_program_has_it(dose: Dose) -> None:
    assert dose_for(dose, Category.STRETCH, Region.MID_PORTION) is dose
    assert "Insertional pain" not in values(dose, Region.MID_PORTION)


def test_of_the_calf_stretch_2_times_are_due_3_are_usual_and_5_are_the_most() -> None:
    often = OFFERS["stretches"].doses()[0].often
    assert (often.fewest, often.per_day, often.most) == (2, 3, 5)
    lines = values(OFFERS["stretches"].doses()[0], Region.MID_PORTION)
    assert (lines["How often"], lines["Counts as done"]) == ("3 a day", "2 to 5 a day")


def test_only_stretches_stay_low_and_a_pts_own_number_stands() -> None:
    raise_ = OFFERS["eccentric"].doses()[0]
    assert dose_for(raise_, Category.ECCENTRIC, Region.INSERTIONAL) is raise_

    stretch = OFFERS["stretches"].doses()[0]
    own = replace(stretch, reps=4, provenance={**stretch.provenance, "reps": MY_PT})
    assert values(own, Region.INSERTIONAL)["Holds"] == "4"
