"""The day on the command line: what is due, how the morning was, in words and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.test_main import run


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of somebody who has told everything and done nothing yet."""
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", "--program", "home", "--no-red-flags")
    capsys.readouterr()
    return tmp_path


def test_today_says_what_is_due_of_doses_that_differ(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "today") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Due: Calf stretch, back knee straight; ")
    assert lines[1] == "Stretches and heel raises, week 1"
    assert "  Heel raise, knees bent: due, 0 of 2 today" in lines
    assert (
        "This morning: not recorded yet, `achilles-tui checkin` records it. Yesterday's highest pain: not recorded."
        in lines
    )


def test_status_is_the_first_line_of_today(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "today")
    first = capsys.readouterr().out.splitlines()[0]
    assert run(home, "status") == 0
    assert capsys.readouterr().out == f"{first}\n"


def test_a_check_in_is_kept_and_its_later_words_count(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "checkin", "--pain", "3", "--stiffness", "20") == 0
    assert run(home, "checkin", "--pain", "2") == 0
    capsys.readouterr()
    assert run(home, "today", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["program"], told["morning"], told["stiffness_minutes"]) == (1, "home", 2, 20)
    assert {one["exercise"]: (one["state"], one["level"]) for one in told["exercises"]} == {
        "gastrocnemius-stretch": ("due", 1),
        "soleus-stretch": ("due", 1),
        "gastrocnemius-heel-raise": ("due", 1),
        "soleus-heel-raise": ("due", 1),
    }
    assert len(list((home / "data" / "days").rglob("*.toml"))) == 1


def test_yesterday_can_be_told_today_and_tomorrow_cannot(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "checkin", "--pain", "4", "--day", "yesterday") == 0
    assert run(home, "checkin", "--pain", "4", "--day", "2999-01-01") == 2
    assert "has not come yet" in capsys.readouterr().err


def test_a_day_away_has_nothing_due(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "checkin", "--how", "away") == 0
    capsys.readouterr()
    run(home, "status")
    assert capsys.readouterr().out == "Nothing is due now.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Nothing to record"),
        (["--pain", "11"], "not a whole number from 0 to 10"),
        (["--stiffness", "-1"], "--stiffness"),
        (["--how", "bad"], "choose from"),
        (["--day", "soon", "--pain", "1"], "neither today, yesterday nor a date"),
        (["--heel-rises", "20"], "go together"),
    ],
)
def test_what_cannot_be_is_a_usage_error(
    home: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "checkin", *words) == 2
    assert says in capsys.readouterr().err


def test_the_heel_rise_test_is_not_kept_before_its_time(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "checkin", "--heel-rises", "20", "--side", "left") == 1
    assert "for week 4 and later; this is week 1" in capsys.readouterr().err


def test_scores_are_kept_beside_the_morning(home: Path) -> None:
    assert run(home, "checkin", "--visa-a", "62") == 0
    (file,) = (home / "data" / "days").rglob("*.toml")
    assert "visa_a = 62" in file.read_text()


def test_without_a_program_of_ones_own_it_says_how_to_choose_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "today") == 1
    assert "setup --program ID" in capsys.readouterr().err
