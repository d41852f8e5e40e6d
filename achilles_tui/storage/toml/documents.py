"""Converts a checked value to TOML tables. The way back is `reading`."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import msgspec

from achilles_tui.domain.base.text import harmless


def document(value: msgspec.Struct) -> dict[str, Any]:
    """Return a value as tables, lists and plain values, without unset ones, every text safe to show."""
    tables: dict[str, Any] = _plain(msgspec.to_builtins(value, builtin_types=(datetime, date, time)))
    return tables


def _plain(value: Any) -> Any:  # noqa: ANN401 any part of a document
    if isinstance(value, dict):
        return {_plain(key): _plain(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return harmless(value)
    # TOML has only offsets in whole minutes, and in a repeated hour only times with fixed offsets compare as equal.
    if isinstance(value, datetime) and (offset := value.utcoffset()) is not None:
        return value.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    return value
