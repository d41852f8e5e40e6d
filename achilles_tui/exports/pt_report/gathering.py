"""Reads what a report is told from, piece by piece, so that years of it need little room. It knows no file."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from achilles_tui.application.services import Services
from achilles_tui.domain.history.history import context_at
from achilles_tui.domain.records.summary import SessionSummary, summary_of
from achilles_tui.exports.pt_report.build_report import report
from achilles_tui.exports.pt_report.document import Report, ReportRequest
from achilles_tui.exports.pt_report.notes import ALL_NOTES, WhichNotes

Progress = Callable[[int, int], None]
"""Told how many days were read so far, and of how many."""


class CollectedReport(NamedTuple):
    """A report, and one sentence for each file that was left out of it."""

    report: Report
    problems: tuple[str, ...]


def collect_report(
    services: Services,
    *,
    since: date | None = None,
    until: date | None = None,
    notes: WhichNotes = ALL_NOTES,
    progress: Progress = lambda _done, _of: None,
) -> CollectedReport:
    """Return the report. What lies before the period is read too: streaks, locks and medians look back over its edge.

    Raises BadFile, BadProgram or UnknownProgram.
    """
    made, settings = services.clock.now(), services.settings.load()
    safety, now = services.safety.flags(), services.agenda.today()
    found = services.history.entries(date.min, made.date())
    briefs: list[SessionSummary] = []
    problems = list(found.problems)
    for read in services.history.walk(found.diary):
        briefs += map(summary_of, read.sessions)
        problems += read.problems
        progress(read.days_read, read.days_total)
    told = tuple(dict.fromkeys(problems))
    course = context_at(made, found.diary, safety, services.programs.library().programs, settings.region, now)
    asked = ReportRequest(made, since, until, notes)
    return CollectedReport(
        report(briefs, course, asked, services.programs.rule(), now, side=settings.side, set_aside=len(told)), told
    )
