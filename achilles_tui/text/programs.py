"""What programs and exercises say, as lines for people and as documents for other programs. Pure."""

import textwrap
from typing import Any

from achilles_tui.domain.describe import programs
from achilles_tui.domain.programs.dose import Dose
from achilles_tui.domain.programs.program import Exercise, Offer, Stage
from achilles_tui.domain.session.cost import cost
from achilles_tui.domain.settings import Shelf

SCHEMA = 1
"""The version of the JSON shapes; it grows when a reader would have to change."""

WIDTH = 80
"""Columns that lines for people are laid out in."""


def program_list(shelf: Shelf, mine: str | None) -> dict[str, Any]:
    """Return every program in short. mine: the id of the one that `start` starts."""
    listed = [_in_short(offered, own=name in shelf.own, mine=name == mine) for name, offered in shelf.offers.items()]
    return {"schema": SCHEMA, "programs": listed, "problems": list(shelf.problems)}


def program_lines(shelf: Shelf, mine: str | None) -> list[str]:
    """Return two lines a program: what it is, and what it takes."""
    width = max((len(name) for name in shelf.offers), default=0)
    lines = []
    for name, offered in shelf.offers.items():
        whose = [word for word, is_so in (("mine", name == mine), ("my own file", name in shelf.own)) if is_so]
        beside = f" ({', '.join(whose)})" if whose else ""
        lines.append(f"{name:<{width}}  {offered.program.title}{beside}")
        told = (programs.takes(offered), ", ".join(offered.equipment), ", ".join(offered.program.tags))
        lines.append(f"{'':<{width}}  {' · '.join(text for text in told if text)}")
    return lines


def exercise_list(shelf: Shelf) -> dict[str, Any]:
    """Return every exercise."""
    return {"schema": SCHEMA, "exercises": [_exercise(one) for one in shelf.exercises.values()]}


def exercise_lines(shelf: Shelf) -> list[str]:
    """Return a line an exercise."""
    width = max((len(name) for name in shelf.exercises), default=0)
    return [
        f"{name:<{width}}  {one.name} · {one.category} · {', '.join((one.place, *one.equipment))}"
        for name, one in shelf.exercises.items()
    ]


def program_text(offered: Offer, *, own: bool) -> list[str]:
    """Return a program whole: what it is, and each dose with where every number comes from."""
    program = offered.program
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


def _named(offered: Offer, dose: Dose) -> str:
    name = f"{offered.exercise(dose.id).name} ({dose.id})"
    if dose.insertional is None:
        return name
    return f"{name}; with insertional pain, or if not sure: {offered.exercise(dose.insertional).name}"


def program_document(offered: Offer, *, own: bool) -> dict[str, Any]:
    """Return a program whole, every number with its provenance."""
    stages = [
        {
            "stage": number,
            "weeks": list(program.stages[number - 1].weeks) if (program := offered.program).stages else None,
            "exercises": [_dose(offered, dose) for dose in doses],
        }
        for number, doses in enumerate(offered.program.parts, start=1)
    ]
    return {"schema": SCHEMA, **_in_short(offered, own=own, mine=None), "stages": stages}


def _dose(offered: Offer, dose: Dose) -> dict[str, Any]:
    return {
        "exercise": dose.id,
        "insertional": dose.insertional,
        "tempo": dose.tempo.notation,
        "load": dose.load,
        "load_kg": offered.loads.get(dose.id),
        "doubt": dose.doubt,
        "numbers": {
            key: {"value": list(value) if isinstance(value, tuple) else value, "provenance": dose.provenance.get(key)}
            for key, value in dose.numbers.items()
        },
    }


def _in_short(offered: Offer, *, own: bool, mine: bool | None) -> dict[str, Any]:
    program, spent = offered.program, cost(offered)
    return {
        "id": program.id,
        "title": program.title,
        "about": program.about,
        "source": program.source,
        "tags": list(program.tags),
        "region": program.region,
        "equipment": list(offered.equipment),
        "supervision": "PT each time" if offered.needs_pt else program.supervision,
        "minutes_a_session": round(spent.session, 1),
        "minutes_a_week": round(spent.week, 1),
        "weeks": program.length,
        "own": own,
        "mine": mine,
    }


def _exercise(one: Exercise) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "other_names": list(one.other_names),
        "category": one.category.value,
        "muscle": list(one.muscle),
        "knee": one.knee,
        "place": one.place,
        "equipment": list(one.equipment),
        "supervision": "PT each time" if one.needs_pt else "none",
        "over_edge": one.over_edge,
        "evidence": dict(one.evidence),
        "source": one.source,
    }
