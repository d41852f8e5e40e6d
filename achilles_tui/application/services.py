"""All services of the program. `main` builds them over real files and clocks, tests over memory."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # whoever takes all services must not load them all
    from achilles_tui.application.agenda import AgendaService
    from achilles_tui.application.history import HistoryService
    from achilles_tui.application.imports import ImportService
    from achilles_tui.application.ports import Clock, DocumentStore, Speaker
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.application.safety import SafetyService
    from achilles_tui.application.sessions import SessionService
    from achilles_tui.application.settings import SettingsService
    from achilles_tui.system.zone import Zone


class Services(Protocol):
    """What the screens call. What is opened from a screen gets only the services it uses."""

    @property
    def clock(self) -> "Clock":
        """The clock."""

    @property
    def settings(self) -> "SettingsService":
        """The settings."""

    @property
    def safety(self) -> "SafetyService":
        """The red-flag answers."""

    @property
    def programs(self) -> "ProgramService":
        """The programs."""

    @property
    def agenda(self) -> "AgendaService":
        """Today."""

    @property
    def history(self) -> "HistoryService":
        """The past."""

    @property
    def sessions(self) -> "SessionService":
        """Live sessions."""

    def speaker(self, command: Sequence[str]) -> "Speaker":
        """Return a voice that is this program with its arguments; no program, no voice."""


class CommandServices(Services, Protocol):
    """What the command line calls besides."""

    @property
    def imports(self) -> "ImportService":
        """What brings a table in."""

    @property
    def documents(self) -> "DocumentStore":
        """Where documents for others go."""

    def zone(self) -> "Zone":
        """Return the time zone of the machine."""

    def places(self) -> dict[str, Path]:
        """Return where everything is kept, by what it is."""
