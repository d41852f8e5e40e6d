"""Builds the record of a session from its rows in a table, like a session entered by hand. Pure."""

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
"""The reasons for which a session was stopped, the more serious first."""

_OF_A_SESSION = ("pain_during", "pain_after", "status", "stopped_for", "note")
_OF_A_SET = ("set", "reps_planned", "reps_done", "load_kg", "set_pain")
SESSION_COLUMNS = ("exercise", *_OF_A_SET, *_OF_A_SESSION)
"""A row with any of these columns belongs to a session."""

MOST_REPS = 100
"""The most planned repetitions of a set."""


class TroubledRows(Exception):
    """Raised for rows that make no session."""

    def __init__(self, troubles: Iterable[Trouble]) -> None:
        """Store the troubles."""
        self.troubles = tuple(troubles)
        super().__init__(*self.troubles)


class Doses:
    """The doses of the exercises, from the programs: a table has repetitions, but no tempo and no rests.

    usual: the id of the program in the settings. region: where it hurts. side: the leg that hurts.
    """

    def __init__(
        self,
        library: ProgramLibrary,
        *,
        usual: str | None = None,
        region: Region | None = None,
        side: Side | None = None,
    ) -> None:
        self._library, self._usual, self._side = library, usual, side
        self._regions = tuple(dict.fromkeys((region, Region.MID_PORTION, Region.INSERTIONAL)))
        self._planned: dict[tuple[str, str, bool], PlannedExercise | None] = {}

    def leg(self, name: str, side: Side | None) -> Side:
        """Return the leg of an exercise. side: as in the table. Raises ValueError if it is unknown or does not fit."""
        legs = self._library.exercises[name].legs
        if legs == "together":
            if side not in {None, Side.BOTH}:
                raise ValueError(f"{name} is done with both legs together, not with the {side}")
            return Side.BOTH
        side = side or (None if self._side is Side.BOTH else self._side)
        if side is None or (side is Side.BOTH and legs == "alone"):
            raise ValueError(f"{name} is done with one leg: left or right")
        return side

    def on_both_feet(self, name: str, legs: Sequence[Side]) -> bool:
        """Whether an exercise for one leg at a time was done with both feet up and down."""
        return Side.BOTH in legs and self._library.exercises[name].legs != "together"

    def program(self, name: str | None, exercises: Sequence[str]) -> ResolvedProgram:
        """Return the program of this id; without an id, one with all exercises. Raises ValueError for an unknown id."""
        if name is not None:
            return self._program(name)
        programs = tuple(self._in_order(None))
        with_all = (program for program in programs if all(self._has(program, exercise) for exercise in exercises))
        with_first = (program for program in programs if self._has(program, exercises[0]))
        return next(with_all, None) or next(with_first)

    def planned(self, name: str, program: str | None, *, both_feet: bool = False) -> PlannedExercise:
        """Return an exercise with the dose of this program, or else of another. Raises ValueError if there is none."""
        if name not in self._library.exercises:
            near = nearest(name, self._library.exercises)
            meant = f"did you mean {near}?" if near else "`programs list --exercises` names them"
            raise ValueError(f"{name} is not a known exercise; {meant}")
        for offered in self._in_order(program):
            exercise = self._dose_of(offered, name, both_feet=both_feet)
            if exercise:
                return exercise
        if both_feet:
            raise ValueError(f"{name} is done with one leg at a time: give each leg a row")
        raise ValueError(f"{name} is in no readable program, so its tempo is unknown")

    def _program(self, program: str) -> ResolvedProgram:
        if program not in self._library.programs:
            near = nearest(program, self._library.programs)
            meant = f"did you mean {near}?" if near else "`programs list` names them; an empty cell takes one that fits"
            raise ValueError(f"{program} is not a readable program; {meant}")
        return self._library.programs[program]

    def _in_order(self, program: str | None) -> Iterator[ResolvedProgram]:
        for name in dict.fromkeys((program, self._usual, *sorted(self._library.programs))):
            if name is not None and name in self._library.programs:
                yield self._library.programs[name]

    def _has(self, offered: ResolvedProgram, name: str) -> bool:
        return any(exercise.id == name for exercise in offered.exercises)

    def _dose_of(self, offered: ResolvedProgram, name: str, *, both_feet: bool) -> PlannedExercise | None:
        key = offered.definition.id, name, both_feet
        if key not in self._planned:
            self._planned[key] = next(self._ways(offered, name, both_feet=both_feet), None)
        return self._planned[key]

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
    """One set, with its row."""

    row: TableRow
    reps: int


def session_from_rows(rows: Sequence[TableRow], name: str, started: datetime, doses: Doses) -> SessionRecord:
    """Return the session of these rows. Raises TroubledRows with all that is wrong.

    name: its id. started: local time with its offset. A set without a row was planned and not done, if a later set or
    the same set of the other leg has a row.
    """
    builder = _SessionBuilder(rows, doses)
    record = builder.record(name, started)
    if builder.troubles or record is None:
        raise TroubledRows(builder.troubles)
    return record


class _SessionBuilder:
    """Builds the record of one session from its rows, and collects what is wrong with them."""

    def __init__(self, rows: Sequence[TableRow], doses: Doses) -> None:
        self.troubles: list[Trouble] = []
        self._rows, self._first, self._doses = rows, rows[0], doses
        self._sets: dict[str, dict[tuple[Side, int], _Set]] = {}
        """By the exercise, then by the leg and the number of the set, in the order of the rows."""

    def record(self, name: str, started: datetime) -> SessionRecord | None:
        """Return the record; None if something is wrong."""
        for row in self._rows:
            self._agree(row)
            self._add(row)
        if not self._sets and not self.troubles:
            column = next(column for column in _OF_A_SESSION if getattr(self._first, column) is not None)
            self._wrong(self._first, column, "it belongs to a session: name its exercise and reps_done")
        exercises = [self._planned(exercise) for exercise in self._sets]
        if self.troubles:
            return None
        try:
            offered = self._doses.program(self._first.program, list(self._sets))
            planned = tuple(exercise for exercise in exercises if exercise)
            plan_done = Plan(offered.definition.id, offered.definition.title, planned)
        except ValueError as error:
            self._wrong(self._first, "program" if self._first.program else None, str(error))
            return None
        return self._ended(self._filled(plan_done, name, started))

    def _wrong(self, row: TableRow, column: str | None, fault: str) -> None:
        self.troubles.append(Trouble(row.line, column, fault))

    def _agree(self, row: TableRow) -> None:
        """Check that a row agrees with the first row about the whole session."""
        for column in ("day", "time", "program"):
            if getattr(row, column) != getattr(self._first, column):
                self._wrong(row, column, f"it differs from line {self._first.line} of the same session")
        if row.stopped_for and row.status == "done":
            self._wrong(row, "stopped_for", "a session that is done was not stopped")

    def _add(self, row: TableRow) -> None:
        if row.exercise is None:
            stray = next((column for column in _OF_A_SET if getattr(row, column) is not None), None)
            if stray:
                self._wrong(row, stray, "it belongs to an exercise: name the exercise")
            return
        if row.reps_done is None:
            self._wrong(row, "reps_done", "an exercise needs the repetitions done")
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
            self._wrong(row, "set", f"set {number} is already on line {sets[side, number].row.line}")
        sets[side, number] = _Set(row, row.reps_done)

    def _planned(self, name: str) -> PlannedExercise | None:
        """Return an exercise as it was planned, as far as its rows show; None if something is wrong."""
        sets = list(self._sets[name].values())
        rows = [done_set.row for done_set in sets]
        first = next((row for row in rows if row.reps_planned is not None), None)
        for row in rows:
            if first and row.reps_planned not in {None, first.reps_planned}:
                fault = f"line {first.line} says {first.reps_planned} for the same exercise"
                self._wrong(row, "reps_planned", fault)
        most = max(sets, key=lambda done_set: done_set.reps)
        reps = most.reps if first is None or first.reps_planned is None else first.reps_planned
        if not 1 <= reps <= MOST_REPS or most.reps > 2 * reps:
            self._wrong(most.row, "reps_done", _too_many(most.reps, reps, is_planned=first is not None))
            return None
        legs = tuple(dict.fromkeys(leg for leg, _ in self._sets[name]))
        try:
            exercise = self._doses.planned(name, self._first.program, both_feet=self._doses.on_both_feet(name, legs))
            return replace(
                exercise,
                sides=legs,
                sets=max(number for _, number in self._sets[name]),
                reps=reps,
                load_kg=max((row.load_kg for row in rows if row.load_kg is not None), default=None),
            )
        except ValueError as error:
            self._wrong(rows[0], "side", str(error))
            return None

    def _filled(self, plan_done: Plan, name: str, started: datetime) -> SessionRecord:
        """Return the session with the repetitions, the load and the pain of each set."""
        done_sets = [
            self._sets[exercise.id].get((side, number))
            for exercise in plan_done.exercises
            for side, number in exercise.all_sets
        ]
        reps = [done_set.reps if done_set else 0 for done_set in done_sets]
        record = record_by_hand(plan_done, name, started, reps)
        loads = [done_set.row.load_kg if done_set else None for done_set in done_sets]
        sets = tuple(replace(planned, load_kg=load) for planned, load in zip(record.sets, loads, strict=True))
        return replace(record, sets=sets, pains=tuple(_pains(record, done_sets, self._rows)), note=self._note())

    def _note(self) -> str:
        note = "\n".join(dict.fromkeys(row.note for row in self._rows if row.note))
        if len(note) > LONGEST_NOTE:
            self._wrong(self._first, "note", f"the notes of the session have {len(note)} characters altogether")
        return note

    def _ended(self, record: SessionRecord) -> SessionRecord:
        """Return the session with its end: as in the table, else done, unless less was done than the table planned."""
        statuses = {row.status for row in self._rows}
        reasons = {row.stopped_for for row in self._rows}
        reason = next((reason for reason in _REASONS if reason in reasons), None)
        if reason or "stopped" in statuses:
            return replace(record, status=Status.STOPPED, stopped_for=reason)
        if "done" in statuses or all(row.reps_planned is None for row in self._rows):
            return replace(record, status=Status.DONE, stopped_for=None)
        return record


def _pains(record: SessionRecord, done_sets: Iterable[_Set | None], rows: Iterable[TableRow]) -> Iterator[PainAnswer]:
    """Yield the pain of the sets, then the pain before the end if it was higher, then the pain at the end."""
    sets = [
        PainAnswer(done_set.row.set_pain, record.started, "during", *planned.key)
        for planned, done_set in zip(record.sets, done_sets, strict=True)
        if done_set and done_set.row.set_pain is not None
    ]
    during = highest(row.pain_during for row in rows)
    after = highest(row.pain_after for row in rows)
    yield from sets
    if during is not None and all(answer.value < during for answer in sets):
        yield PainAnswer(during, record.started, "during")
    if after is not None:
        yield PainAnswer(after, record.started, "final")


def _too_many(done: int, planned: int, *, is_planned: bool) -> str:
    if not done:
        return "0 of how many? Fill in reps_planned too"
    if not is_planned:
        return f"{done} repetitions are too many for a set (at most {MOST_REPS})"
    return f"{done} is more than twice the {planned} planned, which must be a mistake"
