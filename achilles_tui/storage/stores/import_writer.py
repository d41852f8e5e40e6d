"""Writes what a table brings in: all of it or nothing. How a table is written it does not know.

Everything is first written to a hidden folder beside the others, which nothing reads, and brought to disk there; then
each file gets its name. So whatever cuts it off before that moment, also a power cut, leaves nothing to be seen, and
what cuts off the short rest leaves whole files, which bringing the table in again completes.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.csv_import.csv_rows import Sheet
from achilles_tui.domain.csv_import.merge import ExistingRecords, ImportContent
from achilles_tui.domain.records.day_entries import DayFile, Diary
from achilles_tui.domain.records.session_record import SessionRecord
from achilles_tui.storage.files.atomic import publish, write_bytes
from achilles_tui.storage.files.paths import make_folder, sync_folder
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.csv_text import read_text
from achilles_tui.storage.stores.session_index import session_heads
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes

ReportProgress = Callable[[int, int], None]
"""Told how many of how many files are written; it may raise to cancel, and then nothing is left."""


def session_path(data: Path, record: SessionRecord) -> Path:
    """Return where a session goes that was brought in: its name says so, and sorts behind a recorded one's."""
    path = records.path_of(data, record)
    return path.with_name(f"{path.stem}_imported{path.suffix}")


def day_path(data: Path, machine: str, day: DayFile) -> Path:
    """Return where a machine writes what was brought in about a day."""
    return days.path_of(data, f"imported-{machine}", day.day)


def existing_records(data: Path, sheet: Sheet) -> ExistingRecords:
    """Return what is here already, as far as a table can tell of it."""
    days_told = [row.day for row in sheet.rows]
    diary = days.read_days(data, min(days_told), max(days_told)).diary if days_told else Diary({})
    sessions = [one for _, one in session_heads(data)]
    moved = {name: one.day for name, said in diary.corrections.items() for one in said if one.day}
    training = [(one.id, one.started.replace(microsecond=0)) for one in sessions if not one.practice]
    moments = {(started.date(), started.time()) for _, started in training}
    moments |= {(moved[name], started.time()) for name, started in training if name in moved}
    return ExistingRecords(frozenset(one.id for one in sessions), frozenset(moments), diary)


def bring_in(
    data: Path, machine: str, sessions: Iterable[SessionRecord], told: Iterable[DayFile], tell: ReportProgress
) -> None:
    """Write new sessions and what is told of days. Raises NotSaved, or what `tell` raises; then nothing was added."""
    sessions, told = tuple(sessions), tuple(told)
    try:
        make_folder(data)
        staging = Path(tempfile.mkdtemp(prefix=".import-", dir=data))
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: cannot write to {data}.") from error
    try:
        staged = _staged(staging, _contents(data, machine, sessions, told), len(sessions) + len(told), tell)
        _publish_all(staged)
    except OSError as error:
        raise NotSaved(f"{error.strerror or error}: nothing was added to {data}.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _contents(
    data: Path, machine: str, sessions: Iterable[SessionRecord], told: Iterable[DayFile]
) -> Iterator[tuple[Path, bytes, bytes | None]]:
    """Give each file's path, its bytes, and what stands there now."""
    for session in sessions:
        path = session_path(data, session)
        yield path, records.dump(session, path), None
    for day in told:
        path = day_path(data, machine, day)
        try:
            old = read_bytes(path, RECORD_BYTES)
            whole = days.load(old, path).joined(day)
        except FileNotFoundError:
            old, whole = None, day
        except BadFile as error:
            raise NotSaved(str(error)) from error
        yield path, days.dump(whole, path), old


def _staged(
    staging: Path, contents: Iterable[tuple[Path, bytes, bytes | None]], count: int, tell: ReportProgress
) -> list[tuple[Path, Path, bytes | None]]:
    """Write all files and bring them to disk; return for each where it lies, where it goes and what stands there."""
    staged = []
    for number, (path, data, old) in enumerate(contents, start=1):
        here = staging / f"{number}.tmp"
        here.write_bytes(data)
        here.chmod(0o600)
        staged.append((here, path, old))
        tell(number, 2 * count)
    # All are written before the first is waited for, and folders once at the end: about half the time of one by one.
    for number, (here, *_) in enumerate(staged, start=1):
        _sync(here)
        tell(count + number, 2 * count)
    sync_folder(staging)
    return staged


def _publish_all(staged: Iterable[tuple[Path, Path, bytes | None]]) -> None:
    """Give each file its name; where one cannot have it, take back those that have. Raises OSError."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for here, path, old in staged:
            make_folder(path.parent)
            _hold(path, old)
            publish(here, path, fresh=old is None)
            done.append((path, old))
        for folder in dict.fromkeys(path.parent for path, _ in done):
            sync_folder(folder)
    except BaseException:
        for path, old in reversed(done):
            if old is None:
                path.unlink(missing_ok=True)
            else:
                write_bytes(path, old)
        raise


def _hold(path: Path, old: bytes | None) -> None:
    """See that what stands there is still what was read, and is no link. Raises NotSaved."""
    if old is not None and (path.is_symlink() or path.read_bytes() != old):
        raise NotSaved(f"{path} is a link or was changed meanwhile, so nothing was added: bring the table in again.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class ImportFiles:
    """What is recorded already, and where a table is brought in; fills the port `ImportStore`."""

    def __init__(self, data: Path) -> None:
        """Touch nothing yet."""
        self._data = data

    def text(self, path: Path) -> str:
        """Return the text of a table. Raises BadFile where it is none."""
        return read_text(path)

    def existing_records(self, sheet: Sheet) -> ExistingRecords:
        """Return what was recorded already of the days in a table."""
        return existing_records(self._data, sheet)

    def write(self, found: ImportContent, tell: ReportProgress) -> None:
        """Add all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""
        bring_in(self._data, days.machine(), found.sessions, found.days, tell)
