"""The table is made of what is on disk, of a period, and says which files it could not have."""

from datetime import date
from pathlib import Path

import pytest

from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.exports.csv_table import csv_export
from achilles_tui.exports.notes import NO_NOTES, WhichNotes
from achilles_tui.main import RealServices
from achilles_tui.storage.files.paths import folders
from achilles_tui.storage.stores.days import dump, path_of
from tests.cli.test_main import run

TABLE = """day,time,exercise,side,reps_done,morning_pain,note
2026-11-19,,,,,1,
2026-11-19,07:30,soleus-heel-raise,left,10,,private
2026-11-20,07:30,soleus-heel-raise,left,10,2,
2026-11-21,,,,,3,
"""


@pytest.fixture
def services(tmp_path: Path) -> RealServices:
    """Return the services of somebody who brought three days in."""
    (tmp_path / "past.csv").write_text(TABLE)
    assert run(tmp_path, "import", str(tmp_path / "past.csv")) == 0
    return RealServices(folders(str(tmp_path / "data"), str(tmp_path / "config"), environ={}))


def days(text: str) -> list[str]:
    """Return the day of each row."""
    return [line.partition(",")[0] for line in text.splitlines()[1:]]


def test_everything_is_in_it_in_the_order_of_the_days(services: RealServices) -> None:
    found = csv_export(services)

    assert days(found.text) == ["2026-11-19", "2026-11-19", "2026-11-20", "2026-11-20", "2026-11-21"]
    assert found.problems == ()


def test_of_a_period_it_has_the_first_and_the_last_day(services: RealServices) -> None:
    found = csv_export(services, first_day=date(2026, 11, 20), last_day=date(2026, 11, 20))

    assert days(found.text) == ["2026-11-20", "2026-11-20"]


def test_redacted_it_has_no_note(services: RealServices) -> None:
    assert "private" in csv_export(services).text
    assert "private" not in csv_export(services, notes=NO_NOTES).text


def test_the_days_it_has_a_note_of_are_told(services: RealServices) -> None:
    assert csv_export(services).noted == {date(2026, 11, 19)}
    assert csv_export(services, notes=WhichNotes(frozenset({date(2026, 11, 20)}))).noted == frozenset()


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_complete(services: RealServices) -> None:
    folder = services.places()["sessions"] / "2026"
    (folder / "2026-11-20T080000+0100-broken.toml").write_text("no")
    told: list[tuple[int, int]] = []
    found = csv_export(services, progress=lambda done, of: told.append((done, of)))

    assert len(days(found.text)) == 5
    assert [sentence.partition("broken.toml")[1] for sentence in found.problems] == ["broken.toml"]
    assert told
    assert told[-1][0] == told[-1][1]


def test_a_session_that_was_moved_stands_at_the_day_it_was_moved_to_and_in_that_period_alone(
    services: RealServices,
) -> None:
    (moved,) = (
        one for read in services.history.walk(Diary({})) for one in read.sessions if one.day == date(2026, 11, 20)
    )
    told = Correction("cccc", services.clock.now(), moved.id, recorded=moved.day, day=date(2026, 11, 18))
    for day in (moved.day, date(2026, 11, 18)):
        path = path_of(services.places()["sessions"].parent, "here", day)
        path.write_bytes(dump(DayFile(1, day, corrections=(told,)), path))

    assert days(csv_export(services).text) == ["2026-11-18", "2026-11-19", "2026-11-19", "2026-11-20", "2026-11-21"]
    assert days(csv_export(services, first_day=date(2026, 11, 20)).text) == ["2026-11-20", "2026-11-21"]
    assert days(csv_export(services, last_day=date(2026, 11, 18)).text) == ["2026-11-18"]
