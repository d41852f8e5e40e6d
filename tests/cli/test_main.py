"""The small commands: what they print, where, and with which exit code."""

import json
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from msgspec import structs

from achilles_tui.domain.settings import Settings
from achilles_tui.main import main
from achilles_tui.storage.stores.settings import SettingsFile


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def run(home: Path, *words: str) -> int:
    """Run the command line in a home of its own; return the exit code."""
    folders = ["--data-dir", str(home / "data"), "--config-dir", str(home / "config")]
    with pytest.raises(SystemExit) as left:
        main([*folders, *words])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_the_log_of_a_new_user_is_an_empty_list(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "log", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "sessions": [], "rule_events": []}


def test_a_broken_session_file_goes_to_stderr_and_the_rest_is_printed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = home / "data" / "sessions" / "2026"
    folder.mkdir(parents=True)
    (folder / "2026-11-22T073012+0100-broken.toml").write_text("format = [", encoding="utf-8")
    assert run(home, "log", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["sessions"] == []
    assert "broken.toml" in said.err
    assert said.err.endswith("\n1 file set aside; the rest is complete.\n")


def test_the_shipped_programs_are_listed_from_any_folder(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    assert run(home, "programs", "list") == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"stretches", "eccentric", "home", "heavy"} <= set(listed)


def test_an_unknown_program_is_answered_with_the_nearest_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "start", "eccentrik") == 3
    assert "'eccentric'" in capsys.readouterr().err


def test_a_broken_program_file_is_named_and_the_others_still_work(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = home / "config" / "programs"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('format = 1\nid = "mine"\ntitle = 3\n', encoding="utf-8")
    assert run(home, "start", "mine") == 3
    assert "mine.toml" in capsys.readouterr().err
    assert run(home, "programs", "list") == 3
    said = capsys.readouterr()
    assert "eccentric" in said.out
    assert "mine.toml:1:1: the key `about` is missing. And 2 more" in said.err


def test_setup_keeps_what_it_was_told_and_names_what_was_answered_no(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--side", "left", "--region", "mid-portion", "--program", "eccentric", "--no-red-flags"]
    assert run(home, "setup", *words) == 0
    said = capsys.readouterr().out
    assert "fluoroquinolone" in said
    assert run(home, "setup") == 0
    said = capsys.readouterr().out
    assert "side: left" in said
    assert "region: mid-portion" in said
    assert "program: eccentric" in said
    assert "warning signs: answered" in said


SETTINGS = {
    "side": "right",
    "region": "insertional",
    "program": "eccentric",
    "sound": "off",
    "cue_command": "espeak-ng '{text}'",
    "notice": "osc9",
    "theme": "light",
    "motion": "low",
    "introduction": "off",
    "times": "07:30,19:00",
}
"""Every setting with a value that is not its default."""


def test_setup_saves_every_setting(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(SETTINGS) == {field.name for field in structs.fields(Settings)} - {"format"}
    for setting, value in SETTINGS.items():
        assert run(home, "setup", f"--{setting.replace('_', '-')}", value) == 0

    capsys.readouterr()
    assert run(home, "setup") == 0
    lines = capsys.readouterr().out.splitlines()
    assert {f"{setting}: {value}" for setting, value in SETTINGS.items()} <= set(lines)


def test_setup_keeps_how_it_sounds_and_looks_until_told_otherwise(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sounds = ["--sound", "phases", "--cue-command", "espeak-ng -v 'en gb' {text}", "--notice", "osc777"]
    assert run(home, "setup", *sounds, "--theme", "light", "--motion", "none") == 0
    capsys.readouterr()
    assert run(home, "setup") == 0
    said = capsys.readouterr().out.splitlines()
    assert {"sound: phases", "notice: osc777", "theme: light", "motion: none"} <= set(said)
    assert "cue_command: espeak-ng -v 'en gb' '{text}'" in said
    assert SettingsFile(home / "config").load().cue_command == ("espeak-ng", "-v", "en gb", "{text}")


def test_setup_keeps_the_times_of_day_until_they_are_taken_back(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "setup", "--times", "7:30, 19:00") == 0
    assert run(home, "setup", "--sound", "off") == 0
    assert "times: 07:30,19:00" in capsys.readouterr().out.splitlines()
    assert SettingsFile(home / "config").load().times == (time(7, 30), time(19))

    assert run(home, "setup", "--times", "") == 0
    assert "times: -" in capsys.readouterr().out.splitlines()
    assert SettingsFile(home / "config").load().times == ()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("25:00", "'25:00' is not a time of day such as 07:30"),
        ("07:30,", "'' is not a time of day such as 07:30"),
        ("19:00,07:30", "'19:00,07:30': times go from morning to night, each once"),
        ("07:30,07:30", "'07:30,07:30': times go from morning to night, each once"),
        (",".join(f"0{hour}:00" for hour in range(7)), "7 times are more than 6 a day"),
    ],
)
def test_times_that_cannot_be_are_refused_and_nothing_is_kept(
    home: Path, capsys: pytest.CaptureFixture[str], told: str, sentence: str
) -> None:
    assert run(home, "setup", "--times", told) == 2
    assert sentence in capsys.readouterr().err
    assert not (home / "config").exists()


def test_setup_can_ask_for_the_first_questions_again(home: Path) -> None:
    assert SettingsFile(home / "config").load().introduction == "on"
    assert run(home, "setup", "--introduction", "off") == 0
    assert SettingsFile(home / "config").load().introduction == "off"
    assert run(home, "setup", "--introduction", "on") == 0
    assert SettingsFile(home / "config").load().introduction == "on"


def test_an_empty_cue_command_turns_the_voice_off(home: Path) -> None:
    run(home, "setup", "--cue-command", "espeak-ng {text}")
    assert run(home, "setup", "--cue-command", "") == 0
    assert SettingsFile(home / "config").load().cue_command == ()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("say 'hello", "quotation mark"),
        ("'' {text}", "has no program name"),
        (" ".join(["x"] * 21), "at most 20 words"),
        ("x" * 501, "at most 500 characters"),
    ],
)
def test_an_impossible_cue_command_is_a_usage_error(
    home: Path, command: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "setup", "--cue-command", command) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--sound", "--notice", "--theme", "--motion"])
def test_an_unknown_sound_or_look_is_a_usage_error_that_names_the_known_ones(
    home: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "setup", option, "purple") == 2
    said = capsys.readouterr().err
    assert option in said
    assert "choose from" in said


def test_a_yes_given_before_is_not_undone_by_setup(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data").mkdir()
    (home / "data" / "safety.toml").write_text(
        'format = 1\n[[screenings]]\nat = 2026-11-20T08:00:00+01:00\nyes = ["numbness"]\n', encoding="utf-8"
    )
    assert run(home, "setup", "--no-red-flags") == 0
    assert "locked" in capsys.readouterr().out


def test_nothing_to_resume_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "resume") == 1
    assert capsys.readouterr().err == "There is no unfinished session; `achilles-tui start` begins one.\n"


@pytest.mark.parametrize("speed", ["0", "101", "nan", "fast"])
def test_an_impossible_speed_is_a_usage_error(home: Path, speed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "start", "eccentric", "--speed", speed) == 2
    assert "--speed" in capsys.readouterr().err


@pytest.mark.parametrize("load", ["40", "leg-press-heel-raise=much", "leg-press-heel-raise=-1"])
def test_an_impossible_load_is_a_usage_error(home: Path, load: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "start", "heavy", "--load", load) == 2
    assert "--load" in capsys.readouterr().err


def test_paths_names_the_folders_it_was_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "paths") == 0
    assert f"data: {home / 'data'}" in capsys.readouterr().out


def test_the_environment_names_the_folders_too(home: Path) -> None:
    environ = {"ACHILLES_TUI_DATA_DIR": str(home / "here"), "PATH": "/usr/bin:/bin"}
    said = subprocess.run(
        [sys.executable, "-m", "achilles_tui", "paths"], env=environ, capture_output=True, text=True, check=True
    )
    assert f"data: {home / 'here'}" in said.stdout
