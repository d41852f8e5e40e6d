"""The log on the command line: as the user says it was, one day to every set, and nothing that was deleted."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.domain.records.correction_rules import correction_files
from achilles_tui.domain.records.day_entries import Correction, DayFile
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.storage.stores.days import add
from achilles_tui.storage.stores.records import write_new
from tests.cli.test_main import run
from tests.domain.pain_rule.logs import ECCENTRIC, only
from tests.domain.pain_rule.simulation import done

NOW = datetime.now().astimezone().replace(microsecond=0)
YESTERDAY = NOW - timedelta(days=1)


def kept(home: Path, name: str, began: datetime, pain: tuple[int, int] = (1, 1)) -> SessionRecord:
    """Return a session that is on disk."""
    return write_new(home / "data", done(only(ECCENTRIC), name, began, pain))


def say(home: Path, session: SessionRecord, **what: object) -> None:
    """Keep a correction of a session."""
    for one in correction_files(Correction("told-1", NOW, session.id, session.day, **what)):  # type: ignore[arg-type]
        add(home / "data", "0a1b2c3d", one)


def test_a_moved_session_is_listed_where_it_is_now_and_a_deleted_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, gone = kept(tmp_path, "first", YESTERDAY), kept(tmp_path, "gone", YESTERDAY - timedelta(days=1))
    moved = kept(tmp_path, "moved", NOW - timedelta(days=9))
    say(tmp_path, moved, day=NOW.date())
    add(tmp_path / "data", "0a1b2c3d", DayFile(1, gone.day, corrections=(
        Correction("told-2", NOW, gone.id, gone.day, deleted=True),
    )))  # fmt: skip

    assert run(tmp_path, "log") == 0
    lines = capsys.readouterr().out.splitlines()
    sessions = [line for line in lines if "repetitions" in line]
    assert [line[:10] for line in sessions] == [str(first.day), str(NOW.date())]
    assert [line.endswith("corrected") for line in sessions] == [False, True]
    assert run(tmp_path, "log", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["corrected"]) for one in told["sessions"]] == [("first", False), ("moved", True)]


def test_what_the_rule_said_stands_after_the_sessions_of_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, pain in ((3, (6, 3)), (1, (8, 3))):
        kept(tmp_path, f"session-{number}", NOW - timedelta(days=number), pain)
    day = (NOW - timedelta(days=3)).date()

    assert run(tmp_path, "log") == 0
    first, step_back, _, stop = capsys.readouterr().out.splitlines()
    assert first.startswith(str(day))
    assert step_back == (
        f"{day} · STEP BACK (D6): Pain 6 in the last session; the limit in the rule is 5. Not answered."
    )
    assert stop == (
        f"{YESTERDAY.date()} · STOP (D2): Pain 8 in the last session: the rule stops at 8. "
        "All sessions locked until a clinician note is recorded."
    )
    assert run(tmp_path, "log", "--json") == 0
    told = json.loads(capsys.readouterr().out)["rule_events"]
    assert [(one["kind"], one["row"], one["answer"], one["until"], one["holds"]) for one in told] == [
        ("step back", "D6", "not answered", None, False),
        ("stop", "D2", None, None, True),
    ]


def test_a_session_without_a_repetition_appears_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = done(only(ECCENTRIC), "empty", YESTERDAY)
    nothing = replace(session, sets=tuple(replace(part, reps=()) for part in session.sets), pains=())
    write_new(tmp_path / "data", nothing)

    assert run(tmp_path, "log") == 0
    assert capsys.readouterr().out == "No session yet.\n"
    assert run(tmp_path, "log", "--day", "yesterday") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "No session."


def test_one_day_is_opened_to_every_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = kept(tmp_path, "first", YESTERDAY, (6, 3))
    say(tmp_path, session, during=2)

    for words in ("yesterday", str(session.day)):
        assert run(tmp_path, "log", "--day", words) == 0
        out = capsys.readouterr().out
        assert out.count(", set ") == len(session.sets)
        assert "pain before the end: recorded 6, now 2" in out
    assert run(tmp_path, "log", "--day", "yesterday", "--json") == 0
    assert json.loads(capsys.readouterr().out)["sessions"][0]["pain_during"] == 2
    assert run(tmp_path, "log", "--day", "today") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "No session."


@pytest.mark.parametrize(("day", "says"), [("2999-01-01", "has not come yet"), ("soon", "neither today")])
def test_a_day_that_cannot_be_is_a_usage_error(
    tmp_path: Path, day: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "log", "--day", day) == 2
    assert says in capsys.readouterr().err


def test_a_file_of_the_day_that_cannot_be_read_is_named_and_the_rest_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = kept(tmp_path, "first", YESTERDAY)
    broken = tmp_path / "data" / "days" / f"{session.day:%Y}" / f"{session.day}-4e5f6a7b.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("[[")

    for words in (["log"], ["log", "--day", "yesterday"]):
        assert run(tmp_path, *words) == 0
        said = capsys.readouterr()
        assert session.plan.title in said.out
        assert broken.name in said.err


def test_on_a_terminal_the_log_says_how_far_it_has_come_and_a_pipe_gets_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path, "first", YESTERDAY)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert run(tmp_path, "log") == 0
    said = capsys.readouterr()
    assert "\rReading 1 of 1 days" in said.err
    assert said.err.split("\r")[-2].strip() == ""
    assert said.out.count("repetitions") == 1
