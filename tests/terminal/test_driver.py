"""What a terminal can do to the program, in real terminals: it may stop reading, hang up, be taken away."""

import json
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from achilles_tui.system.environment import clean_environment
from achilles_tui.terminal.output import BACKLOG, TerminalOutput
from tests.terminal_emulator import DEADLINE, Terminal

ROOT = Path(__file__).parents[2]
PROBE = [sys.executable, "-W", "error", "-m", "tests.terminal.driver_probe"]

# What a modern terminal says when asked: synchronised output and resize reports are there, and off.
ANSWERS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;2$y"}
ALL_MODES = {
    *("?1000", "?1003", "?1004", "?1006", "?1015", "?1016", "?1049", "?2004", "?2048"),
    *("kitty", "not ?7", "not ?25"),
}
THREADS = ["MainThread", "terminal-output", "terminal-watch", "textual-input"]


class Probe:
    """The running probe, its terminal and what it writes into its folder."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self.terminal = terminal
        self.folder = folder
        self.attributes = terminal.attributes()

    @property
    def status(self) -> dict[str, Any]:
        return json.loads((self.folder / "status.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    @property
    def is_saved(self) -> bool:
        return (self.folder / "saved").exists()

    def wait_until(self, condition: Callable[[dict[str, Any]], object], what: str, *, reading: bool = True) -> None:
        self.terminal.wait_until(
            lambda: (self.folder / "status.json").exists() and condition(self.status), what, reading=reading
        )

    def press(self, key: str, *, reading: bool = True) -> None:
        """Type a letter and wait until the program has it."""
        count = len(self.status["keys"])
        self.terminal.send(key)
        self.wait_until(lambda status: key in status["keys"][count:], f"key {key!r}", reading=reading)

    def stall(self) -> None:
        """Stop reading, until the program has drawn more than the terminal takes."""
        self.wait_until(lambda status: status["pending"] > BACKLOG, "a terminal that is behind", reading=False)

    def is_whole(self) -> bool:
        """Whether every cell shows the count of now."""
        word = f"{self.status['count']:07}"
        return set(self.terminal.text().split("\n")) == {" ".join([word] * 10)}

    def is_left_as_found(self) -> bool:
        return not self.terminal.modes_changed() and self.terminal.attributes() == self.attributes


@contextmanager
def probe(folder: Path, *arguments: str, **options: Any) -> Iterator[Probe]:  # noqa: ANN401  those of `spawn`
    with Terminal.spawn([*PROBE, str(folder), *arguments], cwd=ROOT, **options) as terminal:
        running = Probe(terminal, folder)
        for query, reply in ANSWERS.items():
            terminal.answer(query, reply)
        terminal.wait_until(lambda: terminal.modes_changed() == ALL_MODES, "all modes on")
        running.wait_until(lambda status: status["ticks"] > 2, "a count")
        yield running


def modes_set(raw: bytearray) -> set[str]:
    return {f"?{number.decode()}" for number in re.findall(rb"\x1b\[\?(\d+)[hl]", raw)} - {"?2026"}


def state_of(pid: int) -> str:
    """Return the letter of the process table: T is stopped, Z has ended; - if there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "-"


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


class TestSignals:
    """Deadly signals."""

    @pytest.mark.parametrize(
        ("number", "code"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)]
    )
    def test_a_signal_saves_and_leaves_the_terminal_as_it_was(
        self, tmp_path: Path, number: signal.Signals, code: int
    ) -> None:
        with probe(tmp_path) as running:
            running.terminal.kill(number)
            assert running.terminal.wait() == code
            assert running.is_saved
            assert running.is_left_as_found()

    def test_neither_a_stuck_main_thread_nor_a_save_that_hangs_keeps_it_from_ending(self, tmp_path: Path) -> None:
        with probe(tmp_path, "hang") as running:
            running.press("s")
            running.terminal.kill(signal.SIGTERM)
            assert running.terminal.wait() == 143
            assert running.is_saved
            assert running.is_left_as_found()


class TestHangUp:
    """A closed window, a broken connection."""

    @pytest.mark.parametrize("passes_hangup_on", [True, False], ids=["told", "untold"])
    def test_a_hang_up_saves_and_ends_the_program(self, tmp_path: Path, *, passes_hangup_on: bool) -> None:
        with probe(tmp_path, passes_hangup_on=passes_hangup_on) as running:
            running.terminal.hang_up()
            assert running.terminal.wait() == 129
            assert running.is_saved

    def test_a_hang_up_ends_a_program_under_nohup(self, tmp_path: Path) -> None:
        with probe(tmp_path, under_nohup=True) as running:
            running.terminal.hang_up()
            assert running.terminal.wait() == 129
            assert running.is_saved

    def test_a_hang_up_nobody_tells_of_ends_a_program_whose_main_thread_is_stuck(self, tmp_path: Path) -> None:
        with probe(tmp_path, passes_hangup_on=False) as running:
            running.press("s")
            running.terminal.hang_up()
            assert running.terminal.wait() == 129
            assert running.is_saved


class TestStalledTerminal:
    """A terminal that stops reading: a stalled connection, a paused window."""

    def test_time_and_keys_go_on_and_the_screen_is_whole_when_it_reads_again(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            running.stall()
            begin = running.status["ticks"]
            running.wait_until(lambda status: status["ticks"] > begin + 50, "fifty ticks", reading=False)
            running.press("x", reading=False)
            # One frame of this screen is less than 4 kB, and fifty have been left out.
            assert running.status["pending"] < 3 * BACKLOG
            running.press("f", reading=False)
            running.terminal.wait_until(running.is_whole, "a whole screen")
            running.wait_until(lambda status: status["pending"] == 0, "nothing more to draw")
            running.terminal.send("q")
            assert running.terminal.wait() == 0
            assert running.is_left_as_found()

    def test_a_small_change_left_out_comes_alone(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            running.press("o")
            rest = f"{running.status['rest']:07}"
            running.terminal.wait_until(lambda: running.terminal.text().count(rest) >= 230, "the last whole screen")
            for _ in range(3):
                running.terminal.pump(0.1)  # what is still on its way belongs to that screen
            begin = len(running.terminal.raw)
            running.press("b", reading=False)
            running.stall()
            begin_ticks = running.status["ticks"]
            running.wait_until(lambda status: status["ticks"] > begin_ticks + 5, "frames left out", reading=False)
            running.press("f", reading=False)
            running.terminal.wait_for(f"{running.status['count']:07}")
            assert rest.encode() not in running.terminal.raw[begin:]

    def test_quitting_waits_for_no_stalled_terminal_and_modes_are_off_when_it_reads_again(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            running.stall()
            running.terminal.send("q")
            assert running.terminal.wait(reading=False) == 0
            assert running.is_left_as_found()

    def test_a_signal_ends_it_and_modes_are_off_when_it_reads_again(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            running.stall()
            running.terminal.kill(signal.SIGTERM)
            assert running.terminal.wait(reading=False) == 143
            assert running.is_saved
            assert running.is_left_as_found()


class TestStopAndContinue:
    """Job control, and stops that nobody announces."""

    def test_an_unannounced_stop_costs_neither_keys_nor_threads_nor_the_screen(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            terminal = running.terminal
            raw_attributes = terminal.attributes()
            running.press("f")
            running.wait_until(lambda _: running.is_whole(), "a whole screen")
            for _ in range(2):
                terminal.kill(signal.SIGSTOP)
                terminal.wait_until(lambda: terminal.is_stopped, "a stopped program")
                terminal.set_attributes(running.attributes)
                terminal.wipe()
                begin = len(terminal.raw)
                terminal.kill(signal.SIGCONT)
                terminal.wait_until(running.is_whole, "a whole screen")
                assert terminal.attributes() == raw_attributes
                assert modes_set(terminal.raw[begin:]) == {name.removeprefix("not ") for name in ALL_MODES} - {"kitty"}
            running.press("x")
            assert sorted(running.status["threads"]) == THREADS
            terminal.send("q")
            assert terminal.wait() == 0
            assert running.is_left_as_found()

    def test_a_stop_gives_the_terminal_back_until_the_program_goes_on(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            terminal = running.terminal
            running.press("f")
            for round_ in (1, 2):
                terminal.kill(signal.SIGTSTP)
                terminal.wait_until(lambda: terminal.is_stopped, "a stopped program")
                while terminal.pump():
                    pass
                assert running.is_left_as_found()
                terminal.wipe()
                terminal.kill(signal.SIGCONT)
                terminal.wait_until(lambda: terminal.modes_changed() == ALL_MODES, "all modes on")
                terminal.wait_until(running.is_whole, "a whole screen")
                running.wait_until(lambda status, n=round_: status["suspended"] == n, "the app knowing")  # type: ignore[misc]
            running.press("x")
            assert sorted(running.status["threads"]) == THREADS
            terminal.send("q")
            assert terminal.wait() == 0
            assert running.is_left_as_found()

    def test_a_signal_ends_a_stopped_program_without_touching_the_terminal(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            terminal = running.terminal
            terminal.kill(signal.SIGTSTP)
            terminal.wait_until(lambda: terminal.is_stopped, "a stopped program")
            while terminal.pump():
                pass
            begin = len(terminal.raw)
            terminal.kill(signal.SIGTERM)
            terminal.kill(signal.SIGCONT)
            assert terminal.wait() == 143
            assert running.is_saved
            assert not terminal.raw[begin:]

    @pytest.mark.skipif(not (shutil.which("bash") and Path("/proc/self/stat").exists()), reason="needs bash and /proc")
    def test_a_shell_can_stop_continue_and_kill_it(self, tmp_path: Path) -> None:
        with Terminal.spawn(["bash", "--norc", "--noprofile", "-i"], cwd=ROOT, env={"PS1": "ready> "}) as terminal:
            running = Probe(terminal, tmp_path)
            terminal.wait_for("ready>")
            terminal.send(shlex.join([*PROBE, str(tmp_path)]) + "\r")
            running.wait_until(lambda status: status["ticks"] > 2, "a count")
            running.press("f")
            pid = running.status["pid"]

            def run_in_background(go_on: Callable[[], None]) -> None:
                ticks = running.status["ticks"]
                go_on()
                running.wait_until(lambda status: status["ticks"] > ticks, "a job in the background")

            def wait_for_prompt_after(stop: Callable[[], None]) -> None:
                terminal.wipe()
                stop()
                terminal.wait_until(lambda: state_of(pid) == "T", "a stopped job")
                terminal.wait_for("ready>")

            def come_back() -> None:
                terminal.wipe()
                terminal.send("fg\r")
                terminal.wait_until(running.is_whole, "a whole screen")

            wait_for_prompt_after(lambda: terminal.send("\x1a"))
            assert terminal.modes_changed() <= {"?2004"}  # bash's own
            wait_for_prompt_after(lambda: run_in_background(lambda: terminal.send("bg\r")))
            come_back()
            wait_for_prompt_after(lambda: os.kill(pid, signal.SIGSTOP))
            come_back()
            running.press("x")
            wait_for_prompt_after(lambda: os.kill(pid, signal.SIGSTOP))
            run_in_background(lambda: os.kill(pid, signal.SIGCONT))
            terminal.wait_until(lambda: state_of(pid) == "T", "a job that waits for its terminal")
            for number in (signal.SIGTERM, signal.SIGCONT):  # as `kill %1` does
                os.kill(pid, number)
            terminal.wait_until(lambda: state_of(pid) in "Z-", "the end of the job")
            terminal.send("wait %1; echo code $?\r")
            terminal.wait_for("code 143")
            assert running.is_saved
            assert terminal.modes_changed() <= {"?2004"}


class TestInput:
    """What may be typed."""

    def test_no_byte_ends_it(self, tmp_path: Path) -> None:
        with probe(tmp_path) as running:
            # Not UTF-8; half a character; numbers that are none and too large; a resize report of nothing.
            running.terminal.send(b"\xff\xfe \xe2\x82 \x1b[:200~ \x1b[9999999999~ \x1b[48;0;0;0;0t \x1b[200~")
            running.terminal.send(b"\x1b[201~")
            running.press("x")
            running.terminal.send("q")
            assert running.terminal.wait() == 0


class TestOutput:
    """The queue alone, on a terminal of its own."""

    def test_it_never_waits_says_when_it_is_behind_and_once_when_it_has_caught_up(self) -> None:
        master, slave = pty.openpty()
        tty.setraw(slave)
        caught_up: list[bool] = []
        output = TerminalOutput(slave, lambda: caught_up.append(True))
        output.start()
        try:
            assert output.accepts_frame()
            output.write("x" * 1_000_000)
            assert not output.accepts_frame()
            output.write("end")
            received = bytearray()
            while not received.endswith(b"end"):
                received += os.read(master, 65536)
            wait_until(lambda: caught_up)
            assert len(received) == 1_000_003
            assert output.accepts_frame()
            assert output.stop()
            assert len(caught_up) == 1
        finally:
            output.close()
            os.close(master)
            os.close(slave)

    def test_behind_is_behind_until_everything_is_taken(self) -> None:
        reader, writer = os.pipe()
        output = TerminalOutput(writer, lambda: None)
        output.start()
        try:
            output.write("x" * 100_000)  # more than a pipe takes, and BACKLOG
            refused_at = []
            while not output.accepts_frame():
                refused_at.append(output.pending)
                wait_until(lambda: not select.select([], [writer], [], 0)[1] or not output.pending)
                os.read(reader, 1024)
            assert output.pending == 0
            assert any(0 < pending < BACKLOG for pending in refused_at)
        finally:
            output.close()
            os.close(reader)
            os.close(writer)

    @pytest.mark.parametrize("is_private", [True, False])
    def test_stopping_gives_a_stalled_terminal_up_and_the_last_word_gets_through(
        self, monkeypatch: pytest.MonkeyPatch, *, is_private: bool
    ) -> None:
        master, slave = pty.openpty()
        tty.setraw(slave)
        if not is_private:
            monkeypatch.setattr("achilles_tui.terminal.output._open_again", lambda fd: (fd, False))
        output = TerminalOutput(slave, lambda: None)
        output.start()
        try:
            output.write("x" * 1_000_000)
            assert not output.stop(patience=0.2)
            assert output.send_now(b"last word")
            assert os.get_blocking(slave)
            received = bytearray()
            while not received.endswith(b"last word"):
                received += os.read(master, 65536)
        finally:
            output.close()
            os.close(master)
            os.close(slave)


def test_only_looks_and_pace_of_textual_are_taken_from_the_environment() -> None:
    kept = {"TEXTUAL_COLOR_SYSTEM": "256", "TEXTUAL_ANIMATIONS": "none", "TEXTUAL_FPS": "30", "TEXTUAL_THEME": "nord"}
    environ = {**kept, "TEXTUAL": "devtools", "TEXTUAL_DRIVER": "evil:Driver", "TEXTUAL_LOG": "log", "HOME": "/home"}
    clean_environment(environ)
    assert environ == {**kept, "HOME": "/home"}


def test_cleaning_the_environment_imports_no_textual() -> None:
    code = "import sys, achilles_tui.system.environment\n"
    code += "print([name for name in sys.modules if name.startswith('textual')])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
