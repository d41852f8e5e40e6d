"""What programs and exercises say, as lines for people and as documents for other programs. Pure."""

from typing import Any

from achilles_tui.core.cost import cost
from achilles_tui.core.ports import Shelf
from achilles_tui.core.program import Exercise, Offer
from achilles_tui.core.words import minutes, supervision

SCHEMA = 1
"""The version of the JSON shapes; it grows when a reader would have to change."""


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
        lines.append(f"{'':<{width}}  {takes(offered)}")
    return lines


def takes(offered: Offer) -> str:
    """Say what a program takes: minutes, equipment, supervision, and its tags."""
    spent = cost(offered)
    side = " a side" if offered.sided() else ""
    parts = [
        f"{minutes(spent.session)} a session{side}, {minutes(spent.week)} a week",
        ", ".join(offered.equipment),
        supervision(offered),
        ", ".join(offered.program.tags),
    ]
    return " · ".join(part for part in parts if part)


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


def _in_short(offered: Offer, *, own: bool, mine: bool) -> dict[str, Any]:
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
