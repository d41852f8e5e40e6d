"""The table is made of what is on disk, of a period, and says which files it could not have."""

from datetime import date
from pathlib import Path

import pytest

from achilles_tui.application.sessions import RealDesk, real_desk
from achilles_tui.domain.records.day_entries import Correction, DayFile, Diary
from achilles_tui.exports.csv_reader import tabulated
from achilles_tui.exports.pt_report.notes import NO_NOTES, WhichNotes
from achilles_tui.storage.stores.days import dump, path_of
from tests.cli.test_main import run

TABLE = """day,time,exercise,side,reps_done,morning_pain,note
2026-11-19,,,,,1,
2026-11-19,07:30,soleus-heel-raise,left,10,,private
2026-11-20,07:30,soleus-heel-raise,left,10,2,
2026-11-21,,,,,3,
"""


@pytest.fixture
def desk(tmp_path: Path) -> RealDesk:
    """Return the desk of somebody who brought three days in."""
    (tmp_path / "past.csv").write_text(TABLE)
    assert run(tmp_path, "import", str(tmp_path / "past.csv")) == 0
    return real_desk(str(tmp_path / "data"), str(tmp_path / "config"))


def days(text: str) -> list[str]:
    """Return the day of each row."""
    return [line.partition(",")[0] for line in text.splitlines()[1:]]


def test_everything_is_in_it_in_the_order_of_the_days(desk: RealDesk) -> None:
    found = tabulated(desk)

    assert days(found.text) == ["2026-11-19", "2026-11-19", "2026-11-20", "2026-11-20", "2026-11-21"]
    assert found.problems == ()


def test_of_a_period_it_has_the_first_and_the_last_day(desk: RealDesk) -> None:
    found = tabulated(desk, since=date(2026, 11, 20), until=date(2026, 11, 20))

    assert days(found.text) == ["2026-11-20", "2026-11-20"]


def test_redacted_it_has_no_note(desk: RealDesk) -> None:
    assert "private" in tabulated(desk).text
    assert "private" not in tabulated(desk, notes=NO_NOTES).text


def test_the_days_it_has_a_note_of_are_told(desk: RealDesk) -> None:
    assert tabulated(desk).noted == {date(2026, 11, 19)}
    assert tabulated(desk, notes=WhichNotes(frozenset({date(2026, 11, 20)}))).noted == frozenset()


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_complete(desk: RealDesk) -> None:
    folder = desk.places()["sessions"] / "2026"
    (folder / "2026-11-20T080000+0100-broken.toml").write_text("no")
    told: list[tuple[int, int]] = []
    found = tabulated(desk, progress=lambda done, of: told.append((done, of)))

    assert len(days(found.text)) == 5
    assert [sentence.partition("broken.toml")[1] for sentence in found.problems] == ["broken.toml"]
    assert told
    assert told[-1][0] == told[-1][1]


def test_a_session_that_was_moved_stands_at_the_day_it_was_moved_to_and_in_that_period_alone(desk: RealDesk) -> None:
    (moved,) = (one for read in desk.walk(Diary({})) for one in read.sessions if one.day == date(2026, 11, 20))
    told = Correction("cccc", desk.now(), moved.id, recorded=moved.day, day=date(2026, 11, 18))
    for day in (moved.day, date(2026, 11, 18)):
        path = path_of(desk.places()["sessions"].parent, "here", day)
        path.write_bytes(dump(DayFile(1, day, corrections=(told,)), path))

    assert days(tabulated(desk).text) == ["2026-11-18", "2026-11-19", "2026-11-19", "2026-11-20", "2026-11-21"]
    assert days(tabulated(desk, since=date(2026, 11, 20)).text) == ["2026-11-20", "2026-11-21"]
    assert days(tabulated(desk, until=date(2026, 11, 18)).text) == ["2026-11-18"]
