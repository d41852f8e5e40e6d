"""What a file says is what it said before: written and read back, with its defaults in their places or without."""

from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.programs.pt_doses import PtDoses
from achilles_tui.storage.stores.program_files import checked_file, parse_program_file, with_defaults
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import convert, parse
from tests.storage.toml.written import HEAD
from tests.strategies import EXERCISES, PROGRAMS, PT_DOSES

HERE = Path("file.toml")


@given(EXERCISES)
def test_an_exercise_reads_back_the_same(exercise: Exercise) -> None:
    assert convert(parse(tomli_w.dumps(document(exercise)).encode(), HERE), Exercise, HERE) == exercise


@given(PT_DOSES)
def test_what_a_pt_told_reads_back_the_same(told: PtDoses) -> None:
    assert convert(parse(tomli_w.dumps(document(told)).encode(), HERE), PtDoses, HERE) == told


@given(PROGRAMS, st.data())
def test_with_defaults_in_their_places_a_program_is_as_if_all_were_written_out(
    program: Program, data: st.DataObject
) -> None:
    """What doses say in common is taken out of them, and put into the defaults; where it comes from stays with them."""
    whole = document(program)
    doses = [dose for part in (whole, *whole.get("stage", ())) for dose in part.get("exercise", ())]
    whole_tables = {"sets", "reps", "tempo", "often", "load", "doubt"}
    common = [key for key in doses[0] if key in whole_tables and all(key in dose for dose in doses)]
    common += [
        key for key in ("rest", "weight") if key in doses[0] and all(dose.get(key) == doses[0][key] for dose in doses)
    ]
    usual = {key: doses[0][key] for key in data.draw(st.lists(st.sampled_from(common), unique=True))}
    for dose in doses:
        for key, value in usual.items():
            if dose[key] == value:
                del dose[key]

    expanded = with_defaults(whole | {"defaults": usual})

    assert "defaults" not in expanded
    assert convert(expanded, Program, HERE) == program
    assert document(convert(expanded, Program, HERE)) == document(program)


LAID_OVER = f"""{HEAD}
[defaults]
load = "kilograms"
tempo = {{ rise = 3, lower = 3, lower_accept = 2 }}
rest = {{ sets = 150, exercises = 300, floor = 120 }}
often = {{ per_week = 3, hours_apart = 48 }}
weight = {{ rm = 15 }}
provenance = {{ sets = "ours", "tempo.lower" = "ours", "often.hours_apart" = "article" }}

[[exercise]]
id = "one"
sets = 3
reps = 15

[[exercise]]
id = "two"
sets = 3
reps = 15
tempo = {{ rise = 2, lower = 4 }}
rest.sets = 200
weight.min_days = 14
often = {{ per_day = 1 }}
provenance.sets = "my PT"
"""


def test_an_exercise_lays_its_own_keys_over_the_defaults_and_takes_tempo_and_often_whole(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LAID_OVER)

    one, two = checked_file(parse_program_file(path), Program).value.doses

    assert (one.rest.sets, one.tempo.lower_accept, one.often.per_week, one.load) == (150, 2, 3, "kilograms")
    assert one.provenance == {"sets": "ours", "tempo.lower": "ours", "often.hours_apart": "article"}
    assert (two.rest.sets, two.rest.exercises, two.rest.floor) == (200, 300, 120)
    assert (two.tempo.lower, two.tempo.lower_accept) == (4, None)
    assert (two.often.per_day, two.often.per_week) == (1, None)
    assert two.weight is not None
    assert (two.weight.rm, two.weight.min_days) == (15, 14)
    assert two.provenance == {"sets": "my PT"}


@pytest.mark.parametrize("odd", [3, [], "x", {"exercise": 3}, {"exercise": [3]}, {"stage": 3}, {"stage": [3]}])
def test_defaults_meet_anything_without_harm(odd: Any) -> None:  # noqa: ANN401 that is the point
    for tables in (
        {"defaults": odd},
        {"defaults": {"sets": 3, **(odd if isinstance(odd, dict) else {})}, "exercise": odd},
    ):
        assert "defaults" not in with_defaults(tables)
