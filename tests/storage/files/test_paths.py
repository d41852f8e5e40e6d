"""Where things are kept: what was told wins, and nobody else can look in."""

import os
import stat
from pathlib import Path

import pytest

import achilles_tui
from achilles_tui.storage.files import paths
from achilles_tui.storage.files.paths import folders, make_folder, shipped_programs


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"ACHILLES_TUI_DATA_DIR": "/environment/data", "ACHILLES_TUI_CONFIG_DIR": "/environment/config"}

    assert folders(str(tmp_path), None, environ=environ)[:2] == (tmp_path, Path("/environment/config"))
    assert folders(None, str(tmp_path), environ=environ)[:2] == (Path("/environment/data"), tmp_path)


def test_without_either_the_folders_are_the_ones_of_the_desktop_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/xdg/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/xdg/config")

    told = folders(environ={"ACHILLES_TUI_DATA_DIR": ""})

    assert told[:2] == (Path("/xdg/data/achilles-tui"), Path("/xdg/config/achilles-tui"))
    assert told.sessions == Path("/xdg/data/achilles-tui/sessions")
    assert told.programs == Path("/xdg/config/achilles-tui/programs")


def test_a_folder_told_in_short_is_kept_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/home/someone")

    assert folders("here", "~/there", environ={})[:2] == (tmp_path / "here", Path("/home/someone/there"))


def test_asking_where_things_are_makes_nothing(tmp_path: Path) -> None:
    folders(tmp_path / "new", environ={})

    assert list(tmp_path.iterdir()) == []


def test_new_folders_are_for_this_user_alone_and_old_ones_stay_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    make_folder(tmp_path / "a" / "b")

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_new_folder_is_brought_to_disk_in_the_one_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(paths, "sync_folder", synced.append)

    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")

    assert synced == [tmp_path, tmp_path / "a"]


def test_a_file_in_the_way_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="Not a directory"):
        make_folder(tmp_path / "file" / "below")


def test_a_file_system_without_folder_sync_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuse)

    make_folder(tmp_path / "a")


def test_shipped_programs_are_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (shipped_programs() / "eccentric.toml").is_file()

    package = tmp_path / "achilles_tui"
    (package / "programs").mkdir(parents=True)
    monkeypatch.setattr(achilles_tui, "__file__", str(package / "__init__.py"))

    assert shipped_programs() == package / "programs"
