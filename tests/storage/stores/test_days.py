"""What was told of a day is never lost: not by a broken file, not by another machine, not by a write that is cut."""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from achilles_tui import storage
from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.domain.base.units import Verdict
from achilles_tui.domain.records.day_entries import (
    Answer,
    CheckIn,
    Correction,
    DayFile,
    ProgramStart,
    PtWord,
    Retraction,
    Score,
    SetCorrection,
)
from achilles_tui.domain.records.stop import Cause, Stop
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.stores.days import add, dump, load, machine, oldest_day, path_of, read_days
from tests.builders import NOW
from tests.storage.files.test_atomic import ROOT, at_call
from tests.strategies import day_files

DAY = date(2026, 11, 22)
HERE, THERE = "0a1b2c3d", "4e5f6a7b"
FILE = Path(f"{DAY}-{HERE}.toml")
OF_ONE_DAY = day_files(st.just(DAY))
FIRST = CheckIn("first", NOW, 3)
SECOND = CheckIn("second", NOW + timedelta(minutes=1), 2)


def place(data: Path, value: DayFile, name: str) -> Path:
    """Put a file of a day under any name."""
    path = data / "days" / f"{value.day:%Y}" / name
    write_bytes(path, dump(value, path_of(data, HERE, value.day)))
    return path


def found(data: Path, day: date = DAY) -> DayFile:
    """Return what is read of one day; everything can be read."""
    days = read_days(data, day, day)
    assert days.problems == ()
    return days.diary.day(day)


def check_ins(data: Path) -> tuple[CheckIn, ...]:
    """Return the check-ins that are read of the day."""
    return found(data).check_ins


def copy(from_data: Path, to_data: Path, machine: str) -> None:
    """Copy the files that a machine wrote, as a sync tool does."""
    for path in from_data.rglob(f"*-{machine}.toml"):
        write_bytes(to_data / path.relative_to(from_data), path.read_bytes())


def joined(days: Iterable[DayFile]) -> DayFile:
    """Return the entries of all of them."""
    whole = DayFile(1, DAY)
    for one in days:
        whole = whole.joined(one)
    return whole


@given(day_files())
def test_what_is_written_reads_back_the_same(day: DayFile) -> None:
    path = path_of(Path("/data"), HERE, day.day)
    text = dump(day, path)

    assert load(text, path) == day
    assert dump(load(text, path), path) == text


@given(OF_ONE_DAY, OF_ONE_DAY)
def test_adding_drops_nothing_that_is_on_disk(one: DayFile, other: DayFile) -> None:
    with tempfile.TemporaryDirectory() as name:
        add(Path(name), HERE, one)
        add(Path(name), HERE, other)
        add(Path(name), HERE, other)

        assert found(Path(name)) == one.joined(other)


@given(st.lists(st.tuples(st.sampled_from([HERE, THERE]), OF_ONE_DAY, st.booleans()), max_size=5))
def test_two_machines_that_copy_their_folders_into_each_other_end_with_the_same_days(
    steps: list[tuple[str, DayFile, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = {HERE: Path(name) / "here", THERE: Path(name) / "there"}
        for who, told, synced in steps:
            add(folder[who], who, told)
            if synced:
                copy(folder[who], folder[THERE if who == HERE else HERE], who)
        copy(folder[HERE], folder[THERE], HERE)
        copy(folder[THERE], folder[HERE], THERE)

        assert found(folder[HERE]) == found(folder[THERE]) == joined(told for _, told, _ in steps)


def test_each_machine_writes_its_own_file_alone(tmp_path: Path) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    before = path_of(tmp_path, HERE, DAY).read_bytes()
    add(tmp_path, THERE, DayFile(1, DAY, (SECOND,)))

    assert path_of(tmp_path, HERE, DAY).read_bytes() == before
    assert check_ins(tmp_path) == (FIRST, SECOND)
    assert path_of(tmp_path, HERE, DAY) == tmp_path / "days" / "2026" / "2026-11-22-0a1b2c3d.toml"


def test_a_machine_keeps_its_name_and_does_not_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    here = machine()
    assert here == machine()
    assert len(bytes.fromhex(here)) == 4

    monkeypatch.setattr("socket.gethostname", lambda: "another")
    assert machine() != here


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-22-0a1b2c3d.sync-conflict-20261123-074512-ABCDEFG.toml",
        "2026-11-22-0a1b2c3d (conflicted copy 2026-12-01).toml",
        "2026-11-22-0a1b2c3d-1f2e3d4c.toml",
        "Copy of 2026-11-22-0a1b2c3d.toml",
        "2026-11-22.toml",
    ],
)
def test_copies_of_one_day_are_joined_and_nothing_counts_twice(tmp_path: Path, name: str) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    place(tmp_path, DayFile(1, DAY, (SECOND, FIRST)), name)

    assert check_ins(tmp_path) == (FIRST, SECOND)


def test_only_files_of_the_days_asked_for_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for back in range(6):
        add(tmp_path, HERE, DayFile(1, DAY - timedelta(days=back), (FIRST,)))
    for year in range(2016, 2026):
        os.mkfifo(_of_year(tmp_path, year))
    opened: list[str] = []
    real = os.open

    def counted(path: str, *more: int) -> int:
        opened.append(os.path.basename(path))  # noqa: PTH119 what is opened may be any path
        return real(path, *more)

    monkeypatch.setattr(os, "open", counted)
    days = read_days(tmp_path, DAY - timedelta(days=3), DAY - timedelta(days=1))

    assert opened == [f"2026-11-{day}-{HERE}.toml" for day in (19, 20, 21)]
    assert list(days.diary.days) == [date(2026, 11, day) for day in (19, 20, 21)]
    assert days.problems == ()


def _of_year(data: Path, year: int) -> Path:
    path = path_of(data, HERE, DAY.replace(year=year))
    path.parent.mkdir()
    return path


def test_the_oldest_day_is_known_from_names_alone(tmp_path: Path) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    add(tmp_path, THERE, DayFile(1, DAY, (FIRST,)))
    old = _of_year(tmp_path, 2020)
    old.write_text("[[")
    (old.parent / "notes.toml").write_text("")
    (old.parent / "2020-02-31-0a1b2c3d.toml").write_text("")

    assert oldest_day(tmp_path) == date(2020, 11, 22)
    assert oldest_day(tmp_path / "nowhere") is None


def test_no_folder_is_nothing_told(tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere") == DayFile(1, DAY)
    assert read_days(tmp_path, DAY, DAY - timedelta(days=1)).diary.days == {}


def test_files_outside_the_folder_of_their_year_count_too(tmp_path: Path) -> None:
    path = place(tmp_path, DayFile(1, DAY, (FIRST,)), FILE.name)
    path.rename(tmp_path / "days" / FILE.name)
    other = place(tmp_path, DayFile(1, DAY, (SECOND,)), FILE.name)
    (tmp_path / "days" / "old laptop.toml").mkdir()
    other.rename(tmp_path / "days" / "old laptop.toml" / FILE.name)

    assert check_ins(tmp_path) == (FIRST, SECOND)


@pytest.mark.parametrize("target", [None, b"[[", b"format = 1\nday = 2026-11-22\n"])
def test_a_link_is_never_written_through(tmp_path: Path, target: bytes | None) -> None:
    path, elsewhere = path_of(tmp_path, HERE, DAY), tmp_path / "elsewhere.toml"
    path.parent.mkdir(parents=True)
    if target is not None:
        elsewhere.write_bytes(target)
    path.symlink_to(elsewhere)

    try:
        add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    except NotSaved as error:
        assert "is a link" in str(error)  # noqa: PT017 one that leads to nothing readable is set aside instead
    else:
        assert target == b"[["
        assert not path.is_symlink()

    assert (elsewhere.read_bytes() if elsewhere.exists() else None) == target


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [(tempfile, "mkstemp", 1), (os, "fdopen", 1), (os, "fsync", 1), (os, "replace", 1), (os, "fsync", 2)],
)
def test_a_write_that_is_cut_anywhere_leaves_the_old_day_or_the_new_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, call: int
) -> None:
    path = path_of(tmp_path, HERE, DAY)
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    monkeypatch.setattr(module, name, at_call(call, getattr(module, name)))

    with pytest.raises(NotSaved, match=rf"No space left on device: cannot write .*{HERE}\.toml"):
        add(tmp_path, HERE, DayFile(1, DAY, (SECOND,)))

    assert check_ins(tmp_path) in ((FIRST,), (FIRST, SECOND))
    assert list(path.parent.iterdir()) == [path]

    add(tmp_path, HERE, DayFile(1, DAY, (SECOND,)))
    assert check_ins(tmp_path) == (FIRST, SECOND)


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "days").write_text("a file")

    with pytest.raises(NotSaved, match="Not a directory: cannot write /"):
        add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))


@pytest.mark.parametrize(
    "entry",
    [CheckIn("first", NOW, 11), CheckIn("NO", NOW, 1), CheckIn("first", NOW.replace(tzinfo=None), 1)],
    ids=["pain", "id", "zone"],
)
def test_what_would_not_read_back_is_not_written(tmp_path: Path, entry: CheckIn) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))

    with pytest.raises(NotSaved, match="check_ins 1"):
        add(tmp_path, HERE, DayFile(1, DAY, (entry,)))

    assert check_ins(tmp_path) == (FIRST,)


def test_a_note_that_becomes_harmless_on_disk_counts_once_when_it_is_added_again(tmp_path: Path) -> None:
    said = Answer("answer", NOW, "gym", "raise", Verdict.HOLD, "D1", "no", note="no\x1b[31m thanks")

    add(tmp_path, HERE, DayFile(1, DAY, answers=(said,)))
    add(tmp_path, HERE, DayFile(1, DAY, answers=(said,)))

    assert [one.note for one in found(tmp_path).answers] == ["no\ufffd[31m thanks"]


def test_two_terminals_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from datetime import date, datetime, UTC; from pathlib import Path\n"
        "from achilles_tui.domain.records.day_entries import CheckIn, DayFile\n"
        "from achilles_tui.storage.stores.days import add\n"
        "for number in range(40):\n"
        f"    add(Path(sys.argv[1]), {HERE!r}, DayFile(1, date(2026, 11, 22),"
        " (CheckIn(f'{sys.argv[2]}-{number:03}', datetime.now(UTC), 1),)))"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path), who], cwd=ROOT) for who in ("one", "two")
    ]  # fmt: skip
    assert [process.wait() for process in both] == [0, 0]

    assert len(check_ins(tmp_path)) == 80


def test_where_there_are_no_locks_a_day_is_kept_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.flock", refuse)

    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    assert check_ins(tmp_path) == (FIRST,)


def test_reading_changes_nothing_on_disk(tmp_path: Path) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    path_of(tmp_path, THERE, DAY).write_text("no")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    read_days(tmp_path, DAY, DAY)
    oldest_day(tmp_path)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_the_reference_for_users_shows_a_day_that_is_one_and_names_every_key() -> None:
    reference = (Path(storage.__file__).parent / "README.md").read_text()
    section = reference.partition("## A day")[2]
    example_file = section.partition("```toml\n")[2].partition("```")[0]

    day = load(example_file.encode(), FILE)

    assert tomllib.loads(example_file)["day"] == DAY
    assert all(getattr(day, kind) for kind in ("check_ins", "answers", "begun", "scores", "corrections"))
    assert all([day.taken_back, day.stops, day.pt_words])
    kinds = (DayFile, CheckIn, Answer, ProgramStart, PtWord, Score, Correction, SetCorrection, Retraction, Stop, Cause)
    known = {field.name for kind in kinds for field in structs.fields(kind)}
    assert [name for name in sorted(known) if name not in section] == []
