"""Imports a table of past pain and sessions: all of it or nothing, and nothing twice."""

from pathlib import Path
from typing import Protocol

from achilles_tui.application.ports import Clock, SettingsStore
from achilles_tui.application.programs import ProgramService
from achilles_tui.application.stops import StopRecorder
from achilles_tui.domain.csv_import.csv_rows import Sheet, Trouble, read_sheet
from achilles_tui.domain.csv_import.csv_session import Doses
from achilles_tui.domain.csv_import.merge import ExistingRecords, ImportContent, import_content


class ReportProgress(Protocol):
    """Reports how far the writing has come; an exception cancels the import."""

    def __call__(self, done: int, total: int, /) -> None:
        """Report that `done` of `total` files are written."""


class ImportStore(Protocol):
    """Reads a table, and writes the records in it."""

    def text(self, path: Path) -> str:
        """Return the text of a table. Raises BadFile where it is not one."""

    def existing_records(self, sheet: Sheet) -> ExistingRecords:
        """Return what is already recorded of the days in a table."""

    def write(self, content: ImportContent, report: ReportProgress) -> None:
        """Add everything or nothing. Raises NotSaved, or what `report` raises to cancel it."""


class ImportService:
    """Reads a table, and imports the records in it."""

    def __init__(
        self, store: ImportStore, programs: ProgramService, settings: SettingsStore, stops: StopRecorder, clock: Clock
    ) -> None:
        """Write into this store."""
        self._store, self._programs, self._settings, self._stops = store, programs, settings, stops
        self._clock = clock

    def read(self, path: Path) -> ImportContent | tuple[Trouble, ...]:
        """Return the records of a table to import, or all its errors. Raises BadFile where it is not a table."""
        sheet, settings = read_sheet(self._store.text(path)), self._settings.load()
        doses = Doses(self._programs.library(), usual=settings.program, region=settings.region, side=settings.side)
        return import_content(
            sheet, self._store.existing_records(sheet), doses, self._clock.now(), self._clock.local_time
        )

    def write(self, content: ImportContent, report: ReportProgress) -> None:
        """Add the records of a table, all or nothing. Raises NotSaved, or what `report` raises to cancel it."""
        with self._stops.around_write():
            self._store.write(content, report)
