"""Turns the rows of a table into new sessions, mornings and scores, without those already recorded. Pure.

An import only adds: existing records stay as they are. Sessions are compared by id, or by day and time, so that a table
imported twice, or exported from here, adds nothing twice.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from msgspec import Struct

from achilles_tui.domain.base.units import Side
from achilles_tui.domain.csv_import.csv_rows import Sheet, TableRow, Trouble
from achilles_tui.domain.csv_import.csv_session import SESSION_COLUMNS, Doses, TroubledRows, session_from_rows
from achilles_tui.domain.records.day_entries import CheckIn, DayFile, Diary, Score
from achilles_tui.domain.records.session_record import SessionRecord

EARLIEST_ZONE = timezone(timedelta(hours=14))
"""The time zone in which a day begins first. Imported entries of a day get its midnight there as their time, on every
machine: anything recorded here for that day is later, and the latest entry of a day counts."""

NOON = time(12)
"""The start of a session without a time (ours)."""

_MORNING = ("morning_pain", "stiffness_min", "how")


class ExistingRecords(NamedTuple):
    """The records that are here already."""

    ids: frozenset[str]
    """The ids of all sessions, including deleted ones."""
    moments: frozenset[tuple[date, time]]
    """The local day and time, to the second, at which each session began."""
    diary: Diary


class EntryCount(Struct, frozen=True):
    """The number of sessions, mornings and scores."""

    sessions: int
    mornings: int
    scores: int


class ImportContent(NamedTuple):
    """What an import adds, and what it leaves as it is."""

    sessions: tuple[SessionRecord, ...]
    """The earliest first."""
    days: tuple[DayFile, ...]
    """The mornings and scores, by day, the earliest first."""
    already_present: EntryCount
    """Entries of the table that are here already."""
    conflicts: tuple[str, ...]
    """A sentence for each morning and each score that is recorded with another value, which stays."""
    untimed_sessions: int
    """Sessions added without a time, on days that have another session."""

    @property
    def added(self) -> EntryCount:
        """The number of entries that it adds."""
        mornings = sum(bool(day.check_ins) for day in self.days)
        return EntryCount(len(self.sessions), mornings, sum(len(day.scores) for day in self.days))


def import_content(
    sheet: Sheet, existing: ExistingRecords, doses: Doses, now: datetime, local: Callable[[date, time], datetime]
) -> ImportContent | tuple[Trouble, ...]:
    """Return what a table adds, or all that is wrong. now: local time with offset. local: gives a time its offset."""
    today = now.date()
    troubles = [*sheet.troubles]
    troubles += [Trouble(row.line, "day", f"{row.day} has not come yet") for row in sheet.rows if row.day > today]
    new: list[SessionRecord] = []
    present_count, untimed_count = 0, 0
    busy = {day for day, _ in existing.moments}
    for rows in _sessions(sheet.rows):
        first = rows[0]
        name = first.session or _id(first.day, first.time)
        if name in existing.ids or (first.day, first.time or NOON) in existing.moments:
            # It stays as it is, so its rows need no further check: the program may be gone by now.
            present_count += 1
            continue
        started = local(first.day, first.time or NOON)
        if first.time and first.day == today and started > now:
            troubles.append(Trouble(first.line, "time", f"{first.time:%H:%M} today has not come yet"))
        try:
            new.append(session_from_rows(rows, name, started, doses))
        except TroubledRows as error:
            troubles += error.troubles
        untimed_count += first.time is None and first.day in busy
    days = _Days(existing.diary)
    for row in sheet.rows:
        days.read(row)
    day_files = days.day_files()
    if troubles or days.troubles:
        return tuple(sorted((*troubles, *days.troubles), key=lambda trouble: trouble.line))
    return ImportContent(
        sessions=tuple(sorted(new, key=lambda session: (session.started, session.id))),
        days=day_files,
        already_present=EntryCount(present_count, days.mornings_present, days.scores_present),
        conflicts=tuple(days.conflicts),
        untimed_sessions=untimed_count,
    )


def _sessions(rows: Iterable[TableRow]) -> Iterator[Sequence[TableRow]]:
    """Yield the rows of each session: those with the same id or, without an id, the same day and time."""
    sessions: dict[object, list[TableRow]] = {}
    for row in rows:
        if any(getattr(row, column) is not None for column in SESSION_COLUMNS):
            sessions.setdefault(row.session or (row.day, row.time), []).append(row)
    yield from sessions.values()


def _id(*values: object) -> str:
    """Return an id that is the same for the same values, on every machine and at any time."""
    return f"csv-{hashlib.sha256(' '.join(map(str, values)).encode()).hexdigest()[:16]}"


class _Days:
    """Collects the mornings and scores of the rows, and compares them with those recorded here."""

    def __init__(self, diary: Diary) -> None:
        self.troubles: list[Trouble] = []
        self.conflicts: list[str] = []
        self.mornings_present = self.scores_present = 0
        self._diary = diary
        self._mornings: dict[date, dict[str, tuple[int | str, int]]] = {}
        """Each value by its column, with its line."""
        self._scores: dict[date, dict[Score, int]] = {}

    def read(self, row: TableRow) -> None:
        """Collect the morning and the scores of one row."""
        for column in _MORNING:
            value = getattr(row, column)
            if value is None:
                continue
            earlier_value, line = self._mornings.setdefault(row.day, {}).setdefault(column, (value, row.line))
            if earlier_value != value:
                fault = f"line {line} says {earlier_value} for the same day"
                self.troubles.append(Trouble(row.line, column, fault))
        midnight = datetime.combine(row.day, time(0), EARLIEST_ZONE)
        if row.visa_a is not None:
            self._score(row, Score(_id(row.day, "visa", row.visa_a), midnight, visa_a=row.visa_a))
        if row.heel_rises is not None:
            if row.side is Side.BOTH:
                self.troubles.append(Trouble(row.line, "side", "the heel-rise test is for one leg: left or right"))
            name = _id(row.day, "rises", row.heel_rises, row.side)
            self._score(row, Score(name, midnight, heel_rises=row.heel_rises, side=row.side))

    def _score(self, row: TableRow, score: Score) -> None:
        self._scores.setdefault(row.day, {}).setdefault(score, row.line)

    def day_files(self) -> tuple[DayFile, ...]:
        """Return what is new, the earliest day first."""
        days = sorted({*self._mornings, *self._scores})
        files = [DayFile(1, day, check_ins=self._morning(day), scores=tuple(self._new_scores(day))) for day in days]
        return tuple(file for file in files if file.check_ins or file.scores)

    def _morning(self, day: date) -> tuple[CheckIn, ...]:
        """Return the new answers of a morning; add a conflict for each answer that is recorded with another value."""
        answers = self._mornings.get(day, {})
        file = self._diary.day(day)
        recorded = {"morning_pain": file.morning, "stiffness_min": file.stiffness, "how": file.how}
        new = {column: value for column, (value, _) in answers.items() if recorded[column] is None}
        for column, (value, line) in answers.items():
            if recorded[column] not in {None, value}:
                self._conflict(day, column, recorded[column], value, line)
        entry = CheckIn(
            _id(day, *(new.get(column) for column in _MORNING)),
            datetime.combine(day, time(0), EARLIEST_ZONE),
            new.get("morning_pain"),  # type: ignore[arg-type]  # each cell gives what its column wants
            new.get("stiffness_min"),  # type: ignore[arg-type]
            new.get("how"),  # type: ignore[arg-type]
        )
        if new and entry.id not in {check_in.id for check_in in file.check_ins}:
            return (entry,)
        self.mornings_present += bool(answers)
        return ()

    def _new_scores(self, day: date) -> Iterator[Score]:
        """Yield the new scores; add a conflict for each score that is recorded with another value."""
        file = self._diary.day(day)
        ids = {recorded.id for recorded in file.scores}
        for score, line in self._scores.get(day, {}).items():
            same_test = [recorded for recorded in file.counting.scores if _measure(recorded) == _measure(score)]
            if score.id in ids or any(_value(recorded) == _value(score) for recorded in same_test):
                self.scores_present += 1
            elif same_test:
                self._conflict(day, _measure(score)[0], _value(same_test[-1]), _value(score), line)
            else:
                yield score

    def _conflict(self, day: date, column: str, recorded: object, value: object, line: int) -> None:
        self.conflicts.append(f"{day}: {column} is recorded as {recorded}, not {value} as on line {line}.")


def _measure(score: Score) -> tuple[str, Side | None]:
    return ("visa_a", None) if score.visa_a is not None else ("heel_rises", score.side)


def _value(score: Score) -> int | None:
    return score.visa_a if score.visa_a is not None else score.heel_rises
