"""The clock of one session: seconds since it was opened, sleep included, perhaps run faster for a practice walk.

Knows no real clock: `system_clock` hands two in.
"""

from collections.abc import Callable

SLEPT = 1.0
"""Seconds by which the wall clock must run ahead of the monotonic one to count as sleep, not as adjustment (ours)."""


class SessionClock:
    """Counts session seconds from the moment it was made.

    monotonic: seconds that never run back, but stand still while a Linux machine sleeps.
    wall: seconds since the epoch, which may be set to anything; only a leap ahead of the monotonic clock is believed.
    speed: how many session seconds pass in a real second.
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
