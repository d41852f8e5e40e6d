"""Counts the work that something takes, which is the same on every machine."""

from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile
from typing import ParamSpec

from achilles_tui.domain.base.errors import BadFile

P = ParamSpec("P")


def calls_of(act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> int:
    """Return how many functions are called while this is done, or until it is refused."""
    profile = Profile()
    with suppress(BadFile):
        profile.runcall(act, *args, **kwargs)
    return sum(entry.callcount for entry in profile.getstats())
