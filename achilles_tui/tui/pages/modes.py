"""The pages of the app. Each loads when it opens."""

# See above.
# ruff: noqa: PLC0415
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from achilles_tui.tui.pages.page import Page


def _today() -> type[Page]:
    from achilles_tui.tui.pages.today import TodayScreen

    return TodayScreen


def _programs() -> type[Page]:
    from achilles_tui.tui.pages.programs import ProgramsScreen

    return ProgramsScreen


def _history() -> type[Page]:
    from achilles_tui.tui.pages.history.page import HistoryScreen

    return HistoryScreen


def _learn() -> type[Page]:
    from achilles_tui.tui.pages.learn import LearnScreen

    return LearnScreen


PAGES: dict[str, Callable[[], type[Page]]] = {
    "today": _today,
    "programs": _programs,
    "history": _history,
    "learn": _learn,
}
"""The pages by the ids of their keys. Each is a Textual mode, so a page is as you left it when you return."""
