"""All services of the program. `main` builds them with real files and clocks, tests in memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # importing this module must not load every service
    from achilles_tui.application.agenda import AgendaService
    from achilles_tui.application.gate import GateService
    from achilles_tui.application.history import HistoryService
    from achilles_tui.application.imports import ImportService
    from achilles_tui.application.ports import Clock, DocumentStore, SettingsStore, Speaker
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.safety import SafetyService
    from achilles_tui.application.sessions import SessionService
    from achilles_tui.system.zone import Zone


class Services(Protocol):
    """The services of the app. A single page gets only those it uses."""

    @property
    def clock(self) -> "Clock":
        """The clock."""

    @property
    def settings(self) -> "SettingsStore":
        """The settings."""

    @property
    def safety(self) -> "SafetyService":
        """The answers about warning signs."""

    @property
    def programs(self) -> "ProgramService":
        """The programs."""

    @property
    def agenda(self) -> "AgendaService":
        """Today."""

    @property
    def gate(self) -> "GateService":
        """The gate that every session passes."""

    @property
    def history(self) -> "HistoryService":
        """The history."""

    @property
    def sessions(self) -> "SessionService":
        """Live sessions."""

    def speaker(self, command: Sequence[str]) -> "Speaker":
        """Return the voice of this command; an empty command is silent."""


class CommandServices(Services, Protocol):
    """The services of the command line."""

    @property
    def imports(self) -> "ImportService":
        """The import of tables."""

    @property
    def documents(self) -> "DocumentStore":
        """The writer of documents."""

    def zone(self) -> "Zone":
        """Return the time zone of the machine."""

    def places(self) -> dict[str, Path]:
        """Return the folders of the program by name."""
