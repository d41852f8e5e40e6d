"""A file of a day that cannot be read stops nothing, is named, and is never lost."""

import os
import tempfile
from pathlib import Path

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.records.day_entries import DayFile
from achilles_tui.storage.files.atomic import write_bytes
from achilles_tui.storage.stores.days import add, load, path_of, read_days
from achilles_tui.storage.toml.documents import document
from tests.storage.stores.test_days import DAY, FILE, FIRST, HERE, OF_ONE_DAY, THERE, check_ins
from tests.strategies import damaged

NEWER = b"format = 2\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (f"{DAY}-{THERE}.toml", b"[[", "is not valid TOML"),
        (f"{DAY}-{THERE}.toml", b"format = 1\nday = 2026-11-21\n", "is about 2026-11-21, which is not the day in its"),
        (f"{DAY}-{THERE}.toml", b"format = 1\nday = 2026-11-22\nmorning = 3\n", "there is no key `morning` here"),
        (f"{DAY}-{THERE}.toml", NEWER, "was written by a newer version"),
        ("notes.toml", b"", "has no day in its name"),
        ("2026-02-30.toml", b"", "has no day in its name"),
    ],
)
def test_a_file_that_is_left_out_is_named_and_stays_and_the_rest_is_complete(
    tmp_path: Path, name: str, text: bytes, says: str
) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    path = path_of(tmp_path, HERE, DAY).with_name(name)
    path.write_bytes(text)

    days = read_days(tmp_path, DAY, DAY)

    assert days.diary.day(DAY).check_ins == (FIRST,)
    (told,) = days.problems
    assert told.startswith(str(path))
    assert says in told
    assert path.read_bytes() == text


def test_nothing_in_the_folder_can_hang_or_hide_the_days(tmp_path: Path) -> None:
    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))
    year = path_of(tmp_path, HERE, DAY).parent
    os.mkfifo(year / f"{DAY}-pipe.toml")
    (year / f"{DAY}-loop.toml").symlink_to(f"{DAY}-loop.toml")
    (year / f"{DAY}-nowhere.toml").symlink_to("not-there.toml")
    (year / f"{DAY}-folder.toml").mkdir()
    (tmp_path / "days" / "circle").symlink_to(".")
    for name in (f".{DAY}-hidden.toml", f".{DAY}.tmp", f"{DAY}-{HERE}.toml~", f"{DAY}-{HERE}.toml.unreadable-1234"):
        (year / name).write_text("[[")

    days = read_days(tmp_path, DAY, DAY)

    assert days.diary.day(DAY).check_ins == (FIRST,)
    assert sorted(Path(one.split(" ")[0]).name for one in days.problems) == [
        f"{DAY}-folder.toml", f"{DAY}-loop.toml", f"{DAY}-pipe.toml",
    ]  # fmt: skip


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"format = 1\nday = 2026-11-22\n")
@example(b"format = 1\nday = 2026-11-21\n")
def test_any_bytes_are_a_day_or_a_sentence_and_adding_keeps_them(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = path_of(Path(name), HERE, DAY)
        write_bytes(path, data)

        days = read_days(Path(name), DAY, DAY)
        add(Path(name), HERE, DayFile(1, DAY, (FIRST,)))

        assert (DAY in days.diary.days) == (days.problems == ())
        assert check_ins(Path(name)) == (FIRST,)
        kept = [one.read_bytes() for one in path.parent.iterdir() if one != path]
        assert kept == ([data] if days.problems else [])


@given(OF_ONE_DAY.map(document).flatmap(damaged))
def test_a_day_with_one_thing_spoilt_is_a_day_or_a_sentence(tables: dict[str, object]) -> None:
    try:
        load(tomli_w.dumps(tables).encode("utf-8", "surrogatepass"), FILE)
    except BadFile as error:
        assert str(error).startswith(FILE.name)  # noqa: PT017 a value is as well


def test_a_file_of_another_day_under_our_name_is_set_aside_not_added_to(tmp_path: Path) -> None:
    path = path_of(tmp_path, HERE, DAY)
    write_bytes(path, b"format = 1\nday = 2026-11-21\n")

    add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))

    assert check_ins(tmp_path) == (FIRST,)
    (aside,) = path.parent.glob("*.unreadable-*")
    assert aside.read_bytes() == b"format = 1\nday = 2026-11-21\n"


def test_a_day_of_a_newer_version_is_not_replaced(tmp_path: Path) -> None:
    path = path_of(tmp_path, HERE, DAY)
    write_bytes(path, NEWER)

    with pytest.raises(NotSaved, match="newer version"):
        add(tmp_path, HERE, DayFile(1, DAY, (FIRST,)))

    assert path.read_bytes() == NEWER
    assert list(path.parent.iterdir()) == [path]
