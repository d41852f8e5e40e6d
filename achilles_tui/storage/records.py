"""Writes and reads the file of one session, and walks the folder of them. A record on disk is its own journal.

A session may stand in several files: copies that a sync tool left, or one that another program had touched. They are
joined by the session's id and counted once. Reading changes nothing on disk.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from achilles_tui.core.errors import BadFile, NotSaved
from achilles_tui.core.history import SessionRecord, Status, merge
from achilles_tui.core.ports import Found
from achilles_tui.storage.atomic import checked, write_bytes
from achilles_tui.storage.documents import document
from achilles_tui.storage.reading import RECORD_BYTES, convert, parse, read_bytes, read_head
from achilles_tui.storage.walking import day_in, files_by_year

# What a person wants to read first stands first; the plan is long and comes last.
_HEADER = (
    "format", "id", "program", "day", "started", "ended", "status", "stopped_for", "practice", "speed", "note", "pains",
)  # fmt: skip
_SET_HEADER = ("exercise", "side", "set", "planned", "done", "paced", "skipped", "corrected", "load_kg", "reps")
_DERIVED = ("done", "paced", "skipped")
"""Totals of a set for people; they are ignored when the file is read."""

_GLANCE_BYTES = 4096
_ID = re.compile(rb'^id = "([a-z0-9-]{4,40})"$', re.MULTILINE)
_STATUS = re.compile(rb'^status = "([a-z-]+)"$', re.MULTILINE)
_DAY = re.compile(rb"^day = ([0-9-]{10})$", re.MULTILINE)
_PRACTICE = re.compile(rb"^practice = (true|false)$", re.MULTILINE)

_REMEMBERED = 256
"""So many files are not parsed anew (7 ms each) while their bytes are the same."""
_FARTHEST_BACK = 50
"""So many files are glanced at, however many practice walks there are."""


class Kept(NamedTuple):
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


def keep_new(data: Path, record: SessionRecord) -> SessionRecord:
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
    tables = parse(data, path)
    sets = tables.get("sets")
    for one in sets if isinstance(sets, list) else ():
        for key in _DERIVED if isinstance(one, dict) else ():
            one.pop(key, None)
    record = convert(tables, SessionRecord, path)
    _check(record, path)
    return record


def all_sessions(data: Path) -> Found:
    """Return every session of the data folder, the earliest first, and a sentence for each file that was left out."""
    problems: list[str] = []
    files = files_by_year(data / "sessions", problems)
    return _found((file.path for file in files), problems)


def sessions_since(data: Path, first: date) -> Found:
    """Return the sessions of a day and of all days after it, the earliest first, and a sentence for each file left out.

    Names say the day, so older files are not opened, broken ones among them not named. One whose name says none is
    glanced at.
    """
    problems: list[str] = []
    paths = []
    for file in files_by_year(data / "sessions", problems):
        day = file.day or _glance(file.path).day
        if day is None or day >= first:
            paths.append(file.path)
    found = _found(paths, problems)
    return found._replace(sessions=tuple(one for one in found.sessions if one.day >= first))


def sessions_on(data: Path, days: Collection[date]) -> Found:
    """Return the sessions recorded for these days alone, likewise."""
    if not days:
        return Found(())
    problems: list[str] = []
    files = files_by_year(data / "sessions", problems)
    found = _found((file.path for file in files if (file.day or _glance(file.path).day) in {None, *days}), problems)
    return found._replace(sessions=tuple(one for one in found.sessions if one.day in days))


def last_session_day_before(data: Path, first: date) -> date | None:
    """Return the day of the last session before a day, as the names of files say it; None where there is none.

    Practice counts as none, and neither does a file that cannot be read. Looks into 50 files at most.
    """
    dated = ((day, file.name, file) for file in files_by_year(data / "sessions", []) if (day := file.day))
    before = sorted((one for one in dated if one[0] < first), reverse=True)
    return next((day for day, _, file in before[:_FARTHEST_BACK] if _is_training(file.path)), None)


def unfinished(data: Path) -> tuple[Kept, ...]:
    """Return the sessions in progress, the one begun last first. Files that cannot be read are passed over.

    A session in progress may be old, so every file is glanced at, but only its first 4 KiB: the header comes first.
    Those of a session that may be in progress are then read whole, since another copy may say that it ended.
    """
    glances = {file.path: _glance(file.path) for file in files_by_year(data / "sessions", [])}
    maybe = {one.id for one in glances.values() if one.status in (None, Status.IN_PROGRESS)}
    kept = _join(_read((path for path, one in glances.items() if one.id in maybe), []), [])
    open_ones = [one for one in kept if one.record.status is Status.IN_PROGRESS]
    return tuple(sorted(open_ones, key=lambda each: each.record.started, reverse=True))


def find_session(data: Path, session_id: str) -> Kept | None:
    """Return one session as it stands on disk now, or None when there is none of this id."""
    files = (file.path for file in files_by_year(data / "sessions", []))
    paths = (path for path in files if _glance(path).id in (None, session_id))
    return next((one for one in _join(_read(paths, []), []) if one.record.id == session_id), None)


class _Glance(NamedTuple):
    """What the first lines of a file say; None where they are not written the way we write them."""

    id: str | None = None
    status: str | None = None
    day: date | None = None
    practice: bool | None = None


def _glance(path: Path) -> _Glance:
    try:
        head = read_head(path, _GLANCE_BYTES).partition(b"\n[")[0]
    except (FileNotFoundError, BadFile):
        return _Glance()
    said = [found[1].decode() for one in (_ID, _STATUS, _DAY, _PRACTICE) if (found := one.search(head))]
    if len(said) < len(_Glance._fields):
        return _Glance()
    return _Glance(said[0], said[1], day_in(said[2]), said[3] == "true")


def _is_training(path: Path) -> bool:
    practice = _glance(path).practice
    if practice is None:
        return any(not record.practice for *_, record in _read([path], [], _remembered))
    return not practice


@lru_cache(maxsize=_REMEMBERED)
def _remembered(data: bytes, path: Path) -> SessionRecord:
    """Do what `load` does, once for the same bytes: a time stamp may stay the same when a file changes, they do not."""
    return load(data, path)


def _found(paths: Iterable[Path], problems: list[str]) -> Found:
    kept = _join(_read(paths, problems, _remembered), problems)
    return Found(tuple(sorted((one.record for one in kept), key=lambda each: each.started)), tuple(problems))


def _read(
    paths: Iterable[Path], problems: list[str], loaded: Callable[[bytes, Path], SessionRecord] = load
) -> list[tuple[Path, bytes, SessionRecord]]:
    found = []
    for path in paths:
        try:
            data = read_bytes(path, RECORD_BYTES)
            found.append((path, data, loaded(data, path)))
        except FileNotFoundError:  # removed since the folder was listed, or a link that leads nowhere
            continue
        except BadFile as error:
            problems.append(str(error))
    return found


def _join(copies: Iterable[tuple[Path, bytes, SessionRecord]], problems: list[str]) -> list[Kept]:
    """Join the copies of each session."""
    sessions: dict[str, list[tuple[Path, bytes, SessionRecord]]] = {}
    for path, data, record in copies:
        known = sessions.setdefault(record.id, [])
        if known and known[0][2].plan != record.plan:
            problems.append(f"{path} has the id of {known[0][0].name} but another plan, and is left out.")
        else:
            known.append((path, data, record))
    return [
        Kept(reduce(merge, (record for *_, record in known)), {path: data for path, data, _ in known})
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
