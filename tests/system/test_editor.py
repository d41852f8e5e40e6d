"""The user's own editor is started as they wrote it, waited for, and left alone."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from achilles_tui.domain.base.errors import NoEditor
from achilles_tui.system.editor import edit

ROOT = Path(__file__).parents[2]
NOTES = "import sys, pathlib; pathlib.Path(sys.argv[-1]).write_text(repr(sys.argv[1:-1]))"


@pytest.fixture(autouse=True)
def _no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a file.toml"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return an editor that writes its arguments into the file."""
    script = tmp_path / "my editor.py"
    script.write_text(NOTES)
    return script


def test_an_editor_is_started_with_its_own_arguments_and_the_file(
    monkeypatch: pytest.MonkeyPatch, notes: Path, file: Path
) -> None:
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{notes}' --wait -c \"set ft=toml\"")

    edit(file)

    assert file.read_text() == "['--wait', '-c', 'set ft=toml']"


def test_visual_goes_before_editor_unless_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch, notes: Path, file: Path
) -> None:
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{notes}' visual")
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{notes}' editor")
    edit(file)
    assert file.read_text() == "['visual']"

    monkeypatch.setenv("VISUAL", "  ")
    edit(file)
    assert file.read_text() == "['editor']"


def test_nothing_of_it_is_read_by_a_shell(monkeypatch: pytest.MonkeyPatch, notes: Path, file: Path) -> None:
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{notes}' $HOME ; false")

    edit(file)

    assert file.read_text() == "['$HOME', ';', 'false']"


def test_without_one_that_is_named_the_usual_ones_are_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path
) -> None:
    nano = tmp_path / "nano"
    nano.write_text(f"#!{sys.executable}\n{NOTES}")
    nano.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))

    edit(file)

    assert file.read_text() == "[]"


def test_where_there_is_no_editor_it_is_said_how_to_name_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoEditor, match="No editor was found: set EDITOR, such as EDITOR=nano"):
        edit(file)


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
@pytest.mark.parametrize(
    ("told", "says"),
    [
        (
            "no-such-editor --wait",
            "The editor 'no-such-editor' cannot be started: No such file or directory. Set EDITOR",
        ),
        ("/", "The editor '/' cannot be started: Permission denied"),
        ("vim 'oh", '{variable} is "vim \'oh", which has an unclosed quotation mark'),
        ("''", "The editor '' cannot be started"),
    ],
)
def test_an_editor_that_cannot_be_started_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, file: Path, variable: str, told: str, says: str
) -> None:
    monkeypatch.setenv(variable, told)
    with pytest.raises(NoEditor) as caught:
        edit(file)
    assert str(caught.value).startswith(says.format(variable=variable))


def test_an_editor_that_fails_keeps_what_was_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: Path
) -> None:
    script = tmp_path / "fails.py"
    script.write_text(f"{NOTES}\nsys.exit(3)")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    with pytest.raises(NoEditor, match=r"ended with code 3\. Your changes are in .*a file\.toml"):
        edit(file)

    assert file.read_text() == "[]"


INTERRUPTS = """
import os, pathlib, signal, sys
handler = signal.getsignal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getppid(), signal.SIGINT)
pathlib.Path(sys.argv[1]).write_text("still here, " + str(handler is signal.default_int_handler))
"""


def test_ctrl_c_in_the_editor_is_the_editors_alone(tmp_path: Path, file: Path) -> None:
    script = tmp_path / "interrupts.py"
    script.write_text(INTERRUPTS)
    code = "import sys, pathlib; from achilles_tui.system.editor import edit\n"
    code += "edit(pathlib.Path(sys.argv[1])); print('back')"

    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        cwd=ROOT, env={"EDITOR": f"{sys.executable} {script}"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.stdout, done.stderr, done.returncode) == ("back\n", "", 0)
    assert file.read_text() == "still here, True"


def test_afterwards_ctrl_c_is_ours_again(monkeypatch: pytest.MonkeyPatch, notes: Path, file: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{notes}'")

    edit(file)

    assert signal.getsignal(signal.SIGINT) is before
