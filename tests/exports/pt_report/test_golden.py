"""The report looks as it did when somebody last looked at it."""

from difflib import unified_diff

import pytest

from tests.exports.pt_report.golden import FILES, FOLDER, written
from tests.remake import remade_by

HOW = remade_by("reports")


@pytest.mark.parametrize("name", FILES)
def test_the_report_of_three_weeks_looks_as_it_did(name: str) -> None:
    kept, now = (FOLDER / name).read_text("utf-8").splitlines(), written()[name].splitlines()
    difference = "\n".join(unified_diff(kept, now, f"{name} as it was", f"{name} as it is now", lineterm="", n=0))
    assert not difference, f"{HOW}\n{difference}"


def test_there_is_no_golden_report_that_nothing_writes() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(FILES), HOW
