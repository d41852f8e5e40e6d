"""Reads and writes the settings: `settings.toml` in the config folder. What writes loads when something is written."""

# See above.
# ruff: noqa: PLC0415

from functools import partial
from pathlib import Path

from achilles_tui.domain.settings import Settings
from achilles_tui.storage.toml.reading import FORMAT, PROGRAM_BYTES, read

NAME = "settings.toml"


class SettingsFile:
    """The settings, in the config folder; implements the port `SettingsStore`."""

    def __init__(self, config: Path) -> None:
        """Read nothing yet."""
        self._path = config / NAME

    def load(self) -> Settings:
        """Return the settings; the defaults where there is no file. Raises BadFile."""
        try:
            return read(self._path, Settings, PROGRAM_BYTES)
        except FileNotFoundError:
            return Settings()

    def save(self, settings: Settings) -> None:
        """Write the settings; an unreadable file is set aside first, and comments are lost. Raises NotSaved."""
        from achilles_tui.storage.files.atomic import write_toml
        from achilles_tui.storage.files.quarantine import read_or_set_aside
        from achilles_tui.storage.toml.documents import document

        read_or_set_aside(self._path, partial(read, kind=Settings, limit=PROGRAM_BYTES))
        write_toml(self._path, {"format": FORMAT, **document(settings)})
