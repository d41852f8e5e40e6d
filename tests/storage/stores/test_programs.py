"""The shelf: good programs are there, each bad file is named in one sentence and hides no other."""

from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from msgspec.structs import replace

from achilles_tui.application.programs import find_program
from achilles_tui.domain.base.errors import BadProgram, UnknownProgram
from achilles_tui.domain.base.units import Category
from achilles_tui.domain.programs.dose import Dose, Often, Rest, Tempo
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.storage.stores.programs import read_library
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import convert, parse
from tests.builders import RAISE_TEMPO
from tests.strategies import PROGRAMS

RAISE = Exercise(
    format=1, id="raise", name="Heel raise", category=Category.ECCENTRIC, muscle=("soleus",), place="home",
    equipment=(), position="Stand.", steps=(), mistakes=(), evidence={"insertional": "might help"}, source="a book",
)  # fmt: skip
DOSE = Dose(
    id="raise", sets=3, reps=(10, 15), tempo=RAISE_TEMPO, rest=Rest(sets=120.0, exercises=300.0),
    often=Often(per_day=2),
)  # fmt: skip
PROGRAM = Program(format=1, id="mine", title="Mine", about="A test.", source="me", doses=(DOSE,))


def put(folder: Path, value: Program | Exercise, name: str = "", /, **edits: object) -> Path:
    """Write a program or exercise where it belongs, some of its keys replaced."""
    below = folder / "exercises" if isinstance(value, Exercise) else folder
    below.mkdir(parents=True, exist_ok=True)
    path = below / f"{name or value.id}.toml"
    path.write_text(tomli_w.dumps(document(value) | edits))
    return path


@pytest.fixture
def shelf_folders(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folder that ships, with one program in it, and the user's own, not there yet."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    put(shipped, RAISE)
    put(shipped, replace(PROGRAM, id="eccentric"))
    return shipped, own


@given(PROGRAMS)
def test_a_program_reads_back_the_same(program: Program) -> None:
    here = Path("program.toml")

    assert convert(parse(tomli_w.dumps(document(program)).encode(), here), Program, here) == program


def test_own_programs_stand_beside_those_that_ship_and_use_their_exercises(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, PROGRAM)
    put(own, replace(RAISE, id="step-raise"))
    put(own, replace(PROGRAM, id="steps", doses=(replace(DOSE, id="step-raise"),)))

    shelf = read_library(shipped, own)

    assert shelf.problems == ()
    assert sorted(shelf.programs) == ["eccentric", "mine", "steps"]
    assert find_program(shelf, "mine").exercises == (RAISE,)


def test_a_broken_file_is_named_and_hides_no_other(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    broken = put(own, PROGRAM, about=3)

    shelf = read_library(shipped, own)

    assert list(shelf.programs) == ["eccentric"]
    assert shelf.problems == (f"{broken}:4:1: about: expected a text, got a whole number.",)
    with pytest.raises(BadProgram, match=r"mine\.toml:4:1: about: expected a text"):
        find_program(shelf, "mine")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("eccentrc", "No program is called 'eccentrc'; the nearest is 'eccentric'."),
        ("zzz", "No program is called 'zzz'; there are eccentric."),
        ("", "No program is called ''; there are eccentric."),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(shelf_folders: tuple[Path, Path], name: str, says: str) -> None:
    with pytest.raises(UnknownProgram) as caught:
        find_program(read_library(*shelf_folders), name)

    assert str(caught.value) == says


def test_a_program_that_ships_cannot_be_replaced_by_one_of_its_name(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, replace(PROGRAM, id="eccentric", title="Something else"))
    put(own, replace(RAISE, name="Something else"))

    shelf = read_library(shipped, own)

    assert find_program(shelf, "eccentric").definition.title == "Mine"
    assert find_program(shelf, "eccentric").exercises == (RAISE,)
    assert shelf.broken == {}
    assert len(shelf.problems) == 2
    assert all("has the name of one that ships, so it is not used" in problem for problem in shelf.problems)


def test_a_file_is_called_by_its_id(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, PROGRAM, "other")

    shelf = read_library(shipped, own)

    assert "other.toml:2:1: id: its id is 'mine', which must be the name of the file" in shelf.problems[0]
    with pytest.raises(BadProgram):
        find_program(shelf, "other")


@pytest.mark.parametrize(
    ("dose", "says"),
    [
        (
            replace(DOSE, id="rise"),
            "exercise 1 \"rise\", id: 'rise' is not a known exercise; did you mean 'raise'?",
        ),
        (replace(DOSE, sets=100, reps=100), "20000 repetitions are more than one session holds"),
    ],
)
def test_a_program_that_no_one_can_do_is_refused(shelf_folders: tuple[Path, Path], dose: Dose, says: str) -> None:
    shipped, own = shelf_folders
    put(own, replace(PROGRAM, doses=(dose,)))

    assert says in read_library(shipped, own).problems[0]


def test_both_legs_together_never_lower_on_one(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, replace(RAISE, id="press", legs="together"))
    put(own, replace(PROGRAM, doses=(replace(DOSE, id="press"),)))

    assert "'press' is done with both legs together" in read_library(shipped, own).problems[0]
    put(own, replace(PROGRAM, doses=(replace(DOSE, id="press", tempo=Tempo(rise=3.0, lower=3.0)),)))
    assert read_library(shipped, own).problems == ()


def test_a_cue_for_a_phase_that_does_not_exist_is_refused(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, replace(RAISE, id="press", cues={"lowr": "Down."}))

    assert "cues.lowr: 'lowr' is not one of ease_in, ease_out, hold" in read_library(shipped, own).problems[0]


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"exercise": []}, "a program needs at least one [[exercise]]"),
        ({"format": 2}, "newer version"),
        ({"titel": "x"}, "there is no key `titel` here; did you mean `title`?"),
        ({"id": "Mine"}, "id: expected an id: small letters, digits and hyphens"),
    ],
)
def test_a_broken_program_says_what_was_expected(
    shelf_folders: tuple[Path, Path], edits: dict[str, object], says: str
) -> None:
    shipped, own = shelf_folders
    put(own, PROGRAM, **edits)

    assert says in read_library(shipped, own).problems[0]


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"repz": 3}, 'exercise 1 "raise", repz: there is no key `repz` here; did you mean `reps`?'),
        ({"reps": "ten"}, 'exercise 1 "raise", reps: expected a whole number or a list, got a text'),
        ({"reps": [1, 2, 3]}, 'exercise 1 "raise", reps: a range has two numbers, such as [8, 12]'),
        ({"reps": [15, 10]}, 'exercise 1 "raise", reps: reps [15, 10] does not run from low to high'),
        ({"sets": 0}, 'exercise 1 "raise", sets: 0 is less than 1'),
        (
            {"load": "kg"},
            "load: 'kg' is not one of added kilograms, body weight, kilograms, none",
        ),
        ({"tempo": {"rise": 2.0}}, 'exercise 1 "raise", tempo: a raise needs the keys `rise` and `lower`'),
        (
            {"provenance": {"sets": "me"}},
            'exercise 1 "raise", provenance.sets: expected where the number',
        ),
        ({"provenance": {"set": "ours"}}, "provenance names 'set', which is not a number of this dose"),
    ],
)
def test_a_broken_dose_says_which_and_what_was_expected(
    shelf_folders: tuple[Path, Path], edits: dict[str, object], says: str
) -> None:
    shipped, own = shelf_folders
    put(own, PROGRAM, exercise=[document(DOSE) | edits])

    (problem,) = read_library(shipped, own).problems

    assert says in problem


def test_an_exercise_names_the_regions_it_knows(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, RAISE, "press", evidence={"heel": "yes"})

    assert "evidence.heel: 'heel' is not one of insertional, mid-portion" in read_library(shipped, own).problems[0]


def test_odd_things_in_the_folder_hide_nothing(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    put(own, PROGRAM)
    (own / "loop.toml").symlink_to("loop.toml")
    (own / "nowhere.toml").symlink_to("not-there.toml")
    (own / "folder.toml").mkdir()
    (own / "large.toml").write_bytes(b"#" * (256 * 1024 + 1))
    (own / "exercises").write_text("no folder")

    shelf = read_library(shipped, own)

    assert "mine" in shelf.programs
    assert len(shelf.problems) == 4


def test_own_programs_are_never_rewritten(shelf_folders: tuple[Path, Path]) -> None:
    shipped, own = shelf_folders
    path = put(own, PROGRAM)
    before = path.read_bytes(), path.stat().st_mtime_ns

    read_library(shipped, own)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
