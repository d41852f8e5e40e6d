"""What the user told once is kept, and a file that cannot be read is neither lost nor guessed at."""

from pathlib import Path

import pytest
from hypothesis import given

from achilles_tui.core.errors import BadFile, NotSaved
from achilles_tui.core.ports import Settings
from achilles_tui.core.units import Region, Side
from achilles_tui.storage.documents import document
from achilles_tui.storage.reading import convert
from achilles_tui.storage.settings import NAME, load_settings, save_settings
from tests.strategies import SETTINGS

TOLD = Settings(side=Side.LEFT, region=Region.MID_PORTION, program="eccentric")


@given(SETTINGS)
def test_what_is_told_reads_back_the_same(settings: Settings) -> None:
    assert convert(document(settings), Settings, Path(NAME)) == settings


def test_settings_are_kept_and_readable(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()

    save_settings(tmp_path, TOLD)
    save_settings(tmp_path, TOLD)

    assert load_settings(tmp_path) == TOLD
    assert (tmp_path / NAME).read_text() == (
        'format = 1\nside = "left"\nregion = "mid-portion"\nprogram = "eccentric"\n'
    )


def test_an_unknown_setting_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('format = 1\nsid = "left"\n')

    with pytest.raises(BadFile, match=r"settings\.toml: there is no key `sid` here; did you mean `side`\?"):
        load_settings(tmp_path)


def test_a_file_that_cannot_be_read_is_set_aside_before_a_new_one_is_written(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("my notes")

    save_settings(tmp_path, TOLD)

    assert load_settings(tmp_path) == TOLD
    (aside,) = tmp_path.glob(NAME + ".unreadable-*")
    assert aside.read_text() == "my notes"


def test_settings_of_a_newer_version_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("format = 2\n")

    with pytest.raises(NotSaved, match="newer version"):
        save_settings(tmp_path, TOLD)

    assert (tmp_path / NAME).read_text() == "format = 2\n"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(NotSaved, match="Not a directory"):
        save_settings(tmp_path / "file" / "config", TOLD)


def test_a_file_that_cannot_be_set_aside_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_text("my notes")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(NotSaved, match="Permission denied: cannot set"):
        save_settings(tmp_path, TOLD)
    assert (tmp_path / NAME).read_text() == "my notes"
