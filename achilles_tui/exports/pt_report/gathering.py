"""Reads the history day by day and builds the report from it, so that years of it need little memory."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.history.history import context_at
from achilles_tui.domain.records.summary import SessionSummary, summary_of
from achilles_tui.exports.notes import ALL_NOTES, WhichNotes
from achilles_tui.exports.pt_report.build_report import report
from achilles_tui.exports.pt_report.document import Report, ReportRequest

Progress = Callable[[int, int], None]
"""Called with the number of days read so far and the number of all days to read."""


class CollectedReport(NamedTuple):
    """A report, and a sentence for each file that could not be read."""

    report: Report
    problems: tuple[str, ...]


def collect_report(
    services: Services,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Progress = lambda _done, _total: None,
) -> CollectedReport:
    """Return the report of a period, both ends included; by default everything up to now.

    Days before the period are read too, since streaks, locks and medians depend on them.
    Raises BadFile, BadProgram or UnknownProgram.
    """
    created, settings = services.clock.now(), services.settings.load()
    safety, now = services.safety.flags(), services.agenda.today()
    entries = services.history.entries(date.min, created.date())
    summaries: list[SessionSummary] = []
    problems = list(entries.problems)
    for batch in services.history.walk(entries.diary):
        summaries += map(summary_of, batch.sessions)
        problems += batch.problems
        progress(batch.days_read, batch.days_total)
    unread = tuple(dict.fromkeys(problems))
    programs = services.programs.library().programs
    context = context_at(created, entries.diary, safety, programs, settings, now)
    request = ReportRequest(created, first_day, last_day, notes)
    whole = report(
        summaries,
        context,
        request,
        services.programs.rule(),
        now,
        safety=safety,
        side=settings.side,
        set_aside=len(unread),
    )
    return CollectedReport(whole, unread)
