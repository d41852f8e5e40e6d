"""The first run in a real terminal: from an empty home to the Today page, and what is on disk then."""

import sys
import tomllib
from pathlib import Path

from tests.red_flags import QUESTIONS
from tests.terminal_emulator import Terminal


def screen(home: Path) -> Terminal:
    """Open the program on a terminal in this home."""
    folders = ["--data-dir", str(home / "data"), "--config-dir", str(home / "config")]
    return Terminal.spawn([sys.executable, "-m", "achilles_tui", *folders])


def test_a_new_person_is_led_from_the_welcome_to_today_once(tmp_path: Path) -> None:
    with screen(tmp_path) as terminal:
        terminal.wait_for("Welcome to achilles-tui")
        terminal.wait_for(r"not\s+a medical device")
        terminal.send("g")
        for number in range(1, len(QUESTIONS) + 1):
            terminal.wait_for(f"question {number} of {len(QUESTIONS)}")
            terminal.send("n")
        terminal.wait_for("no to every question")
        terminal.send("s")
        terminal.wait_for("Which leg hurts")
        terminal.send("r")
        terminal.wait_for("Where does it hurt")
        terminal.send("m")
        terminal.wait_for("▶ 1  Eccentric heel raises")
        terminal.wait_for(r"(?s)Heavy heel raises in the gym.*only\s+with a PT")
        terminal.send("\r")
        for prompt, keys in [
            ("Space pauses", " "),
            ("Space goes on", " "),
            ("n goes on early", "n"),
            ("b repeats a repetition", "b"),
            ("p enters your pain", "p"),
            ("How much does the tendon hurt now", "0"),
            ("q leaves: go on", "q"),
            ("continue later: one Enter", "g"),
            ("Enter ends the lesson", "\r"),
        ]:
            terminal.wait_for(prompt)
            terminal.send(keys)
        terminal.wait_for("Enter start")
        terminal.send("q")
        assert terminal.wait() == 0
    settings = tomllib.loads((tmp_path / "config" / "settings.toml").read_text("utf-8"))
    assert settings == {"format": 1, "side": "right", "region": "mid-portion", "program": "eccentric"}
    safety = tomllib.loads((tmp_path / "data" / "safety.toml").read_text("utf-8"))
    assert len(safety["screenings"]) == 1
    assert list((tmp_path / "data").rglob("sessions/**/*.toml")) == []
    with screen(tmp_path) as terminal:
        terminal.wait_for("Enter start")
        assert "Welcome" not in terminal.text()
        terminal.send("q")
        assert terminal.wait() == 0
