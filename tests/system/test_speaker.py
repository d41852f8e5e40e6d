"""A program of the user's choice says the cues: it gets the words as they are, and nothing ever waits for it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from achilles_tui.system.speaker import MOST_AT_ONCE, CommandSpeaker

SOON, LOOKS = 20.0, 2000
"""Seconds after which a test gives up, and how often it looks until then."""

NOTES_WHAT_IT_GETS = """
import json, os, pathlib, sys
def is_open(fd):
    try:
        return bool(os.fstat(fd))
    except OSError:
        return False
note, fd, *words = sys.argv[1:]
found = {"words": words, "input": sys.stdin.read(), "pipe": is_open(int(fd)), "leads": os.getsid(0) == os.getpid()}
print("nobody may see this"); print("nor this", file=sys.stderr)
part = pathlib.Path(note + ".part"); part.write_text(json.dumps(found)); part.rename(note)
"""

HANGS_UNTIL_THE_GATE_CLOSES = """
import os, pathlib, sys
folder = pathlib.Path(sys.argv[1])
with open(folder / "gate") as gate:
    part = folder / (sys.argv[2] + ".part"); part.write_text(str(os.getpid())); part.rename(folder / sys.argv[2])
    gate.read()
"""


def soon(happened: Callable[[], bool]) -> bool:
    """Look again and again for a while whether something has happened."""
    pause = Event()
    return any(happened() or pause.wait(SOON / LOOKS) for _ in range(LOOKS))


def is_gone(process: int) -> bool:
    """Say whether a process has left nothing behind; a zombie still has its number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def noted(tmp_path: Path, *words: str, text: str, fd: int = 0) -> dict[str, object]:
    """Say a text with a real program that has these arguments; return what it found out about how it was started."""
    note = tmp_path / "note"
    speaker = CommandSpeaker([sys.executable, "-c", NOTES_WHAT_IT_GETS, str(note), str(fd), *words])
    assert speaker.say(text) is None
    assert soon(note.exists)
    found: dict[str, object] = json.loads(note.read_text())
    return found


def test_the_text_takes_its_place_in_every_argument_and_nothing_else_is_read_into_it(tmp_path: Path) -> None:
    found = noted(tmp_path, "-x", "<{text}>", "{text}", "{other}", "$HOME", "*", text="Rest; `id` {text}")
    assert found["words"] == ["-x", "<Rest; `id` {text}>", "Rest; `id` {text}", "{other}", "$HOME", "*"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("Slowly\x1b[2J\ndown", "Slowly\ufffd[2J down"), ("a\0b", "a\ufffdb"), ("-f /etc/passwd", "f /etc/passwd")],
)
def test_a_text_can_be_neither_a_control_nor_an_option(tmp_path: Path, text: str, said: str) -> None:
    assert noted(tmp_path, "{text}", text=text)["words"] == [said]


def test_the_program_has_nothing_of_our_terminal_and_our_files(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    found = noted(tmp_path, text="Rest.", fd=writing)
    os.close(reading)
    os.close(writing)
    assert found == {"words": [], "input": "", "pipe": False, "leads": True}
    assert capfd.readouterr() == ("", "")


def test_programs_that_hang_hold_nothing_up_and_leave_no_zombies(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    held_open = os.open(gate, os.O_RDWR)
    speaker = CommandSpeaker([sys.executable, "-c", HANGS_UNTIL_THE_GATE_CLOSES, str(tmp_path), "{text}"])
    try:
        heard = [tmp_path / f"cue {number}" for number in range(MOST_AT_ONCE)]
        for one in heard:
            assert speaker.say(one.name) is None
        assert speaker.say("one too many") is None
        assert soon(lambda: all(one.exists() for one in heard))
    finally:
        os.close(held_open)
        gate.unlink()
    gate.touch()
    assert soon(lambda: all(is_gone(int(one.read_text())) for one in heard))
    assert soon(lambda: speaker.say("after") is None and (tmp_path / "after").exists())
    assert not (tmp_path / "one too many").exists()


def test_a_program_that_is_not_there_is_said_once_and_then_left_alone(tmp_path: Path) -> None:
    missing = tmp_path / "espeak"
    speaker = CommandSpeaker([str(missing), "{text}"])
    assert speaker.say("Rest.") == (
        f"The cue command {str(missing)!r} cannot be started: No such file or directory. Cues will not be spoken."
    )
    missing.write_text("#!/bin/sh\n")
    missing.chmod(0o755)
    assert speaker.say("Rest.") is None


@pytest.mark.parametrize(("program", "reason"), [("a\0b", "null byte"), ("/", "Permission denied")])
def test_whatever_keeps_a_program_from_starting_is_one_sentence(program: str, reason: str) -> None:
    said = CommandSpeaker([program]).say("Rest.")
    assert said is not None
    assert reason in said
    assert said.endswith(". Cues will not be spoken.")


def test_the_text_never_chooses_the_program() -> None:
    said = CommandSpeaker(["{text}"]).say("true")
    assert said is not None
    assert "'{text}' cannot be started" in said


def test_a_program_that_fails_is_no_concern_of_the_session() -> None:
    speaker = CommandSpeaker([sys.executable, "-c", "raise SystemExit(3)"])
    assert [speaker.say("Rest.") for _ in range(2 * MOST_AT_ONCE)] == [None] * 2 * MOST_AT_ONCE


def test_no_command_is_no_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(subprocess, "Popen")
    assert CommandSpeaker([]).say("Rest.") is None
