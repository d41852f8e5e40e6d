"""Writes and reads session files, one per session; the file of a live session is rewritten as it goes on.

A session may be in several files: copies of a sync tool, or a second file after another program changed the first.
They are joined by the session's id and counted once. Reading changes nothing on disk. What writes loads when
something is written.
"""

# See above.
# ruff: noqa: PLC0415

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, reduce
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.programs.session_plan import Plan
from achilles_tui.domain.records.readings import SessionReading
from achilles_tui.domain.records.session_record import SessionRecord, Status, merge
from achilles_tui.storage.files.dated_files import DatedFile
from achilles_tui.storage.index.session_index import files_by_day, files_of_session, session_heads
from achilles_tui.storage.toml import fast_toml
from achilles_tui.storage.toml.reading import RECORD_BYTES, convert, parse, read_bytes, read_or_report

# What a person wants to read comes first; the plan is long and comes last.
_HEADER = (
    "format", "id", "program", "day", "started", "ended", "status", "stopped_for", "practice", "speed", "note", "pains",
)  # fmt: skip
_SET_HEADER = ("exercise", "side", "set", "planned", "done", "paced", "skipped", "corrected", "load_kg", "reps")
_DERIVED = ("done", "paced", "skipped")
"""Totals of a set, written for people and ignored when the file is read."""

_PLAN = "\n[plan]\n"
"""What comes before the plan. In the plain layout it occurs nowhere else, not even within a text."""
_PLANS = 64
"""Plans kept in memory."""

_REMEMBERED = 256
"""Files kept in memory, not parsed again while their bytes are the same."""
UNFINISHED = timedelta(days=60)
"""How far back Today offers to continue a session (ours); older ones stay on disk and in the history."""


_START = attrgetter("started")
_Loaded = Callable[[bytes, Path], SessionRecord]
_Copy = tuple[Path, bytes, SessionRecord]


class StoredSession(NamedTuple):
    """A session as it is on disk."""

    record: SessionRecord
    """All its copies joined."""
    files: Mapping[Path, bytes]
    """Each copy's file and its bytes."""


def path_of(data: Path, record: SessionRecord) -> Path:
    """Return the path of a session's file. Names hold the time and a random id, so two machines never collide."""
    return data / "sessions" / f"{record.started:%Y}" / f"{record.started:%Y-%m-%dT%H%M%S%z}-{record.id}.toml"


def dump(record: SessionRecord, path: Path) -> bytes:
    """Return the bytes of a session's file, each repetition on a line. Raises NotSaved, naming the path."""
    import tomli_w

    from achilles_tui.storage.files.atomic import checked
    from achilles_tui.storage.toml.documents import document

    whole = document(record)
    plan = whole.pop("plan")
    for table, recorded_set in zip(whole["sets"], record.sets, strict=True):
        table |= {"done": recorded_set.done, "paced": recorded_set.paced, "skipped": recorded_set.skipped}
    sets = [_ordered(table, _SET_HEADER) for table in whole.pop("sets")]
    header = _ordered(whole, _HEADER)
    parts = [_lines(header), *(f"\n[[sets]]\n{_lines(table)}" for table in sets), "\n", tomli_w.dumps({"plan": plan})]
    return checked("".join(parts), {**header, "sets": sets, "plan": plan}, path)


def write_new(data: Path, record: SessionRecord) -> SessionRecord:
    """Write a session that is over and has no file yet; return it as it reads back. Raises NotSaved."""
    from achilles_tui.storage.files.atomic import write_bytes

    path = path_of(data, record)
    file_bytes = dump(record, path)
    try:
        as_read_back = load(file_bytes, path)
    except BadFile as error:
        raise NotSaved(str(error)) from error
    write_bytes(path, file_bytes, fresh=True)
    return as_read_back


def load(data: bytes, path: Path) -> SessionRecord:
    """Return the record in a file's bytes. Raises BadFile, naming the path."""
    return load_plain(data, path) or record_of(parse(data, path), path)


def load_plain(data: bytes, path: Path) -> SessionRecord | None:
    """Return the record of a correct file that is laid out as `dump` does, else None."""
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
    """Return the plan in a text that holds only a plan, else None. Months of sessions share one value."""
    tables = fast_toml.tables(text)
    return fast_toml.checked(tables["plan"], Plan) if tables is not None and tables.keys() == {"plan"} else None


def record_of(tables: dict[str, object], path: Path) -> SessionRecord:
    """Convert parsed tables to a record. Raises BadFile, naming the path."""
    sets = tables.get("sets")
    for table in sets if isinstance(sets, list) else ():
        for key in _DERIVED if isinstance(table, dict) else ():
            table.pop(key, None)
    record = convert(tables, SessionRecord, path)
    _check(record, path)
    return record


class DayRead(NamedTuple):
    """The sessions in the files of one day, in the order they started, and a sentence for each file left out."""

    day: date
    """The day in the file names; someone may have written another one into a file."""
    sessions: tuple[SessionRecord, ...]
    problems: tuple[str, ...] = ()


class SessionDays:
    """Session files by day. Iterating reads them, one day at a time.

    days: those that have files, the earliest first. files: how many there are. problems: a sentence for each folder
    that cannot be listed, and for each file without a day in its name and its content.
    """

    def __init__(self, files: Mapping[date, Sequence[DatedFile]], problems: Iterable[str], loaded: _Loaded) -> None:
        """Read nothing yet. loaded: how to read a file's bytes."""
        self._files, self._loaded = files, loaded
        self.days = tuple(sorted(files))
        self.files = sum(map(len, files.values()))
        self.problems = tuple(problems)

    def __iter__(self) -> Iterator[DayRead]:
        names: dict[str, str] = {}
        for day in self.days:
            problems: list[str] = []
            sessions = []
            for record, files in _join(_read(self._files[day], problems, self._loaded), problems):
                path = next(iter(files))
                if names.setdefault(record.id, path.name) == path.name:
                    sessions.append(record)
                else:
                    problems.append(f"{path} has the same id as {names[record.id]}, of another day, and is left out.")
            yield DayRead(day, tuple(sorted(sessions, key=_START)), tuple(problems))


def by_day(data: Path, first: date = date.min, last: date = date.max) -> SessionDays:
    """Return the session files of some days, by the day in their names, to be read later; without a day, now."""
    problems: list[str] = []
    return SessionDays(files_by_day(data, problems, first, last), problems, load)


def sessions_since(data: Path, first: date) -> SessionReading:
    """Return the sessions recorded for a day or later, the earliest first, and a sentence for each file left out.

    Older files are not opened, and so not reported; a file without a day in its name is opened. A file that is the
    same as before is not parsed again.
    """
    reading = _read_sessions(data, first, date.max)
    return reading._replace(sessions=tuple(session for session in reading.sessions if session.day >= first))


def sessions_on(data: Path, days: Collection[date]) -> SessionReading:
    """Return the sessions recorded for these days, as `sessions_since` does."""
    if not days:
        return SessionReading(())
    reading = _read_sessions(data, min(days), max(days), only=days)
    return reading._replace(sessions=tuple(session for session in reading.sessions if session.day in days))


def unfinished(data: Path, first: date = date.min) -> tuple[StoredSession, ...]:
    """Return the sessions in progress since a day, the newest first. Unreadable files are skipped.

    Reads the first lines of every file since then, and all copies of a session that may be in progress in full: one
    of them may say that it ended.
    """
    heads = list(session_heads(data, first))
    candidates = {head.id for _, head in heads if head.status is Status.IN_PROGRESS}
    joined = _join(_read((file for file, head in heads if head.id in candidates), []), [])
    in_progress = [stored for stored in joined if stored.record.status is Status.IN_PROGRESS]
    return tuple(sorted(in_progress, key=lambda stored: stored.record.started, reverse=True))


def find_session(data: Path, session_id: str) -> StoredSession | None:
    """Return one session as it is on disk now, or None if there is none with this id."""
    return next(iter(_join(_read(files_of_session(data, session_id), []), [])), None)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(data: bytes, path: Path) -> SessionRecord:
    """Do what `load` does, once for the same bytes; they are the key because a time stamp may miss a change."""
    return load(data, path)


def _read_sessions(data: Path, first: date, last: date, only: Collection[date] | None = None) -> SessionReading:
    problems: list[str] = []
    days = SessionDays(files_by_day(data, problems, first, last, only=only), problems, _remembered)
    reads = list(days)
    sessions = sorted((session for day in reads for session in day.sessions), key=_START)
    return SessionReading(tuple(sessions), (*days.problems, *chain.from_iterable(day.problems for day in reads)))


def _read(files: Iterable[DatedFile], problems: list[str], loaded: _Loaded = load) -> list[_Copy]:
    def copy(path: Path) -> _Copy:
        data = read_bytes(path, RECORD_BYTES)
        return path, data, loaded(data, path)

    return [readable for file in files if (readable := read_or_report(file.path, copy, problems))]


def _join(copies: Iterable[_Copy], problems: list[str]) -> list[StoredSession]:
    """Join the copies of each session."""
    sessions: dict[str, list[_Copy]] = {}
    for path, data, record in copies:
        same = sessions.setdefault(record.id, [])
        if same and same[0][2].plan != record.plan:
            problems.append(f"{path} has the same id as {same[0][0].name} but another plan, and is left out.")
        else:
            same.append((path, data, record))
    return [
        StoredSession(reduce(merge, (record for *_, record in same)), {path: data for path, data, _ in same})
        for same in sessions.values()
    ]


def _check(record: SessionRecord, path: Path) -> None:
    """Raise BadFile if the sets are not those of the plan; a session that goes on relies on them."""
    planned = [
        (exercise.id, side, number, exercise.reps)
        for exercise in record.plan.exercises
        for side, number in exercise.all_sets
    ]
    if planned != [(row.exercise, row.side, row.set, row.planned) for row in record.sets]:
        raise BadFile(f"{path}: its sets are not those of its plan.")
    for number, row in enumerate(record.sets, start=1):
        if any(rep.rep > row.planned for rep in row.reps):
            raise BadFile(f"{path}: sets {number}: a repetition has a number above the {row.planned} planned.")


def _ordered(table: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: table[key] for key in (*keys, *table) if key in table}


def _lines(table: Mapping[str, Any]) -> str:
    import tomli_w

    return "".join(
        f"{key} = [\n{''.join(map(_row, value))}]\n" if isinstance(value, list) else tomli_w.dumps({key: value})
        for key, value in table.items()
    )


def _row(table: Mapping[str, Any]) -> str:
    """Return a table of plain values on one line; `tomli_w` would spread it over many."""
    import tomli_w

    return f"    {{ {tomli_w.dumps(table).strip().replace(chr(10), ', ')} }},\n"
