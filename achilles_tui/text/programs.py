"""Programs and exercises as lines for people. Pure."""

import textwrap

from achilles_tui.domain.base.units import Region
from achilles_tui.domain.describe import programs
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import ResolvedProgram, Stage
from achilles_tui.domain.settings import ProgramLibrary

WIDTH = 80
"""The width in columns to which lines for people are wrapped."""


def program_lines(library: ProgramLibrary, chosen_id: str | None) -> list[str]:
    """Return two lines per program: its title, and what it takes. chosen_id: None if no program is chosen."""
    width = max((len(name) for name in library.programs), default=0)
    lines = []
    for name, program in library.programs.items():
        marks = {"your program": name == chosen_id, "your own file": name in library.own}
        applying = ", ".join(mark for mark, applies in marks.items() if applies)
        lines.append(f"{name:<{width}}  {program.definition.title}{f' ({applying})' if applying else ''}")
        facts = (programs.takes(program), ", ".join(program.equipment), ", ".join(program.definition.tags))
        lines.append(f"{'':<{width}}  {' · '.join(fact for fact in facts if fact)}")
    return lines


def exercise_lines(library: ProgramLibrary) -> list[str]:
    """Return a line per exercise."""
    width = max((len(name) for name in library.exercises), default=0)
    return [
        f"{name:<{width}}  {exercise.name} · {exercise.category} · {', '.join((exercise.place, *exercise.equipment))}"
        for name, exercise in library.exercises.items()
    ]


def program_text(resolved: ResolvedProgram, region: Region | None, *, own: bool) -> list[str]:
    """Return the whole program: what it is, and every dose with the source of each number.

    region: where it hurts; None counts as not sure.
    """
    program = resolved.definition
    lines = [f"{program.title} ({program.id}{', your own file' if own else ''})", *textwrap.wrap(program.about, WIDTH)]
    lines += [
        "",
        programs.takes(resolved, region=region),
        *programs.as_table(programs.program_lines(resolved), WIDTH).split("\n"),
    ]
    for number, doses in enumerate(program.parts, start=1):
        if program.stages:
            lines += ["", *_stage_lines(program.stages[number - 1], number)]
        for dose in doses:
            lines += ["", _exercise_heading(resolved, dose)]
            dose_lines = programs.dose_lines(
                dose, resolved.exercise(dose.id).category, region, resolved.loads.get(dose.id)
            )
            lines += programs.as_table(dose_lines, WIDTH).split("\n")
            lines += textwrap.wrap(f"Doubtful: {dose.doubt}", WIDTH) if dose.doubt else []
    return lines


def _stage_lines(stage: Stage, number: int) -> list[str]:
    first, last = stage.weeks
    head = f"Stage {number}: {stage.title or 'no title'} (weeks {first} to {last}, the earliest)"
    return [head, *textwrap.wrap(stage.about or "", WIDTH)]


def _exercise_heading(resolved: ResolvedProgram, dose: Dose) -> str:
    name = f"{resolved.exercise(dose.id).name} ({dose.id})"
    if dose.insertional is None:
        return name
    return f"{name}; with insertional pain, or if not sure: {resolved.exercise(dose.insertional).name}"
