"""What the user's PT told stands in a file of its own; while nobody can say what it was, its program is not offered."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.base.units import MY_PT
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.pt_doses import PtDose
from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.stores.programs import check, read_library
from tests.storage.stores.own import RAISE, SHIPPED, TOLD, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "config" / "programs")


def dose_of(shelf: ProgramLibrary) -> Dose:
    """Return the dose that the PT changed."""
    return next(dose for dose in shelf.programs["eccentric"].definition.doses if dose.id == RAISE)


def test_what_a_pt_told_is_kept_beside_the_program_and_shown_as_theirs(home: Home) -> None:
    home.programs.save_pt_doses(TOLD)

    told = dose_of(home.shelf)
    assert (told.sets, told.reps, told.tempo.lower, told.rest.sets) == (2, (10, 15), 4.0, 90.0)
    assert {key for key, origin in told.provenance.items() if origin == MY_PT} == {"sets", "tempo.lower", "rest.sets"}
    assert home.shelf.plain_programs["eccentric"] == read_library(SHIPPED, home.own / "none").programs["eccentric"]
    assert check(home.own / "my-pt" / "eccentric.toml", home.shelf) == ()


def test_when_nothing_is_left_that_a_pt_told_the_file_is_gone(home: Home) -> None:
    home.programs.save_pt_doses(TOLD)
    home.programs.save_pt_doses(replace(TOLD, doses=()))
    home.programs.save_pt_doses(replace(TOLD, doses=()))

    assert list((home.own / "my-pt").iterdir()) == []
    assert dose_of(home.shelf).sets == 3


BROKEN_TOLD = [
    "format = [",
    "\xff",
    'format = 1\nprogram = "eccentric"\ntold = 2026-11-22\nexercise = [{ id = "hop" }]\n',
]


@pytest.mark.parametrize("text", BROKEN_TOLD)
def test_while_what_a_pt_told_cannot_be_read_its_program_is_not_offered(home: Home, text: str) -> None:
    path = home.put("", "my-pt/eccentric.toml")
    path.write_bytes(text.encode("latin-1"))

    shelf = home.shelf

    assert sorted(shelf.plain_programs.keys() - shelf.programs.keys()) == ["eccentric"]
    (sentence,) = shelf.problems
    assert sentence == shelf.broken["eccentric"]
    assert sentence.startswith(str(path))
    assert sentence.endswith("Until then 'eccentric' is not offered: its doses would be wrong.")
    assert "eccentric" not in shelf.own
    assert check(path, shelf) != ()


def test_a_broken_file_of_a_pts_doses_is_set_aside_when_they_are_told_anew(home: Home) -> None:
    path = home.put("broken", "my-pt/eccentric.toml")

    home.programs.save_pt_doses(TOLD)

    assert dose_of(home.shelf).sets == 2
    (aside,) = [one for one in path.parent.iterdir() if one != path]
    assert aside.name.startswith("eccentric.toml.unreadable-")
    assert aside.read_text() == "broken"


def test_while_the_folder_of_a_pts_doses_cannot_be_read_nothing_is_offered(home: Home) -> None:
    home.own.mkdir(parents=True)
    (home.own / "my-pt").symlink_to("my-pt")

    shelf = home.shelf

    assert shelf.programs == {}
    assert shelf.problems[0].endswith("Until then no program is offered: the doses would be wrong.")
    assert len(shelf.problems) == 1


@pytest.mark.parametrize("text", ["format = [", 'format = 1\nprogram = "gone"\ntold = 2026-11-22\nexercise = []\n'])
def test_what_a_pt_told_of_a_program_that_is_gone_is_not_dropped_in_silence(home: Home, text: str) -> None:
    path = home.put(text, "my-pt/gone.toml")

    (sentence,) = home.shelf.problems

    assert sentence.startswith(str(path))
    assert sorted(home.shelf.programs) == sorted(home.shelf.plain_programs)
    assert check(path, home.shelf) != ()


def test_a_link_to_a_pts_doses_is_read_and_not_written_through(home: Home, tmp_path: Path) -> None:
    home.programs.save_pt_doses(TOLD)
    path = home.own / "my-pt" / "eccentric.toml"
    os.replace(path, tmp_path / "there")  # noqa: PTH105 what a person does with mv
    path.symlink_to(tmp_path / "there")
    before = (tmp_path / "there").read_bytes()

    assert dose_of(home.shelf).sets == 2
    with pytest.raises(NotSaved, match="is a link"):
        home.programs.save_pt_doses(replace(TOLD, doses=(PtDose(id=RAISE, sets=1),)))
    assert (tmp_path / "there").read_bytes() == before
