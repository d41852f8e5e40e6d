"""One process has the live session, and whoever confirms it may take it over, whatever state the other is in."""

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from achilles_tui.domain.base.errors import SessionHeld
from achilles_tui.domain.settings import Holder
from achilles_tui.storage.files.lock import NAME, SessionLock, acquire, holder, take_over, this_process
from tests.builders import NOW

ROOT = Path(__file__).parents[3]


class Other:
    """A real second process that took the session."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Keep the process."""
        self.process = process

    def says(self) -> str:
        """Return its next word."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def asked(self, line: str = "") -> str:
        """Ask it whether it has the session."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.says()


@contextmanager
def another(data: Path, how: str = "acquire") -> Iterator[Other]:
    """Run a second process; it is gone at the end."""
    command = [sys.executable, "-W", "error", "-m", "tests.storage.files.holding", str(data), how]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        try:
            yield Other(process)
        finally:
            process.kill()


def me() -> Holder:
    """Return this process with a token of its own."""
    return this_process(NOW)


def test_a_session_that_nobody_has_can_be_taken_and_given_back(tmp_path: Path) -> None:
    ours = me()
    lock = acquire(tmp_path / "new", ours)

    assert lock.still_ours()
    assert holder(tmp_path / "new") == ours
    assert stat.S_IMODE((tmp_path / "new" / NAME).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == [NAME]

    lock.release()
    assert not lock.still_ours()
    assert holder(tmp_path / "new") is None
    lock.release()
    acquire(tmp_path / "new", me()).release()


def test_a_second_process_is_told_who_has_the_session(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        assert other.says() == "ours"

        found = holder(tmp_path)
        assert found is not None
        assert found.pid == other.process.pid
        with pytest.raises(SessionHeld, match=f"process {other.process.pid} of "):
            acquire(tmp_path, me())


def test_we_are_told_in_the_same_way_to_a_second_process(tmp_path: Path) -> None:
    lock = acquire(tmp_path, me())
    with another(tmp_path) as other:
        assert other.says() == "held"
    assert lock.still_ours()
    lock.release()


def test_the_death_of_the_holder_frees_the_session(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        other.says()
        other.process.kill()
        other.process.wait()

        assert holder(tmp_path) is None
        acquire(tmp_path, me()).release()


def test_taking_over_from_a_living_process_makes_it_lose(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        other.says()
        ours = me()

        lock = take_over(tmp_path, ours)

        assert holder(tmp_path) == ours
        assert other.asked() == "lost"
        assert other.asked() == "lost"
        assert lock.still_ours()
        lock.release()


def test_a_stopped_process_that_wakes_up_finds_that_it_lost(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        other.says()
        other.process.send_signal(signal.SIGSTOP)
        with pytest.raises(SessionHeld):
            acquire(tmp_path, me())

        lock = take_over(tmp_path, me())
        lock.release()
        assert holder(tmp_path) is None

        other.process.send_signal(signal.SIGCONT)
        assert other.asked() == "lost"


def test_after_a_take_over_from_a_stopped_process_the_session_is_still_held_once(tmp_path: Path) -> None:
    with another(tmp_path) as stopped:
        stopped.says()
        stopped.process.send_signal(signal.SIGSTOP)
        with another(tmp_path, "take_over") as second:
            second.says()
            with pytest.raises(SessionHeld, match=f"process {second.process.pid} "):
                acquire(tmp_path, me())
        assert holder(tmp_path) is None
        lock = acquire(tmp_path, me())
        stopped.process.send_signal(signal.SIGCONT)
        assert stopped.asked() == "lost"
        assert lock.still_ours()
        lock.release()


def test_giving_back_does_not_touch_the_next_holder(tmp_path: Path) -> None:
    first = acquire(tmp_path, me())
    second = take_over(tmp_path, me())

    first.release()

    assert second.still_ours()
    assert holder(tmp_path) is not None
    second.release()


def test_of_many_that_begin_at_once_one_gets_the_session(tmp_path: Path) -> None:
    for round_number in range(20):
        barrier = Barrier(6)

        def begin(_number: int, barrier: Barrier = barrier) -> SessionLock | None:
            barrier.wait()
            try:
                return acquire(tmp_path, me())
            except SessionHeld:
                return None

        if round_number % 2:
            (tmp_path / NAME).unlink()
        with ThreadPoolExecutor(6) as pool:
            locks = [lock for lock in pool.map(begin, range(6)) if lock]
        assert len(locks) == 1
        assert locks[0].still_ours()
        locks[0].release()


@pytest.mark.parametrize("how", ["removed", "rewritten", "spoilt"])
def test_a_holder_file_that_a_tool_replaced_comes_back(tmp_path: Path, how: str) -> None:
    ours = me()
    lock = acquire(tmp_path, ours)
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    if how != "removed":
        (tmp_path / NAME).write_bytes(content if how == "rewritten" else b"\xff")

    assert lock.still_ours()

    assert holder(tmp_path) == ours
    assert lock.still_ours()
    lock.release()


def test_a_living_holder_with_a_spoilt_file_still_holds(tmp_path: Path) -> None:
    lock = acquire(tmp_path, me())
    (tmp_path / NAME).write_bytes(b"[[")

    with pytest.raises(SessionHeld, match="an unknown host"):
        acquire(tmp_path, me())
    assert lock.still_ours()
    lock.release()


def test_where_nothing_can_be_written_the_session_is_possible_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    data = tmp_path / "file" / "data"

    for lock in (acquire(data, me()), take_over(data, me())):
        assert lock.still_ours()
        lock.release()
    assert holder(data) is None


def test_in_a_read_only_folder_a_living_holder_is_still_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> tuple[int, str]:
        raise OSError(errno.EROFS, "Read-only file system")

    lock = acquire(tmp_path, me())
    real = os.open

    def read_only(path: str, flags: int, *more: int, **named: int) -> int:
        if flags & os.O_RDWR:
            refuse()
        return real(path, flags, *more, **named)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(os, "open", read_only)

    with pytest.raises(SessionHeld):
        acquire(tmp_path, me())
    lock.release()
    acquire(tmp_path, me()).release()


def test_without_file_locks_the_token_still_says_whose_the_session_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)

    first = acquire(tmp_path, me())
    assert first.still_ours()
    second = acquire(tmp_path, me())

    assert second.still_ours()
    assert not first.still_ours()
    assert holder(tmp_path) is None
    second.release()


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_something_odd_in_the_place_of_the_holder_file_stops_nobody(tmp_path: Path, kind: str) -> None:
    if kind == "folder":
        (tmp_path / NAME).mkdir()
    elif kind == "pipe":
        os.mkfifo(tmp_path / NAME)
    else:
        (tmp_path / NAME).symlink_to(NAME)

    lock = acquire(tmp_path, me())

    assert lock.still_ours()
    lock.release()


def test_a_process_says_who_it_is() -> None:
    one, other = me(), me()

    assert one.pid == os.getpid()
    assert one.since == NOW
    assert one.host
    assert one.token != other.token
