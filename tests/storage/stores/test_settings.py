"""What the user told once is kept, and a file that cannot be read is neither lost nor guessed at."""

import tomllib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from msgspec import structs

from achilles_tui import storage
from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.base.units import Region, Side, Sound
from achilles_tui.domain.settings import Settings
from achilles_tui.storage.stores.settings import NAME, SettingsFile
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import convert
from tests.strategies import SETTING_VALUES, SETTINGS

TOLD = Settings(side=Side.LEFT, region=Region.MID_PORTION, program="eccentric")


@given(SETTINGS)
def test_what_is_told_reads_back_the_same(settings: Settings) -> None:
    assert convert(document(settings), Settings, Path(NAME)) == settings


def test_every_setting_is_tried() -> None:
    assert {"format", *SETTING_VALUES} == set(Settings.__struct_fields__)


def test_settings_are_kept_and_readable(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == Settings()

    SettingsFile(tmp_path).save(TOLD)
    SettingsFile(tmp_path).save(TOLD)

    assert SettingsFile(tmp_path).load() == TOLD
    assert (tmp_path / NAME).read_text() == (
        'format = 1\nside = "left"\nregion = "mid-portion"\nprogram = "eccentric"\n'
    )


def test_an_unknown_setting_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('format = 1\nsid = "left"\n')

    with pytest.raises(BadFile, match=r"settings\.toml: there is no key `sid` here; did you mean `side`\?"):
        SettingsFile(tmp_path).load()


def test_a_file_from_before_there_was_any_sound_to_choose_still_loads(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('format = 1\nside = "left"\nregion = "mid-portion"\nprogram = "eccentric"\n')

    assert SettingsFile(tmp_path).load() == TOLD
    assert TOLD.sound is Sound.ALL
    assert TOLD.cue_command == ()
    assert (TOLD.notice, TOLD.theme, TOLD.motion) == ("off", "dark", "auto")


def test_sound_looks_and_the_cue_command_are_kept_and_readable(tmp_path: Path) -> None:
    told = Settings(
        sound=Sound.PHASES,
        cue_command=("espeak-ng", "-v", "en", "{text}"),
        notice="osc99",
        theme="ansi-light",
        motion="low",
    )

    SettingsFile(tmp_path).save(told)

    assert SettingsFile(tmp_path).load() == told
    assert tomllib.loads((tmp_path / NAME).read_text()) == {
        "format": 1,
        "sound": "phases",
        "cue_command": ["espeak-ng", "-v", "en", "{text}"],
        "notice": "osc99",
        "theme": "ansi-light",
        "motion": "low",
    }


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('sound = "loud"', r"sound: 'loud' is not one of all, phases, off\."),
        ('notice = "osc8"', r"notice: 'osc8' is not one of off, osc777, osc9, osc99\."),
        ('theme = "pink"', r"theme: 'pink' is not one of ansi-dark, ansi-light, contrast, dark, light\."),
        ('motion = "fast"', r"motion: 'fast' is not one of auto, full, low, none\."),
        ('cue_command = "espeak-ng"', r"cue_command: expected a list, got a text\."),
        ('cue_command = ["say", 3]', r"cue_command 2: expected a text, got a whole number\."),
        (f"cue_command = {['x'] * 21}", r"cue_command: expected a list of length <= 20\."),
        (f"cue_command = ['{'x' * 501}']", r"cue_command 1: expected a text of length <= 500\."),
        ("times = [19:00:00, 07:30:00]", r"times go from morning to night, each once\."),
        ("times = [07:30:00, 07:30:00]", r"times go from morning to night, each once\."),
        ("times = [07:30:30]", r"write times as hours and minutes; seconds must be 00\."),
        (f"times = [{', '.join(f'0{hour}:00:00' for hour in range(7))}]", r"times: expected a list of length <= 6\."),
        ('times = ["07:30"]', r"times 1: expected a time of day such as 07:30:00, without quotation marks .*\."),
        ("times = [7]", r"times 1: expected a time, got a whole number\."),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_one_sentence(tmp_path: Path, line: str, sentence: str) -> None:
    (tmp_path / NAME).write_text(f"format = 1\n{line}\n")

    with pytest.raises(BadFile, match=rf"settings\.toml: {sentence}$"):
        SettingsFile(tmp_path).load()


def test_the_reference_for_users_names_every_setting_and_no_other(tmp_path: Path) -> None:
    reference = (Path(storage.__file__).parent / "README.md").read_text()
    example = reference.partition("## Settings")[2].partition("```toml\n")[2].partition("```")[0]
    (tmp_path / NAME).write_text(example)

    assert SettingsFile(tmp_path).load().times == (time(7, 30), time(19))
    assert set(tomllib.loads(example)) == {field.name for field in structs.fields(Settings)}


def test_times_of_day_are_kept_as_toml_writes_them(tmp_path: Path) -> None:
    told = Settings(times=(time(7, 30), time(19)))

    SettingsFile(tmp_path).save(told)

    assert SettingsFile(tmp_path).load() == told
    assert tomllib.loads((tmp_path / NAME).read_text())["times"] == [time(7, 30), time(19)]
    assert "07:30:00" in (tmp_path / NAME).read_text()


def test_a_file_that_cannot_be_read_is_set_aside_before_a_new_one_is_written(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("my notes")

    SettingsFile(tmp_path).save(TOLD)

    assert SettingsFile(tmp_path).load() == TOLD
    (aside,) = tmp_path.glob(NAME + ".unreadable-*")
    assert aside.read_text() == "my notes"


def test_settings_of_a_newer_version_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("format = 2\n")

    with pytest.raises(NotSaved, match="newer version"):
        SettingsFile(tmp_path).save(TOLD)

    assert (tmp_path / NAME).read_text() == "format = 2\n"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(NotSaved, match="Not a directory"):
        SettingsFile(tmp_path / "file" / "config").save(TOLD)


def test_a_file_that_cannot_be_set_aside_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).write_text("my notes")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(NotSaved, match="Permission denied: cannot set"):
        SettingsFile(tmp_path).save(TOLD)
    assert (tmp_path / NAME).read_text() == "my notes"
