"""The real program in a real terminal: started, interrupted in every way, gone on with, and its files read back."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.terminal_emulator import Terminal

PROGRAM = [sys.executable, "-m", "achilles_tui"]
QUICK = """
format = 1
id = "quick"
title = "A quick walk"
about = "For tests: the real phases, few repetitions."
source = "tests"

[[exercise]]
id = "gastrocnemius-heel-raise"
sets = 2
reps = 4
tempo = { rise = 2, shift = 1, lower = 3, lower_accept = 2, reset = 1, untimed = ["rise"] }
rest = { sets = 60, exercises = 60, floor = 60 }
often = { per_day = 2 }

[[exercise]]
id = "soleus-stretch"
sets = 1
reps = 2
tempo = { ease_in = 5, hold = 30, ease_out = 3 }
rest = { reps = 10, sets = 10, exercises = 10 }
often = { per_day = 2 }
"""
ALL_DONE = [("gastrocnemius-heel-raise", 4), ("gastrocnemius-heel-raise", 4), ("soleus-stretch", 2)]


class Home:
    """A home of one's own: folders, and the program in them."""

    def __init__(self, folder: Path) -> None:
        """Make the folders, with the quick program in them."""
        self.data, self.config = folder / "data", folder / "config"
        programs = self.config / "programs"
        programs.mkdir(parents=True)
        (programs / "quick.toml").write_text(QUICK, encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        """Return the command line of the program in this home."""
        return [*PROGRAM, "--data-dir", str(self.data), "--config-dir", str(self.config), *words]

    def screen(self, *words: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Open the program on a terminal."""
        return Terminal.spawn(self.command(*words), size=size)

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a small command, without a terminal."""
        return subprocess.run(
            self.command(*words), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=30
        )

    def sessions(self) -> list[dict[str, Any]]:
        """Return what `log --json` says."""
        said = self.run("log", "--json")
        assert said.returncode == 0, said.stderr
        found: list[dict[str, Any]] = json.loads(said.stdout)["sessions"]
        return found

    def totals(self) -> list[tuple[str, int]]:
        """Return exercise and repetitions done of each set of the one session."""
        (session,) = self.sessions()
        return [(one["exercise"], one["done"]) for one in session["sets"]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give each test a home of its own."""
    return Home(tmp_path)


UNWATCHED, PAUSED = "The program was suspended", "Space goes on."


def walk_to(terminal: Terminal, pattern: str) -> None:
    """Wait for what a running session shows; where a busy machine made it pause, have it go on, as a person would."""
    pressed = 0.0

    def is_there() -> bool:
        nonlocal pressed
        text = terminal.text()
        # Not before the last key has had its time: a second one would pause again.
        if PAUSED in text and time.monotonic() > pressed + 1.0:
            terminal.send(" ")
            pressed = time.monotonic()
        return re.search(pattern, text) is not None

    terminal.wait_until(is_there, f"{pattern!r} on the screen")


def finish(terminal: Terminal) -> None:
    """Answer the final pain check, leave the summary and the program."""
    walk_to(terminal, "0 no pain")
    terminal.send("2")
    terminal.wait_for("Done: 10 of 10 repetitions")
    terminal.send("q")
    assert terminal.wait() == 0


def test_a_practice_walk_runs_by_itself_to_the_final_pain_check(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "100") as terminal:
        finish(terminal)
    assert home.totals() == ALL_DONE
    (session,) = home.sessions()
    assert (session["status"], session["practice"]) == ("done", True)


def test_killed_again_and_again_it_goes_on_to_the_record_of_an_uninterrupted_walk(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "60") as terminal:
        walk_to(terminal, "[2-4] of 4 done")
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with home.screen() as terminal:
        terminal.wait_for(r"Go on: A quick walk \(practice\)")
        terminal.send("\r")
        walk_to(terminal, "Set 2 of 2 · [2-4] of 4 done")
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with home.screen("resume") as terminal:
        walk_to(terminal, "1 of 2 done")
        terminal.kill(signal.SIGKILL)
        terminal.wait()
    with home.screen("resume", "--speed", "100") as terminal:
        finish(terminal)
    assert home.totals() == ALL_DONE


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGQUIT, 131), (signal.SIGINT, 130)]
)
def test_a_signal_leaves_the_terminal_clean_and_the_session_on_disk(
    home: Home, number: signal.Signals, code: int
) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "60") as terminal:
        walk_to(terminal, "[1-4] of 4 done")
        terminal.kill(number)
        assert terminal.wait() == code
        assert terminal.modes_changed() == set()
    (session,) = home.sessions()
    assert session["status"] == "in-progress"
    assert sum(one["done"] for one in session["sets"]) >= 1


def test_a_closed_terminal_ends_the_program_with_the_session_on_disk(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "60") as terminal:
        walk_to(terminal, "[1-4] of 4 done")
        terminal.hang_up()
        assert terminal.wait(reading=False) == 129
    assert home.sessions()[0]["status"] == "in-progress"


def test_a_stopped_process_pauses_and_credits_nothing_unseen(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "2") as terminal:
        terminal.wait_for("You need")
        terminal.send("\r")
        terminal.wait_for(r"(?s)\A(?!.*You need).*Slowly down")
        terminal.kill(signal.SIGSTOP)
        # As long as the gap rule's 1.5 real seconds, seen from outside by a process that waits.
        subprocess.run(["/bin/sleep", "1.8"], check=True)
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(UNWATCHED)
        assert "0 of 4 done" in terminal.text()
        walk_to(terminal, "1 of 4 done")


def test_a_second_terminal_looks_on_and_takes_over_with_one_confirmed_key(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "20") as first:
        walk_to(first, "[1-4] of 4 done")
        with home.screen() as second:
            second.wait_for("Read-only: a session is running elsewhere")
            second.wait_for(r"process \d+")
            second.send("t")
            second.wait_for("Take the session over")
            second.send("y")
            second.wait_for(r"Set \d of 2 · \d of 4 done · saved")
            first.wait_for("Read-only now")
            first.send("\r")
            assert first.wait() == 4
            second.send("qs")
            second.wait_for("Stopped: ")
            second.send("q")
            assert second.wait() == 0
    (session,) = home.sessions()
    assert session["status"] == "stopped"


def test_looking_on_and_leaving_says_so_in_the_exit_code(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "1") as first:
        first.wait_for("saved")
        with home.screen("resume") as second:
            second.wait_for("Read-only")
            second.send("q")
            assert second.wait() == 4


def test_a_folder_that_cannot_be_written_is_said_and_the_session_can_still_be_done(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.data = Path("/proc/nowhere")
    with home.screen("start", "quick", "--side", "left", "--speed", "50") as terminal:
        terminal.wait_for("NOT SAVED")
        walk_to(terminal, "0 no pain")
        terminal.send("2")
        terminal.wait_for("Done: 10 of 10 repetitions")
        terminal.send("\r")
        terminal.wait_for("try again")
        terminal.send("l")
        assert terminal.wait() == 1
        assert terminal.raw.count(b"done = 4") == 2


def test_practice_never_needs_the_red_flags_and_training_always_does(home: Home) -> None:
    with home.screen("start", "quick", "--side", "left") as terminal:
        terminal.wait_for("question 1 of")
        terminal.send("\x1b")
        terminal.wait_for(r"(?s)\A(?!.*question 1 of).*Today")
        terminal.send("q")
        assert terminal.wait() == 0
    assert (
        home.run(
            "setup", "--side", "left", "--region", "mid-portion", "--program", "quick", "--no-red-flags"
        ).returncode
        == 0
    )
    with home.screen("start") as terminal:
        terminal.wait_for("Set 1 of 2")
        (file,) = (home.data / "sessions").rglob("*.toml")
        assert "practice = false" in file.read_text("utf-8")


@pytest.mark.parametrize("size", [(50, 20), (5, 2), (120, 40)])
def test_it_starts_and_leaves_at_any_size(home: Home, size: tuple[int, int]) -> None:
    with home.screen("start", "quick", "--side", "left", "--speed", "1", size=size) as terminal:
        terminal.wait_until(lambda: bool(home.data.exists() and list(home.data.rglob("sessions/*/*.toml"))), "a record")
        # The screen may be too small to read, so both keys are pressed until they have led out.
        tries = 50
        while terminal.exit_code is None and tries:
            terminal.send("ql")
            terminal.pump(0.1)
            tries -= 1
        assert terminal.wait() == 0


def test_without_a_terminal_it_says_so_in_one_line(home: Home) -> None:
    said = home.run()
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    dumb = {**os.environ, "TERM": "dumb"}
    with Terminal.spawn(home.command(), env=dumb) as terminal:
        terminal.wait_for("TERM is `dumb`")
        assert terminal.wait() == 2
