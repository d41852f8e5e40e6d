"""Brings a table of the user in: past pain and sessions, all of it or nothing, and nothing twice."""

from pathlib import Path
from typing import Protocol

from achilles_tui.application.ports import Clock, SettingsStore
from achilles_tui.application.programs import ProgramService
from achilles_tui.domain.csv_import.csv_rows import Sheet, Trouble, read_sheet
from achilles_tui.domain.csv_import.csv_session import Doses
from achilles_tui.domain.csv_import.merge import ExistingRecords, ImportContent, import_content


class ReportProgress(Protocol):
    """Told how far the writing has come; what it raises cancels it."""

    def __call__(self, done: int, of: int, /) -> None:
        """Say how many files were written, and of how many."""


class ImportStore(Protocol):
    """Where a table is read, and where what it brings in is written."""

    def text(self, path: Path) -> str:
        """Return the text of a table. Raises BadFile where it is none."""

    def existing_records(self, sheet: Sheet) -> ExistingRecords:
        """Return what was recorded already of the days in a table."""

    def write(self, content: ImportContent, tell: ReportProgress) -> None:
        """Add all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""


class ImportService:
    """Reads a table, and brings in what it has."""

    def __init__(self, store: ImportStore, programs: ProgramService, settings: SettingsStore, clock: Clock) -> None:
        """Write into this store."""
        self._store, self._programs, self._settings, self._clock = store, programs, settings, clock

    def read(self, path: Path) -> ImportContent | tuple[Trouble, ...]:
        """Return what a table brings in, or all that is wrong with it. Raises BadFile where it is no table at all."""
        sheet, settings = read_sheet(self._store.text(path)), self._settings.load()
        doses = Doses(self._programs.library(), usual=settings.program, region=settings.region, side=settings.side)
        return import_content(
            sheet, self._store.existing_records(sheet), doses, self._clock.now(), self._clock.local_time
        )

    def write(self, content: ImportContent, tell: ReportProgress) -> None:
        """Add what a table brings in, all of it or nothing. Raises NotSaved, or what `tell` raises to cancel it."""
        self._store.write(content, tell)
