"""Keeps what the user told once, in `settings.toml` of the config folder. Knows nothing of what it is used for."""

from functools import partial
from pathlib import Path

from achilles_tui.domain.settings import Settings
from achilles_tui.storage.files.atomic import write_toml
from achilles_tui.storage.files.quarantine import read_or_set_aside
from achilles_tui.storage.toml.documents import document
from achilles_tui.storage.toml.reading import FORMAT, PROGRAM_BYTES, read

NAME = "settings.toml"


def load_settings(config: Path) -> Settings:
    """Return the settings, the defaults where there is no file. Raises BadFile."""
    try:
        return read(config / NAME, Settings, PROGRAM_BYTES)
    except FileNotFoundError:
        return Settings()


def save_settings(config: Path, settings: Settings) -> None:
    """Write the settings; a file that cannot be read is set aside first, and comments are lost. Raises NotSaved."""
    path = config / NAME
    read_or_set_aside(path, partial(read, kind=Settings, limit=PROGRAM_BYTES))
    write_toml(path, {"format": FORMAT, **document(settings)})


class SettingsFile:
    """The settings, in the config folder; fills the port `SettingsStore`."""

    def __init__(self, config: Path) -> None:
        """Touch nothing yet."""
        self._config = config

    def load(self) -> Settings:
        """Return the settings; the defaults where there are none. Raises BadFile."""
        return load_settings(self._config)

    def save(self, settings: Settings) -> None:
        """Write the settings. Raises NotSaved."""
        save_settings(self._config, settings)
