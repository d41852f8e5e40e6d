"""A write that is cut anywhere leaves the old file or the new one, and says so."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from achilles_tui.domain.base.errors import NotSaved
from achilles_tui.storage.files.atomic import checked, write_bytes, write_toml

ROOT = Path(__file__).parents[3]
OLD, NEW = b"old = 1\n", b"new = 2\n"


def full(*_args: object, **_more: object) -> NoReturn:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


def at_call(number: int, real: Callable[..., object]) -> Callable[..., object]:
    """Return a function that fails at this call and is the real one at all others."""
    calls = 0

    def fail_once(*args: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            full()
        return real(*args, **more)

    return fail_once


def test_a_file_is_for_this_user_alone(tmp_path: Path) -> None:
    write_toml(tmp_path / "new" / "file.toml", {"a": 1})

    assert (tmp_path / "new" / "file.toml").read_text() == "a = 1\n"
    assert stat.S_IMODE((tmp_path / "new" / "file.toml").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file.toml"]


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [(tempfile, "mkstemp", 1), (os, "fdopen", 1), (os, "fsync", 1), (os, "replace", 1), (os, "fsync", 2)],
)
def test_a_write_that_fails_at_any_step_leaves_the_old_or_the_new_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, call: int
) -> None:
    path = tmp_path / "file.toml"
    write_bytes(path, OLD)
    monkeypatch.setattr(module, name, at_call(call, getattr(module, name)))

    with pytest.raises(NotSaved, match=r"No space left on device: cannot write .*file\.toml"):
        write_bytes(path, NEW)

    assert path.read_bytes() in (OLD, NEW)
    assert (path.read_bytes() == OLD) == ((name, call) != ("fsync", 2))
    assert list(tmp_path.iterdir()) == [path]

    write_bytes(path, NEW)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize(("name", "call"), [("fsync", 1), ("link", 1)])
def test_a_first_write_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, call: int
) -> None:
    monkeypatch.setattr(os, name, at_call(call, getattr(os, name)))
    if name == "link":
        monkeypatch.setattr(os, "replace", full)

    with pytest.raises(NotSaved):
        write_bytes(tmp_path / "file.toml", NEW, fresh=True)

    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    write_bytes(path, OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(NotSaved, match="File too large"):
            write_bytes(path, NEW * 4096)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_process_killed_at_any_moment_leaves_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    one, other = b"a = 1\n" * 5000, b"b = 2\n" * 9000
    script = (
        "import sys; from pathlib import Path; from achilles_tui.storage.files.atomic import write_bytes\n"
        "path = Path(sys.argv[1]); one, other = b'a = 1\\n' * 5000, b'b = 2\\n' * 9000\n"
        "write_bytes(path, one); print(flush=True)\n"
        "while True: write_bytes(path, other); write_bytes(path, one)"
    )
    for wait in (0.0, 0.013, 0.031):
        with subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            process.stdout.readline()
            signal.sigtimedwait([], wait)
            process.kill()
        assert path.read_bytes() in (one, other)


def test_a_file_that_must_be_new_never_replaces_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.toml"
    write_bytes(path, OLD)

    with pytest.raises(NotSaved, match="File exists"):
        write_bytes(path, NEW, fresh=True)
    monkeypatch.setattr(os, "link", full)
    with pytest.raises(NotSaved, match="File exists"):
        write_bytes(path, NEW, fresh=True)

    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_without_hard_links_a_new_file_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", full)

    write_bytes(tmp_path / "file.toml", NEW, fresh=True)

    assert (tmp_path / "file.toml").read_bytes() == NEW


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.toml"
    target.write_bytes(OLD)
    link = tmp_path / "link.toml"
    link.symlink_to(target)

    with pytest.raises(NotSaved, match="is a link"):
        write_bytes(link, NEW)

    assert link.is_symlink()
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("place", ["file/below/file.toml", "folder"])
def test_a_place_that_cannot_be_written_is_named_with_the_reason(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()

    with pytest.raises(NotSaved, match=r"(Not a directory|Is a directory): cannot write /"):
        write_bytes(tmp_path / place, NEW)


def test_bytes_that_would_not_read_back_are_not_written() -> None:
    with pytest.raises(NotSaved, match="would not read back"):
        checked("a = 1", {"a": 2}, Path("file.toml"))
    with pytest.raises(NotSaved, match=r"file\.toml cannot be written as TOML"):
        checked("a = ", {}, Path("file.toml"))
    with pytest.raises(NotSaved, match="cannot be written as TOML"):
        checked('a = "\ud800"', {}, Path("file.toml"))
