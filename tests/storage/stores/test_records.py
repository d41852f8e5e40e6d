"""The file of a session: what goes in comes out, people can read it, and nobody's file can stop the others."""

import errno
import os
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from msgspec import structs
from msgspec.structs import replace

from achilles_tui import storage
from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.base.units import Side
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.session_record import (
    PainAnswer,
    RepRecord,
    Result,
    SessionRecord,
    SetRecord,
    Status,
    merge,
    new_record,
)
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.stores.records import dump, find_session, load, path_of, sessions_since, unfinished
from tests.builders import NOW, heel_raise, record_of
from tests.strategies import records

HERE = Path("session.toml")


def keep(data: Path, record: SessionRecord, suffix: str = ".toml") -> Path:
    """Put a record's file where it belongs, its name ending as told."""
    path = path_of(data, record)
    path = path.with_name(path.stem + suffix)
    write_bytes(path, dump(record, path))
    return path


def done(rep_id: str, rep: int = 1, **more: object) -> RepRecord:
    """Return a repetition that was done."""
    return replace(RepRecord(rep_id, rep, NOW + timedelta(seconds=rep), Result.DONE, paced=True, seconds=3.0), **more)


@given(records())
def test_what_is_written_reads_back_the_same(record: SessionRecord) -> None:
    text = dump(record, HERE)

    assert load(text, HERE) == record
    assert dump(load(text, HERE), HERE) == text


@pytest.mark.parametrize(("sets", "reps"), [(100, 1), (1, 100)])
def test_the_longest_session_there_can_be_is_within_the_limits_of_reading(sets: int, reps: int) -> None:
    record = record_of(*(heel_raise(f"raise-{number}", sets=sets, reps=reps) for number in range(20)))
    all_done = tuple(
        replace(one, reps=tuple(done(f"k3f9a2b1-{index}-{rep}", rep, interrupted=True) for rep in range(1, reps + 1)))
        for index, one in enumerate(record.sets)
    )
    record = replace(record, sets=all_done, note="\n" * 2000)

    assert load(dump(record, HERE), HERE) == record


def test_what_a_person_wants_first_stands_first_and_the_plan_last() -> None:
    record = record_of().with_rep("heel-raise", Side.LEFT, 1, done("run1-1"))

    text = dump(replace(record, note="stairs\nyesterday"), HERE).decode()

    assert text.startswith(
        'format = 1\nid = "s-0001"\nprogram = "test"\nday = 2026-11-22\nstarted = 2026-11-22 07:30:12'
    )
    assert text.index("note") < text.index("[[sets]]") < text.index("[plan]") < text.index("[[plan.exercises]]")
    assert text.rindex("[[sets]]") < text.index("[plan]")
    assert "done = 1\npaced = 1\nskipped = 0\n" in text
    assert '    { id = "run1-1", rep = 1, at = 2026-11-22 07:30:13+01:00, result = "done", paced = true,' in text


def test_five_lines_of_tomllib_read_what_was_done() -> None:
    record = record_of().with_rep("heel-raise", Side.LEFT, 1, done("run1-1"))

    session = tomllib.loads(dump(record, HERE).decode())

    assert [(one["exercise"], one["set"], one["done"], one["planned"]) for one in session["sets"]] == [
        ("heel-raise", 1, 1, 3),
        ("heel-raise", 2, 0, 3),
    ]
    assert "ended" not in session
    assert "load_kg" not in session["sets"][0]


def test_totals_written_for_people_are_not_believed() -> None:
    record = record_of().with_rep("heel-raise", Side.LEFT, 1, done("run1-1"))
    text = dump(record, HERE).replace(b"done = 1", b"done = 99").replace(b"skipped = 0", b'skipped = "many"')

    assert load(text, HERE) == record


def test_a_file_name_holds_the_time_and_the_id_and_nothing_a_person_typed() -> None:
    path = path_of(Path("/data"), record_of())

    assert path == Path("/data/sessions/2026/2026-11-22T073012+0100-s-0001.toml")


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        (b'program = "test"', b'programme = "test"', "there is no key `programme` here; did you mean `program`?"),
        (b"rep = 1", b'rep = "1"', 'sets 1, reps 1 "run1-1", rep: expected a whole number, got a text'),
        (b"rep = 1", b"rep = 4", "sets 1: a repetition has a number above the 3 planned"),
        (b"planned = 3", b"planned = 2", "its sets are not those of its plan"),
        (b"07:30:12+01:00", b"07:30:12", "started: expected a date and time with its offset"),
        (b"seconds = 3.0", b"seconds = nan", "nan cannot be saved"),
        (b"format = 1", b"format = 2", "was written by a newer version"),
        (b'"in-progress"', b'"paused"', "status: 'paused' is not one of in-progress, done, stopped"),
        (b"[[sets]]", b"[[sets]", "is not valid TOML"),
    ],
)
def test_a_broken_record_says_where_and_what_was_expected(find: bytes, put: bytes, says: str) -> None:
    text = dump(record_of().with_rep("heel-raise", Side.LEFT, 1, done("run1-1")), HERE)
    assert find in text

    with pytest.raises(BadFile, match=r"^session\.toml") as caught:
        load(text.replace(find, put, 1), HERE)

    assert says in str(caught.value)


def test_sessions_are_read_oldest_first_and_broken_ones_are_named(tmp_path: Path) -> None:
    late = replace(record_of(), id="late", started=NOW + timedelta(days=60))
    keep(tmp_path, late)
    keep(tmp_path, record_of())
    broken = path_of(tmp_path, replace(record_of(), id="broken"))
    broken.write_bytes(b"format = 1\n[[")

    found = sessions_since(tmp_path, date.min)

    assert found.sessions == (record_of(), late)
    assert len(found.problems) == 1
    assert str(broken) in found.problems[0]
    assert broken.read_bytes() == b"format = 1\n[["


def test_reading_the_log_changes_nothing_on_disk(tmp_path: Path) -> None:
    keep(tmp_path, record_of())
    path_of(tmp_path, replace(record_of(), id="broken")).write_text("no")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    sessions_since(tmp_path, date.min)
    unfinished(tmp_path)

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_no_folder_is_no_sessions(tmp_path: Path) -> None:
    assert sessions_since(tmp_path / "nowhere", date.min) == ((), ())
    assert unfinished(tmp_path / "nowhere") == ()
    (tmp_path / "sessions").write_text("a file")
    assert sessions_since(tmp_path, date.min) == ((), ())


@pytest.mark.parametrize(
    "suffix",
    [
        ".sync-conflict-20261122-074512-ABCDEFG.toml",
        " (conflicted copy).toml",
        " (Someone's conflicted copy 2026-11-22).toml",
        "-1f2e3d4c.toml",
    ],
)
def test_copies_of_one_session_are_joined_and_nothing_counts_twice(tmp_path: Path, suffix: str) -> None:
    both = record_of().with_rep("heel-raise", Side.LEFT, 1, done("here-1"))
    here = both.with_rep("heel-raise", Side.LEFT, 1, done("here-2", 2))
    there = both.with_rep("heel-raise", Side.LEFT, 1, done("there-2", 3))
    keep(tmp_path, here)
    keep(tmp_path, there, suffix)

    found = sessions_since(tmp_path, date.min)

    assert found.problems == ()
    assert [rep.id for rep in found.sessions[0].sets[0].reps] == ["here-1", "here-2", "there-2"]
    assert len(found.sessions) == 1


def test_a_copy_that_ended_wins_over_one_in_progress(tmp_path: Path) -> None:
    keep(tmp_path, record_of())
    keep(tmp_path, record_of().closed(Status.DONE, NOW), ".sync-conflict-20261122-074512-ABCDEFG.toml")

    assert unfinished(tmp_path) == ()
    assert sessions_since(tmp_path, date.min).sessions[0].status is Status.DONE


def test_another_plan_under_the_same_id_is_not_joined(tmp_path: Path) -> None:
    keep(tmp_path, record_of())
    keep(tmp_path, record_of(heel_raise("another")), "-copy.toml")

    found = sessions_since(tmp_path, date.min)

    assert len(found.sessions) == 1
    assert "another plan" in found.problems[0]


def test_hidden_and_temporary_files_are_nobodys_session(tmp_path: Path) -> None:
    path = keep(tmp_path, record_of())
    for name in (".hidden.toml", ".xyz.tmp", "notes.txt", path.name + "~", path.name + ".unreadable-1234"):
        path.with_name(name).write_text("[[")
    (tmp_path / "sessions" / ".stversions").mkdir()
    (tmp_path / "sessions" / ".stversions" / path.name).write_text("[[")

    assert sessions_since(tmp_path, date.min) == ((record_of(),), ())


def test_sessions_in_progress_come_newest_first_however_old(tmp_path: Path) -> None:
    old = replace(record_of(), id="older", started=NOW - timedelta(days=2000))
    ended = replace(record_of(), id="ended", started=NOW + timedelta(days=1)).closed(Status.STOPPED, NOW)
    for record in (old, ended, record_of()):
        keep(tmp_path, record)

    assert [kept.record for kept in unfinished(tmp_path)] == [record_of(), old]


def test_a_session_in_progress_brings_the_bytes_of_each_of_its_files(tmp_path: Path) -> None:
    first = keep(tmp_path, record_of())
    second = keep(tmp_path, record_of(), "-copy.toml")

    (kept,) = unfinished(tmp_path)

    assert kept.files == {first: first.read_bytes(), second: second.read_bytes()}
    assert find_session(tmp_path, "s-0001") == kept
    assert find_session(tmp_path, "s-0002") is None


@pytest.mark.parametrize(("find", "put"), [(b" = ", b"="), (b"\n", b"\r\n"), (b'id = "s-', b'id="s-')])
def test_a_session_that_someone_laid_out_anew_is_still_found(tmp_path: Path, find: bytes, put: bytes) -> None:
    path = keep(tmp_path, record_of())
    path.write_bytes(path.read_bytes().replace(find, put))

    assert [kept.record for kept in unfinished(tmp_path)] == [record_of()]
    assert find_session(tmp_path, "s-0001") is not None


def test_nothing_in_the_folder_can_hang_or_hide_the_sessions(tmp_path: Path) -> None:
    year = keep(tmp_path, record_of()).parent
    os.mkfifo(year / "pipe.toml")
    (year / "loop.toml").symlink_to("loop.toml")
    (year / "nowhere.toml").symlink_to("not-there.toml")
    (year / "folder.toml").mkdir()
    (tmp_path / "sessions" / "circle").symlink_to(".")
    (year / "deep.toml").write_text("a = " + "[" * 100_000)
    (year / "large.toml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    (year / "nul.toml").write_bytes(b"format = 1\x00")
    (year / "latin.toml").write_bytes(b'note = "\xe9"')

    found = sessions_since(tmp_path, date.min)

    assert found.sessions == (record_of(),)
    told = " ".join(found.problems)
    for name in ("pipe", "loop", "folder", "deep", "large", "nul", "latin"):
        assert f"{name}.toml" in told
    assert [kept.record for kept in unfinished(tmp_path)] == [record_of()]


def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    elsewhere = keep(tmp_path / "elsewhere", record_of())
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "2026").symlink_to(elsewhere.parent)

    assert sessions_since(tmp_path, date.min).sessions == (record_of(),)


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, record_of())

    def refuse(_folder: object) -> list[str]:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)

    assert "Permission denied" in " ".join(sessions_since(tmp_path, date.min).problems)


@given(records())
def test_two_copies_that_went_their_own_ways_lose_nothing_and_count_nothing_twice(record: SessionRecord) -> None:
    one = record.with_rep(record.sets[0].exercise, record.sets[0].side, 1, done("only-here"))
    other = record.with_rep(record.sets[-1].exercise, record.sets[-1].side, record.sets[-1].set, done("only-there"))

    joined = merge(load(dump(one, HERE), HERE), load(dump(other, HERE), HERE))

    def ids(of: SessionRecord) -> set[tuple[str, str, int, str]]:
        return {(each.exercise, each.side, each.set, rep.id) for each in of.sets for rep in each.reps}

    assert ids(joined) == ids(one) | ids(other)
    assert all(len({rep.id for rep in each.reps}) == len(each.reps) for each in joined.sets)


def test_the_reference_for_users_names_every_key_there_is_and_no_other() -> None:
    reference = (Path(storage.__file__).parent / "README.md").read_text()
    example = tomllib.loads(reference.partition("```toml\n")[2].partition("```")[0])
    keys = {*example, *example["sets"][0], *example["sets"][0]["reps"][0], *example["pains"][0]}
    known = {field.name for kind in (SessionRecord, SetRecord, RepRecord, PainAnswer) for field in structs.fields(kind)}

    assert keys - known == {"done", "paced", "skipped"} - known
    assert [name for name in sorted(known) if name not in reference] == []


def test_a_leg_with_fewer_sets_than_the_other_is_read_as_it_was_written(tmp_path: Path) -> None:
    rest = heel_raise(sides=(Side.LEFT, Side.RIGHT), sets=3).with_sets({Side.LEFT: 2, Side.RIGHT: 3})
    assert rest is not None
    record = new_record(Plan(program="home", title="Home", exercises=(rest,)), "rest-of-it", NOW)

    path = tmp_path / "rest.toml"
    assert load(dump(record, path), path) == record
    assert [one.side for one in record.sets].count(Side.LEFT) == 2


def test_with_the_same_sets_on_each_leg_the_file_is_that_of_earlier_versions(tmp_path: Path) -> None:
    both = heel_raise(sides=(Side.LEFT, Side.RIGHT), sets=3).with_sets({Side.LEFT: 3, Side.RIGHT: 3})
    assert both is not None

    record = new_record(Plan(program="home", title="Home", exercises=(both,)), "same-sets", NOW)
    assert b"sets_of_leg" not in dump(record, tmp_path)
