"""Turns a checked value into what TOML can say. The way back is `reading`."""

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import msgspec

from achilles_tui.domain.base.text import harmless


def document(value: msgspec.Struct) -> dict[str, Any]:
    """Return a value as tables, lists and plain values, without what is unset, every text harmless to show."""
    tables: dict[str, Any] = _plain(msgspec.to_builtins(value, builtin_types=(datetime, date, time)))
    return tables


def _plain(value: Any) -> Any:  # noqa: ANN401 any part of a document
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return harmless(value)
    # A fixed offset in whole minutes is all TOML knows, and in a repeated hour only fixed offsets compare as equal.
    if isinstance(value, datetime) and (offset := value.utcoffset()) is not None:
        return value.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    return value
