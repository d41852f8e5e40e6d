"""Every number of a dose is said once, with its unit and where it comes from."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Category, Region
from achilles_tui.domain.describe.programs import DoseLine, as_table, dose_lines, is_found, program_lines, takes
from achilles_tui.domain.programs.dose import Dose, Often, Weight
from achilles_tui.domain.programs.program import Program, ResolvedProgram, Stage
from achilles_tui.domain.session.phrases import NO_SOURCE, other_region, stage_sentence
from achilles_tui.storage.stores.programs import read_library
from tests.builders import gym_raise, heel_raise, stretch
from tests.memory import MemoryServices

SHIPPED = read_library(Path(__file__).parents[3] / "programs", Path("none")).programs
RAISE = Dose(
    id="heel-raise",
    sets=3,
    reps=(10, 15),
    tempo=heel_raise().tempo,
    rest=heel_raise().rest,
    often=Often(per_day=2, per_day_range=(1, 3), days_per_week=5),
    load="added kilograms",
    weight=Weight(rm=15, step_percent=5, min_days=14, floor_days=7, days_per_week=(2, 3)),
    provenance={"sets": "article", "reps": "analogy", "tempo.rise": "ours", "tempo.lower": "published: Beyer 2015"},
)


def told(dose: Dose, load_kg: float | None = None) -> dict[str, DoseLine]:
    """Return the lines by their names."""
    return {line.name: line for line in dose_lines(dose, Category.ECCENTRIC, Region.MID_PORTION, load_kg)}


@pytest.mark.parametrize("offered", SHIPPED.values(), ids=SHIPPED)
def test_every_number_of_every_shipped_dose_is_told_with_its_source(offered: ResolvedProgram) -> None:
    for part in offered.definition.parts:
        for dose in part:
            lines = dose_lines(dose, offered.exercise(dose.id).category, Region.MID_PORTION)
            numbers = [line for line in lines if line.name not in {"Tempo", "Load"}]
            assert len(numbers) == len(dose.numbers)
            assert all(line.provenance for line in numbers)


def test_where_a_number_comes_from_is_said_in_words() -> None:
    lines = told(RAISE)
    assert lines["Sets"] == DoseLine("Sets", "3", "article")
    assert lines["Repetitions"] == DoseLine("Repetitions", "10 to 15", "analogy with the article", "start with 10")
    assert lines["Rise"] == DoseLine("Rise", "2 s", "our choice")
    assert lines["Lower"].provenance == "published: Beyer 2015"
    assert lines["Shift"].provenance == NO_SOURCE


def test_the_tempo_is_told_as_pts_write_it() -> None:
    assert told(RAISE)["Tempo"].value == "3-0-U-0"
    hold = replace(RAISE, tempo=stretch().tempo, rest=stretch().rest, provenance={}, load="none", weight=None)
    assert "Tempo" not in told(hold)
    assert {"Holds", "Rest between holds", "Ease in"} <= told(hold).keys()


def test_kilograms_are_the_pts() -> None:
    assert told(RAISE)["Load"] == DoseLine("Load", "body + kilograms", note="your PT says how many")
    assert told(RAISE, 7.5)["Load"] == DoseLine("Load", "7.5 kg", "my PT", "on top of the body")
    gym = replace(RAISE, tempo=gym_raise().tempo, load="kilograms", provenance={})
    assert told(gym, 40)["Load"].value == "40 kg"


def test_how_often_and_the_weight_are_told_in_full() -> None:
    lines = told(RAISE)
    assert lines["How often"].value == "2 a day"
    assert lines["Counts as done"].value == "1 to 3 a day"
    assert lines["Days"].value == "5 a week"
    assert lines["Weight"].value == "15RM"
    assert "never tested here" in lines["Weight"].note
    assert lines["Days with weight"].value == "2 to 3 a week"


def test_a_program_tells_for_whom_it_is_and_its_weeks_with_their_source() -> None:
    program = Program(
        format=1,
        id="staged",
        title="Staged",
        about="x",
        source="tests",
        region="mid-portion",
        stages=(Stage((1, 2), (RAISE,)), Stage((3, 12), (RAISE,))),
        review_weeks=(8, 12),
        provenance={"stage.weeks": "ours"},
    )
    lines = {line.name: line for line in program_lines(ResolvedProgram(program, ()))}
    assert lines["For"].value == "mid-portion pain"
    assert lines["Stages"] == DoseLine("Stages", "1-2, 3-12", "our choice", "weeks, the earliest")
    assert lines["Review"].value == "after week 8 and 12"
    assert lines["From"].value == "tests"


def test_weeks_are_the_earliest_and_never_the_reason() -> None:
    assert stage_sentence(2, (3, 5)) == "From week 3 at the earliest, and only when the rule and your PT say so."
    assert "longer if the rule or your PT says so" in stage_sentence(1, (1, 2))


def test_a_program_for_another_region_is_said_and_never_forbidden() -> None:
    assert other_region("any", Region.INSERTIONAL) is None
    assert other_region("mid-portion", None) is None
    assert other_region("mid-portion", Region.MID_PORTION) is None
    said = other_region("mid-portion", Region.INSERTIONAL) or ""
    assert "for mid-portion pain; you said insertional. Ask your PT" in said


def test_what_a_program_takes_is_said_in_time() -> None:
    raises = MemoryServices().programs.library().programs["raises"]
    assert takes(raises) == "each side: 11 min a session, 2 h 27 min a week"
    assert takes(MemoryServices().programs.library().programs["gym"]).endswith("only with a PT")


def test_a_program_is_found_by_any_word_of_it() -> None:
    raises = SHIPPED["eccentric"]
    assert is_found(raises, "ECCEN")
    assert is_found(raises, "never from a step")
    assert not is_found(raises, "seated")


@pytest.mark.parametrize("width", [1, 10, 30, 44, 60, 100])
def test_a_table_is_never_wider_than_it_may_be(width: int) -> None:
    for line in as_table(dose_lines(RAISE, Category.ECCENTRIC, Region.MID_PORTION), width).splitlines():
        assert len(line) <= max(width, 23)


def test_a_table_keeps_its_columns_where_a_text_is_long() -> None:
    table = as_table([DoseLine("Sets", "3", "published: a long name of a trial")], 26)
    assert table == "Sets  3  published: a long\n         name of a trial"
