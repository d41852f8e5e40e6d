"""Files of programs as people write them, and what is said of them."""

from pathlib import Path

import pyte

from achilles_tui.domain.settings import ProgramLibrary
from achilles_tui.storage.files.paths import shipped_programs
from achilles_tui.storage.stores.programs import check, read_library
from achilles_tui.storage.toml.problems import Problem

HEAD = 'format = 1\nid = "mine"\ntitle = "Mine"\nabout = "A test."\nsource = "me"\n'
DOSE = """id = "soleus-heel-raise"
sets = 3
reps = 10
tempo = { rise = 2, lower = 3 }
rest = { sets = 120, exercises = 120 }
often = { per_day = 1 }
"""
RAISE = f"[[exercise]]\n{DOSE}"
PROGRAM = f"{HEAD}\n{RAISE}"
EXERCISE = """format = 1
id = "mine"
name = "My exercise"
category = "isometric"
position = "Stand."
steps = ["Hold."]
source = "me"
"""

SHIPPED: ProgramLibrary = read_library(shipped_programs(), Path("/nowhere"))
"""What ships, and nothing else."""


def with_line(old: str, new: str, text: str = PROGRAM) -> str:
    """Return a file, the good program unless another is given, with one part of it written otherwise."""
    assert text.count(old) == 1
    return text.replace(old, new)


def problems(
    folder: Path, text: str | bytes, name: str = "mine", *, shelf: ProgramLibrary = SHIPPED
) -> tuple[Problem, ...]:
    """Return all that is wrong with a file of this name."""
    path = folder / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(path, shelf)


def sentences(folder: Path, text: str | bytes, name: str = "mine") -> list[str]:
    """Return what is said of a file, without the folder it lies in."""
    return [one.sentence.removeprefix(f"{folder}/") for one in problems(folder, text, name)]


def underlined(problem: Problem) -> str:
    """Return what stands above the caret, and the rest of its line as it is shown; a letter may be two cells wide."""
    _, line, caret = problem.lines
    cells = "".join(letter + "\0" * (_cells(letter) - 1) for letter in line if _cells(letter))
    return cells[caret.index("^") :].replace("\0", "")


def _cells(letter: str) -> int:
    screen = pyte.Screen(10, 1)
    pyte.Stream(screen).feed(f"a{letter}")
    return int(screen.cursor.x) - 1
