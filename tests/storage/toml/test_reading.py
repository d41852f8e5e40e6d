"""Any file there can be gives a value or one clear sentence, soon, and nothing in it can harm a terminal."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import tomli_w
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec import Struct, structs

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.programs.program import Exercise, Program
from achilles_tui.domain.records.day_entries import DayFile
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.domain.red_flags.safety import SafetyLog
from achilles_tui.domain.settings import Holder, Settings
from achilles_tui.storage.stores.records import load
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import NewerFile, convert, parse, read, read_bytes, toml_files
from tests.builders import record_of
from tests.storage.work import calls_of
from tests.strategies import DOCUMENTS, PROGRAMS, damaged, records

HERE = Path("file.toml")
KINDS = (SessionRecord, Program, Exercise, Settings, SafetyLog, Holder, DayFile)


def said(data: bytes) -> str:
    """Return the sentence that these bytes are answered with."""
    with pytest.raises(BadFile) as caught:
        parse(data, HERE)
    return str(caught.value)


@contextmanager
def a_value_or_a_named_error() -> Iterator[None]:
    """Let through what gives a value, and errors of ours that name the file; nothing else."""
    try:
        yield
    except BadFile as error:
        if not str(error).startswith("file.toml"):
            raise


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"a = 1_\n")
@example(b"[a]\n[a]")
def test_any_bytes_are_a_document_or_a_named_error(data: bytes) -> None:
    with a_value_or_a_named_error():
        parse(data, HERE)


@given(DOCUMENTS)
def test_any_document_is_a_value_or_a_named_error(tables: dict[str, object]) -> None:
    for kind in KINDS:
        with a_value_or_a_named_error():
            convert(tables, kind, HERE)


@given(records().map(document).flatmap(damaged))
def test_a_record_with_one_thing_spoilt_is_a_record_or_a_named_error(tables: dict[str, object]) -> None:
    with a_value_or_a_named_error():
        load(tomli_w.dumps(tables).encode("utf-8", "surrogatepass"), HERE)


@given(PROGRAMS.map(document).flatmap(damaged))
def test_a_program_with_one_thing_spoilt_is_a_program_or_a_named_error(tables: dict[str, object]) -> None:
    with a_value_or_a_named_error():
        convert(tables, Program, HERE)


@pytest.mark.parametrize("value", [record_of(), Settings(), SafetyLog(1)], ids=["record", "settings", "safety"])
@given(key=st.text(max_size=8))
def test_unknown_keys_are_refused(value: Struct, key: str) -> None:
    known = {field.encode_name for field in structs.fields(value)}
    assume(key not in known)

    with pytest.raises(BadFile, match="there is no key"):
        convert({"format": 1} | document(value) | {key: 1}, type(value), HERE)


def test_every_text_is_harmless_once_read() -> None:
    tables = parse(b'title = "a\\u001b[31m\\u202eb"\n"k\\u0007" = [["\\u200b"]]', HERE)

    assert tables == {"title": "a\ufffd[31m\ufffdb", "k\ufffd": [["\ufffd"]]}


def test_a_sentence_about_a_file_is_harmless_too() -> None:
    with pytest.raises(BadFile) as caught:
        convert({"format": 1, "\x1b]0;": 1}, Settings, Path("bad\x1b[2J.toml"))

    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xef\xbb\xbfa = 1", "byte order mark"),
        (b"\xff\xfea\x00", "byte 1 is wrong"),
        (b'a = "\xe9"', "is not UTF-8 text: byte 6 is wrong"),
        (b"a = 1\x00", "is not valid TOML"),
        (b"a = 1\nb = \n", "line 2, column 5"),
        (b"a = inf", "inf cannot be saved"),
        (b"a = " + b"[" * 10**5, "far more in it than it should"),
        (b"[[a]]\n" * 10_001, "far more in it than it should"),
        (b"[" + b"a." * 9 + b"a]", "far more in it than it should"),
        (b"a = 1.5\n" * 4001, "far more in it than it should"),
        (b"#" * 65_537, "far more in it than it should"),
        (b"a = " + b"[" * 5000, "nested far deeper"),
        (b"a = " + b"{a=" * 5000, "nested far deeper"),
        (b"a." * 3000 + b"a = 1", "nested far deeper"),
        (b"a = " + b"9" * 5000, "is not valid TOML"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(data: bytes, says: str) -> None:
    assert says in said(data)


def short_keys(number: int) -> bytes:
    """Return so many lines, each with a key of its own."""
    return b"".join(b"a%d=1\n" % one for one in range(number))


SLOW: dict[str, tuple[Callable[[int], bytes], int]] = {
    "keys": (short_keys, 49_000),
    "arrays": (lambda number: b"a = [" + b"1,\n" * number + b"]", 49_000),
    "inline tables": (lambda number: b"a = [" + b"{a=1,b=2,c=3},\n" * number + b"]", 12_000),
    "headers": (lambda number: b"".join(b"[a%d]\n" % one for one in range(number)), 9_900),
    "one dotted key": (lambda number: b".".join([b"a"] * number) + b" = 1", 3_900),
    "keys below a deep header": (lambda number: b"[a.a.a.a.a.a.a.a]\n" + short_keys(number), 49_000),
    "keys below an abyss": (lambda number: b"[" + b".".join([b"a"] * 3_900) + b"]\n" + short_keys(number), 49_000),
    "many dotted keys": (lambda number: b"".join(b"a%d.b.c.d=1\n" % one for one in range(number)), 40_000),
    "a long text": (lambda number: b"a = '''" + (b"x" * 65_000 + b"\n") * number + b"'''", 60),
    "a long number": (lambda number: b"a = " + b"1" * number, 4_000_000),
    "long numbers": (lambda number: b"a = [" + (b"1.0" + b"1" * 65_000 + b",\n") * number + b"]", 60),
    "spaces": (lambda number: (b" " * 65_000 + b"\n") * number, 60),
    "nothing but lines": (lambda number: b"\n" * number, 4_000_000),
    "escapes": (lambda number: b'a = "' + b"\\\\" * number + b'"', 2_000_000),
}
"""What is slow to read: how so many parts of it are made, and with how many it is about as large as it may be."""


@pytest.mark.parametrize("name", SLOW)
def test_the_largest_file_of_every_kind_is_a_document_or_a_named_error(name: str) -> None:
    make, most = SLOW[name]

    with a_value_or_a_named_error():
        parse(make(most), HERE)


@pytest.mark.parametrize("name", SLOW)
def test_the_work_of_reading_grows_no_faster_than_the_file(name: str) -> None:
    make, most = SLOW[name]
    small, large = make(most // 32), make(most // 8)

    assert calls_of(parse, large, HERE) <= 5 * calls_of(parse, small, HERE), "four times as long, and a little"


def test_a_newer_format_is_left_alone_whatever_else_is_in_it() -> None:
    with pytest.raises(NewerFile, match=r"newer version of this program \(format 7\) and was not changed"):
        convert({"format": 7, "new": "thing"}, Program, HERE)


def test_a_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(b"#" * 2048)

    assert len(read_bytes(path, 2048)) == 2048
    with pytest.raises(BadFile, match="larger than 1 KiB"):
        read_bytes(path, 2047)


def test_only_regular_files_are_read_and_links_to_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("side = 'left'")
    (tmp_path / "link").symlink_to("file")

    assert read(tmp_path / "link", Settings, 100).side == "left"
    for path in (tmp_path / "pipe", tmp_path / "loop", tmp_path, Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(BadFile, match=str(path)):
            read_bytes(path, 100)
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "nowhere", 100)


def test_only_visible_toml_files_are_listed(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", ".c.toml", "d.txt"):
        (tmp_path / name).write_text("")

    assert [path.name for path in toml_files(tmp_path)] == ["a.toml", "b.toml"]
    assert toml_files(tmp_path / "nowhere") == []
    assert toml_files(tmp_path / "a.toml") == []


@pytest.mark.parametrize("key", ["x - at `$[" + "9" * 5000 + "]`", "x" * 100_000])
def test_a_hostile_key_gives_a_short_sentence(key: str) -> None:
    with pytest.raises(BadFile) as caught:
        convert({"format": 1, key: 1}, Settings, HERE)

    assert len(str(caught.value)) < 500
