"""Cells put on the terminal past the compositor look as the compositor would have drawn them."""

from pathlib import Path

import pytest

from tests.end_to_end.test_program import Home, walk_to
from tests.terminal_emulator import Terminal


def seen(terminal: Terminal) -> list[list[tuple[str, str]]]:
    """Return how every cell looks, however it was written: halves can be told from either side."""
    return [[_look(*cell) for cell in row] for row in terminal.colours()]


def _look(letter: str, ink: str, ground: str) -> tuple[str, str]:
    halves = {" ": (ground, ground), "█": (ink, ink), "▀": (ink, ground), "▄": (ground, ink)}
    return halves.get(letter, (letter, f"{ink} on {ground}"))


@pytest.mark.parametrize("theme", ["dark", "ansi-light"])
def test_a_figure_that_has_moved_looks_as_if_it_had_been_drawn_at_once(tmp_path: Path, theme: str) -> None:
    home = Home(tmp_path)
    assert home.run("setup", "--theme", theme, "--motion", "full").returncode == 0
    with home.screen("start", "quick", "--side", "right", "--speed", "3") as terminal:
        terminal.wait_for("You need")
        terminal.send("\r")
        walk_to(terminal, "1 of 4 done")
        terminal.send(" ")
        terminal.wait_for("Space goes on")
        _wait_until_quiet(terminal)
        moved, written = seen(terminal), len(terminal.raw)
        terminal.send("\x0c")
        terminal.wait_until(lambda: len(terminal.raw) > written + 2000, "the whole screen anew")
        _wait_until_quiet(terminal)
        assert seen(terminal) == moved


def _wait_until_quiet(terminal: Terminal) -> None:
    while terminal.pump(0.3):
        pass
