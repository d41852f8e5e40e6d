"""Builds the program with real files and clocks. It is the only place that does, and it decides nothing.

A service is built when it is first used, and its modules load only then.
"""

# Each service is imported where it is built.
# ruff: noqa: PLC0415
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from achilles_tui.cli.main import run
from achilles_tui.storage.files.paths import Folders, folders, shipped_programs

if TYPE_CHECKING:
    from achilles_tui.application.agenda import AgendaService
    from achilles_tui.application.entries import EntryWriter
    from achilles_tui.application.gate import GateService
    from achilles_tui.application.history import HistoryService
    from achilles_tui.application.imports import ImportService
    from achilles_tui.application.ports import DocumentStore, Speaker
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.safety import SafetyService
    from achilles_tui.application.sessions import SessionService
    from achilles_tui.application.stops import StopRecorder
    from achilles_tui.storage.stores.logs import LogFiles
    from achilles_tui.storage.stores.safety import SafetyFile
    from achilles_tui.storage.stores.settings import SettingsFile
    from achilles_tui.system.system_clock import SystemClock
    from achilles_tui.system.zone import Zone


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit with its code."""
    run(arguments, lambda data, config: RealServices(folders(data, config, environ=os.environ)))


class RealServices:
    """All services, on the files in these folders."""

    def __init__(self, paths: Folders) -> None:
        """Read and write nothing yet."""
        self._folders = paths

    @cached_property
    def clock(self) -> "SystemClock":
        """The clocks of this machine."""
        from achilles_tui.system.system_clock import SystemClock

        return SystemClock()

    @cached_property
    def settings(self) -> "SettingsFile":
        """The settings."""
        from achilles_tui.storage.stores.settings import SettingsFile

        return SettingsFile(self._folders.config)

    @cached_property
    def safety(self) -> "SafetyService":
        """The answers about warning signs."""
        from achilles_tui.application.safety import SafetyService

        return SafetyService(self._safety_file, self.clock)

    @cached_property
    def programs(self) -> "ProgramService":
        """The programs."""
        from achilles_tui.application.programs import ProgramService
        from achilles_tui.storage.stores.own_programs import ProgramFiles

        return ProgramService(ProgramFiles(shipped_programs(), self._folders.programs), _edit)

    @cached_property
    def agenda(self) -> "AgendaService":
        """Today."""
        from achilles_tui.application.agenda import AgendaService

        files = self._log_files, self.programs, self.settings, self._safety_file
        return AgendaService(*files, self._entries, self._stops, self.clock)

    @cached_property
    def gate(self) -> "GateService":
        """The gate that every session passes."""
        from achilles_tui.application.gate import GateService

        return GateService(self._stops, self.programs, self.settings, self._entries)

    @cached_property
    def history(self) -> "HistoryService":
        """The history."""
        from achilles_tui.application.history import HistoryService

        files = self._log_files, self.agenda, self.programs, self.settings, self._safety_file
        return HistoryService(*files, self._entries, self._stops, self.clock)

    @cached_property
    def sessions(self) -> "SessionService":
        """Live sessions."""
        from achilles_tui.application.sessions import SessionService
        from achilles_tui.storage.stores.journal import LiveSessionFiles

        live = LiveSessionFiles(self._folders.data)
        return SessionService(live, self._log_files, self.programs, self._entries, self.gate, self._stops, self.clock)

    @cached_property
    def imports(self) -> "ImportService":
        """The import of tables."""
        from achilles_tui.application.imports import ImportService
        from achilles_tui.storage.stores.import_writer import ImportFiles

        files = ImportFiles(self._folders.data)
        return ImportService(files, self.programs, self.settings, self._stops, self.clock)

    @cached_property
    def documents(self) -> "DocumentStore":
        """The writer of documents."""
        from achilles_tui.storage.files.exports import DocumentFiles

        return DocumentFiles()

    def speaker(self, command: Sequence[str]) -> "Speaker":
        """Return the voice of this command; an empty command is silent."""
        from achilles_tui.system.speaker import CommandSpeaker

        return CommandSpeaker(command)

    def zone(self) -> "Zone":
        """Return the time zone of the machine."""
        from achilles_tui.system.zone import machine_zone

        return machine_zone(os.environ)

    def places(self) -> dict[str, Path]:
        """Return the folders of the program by name."""
        return {
            "data": self._folders.data,
            "sessions": self._folders.sessions,
            "config": self._folders.config,
            "your programs": self._folders.programs,
            "shipped programs": shipped_programs(),
        }

    @cached_property
    def _entries(self) -> "EntryWriter":
        from achilles_tui.application.entries import EntryWriter

        return EntryWriter(self._log_files, self._stops, self.clock)

    @cached_property
    def _stops(self) -> "StopRecorder":
        from achilles_tui.application.stops import StopRecorder

        return StopRecorder(self._log_files, self.programs, self._safety_file, self.clock)

    @cached_property
    def _log_files(self) -> "LogFiles":
        from achilles_tui.storage.stores.logs import LogFiles

        return LogFiles(self._folders.data, self._folders.config, self._folders.cache)

    @cached_property
    def _safety_file(self) -> "SafetyFile":
        from achilles_tui.storage.stores.safety import SafetyFile

        return SafetyFile(self._folders.data, shipped_programs())


def _edit(path: Path) -> None:
    from achilles_tui.system.editor import edit

    edit(path)
