"""Describes a program and its doses in lines, each number with its origin, for screens and command line. Pure."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from achilles_tui.domain.base.units import MY_PT, Category, Region
from achilles_tui.domain.programs.dose import PHASES_OF_A_RAISE, PHASES_OF_A_STRETCH, Dose
from achilles_tui.domain.programs.low_end import dose_for, stays_low
from achilles_tui.domain.programs.program import Program, ResolvedProgram
from achilles_tui.domain.session.cost import cost, minutes
from achilles_tui.domain.session.phrases import in_a_row, origin, supervision

MOST_NAME, MOST_VALUE, LEAST_REMARK = 20, 18, 12
"""Columns of a table: at most for a name and a value, at least for the remark."""

_NOTATION = "seconds: down-pause-up-pause"
_LOADS = {"none": "none", "body weight": "body weight", "added kilograms": "body + kilograms", "kilograms": "kilograms"}
_REGIONS = {"any": "any type", "mid-portion": "mid-portion pain", "insertional": "insertional pain"}


class DoseLine(NamedTuple):
    """One line of a description: its name, its value with the unit, the origin of the number, and a note."""

    name: str
    value: str
    provenance: str = ""
    """The origin in words; empty if the line is not a number of the program."""
    note: str = ""

    @property
    def remark(self) -> str:
        """The text after the value."""
        return "; ".join(text for text in (self.provenance, self.note) if text)


def _counts(value: Any) -> str:  # noqa: ANN401 a number or a range of a dose
    return f"{value[0]} to {value[1]}" if isinstance(value, Sequence) else f"{value}"


def _seconds(value: float) -> str:
    return f"{value:g} s"


_NUMBERS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "sets": ("Sets", _counts),
    "reps": ("Repetitions", _counts),
    **{
        f"tempo.{phase}": (phase.capitalize().replace("_", " "), _seconds)
        for phase in PHASES_OF_A_RAISE + PHASES_OF_A_STRETCH
    },
    "tempo.lower_accept": ("Lower counts from", _seconds),
    "tempo.untimed": ("Not counted", lambda value: ", ".join(f"the {phase}" for phase in value)),
    "rest.sets": ("Rest between sets", _seconds),
    "rest.exercises": ("Rest, next exercise", _seconds),
    "rest.reps": ("Rest between reps", _seconds),
    "rest.floor": ("Shortest rest", _seconds),
    "often.per_day": ("How often", lambda value: f"{value} a day"),
    "often.per_day_range": ("Counts as done", lambda value: f"{value[0]} to {value[1]} a day"),
    "often.days_per_week": ("Days", lambda value: f"{value} a week"),
    "often.per_week": ("How often", lambda value: f"{value} a week"),
    "often.hours_apart": ("Apart", lambda value: f"{value} h at least"),
    "weight.rm": ("Weight", lambda value: f"{value}RM"),
    "weight.step_percent": ("A step up", lambda value: f"{value:g} %"),
    "weight.min_days": ("Between steps up", lambda value: f"{value} days"),
    "weight.floor_days": ("Never under", lambda value: f"{value} days"),
    "weight.days_per_week": ("Days with weight", lambda value: f"{_counts(value)} a week"),
}
_OF_HOLDS = {"reps": "Holds", "rest.reps": "Rest between holds"}
_NOTES = {
    "weight.rm": "what you could lift this often and no more; set by your PT, never tested here",
    "rest.floor": "a second key press makes it shorter",
}


def name_of(key: str, dose: Dose) -> str:
    """Return the name of a number of a dose. key: as in its provenance. Raises KeyError for an unknown key."""
    return (_OF_HOLDS if dose.tempo.hold else {}).get(key) or _NUMBERS[key][0]


def dose_lines(
    dose: Dose, category: Category, region: Region | None, load_kg: float | None = None
) -> tuple[DoseLine, ...]:
    """Return every number of a dose in reading order, its tempo and its load.

    region: where it hurts; None counts as not sure. load_kg: the kilograms the PT set.
    """
    dose = dose_for(dose, category, region)
    lines: list[DoseLine] = []
    for key, value in dose.numbers.items():
        if key.startswith("rest.") and not (dose.tempo.hold or any(line.name == "Tempo" for line in lines)):
            lines.append(DoseLine("Tempo", dose.tempo.notation, note=_notation(dose)))
        if key.startswith("often.") and not any(line.name == "Load" for line in lines):
            lines += _load(dose, load_kg)
        lines.append(
            DoseLine(name_of(key, dose), _NUMBERS[key][1](value), origin(dose.provenance.get(key)), _note(key, value))
        )
    return (*lines, _CAREFUL) if stays_low(category, region) else tuple(lines)


_CAREFUL = DoseLine(
    "Insertional pain", "heel flat, low intensity", note="or if you are not sure; ask your PT about stretching"
)
"""How to do a stretch that stays at its low end."""


def program_lines(offered: ResolvedProgram) -> tuple[DoseLine, ...]:
    """Return the lines of a program besides its doses: for whom, how long, what it needs, where it comes from."""
    program = offered.definition
    lines = (
        DoseLine("For", _REGIONS[program.region]),
        *_weeks(program),
        DoseLine("Needs", ", ".join(offered.equipment)),
        DoseLine("Tags", ", ".join(program.tags)),
        DoseLine("From", program.source),
    )
    return tuple(line for line in lines if line.value)


def takes(offered: ResolvedProgram, stage: int = 1, region: Region | None = Region.MID_PORTION) -> str:
    """Return how many minutes a session and a week of a stage take, and whether it needs a PT."""
    spent = cost(offered, stage=stage, region=region)
    side = "each side: " if offered.sided(stage) else ""
    time = f"{side}{minutes(spent.session)} a session, {minutes(spent.week)} a week"
    return " · ".join(text for text in (time, supervision(offered)) if text)


def is_found(offered: ResolvedProgram, text: str) -> bool:
    """Whether the id, the title, the description or a tag of a program contains a text."""
    program = offered.definition
    texts = (program.id, program.title, program.about, *program.tags)
    return any(text.casefold() in searched.casefold() for searched in texts)


def as_table(lines: Iterable[DoseLine], width: int) -> str:
    """Return lines in columns, so wide altogether. If three columns do not fit, the remark follows its value."""
    lines = tuple(lines)
    name = min(max((len(line.name) for line in lines), default=0), MOST_NAME)
    value = min(max((len(line.value) for line in lines if line.remark), default=0), MOST_VALUE)
    rows = []
    for line in lines:
        if not line.remark:
            rows += _row((line.name, line.value), (name, max(1, width - name - 2)))
        elif width - name - value - 4 >= LEAST_REMARK:
            rows += _row((line.name, line.value, line.remark), (name, value, width - name - value - 4))
        else:
            rows += _row((line.name, f"{line.value} · {line.remark}"), (name, max(1, width - name - 2)))
    return "\n".join(rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    lines = zip_longest(*wrapped, fillvalue="")
    return ["  ".join(f"{cell:<{wide}}" for cell, wide in zip(line, widths, strict=True)).rstrip() for line in lines]


def _weeks(program: Program) -> list[DoseLine]:
    lines = {
        "weeks": DoseLine("Length", f"{program.weeks} weeks"),
        "review_weeks": DoseLine("Review", f"after week {in_a_row(program.review_weeks)}"),
        "stage.weeks": DoseLine(
            "Stages", ", ".join(f"{first}-{last}" for first, last in (stage.weeks for stage in program.stages))
        ),
    }
    notes = {"stage.weeks": "weeks, the earliest", "review_weeks": "look it over with your PT"}
    return [
        lines[key]._replace(provenance=origin(program.provenance.get(key)), note=notes.get(key, ""))
        for key in program.numbers
    ]


def _load(dose: Dose, load_kg: float | None) -> list[DoseLine]:
    if not dose.weighted:
        return [DoseLine("Load", _LOADS[dose.load])]
    if load_kg is None:
        return [DoseLine("Load", _LOADS[dose.load], note="your PT says how many")]
    on_top = "on top of the body" if dose.load == "added kilograms" else ""
    return [DoseLine("Load", f"{load_kg:g} kg", origin(MY_PT), on_top)]


def _notation(dose: Dose) -> str:
    return f"{_NOTATION}, U untimed" if dose.tempo.untimed else _NOTATION


def _note(key: str, value: object) -> str:
    if key in {"sets", "reps"} and isinstance(value, tuple):
        return f"start with {value[0]}"
    return _NOTES.get(key, "")
