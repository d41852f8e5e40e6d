"""The clocks of this machine; no other module reads them."""

import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as time_of_day


class SystemClock:
    """The local time, and seconds that only run forward; implements the port `Clock`."""

    def now(self) -> datetime:
        """Return the local time with its offset, to the second."""
        return self.moment().replace(microsecond=0)

    def moment(self) -> datetime:
        """Return the local time as precisely as possible."""
        return datetime.now().astimezone()

    def local_time(self, day: date, time_of_day: time_of_day) -> datetime:
        """Return a local time of a day with its offset."""
        return datetime.combine(day, time_of_day).astimezone()

    def seconds(self) -> float:
        """Return seconds on a clock that only runs forward."""
        return time.monotonic()

    def session_seconds(self, speed: float) -> Callable[[], float]:
        """Return a clock that counts session seconds from now. speed: session seconds per real second."""
        from achilles_tui.system.clock import SessionClock  # noqa: PLC0415 for a session alone

        return SessionClock(time.monotonic, time.time, speed=speed)
