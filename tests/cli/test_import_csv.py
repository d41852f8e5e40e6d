"""Bringing a table in on the command line: first to see, then for good, and again without harm."""

import json
import signal
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_main import run
from tests.terminal_emulator import Terminal

PROGRAM = [sys.executable, "-m", "achilles_tui"]
RAISE = "gastrocnemius-heel-raise"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of somebody with a program and a past that is on paper."""
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", "--program", "eccentric", "--no-red-flags")
    capsys.readouterr()
    return tmp_path


def today() -> date:
    """Return the local day."""
    return datetime.now().astimezone().date()


def past(home: Path, days: int = 3) -> Path:
    """Return a table of mornings, and of a session each day that hurt 3; today's is done already."""
    rows = []
    for back in range(days):
        day = today() - timedelta(back)
        rows.append(f"{day},,,,,2,10,,")
        rows += [
            f"{day},00:00,{exercise},15,{number},,,3,1"
            for exercise in (RAISE, "soleus-heel-raise")
            for number in (1, 2, 3)
        ]
    table = home / "past.csv"
    table.write_text(
        "\n".join(["day,time,exercise,reps_done,set,morning_pain,stiffness_min,pain_during,pain_after", *rows])
    )
    return table


def files(home: Path) -> set[str]:
    """Return what stands in the data folder besides the answers to the red flags."""
    return {str(path) for path in (home / "data").rglob("*") if path.is_file() and path.name != "safety.toml"}


def test_a_past_is_looked_at_brought_in_and_not_doubled_and_today_follows(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = past(home)
    said = []
    for words in (["--dry-run"], [], ["--dry-run"], []):
        assert run(home, "import", str(table), *words) == 0
        said.append(capsys.readouterr().out)
        if len(said) == 1:
            assert files(home) == set()

    here = "Already in your log, and unchanged: 3 sessions, 3 mornings.\n"
    assert said == [
        "Would add 3 sessions, 3 mornings.\n",
        "Added 3 sessions, 3 mornings.\n",
        f"Nothing new: nothing would be added.\n{here}",
        f"Nothing new: nothing was added.\n{here}",
    ]
    assert len(files(home)) == 6
    assert run(home, "log") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" · ")[0] for line in lines] == [f"{today() - timedelta(back)} 00:00" for back in (2, 1, 0)]
    assert all(line.endswith(" · 90 of 90 repetitions · highest pain 3 · done · entered by hand") for line in lines)
    assert run(home, "today") == 0
    now = capsys.readouterr().out
    assert "1 of 2 today" in now
    assert "This morning: pain 2" in now
    assert "Yesterday's highest pain: 3" in now


def test_as_json_it_counts_the_same(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = past(home, days=1)
    assert run(home, "import", str(table), "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "schema": 1, "dry_run": True, "added": {"sessions": 1, "mornings": 1, "scores": 0},
        "here": {"sessions": 0, "mornings": 0, "scores": 0}, "otherwise": [],
        "without_a_time_on_a_day_with_a_session": 0, "errors": [],
    }  # fmt: skip


def test_with_anything_wrong_everything_is_said_and_nothing_is_added(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = home / "past.csv"
    table.write_text(f"day,exercise,reps_done\n3/4/2026,{RAISE},10\n2026-11-20,swim,10\n2026-11-19,{RAISE},10\n")
    assert run(home, "import", str(table)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "line 2, day: 3/4/2026 could be two different days: write 3 April as 2026-04-03 (yyyy-mm-dd in a spreadsheet).",
        "line 3, exercise: swim is not a known exercise; `programs list --exercises` names them.",
        "Nothing was added.",
    ]
    assert run(home, "import", str(table), "--json") == 1
    errors = json.loads(capsys.readouterr().out)["errors"]
    assert [(one["line"], one["column"]) for one in errors] == [(2, "day"), (3, "exercise")]
    assert files(home) == set()


@pytest.mark.parametrize("what", ["a program", "a folder", "nothing"])
def test_what_is_no_table_is_one_sentence(home: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = {"a program": sys.executable, "a folder": str(home), "nothing": str(home / "none.csv")}[what]
    assert run(home, "import", file) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert file in said.err


def in_this_home(home: Path, *words: str) -> list[str]:
    """Return the command line of the program in a home."""
    return [*PROGRAM, "--data-dir", str(home / "data"), "--config-dir", str(home / "config"), *words]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_cancelled_by_a_signal_it_says_so_and_nothing_is_left(home: Path, number: signal.Signals) -> None:
    with Terminal.spawn(in_this_home(home, "import", str(past(home, days=400)))) as terminal:
        terminal.wait_for("% written")
        if number == signal.SIGINT:
            terminal.send("\x03")
        else:
            terminal.kill(number)
        terminal.wait_for("Cancelled: nothing was added.")
        assert terminal.wait() == 128 + number
    assert [path.name for path in (home / "data").iterdir()] == ["safety.toml"]


def test_on_a_terminal_it_shows_how_far_it_is_and_clears_that_away(home: Path) -> None:
    with Terminal.spawn(in_this_home(home, "import", str(past(home, days=30)))) as terminal:
        terminal.wait_for("Added 30 sessions, 30 mornings.")
        assert b"% written; Ctrl+C cancels" in terminal.raw
        assert terminal.text().strip() == "Added 30 sessions, 30 mornings."
    assert len(files(home)) == 60


def test_everything_written_out_is_here_already_and_comes_whole_into_an_empty_folder(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    run(home, "import", str(past(home)))
    tables = [tmp_path / "one.csv", tmp_path / "two.csv"]
    assert run(home, "report", "--csv", str(tables[0])) == 0
    before = files(home)
    assert run(home, "import", str(tables[0])) == 0
    assert files(home) == before
    assert run(other, "import", str(tables[0])) == 0
    assert run(other, "report", "--csv", str(tables[1])) == 0

    assert tables[0].read_bytes() == tables[1].read_bytes()
    assert "Added 3 sessions, 3 mornings." in capsys.readouterr().out
