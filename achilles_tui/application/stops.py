"""Records a stop of the pain rule as an entry of the log, so that nothing added later lifts it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from achilles_tui.application.entries import random_id
from achilles_tui.domain.agenda.gate import Gate
from achilles_tui.domain.base.errors import BadFile, NotSaved
from achilles_tui.domain.pain_rule.course import UNRECORDED
from achilles_tui.domain.pain_rule.course_of_log import course_of
from achilles_tui.domain.records.day_entries import DayFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from achilles_tui.application.ports import Clock, LogStore, SafetyStore
    from achilles_tui.application.programs import ProgramService
    from achilles_tui.domain.records.stop import Stop


class StopRecorder:
    """Reads what the log of all programs says now, and writes its stop once. new_id: returns an unused id."""

    def __init__(
        self,
        log: LogStore,
        programs: ProgramService,
        safety: SafetyStore,
        clock: Clock,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        """Work with these stores."""
        self._log, self._programs, self._safety, self._clock, self._new_id = log, programs, safety, clock, new_id

    def gate(self) -> Gate:
        """Return what decides whether a session may start now. Raises BadFile."""
        rule = self._programs.rule()
        log, _ = self._log.log(None, self._safety.load(), self._clock.now(), rule)
        return Gate(log, course_of(log, rule), rule)

    @contextmanager
    def around_write(self) -> Iterator[None]:
        """Record the stop of the log before something is written to it, and one that this brings after it.

        Raises NotSaved before anything is written. Where the rule or the answers cannot be read, nothing is recorded.
        """
        self.record_of_log()
        yield
        with suppress(NotSaved):
            self.record_of_log()

    def record(self, stop: Stop | None) -> None:
        """Write a stop that is no entry yet. Raises NotSaved."""
        if stop is not None and stop.id == UNRECORDED:
            entry = replace(stop, id=self._new_id(), at=self._clock.moment())
            self._log.add_entries(DayFile(1, stop.day, stops=(entry,)))

    def record_if_possible(self, stop: Stop | None) -> None:
        """Do what `record` does; reading goes on where nothing can be written."""
        with suppress(NotSaved):
            self.record(stop)

    def record_of_log(self) -> None:
        """Do what `record` does for the stop of the log now."""
        with suppress(BadFile):
            self.record(self.gate().course.stop)
