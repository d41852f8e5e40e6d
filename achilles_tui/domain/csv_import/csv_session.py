"""The rows of one session in a table made the record of it, as if it had been told by hand. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from msgspec.structs import replace

from achilles_tui.domain.base.text import nearest
from achilles_tui.domain.base.units import LONGEST_NOTE, Region, Side
from achilles_tui.domain.csv_import.csv_rows import TableRow, Trouble
from achilles_tui.domain.programs.levels import at_levels, ladder
from achilles_tui.domain.programs.program import ResolvedProgram
from achilles_tui.domain.programs.session_plan import Plan, PlannedExercise, plan
from achilles_tui.domain.records.apply_corrections import record_by_hand
from achilles_tui.domain.records.session_record import PainAnswer, SessionRecord, Status, highest
from achilles_tui.domain.settings import ProgramLibrary

_REASONS: tuple[Literal["pain", "choice"], ...] = ("pain", "choice")
"""For what a session was stopped, the graver reason first."""

_OF_A_SESSION = ("pain_during", "pain_after", "status", "stopped_for", "note")
_OF_A_SET = ("set", "reps_planned", "reps_done", "load_kg", "set_pain")
SESSION_COLUMNS = ("exercise", *_OF_A_SET, *_OF_A_SESSION)
"""A row that has one of these tells of a session."""

MOST_REPS = 100
"""Of a set, as everywhere."""


class TroubledRows(Exception):
    """Rows that make no session."""

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        """Keep all that is wrong."""
        self.troubles = tuple(troubles)
        super().__init__(*self.troubles)


class Doses:
    """How each exercise is done, as the programs on the shelf say it: a table tells repetitions, not tempo or rests.

    usual: the program of the settings. region: where it hurts. side: the leg that hurts.
    """

    def __init__(
        self, shelf: ProgramLibrary, *, usual: str | None = None, region: Region | None = None, side: Side | None = None
    ) -> None:
        self._shelf, self._usual, self._side = shelf, usual, side
        self._regions = tuple(dict.fromkeys((region, Region.MID_PORTION, Region.INSERTIONAL)))
        self._found: dict[tuple[str, str, bool], PlannedExercise | None] = {}

    def leg(self, name: str, told: Side | None) -> Side:
        """Return the leg that an exercise was done with. Raises ValueError where it cannot be told."""
        legs = self._shelf.exercises[name].legs
        if legs == "together":
            if told not in {None, Side.BOTH}:
                raise ValueError(f"{name} is done with both legs together, not with the {told}")
            return Side.BOTH
        told = told or (None if self._side is Side.BOTH else self._side)
        if told is None or (told is Side.BOTH and legs == "alone"):
            raise ValueError(f"{name} is done with one leg: left or right")
        return told

    def on_both_feet(self, name: str, legs: Sequence[Side]) -> bool:
        """Whether an exercise that is done with one leg at a time was done with both feet up and down."""
        return Side.BOTH in legs and self._shelf.exercises[name].legs != "together"

    def program(self, told: str | None, exercises: Sequence[str]) -> ResolvedProgram:
        """Return the program as told, else one that has all exercises. Raises ValueError for one nobody knows."""
        if told is not None:
            return self._last_doses(told)
        all_of_them = (one for one in self._in_order(None) if set(exercises) <= {part.id for part in one.exercises})
        return next(all_of_them, None) or next(one for one in self._in_order(None) if self._has(one, exercises[0]))

    def planned(self, name: str, program: str | None, *, both_feet: bool = False) -> PlannedExercise:
        """Return an exercise as the program, or else another one, says that it is done. Raises ValueError."""
        if name not in self._shelf.exercises:
            near = nearest(name, self._shelf.exercises)
            meant = f"did you mean {near}?" if near else "`programs list --exercises` names them"
            raise ValueError(f"{name} is not a known exercise; {meant}")
        for offered in self._in_order(program):
            found = self._dose_of(offered, name, both_feet=both_feet)
            if found:
                return found
        if both_feet:
            raise ValueError(f"{name} is done with one leg at a time: give each leg a row")
        raise ValueError(f"{name} is in no program that can be read, so its tempo is not known")

    def _last_doses(self, program: str) -> ResolvedProgram:
        if program not in self._shelf.programs:
            near = nearest(program, self._shelf.programs)
            meant = f"did you mean {near}?" if near else "`programs list` names them; an empty cell takes one that fits"
            raise ValueError(f"{program} is no program that can be read; {meant}")
        return self._shelf.programs[program]

    def _in_order(self, program: str | None) -> Iterator[ResolvedProgram]:
        for name in dict.fromkeys((program, self._usual, *sorted(self._shelf.programs))):
            if name is not None and name in self._shelf.programs:
                yield self._shelf.programs[name]

    def _has(self, offered: ResolvedProgram, name: str) -> bool:
        return any(one.id == name for one in offered.exercises)

    def _dose_of(self, offered: ResolvedProgram, name: str, *, both_feet: bool) -> PlannedExercise | None:
        key = offered.definition.id, name, both_feet
        if key not in self._found:
            self._found[key] = next(self._ways(offered, name, both_feet=both_feet), None)
        return self._found[key]

    def _ways(self, offered: ResolvedProgram, name: str, *, both_feet: bool) -> Iterator[PlannedExercise]:
        if not self._has(offered, name):
            return
        for stage in range(1, len(offered.definition.parts) + 1):
            for region in self._regions:
                for dose, exercise in offered.pairs(stage, region):
                    if exercise.id == name and (dose.tempo.single_leg or not both_feet):
                        lowest = {dose.id: ladder(dose, exercise.category, region)[0]} if both_feet else {}
                        way = at_levels(offered, lowest)
                        yield plan(way, (Side.LEFT,), stage=stage, region=region).exercise(name)


class _Set(NamedTuple):
    """One set as its row tells it."""

    row: TableRow
    reps: int


def session_from_rows(rows: Sequence[TableRow], name: str, started: datetime, doses: Doses) -> SessionRecord:
    """Return the session that its rows tell. Raises TroubledRows with all that is wrong.

    name: its id. started: local time with its offset. A set that has no row, where a later one or one of the other leg
    has, was planned and not done.
    """
    telling = _SessionBuilder(rows, doses)
    record = telling.record(name, started)
    if telling.troubles or record is None:
        raise TroubledRows(telling.troubles)
    return record


class _SessionBuilder:
    """The rows of one session on their way to its record, and what is wrong with them."""

    def __init__(self, rows: Sequence[TableRow], doses: Doses) -> None:
        self.troubles: list[Trouble] = []
        self._rows, self._first, self._doses = rows, rows[0], doses
        self._sets: dict[str, dict[tuple[Side, int], _Set]] = {}
        """By the exercise, then by the leg and the number of the set, in the order of the rows."""

    def record(self, name: str, started: datetime) -> SessionRecord | None:
        """Return the record; None where something is wrong."""
        for row in self._rows:
            self._agree(row)
            self._add(row)
        if not self._sets and not self.troubles:
            column = next(one for one in _OF_A_SESSION if getattr(self._first, one) is not None)
            self._wrong(self._first, column, "it belongs to a session: name its exercise and reps_done")
        exercises = [self._planned(one) for one in self._sets]
        if self.troubles:
            return None
        try:
            offered = self._doses.program(self._first.program, list(self._sets))
            made = Plan(offered.definition.id, offered.definition.title, tuple(one for one in exercises if one))
        except ValueError as error:
            self._wrong(self._first, "program" if self._first.program else None, str(error))
            return None
        return self._ended(self._filled(made, name, started))

    def _wrong(self, row: TableRow, column: str | None, told: str) -> None:
        self.troubles.append(Trouble(row.line, column, told))

    def _agree(self, row: TableRow) -> None:
        """Hold a row to what the first one says of the whole session."""
        for column in ("day", "time", "program"):
            if getattr(row, column) != getattr(self._first, column):
                told = f"it differs from line {self._first.line}, which is of the same session"
                self._wrong(row, column, told)
        if row.stopped_for and row.status == "done":
            self._wrong(row, "stopped_for", "a session that is done was not stopped")

    def _add(self, row: TableRow) -> None:
        if row.exercise is None:
            stray = next((column for column in _OF_A_SET if getattr(row, column) is not None), None)
            if stray:
                self._wrong(row, stray, "it belongs to an exercise, and none is named")
            return
        if row.reps_done is None:
            self._wrong(row, "reps_done", "an exercise needs the repetitions that were done")
            return
        column = "exercise"
        try:
            self._doses.planned(row.exercise, row.program)
            column = "side"
            side = self._doses.leg(row.exercise, row.side)
        except ValueError as error:
            self._wrong(row, column, str(error))
            return
        sets = self._sets.setdefault(row.exercise, {})
        number = row.set or 1 + max((set_ for leg, set_ in sets if leg is side), default=0)
        if (side, number) in sets:
            self._wrong(row, "set", f"set {number} stands on line {sets[side, number].row.line} already")
        sets[side, number] = _Set(row, row.reps_done)

    def _planned(self, name: str) -> PlannedExercise | None:
        """Return an exercise as it must have been planned."""
        sets = list(self._sets[name].values())
        told = next((one.row for one in sets if one.row.reps_planned is not None), None)
        for one in sets:
            if told and one.row.reps_planned not in {None, told.reps_planned}:
                self._wrong(one.row, "reps_planned", f"line {told.line} says {told.reps_planned} of the same exercise")
        most = max(sets, key=lambda one: one.reps)
        reps = most.reps if told is None or told.reps_planned is None else told.reps_planned
        if not 1 <= reps <= MOST_REPS or most.reps > 2 * reps:
            self._wrong(most.row, "reps_done", _too_many(most.reps, reps, known=told is not None))
            return None
        legs = tuple(dict.fromkeys(leg for leg, _ in self._sets[name]))
        try:
            way = self._doses.planned(name, self._first.program, both_feet=self._doses.on_both_feet(name, legs))
            return replace(
                way,
                sides=legs,
                sets=max(number for _, number in self._sets[name]),
                reps=reps,
                load_kg=max((one.row.load_kg for one in sets if one.row.load_kg is not None), default=None),
            )
        except ValueError as error:
            self._wrong(sets[0].row, "side", str(error))
            return None

    def _filled(self, made: Plan, name: str, started: datetime) -> SessionRecord:
        """Return the session with what was done of each set."""
        found = [
            self._sets[one.id].get((side, number))
            for one in made.exercises
            for side in one.sides
            for number in range(1, one.sets + 1)
        ]
        record = record_by_hand(made, name, started, [one.reps if one else 0 for one in found])
        sets = zip(record.sets, found, strict=True)
        loaded = tuple(replace(one, load_kg=told.row.load_kg if told else None) for one, told in sets)
        return replace(record, sets=loaded, pains=tuple(_pains(record, found, self._rows)), note=self._note())

    def _note(self) -> str:
        note = "\n".join(dict.fromkeys(row.note for row in self._rows if row.note))
        if len(note) > LONGEST_NOTE:
            self._wrong(self._first, "note", f"the notes of the session have {len(note)} characters together")
        return note

    def _ended(self, record: SessionRecord) -> SessionRecord:
        """Return the session as it ended: as told, else done, unless less was done than was told to be planned."""
        told = {row.status for row in self._rows}
        reasons = {row.stopped_for for row in self._rows}
        reason = next((one for one in _REASONS if one in reasons), None)
        if reason or "stopped" in told:
            return replace(record, status=Status.STOPPED, stopped_for=reason)
        if "done" in told or all(row.reps_planned is None for row in self._rows):
            return replace(record, status=Status.DONE, stopped_for=None)
        return record


def _pains(record: SessionRecord, found: Iterable[_Set | None], rows: Iterable[TableRow]) -> Iterator[PainAnswer]:
    """Give the pain of the sets, then that of the session before its end where it was higher, then that at its end."""
    sets = [
        PainAnswer(told.row.set_pain, record.started, "during", *one.key)
        for one, told in zip(record.sets, found, strict=True)
        if told and told.row.set_pain is not None
    ]
    during = highest(row.pain_during for row in rows)
    after = highest(row.pain_after for row in rows)
    yield from sets
    if during is not None and all(one.value < during for one in sets):
        yield PainAnswer(during, record.started, "during")
    if after is not None:
        yield PainAnswer(after, record.started, "final")


def _too_many(done: int, planned: int, *, known: bool) -> str:
    if not done:
        return "0 of how many? Tell reps_planned too"
    if not known:
        return f"{done} repetitions are more than a set holds ({MOST_REPS})"
    return f"{done} is more than twice the {planned} planned, which must be a slip"
