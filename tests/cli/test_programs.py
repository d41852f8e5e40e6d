"""The commands about programs: what they print, where, and with which exit code; the editor on a real terminal."""

import json
import sys
from pathlib import Path

import pytest

from achilles_tui.storage.stores.programs import EXERCISES
from tests.cli.test_main import run
from tests.storage.toml.written import EXERCISE, PROGRAM, with_line
from tests.terminal_emulator import Terminal

ROOT = Path(__file__).parents[2]
BROKEN = with_line("lower = 3", "lower = -3")
SENTENCE = 'exercise 1 "soleus-heel-raise", tempo.lower: -3 is not more than 0.'


def own(home: Path, name: str = "mine") -> Path:
    """Return where one's own program lies."""
    folder = home / "config" / "programs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.toml"


def test_the_list_tells_what_each_program_takes_and_which_are_mine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own(tmp_path).write_text(PROGRAM)
    run(tmp_path, "setup", "--program", "eccentric")
    capsys.readouterr()

    assert run(tmp_path, "programs", "list") == 0

    said = capsys.readouterr()
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert said.err == ""
    assert "mine Mine (your own file)" in lines
    assert "eccentric Eccentric heel raises (your program)" in lines
    assert all("min a session" in line for line in lines[1::2])
    assert "PT" in lines[next(i for i, line in enumerate(lines) if line.startswith("heavy")) + 1]


def test_the_list_is_told_to_other_programs_in_one_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(tmp_path).write_text(PROGRAM)
    own(tmp_path, "broken").write_text(with_line('id = "mine"', 'id = "broken"', BROKEN))

    assert run(tmp_path, "programs", "list", "--json") == 3

    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["schema"] == 1
    by_id = {one["id"]: one for one in told["programs"]}
    assert by_id["mine"]["own"]
    assert not by_id["eccentric"]["own"]
    assert by_id["heavy"]["supervision"] == "PT each time"
    assert SENTENCE in told["problems"][0]
    assert told["problems"] == said.err.splitlines()
    assert {"title", "about", "source", "equipment", "minutes_a_session", "minutes_a_week", "weeks"} <= set(
        by_id["mine"]
    )


def test_the_exercises_are_listed_likewise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own(tmp_path).parent / EXERCISES).mkdir()
    (own(tmp_path).parent / EXERCISES / "mine.toml").write_text(EXERCISE)

    assert run(tmp_path, "programs", "list", "--exercises") == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "mine My exercise · isometric · home" in lines

    assert run(tmp_path, "programs", "list", "--exercises", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], len(told["exercises"])) == (1, len(lines))


def test_more_than_one_session_holds_does_not_end_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own(tmp_path)
    changes = tmp_path / "config" / "programs" / "my-pt"
    changes.mkdir()
    (changes / "eccentric.toml").write_text(
        'format = 1\nprogram = "eccentric"\ntold = 2026-11-22\n'
        '[[exercise]]\nid = "soleus-heel-raise"\nsets = 100\nreps = 100\n'
    )

    assert run(tmp_path, "programs", "list") == 3

    said = capsys.readouterr()
    assert "repetitions are more than one session holds" in said.err
    assert not any(line.startswith("eccentric") for line in said.out.splitlines())


def test_a_file_that_is_well_is_said_so_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = own(tmp_path)
    path.write_text(PROGRAM)

    assert run(tmp_path, "programs", "check", str(path)) == 0

    assert capsys.readouterr() == (f"{path}: no errors\n", "")


def test_of_many_files_each_is_told_and_one_that_is_not_well_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = own(tmp_path), tmp_path / "mine.toml"
    good.write_text(PROGRAM)
    bad.write_text(BROKEN)

    assert run(tmp_path, "programs", "check", str(bad), str(good), str(tmp_path / "none.toml")) == 3

    said = capsys.readouterr()
    assert said.out == f"{good}: no errors\n"
    assert said.err.splitlines() == [
        f"{bad}:11:21: {SENTENCE}",
        "  11 | tempo = { rise = 2, lower = -3 }",
        "                           ^",
        f"{tmp_path}/none.toml: there is no such file.",
    ]


def test_a_new_file_is_named_as_data_and_well_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "programs", "new", "mine", "--from", "eccentric") == 0

    said = capsys.readouterr()
    assert said.out == f"{own(tmp_path)}\n"
    assert "achilles-tui programs edit mine" in said.err
    assert run(tmp_path, "programs", "check", said.out.strip()) == 0
    assert run(tmp_path, "programs", "new", "wall-sit", "--exercise") == 0
    assert run(tmp_path, "programs", "list") == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["eccentric"], "There is a program 'eccentric' already: choose another id."),
        (["../x"], "'../x' is not an id: small letters, digits and hyphens, a letter first, 64 at most."),
        (["mine", "--from", "eccentrik"], "There is nothing called 'eccentrik' to copy; the nearest is 'eccentric'."),
    ],
)
def test_a_new_file_that_cannot_be_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(tmp_path, "programs", "new", *words) == 3
    assert capsys.readouterr() == ("", f"{says}\n")


def test_an_editor_is_not_opened_without_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path).write_text(PROGRAM)
    with (tmp_path / "input").open("w+") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run(tmp_path, "programs", "edit", "mine") == 2
    assert capsys.readouterr().err == "An editor needs a terminal: input must not be redirected.\n"


EDITS = """
import sys, pathlib
assert sys.stdin.isatty() and sys.stdout.isatty()
old, new, path = sys.argv[1:]
path = pathlib.Path(path)
print(input("Ready? "))
path.write_text(path.read_text().replace(old, new))
"""


def edited(home: Path, *words: str, old: str = "", new: str = "", code: int = 0) -> str:
    """Edit on a real terminal with an editor that waits for a key and writes one text for another."""
    script = home / "editor.py"
    script.write_text(EDITS)
    folders = ["--data-dir", str(home / "data"), "--config-dir", str(home / "config")]
    env = {"EDITOR": f"{sys.executable} '{script}' '{old}' '{new}'", "VISUAL": None}
    command = [sys.executable, "-m", "achilles_tui", "programs", "edit", *words, *folders]
    with Terminal.spawn(command, size=(200, 24), env=env, cwd=ROOT) as terminal:
        if "--discard" not in words:
            terminal.wait_for(r"Ready\?")
            terminal.send("yes\r")
        assert terminal.wait() == code
        return terminal.text()


def test_what_was_written_in_the_editor_is_kept_once_it_is_well(tmp_path: Path) -> None:
    path = own(tmp_path)
    path.write_text(PROGRAM)

    assert "mine: saved" in edited(tmp_path, "mine", old="sets = 3", new="sets = 2")

    assert path.read_text() == with_line("sets = 3", "sets = 2")


def test_what_is_not_well_is_told_with_its_line_and_gone_on_with(tmp_path: Path) -> None:
    path = own(tmp_path)
    path.write_text(PROGRAM)

    said = edited(tmp_path, "mine", old="lower = 3", new="lower = -3", code=3)

    assert SENTENCE in said
    assert "  11 | tempo = { rise = 2, lower = -3 }\n                           ^" in said
    assert "Not saved: mine is as it was. What you wrote is in a draft" in said
    assert path.read_text() == PROGRAM
    assert "mine: saved" in edited(tmp_path, "mine", old="lower = -3", new="lower = 4")
    assert path.read_text() == with_line("lower = 3", "lower = 4")


def test_what_is_not_well_can_be_forgotten(tmp_path: Path) -> None:
    path = own(tmp_path)
    path.write_text(PROGRAM)
    edited(tmp_path, "mine", old="lower = 3", new="lower = -3", code=3)

    edited(tmp_path, "mine", "--discard")

    assert [one.name for one in path.parent.iterdir() if one.suffix == ".toml"] == ["mine.toml"]
    assert "mine: saved" in edited(tmp_path, "mine", old="sets = 3", new="sets = 1")
    assert path.read_text() == with_line("sets = 3", "sets = 1")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("eccentric", "`programs new my-eccentric --from eccentric` makes a copy"),
        ("../x", "You have no program or exercise"),
    ],
)
def test_what_is_not_ones_own_is_not_forgotten_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    assert run(tmp_path, "programs", "edit", name, "--discard") == 3
    assert says in capsys.readouterr().err
