"""The settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.settings import Settings

if TYPE_CHECKING:
    from achilles_tui.application.ports import SettingsStore


class SettingsService:
    """Reads and writes the settings."""

    def __init__(self, store: SettingsStore) -> None:
        """Read from this store."""
        self._store = store

    def load(self) -> Settings:
        """Return the settings; the defaults where there are none. Raises BadFile."""
        return self._store.load()

    def or_defaults(self) -> Settings:
        """Return the settings; the defaults also where they cannot be read, which other callers report."""
        try:
            return self.load()
        except BadFile:
            return Settings()

    def save(self, settings: Settings) -> None:
        """Write the settings. Raises NotSaved."""
        self._store.save(settings)
