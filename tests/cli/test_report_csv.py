"""Everything as a table on the command line: out of one folder and into another, and nothing twice."""

import csv
import io
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from achilles_tui.storage.stores import days, records
from tests.cli.test_main import run
from tests.domain.history.twelve_weeks import twelve_weeks

NOTES = (
    'Played "only" ten minutes;\nsore, then fine.',
    "=HYPERLINK(1)",
    "\u05e9\u05dc\u05d5\u05dd \U0001f9b6",
    "x" * 2000,
)
KNOWN_BY_NOBODY = {"reps_paced", "tension_s", "by_hand"}
OF_THE_RULE = {"stop", "step back", "clinician"}
"""The kinds of rows that an import leaves out: they are worked out, or stand in another file."""
Table = Callable[..., str]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of somebody with twelve weeks behind them, and a few notes."""
    home = tmp_path_factory.mktemp("lived")
    run(home, "setup", "--side", "left", "--region", "mid-portion", "--program", "home", "--no-red-flags")
    life = twelve_weeks("home", datetime.now().astimezone().date())
    for number, one in enumerate(life.sessions):
        note = NOTES[number // 10] if number % 10 == 0 and number < 10 * len(NOTES) else ""
        path = records.path_of(home / "data", one)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(records.dump(replace(one, note=note), path))
    for day, told in life.days.items():
        path = days.path_of(home / "data", "here", day)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(days.dump(told, path))
    return home


@pytest.fixture
def home(lived: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return shutil.copytree(lived, tmp_path / "home")


@pytest.fixture
def table(capsys: pytest.CaptureFixture[str]) -> Table:
    """Return what writes a home as a table to the output."""

    def written(home: Path, *words: str) -> str:
        capsys.readouterr()
        assert run(home, "report", "--csv", "-", *words) == 0
        return capsys.readouterr().out

    return written


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows without what nobody can know afterwards."""
    read = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [
        {name: value for name, value in row.items() if name not in KNOWN_BY_NOBODY}
        for row in read
        if row["kind"] not in OF_THE_RULE
    ]


def files(home: Path) -> dict[Path, bytes]:
    """Return everything that is kept of sessions and days."""
    return {path: path.read_bytes() for path in (home / "data").glob("*/*/*")}


def test_what_one_folder_writes_another_brings_in_whole_and_writes_again(
    home: Path, tmp_path: Path, table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = tmp_path / "all.csv", tmp_path / "other"
    assert run(home, "report", "--csv", str(file)) == 0
    assert capsys.readouterr() == ("", "")
    assert run(other, "import", str(file)) == 0
    assert capsys.readouterr().out == "Added 141 sessions, 80 mornings, 7 scores.\n"

    assert rows(table(other)) == rows(file.read_bytes().decode()) == rows(table(home))


@pytest.mark.parametrize("program", ["home", "gone-since"])
def test_where_it_came_from_it_adds_nothing_even_without_the_program_it_was_done_with(
    home: Path, tmp_path: Path, table: Table, program: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (home / "data" / "sessions").rglob("*.toml"):
        path.write_text(path.read_text("utf-8").replace('program = "home"', f'program = "{program}"'), "utf-8")
    before, file = files(home), tmp_path / "all.csv"
    file.write_text(table(home), newline="")

    assert run(home, "import", str(file)) == 0
    here = "Already in your log, and unchanged: 141 sessions, 80 mornings, 7 scores."
    assert capsys.readouterr().out.splitlines() == ["Nothing new: nothing was added.", here]
    assert files(home) == before


def test_a_period_has_both_its_ends_and_redacted_it_has_no_note(home: Path, table: Table) -> None:
    everything = rows(table(home))
    ends = [f"{datetime.now().astimezone().date() - timedelta(days=back)}" for back in (50, 10)]

    period = rows(table(home, "--since", ends[0], "--until", ends[1]))
    assert period == [row for row in everything if ends[0] <= row["day"] <= ends[1]]
    assert {period[0]["day"], period[-1]["day"]} == set(ends)
    assert sum(bool(row["note"]) for row in everything) == len(NOTES)
    assert rows(table(home, "--redact")) == [{**row, "note": ""} for row in everything]


def test_a_file_that_cannot_be_read_is_named_and_counted_and_the_rest_is_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = min((home / "data" / "sessions").rglob("*.toml"))
    broken.write_text("what = ", "utf-8")

    assert run(home, "report", "--csv", "-") == 0
    out, err = capsys.readouterr()
    assert len({row["session"] for row in rows(out)} - {""}) == 140
    assert str(broken) in err
    assert err.splitlines()[-1] == "1 file set aside; the rest is complete."
