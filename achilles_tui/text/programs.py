"""What programs and exercises say, as lines for people. Pure."""

import textwrap

from achilles_tui.domain.describe import programs
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import ResolvedProgram, Stage
from achilles_tui.domain.settings import ProgramLibrary

WIDTH = 80
"""Columns that lines for people are laid out in."""


def program_lines(shelf: ProgramLibrary, mine: str | None) -> list[str]:
    """Return two lines a program: what it is, and what it takes."""
    width = max((len(name) for name in shelf.programs), default=0)
    lines = []
    for name, offered in shelf.programs.items():
        whose = [word for word, is_so in (("mine", name == mine), ("my own file", name in shelf.own)) if is_so]
        beside = f" ({', '.join(whose)})" if whose else ""
        lines.append(f"{name:<{width}}  {offered.definition.title}{beside}")
        told = (programs.takes(offered), ", ".join(offered.equipment), ", ".join(offered.definition.tags))
        lines.append(f"{'':<{width}}  {' · '.join(text for text in told if text)}")
    return lines


def exercise_lines(shelf: ProgramLibrary) -> list[str]:
    """Return a line an exercise."""
    width = max((len(name) for name in shelf.exercises), default=0)
    return [
        f"{name:<{width}}  {one.name} · {one.category} · {', '.join((one.place, *one.equipment))}"
        for name, one in shelf.exercises.items()
    ]


def program_text(offered: ResolvedProgram, *, own: bool) -> list[str]:
    """Return a program whole: what it is, and each dose with where every number comes from."""
    program = offered.definition
    lines = [f"{program.title} ({program.id}{', my own file' if own else ''})", *textwrap.wrap(program.about, WIDTH)]
    lines += ["", programs.takes(offered), *programs.as_table(programs.program_lines(offered), WIDTH).split("\n")]
    for number, doses in enumerate(program.parts, start=1):
        if program.stages:
            lines += ["", *_stage_lines(program.stages[number - 1], number)]
        for dose in doses:
            lines += ["", _named(offered, dose)]
            lines += programs.as_table(programs.dose_lines(dose, offered.loads.get(dose.id)), WIDTH).split("\n")
            lines += textwrap.wrap(f"Doubtful: {dose.doubt}", WIDTH) if dose.doubt else []
    return lines


def _stage_lines(stage: Stage, number: int) -> list[str]:
    first, last = stage.weeks
    head = f"Stage {number}: {stage.title or 'no title'} (weeks {first} to {last}, the earliest)"
    return [head, *textwrap.wrap(stage.about or "", WIDTH)]


def _named(offered: ResolvedProgram, dose: Dose) -> str:
    name = f"{offered.exercise(dose.id).name} ({dose.id})"
    if dose.insertional is None:
        return name
    return f"{name}; with insertional pain, or if not sure: {offered.exercise(dose.insertional).name}"
