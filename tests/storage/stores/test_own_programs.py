"""What is written into the user's own folder, and what never is: only what they wrote replaces a file of theirs."""

import stat
from pathlib import Path

import pytest

from achilles_tui.domain.base.errors import BadProgram, NotSaved
from achilles_tui.storage.stores import own_programs
from achilles_tui.storage.stores.own_programs import SCHEMAS
from achilles_tui.storage.stores.programs import check
from tests.storage.stores.own import SHIPPED, TOLD, Home
from tests.storage.toml.written import EXERCISE, PROGRAM, with_line

BROKEN = with_line("lower = 3", "lower = -3")
CHANGED = with_line("reps = 10", "reps = 8")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "config" / "programs")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every write fail."""

    def fails(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)


@pytest.mark.parametrize("exercise", [False, True])
def test_a_new_file_is_well_as_it_is_and_for_its_user_alone(home: Home, *, exercise: bool) -> None:
    path = home.programs.create("wall-sit", exercise=exercise)

    assert path == home.own / ("exercises" if exercise else "") / "wall-sit.toml"
    assert check(path, home.shelf) == ()
    assert home.shelf.problems == ()
    assert "wall-sit" in (home.shelf.exercises if exercise else home.shelf.programs)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.own.stat().st_mode) == stat.S_IMODE(home.own.parent.stat().st_mode) == 0o700


def test_a_copy_has_another_id_and_nothing_else_is_different(home: Home) -> None:
    path = home.programs.create("my-eccentric", like="eccentric")

    original = (SHIPPED / "eccentric.toml").read_text("utf-8")
    assert path.read_text("utf-8") == original.replace('id = "eccentric"', 'id = "my-eccentric"')
    assert "# Seconds. The rise is a guide and never scored." in path.read_text("utf-8")
    assert home.shelf.problems == ()


@pytest.mark.parametrize("written", ["id = 'mine'", 'id="mine"', '"id" = "mine" # mine', "\tid =\t'mine'"])
def test_a_copy_finds_the_id_however_it_is_written(home: Home, written: str) -> None:
    home.put(with_line('id = "mine"', written))

    home.programs.create("other", like="mine")

    assert home.shelf.problems == ()
    assert home.shelf.programs["other"].definition.doses == home.shelf.programs["mine"].definition.doses


def test_an_id_that_cannot_be_found_is_not_guessed_at(home: Home) -> None:
    home.put(f'"i\\u0064" = "mine"\n{with_line(chr(10) + "id = " + chr(34) + "mine" + chr(34), "", PROGRAM)}')

    with pytest.raises(BadProgram, match="its id is written in a way that cannot be changed here"):
        home.programs.create("other", like="mine")
    assert list(home.shelf.own) == ["mine"]


def test_a_copy_of_what_ships_is_of_what_ships_whatever_lies_in_ones_own_folder(home: Home) -> None:
    home.put(with_line('id = "mine"', 'id = "eccentric"'), "eccentric.toml")

    path = home.programs.create("my-own", like="eccentric")

    assert 'title = "Eccentric heel raises"' in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["../x", "x/y", "/x", "", ".x", "X", "x.toml", "x\n", "ü", "x" * 65, "-x"])
def test_a_name_that_is_no_id_is_refused(home: Home, name: str) -> None:
    for exercise in (False, True):
        with pytest.raises(BadProgram, match="is not an id: small letters"):
            home.programs.create(name, exercise=exercise)
    with pytest.raises(BadProgram, match="You have no program or exercise"):
        home.programs.draft(name)
    assert not home.own.exists()


def test_a_name_that_is_taken_is_refused(home: Home) -> None:
    home.put("format = [", "broken.toml")
    for name in ("eccentric", "broken"):
        with pytest.raises(BadProgram, match=f"There is a program {name!r} already"):
            home.programs.create(name)
    with pytest.raises(BadProgram, match="There is an exercise 'soleus-stretch' already"):
        home.programs.create("soleus-stretch", exercise=True)


def test_what_is_not_there_cannot_be_copied(home: Home) -> None:
    with pytest.raises(BadProgram, match="nothing called 'eccentrik' to copy; the nearest is 'eccentric'"):
        home.programs.create("mine", like="eccentrik")
    with pytest.raises(BadProgram, match=r"nothing called '\.\./x' to copy"):
        home.programs.create("mine", like="../x")


def test_nothing_is_ever_written_over_by_something_new(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = home.shelf
    monkeypatch.setattr(home.programs, "library", lambda: before)
    home.put("broken", "exercises/wall-sit.toml")
    (home.own / "link.toml").symlink_to("nowhere")

    for name, exercise in (("wall-sit", True), ("link", False)):
        with pytest.raises(NotSaved):
            home.programs.create(name, exercise=exercise)

    assert (home.own / "exercises" / "wall-sit.toml").read_text() == "broken"
    assert not (home.own / "nowhere").exists()


@pytest.mark.usefixtures("full_disk")
def test_a_disk_that_takes_nothing_is_said(home: Home) -> None:
    home.own.mkdir(parents=True)
    home.put(PROGRAM)
    with pytest.raises(NotSaved, match="No space left on device"):
        home.programs.create("other")
    with pytest.raises(NotSaved, match="No space left on device"):
        home.programs.draft("mine")
    with pytest.raises(NotSaved, match="No space left on device"):
        home.programs.save_pt_doses(TOLD)
    assert home.hidden() == []
    assert [one.name for one in home.own.glob("*.toml")] == ["mine.toml"]


def test_one_may_edit_ones_own_file_and_no_other(home: Home) -> None:
    home.put(PROGRAM)
    home.put(EXERCISE, "exercises/wall-sit.toml")

    assert home.programs.draft("mine").read_text() == PROGRAM
    assert home.programs.draft("wall-sit").read_text() == EXERCISE
    with pytest.raises(BadProgram, match="'eccentric' ships and stays as it is: `programs new my-eccentric --from"):
        home.programs.draft("eccentric")
    with pytest.raises(BadProgram, match="You have no program or exercise 'mime'; the nearest is 'mine'"):
        home.programs.draft("mime")


def test_what_was_written_takes_its_place_once_it_is_well(home: Home) -> None:
    path = home.put(PROGRAM)
    draft = home.programs.draft("mine")
    assert draft.read_text() == PROGRAM
    draft.write_text(CHANGED)

    assert home.programs.accept_draft("mine") == []

    assert path.read_text() == CHANGED
    assert home.hidden() == []


def test_what_is_broken_leaves_the_file_byte_for_byte_and_is_gone_on_with(home: Home) -> None:
    path = home.put(PROGRAM)
    home.programs.draft("mine").write_text(BROKEN)

    (sentence, *_) = home.programs.accept_draft("mine")

    assert "tempo.lower: -3 is not more than 0" in sentence
    assert path.read_text() == PROGRAM
    assert home.shelf.problems == ()
    draft = home.programs.draft("mine")
    assert draft.read_text() == BROKEN
    draft.write_text(CHANGED)
    assert home.programs.accept_draft("mine") == []
    assert path.read_text() == CHANGED


def test_a_change_from_elsewhere_meanwhile_is_not_written_over(home: Home) -> None:
    path = home.put(PROGRAM)
    draft = home.programs.draft("mine")
    draft.write_text(CHANGED)
    theirs = with_line("sets = 3", "sets = 2")
    home.put(theirs)

    with pytest.raises(NotSaved, match="was changed by another program meanwhile and stays as it is"):
        home.programs.accept_draft("mine")

    assert (path.read_text(), draft.read_text()) == (theirs, CHANGED)
    home.programs.drop_draft("mine")
    assert home.programs.draft("mine").read_text() == theirs


def test_a_draft_in_which_nothing_was_written_is_no_draft(home: Home) -> None:
    home.put(PROGRAM)
    home.programs.draft("mine")
    home.put(CHANGED)

    assert home.programs.draft("mine").read_text() == CHANGED


def test_an_editor_closed_without_a_word_changes_nothing(home: Home) -> None:
    path = home.put(PROGRAM)
    home.programs.draft("mine")
    home.put(CHANGED)

    assert home.programs.accept_draft("mine") == []

    assert path.read_text() == CHANGED
    assert home.hidden() == []


def test_a_program_stays_a_program_and_an_exercise_an_exercise(home: Home) -> None:
    for name, other in (("mine.toml", EXERCISE), ("exercises/other.toml", PROGRAM)):
        path = home.put(EXERCISE if other is PROGRAM else PROGRAM, name)
        home.programs.draft(path.stem).write_text(other)
        assert any("is missing" in line for line in home.programs.accept_draft(path.stem))


def test_a_draft_keeps_the_id_that_its_file_is_called_by(home: Home) -> None:
    home.put(PROGRAM)
    home.programs.draft("mine").write_text(with_line('id = "mine"', 'id = "yours"'))

    (sentence, *_) = home.programs.accept_draft("mine")

    assert "its id is 'yours', which must be the name of the file" in sentence


def test_what_was_written_can_be_forgotten(home: Home) -> None:
    path = home.put(PROGRAM)
    home.programs.draft("mine").write_text(BROKEN)

    home.programs.drop_draft("mine")
    home.programs.drop_draft("mine")

    assert home.hidden() == []
    assert path.read_text() == PROGRAM


def test_a_draft_that_cannot_be_forgotten_is_said(home: Home) -> None:
    home.put(PROGRAM)
    (home.own / ".mine.draft.toml").mkdir()

    with pytest.raises(NotSaved, match="cannot remove"):
        home.programs.drop_draft("mine")


def test_links_are_read_and_never_written_through(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "there.toml"
    target.write_text(PROGRAM)
    home.own.mkdir(parents=True)
    path = home.own / "mine.toml"
    path.symlink_to(target)
    (home.own / SCHEMAS[0]).symlink_to(tmp_path / "schema")

    assert "mine" in home.shelf.programs
    with pytest.raises(NotSaved, match="is a link, and links are never written through"):
        home.programs.draft("mine")
    home.programs.create("other", like="mine")

    assert target.read_text() == PROGRAM
    assert not (tmp_path / "schema").exists()


def test_a_draft_that_is_a_link_is_not_opened(home: Home, tmp_path: Path) -> None:
    home.put(PROGRAM)
    (home.own / ".mine.draft.toml").symlink_to(tmp_path / "else")

    with pytest.raises(NotSaved, match="is a link"):
        home.programs.draft("mine")


def test_the_schemas_stand_beside_ones_own_files_and_are_kept_up_to_date(home: Home) -> None:
    home.put("old", SCHEMAS[0])

    home.programs.create("wall-sit", exercise=True)

    for name in SCHEMAS:
        assert (home.own / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_without_schemas_everything_else_works(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_programs, "SCHEMAS", ("not-there.json",))

    assert home.programs.create("wall-sits").is_file()
