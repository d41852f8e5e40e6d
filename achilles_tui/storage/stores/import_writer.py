"""Writes the content of an imported table: all of it or nothing.

Everything is first written and synced to a hidden folder that nothing reads; then each file gets its name. An import
that is cut off before that, even by a power cut, leaves nothing visible. One that is cut off during the short renaming
leaves complete files, and importing the table again adds the rest.
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
from achilles_tui.storage.files.paths import make_folder, saving, sync_folder
from achilles_tui.storage.index.session_index import session_heads
from achilles_tui.storage.stores import days, records
from achilles_tui.storage.stores.csv_text import read_text
from achilles_tui.storage.toml.reading import RECORD_BYTES, read_bytes

ReportProgress = Callable[[int, int], None]
"""Called with the steps done and their total; raises to cancel the import, and then nothing is added."""


def session_path(data: Path, record: SessionRecord) -> Path:
    """Return the path of an imported session; its name says so, and sorts after that of a recorded one."""
    path = records.path_of(data, record)
    return path.with_name(f"{path.stem}_imported{path.suffix}")


def day_path(data: Path, machine: str, day: DayFile) -> Path:
    """Return the path of a machine's imported entries of a day."""
    return days.path_of(data, f"imported-{machine}", day.day)


class ImportFiles:
    """The data folder as a table is imported into it; implements the port `ImportStore`."""

    def __init__(self, data: Path, machine: str | None = None) -> None:
        """Read nothing yet. machine: its part of the file names; by default, this machine's."""
        self._data, self._machine = data, machine or days.machine()

    def text(self, path: Path) -> str:
        """Return the text of a table. Raises BadFile."""
        return read_text(path)

    def existing_records(self, sheet: Sheet) -> ExistingRecords:
        """Return what is recorded already that rows of this table could repeat."""
        sheet_days = [row.day for row in sheet.rows]
        diary = days.read_days(self._data, min(sheet_days), max(sheet_days)).diary if sheet_days else Diary({})
        heads = [head for _, head in session_heads(self._data)]
        moved_to = {name: entry.day for name, entries in diary.corrections.items() for entry in entries if entry.day}
        training = [(head.id, head.started.replace(microsecond=0)) for head in heads if not head.practice]
        moments = {(started.date(), started.time()) for _, started in training}
        moments |= {(moved_to[name], started.time()) for name, started in training if name in moved_to}
        return ExistingRecords(frozenset(head.id for head in heads), frozenset(moments), diary)

    def write(self, content: ImportContent, tell: ReportProgress) -> None:
        """Add all of it or nothing. Raises NotSaved, or what `tell` raises to cancel; nothing is added then."""
        with saving(f"cannot write to {self._data}"):
            make_folder(self._data)
            staging = Path(tempfile.mkdtemp(prefix=".import-", dir=self._data))
        try:
            count = len(content.sessions) + len(content.days)
            with saving(f"nothing was added to {self._data}"):
                _publish_all(_staged(staging, _contents(self._data, self._machine, content), count, tell))
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _contents(data: Path, machine: str, content: ImportContent) -> Iterator[tuple[Path, bytes, bytes | None]]:
    """Yield each file's path, its new bytes, and its present bytes, None if there is no file yet."""
    for session in content.sessions:
        path = session_path(data, session)
        yield path, records.dump(session, path), None
    for day in content.days:
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
    """Write all files and sync them; return their temporary paths, final paths and present bytes."""
    staged = []
    for number, (path, data, old) in enumerate(contents, start=1):
        temporary = staging / f"{number}.tmp"
        temporary.write_bytes(data)
        temporary.chmod(0o600)
        staged.append((temporary, path, old))
        tell(number, 2 * count)
    # Writing all files before syncing the first takes about half the time of one by one.
    for number, (temporary, *_) in enumerate(staged, start=1):
        _sync(temporary)
        tell(count + number, 2 * count)
    sync_folder(staging)
    return staged


def _publish_all(staged: Iterable[tuple[Path, Path, bytes | None]]) -> None:
    """Give each file its name; if one fails, undo the others. Raises OSError."""
    done: list[tuple[Path, bytes | None]] = []
    try:
        for temporary, path, old in staged:
            make_folder(path.parent)
            _check_unchanged(path, old)
            publish(temporary, path, fresh=old is None)
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


def _check_unchanged(path: Path, old: bytes | None) -> None:
    """Raise NotSaved if the file is not the one that was read, or is a link."""
    if old is not None and (path.is_symlink() or path.read_bytes() != old):
        raise NotSaved(f"{path} is a link or was changed meanwhile, so nothing was added: import the table again.")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
