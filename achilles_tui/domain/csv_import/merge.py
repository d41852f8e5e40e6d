"""What a table brings in: its rows made sessions told by hand, mornings and scores, less what is here already. Pure.

A table only ever adds: what is here stays as it is. A session is known by its id, or by its day and time, so that a
table that is brought in twice, or that was made here, doubles nothing.
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
"""Where a day begins first on earth. Words about a day that are brought in are dated to that moment, on every machine
alike: what is told here of that day is later, and of a day's words the later ones count."""

NOON = time(12)
"""When a session began of which no time is told (ours)."""

_MORNING = ("morning_pain", "stiffness_min", "how")


class ExistingRecords(NamedTuple):
    """What is here already."""

    ids: frozenset[str]
    """Of every session, those that were deleted since included."""
    moments: frozenset[tuple[date, time]]
    """The local day and time, to the second, at which each training began."""
    diary: Diary


class EntryCount(Struct, frozen=True):
    """How many of each."""

    sessions: int
    mornings: int
    scores: int


class ImportContent(NamedTuple):
    """What a table adds, and what it does not."""

    sessions: tuple[SessionRecord, ...]
    """The earliest first."""
    days: tuple[DayFile, ...]
    """What it tells of days besides their sessions, the earliest first."""
    already_present: EntryCount
    """What is here already."""
    conflicts: tuple[str, ...]
    """One sentence for each morning and each score that is told otherwise here, and stays so."""
    untimed_sessions: int
    """Sessions added without a time, on days that have another session."""

    @property
    def added(self) -> EntryCount:
        """What it adds."""
        mornings = sum(bool(one.check_ins) for one in self.days)
        return EntryCount(len(self.sessions), mornings, sum(len(one.scores) for one in self.days))


def import_content(
    sheet: Sheet, known: ExistingRecords, doses: Doses, now: datetime, local: Callable[[date, time], datetime]
) -> ImportContent | tuple[Trouble, ...]:
    """Return what a table brings in, or all that is wrong with it.

    now: local time with its offset. local: gives a local day and time their offset.
    """
    today = now.date()
    troubles = [*sheet.troubles]
    troubles += [Trouble(row.line, "day", f"{row.day} has not come yet") for row in sheet.rows if row.day > today]
    new: list[SessionRecord] = []
    here, beside = 0, 0
    busy = {day for day, _ in known.moments}
    for rows in _sessions(sheet.rows):
        first = rows[0]
        name = first.session or _id(first.day, first.time)
        if name in known.ids or (first.day, first.time or NOON) in known.moments:
            # It stays as it is, so nothing more is asked of its rows: the program it was done with may be gone.
            here += 1
            continue
        started = local(first.day, first.time or NOON)
        if first.time and first.day == today and started > now:
            troubles.append(Trouble(first.line, "time", f"{first.time:%H:%M} of today has not come yet"))
        try:
            new.append(session_from_rows(rows, name, started, doses))
        except TroubledRows as error:
            troubles += error.troubles
        beside += first.time is None and first.day in busy
    days = _Days(known.diary)
    for row in sheet.rows:
        days.read(row)
    told = days.day_files()
    if troubles or days.troubles:
        return tuple(sorted((*troubles, *days.troubles), key=lambda one: one.line))
    return ImportContent(
        sessions=tuple(sorted(new, key=lambda one: (one.started, one.id))),
        days=told,
        already_present=EntryCount(here, days.mornings_here, days.scores_here),
        conflicts=tuple(days.otherwise),
        untimed_sessions=beside,
    )


def _sessions(rows: Iterable[TableRow]) -> Iterator[Sequence[TableRow]]:
    """Give the rows of each session: those with one id, or without an id those of one day and time."""
    found: dict[object, list[TableRow]] = {}
    for row in rows:
        if any(getattr(row, column) is not None for column in SESSION_COLUMNS):
            found.setdefault(row.session or (row.day, row.time), []).append(row)
    yield from found.values()


def _id(*told: object) -> str:
    """Return an id that is the same for the same words, whenever and wherever they are brought in."""
    return f"csv-{hashlib.sha256(' '.join(map(str, told)).encode()).hexdigest()[:16]}"


class _Days:
    """What the rows tell of days besides their sessions, held against what is told here."""

    def __init__(self, diary: Diary) -> None:
        self.troubles: list[Trouble] = []
        self.otherwise: list[str] = []
        self.mornings_here = self.scores_here = 0
        self._diary = diary
        self._mornings: dict[date, dict[str, tuple[int | str, int]]] = {}
        """Each value by its column, with the line it stands on."""
        self._scores: dict[date, dict[Score, int]] = {}

    def read(self, row: TableRow) -> None:
        """Take in what one row tells of its day."""
        for column in _MORNING:
            value = getattr(row, column)
            if value is None:
                continue
            told, line = self._mornings.setdefault(row.day, {}).setdefault(column, (value, row.line))
            if told != value:
                self.troubles.append(Trouble(row.line, column, f"line {line} says {told} of the same day"))
        at = datetime.combine(row.day, time(0), EARLIEST_ZONE)
        if row.visa_a is not None:
            self._score(row, Score(_id(row.day, "visa", row.visa_a), at, visa_a=row.visa_a))
        if row.heel_rises is not None:
            if row.side is Side.BOTH:
                self.troubles.append(Trouble(row.line, "side", "the heel-rise test is of one leg: left or right"))
            name = _id(row.day, "rises", row.heel_rises, row.side)
            self._score(row, Score(name, at, heel_rises=row.heel_rises, side=row.side))

    def _score(self, row: TableRow, score: Score) -> None:
        self._scores.setdefault(row.day, {}).setdefault(score, row.line)

    def day_files(self) -> tuple[DayFile, ...]:
        """Return what is new, the earliest day first."""
        days = sorted({*self._mornings, *self._scores})
        found = [DayFile(1, day, check_ins=self._morning(day), scores=tuple(self._new_scores(day))) for day in days]
        return tuple(one for one in found if one.check_ins or one.scores)

    def _morning(self, day: date) -> tuple[CheckIn, ...]:
        """Return what is new of a morning; of what is told otherwise a sentence is kept."""
        told = self._mornings.get(day, {})
        file = self._diary.day(day)
        here = {"morning_pain": file.morning, "stiffness_min": file.stiffness, "how": file.how}
        new = {column: value for column, (value, _) in told.items() if here[column] is None}
        for column, (value, line) in told.items():
            if here[column] not in {None, value}:
                self.otherwise.append(f"{day}: {column} is {here[column]} here, not {value} as on line {line}.")
        entry = CheckIn(
            _id(day, *(new.get(column) for column in _MORNING)),
            datetime.combine(day, time(0), EARLIEST_ZONE),
            new.get("morning_pain"),  # type: ignore[arg-type]  # each cell gives what its column wants
            new.get("stiffness_min"),  # type: ignore[arg-type]
            new.get("how"),  # type: ignore[arg-type]
        )
        if new and entry.id not in {one.id for one in file.check_ins}:
            return (entry,)
        self.mornings_here += bool(told)
        return ()

    def _new_scores(self, day: date) -> Iterator[Score]:
        """Give the scores that are new; of what is told otherwise a sentence is kept."""
        file = self._diary.day(day)
        ids = {one.id for one in file.scores}
        for score, line in self._scores.get(day, {}).items():
            alike = [one for one in file.counting.scores if _measure(one) == _measure(score)]
            if score.id in ids or any(_value(one) == _value(score) for one in alike):
                self.scores_here += 1
            elif alike:
                here, told = _value(alike[-1]), _value(score)
                self.otherwise.append(f"{day}: {_measure(score)[0]} is {here} here, not {told} as on line {line}.")
            else:
                yield score


def _measure(score: Score) -> tuple[str, Side | None]:
    return ("visa_a", None) if score.visa_a is not None else ("heel_rises", score.side)


def _value(score: Score) -> int | None:
    return score.visa_a if score.visa_a is not None else score.heel_rises
