"""`report` on the command line: what it writes where, what it says beside it, and what it leaves alone."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from achilles_tui.domain.session.phrases import DECIDED_ON_THE_DAY
from achilles_tui.system.system_clock import SystemClock
from tests.cli.test_main import run
from tests.exports.strict_calendar import Told, sessions, strict, wall

MORNING = datetime(2026, 11, 22, 6, 0, tzinfo=ZoneInfo("Europe/Berlin"))
USUAL = (
    "You have set no times of day, so the calendar uses 07:30 and 19:00: "
    "set yours with `achilles-tui setup --times 08:00,18:30`."
)
SetClock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets the clock of the program."""

    def set_to(now: datetime) -> None:
        monkeypatch.setattr(SystemClock, "now", lambda _clock: now)

    monkeypatch.setenv("TZ", "Europe/Berlin")
    set_to(MORNING)
    return set_to


@pytest.fixture
def home(tmp_path: Path, clock: SetClock, capsys: pytest.CaptureFixture[str]) -> Path:  # noqa: ARG001 it is early there
    """Return the home of somebody who has told everything but their times of day."""
    run(tmp_path, "setup", "--side", "left", "--region", "mid-portion", "--program", "eccentric", "--no-red-flags")
    capsys.readouterr()
    return tmp_path


def test_the_plan_of_twelve_weeks_goes_into_a_file_for_this_user_alone(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = home / "plan.ics"

    assert run(home, "report", "--ics", str(target)) == 0

    calendar = strict(target.read_bytes())
    assert len(sessions(calendar)) == 12 * 7 * 2
    assert [wall(one).time().isoformat("minutes") for one in sessions(calendar)[:2]] == ["07:30", "19:00"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        f"168 sessions, 2026-11-22 to 2027-02-13. {DECIDED_ON_THE_DAY}",
        USUAL,
    ]


def test_the_users_own_times_and_weeks_are_kept_to(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "setup", "--times", "06:45,12:00,20:15")
    capsys.readouterr()

    assert run(home, "report", "--ics", "-", "--weeks", "2") == 0

    out, err = capsys.readouterr()
    assert [wall(one).strftime("%d %H:%M") for one in sessions(strict(out.encode()))[:3]] == [
        "22 06:45",
        "22 20:15",
        "23 06:45",
    ]
    assert len(sessions(strict(out.encode()))) == 28
    assert "times of day" not in err


@pytest.mark.parametrize("weeks", ["0", "53", "-1", "x", "1.5"])
def test_weeks_are_one_to_fifty_two(home: Path, capsys: pytest.CaptureFixture[str], weeks: str) -> None:
    assert run(home, "report", "--ics", "-", "--weeks", weeks) == 2
    assert "--weeks" in capsys.readouterr().err


def test_a_kind_of_document_has_to_be_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, "report") == 2
    assert "--ics is required" in capsys.readouterr().err


def test_a_file_that_is_there_is_left_unless_force_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = home / "plan.ics"
    target.write_text("mine")

    assert run(home, "report", "--ics", str(target)) == 1
    said = capsys.readouterr().err
    assert said == f"{target} already exists. Use --force to replace it.\n"
    assert target.read_text() == "mine"

    assert run(home, "report", "--ics", str(target), "--force") == 0
    assert sessions(strict(target.read_bytes()))


def test_a_place_that_cannot_be_written_is_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target in (home, home / "no" / "plan.ics"):
        assert run(home, "report", "--ics", str(target), "--force") == 1
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert str(home) in said.err


def test_a_second_export_updates_the_first(home: Path, clock: SetClock, capsys: pytest.CaptureFixture[str]) -> None:
    def events() -> dict[str, Any]:
        assert run(home, "report", "--ics", "-", "--weeks", "1") == 0
        return {str(one["UID"]): one for one in strict(capsys.readouterr().out.encode()).events}

    first = events()
    clock(MORNING + timedelta(seconds=1))
    second = events()

    assert first.keys() == second.keys()
    assert all(second[uid]["SEQUENCE"] > one["SEQUENCE"] for uid, one in first.items())
    assert all(second[uid]["LAST-MODIFIED"].dt > one["LAST-MODIFIED"].dt for uid, one in first.items())


def test_without_a_program_there_is_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "report", "--ics", str(tmp_path / "plan.ics")) == 1
    assert capsys.readouterr().err.startswith("No program chosen yet: ")
    assert list(tmp_path.iterdir()) == []


def test_a_stop_empties_the_calendar_and_says_why(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data" / "safety.toml").write_text(
        'format = 1\nscreenings = [{ at = 2026-11-22 05:00:00+01:00, yes = ["pop-or-blow"] }]\n'
    )

    assert run(home, "report", "--ics", "-") == 0

    out, err = capsys.readouterr()
    assert strict(out.encode()).events == []
    assert err == (
        "Stop, and contact a clinician: the calendar has no sessions while all are locked. "
        "Delete those you imported before; `achilles-tui today` says why.\n"
    )


def test_gym_work_is_told_apart(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(home, "setup", "--program", "heavy")
    capsys.readouterr()

    assert run(home, "report", "--ics", "-") == 0

    out, err = capsys.readouterr()
    (entry,) = strict(out.encode()).events
    assert entry["DTSTART"].dt == date(2026, 11, 22)
    assert "no sessions, only the earliest day, since you do that with your PT." in err
    assert err.count("\n") == 1


def test_without_the_extra_one_sentence_says_how_to_install_it(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import achilles_tui.exports.ics  # noqa: PLC0415 what is taken away below

    monkeypatch.delattr(achilles_tui.exports, "ics")
    monkeypatch.delitem(sys.modules, "achilles_tui.exports.ics")
    monkeypatch.setitem(sys.modules, "icalendar", None)

    assert run(home, "report", "--ics", str(home / "plan.ics")) == 1

    assert capsys.readouterr().err == (
        "The calendar needs icalendar, which is not installed: install achilles-tui with its extra `ics`, "
        "as `pip install -e '.[ics]'` does in a checkout.\n"
    )
    assert not (home / "plan.ics").exists()


# ------------------------------------------------------------------ the real command, with the real clock


def real(home: Path, *words: str, zone: str) -> "subprocess.CompletedProcess[bytes]":
    folders = ["--data-dir", str(home / "data"), "--config-dir", str(home / "config")]
    return subprocess.run(
        [sys.executable, "-m", "achilles_tui", *folders, *words],
        env={**os.environ, "TZ": zone}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney"])
def test_a_year_of_the_real_command_is_at_the_same_hour_through_both_changes(tmp_path: Path, zone: str) -> None:
    told = ["--side", "both", "--region", "mid-portion", "--program", "eccentric", "--times", "07:30"]
    assert run(tmp_path, "setup", *told) == 0

    done = real(tmp_path, "report", "--ics", str(tmp_path / "plan.ics"), "--weeks", "52", zone=zone)

    assert (done.returncode, done.stdout) == (0, b"")
    calendar = strict((tmp_path / "plan.ics").read_bytes())
    (told_zone,) = calendar.timezones
    file, offsets = Told(told_zone), set()
    for event in sessions(calendar):
        local = wall(event)
        offsets.add(file.offset(local))
        moment = (local - file.offset(local)).replace(tzinfo=UTC)
        assert moment.astimezone(ZoneInfo(zone)).time().isoformat("minutes") == "07:30"
    assert len(sessions(calendar)) in {363, 364}
    assert len(offsets) == 2


def test_the_real_command_without_a_name_of_its_zone_says_so_and_writes_utc(tmp_path: Path) -> None:
    assert run(tmp_path, "setup", "--side", "left", "--program", "eccentric", "--times", "07:30,19:00") == 0

    done = real(tmp_path, "report", "--ics", "-", zone="CET-1CEST,M3.5.0,M10.5.0/3")

    assert done.returncode == 0
    assert b"This machine does not name its time zone, so the file has UTC times" in done.stderr
    calendar = strict(done.stdout)
    assert {str(one["DTSTART"].dt.tzinfo) for one in calendar.events} == {"UTC"}
    local = {one["DTSTART"].dt.astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") for one in calendar.events}
    assert local == {"07:30", "19:00"}
