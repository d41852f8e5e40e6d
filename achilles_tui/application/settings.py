"""The settings where they may be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from achilles_tui.domain.base.errors import BadFile
from achilles_tui.domain.settings import Settings

if TYPE_CHECKING:
    from achilles_tui.application.ports import SettingsStore


def settings_or_defaults(store: SettingsStore) -> Settings:
    """Return the settings; the defaults also where they cannot be read, which other callers report."""
    try:
        return store.load()
    except BadFile:
        return Settings()
