"""Writes and reads the file of one session, and walks the folder of them. A record on disk is its own journal.

A session may stand in several files: copies that a sync tool left, or one that another program had touched. They are
joined by the session's id and counted once. Reading changes nothing on disk.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.readings import SessionReading
from achilles_tui.domain.records.session_record import SessionRecord, Status, merge
from achilles_tui.storage.files.atomic import checked, write_bytes
from achilles_tui.storage.files.dated_files import DatedFile
from achilles_tui.storage.stores.session_index import files_by_day, files_of_session, session_heads
from achilles_tui.storage.toml import fast_toml
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import RECORD_BYTES, convert, parse, read_bytes, read_or_report

# What a person wants to read first stands first; the plan is long and comes last.
_HEADER = (
    "format", "id", "program", "day", "started", "ended", "status", "stopped_for", "practice", "speed", "note", "pains",
)  # fmt: skip
_SET_HEADER = ("exercise", "side", "set", "planned", "done", "paced", "skipped", "corrected", "load_kg", "reps")
_DERIVED = ("done", "paced", "skipped")
"""Totals of a set for people; they are ignored when the file is read."""

_PLAN = "\n[plan]\n"
"""What stands before the plan. In what is laid out plainly it stands nowhere else, not within a text either."""
_PLANS = 64

_REMEMBERED = 256
"""So many files are not parsed anew while their bytes are the same."""
UNFINISHED = timedelta(days=60)
"""How far back Today looks for a session to go on with (ours); an older one stays on disk and in the History."""


_Loaded = Callable[[bytes, Path], SessionRecord]
_Copy = tuple[Path, bytes, SessionRecord]


class StoredSession(NamedTuple):
    """A session as it stands on disk."""

    record: SessionRecord
    """All copies of it joined."""
    files: Mapping[Path, bytes]
    """Each copy's file and its bytes."""


def path_of(data: Path, record: SessionRecord) -> Path:
    """Return where a session's file goes. Names hold the time and a random id, so two machines' never collide."""
    return data / "sessions" / f"{record.started:%Y}" / f"{record.started:%Y-%m-%dT%H%M%S%z}-{record.id}.toml"


def dump(record: SessionRecord, path: Path) -> bytes:
    """Return the bytes of a session's file, each repetition on a line. Raises NotSaved, naming the path."""
    whole = document(record)
    plan = whole.pop("plan")
    for table, one in zip(whole["sets"], record.sets, strict=True):
        table |= {"done": one.done, "paced": one.paced, "skipped": one.skipped}
    sets = [_ordered(table, _SET_HEADER) for table in whole.pop("sets")]
    header = _ordered(whole, _HEADER)
    parts = [_lines(header), *(f"\n[[sets]]\n{_lines(one)}" for one in sets), "\n", tomli_w.dumps({"plan": plan})]
    return checked("".join(parts), {**header, "sets": sets, "plan": plan}, path)


def write_new(data: Path, record: SessionRecord) -> SessionRecord:
    """Write a session that is over and has no file yet; return it as it reads back. Raises NotSaved."""
    path = path_of(data, record)
    text = dump(record, path)
    try:
        kept = load(text, path)
    except BadFile as error:
        raise NotSaved(str(error)) from error
    write_bytes(path, text, fresh=True)
    return kept


def load(data: bytes, path: Path) -> SessionRecord:
    """Return the record that a file's bytes say. Raises BadFile, naming the path."""
    return load_plain(data, path) or record_of(parse(data, path), path)


def load_plain(data: bytes, path: Path) -> SessionRecord | None:
    """Return the record of a file that is laid out as `dump` does and has nothing wrong, else None."""
    text = fast_toml.text_of(data)
    if text is None:
        return None
    head, _, rest = text.partition(_PLAN)
    tables, plan = fast_toml.tables(f"{head}\n"), _plan(f"[plan]\n{rest}")
    if tables is None or plan is None or "plan" in tables:
        return None
    try:
        return record_of({**tables, "plan": plan}, path)
    except BadFile:
        return None


@lru_cache(maxsize=_PLANS)
def _plan(text: str) -> Plan | None:
    """Return the plan of a text that has nothing else, if it is one: months of sessions share one value."""
    tables = fast_toml.tables(text)
    return fast_toml.checked(tables["plan"], Plan) if tables is not None and tables.keys() == {"plan"} else None


def record_of(tables: dict[str, object], path: Path) -> SessionRecord:
    """Return parsed tables as a record. Raises BadFile, naming the path."""
    sets = tables.get("sets")
    for one in sets if isinstance(sets, list) else ():
        for key in _DERIVED if isinstance(one, dict) else ():
            one.pop(key, None)
    record = convert(tables, SessionRecord, path)
    _check(record, path)
    return record


class DayRead(NamedTuple):
    """The sessions in the files of one day, in the order they began, and a sentence for each file that was left out."""

    day: date
    """The day that the names say; someone may have written another one into the file."""
    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...] = ()


class SessionDays:
    """The files of sessions by their days. Iterating reads them, one day at a time, as far as it goes.

    days: those that have files, the earliest first. files: how many there are. problems: a sentence for each folder
    that cannot be listed, and for each file that says no day, neither in its name nor in itself.
    """

    def __init__(self, files: Mapping[date, Sequence[DatedFile]], problems: Iterable[str], loaded: _Loaded) -> None:
        """Read these, each day's in this order."""
        self._files, self._loaded = files, loaded
        self.days = tuple(sorted(files))
        self.files = sum(map(len, files.values()))
        self.problems = tuple(problems)

    def __iter__(self) -> Iterator[DayRead]:
        seen: dict[str, str] = {}
        for day in self.days:
            problems: list[str] = []
            sessions = []
            for record, files in _join(_read(self._files[day], problems, self._loaded), problems):
                path = next(iter(files))
                if seen.setdefault(record.id, path.name) == path.name:
                    sessions.append(record)
                else:
                    problems.append(f"{path} has the id of {seen[record.id]}, of another day, and is left out.")
            yield DayRead(day, tuple(sorted(sessions, key=lambda each: each.started)), tuple(problems))


def by_day(data: Path, first: date = date.min, last: date = date.max) -> SessionDays:
    """Return the sessions of the days from the first to the last, as the names of files say them, still to be read.

    A file whose name says no day is looked into at once.
    """
    problems: list[str] = []
    return SessionDays(files_by_day(data, problems, first, last), problems, load)


def sessions_since(data: Path, first: date) -> SessionReading:
    """Return the sessions of a day and of all days after it, the earliest first, and a sentence for each file left out.

    Names say the day, so older files are not opened, broken ones among them not named. One whose name says none is
    looked into. What was read before and is the same is not parsed anew.
    """
    found = _read_sessions(data, first, date.max)
    return found._replace(sessions=tuple(one for one in found.sessions if one.day >= first))


def sessions_on(data: Path, days: Collection[date]) -> SessionReading:
    """Return the sessions recorded for these days alone, likewise."""
    if not days:
        return SessionReading(())
    found = _read_sessions(data, min(days), max(days), only=days)
    return found._replace(sessions=tuple(one for one in found.sessions if one.day in days))


def unfinished(data: Path, first: date = date.min) -> tuple[StoredSession, ...]:
    """Return the sessions in progress since a day, the one begun last first. Files that cannot be read are passed over.

    Of every file since then the first lines are read. Those of a session that may be in progress are then read whole,
    since another copy may say that it ended.
    """
    found = list(session_heads(data, first))
    maybe = {one.id for _, one in found if one.status is Status.IN_PROGRESS}
    kept = _join(_read((file for file, one in found if one.id in maybe), []), [])
    open_ones = [one for one in kept if one.record.status is Status.IN_PROGRESS]
    return tuple(sorted(open_ones, key=lambda each: each.record.started, reverse=True))


def find_session(data: Path, session_id: str) -> StoredSession | None:
    """Return one session as it stands on disk now, or None when there is none of this id."""
    return next(iter(_join(_read(files_of_session(data, session_id), []), [])), None)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(data: bytes, path: Path) -> SessionRecord:
    """Do what `load` does, once for the same bytes: a time stamp may stay the same when a file changes, they do not."""
    return load(data, path)


def _read_sessions(data: Path, first: date, last: date, only: Collection[date] | None = None) -> SessionReading:
    problems: list[str] = []
    days = SessionDays(files_by_day(data, problems, first, last, only=only), problems, _remembered)
    read = list(days)
    sessions = sorted((one for day in read for one in day.sessions), key=lambda each: each.started)
    return SessionReading(tuple(sessions), (*days.problems, *(told for day in read for told in day.problems)))


def _read(files: Iterable[DatedFile], problems: list[str], loaded: _Loaded = load) -> list[_Copy]:
    def copy(path: Path) -> _Copy:
        data = read_bytes(path, RECORD_BYTES)
        return path, data, loaded(data, path)

    found = (read_or_report(file.path, copy, problems) for file in files)
    return [one for one in found if one]


def _join(copies: Iterable[_Copy], problems: list[str]) -> list[StoredSession]:
    """Join the copies of each session."""
    sessions: dict[str, list[_Copy]] = {}
    for path, data, record in copies:
        known = sessions.setdefault(record.id, [])
        if known and known[0][2].plan != record.plan:
            problems.append(f"{path} has the id of {known[0][0].name} but another plan, and is left out.")
        else:
            known.append((path, data, record))
    return [
        StoredSession(reduce(merge, (record for *_, record in known)), {path: data for path, data, _ in known})
        for known in sessions.values()
    ]


def _check(record: SessionRecord, path: Path) -> None:
    """Hold the sets to the plan; everything that goes on with a session relies on it. Raises BadFile."""
    planned = [
        (one.id, side, number, one.reps)
        for one in record.plan.exercises
        for side in one.sides
        for number in range(1, one.sets + 1)
    ]
    if planned != [(one.exercise, one.side, one.set, one.planned) for one in record.sets]:
        raise BadFile(f"{path}: its sets are not those of its plan.")
    for number, one in enumerate(record.sets, start=1):
        if any(rep.rep > one.planned for rep in one.reps):
            raise BadFile(f"{path}: sets {number}: a repetition has a number above the {one.planned} planned.")


def _ordered(table: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: table[key] for key in (*keys, *table) if key in table}


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(
        f"{key} = [\n{''.join(map(_row, value))}]\n" if isinstance(value, list) else tomli_w.dumps({key: value})
        for key, value in table.items()
    )


def _row(table: Mapping[str, Any]) -> str:
    """Return a table of plain values on one line; the writer would spread it over many."""
    return f"    {{ {tomli_w.dumps(table).strip().replace(chr(10), ', ')} }},\n"
