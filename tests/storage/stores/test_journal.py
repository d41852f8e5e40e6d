"""The live session on disk: it survives whatever others do to the files, and does nothing to theirs."""

import errno
import os
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achilles_tui.domain.base.errors import NotSaved, TakenOver
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.records.session_record import RepRecord, Result, SessionRecord, Status
from achilles_tui.storage.files.lock import acquire, take_over, this_process
from achilles_tui.storage.stores.journal import LiveSessionFiles, SessionJournal
from achilles_tui.storage.stores.records import find_session, load, path_of, sessions_since, unfinished
from tests.builders import NOW, heel_raise, record_of

RECORD = record_of(heel_raise(sets=1, reps=10))


def journal(data: Path) -> SessionJournal:
    """Return the journal of a new session."""
    return SessionJournal(data, acquire(data, this_process(NOW)))


def with_rep(record: SessionRecord, number: int, run: str = "run1") -> SessionRecord:
    """Return the record with one more repetition done."""
    rep = RepRecord(f"{run}-{number}", number, NOW + timedelta(seconds=number), Result.DONE, paced=True, seconds=3.0)
    return record.with_rep("heel-raise", Side.LEFT, 1, rep)


def files(data: Path) -> list[Path]:
    """Return the sessions' files."""
    return sorted((data / "sessions").rglob("*.toml"))


def test_every_write_is_on_disk_at_once(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    assert sessions_since(tmp_path, date.min).sessions == (RECORD,)

    ours.write(with_rep(RECORD, 1))

    assert sessions_since(tmp_path, date.min).sessions == (with_rep(RECORD, 1),)
    assert files(tmp_path) == [path_of(tmp_path, RECORD)]


def test_nothing_is_on_disk_before_the_first_write(tmp_path: Path) -> None:
    journal(tmp_path)

    assert not (tmp_path / "sessions").exists()


@pytest.mark.parametrize("foreign", [b"", b"someone else's", b"\xff\x00", b"# a comment\n"])
def test_foreign_bytes_are_never_replaced_and_the_session_goes_on_beside_them(tmp_path: Path, foreign: bytes) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    path = path_of(tmp_path, RECORD)
    edited = path.read_bytes() + foreign if foreign.startswith(b"#") else foreign
    path.write_bytes(edited)

    ours.write(with_rep(RECORD, 1))
    ours.write(with_rep(with_rep(RECORD, 1), 2))

    assert path.read_bytes() == edited
    assert len(files(tmp_path)) == 2
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(with_rep(RECORD, 1), 2),)


def test_an_older_version_that_a_tool_put_back_is_not_replaced(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    path = path_of(tmp_path, RECORD)
    older = path.read_bytes()
    ours.write(with_rep(RECORD, 1))
    path.write_bytes(older)

    ours.write(with_rep(with_rep(RECORD, 1), 2))

    assert path.read_bytes() == older
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(with_rep(RECORD, 1), 2),)


def test_a_file_that_was_there_before_the_first_write_is_never_replaced(tmp_path: Path) -> None:
    path = path_of(tmp_path, RECORD)
    path.parent.mkdir(parents=True)
    path.write_text("kept")

    journal(tmp_path).write(RECORD)

    assert path.read_text() == "kept"
    assert sessions_since(tmp_path, date.min).sessions == (RECORD,)


def test_a_file_that_was_deleted_is_written_anew(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    path_of(tmp_path, RECORD).unlink()

    ours.write(with_rep(RECORD, 1))

    assert files(tmp_path) == [path_of(tmp_path, RECORD)]
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(RECORD, 1),)


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "folder"])
def test_something_else_in_the_place_of_the_file_stays(tmp_path: Path, kind: str) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    path = path_of(tmp_path, RECORD)
    moved = path.rename(tmp_path / "moved")
    if kind == "link":
        path.symlink_to(moved)
    elif kind == "broken link":
        path.symlink_to("nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()

    ours.write(with_rep(RECORD, 1))

    assert path.is_symlink() == kind.endswith("link")
    assert load(moved.read_bytes(), moved) == RECORD
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(RECORD, 1),)


def test_a_resumed_session_goes_on_in_the_file_it_was_read_from(tmp_path: Path) -> None:
    first = journal(tmp_path)
    first.write(RECORD)
    first.close()
    (kept,) = unfinished(tmp_path)

    SessionJournal(tmp_path, acquire(tmp_path, this_process(NOW)), kept.files).write(with_rep(kept.record, 1))

    assert files(tmp_path) == [path_of(tmp_path, RECORD)]
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(RECORD, 1),)


def test_a_session_from_another_machine_goes_on_under_the_name_it_came_with(tmp_path: Path) -> None:
    journal(tmp_path).write(RECORD)
    copy = path_of(tmp_path, RECORD).rename(path_of(tmp_path, RECORD).with_name("copied.toml"))
    kept = find_session(tmp_path, RECORD.id)
    assert kept is not None

    SessionJournal(tmp_path, take_over(tmp_path, this_process(NOW)), kept.files).write(with_rep(RECORD, 1))

    assert files(tmp_path) == [copy]


def test_a_file_that_changed_after_it_was_read_is_not_replaced_by_a_resume(tmp_path: Path) -> None:
    old = journal(tmp_path)
    old.write(RECORD)
    (kept,) = unfinished(tmp_path)
    old.write(with_rep(RECORD, 1, "old"))

    new = SessionJournal(tmp_path, take_over(tmp_path, this_process(NOW)), kept.files)
    new.write(with_rep(RECORD, 2, "new"))

    (record,) = sessions_since(tmp_path, date.min).sessions
    assert [rep.id for rep in record.sets[0].reps] == ["old-1", "new-2"]
    assert len(files(tmp_path)) == 2


def test_a_session_that_was_taken_over_writes_no_more(tmp_path: Path) -> None:
    old = journal(tmp_path)
    old.write(RECORD)
    new = SessionJournal(tmp_path, take_over(tmp_path, this_process(NOW)), {})
    before = {path: path.read_bytes() for path in files(tmp_path)}

    assert not old.still_ours()
    with pytest.raises(TakenOver, match=f"took this session over: process {os.getpid()} "):
        old.write(with_rep(RECORD, 1))

    assert {path: path.read_bytes() for path in files(tmp_path)} == before
    assert new.still_ours()


def test_a_full_disk_is_said_and_the_next_write_brings_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    before = path_of(tmp_path, RECORD).read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for _ in range(2):
            with pytest.raises(NotSaved, match="No space left"):
                ours.write(with_rep(RECORD, 1))
        assert path_of(tmp_path, RECORD).read_bytes() == before

    ours.write(with_rep(with_rep(RECORD, 1), 2))
    assert files(tmp_path) == [path_of(tmp_path, RECORD)]
    assert sessions_since(tmp_path, date.min).sessions == (with_rep(with_rep(RECORD, 1), 2),)


def test_bytes_that_a_failed_write_left_are_known_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    real, calls = os.fsync, 0

    def fail_on_the_folder(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls % 2 == 0:
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail_on_the_folder)
        with pytest.raises(NotSaved, match="Input/output error"):
            ours.write(with_rep(RECORD, 1))

    ours.write(with_rep(with_rep(RECORD, 1), 2))
    assert files(tmp_path) == [path_of(tmp_path, RECORD)]


def test_a_folder_that_cannot_be_written_stops_no_session(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    nowhere = tmp_path / "file" / "data"

    ours = journal(nowhere)

    with pytest.raises(NotSaved, match="Not a directory"):
        ours.write(RECORD)
    assert ours.still_ours()
    ours.close()


def test_a_finished_session_is_not_offered_again(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD.closed(Status.STOPPED, NOW, stopped_for="choice"))

    assert unfinished(tmp_path) == ()


@given(st.lists(st.sampled_from(["here", "there", "foreign here", "foreign there", "sync"]), max_size=12))
def test_two_devices_that_go_on_with_one_session_lose_nothing_and_count_nothing_twice(events: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there = Path(name) / "here", Path(name) / "there"
        journals = {data: journal(data) for data in (here, there)}
        latest = {here: RECORD, there: RECORD}
        expected: set[str] = set()
        for number, event in enumerate(events, start=1):
            data = there if "there" in event else here
            if event == "sync":
                copy = path_of(here, RECORD).with_name(f"copy.sync-conflict-{number}.toml")
                copy.parent.mkdir(parents=True, exist_ok=True)
                for path in files(there) if (there / "sessions").exists() else ():
                    copy.with_stem(f"{copy.stem}-{path.stem}").write_bytes(path.read_bytes())
            elif event.startswith("foreign"):
                for path in files(data) if (data / "sessions").exists() else ():
                    path.write_bytes(path.read_bytes() + b"# touched\n")
            else:
                run = f"{event}{number}"
                latest[data] = with_rep(latest[data], min(number, 10), run)
                journals[data].write(latest[data])
                expected.add(f"{run}-{min(number, 10)}")
        for path in files(there) if (there / "sessions").exists() else ():
            target = path_of(here, RECORD).with_name(f"there {path.name}")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())

        found = sessions_since(here, date.min)

        reps = [rep.id for record in found.sessions for one in record.sets for rep in one.reps]
        assert sorted(reps) == sorted(expected)
        assert found.problems == ()
        for each in journals.values():
            each.close()


def test_a_session_that_is_not_kept_leaves_no_file(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    ours.discard(RECORD)
    assert list((tmp_path / "sessions").rglob("*.toml")) == []
    ours.discard(RECORD)


def test_a_file_that_another_program_changed_stays_where_a_session_is_not_kept(tmp_path: Path) -> None:
    ours = journal(tmp_path)
    ours.write(RECORD)
    (path,) = (tmp_path / "sessions").rglob("*.toml")
    path.write_bytes(b"mine")
    ours.discard(RECORD)
    assert path.read_bytes() == b"mine"


def test_a_session_that_goes_on_and_is_not_kept_leaves_none_of_its_files(tmp_path: Path) -> None:
    first = journal(tmp_path)
    first.write(RECORD)
    first.close()
    _, again = LiveSessionFiles(tmp_path).reopen(RECORD.id, NOW, take_over=False)
    again.discard(RECORD)
    assert list((tmp_path / "sessions").rglob("*.toml")) == []
