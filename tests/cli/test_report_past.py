"""The report on the command line: written whole or not at all, in a period, with what was left out named."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from achilles_tui.application.history import HistoryService
from achilles_tui.cli.console import ProgressLine, days_read
from achilles_tui.domain.records.day_entries import Diary
from achilles_tui.domain.records.readings import ReadingStep
from achilles_tui.storage.stores import records
from tests.cli.test_main import run
from tests.domain.pain_rule.logs import only
from tests.domain.pain_rule.simulation import OFFERS, done
from tests.exports.pt_report.reading import parsed

NOTE = "after a long walk"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of somebody who has trained on five days."""
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", "--program", "eccentric", "--no-red-flags")
    now = datetime.now().astimezone().replace(microsecond=0)
    for back in range(1, 6):
        record = done(only(OFFERS["eccentric"]), f"session-{back}", now - timedelta(days=back))
        path = records.path_of(tmp_path / "data", record)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(records.dump(record, path))
    capsys.readouterr()
    return tmp_path


def test_a_page_is_written_for_this_user_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = home / "for-my-pt.html"

    assert run(home, "report", "--html", str(target)) == 0
    assert parsed(target.read_text("utf-8")).tag == "html"
    assert target.stat().st_mode & 0o777 == 0o600
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_a_file_that_is_there_already_stays_unless_it_is_to_be_replaced(
    home: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = home / "mine"
    target.write_text("mine", "utf-8")

    assert run(home, "report", f"--{form}", str(target)) == 1
    assert target.read_text("utf-8") == "mine"
    assert "Use --force to replace it" in capsys.readouterr().err
    assert run(home, "report", f"--{form}", str(target), "--force") == 0
    assert target.read_text("utf-8") != "mine"


def test_a_dash_is_the_output(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "report", "--json", "-") == 0
    told = json.loads(capsys.readouterr().out)

    assert (told["schema"], told["side"], told["program"]["id"]) == (1, "left", "eccentric")
    assert sum(one["sessions"] for one in told["days"]) == 5


def test_a_period_is_told_with_both_its_ends(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now().astimezone().date()
    since, until = today - timedelta(days=4), today - timedelta(days=2)

    assert run(home, "report", "--json", "-", "--since", f"{since}", "--until", f"{until}") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["first"], told["last"]) == (f"{since}", f"{until}")
    assert [one["sessions"] for one in told["days"]] == [1, 1, 1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--html", "-", "--since", "soon"], "not a date such as 2026-11-22"),
        (["--html", "-", "--since", "2999-01-01"], "--since: 2999-01-01 has not come yet."),
        (["--json", "-", "--until", "2999-01-01"], "--until: 2999-01-01 has not come yet."),
        (["--html", "-", "--since", "2020-02-02", "--until", "2020-02-01"], "2020-02-01 comes before --since"),
        (["--ics", "-", "--redact"], "they go with --html --markdown --json"),
        ([], "one of the arguments"),
        (["--html", "-", "--json", "-"], "not allowed with"),
    ],
)
def test_a_period_that_cannot_be_is_a_usage_error(
    home: Path, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "report", *words) == 2
    assert says in capsys.readouterr().err


def test_files_that_cannot_be_read_are_named_and_counted_and_the_rest_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = next((home / "data" / "sessions").rglob("*.toml"))
    broken.write_text("what = ", "utf-8")

    assert run(home, "report", "--markdown", "-") == 0
    out, err = capsys.readouterr()
    assert "1 file could not be read; " in out
    assert f"{broken}" in err.splitlines()[0]
    assert err.splitlines()[-1] == "1 file set aside; the rest is complete."
    assert "- Sessions: **4;" in out
    assert broken.read_text("utf-8") == "what = "


def test_the_same_report_has_no_word_of_the_users_own_where_that_is_wished(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (home / "data" / "sessions").rglob("*.toml"):
        path.write_text(f'note = "{NOTE}"\n{path.read_text("utf-8")}', "utf-8")

    run(home, "report", "--markdown", "-")
    assert NOTE in capsys.readouterr().out
    run(home, "report", "--markdown", "-", "--redact")
    told = capsys.readouterr().out
    assert NOTE not in told
    assert "Notes are left out of this report." in told


@pytest.mark.parametrize("form", ["html", "markdown", "json", "csv"])
def test_of_all_notes_only_those_of_the_days_that_were_chosen_are_told(
    home: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    days = [date.today() - timedelta(days=back) for back in (1, 2, 3)]  # noqa: DTZ011 the local day, as the program's
    for number, path in enumerate(sorted((home / "data" / "sessions").rglob("*.toml"), reverse=True)):
        if number < 2:
            path.write_text(f'note = "walk {number}"\n{path.read_text("utf-8")}', "utf-8")

    chosen = [f"--note={days[0]}", f"--note={days[2]}"]
    assert run(home, "report", f"--{form}", "-", *chosen) == 0
    out, err = capsys.readouterr()
    assert ("walk 0" in out, "walk 1" in out) == (True, False)
    assert err.splitlines() == [f"--note: there is no note of {days[2]} in this document."]


def test_notes_are_chosen_or_all_left_out_and_not_both(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "report", "--html", "-", "--redact", "--note", "2026-11-20") == 2
    assert "Use one of them" in capsys.readouterr().err


def test_a_reading_that_is_cancelled_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def walk(_history: HistoryService, _diary: Diary) -> Iterator[ReadingStep]:
        yield ReadingStep((), (), 1, 7300)
        raise KeyboardInterrupt

    monkeypatch.setattr(HistoryService, "walk", walk)
    before = sorted(home.rglob("*"))

    assert run(home, "report", "--html", str(home / "for-my-pt.html")) == 130
    assert sorted(home.rglob("*")) == before
    assert capsys.readouterr().out == ""


def test_progress_is_one_line_on_a_terminal_and_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with ProgressLine(days_read) as progress:
        for number in range(1, 7301):
            progress(number, 7300)
    told = capsys.readouterr().err

    assert "\rReading 7,300 of 7,300 days" in told
    assert told.count("Reading") <= 201
    assert "\n" not in told
    assert told.split("\r")[-2].strip() == ""
    assert told.endswith("\r")


def test_without_a_terminal_there_is_no_line_of_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine(days_read) as progress:
        progress(1, 2)

    assert capsys.readouterr().err == ""
