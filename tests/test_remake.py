"""One command makes what is generated anew, or says what is stale."""

from pathlib import Path

import pytest

from tests import remake
from tests.remake import Owned, changes


class Letters:
    """A part that writes two letters into a folder and owns it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.OWNED: Owned = {folder: "*.txt"}

    def files(self) -> dict[Path, str]:
        return {self.folder / f"{letter}.txt": letter for letter in "ab"}


@pytest.fixture
def part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Letters:
    monkeypatch.setattr(remake, "ROOT", tmp_path)
    (tmp_path / "letters").mkdir()
    for name in ("a", "c"):
        (tmp_path / "letters" / f"{name}.txt").write_text(name)
    return Letters(tmp_path / "letters")


def test_what_is_missing_is_written_and_what_nothing_makes_is_removed(
    part: Letters, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remake.remake({"json": part}, check=False) == 0

    assert capsys.readouterr().out == "written: letters/b.txt\nremoved: letters/c.txt\n"
    assert {path.name: path.read_text() for path in part.folder.iterdir()} == {"a.txt": "a", "b.txt": "b"}
    assert list(changes(part)) == []


def test_a_check_names_each_stale_file_with_the_command_and_changes_nothing(
    part: Letters, capsys: pytest.CaptureFixture[str]
) -> None:
    assert remake.remake({"json": part}, check=True) == 1

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["letters/b.txt", "letters/c.txt"]
    assert all("`python -m tests.remake json`" in line for line in lines)
    assert {path.name for path in part.folder.iterdir()} == {"a.txt", "c.txt"}
