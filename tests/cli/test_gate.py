"""The gate on the command line, over real files: a stop holds whatever is added, and nothing offers a start."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from achilles_tui.cli.console import LOCKED
from achilles_tui.cli.main import COMMANDS
from tests.cli.test_main import run

TODAY = datetime.now().astimezone().date()
YESTERDAY = TODAY - timedelta(days=1)


def table(home: Path, name: str, *rows: str) -> str:
    """Write a table of past pain and sessions; return its path."""
    path = home / f"{name}.csv"
    lines = ("day,exercise,reps_done,pain_during,pain_after,morning_pain,stiffness_min", *rows)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def calm_row(back: int, morning: str = "0") -> str:
    """Return a row of a calm session some days ago."""
    return f"{TODAY - timedelta(days=back)},soleus-heel-raise,15,0,0,{morning},0"


@pytest.fixture(params=["own program", "no program"])
def stopped(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of somebody whose morning of 9 after yesterday's session stops everything."""
    program = ["--program", "eccentric"] if request.param == "own program" else []
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", *program, "--no-red-flags")
    assert run(tmp_path, "import", table(tmp_path, "past", f"{YESTERDAY},soleus-heel-raise,15,1,1,1,5")) == 0
    capsys.readouterr()
    assert run(tmp_path, "checkin", "--pain", "9", "--stiffness", "5") == 0
    said = capsys.readouterr().err
    assert "Stop, and contact a clinician: Morning pain 9: the rule stops at 8." in said
    assert "All sessions are locked until you write down what a clinician said." in said
    return tmp_path


def stops(home: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    """Whether today says that the rule stops, on every way to say it."""
    capsys.readouterr()
    assert run(home, "today", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert run(home, "status") == 0
    line = capsys.readouterr().out
    assert run(home, "today") == 0
    assert capsys.readouterr().out.splitlines()[0] == line.strip()
    is_stop = told["locked"] and told["refusal"]["kind"] == "stop"
    assert line.startswith("Stop, and contact a clinician:") is is_stop
    return bool(is_stop)


def test_nothing_that_is_added_later_lifts_a_stop(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert stops(stopped, capsys)
    assert run(stopped, "import", table(stopped, "calm", *(calm_row(back) for back in range(8)))) == 0
    assert stops(stopped, capsys)
    for back in range(1, 4):
        day = str(TODAY - timedelta(days=back))
        assert run(stopped, "checkin", "--pain", "0", "--stiffness", "0", "--day", day) == 0
    assert run(stopped, "checkin", "--how", "usual") == 0
    assert run(stopped, "checkin", "--visa-a", "90") == 0
    assert stops(stopped, capsys)
    assert sum(path.read_text("utf-8").count("[[stops]]") for path in (stopped / "data").rglob("*.toml")) == 1


def test_a_stop_of_months_ago_holds_however_much_was_added_since(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", "--program", "eccentric", "--no-red-flags")
    old = f"{TODAY - timedelta(days=80)},soleus-heel-raise,15,9,1,,"
    assert run(tmp_path, "import", table(tmp_path, "old", old)) == 0
    assert stops(tmp_path, capsys)
    assert run(tmp_path, "import", table(tmp_path, "calm", *(calm_row(back) for back in range(40)))) == 0
    assert stops(tmp_path, capsys)


def test_an_import_changes_no_recorded_morning_and_a_check_in_for_the_named_one_corrects_it(
    stopped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(stopped, "import", table(stopped, "again", f"{TODAY},,,,,1,5")) == 0
    assert "is recorded as 9" in capsys.readouterr().out
    assert stops(stopped, capsys)
    assert run(stopped, "checkin", "--pain", "1") == 0
    capsys.readouterr()
    run(stopped, "status")
    assert "Stop" not in capsys.readouterr().out


WAYS = [
    ["start"],
    ["start", "eccentric"],
    ["start", "stretches"],
    ["start", "heavy", "--pt-confirmed", "--load", "leg-press-heel-raise=40"],
    ["start", "silbernagel", "--stage", "2", "--side", "left"],
    ["start", "home", "--stage", "1", "--side", "both"],
]


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_no_option_of_start_begins_anything_while_the_rule_stops(
    stopped: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted((stopped / "data").rglob("sessions/**/*.toml"))
    capsys.readouterr()
    assert run(stopped, *words) == LOCKED
    assert capsys.readouterr().err.splitlines() == [
        "Morning pain 9: the rule stops at 8.",
        "Contact a clinician. All sessions are locked until you write down what a clinician said.",
    ]
    assert sorted((stopped / "data").rglob("sessions/**/*.toml")) == before


def test_no_command_offers_a_start_while_the_rule_stops(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(stopped, "resume") == 1
    assert "start" not in capsys.readouterr().err
    assert set(COMMANDS) >= {"start", "resume"}
    for words in (["today"], ["status"]):
        run(stopped, *words)
        said = capsys.readouterr()
        assert "Due" not in said.out
        assert "achilles-tui start" not in said.out + said.err


def test_nothing_starts_before_the_warning_signs_are_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "start", "eccentric") == LOCKED
    assert capsys.readouterr().err.splitlines() == [
        "The warning signs are not answered yet.",
        "The screen asks them before your first session.",
    ]
    assert run(tmp_path, "start", "eccentric", "--speed", "20") == 2


def test_a_bad_first_morning_asks_for_the_pt_and_a_step_back_leaves_a_session_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, "setup", "--side", "left", "--no-red-flags")
    capsys.readouterr()
    assert run(tmp_path, "checkin", "--pain", "6") == 0
    assert "Ask your PT before you train." in capsys.readouterr().err
    assert run(tmp_path, "start", "eccentric") == LOCKED
    rows = (f"{TODAY},soleus-heel-raise,15,6,2,,",)
    assert run(tmp_path, "import", table(tmp_path, "above", *rows)) == 0
    for words in (["start", "eccentric"], ["start", "home", "--stage", "1"], ["start", "stretches"]):
        capsys.readouterr()
        assert run(tmp_path, *words) == LOCKED
        assert "Nothing more today." in capsys.readouterr().err


def test_a_read_only_folder_still_says_that_the_rule_stops(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, "setup", "--side", "left", "--no-red-flags", "--program", "eccentric")
    from achilles_tui.domain.base.errors import NotSaved  # noqa: PLC0415
    from achilles_tui.storage.stores.logs import LogFiles  # noqa: PLC0415

    def refuse(_files: LogFiles, _entries: object) -> None:
        raise NotSaved("Read-only file system.")

    monkeypatch.setattr(LogFiles, "add_entries", refuse)
    run(tmp_path, "import", table(tmp_path, "past", f"{YESTERDAY},soleus-heel-raise,15,9,1,,"))
    capsys.readouterr()
    assert stops(tmp_path, capsys)
