"""The clock of one session: seconds since it started, sleep included, perhaps faster for a practice walk."""

from collections.abc import Callable

SLEPT = 1.0
"""Seconds the wall clock must gain on the monotonic one to count as sleep, not as an adjustment (ours)."""


class SessionClock:
    """Counts session seconds from its creation.

    monotonic: seconds that never run backwards, but stop while a Linux machine sleeps.
    wall: seconds since the epoch, which users may set; only a leap ahead of the monotonic clock counts.
    speed: session seconds per real second.
    """

    def __init__(self, monotonic: Callable[[], float], wall: Callable[[], float], *, speed: float = 1.0) -> None:
        """Start at 0 now."""
        self._monotonic, self._wall, self._speed = monotonic, wall, speed
        self._last = monotonic(), wall()
        self._passed = 0.0

    def __call__(self) -> float:
        """Return the session seconds that have passed."""
        now = self._monotonic(), self._wall()
        ran, slept = now[0] - self._last[0], 0.0
        ahead = now[1] - self._last[1] - ran
        if ahead > SLEPT:
            slept = ahead
        self._last = now
        self._passed += ran + slept
        return self._passed * self._speed
