"""Years of files: what the rule made of the older days is kept, never trusted over the files, and never forgotten."""

import os
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.domain.base.units import Region
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.pain_rule.log import Log
from achilles_tui.domain.pain_rule.targets import find_targets
from achilles_tui.domain.pain_rule.verdicts import judge
from achilles_tui.domain.records.day_entries import CheckIn, Correction, DayFile
from achilles_tui.domain.red_flags.safety import ClinicianNote
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.logs import LogFiles
from tests.bench.years import PROGRAM, make
from tests.domain.pain_rule.judging import RULE
from tests.domain.pain_rule.simulation import CLEAR, OFFERS, ZONE

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 7, 0, tzinfo=ZONE)
LENGTH = 100
LONG_AGO = TODAY - timedelta(days=80)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make(tmp_path / "data", TODAY - timedelta(days=1), LENGTH)
    return tmp_path


def log_of(home: Path, *, cache: bool = True, notes: tuple[datetime, ...] = ()) -> Log:
    safety = CLEAR
    for note in notes:
        safety = safety.with_note(ClinicianNote(note, "Go on."))
    files = LogFiles(home / "data", home, home / "cache" if cache else None)
    log, problems = files.log(PROGRAM, safety, NOW, RULE)
    assert problems == ()
    return log


def rows(log: Log) -> list[str]:
    targets = find_targets(OFFERS[PROGRAM], log, Region.MID_PORTION)
    return [verdict.decision.row for verdict in judge(log, targets, RULE, course_of(log, RULE))]


def add_morning(home: Path, day: date, pain: int, moment: datetime = NOW - timedelta(hours=1)) -> None:
    entry = CheckIn(f"late-{day:%m%d}-{pain}", moment, pain, 5)
    days.add(home / "data", "0b1c2d3e", DayFile(1, day, (entry,)))


def everything(home: Path) -> Log:
    """Return the log with every session and entry, and nothing left out."""
    entries = days.read_days(home / "data", date.min, TODAY).diary
    return Log(tuple(records.sessions_since(home / "data", date.min).sessions), entries, CLEAR, NOW)


def test_the_verdicts_are_those_of_the_whole_log(home: Path) -> None:
    whole = rows(everything(home))

    assert rows(log_of(home)) == rows(log_of(home)) == rows(log_of(home, cache=False)) == whole


def test_a_stop_of_long_ago_holds_though_no_file_of_that_time_is_read_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_morning(home, LONG_AGO, 9)
    assert set(rows(log_of(home))) == {"D2"}

    def refuse(*_days: object) -> None:
        raise AssertionError("the older days are read again")

    monkeypatch.setattr("achilles_tui.storage.stores.older_days.walk_corrected", refuse)
    log = log_of(home)

    assert set(rows(log)) == {"D2"}
    assert min(session.day for session in log.sessions) > LONG_AGO


@pytest.mark.parametrize("days_ago", [5, 60])
def test_a_stop_of_long_ago_ends_with_a_clinician_note(home: Path, days_ago: int) -> None:
    add_morning(home, LONG_AGO, 9)
    log_of(home)

    assert "D2" not in rows(log_of(home, notes=(NOW - timedelta(days=days_ago),)))


def correct_the_check_in(home: Path) -> None:
    add_morning(home, LONG_AGO, 1, NOW)


def delete_the_file(home: Path) -> None:
    next((home / "data" / "days").rglob(f"{LONG_AGO}-0b1c2d3e.toml")).unlink()


def edit_the_file_in_place(home: Path) -> None:
    path = next((home / "data" / "days").rglob(f"{LONG_AGO}-0b1c2d3e.toml"))
    text = path.read_text("utf-8").replace("morning = 9", "morning = 1")
    with path.open("r+", encoding="utf-8") as file:
        file.write(text)
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("correct", [correct_the_check_in, delete_the_file, edit_the_file_in_place])
def test_correcting_the_entry_of_long_ago_lifts_the_stop(home: Path, correct: Callable[[Path], None]) -> None:
    add_morning(home, LONG_AGO, 9)
    assert set(rows(log_of(home))) == {"D2"}

    correct(home)

    assert "D2" not in rows(log_of(home))


def test_an_entry_added_to_a_day_of_long_ago_is_seen(home: Path) -> None:
    assert "D2" not in rows(log_of(home))

    add_morning(home, LONG_AGO, 9)

    assert set(rows(log_of(home))) == {"D2"}


def test_a_session_of_long_ago_that_is_corrected_is_judged_anew(home: Path) -> None:
    assert "D2" not in rows(log_of(home))
    session = records.sessions_on(home / "data", {LONG_AGO}).sessions[0]
    entry = Correction("correction-1", NOW, session.id, LONG_AGO, during=9)

    days.add(home / "data", "0b1c2d3e", DayFile(1, LONG_AGO, corrections=(entry,)))

    assert set(rows(log_of(home))) == {"D2"}


@pytest.mark.parametrize("damage", [b"", b"{", b"\x00\xff", b'{"rule": 1}'])
def test_a_damaged_index_is_made_anew(home: Path, damage: bytes) -> None:
    log_of(home)
    (index,) = (home / "cache").iterdir()
    index.write_bytes(damage)

    assert rows(log_of(home)) == rows(everything(home))
    assert index.read_bytes() != damage


def test_other_numbers_of_the_rule_do_not_count_what_was_judged_with_these(home: Path) -> None:
    add_morning(home, LONG_AGO, 7)
    log_of(home)
    files = LogFiles(home / "data", home, home / "cache")

    log, _ = files.log(PROGRAM, CLEAR, NOW, replace(RULE, pain_stop=7))

    assert course_of(log, replace(RULE, pain_stop=7)).stop is not None


def test_a_cache_that_cannot_be_written_stops_nobody(home: Path) -> None:
    (home / "cache").write_text("a file where a folder should be", "utf-8")

    assert rows(log_of(home)) == rows(everything(home))
