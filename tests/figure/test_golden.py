"""The figures look as they did when somebody last looked at them."""

from difflib import unified_diff

import pytest

from achilles_tui.figure.palette import DARK
from tests.figure.golden import DRAWINGS, FOLDER, LETTERS, MIXTURE
from tests.remake import remade_by

HOW = remade_by("figures")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_looks_as_it_did(name: str) -> None:
    file = FOLDER / name
    assert file.exists(), f"{name} is missing; {HOW}"
    kept, drawn = file.read_text("utf-8").splitlines(), DRAWINGS[name].text.splitlines()
    difference = "\n".join(unified_diff(kept, drawn, f"{name} as it was", f"{name} as it is drawn now", lineterm=""))
    assert not difference, f"{HOW}\n{difference}"


def test_there_is_no_golden_file_that_nothing_draws() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(DRAWINGS), HOW


def test_each_letter_of_a_golden_file_means_one_colour_and_each_colour_one_letter() -> None:
    shades = [str(shade) for shade, _ in enumerate(DARK.muscle, 1)]
    letters = [*LETTERS.values(), *shades, MIXTURE]
    assert len(set(letters)) == len(letters)
    in_use = [*(DARK[ink] for ink in LETTERS), *DARK.muscle]
    assert len(set(in_use)) == len(in_use)
